"""«In phiếu tình trạng»: what was on the glass goes onto paper, now or not at all."""

from __future__ import annotations

from PIL import Image, ImageChops

from kiosk.tickets.status_slip import StatusSlip, status_values
from kiosk.tickets.status_slip_layout import read_status_layout
from kiosk.tickets.status_slip_print import composed
from screens.dossiers.printed_status import slip_of
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk
from tests.journeys.whats_remembered import texts_below

CODE, READY, LAST_FOUR = "H24.15-261124-0037", "H24.15-261118-0031", "4821"
LAYOUT = read_status_layout()


def shows_all(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.touch("Xem chi tiết")
    kiosk.type_digits(LAST_FOUR)
    kiosk.touch("Xem tình trạng")


def slip_in_front(kiosk: AtTheKiosk) -> StatusSlip:
    return slip_of(kiosk.state, "Ông/Bà", has_english=True)


def read_back(kiosk: AtTheKiosk, slip: StatusSlip, *, is_english: bool = False) -> None:
    """The dots that came out are those of this slip, and no dot differs."""
    from kiosk.tickets.slip import OfficeOnSlip  # noqa: PLC0415 -- of this reader only

    content = kiosk.kiosk.content
    assert content is not None
    office = OfficeOnSlip(content.office.name.vi, content.office.slip_ward.vi)
    expected = composed(LAYOUT, status_values(slip, office, LAYOUT.words), width_dots=576, is_english=is_english)
    (found,) = kiosk.printed_statuses
    with Image.open(found) as paper:
        assert paper.size == expected.size
        assert ImageChops.difference(paper.convert("L"), expected.convert("L")).getbbox() is None


def test_the_whole_answer_on_paper_carries_the_masked_name(kiosk: AtTheKiosk) -> None:
    shows_all(kiosk)
    slip = slip_in_front(kiosk)
    assert (slip.owner[0], slip.figure[0], slip.counter) == (
        "Người nộp: N*** V*** H***",
        "Thứ Sáu, 27/11/2026",
        "3",
    )
    kiosk.touch("In phiếu tình trạng")
    kiosk.sees("dossier_status", print_label="Mời lấy giấy ở khe in")
    read_back(kiosk, slip)
    kiosk.turn_clock(5)
    kiosk.sees("dossier_status", print_label="In phiếu tình trạng")


def test_the_short_answer_on_paper_names_nobody(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    slip = slip_in_front(kiosk)
    assert (slip.owner, slip.procedure[0]) == (("", ""), "Lĩnh vực: Hộ tịch")
    kiosk.touch("In phiếu tình trạng")
    read_back(kiosk, slip)
    assert not [text for text in texts_below([slip]) if "***" in text]


def test_readers_of_english_get_both(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.speaks_english()
    kiosk.touch("In phiếu tình trạng")
    slip = slip_in_front(kiosk)
    assert slip.state == ("Đang giải quyết, đúng\u00a0hạn", "In progress, on time")
    read_back(kiosk, slip, is_english=True)


def test_a_finished_result_stands_on_paper_with_its_counter(kiosk: AtTheKiosk) -> None:
    kiosk.scan(READY)
    kiosk.touch("Xem chi tiết")
    kiosk.type_digits("3074")
    kiosk.touch("Xem tình trạng", "In phiếu tình trạng")
    assert slip_in_front(kiosk).counter == "3"
    read_back(kiosk, slip_in_front(kiosk))


def test_two_touches_are_one_slip(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.terminal.presenter.print_slip()  # type: ignore[attr-defined]
    kiosk.terminal.presenter.print_slip()  # type: ignore[attr-defined]
    kiosk.deliver()
    assert len(kiosk.printed_statuses) == 1


def test_without_paper_a_photograph_is_advised_and_nothing_comes_out_later(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.let_paper_run_out()
    kiosk.touch("In phiếu tình trạng")
    kiosk.sees("dossier_status", print_trouble="**Máy đang hết giấy.** Nên chụp ảnh màn hình.")
    kiosk.touch("Xong")
    kiosk.put_in_paper()
    kiosk.turn_clock(10)
    assert kiosk.printed_statuses == []
    assert kiosk.events("status-ended") == [{"paper": "unprinted"}]


def test_who_tries_again_with_paper_gets_the_slip(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.unplug_printer()
    kiosk.touch("In phiếu tình trạng")
    kiosk.put_in_paper()
    kiosk.turn_clock(6)
    kiosk.touch("In phiếu tình trạng")
    kiosk.sees("dossier_status", print_label="Mời lấy giấy ở khe in")
    assert len(kiosk.printed_statuses) == 1


def test_whoever_has_left_gets_no_paper(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.scan(CODE)
    kiosk.let_it_finish()
    kiosk.touch("In phiếu tình trạng", "Trang đầu")
    kiosk.let_it_finish()
    assert kiosk.printed_statuses == []
    kiosk.sees("home")


def test_a_printer_that_comes_to_it_much_later_leaves_it(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.scan(CODE)
    kiosk.let_it_finish()
    kiosk.touch("In phiếu tình trạng")
    kiosk.turn_clock(15.25)
    kiosk.sees("dossier_status", print_label="Đang in…")
    kiosk.let_it_finish()
    kiosk.sees("dossier_status", print_trouble="**Chưa in được phiếu.** Nên chụp ảnh màn hình.")
    assert kiosk.printed_statuses == []


def test_the_page_stays_while_the_slip_is_printed(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.scan(CODE)
    kiosk.let_it_finish()
    kiosk.touch("In phiếu tình trạng")
    kiosk.turn_clock(60)
    kiosk.sees("dossier_status", code=CODE)


def test_figures_nobody_could_renew_carry_their_hour_on_paper_too(open_kiosk: OpenKiosk, closed_port: int) -> None:
    kiosk = open_kiosk()
    kiosk.scan(CODE)
    known_at = kiosk.time.now()
    kiosk.touch("Trang đầu")
    kiosk.turn_clock(60)
    kiosk.lose_the_gateway(closed_port)
    kiosk.scan(CODE)
    kiosk.sees("dossier_status", last_known=True, minimal=True)
    assert str(kiosk.shown("banner")).startswith(f"**Đang mất kết nối.** Đây là số liệu lúc {known_at:%H}:")
    slip = slip_in_front(kiosk)
    assert slip.is_old
    assert slip.as_of <= known_at
    kiosk.touch("In phiếu tình trạng")
    read_back(kiosk, slip)


def test_the_journal_knows_that_paper_came_and_not_whose(kiosk: AtTheKiosk) -> None:
    shows_all(kiosk)
    kiosk.touch("In phiếu tình trạng")
    assert kiosk.events("status-ended") == [{"paper": "confirmed"}]
    written = str(kiosk.journal.events)
    assert not [part for part in (CODE, "261124", "N***", LAST_FOUR) if part in written]
