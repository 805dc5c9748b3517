"""Everything a terminal can still reach of its last citizen, found by walking through its objects."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

from kiosk.dossiers.sample_office import SampleOffice
from kiosk.tallies import Tallies
from screens.terminal import Terminal

# Check sums and identifiers of requests hold any four digits sooner or later.
CHANCE = re.compile(r"[0-9a-f-]{32,}")


def remembered(terminal: Terminal, *personal: str) -> set[str]:
    """Which of these personal texts can still be reached from the pages and from where the citizen stood."""
    texts = {CHANCE.sub("", text) for text in texts_below([terminal.presenters, terminal.situation, terminal])}
    return {part for part in personal if any(part in text for text in texts)}


def texts_below(roots: list[Any]) -> Iterator[str]:
    """Every text that can be reached from these objects.

    The office, which knows everybody, is outside the terminal; phrases nobody found are counted on purpose.
    """
    seen: set[int] = set()
    waiting: list[Any] = list(roots)
    while waiting:
        thing = waiting.pop()
        kind = type(thing)  # not isinstance: a proxy of something that is gone raises
        if id(thing) in seen or issubclass(kind, type | ModuleType | SampleOffice | Tallies):
            continue
        seen.add(id(thing))
        if kind is str:
            yield thing
        elif kind is FunctionType:  # what it closes over, not the module it was written in
            waiting += [thing.__closure__, thing.__defaults__, thing.__kwdefaults__]
        else:
            waiting += gc.get_referents(thing)
