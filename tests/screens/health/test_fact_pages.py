"""«Nội dung» and «Cài đặt» turn over their lines in the same way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.session.situation import ScreenName
from screens.health.fact_pages import FactPages
from tests.at_the_kiosk import AtTheKiosk

PAGES: tuple[ScreenName, ...] = ("content_on_kiosk", "installation")


@pytest.fixture(params=PAGES)
def page(kiosk: AtTheKiosk, request: pytest.FixtureRequest) -> FactPages:  # type: ignore[type-arg]
    kiosk.staff_come()
    kiosk.terminal.go_instead(request.param)
    kiosk.let_it_finish()
    presenter = kiosk.terminal.presenter
    assert isinstance(presenter, FactPages)
    presenter.show(replace(presenter.state, per_page=presenter.fewest_rows + 1))
    return presenter


def test_a_page_turns_no_further_than_its_lines_go(page: FactPages) -> None:  # type: ignore[type-arg]
    assert page.state.pages > 1
    page.turn(-1)
    assert page.state.page == 1
    page.turn(page.state.pages + 1)
    assert page.state.page == page.state.pages


def test_long_lines_make_room_until_the_fewest_are_left(page: FactPages) -> None:  # type: ignore[type-arg]
    page.turn(page.state.pages)
    assert page.squeeze()
    assert page.state.per_page == page.fewest_rows
    assert 1 <= page.state.page <= page.state.pages
    assert not page.squeeze()
