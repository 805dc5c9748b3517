"""Whether every text of a release can be drawn, read out and told from the others."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kiosk.content.draft import PROCEDURES, Draft
from kiosk.content.problems import place, shown
from kiosk.content.release import Entry
from kiosk.errors import Problem

LONGEST_TITLE = 60
# The characters of assets/fonts; anything else would be drawn as an empty box.
NOT_IN_THE_FONTS = re.compile(
    "[^\u0020-\u017f\u01a0-\u01a1\u01af-\u01b0\u0300-\u0324\u1ea0-\u1ef9"
    "\u2010-\u2027\u20ab\u2030\u2032\u2033\u2116\u2212]"
)
# Controls and the soft hyphen lie between the first and the last of these characters, but have no shape.
WITHOUT_SHAPE = re.compile("[\u007f-\u009f\u00ad]")


def texts_can_be_shown(draft: Draft) -> Iterator[Problem]:
    """No text is empty, has blanks around it, is decomposed or holds a character the fonts lack."""
    for file, record, entry in draft.records():
        for field, text in strings_in(entry):
            for meaning, cure in _faults_of(text):
                yield Problem(place(file, record, field), shown(text), meaning, cure)


def strings_in(entry: Entry, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a record with the path of its field; papers and notes are counted from one."""
    # Not `for … in entry`: pydantic's own way takes twice as long, and this sees every string of a release.
    for name, value in vars(entry).items():
        yield from _strings_of(value, f"{path}{name}")


def _strings_of(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Entry):
        yield from strings_in(value, f"{path}.")
    elif isinstance(value, tuple):
        for position, each in enumerate(value, start=1):
            yield from _strings_of(each, f"{path}.{position}")


# One paper stands in many procedures.
@lru_cache(maxsize=4096)
def _faults_of(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(_faults(text))


def _faults(text: str) -> Iterator[tuple[str, str]]:
    if text != text.strip() or not text:
        yield "this text is empty or has blanks around it.", "Write it, or take the blanks away."
    if not unicodedata.is_normalized("NFC", text):
        yield "letters and accents are stored apart (not NFC).", "Save the text in Unicode NFC (dựng sẵn)."
    strange = sorted(set(NOT_IN_THE_FONTS.findall(text) + WITHOUT_SHAPE.findall(text)))
    if strange:
        named = ", ".join(f"U+{ord(each):04X}" for each in strange)
        yield f"the fonts have no shape for {named}.", "Use another character."


def titles_are_short_and_unique(draft: Draft) -> Iterator[Problem]:
    """A title is at most 60 characters long and names one procedure, in either language."""
    entries = draft.procedures.entries
    for language in ("vi", "en"):
        titles = [(each.code, str(getattr(each.title, language))) for each in entries]
        often = Counter(title for _, title in titles)
        for code, title in titles:
            spot = place(PROCEDURES, code, f"title.{language}")
            if len(title) > LONGEST_TITLE:
                yield Problem(spot, shown(title), f"it has {len(title)} characters.", f"At most {LONGEST_TITLE}.")
            if often[title] > 1:
                yield Problem(spot, shown(title), "another procedure has this title.", "Say what tells them apart.")
