"""Everything that decides which screen is shown, and where a citizen has been (lượt sử dụng)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

ScreenName: TypeAlias = Literal[
    "home",
    "life_event",
    "search",
    "all_procedures",
    "procedure",
    "dossier_status",
    "not_a_receipt",
    "type_receipt_code",
    "take_ticket",
    "ticket_issued",
    "paper_trouble",
    "comfort",
    "still_there",
    "on_time_board",
    "rating",
    "feedback",
    "out_of_service",
    "staff_pin",
    "device_check",
    "installation",
    "content_on_kiosk",
    "lanes_today",
    "journal_page",
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a citizen is: a screen and what it is about. `about` may be personal, so it has no repr."""

    screen: ScreenName
    about: object = None

    def __repr__(self) -> str:
        return f"Place({self.screen!r})"


HOME = Place("home")
# What citizens never see. The first asks for the PIN; whoever goes to another one without it is asked, too.
STAFF_PAGES: frozenset[ScreenName] = frozenset(
    {"staff_pin", "device_check", "installation", "content_on_kiosk", "lanes_today", "journal_page"}
)
# Where somebody's own data stand: hidden while it is asked whether they are still there.
PRIVATE_PAGES: frozenset[ScreenName] = frozenset({"dossier_status", "type_receipt_code"})
# Where a journey is over: there is no way back to choosing, only to the start.
LAST_PAGES: frozenset[ScreenName] = frozenset({"ticket_issued", "paper_trouble"})


@dataclass(frozen=True, slots=True)
class Situation:
    """What `screens.which_screen` looks at.

    trail         the places left behind, oldest first; Quay lại returns to the last.
    has_content   a content release could be read.
    faulty        the program met what cannot happen and is about to end.
    is_asked      «còn ở đó không ạ?» waits for an answer over the place.
    staff_in      staff have entered their PIN; going home ends it.
    is_updating   a newer program or release is being installed; nobody who stands here is sent away for it.
    is_display    a display on a wall, for nobody to touch: the public board and nothing else.
    """

    place: Place = HOME
    trail: tuple[Place, ...] = ()
    has_content: bool = True
    faulty: bool = False
    is_asked: bool = False
    staff_in: bool = False
    is_display: bool = False
    is_updating: bool = False

    def gone_to(self, place: Place) -> Situation:
        """At another place; the one left is kept for Quay lại, once: home clears the trail."""
        if place.screen == "home":
            return self.gone_home()
        if place.screen in LAST_PAGES:
            return replace(self, place=place, trail=())
        kept = tuple(each for each in (*self.trail, self.place) if each.screen not in ("home", place.screen))
        return replace(self, place=place, trail=kept)

    def gone_instead(self, place: Place) -> Situation:
        """At a place that takes the place of the present one: Quay lại does not come back to it.

        A page has one state, so what was on it before is gone too: Quay lại passes over it. A number and its trouble
        take each other's place wherever the citizen is meanwhile: no way back leads to what is not true any more.
        """
        if place.screen in LAST_PAGES:
            return replace(self, place=place, trail=())
        return replace(self.without(place.screen), place=place)

    def without(self, screen: ScreenName) -> Situation:
        """The same place, and no way back to this screen."""
        return replace(self, trail=tuple(each for each in self.trail if each.screen != screen))

    def gone_back(self) -> Situation:
        """At the place left last, or home."""
        if not self.trail:
            return self.gone_home()
        return replace(self, place=self.trail[-1], trail=self.trail[:-1])

    def gone_home(self) -> Situation:
        """At the start, with nothing left behind."""
        return replace(self, place=HOME, trail=(), is_asked=False, staff_in=False)


# The way to staff lies over pages that never end by themselves too.
STAFF_SHEET_S = 75.0
