"""One judge for console, workbook and kiosk: whether the records of a release fit together and can be shown.

Shapes were judged before (`release.py`). Each check looks at the whole draft and names every mistake it finds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from typing import TypeVar

from kiosk.content.draft import LANES, LIFE_EVENTS, OFFICE, PROCEDURES, Draft
from kiosk.content.problems import place
from kiosk.content.release import HoursEntry
from kiosk.content.values import lane_of
from kiosk.content.wording import fields_have_one_translation, texts_can_be_shown, titles_are_short_and_unique
from kiosk.errors import Problem
from kiosk.tickets.lane import lane_problems

Countable = TypeVar("Countable", bound=Hashable)


def problems_of(draft: Draft, icons: Collection[str]) -> list[Problem]:
    """Every problem of a release, those of its files first."""
    checks: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
        texts_can_be_shown,
        codes_stand_once,
        events_name_known_procedures,
        procedures_have_a_place,
        titles_are_short_and_unique,
        fields_have_one_translation,
        lanes_can_give_numbers,
        hours_are_in_order,
        figures_add_up,
    )
    found = list(draft.problems)
    for check in checks:
        found += check(draft)
    return [*found, *icons_exist(draft, icons)]


def icons_exist(draft: Draft, icons: Collection[str]) -> Iterator[Problem]:
    """Every icon named is one of the program's."""
    for file, record, entry in draft.records():
        icon = getattr(entry, "icon", None)
        if icon is not None and icon not in icons:
            yield Problem(place(file, record, "icon"), icon, "there is no such icon.", "Take a name of icons.json.")


def codes_stand_once(draft: Draft) -> Iterator[Problem]:
    """No code names two records of one file."""
    counted = Counter((file, record) for file, record, _ in draft.records())
    for file, record in _repeated(counted):
        yield Problem(place(file, record, "code"), record, "two records have this code.", "Keep one of them.")


def events_name_known_procedures(draft: Draft) -> Iterator[Problem]:
    """Behind every tile lie procedures of this release, each once."""
    known = draft.procedures.codes
    for event in draft.life_events.entries:
        spot = place(LIFE_EVENTS, event.code, "procedures")
        for code in _repeated(Counter(event.procedures)):
            yield Problem(spot, code, "this procedure stands twice.", "Take one away.")
        for code in event.procedures:
            if known is not None and code not in known:
                yield Problem(spot, code, "this release has no such procedure.", "Correct the code, or add it.")
        if not event.procedures:
            yield Problem(spot, "", "nothing lies behind this tile.", "Name a procedure, or take the tile away.")


def procedures_have_a_place(draft: Draft) -> Iterator[Problem]:
    """What is done here has a known lane or none; what is done elsewhere says where and takes no ticket."""
    lanes = draft.lanes.codes
    for each in draft.procedures.entries:
        if each.lane and lanes is not None and each.lane not in lanes:
            spot = place(PROCEDURES, each.code, "lane")
            yield Problem(spot, each.lane, "this release has no such lane.", "Correct the lane, or add it.")
        if not each.is_here and each.lane:
            spot = place(PROCEDURES, each.code, "lane")
            yield Problem(spot, each.lane, "a ticket for what is not done here.", "Take the lane away.")
        if not each.is_here and not each.place:
            spot = place(PROCEDURES, each.code, "place")
            yield Problem(spot, "", "it is not done here, and nobody says where.", "Write where it is done.")


def lanes_can_give_numbers(draft: Draft) -> Iterator[Problem]:
    """What the tickets demand of lanes, and exactly one guide desk."""
    if draft.lanes.codes is None:
        return
    yield from lane_problems([lane_of(entry) for entry in draft.lanes.entries], place=LANES)
    desks = [lane.code for lane in draft.lanes.entries if lane.is_guide_desk]
    if len(desks) != 1 and not draft.lanes.problems:
        yield Problem(LANES, ", ".join(desks), "there must be exactly one guide desk.", "Set is_guide_desk once.")


def hours_are_in_order(draft: Draft) -> Iterator[Problem]:
    """Periods run forward without overlap, each weekday has one set of them, no day is special twice."""
    for opening in draft.opening.entries:
        yield from _hours_in_order(place(OFFICE, "", "hours"), opening.hours)
        for day in _repeated(Counter(str(day.on) for day in opening.special_days)):
            yield Problem(place(OFFICE, "", "special_days"), day, "this day stands twice.", "Take one away.")
    for lane in draft.lanes.entries:
        if lane.hours:
            yield from _hours_in_order(place(LANES, lane.code, "hours"), lane.hours)


def _hours_in_order(spot: str, hours: Sequence[HoursEntry]) -> Iterator[Problem]:
    for each in hours:
        edges = [edge for period in each.periods for edge in (period.opens, period.closes)]
        if edges != sorted(set(edges)) or not edges:
            written = ", ".join(f"{edge:%H:%M}" for edge in edges)
            yield Problem(spot, written, "the periods overlap or are missing.", "Put them in order.")
    for weekday in _repeated(Counter(str(weekday) for each in hours for weekday in each.weekdays)):
        yield Problem(spot, weekday, "this weekday stands twice.", "Take one away.")


def figures_add_up(draft: Draft) -> Iterator[Problem]:
    """The rows of the public board add up to its total, and nobody is later than finished."""
    for opening in draft.opening.entries:
        board = opening.on_time
        if board and board.rows:
            spot = place(OFFICE, "", "on_time.rows")
            sums = (sum(row.finished for row in board.rows), sum(row.late for row in board.rows))
            if sums != (board.finished, board.late):
                yield Problem(spot, str(sums), f"the total is {(board.finished, board.late)}.", "Correct the rows.")
            for row in board.rows:
                if row.late > row.finished:
                    yield Problem(spot, row.name.vi, "more are late than finished.", "Correct the row.")


def _repeated(counted: Counter[Countable]) -> list[Countable]:
    return [each for each, times in counted.items() if times > 1]
