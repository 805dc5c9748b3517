"""Whether what a release says of the office fits together: lanes, hours, figures, announcements, brand, units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from kiosk.content.brand import colour_problems
from kiosk.content.draft import ANNOUNCEMENTS, BRAND, LANES, OFFICE, UNITS, Draft
from kiosk.content.problems import place, shown
from kiosk.content.release import HoursEntry
from kiosk.content.release_office import SpecialDayEntry
from kiosk.content.values import lane_of
from kiosk.errors import Problem
from kiosk.tickets.lane import lane_problems

LONGEST_ANNOUNCEMENT = 60
PLACEHOLDERS = {"code", "unit"}
A_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


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
        for day in _twice(str(day.on) for day in opening.special_days):
            yield Problem(place(OFFICE, "", "special_days"), day, "this day stands twice.", "Take one away.")
        yield from _special_days_in_order(opening.special_days)
    for lane in draft.lanes.entries:
        if lane.hours:
            yield from _hours_in_order(place(LANES, lane.code, "hours"), lane.hours)


def _special_days_in_order(days: Sequence[SpecialDayEntry]) -> Iterator[Problem]:
    for each in days:
        if each.periods and each.kind == "off":
            spot = place(OFFICE, f"{each.on}", "special_days")
            yield Problem(spot, each.name.vi, "a day off with hours.", "Make it a working day, or take the hours away.")
        if each.periods:
            yield from _hours_in_order(
                place(OFFICE, f"{each.on}", "special_days"), [HoursEntry(weekdays=(), periods=each.periods)]
            )


def _hours_in_order(spot: str, hours: Sequence[HoursEntry]) -> Iterator[Problem]:
    for each in hours:
        edges = [edge for period in each.periods for edge in (period.opens, period.closes)]
        if edges != sorted(set(edges)) or not edges:
            written = ", ".join(f"{edge:%H:%M}" for edge in edges)
            yield Problem(spot, written, "the periods overlap or are missing.", "Put them in order.")
    for weekday in _twice(str(weekday) for each in hours for weekday in each.weekdays):
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


def announcements_are_in_order(draft: Draft) -> Iterator[Problem]:
    """Each begins before it ends and fits on its line in either language."""
    for each in draft.announcements.entries:
        if each.shown_until < each.shown_from:
            spot = place(ANNOUNCEMENTS, each.code, "shown_until")
            yield Problem(spot, f"{each.shown_until}", "it ends before it begins.", "Correct one of the two days.")
        for language, text in (("vi", each.text.vi), ("en", each.text.en)):
            if len(text) > LONGEST_ANNOUNCEMENT:
                spot = place(ANNOUNCEMENTS, each.code, f"text.{language}")
                meaning = f"it has {len(text)} characters."
                yield Problem(spot, shown(text), meaning, f"At most {LONGEST_ANNOUNCEMENT}.")


def brand_can_be_read(draft: Draft) -> Iterator[Problem]:
    """Light letters can be read on the colours chosen, the colours as letters on a page, and templates be filled."""
    for brand in draft.brand.entries:
        yield from colour_problems(brand.colours.ground, brand.colours.action)
        for name, url in (
            ("filing_url", brand.filing_url),
            ("portal_url", brand.portal_url),
            ("zalo_url", brand.zalo_url),
        ):
            allowed = PLACEHOLDERS if name == "filing_url" else set()
            for unknown in sorted(set(A_PLACEHOLDER.findall(url or "")) - allowed):
                cure = f"Known here: {', '.join(sorted(allowed)) or 'none'}."
                yield Problem(place(BRAND, "", name), f"{{{unknown}}}", "nothing stands for this here.", cure)


def units_are_known(draft: Draft) -> Iterator[Problem]:
    """Our own unit and province are in the tables, every code stands once, an identifier belongs to one province."""
    for table in draft.units.entries:
        units = [each.code for each in table.units]
        provinces = [each.code for each in table.provinces]
        for name, own, known in (("own_unit", table.own_unit, units), ("own_province", table.own_province, provinces)):
            if own is not None and own not in known:
                yield Problem(place(UNITS, "", name), own, "this is not in the table.", "Correct it, or add it.")
        for code in _twice(chain(units, provinces, *(each.identifiers for each in table.provinces))):
            yield Problem(place(UNITS, code), code, "this code stands twice.", "Take one away.")


def _twice(values: Iterable[str]) -> list[str]:
    return [each for each, times in Counter(values).items() if times > 1]
