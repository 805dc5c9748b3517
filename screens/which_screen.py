"""Which screen belongs to which situation: one ordered list, first rule that fits."""

from __future__ import annotations

from kiosk.session.situation import ScreenName, Situation

# What still works without a content release: the way of a dossier, and how it is worn.
WITHOUT_CONTENT: frozenset[ScreenName] = frozenset({"dossier_status", "type_receipt_code", "not_a_receipt", "comfort"})


def screen_for(situation: Situation) -> ScreenName:
    """The screen to show: nothing to show at all comes before the citizen's place."""
    match situation:
        case Situation(faulty=True):
            return "out_of_service"
        case Situation(has_content=False, place=place) if place.screen not in WITHOUT_CONTENT:
            return "out_of_service"
        case Situation(place=place):
            return place.screen
