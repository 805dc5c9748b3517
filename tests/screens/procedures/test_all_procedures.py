"""«Xem tất cả»: down by field and agency to the procedure, and back up level by level."""

from __future__ import annotations

import pytest

from kiosk.words import words_of
from screens.procedures.all_procedures import SAMPLES, AllProceduresState
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk

VI, EN = words_of("vi"), words_of("en")


@pytest.fixture
def fields(kiosk: AtTheKiosk) -> AtTheKiosk:
    kiosk.touch("Tìm thủ tục", "Xem tất cả")
    return kiosk


def test_the_fields_stand_there_most_asked_for_first_with_their_counts(fields: AtTheKiosk) -> None:
    content = fields.kiosk.content
    assert content is not None
    fields.sees("all_procedures", level="fields", heading="Tất cả thủ tục")
    first = fields.state.rows[0]
    assert first.title == content.catalogue.fields[0].name
    assert first.telling_line.in_("vi") == f"{content.catalogue.fields[0].count} thủ tục"
    assert sum(row.telling_line.count for row in fields.state.rows) == fields.state.total


def test_a_field_of_several_agencies_is_asked_for_the_agency(fields: AtTheKiosk) -> None:
    fields.touch("Hộ tịch")
    fields.sees("all_procedures", level="agencies", heading="Hộ tịch", hint="Chọn nơi giải quyết")
    group = fields.state.shown[0]
    fields.touch(group.title.vi)
    fields.sees("all_procedures", level="procedures", hint=group.title.vi)
    assert len(fields.state.rows) == group.telling_line.count


def test_a_row_leads_to_its_procedure_and_back_to_the_page_it_was_on(fields: AtTheKiosk) -> None:
    fields.touch("Hộ tịch")
    fields.touch(fields.state.shown[0].title.vi, "Trang sau")
    page = fields.state
    fields.touch(page.shown[0].title.vi)
    fields.sees("procedure", crumb_text="Hộ tịch")
    fields.touch("Quay lại")
    assert fields.state == page


def test_back_goes_up_level_by_level_and_then_to_the_search(fields: AtTheKiosk) -> None:
    fields.touch("Trang sau")
    second_page = fields.state
    fields.touch("Trang trước", "Hộ tịch")
    fields.touch(fields.state.shown[0].title.vi, "Quay lại")
    fields.sees("all_procedures", level="agencies")
    fields.touch("Quay lại")
    fields.sees("all_procedures", level="fields", page=1)
    assert second_page.rows == fields.state.rows
    fields.touch("Quay lại")
    fields.sees("search")


def test_every_listed_procedure_can_be_reached(fields: AtTheKiosk) -> None:
    content = fields.kiosk.content
    assert content is not None
    presenter = fields.terminal.presenter
    reached: set[str] = set()
    for field in content.catalogue.fields:
        groups = content.catalogue.agencies_of_field(field.code)
        for nth in range(len(groups)):
            presenter.choose(field.code)  # type: ignore[attr-defined]
            if len(groups) > 1:
                presenter.choose(str(nth))  # type: ignore[attr-defined]
            if fields.screen == "procedure":  # a list of one opens directly
                reached.add(fields.state.procedure.code)
                fields.terminal.back()
            else:
                reached |= {row.code for row in presenter.state.rows}
            while presenter.state.level != "fields":
                fields.terminal.back()
    assert reached == set(content.catalogue.listed)


def test_a_field_nobody_knows_any_more_changes_nothing(fields: AtTheKiosk) -> None:
    before = fields.state
    fields.terminal.presenter.choose("no such field")  # type: ignore[attr-defined]
    assert fields.state == before


def test_typing_is_one_touch_away(fields: AtTheKiosk) -> None:
    fields.touch("Hộ tịch", "Gõ tìm")
    fields.sees("search", text="")


def test_the_next_citizen_starts_at_the_top(fields: AtTheKiosk) -> None:
    fields.touch("Hộ tịch", "Trang đầu", "Tìm thủ tục", "Xem tất cả")
    fields.sees("all_procedures", level="fields")


@pytest.mark.parametrize(("orientation", "rows"), [("portrait", 5), ("landscape", 6)])
def test_a_page_holds_few_rows(open_kiosk: OpenKiosk, orientation: str, rows: int) -> None:
    kiosk = open_kiosk(panel={"orientation": orientation})
    kiosk.touch("Tìm thủ tục", "Xem tất cả")
    assert len(kiosk.state.shown) == rows


def test_a_page_that_is_too_tall_shows_fewer_and_keeps_the_first_in_sight(fields: AtTheKiosk) -> None:
    fields.touch("Trang sau")
    first = fields.state.shown[0]
    while fields.terminal.presenter.squeeze():
        assert first in fields.state.shown
        first = fields.state.shown[0]
    assert len(fields.state.shown) == 2


@pytest.mark.parametrize("sample", list(SAMPLES))
def test_title_and_hint_are_said_before_the_rows(sample: str) -> None:
    state: AllProceduresState = SAMPLES[sample]
    heading, hint, *rows = state.spoken(VI)
    assert (heading, hint) == (state.heading(VI), state.hint(VI))
    assert len(rows) == len(state.shown)
    assert all(state.spoken(EN))
