"""What a virtual printer is told to do wrong: printer.toml in its folder, or a value from a test.

The file is read again at every check and every band of a print: write it while the terminal runs.

paper = "out"            # ok | low | out
cover = "open"           # closed | open
cutter = "jammed"        # ok | jammed
head = "hot"             # cool | hot
panel = "offline"        # online | offline: somebody has pressed its key
power = "off"            # on | off: it is silent, and the slip in it is torn
offline = true           # as if unplugged
taken = false            # a presenter with the last slip still in its mouth
mute = true              # takes bytes, answers nothing
garbage = true           # answers nonsense
half_answers = true      # long answers break off: it cannot say that a slip is out
stalled = true           # takes no byte
confirms = false         # as a model that cannot say when a slip is out
late_s = 0.4             # seconds its answers come late
slip_s = 3.0             # seconds a whole slip takes
paper_ends_at_row = 400  # in short for the paper = "out" of the example below

[[later]]                # and then; as many of these as you like, each with one moment and what changes
at_row = 400             # of a slip; or, since these orders were given: after_bytes, after_ticket, after_s
paper = "out"            # any of the keys above; it stays so until this file changes
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from devices.errors import DeviceError
from devices.printers.contract import BLOCKING, Condition, Paper, State

CONTROL_FILE = "printer.toml"
SWITCH = (True, False)
ALLOWED: Mapping[str, tuple[object, ...]] = {
    "paper": ("ok", "low", "out"),
    "cover": ("closed", "open"),
    "cutter": ("ok", "jammed"),
    "head": ("cool", "hot"),
    "panel": ("online", "offline"),
    "power": ("on", "off"),
    "offline": SWITCH,
    "taken": SWITCH,
    "mute": SWITCH,
    "garbage": SWITCH,
    "half_answers": SWITCH,
    "stalled": SWITCH,
    "confirms": SWITCH,
}
SECONDS = ("late_s", "slip_s")
Moment: TypeAlias = Literal["at_row", "after_bytes", "after_ticket", "after_s"]
MOMENTS: tuple[Moment, ...] = get_args(Moment)
CHANGES = (*ALLOWED, *SECONDS)
KEYS = (*CHANGES, "paper_ends_at_row", "later")


class OrdersRefused(DeviceError):
    """The control file holds mistakes; `str` says all of them, each with its cure, in one line."""


@dataclass(frozen=True, slots=True)
class Later:
    """What changes from a moment on.

    count   rows of a slip; or bytes, whole slips or seconds since the orders were given.
    change  names and values of fields of Orders.
    """

    moment: Moment
    count: float
    change: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Orders:
    """How a virtual printer behaves until told otherwise; the keys are those of printer.toml."""

    paper: Paper = Paper.OK
    cover: str = "closed"
    cutter: str = "ok"
    head: str = "cool"
    panel: str = "online"
    power: str = "on"
    offline: bool = False
    taken: bool = True
    mute: bool = False
    garbage: bool = False
    half_answers: bool = False
    stalled: bool = False
    confirms: bool = True
    late_s: float = 0.0
    slip_s: float = 0.0
    paper_ends_at_row: int | None = None
    later: tuple[Later, ...] = ()

    @property
    def conditions(self) -> frozenset[Condition]:
        """What these orders look like from outside."""
        signs = {
            Condition.PAPER_OUT: self.paper is Paper.OUT,
            Condition.PAPER_LOW: self.paper is Paper.LOW,
            Condition.COVER_OPEN: self.cover == "open",
            Condition.CUTTER: self.cutter == "jammed",
            Condition.OVERHEAT: self.head == "hot",
            Condition.PANEL_OFFLINE: self.panel == "offline",
            Condition.NOT_TAKEN: not self.taken,
            Condition.STALLED: self.stalled,
            Condition.DISCONNECTED: self.offline,
        }
        return frozenset(condition for condition, seen in signs.items() if seen)

    @property
    def state(self) -> State:
        """The state that goes with the conditions; of a printer that says nothing nobody knows it."""
        if self.offline:
            return State.OFFLINE
        return State.BLOCKED if self.conditions & BLOCKING else State.READY

    @property
    def burns(self) -> bool:
        """Whether paper moves. A slip in the mouth only keeps the next one back."""
        stops = BLOCKING | {Condition.DISCONNECTED}
        return self.power == "on" and not self.conditions & stops - {Condition.NOT_TAKEN}

    @property
    def all_later(self) -> tuple[Later, ...]:
        """Everything that changes from some moment on."""
        if self.paper_ends_at_row is None:
            return self.later
        return (later("at_row", self.paper_ends_at_row, paper=Paper.OUT), *self.later)


def later(moment: Moment, count: float, **change: object) -> Later:
    """A change to come, as a test writes it.

    later("after_s", 1.5, cover="open")
    """
    return Later(moment, count, tuple(change.items()))


def changed(orders: Orders, due: tuple[Later, ...]) -> Orders:
    """The orders with these changes, the last one winning."""
    fields: dict[str, Any] = {name: value for each in due for name, value in each.change}
    return replace(orders, **fields)


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
    if problems := list(_mistakes(table)):
        raise OrdersRefused(f"{CONTROL_FILE}: {' '.join(problems)}")
    return Orders(**{**_values(table), "later": tuple(map(_later, table.get("later", ())))})


def _later(table: Mapping[str, Any]) -> Later:
    (moment,) = (moment for moment in MOMENTS if moment in table)
    return later(moment, table[moment], **_values({key: table[key] for key in table if key != moment}))


def _values(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: Paper(value) if key == "paper" else value for key, value in table.items()}


def _mistakes(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if key == "later":
            yield from _mistakes_later(value)
        elif (told := _mistake(key, value, KEYS)) is not None:
            yield told


def _mistakes_later(tables: object) -> Iterator[str]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        yield "later must be written as tables, each under a line [[later]]."
        return
    for number, table in enumerate(tables, start=1):
        yield from (f"[[later]] number {number}: {told}" for told in _mistakes_of_one(table))


def _mistakes_of_one(table: Mapping[str, Any]) -> Iterator[str]:
    if sum(key in MOMENTS for key in table) != 1:
        yield f"exactly one of {_listed(MOMENTS)} says when."
    if not table.keys() - {*MOMENTS}:
        yield f"nothing changes; add any of {_listed(CHANGES)}."
    told = (_mistake(key, value, (*MOMENTS, *CHANGES)) for key, value in table.items())
    yield from (mistake for mistake in told if mistake is not None)


def _mistake(key: str, value: object, known: tuple[str, ...]) -> str | None:
    if key not in known:
        close = get_close_matches(key, known, n=1)
        meant = f"did you mean {close[0]}? " if close else ""
        return f"{key} is unknown, {meant}allowed: {_listed(known)}."
    if key in ALLOWED:
        fine = any(value == choice and type(value) is type(choice) for choice in ALLOWED[key])
        return None if fine else f"{key} = {value!r}, allowed: {_listed(ALLOWED[key])}."
    kinds = (int, float) if key in {*SECONDS, "after_s"} else (int,)
    fine = isinstance(value, kinds) and not isinstance(value, bool) and value >= 0
    return None if fine else f"{key} = {value!r}, allowed: 0 and more."


def _listed(values: tuple[object, ...]) -> str:
    return ", ".join(str(value).lower() if isinstance(value, bool) else str(value) for value in values)
