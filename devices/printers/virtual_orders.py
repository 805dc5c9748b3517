"""What a virtual printer is told to do wrong: printer.toml in its folder, or a value from a test.

paper = "out"              # ok | low | out
cover = "open"             # closed | open
offline = true             # as if unplugged
mute = true                # takes bytes, answers nothing
confirms = false           # as a model that cannot say when a slip is out
paper_ends_at_row = 400    # the next slip tears there; the roll stays empty until this file changes
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from devices.errors import DeviceError
from devices.printers.contract import Condition, Paper, State

CONTROL_FILE = "printer.toml"
ALLOWED: Mapping[str, tuple[object, ...]] = {
    "paper": ("ok", "low", "out"),
    "cover": ("closed", "open"),
    "offline": (True, False),
    "mute": (True, False),
    "confirms": (True, False),
}


class OrdersRefused(DeviceError):
    """The control file holds mistakes; `str` says all of them in one line."""


@dataclass(frozen=True, slots=True)
class Orders:
    """How a virtual printer behaves until told otherwise; the keys are those of printer.toml."""

    paper: Paper = Paper.OK
    cover: str = "closed"
    offline: bool = False
    mute: bool = False
    confirms: bool = True
    paper_ends_at_row: int | None = None

    @property
    def conditions(self) -> frozenset[Condition]:
        """What these orders look like from outside."""
        signs = {
            Condition.PAPER_OUT: self.paper is Paper.OUT,
            Condition.PAPER_LOW: self.paper is Paper.LOW,
            Condition.COVER_OPEN: self.cover == "open",
            Condition.DISCONNECTED: self.offline,
        }
        return frozenset(condition for condition, seen in signs.items() if seen)

    @property
    def state(self) -> State:
        """The state that goes with the conditions; of a mute printer nobody knows it."""
        if self.offline:
            return State.OFFLINE
        blocked = self.paper is Paper.OUT or self.cover == "open"
        return State.BLOCKED if blocked else State.READY


def read_orders(folder: Path) -> Orders:
    """The orders lying in a folder; without a control file everything is well.

    raises  OrdersRefused with every mistake in the file.
    """
    try:
        table = tomllib.loads((folder / CONTROL_FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return Orders()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OrdersRefused(f"{CONTROL_FILE} cannot be read: {error}") from error
    if problems := [problem for key, value in table.items() if (problem := _mistake(key, value))]:
        raise OrdersRefused(f"{CONTROL_FILE}: {' '.join(problems)}")
    return Orders(**{**table, "paper": Paper(table.get("paper", "ok"))})


def _mistake(key: str, value: object) -> str | None:
    if key in ALLOWED:
        return None if value in ALLOWED[key] else f"{key} = {value!r}, allowed: {_listed(ALLOWED[key])}."
    if key == "paper_ends_at_row":
        fine = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        return None if fine else f"{key} = {value!r}, allowed: 0 and more."
    return f"{key} is unknown, allowed: {_listed((*ALLOWED, 'paper_ends_at_row'))}."


def _listed(values: tuple[object, ...]) -> str:
    return ", ".join(str(value).lower() if isinstance(value, bool) else str(value) for value in values)
