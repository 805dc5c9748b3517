"""One judge for console, workbook and kiosk: whether the records of a release fit together and can be shown.

Shapes were judged before (`release.py`). Each check looks at the whole draft and names every mistake it finds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator
from typing import TypeVar

from kiosk.content.checks_of_cases import cases_are_sound, procedures_lead_nowhere_twice
from kiosk.content.checks_of_office import (
    announcements_are_in_order,
    brand_can_be_read,
    figures_add_up,
    hours_are_in_order,
    lanes_can_give_numbers,
    units_are_known,
)
from kiosk.content.draft import ARTEFACTS, EVERYDAY_WORDS, LIFE_EVENTS, PROCEDURES, Draft, name_of
from kiosk.content.problems import place, shown
from kiosk.content.wording import texts_can_be_shown, titles_are_short_and_unique
from kiosk.errors import Problem

Countable = TypeVar("Countable", bound=Hashable)


def problems_of(draft: Draft, icons: Collection[str]) -> list[Problem]:
    """Every problem of a release, those of its files first."""
    checks: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
        texts_can_be_shown,
        codes_stand_once,
        events_name_known_procedures,
        words_name_known_procedures,
        procedures_have_a_place,
        procedures_name_known_fields_and_agencies,
        artefacts_are_not_shown,
        titles_are_short_and_unique,
        cases_are_sound,
        procedures_lead_nowhere_twice,
        lanes_can_give_numbers,
        hours_are_in_order,
        figures_add_up,
        announcements_are_in_order,
        brand_can_be_read,
        units_are_known,
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
    counted = Counter((file, record) for file, record, entry in draft.records() if hasattr(entry, "code"))
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


def procedures_name_known_fields_and_agencies(draft: Draft) -> Iterator[Problem]:
    """Every procedure belongs to a field of this release, and its agency, if it has one, is in the table."""
    fields, agencies = draft.fields.codes, draft.agencies.codes
    for each in draft.procedures.entries:
        if fields is not None and each.field not in fields:
            spot = place(PROCEDURES, each.code, "field")
            yield Problem(spot, each.field, "this release has no such field.", "Correct it, or add it.")
        if agencies is not None and each.agency is not None and each.agency not in agencies:
            spot = place(PROCEDURES, each.code, "agency")
            yield Problem(spot, each.agency, "this release has no such agency.", "Correct it, or add it.")


def words_name_known_procedures(draft: Draft) -> Iterator[Problem]:
    """Everyday words mean procedures of this release, each once, and every phrase stands in one place."""
    known = draft.procedures.codes
    for entry in draft.everyday_words.entries:
        spot = place(EVERYDAY_WORDS, name_of(entry), "codes")
        for code in _repeated(Counter(entry.codes)):
            yield Problem(spot, code, "this procedure stands twice.", "Take one away.")
        for code in entry.codes:
            if known is not None and code not in known:
                yield Problem(spot, code, "this release has no such procedure.", "Correct the code, or add it.")
        if not entry.codes or not entry.say:
            yield Problem(spot, "", "phrases or procedures are missing.", "Write both, or take the entry away.")
    phrases = Counter(" ".join(say.casefold().split()) for each in draft.everyday_words.entries for say in each.say)
    for phrase in _repeated(phrases):
        spot = place(EVERYDAY_WORDS, shown(phrase), "say")
        yield Problem(spot, shown(phrase), "this phrase stands twice.", "Put all its procedures into one entry.")


def artefacts_are_not_shown(draft: Draft) -> Iterator[Problem]:
    """What is set aside for staff does not stand among the procedures as well."""
    known = draft.procedures.codes or frozenset()
    for each in draft.artefacts.entries:
        if each.code in known:
            spot = place(ARTEFACTS, each.code)
            yield Problem(spot, "", "it stands in procedures.json too.", "Take it out of one of the two.")


def _repeated(counted: Counter[Countable]) -> list[Countable]:
    return [each for each, times in counted.items() if times > 1]
