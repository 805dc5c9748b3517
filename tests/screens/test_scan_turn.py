"""One code waits its turn, and one line tells about the scanner."""

from __future__ import annotations

from typing import get_args

from kiosk.dossiers.receipt_code import NotACode, ReceiptCode, SquareCode
from kiosk.words import words_of
from screens.frame import FrameState
from screens.scan_turn import LONGEST_WAIT_S, NOTICE_SHOWN_S, READ_AGAIN_S, SAME_PAPER_S, Notice, ScanTurn
from screens.scans import is_other_code_of

PRINTED = "Q7XZ"
NOTICES: tuple[Notice, ...] = get_args(Notice)
FIRST, SECOND = ReceiptCode("H24.15-261124-0037", "new"), ReceiptCode("H24.15-261118-0031", "new")


def test_a_code_waits_while_something_is_under_way() -> None:
    turn = ScanTurn()
    turn.hold(FIRST, 10.0)
    assert turn.next(11.0, is_at_work=True) is None
    assert turn.next(11.2, is_at_work=False) is FIRST
    assert turn.next(11.4, is_at_work=False) is None


def test_the_latest_of_several_waits_and_no_longer_than_the_first() -> None:
    turn = ScanTurn()
    turn.hold(FIRST, 10.0)
    turn.hold(SECOND, 20.0)
    assert turn.next(10.0 + LONGEST_WAIT_S, is_at_work=True) is SECOND


def test_that_it_waits_is_told_for_a_moment_and_until_its_turn() -> None:
    turn = ScanTurn()
    turn.hold(FIRST, 10.0)
    assert turn.notice(10.1) == "scan_waits"
    assert turn.notice(10.0 + NOTICE_SHOWN_S) == ""
    turn.hold(SECOND, 30.0)
    turn.next(30.1, is_at_work=False)
    assert turn.notice(30.2) == ""


def test_the_second_code_that_cannot_be_read_within_half_a_minute_gets_a_page() -> None:
    turn = ScanTurn()
    assert not turn.is_unread_again(10.0)
    assert turn.notice(10.0) == "read_again"
    assert turn.is_unread_again(10.0 + READ_AGAIN_S)
    assert not turn.is_unread_again(10.0 + READ_AGAIN_S + 1), "after the page it is counted anew"


def test_what_could_be_read_forgives_what_could_not() -> None:
    turn = ScanTurn()
    turn.is_unread_again(10.0)
    turn.was_read()
    assert turn.notice(11.0) == ""
    assert not turn.is_unread_again(12.0)


def test_a_citizen_who_leaves_takes_the_waiting_code_along() -> None:
    turn = ScanTurn()
    turn.hold(FIRST, 10.0)
    turn.is_unread_again(10.0)
    turn.receipt_came(10.0)
    turn.forget()
    assert (turn.waiting, turn.notice(10.0), turn.is_same_paper(10.0)) == (None, "", False)
    assert not turn.is_unread_again(11.0)


def test_the_other_code_on_a_receipt_is_known_by_its_moment() -> None:
    turn = ScanTurn()
    assert not turn.is_same_paper(0.0)
    turn.receipt_came(10.0)
    assert turn.is_same_paper(10.0 + SAME_PAPER_S)
    assert not turn.is_same_paper(10.1 + SAME_PAPER_S)


def test_the_other_code_is_one_that_tells_nothing_more() -> None:
    assert is_other_code_of(FIRST.text, SquareCode())
    assert is_other_code_of(FIRST.text, NotACode("address"))
    assert is_other_code_of(FIRST.text, FIRST)
    assert not is_other_code_of(FIRST.text, SECOND)
    assert not is_other_code_of(FIRST.text, ReceiptCode(FIRST.text, "new", secret=PRINTED))


def test_a_waiting_code_shows_itself_nowhere() -> None:
    turn = ScanTurn()
    turn.hold(FIRST, 10.0)
    assert FIRST.text not in repr(turn)


def test_the_line_stands_in_the_frame_in_both_languages() -> None:
    lines = {notice: FrameState(notice=notice).notice_text(words_of("vi")) for notice in NOTICES}
    assert lines == {
        "": "",
        "read_again": "**Chưa đọc được**, mời đưa lại",
        "scan_waits": "**Đã nhận mã**, mời chờ một chút",
    }
    assert all(FrameState(notice=notice).notice_text(words_of("en")) for notice in NOTICES if notice)
