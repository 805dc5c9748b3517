"""Which screen belongs to which situation, as a table."""

from __future__ import annotations

import pytest

from kiosk.session.situation import HOME, Place, ScreenName, Situation
from screens.registry import SCREENS
from screens.which_screen import screen_for

YES, NO = True, False
# where the citizen is   content?  fault?  what is shown
TABLE: list[tuple[ScreenName, bool, bool, ScreenName]] = [
    ("home",              YES,      NO,     "home"),
    ("life_event",        YES,      NO,     "life_event"),
    ("search",            YES,      NO,     "search"),
    ("all_procedures",    YES,      NO,     "all_procedures"),
    ("procedure",         YES,      NO,     "procedure"),
    ("dossier_status",    YES,      NO,     "dossier_status"),
    ("not_a_receipt",     YES,      NO,     "not_a_receipt"),
    ("type_receipt_code", YES,      NO,     "type_receipt_code"),
    ("take_ticket",       YES,      NO,     "take_ticket"),
    ("ticket_issued",     YES,      NO,     "ticket_issued"),
    ("paper_trouble",     YES,      NO,     "paper_trouble"),
    ("comfort",           YES,      NO,     "comfort"),
    # Without a content release dossiers can still be followed, and nothing else.
    ("home",              NO,       NO,     "out_of_service"),
    ("life_event",        NO,       NO,     "out_of_service"),
    ("search",            NO,       NO,     "out_of_service"),
    ("all_procedures",    NO,       NO,     "out_of_service"),
    ("procedure",         NO,       NO,     "out_of_service"),
    ("take_ticket",       NO,       NO,     "out_of_service"),
    ("ticket_issued",     NO,       NO,     "out_of_service"),
    ("paper_trouble",     NO,       NO,     "out_of_service"),
    ("comfort",           NO,       NO,     "comfort"),
    ("dossier_status",    NO,       NO,     "dossier_status"),
    ("not_a_receipt",     NO,       NO,     "not_a_receipt"),
    ("type_receipt_code", NO,       NO,     "type_receipt_code"),
    # A fault comes before everything.
    ("home",              YES,      YES,    "out_of_service"),
    ("dossier_status",    YES,      YES,    "out_of_service"),
    ("ticket_issued",     YES,      YES,    "out_of_service"),
    ("dossier_status",    NO,       YES,    "out_of_service"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "has_content", "faulty", "shown"), TABLE)
def test_the_table(place: ScreenName, has_content: bool, faulty: bool, shown: ScreenName) -> None:  # noqa: FBT001
    assert screen_for(Situation(Place(place), has_content=has_content, faulty=faulty)) == shown


def test_a_citizen_who_just_came_is_at_home() -> None:
    assert screen_for(Situation()) == "home"
    assert Situation().place == HOME


def test_every_registered_screen_is_in_the_table() -> None:
    assert {shown for *_, shown in TABLE} == set(SCREENS)
