"""Which screen belongs to which situation: one ordered list, first rule that fits."""

from __future__ import annotations

from dataclasses import replace

from kiosk.session.situation import STAFF_PAGES, ScreenName, Situation

# What still works without a content release: the way of a dossier, and how it is worn.
WITHOUT_CONTENT: frozenset[ScreenName] = frozenset({"dossier_status", "type_receipt_code", "not_a_receipt", "comfort"})


def screen_for(situation: Situation) -> ScreenName:
    """The screen in front: staff at work, nothing to show at all, «còn ở đó không ạ?», the citizen's place.

    A fault comes before them all: the page it happened on may be the staff's. Staff are asked, too, whether they are
    still there: behind their PIN nothing may stay open.
    """
    match situation:
        case Situation(faulty=True):
            return "out_of_service"
        case Situation(place=place, staff_in=False) if place.screen in STAFF_PAGES:
            return "staff_pin"
        case Situation(place=place, is_asked=False) if place.screen in STAFF_PAGES:
            return place.screen
        case Situation(place=place) if place.screen in STAFF_PAGES:
            return "still_there"
        case Situation(is_updating=True, place=place) if place.screen == "home":
            return "out_of_service"
        case Situation(is_display=True):
            return "on_time_board"
        case Situation(has_content=False, place=place) if place.screen not in WITHOUT_CONTENT:
            return "out_of_service"
        case Situation(is_asked=True):
            return "still_there"
        case Situation(place=place):
            return place.screen


def page_for(situation: Situation) -> ScreenName:
    """The page in front, or below what lies over it."""
    return screen_for(replace(situation, is_asked=False))
