"""The list behind a tile."""

from __future__ import annotations

import pytest

from kiosk.procedures.text import Text
from kiosk.words import words_of
from screens.procedures.life_event import ROWS_LYING, ROWS_UPRIGHT, SAMPLES, LifeEventState, ProcedureRow
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk

VI, EN = words_of("vi"), words_of("en")


def rows(count: int) -> tuple[ProcedureRow, ...]:
    return tuple(ProcedureRow(f"1.{number:06}", Text(f"Việc {number}", ""), Text("", "")) for number in range(count))


def test_the_most_asked_for_stands_first_and_is_marked(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con")
    assert [row.first for row in kiosk.state.rows].count(True) == 1
    assert kiosk.state.rows[0].title.vi == "Đăng ký khai sinh"


def test_a_row_says_what_tells_it_from_its_neighbours(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con")
    lines = [row.telling_line.vi for row in kiosk.state.rows]
    assert all(lines)
    assert len(set(lines)) == len(lines)


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (5, 1), (6, 2), (10, 2), (11, 3)])
def test_a_page_holds_five_whole_rows(count: int, pages: int) -> None:
    assert LifeEventState(rows=rows(count)).pages == pages


def test_every_row_is_on_exactly_one_page() -> None:
    state = LifeEventState(rows=rows(13))
    pages = [LifeEventState(rows=state.rows, page=page).shown for page in range(1, state.pages + 1)]
    assert tuple(row for page in pages for row in page) == state.rows


def test_the_pager_stops_at_both_ends(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Trang trước")
    kiosk.sees("life_event", page=1)
    kiosk.touch("Trang sau", "Trang sau", "Trang sau", "Trang sau")
    kiosk.sees("life_event", page=kiosk.state.pages)


@pytest.mark.parametrize(("orientation", "count"), [("portrait", ROWS_UPRIGHT), ("landscape", ROWS_LYING)])
def test_a_lying_panel_has_room_for_more(open_kiosk: OpenKiosk, orientation: str, count: int) -> None:
    kiosk = open_kiosk(panel={"orientation": orientation})
    kiosk.touch("Sinh con")
    assert len(kiosk.state.shown) == count


def test_an_event_nobody_knows_leads_to_all_procedures(kiosk: AtTheKiosk) -> None:
    kiosk.terminal.presenter.open_event("no_such_event")  # type: ignore[attr-defined]
    kiosk.sees("all_procedures", heading="Tất cả thủ tục")
    kiosk.touch("Quay lại")
    kiosk.sees("home")


def test_what_is_not_in_the_list_is_typed_or_asked(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Gõ tìm")
    kiosk.sees("search", text="")
    kiosk.touch("Quay lại", "Gọi cán bộ")
    assert kiosk.sheet()[0] == "Mời đến bàn hướng dẫn"


def test_an_empty_list_says_so() -> None:
    assert SAMPLES["empty"].hint(VI) == "Chưa có thủ tục nào ở đây"
    assert SAMPLES["list"].hint(VI) == "Chọn một thủ tục để xem giấy tờ cần mang"


def test_the_next_citizen_starts_on_the_first_page(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Trang sau", "Trang đầu", "Sinh con")
    kiosk.sees("life_event", page=1)


@pytest.mark.parametrize("sample", list(SAMPLES))
def test_title_and_count_are_said_before_the_rows(sample: str) -> None:
    state = SAMPLES[sample]
    title, count, *said = state.spoken(VI)
    assert title == state.heading(VI)
    assert count == f"có {len(state.rows)} thủ tục"
    assert len(said) == len(state.shown)
    assert list(state.spoken(EN))[1] != count
