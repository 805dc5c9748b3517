"""The scanner has lost its cable, or reads what nobody can read."""

from __future__ import annotations

import pytest

from devices.scanners.contract import Noise, Overflow, Unreadable, Why
from devices.scanners.framing import LONGEST_BYTES
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk

CODE = "H24.15-261124-0037"


def test_without_a_scanner_the_start_asks_to_type(kiosk: AtTheKiosk) -> None:
    kiosk.sees("home", scan_sentence="Đưa mã vạch trên giấy hẹn vào khe quét bên dưới.", type_label="Nhập mã bằng tay")
    kiosk.unplug_scanner()
    kiosk.sees("home", scan_sentence="Mời gõ mã in trên giấy hẹn.", type_label="Nhập mã hồ sơ")
    kiosk.plug_in_scanner()
    kiosk.sees("home", has_scanner=True)


def test_the_journal_says_it_once_when_lost_and_once_when_back(kiosk: AtTheKiosk) -> None:
    kiosk.unplug_scanner()
    kiosk.turn_clock(30)
    kiosk.plug_in_scanner()
    assert [event["state"] for event in kiosk.events("scanner-is")] == ["ready", "offline", "ready"]


def test_a_code_can_still_be_typed(kiosk: AtTheKiosk) -> None:
    kiosk.unplug_scanner()
    kiosk.touch("Nhập mã hồ sơ")
    kiosk.type_digits("2611240037")
    kiosk.touch("Xem tình trạng")
    kiosk.sees("type_receipt_code", kind="id_last4")


def test_losing_it_in_the_middle_of_a_visit_takes_no_page_away(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.unplug_scanner()
    kiosk.sees("dossier_status", code=CODE)


def test_a_lobby_knows_where_its_scanner_hangs(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(panel={"scanner_side": "left"})
    kiosk.sees("home", scan_sentence="Đưa mã vạch trên giấy hẹn vào khe quét bên trái.")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xfe\x80\x81\x90\x91", "Unreadable"),
        (b"H24.15-261124\x07-0037", "Unreadable"),
        (b"9" * (LONGEST_BYTES + 1), "Overflow"),
    ],
    ids=["binary", "with a control character", "longer than any code"],
)
def test_what_cannot_be_read_says_how_to_hold_the_paper(kiosk: AtTheKiosk, data: bytes, kind: str) -> None:
    kiosk.scan(data)
    kiosk.sees("home")
    assert kiosk.scanner_line() == "**Chưa đọc được**, mời đưa lại"
    kiosk.scan(data)
    kiosk.sees("not_a_receipt", heading="Máy chưa đọc được", sentences="Vuốt phẳng giấy, đưa chậm lại.")
    assert kiosk.events("scan-unreadable") == [{"kind": kind}] * 2


def test_after_something_unreadable_the_next_receipt_is_read(kiosk: AtTheKiosk) -> None:
    kiosk.scan(b"\xff\xfe\x80\x81")
    kiosk.turn_clock(1)
    kiosk.scan(CODE)
    kiosk.sees("dossier_status", code=CODE)


def test_noise_of_a_broken_scanner_takes_no_page_away(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con")
    kiosk.kiosk.on_unreadable(Noise())
    kiosk.sees("life_event")


@pytest.mark.parametrize("trouble", [Unreadable(Why.NOT_UTF8, 8), Overflow()])
def test_a_terminal_that_is_ending_reads_nothing(kiosk: AtTheKiosk, trouble: Unreadable | Overflow) -> None:
    kiosk.terminal.fault()
    kiosk.kiosk.on_unreadable(trouble)
    kiosk.scan(CODE)
    kiosk.sees("out_of_service", can_follow=False)


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("https://example.com/menu", "something_else"),
        ("00020101021138570010A00000072701270006970454", "something_else"),
        ("8934588063053", "something_else"),
        ("DN4010112345678|Nguyen|1985|x", "other_card"),
        ("031085004821", "identity_card"),
        ("H24.15-261324-0037", "bad_date"),
        ("|" * 400, "other_card"),
        ("A" * 600, "something_else"),
        ("{you}{0}%s<b>[color=ff0000]", "something_else"),
        ("'; DROP TABLE ticket; --", "something_else"),
    ],
)
def test_what_is_no_receipt_is_told_apart(kiosk: AtTheKiosk, text: str, variant: str) -> None:
    kiosk.scan(text)
    kiosk.sees("not_a_receipt", variant=variant, code="")
    assert next(kiosk.state.spoken(kiosk.terminal.words))
    assert text not in str(kiosk.journal.events) or len(text) < 6
