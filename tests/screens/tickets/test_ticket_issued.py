"""The number, then what became of the paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.words import words_of
from screens.tickets.ticket_issued import SAMPLES, Slip, TicketIssuedState
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk, plain

VI, EN = words_of("vi"), words_of("en")
HOUSEHOLD = "Hộ tịch, chứng thực"
WAIT = ("Chờ khoảng", "15–25", "phút")


def cards(state: TicketIssuedState) -> list[tuple[str, str, str]]:
    return [(each.label, each.figure, each.unit) for each in state.figures(VI)]


@pytest.mark.parametrize(
    ("slip", "heading", "icon", "may_print_again"),
    [
        ("number", "Đang in phiếu…", "confirmation_number", False),
        ("sent", "Phiếu đang ra…", "confirmation_number", False),
        ("confirmed", "Mời lấy phiếu ở khe in", "check_circle", False),
        ("assumed", "Phiếu đang ra", "confirmation_number", True),
        ("unknown", "Số của Ông/Bà là A030", "confirmation_number", True),
        ("reprinted", "Đã in lại, cùng số A030", "check_circle", False),
    ],
)
def test_only_what_is_sure_is_called_done(slip: Slip, heading: str, icon: str, may_print_again: bool) -> None:  # noqa: FBT001
    state = replace(SAMPLES["confirmed"], slip=slip)
    assert (plain(state.heading(VI)), state.icon(), state.may_print_again) == (heading, icon, may_print_again)


def test_where_to_go_and_how_many_are_before() -> None:
    state = SAMPLES["confirmed"]
    assert cards(state) == [("Đến quầy", "1 – 2", ""), ("Trước mình còn", "5", "người"), WAIT]
    assert plain(state.lane(VI)) == HOUSEHOLD


@pytest.mark.parametrize(
    ("sample", "wait"),
    [
        ("confirmed", ("Chờ khoảng", "15–25", "phút")),
        ("long_wait", ("Chờ hơn", "60", "phút")),
        ("short_wait", ("Chờ chưa đến", "10", "phút")),
        ("over_noon", ("Có thể sang", "buổi chiều", "")),
    ],
)
def test_the_wait_is_a_range_or_what_can_honestly_be_said_of_it(sample: str, wait: tuple[str, str, str]) -> None:
    assert cards(SAMPLES[sample])[-1] == wait


@pytest.mark.parametrize(("sample", "count"), [("no_estimate", 2), ("alone", 1), ("uncounted", 1), ("guide_desk", 2)])
def test_what_is_not_known_is_left_out_with_its_card(sample: str, count: int) -> None:
    assert len(cards(SAMPLES[sample])) == count


@pytest.mark.parametrize(
    ("sample", "says"),
    [
        ("priority", "Diện ưu tiên: **xen kẽ 1:2**."),
        ("priority_first", "Diện ưu tiên: **mời trước**."),
        ("priority_declared", "**Diện ưu tiên.**"),
        ("alone", "Quầy sẽ gọi theo số **K2-001**."),
    ],
)
def test_the_note_says_how_this_number_will_be_called(sample: str, says: str) -> None:
    assert SAMPLES[sample].note(VI).endswith(says)
    assert "Diện" not in SAMPLES["confirmed"].note(VI)


def test_without_a_sure_slip_the_number_is_to_be_remembered() -> None:
    assert SAMPLES["unknown"].note(VI) == "Nếu chưa thấy phiếu, xin nhớ số **A030**."
    assert SAMPLES["confirmed"].note(VI) == "Mời ngồi chờ. Khi đến lượt, cán bộ sẽ mời số **A030**."


def test_a_number_above_a_thousand_keeps_its_size_readable() -> None:
    assert SAMPLES["long_number"].number == "A1030"
    assert SAMPLES["long_number"].number_px(830) >= 200


def test_the_page_before_any_number_breaks_nothing() -> None:
    empty = replace(SAMPLES["confirmed"], issued=None)
    assert (empty.number, empty.lane(VI), empty.figures(VI), empty.ahead) == ("", "", (), 0)


def test_a_printed_ticket_stays_15_seconds_from_the_paper_on(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    assert kiosk.terminal.seconds_left() == 15
    kiosk.turn_clock(15)
    kiosk.sees("home")


def test_a_doubtful_slip_stays_twice_as_long(kiosk: AtTheKiosk) -> None:
    kiosk.printer_cannot_confirm()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.turn_clock(29.75)
    kiosk.sees("ticket_issued")
    kiosk.turn_clock(0.25)
    kiosk.sees("home")


def test_while_the_slip_is_printed_again_nothing_more_can_be_asked(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.printer_cannot_confirm()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.let_it_finish()
    kiosk.touch("In lại", "In lại")
    kiosk.sees("ticket_issued", heading="Đang in phiếu…", may_print_again=False)
    kiosk.let_it_finish()
    assert kiosk.whole_tickets == ["A001", "A001 in lại"]


def test_a_reprint_that_finds_no_paper_leads_to_the_page_of_trouble(kiosk: AtTheKiosk) -> None:
    kiosk.printer_cannot_confirm()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.let_paper_run_out()
    kiosk.touch("In lại")
    kiosk.sees("paper_trouble", number="A001", heading="Máy đang hết giấy")


def test_a_scan_from_here_shows_the_dossier_and_back_the_number(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.scan("H24.15-261124-0037")
    kiosk.sees("dossier_status", code="H24.15-261124-0037")
    kiosk.touch("Quay lại")
    kiosk.sees("ticket_issued", number="A001")


@pytest.mark.parametrize("sample", list(SAMPLES))
def test_the_number_is_said_first(sample: str) -> None:
    state = SAMPLES[sample]
    said = [plain(text) for text in state.spoken(VI)]
    assert said[0] == f"Số của Ông/Bà là {state.number}"
    assert ("Mời đến quầy 1 – 2." in said) == (sample != "guide_desk")
    assert ("Chờ khoảng 15–25 phút" in said) == (WAIT in cards(state))
    assert "**" not in " ".join(said)
    assert all(state.spoken(EN))
    assert state.countdown(EN) != state.countdown(VI)
