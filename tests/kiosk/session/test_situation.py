"""Where a citizen is and has been."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.session.session import TIME_OUTS
from kiosk.session.situation import HOME, LAST_PAGES, Place, ScreenName, Situation

NAMES: tuple[ScreenName, ...] = get_args(ScreenName)


def trail(situation: Situation) -> list[str]:
    return [place.screen for place in (*situation.trail, situation.place)]


def after(*screens: ScreenName) -> Situation:
    situation = Situation()
    for screen in screens:
        situation = situation.gone_to(Place(screen))
    return situation


def test_every_page_left_behind_is_kept_for_going_back() -> None:
    assert trail(after("life_event", "procedure", "take_ticket")) == ["life_event", "procedure", "take_ticket"]


def test_the_start_is_no_page_to_go_back_to_but_where_going_back_ends() -> None:
    situation = after("life_event").gone_back()
    assert situation == Situation()
    assert situation.gone_back() == Situation()


def test_home_forgets_the_way() -> None:
    assert after("life_event", "procedure").gone_home() == Situation()
    assert after("life_event", "home") == Situation()


def test_a_second_receipt_takes_the_place_of_the_first() -> None:
    situation = after("life_event").gone_to(Place("dossier_status", "one")).gone_to(Place("dossier_status", "two"))
    assert trail(situation) == ["life_event", "dossier_status"]
    assert situation.place.about == "two"


def test_the_last_pages_leave_no_way_back() -> None:
    for last in LAST_PAGES:
        assert trail(after("life_event", "procedure", "take_ticket", last)) == [last]


def test_a_page_that_replaces_another_is_passed_over_on_the_way_back() -> None:
    situation = after("life_event", "type_receipt_code").gone_instead(Place("dossier_status"))
    assert trail(situation) == ["life_event", "dossier_status"]
    assert trail(situation.gone_back()) == ["life_event"]


@pytest.mark.parametrize("other", [("paper_trouble", "ticket_issued"), ("ticket_issued", "paper_trouble")])
def test_a_number_and_its_trouble_take_each_other_s_place_from_any_page(other: tuple[ScreenName, ScreenName]) -> None:
    before, now = other
    situation = after(before, "comfort").gone_instead(Place(now))
    assert (situation.place.screen, situation.trail) == (now, ())


def test_a_page_that_comes_again_in_place_of_another_is_not_behind_itself() -> None:
    situation = after("life_event", "dossier_status", "type_receipt_code").gone_instead(Place("dossier_status"))
    assert trail(situation) == ["life_event", "dossier_status"]


def test_what_a_place_is_about_is_never_written_in_a_log() -> None:
    assert repr(Place("dossier_status", "H24.15-261124-0037")) == "Place('dossier_status')"
    assert "0037" not in repr(Situation(Place("dossier_status", "H24.15-261124-0037")))


def test_what_is_not_about_the_citizen_survives_every_way() -> None:
    situation = Situation(has_content=False)
    for moved in (
        situation.gone_to(Place("type_receipt_code")),
        situation.gone_instead(Place("dossier_status")),
        situation.gone_back(),
        situation.gone_home(),
    ):
        assert moved.has_content is False


def test_every_page_but_the_one_that_may_stay_ends_by_itself() -> None:
    assert set(NAMES) - set(TIME_OUTS) == {"out_of_service", "still_there"}


moves = st.lists(st.tuples(st.sampled_from(["to", "instead", "back", "home"]), st.sampled_from(NAMES)), max_size=30)


@given(moves)
def test_whatever_way_is_taken_no_page_lies_behind_itself_and_back_leads_home(
    way: list[tuple[str, ScreenName]],
) -> None:
    situation = Situation()
    for move, screen in way:
        match move:
            case "to":
                situation = situation.gone_to(Place(screen))
            case "instead" if screen != "home":
                situation = situation.gone_instead(Place(screen))
            case "back":
                situation = situation.gone_back()
            case _:
                situation = situation.gone_home()
        behind = [place.screen for place in situation.trail]
        assert len(set(behind)) == len(behind)
        assert situation.place.screen not in behind
        assert "home" not in behind
    for _ in range(len(NAMES)):
        situation = situation.gone_back()
    assert situation.place == HOME
