"""How taking a ticket can end: values a screen matches to the last one. Needs no store to be imported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from devices.printers.contract import Condition
from kiosk.tickets.lane import WhyClosed
from kiosk.tickets.ticket import PaperState, Ticket


@dataclass(frozen=True, slots=True)
class Taken:
    """Đã có số: the citizen has a number, whatever the paper did.

    conditions    what the printer complained about
    is_reprinted  the slip says «In lại»
    """

    ticket: Ticket
    paper: PaperState
    conditions: frozenset[Condition] = frozenset()
    is_reprinted: bool = False


@dataclass(frozen=True, slots=True)
class JustTaken:
    """Vừa lấy số: this terminal gave a number of the same lane seconds ago; ask before giving another."""

    number: str


@dataclass(frozen=True, slots=True)
class LaneClosed:
    """Chưa phát số.

    opens_at  local; None when no opening is known for the coming weeks
    """

    why: WhyClosed
    opens_at: datetime | None


@dataclass(frozen=True, slots=True)
class NoMoreToday:
    """Hôm nay đã hết số: the lane's daily limit is reached.

    opens_at  local, on a later day; None when no opening is known for the coming weeks
    """

    opens_at: datetime | None


@dataclass(frozen=True, slots=True)
class NoNumber:
    """Chưa lấy được số: the store is silent; the citizen goes to the guide desk."""


TicketOutcome: TypeAlias = Taken | JustTaken | LaneClosed | NoMoreToday | NoNumber
Refusal: TypeAlias = JustTaken | LaneClosed | NoMoreToday


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a start found unfinished.

    printed    taken shortly before the stop, printed now
    for_staff  valid numbers whose slips nobody saw for sure: «Số chưa in»
    dropped    touches too old to be answered
    """

    printed: tuple[Taken, ...] = ()
    for_staff: tuple[Ticket, ...] = ()
    dropped: int = 0
