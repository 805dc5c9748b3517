"""Which screen belongs to which situation, as a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.session.situation import HOME, Place, ScreenName, Situation
from screens.registry import SCREENS
from screens.which_screen import page_for, screen_for

YES, NO = True, False
# where the citizen is   content?  fault?  asked?  what is in front
TABLE: list[tuple[ScreenName, bool, bool, bool, ScreenName]] = [
    ("home",              YES,      NO,     NO,     "home"),
    ("life_event",        YES,      NO,     NO,     "life_event"),
    ("search",            YES,      NO,     NO,     "search"),
    ("all_procedures",    YES,      NO,     NO,     "all_procedures"),
    ("procedure",         YES,      NO,     NO,     "procedure"),
    ("dossier_status",    YES,      NO,     NO,     "dossier_status"),
    ("not_a_receipt",     YES,      NO,     NO,     "not_a_receipt"),
    ("type_receipt_code", YES,      NO,     NO,     "type_receipt_code"),
    ("take_ticket",       YES,      NO,     NO,     "take_ticket"),
    ("on_time_board",     YES,      NO,     NO,     "on_time_board"),
    ("rating",            YES,      NO,     NO,     "rating"),
    ("feedback",          YES,      NO,     NO,     "feedback"),
    ("ticket_issued",     YES,      NO,     NO,     "ticket_issued"),
    ("paper_trouble",     YES,      NO,     NO,     "paper_trouble"),
    ("comfort",           YES,      NO,     NO,     "comfort"),
    # Without a content release dossiers can still be followed, and nothing else.
    ("home",              NO,       NO,     NO,     "out_of_service"),
    ("life_event",        NO,       NO,     NO,     "out_of_service"),
    ("search",            NO,       NO,     NO,     "out_of_service"),
    ("all_procedures",    NO,       NO,     NO,     "out_of_service"),
    ("procedure",         NO,       NO,     NO,     "out_of_service"),
    ("take_ticket",       NO,       NO,     NO,     "out_of_service"),
    ("ticket_issued",     NO,       NO,     NO,     "out_of_service"),
    ("paper_trouble",     NO,       NO,     NO,     "out_of_service"),
    ("comfort",           NO,       NO,     NO,     "comfort"),
    ("dossier_status",    NO,       NO,     NO,     "dossier_status"),
    ("not_a_receipt",     NO,       NO,     NO,     "not_a_receipt"),
    ("type_receipt_code", NO,       NO,     NO,     "type_receipt_code"),
    # «Còn ở đó không ạ?» lies over every page; nothing to show at all comes before it.
    ("search",            YES,      NO,     YES,    "still_there"),
    ("dossier_status",    YES,      NO,     YES,    "still_there"),
    ("dossier_status",    NO,       NO,     YES,    "still_there"),
    ("search",            NO,       NO,     YES,    "out_of_service"),
    # A fault comes before everything.
    ("dossier_status",    YES,      YES,    YES,    "out_of_service"),
    ("home",              YES,      YES,    NO,     "out_of_service"),
    ("dossier_status",    YES,      YES,    NO,     "out_of_service"),
    ("ticket_issued",     YES,      YES,    NO,     "out_of_service"),
    ("dossier_status",    NO,       YES,    NO,     "out_of_service"),
]  # fmt: skip


@pytest.mark.parametrize("row", TABLE)
def test_the_table(row: tuple[ScreenName, bool, bool, bool, ScreenName]) -> None:
    place, has_content, faulty, is_asked, shown = row
    situation = Situation(Place(place), has_content=has_content, faulty=faulty, is_asked=is_asked)
    assert screen_for(situation) == shown
    assert page_for(situation) == screen_for(replace(situation, is_asked=False))


# where staff are        PIN entered?  content?  fault?  asked?  what is in front
STAFF: list[tuple[ScreenName, bool, bool, bool, bool, ScreenName]] = [
    ("staff_pin",          NO,           YES,      NO,     NO,     "staff_pin"),
    ("device_check",       YES,          YES,      NO,     NO,     "device_check"),
    ("journal_page",       YES,          YES,      NO,     NO,     "journal_page"),
    ("installation",       YES,          YES,      NO,     NO,     "installation"),
    ("content_on_kiosk",   YES,          NO,       NO,     NO,     "content_on_kiosk"),
    ("content_on_kiosk",   NO,           YES,      NO,     NO,     "staff_pin"),
    ("lanes_today",        YES,          YES,      NO,     NO,     "lanes_today"),
    # Staff at work come before nothing to show at all: they are the ones to mend it.
    ("staff_pin",          NO,           NO,       NO,     NO,     "staff_pin"),
    ("device_check",       YES,          NO,       NO,     NO,     "device_check"),
    ("device_check",       YES,          NO,       NO,     YES,    "still_there"),
    # Whoever gets to a staff page without the PIN is asked for it.
    ("device_check",       NO,           YES,      NO,     NO,     "staff_pin"),
    ("journal_page",       NO,           YES,      NO,     YES,    "staff_pin"),
    # A fault comes before staff too: it may be their page it happened on.
    ("device_check",       YES,          YES,      YES,    NO,     "out_of_service"),
]  # fmt: skip


@pytest.mark.parametrize("row", STAFF)
def test_the_table_of_staff(row: tuple[ScreenName, bool, bool, bool, bool, ScreenName]) -> None:
    place, staff_in, has_content, faulty, is_asked, shown = row
    situation = Situation(Place(place), (), has_content, faulty, is_asked, staff_in)
    assert screen_for(situation) == shown


def test_going_home_ends_the_time_of_staff() -> None:
    assert not Situation(Place("device_check"), staff_in=True).gone_home().staff_in


def test_a_citizen_who_just_came_is_at_home() -> None:
    assert screen_for(Situation()) == "home"
    assert Situation().place == HOME


def test_every_registered_screen_is_in_the_table() -> None:
    assert {shown for *_, shown in (*TABLE, *STAFF)} == set(SCREENS)


def test_a_display_on_a_wall_shows_the_board_and_a_fault_all_the_same() -> None:
    assert screen_for(Situation(is_display=True)) == "on_time_board"
    assert screen_for(Situation(is_display=True, faulty=True)) == "out_of_service"


def test_an_update_takes_the_first_page_and_no_other() -> None:
    assert screen_for(Situation(is_updating=True)) == "out_of_service"
    assert screen_for(Situation(place=Place("ticket_issued"), is_updating=True)) == "ticket_issued"
