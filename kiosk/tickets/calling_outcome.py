"""How an act at a counter can end: values a page or a verb matches to the last one. Needs no store to be imported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from kiosk.tickets.policy import Rule
from kiosk.tickets.queue_states import Act, TicketState
from kiosk.tickets.ticket import number_text

# The guide desk has no number on a door: lanes without counters are called from here.
GUIDE_DESK = 0
STAFF = re.compile(r"[A-Za-z0-9._-]{0,32}")
PRESS = re.compile(r"[A-Za-z0-9-]{0,64}")


@dataclass(frozen=True, slots=True)
class Who:
    """Who acts: a counter, a member of staff by their sign-in name, never a citizen.

    counter  quầy; GUIDE_DESK; None: staff away from a counter, or the program itself
    press    made by the page at the touch: the same press is never done twice; "": the page makes none
    raises   ValueError for a name that is no sign-in name: it would stand in the store.
    """

    counter: int | None = None
    staff: str = ""
    press: str = ""

    def __post_init__(self) -> None:
        if not STAFF.fullmatch(self.staff):
            raise ValueError("a sign-in name has letters, digits, . _ - and at most 32 of them")
        if not PRESS.fullmatch(self.press):
            raise ValueError("a press id has letters, digits and - and at most 64 of them")


@dataclass(frozen=True, slots=True)
class QueueTicket:
    """Phiếu as staff see it. Times are UTC; `lane` is where it waits now, `series` where it was taken.

    counter  who called it last, while that matters
    calls    how often it was called in a row
    rule     by which rule it was called last; None: not yet
    """

    id: int
    business_day: date
    series: str
    n: int
    lane: str
    klass: str
    state: TicketState
    counter: int | None
    calls: int
    issued_at: datetime
    called_at: datetime | None
    serving_at: datetime | None
    ended_at: datetime | None
    end_reason: str | None = None
    rule: Rule | None = None
    is_restored: bool = False
    returns: int = 0
    last_called_at: datetime | None = None

    @property
    def number(self) -> str:
        """Số thứ tự as it is called: A030."""
        return number_text(self.series, self.n)


@dataclass(frozen=True, slots=True)
class Changed:
    """Done, and durable."""

    act: Act
    ticket: QueueTicket


@dataclass(frozen=True, slots=True)
class Repeated:
    """It was so already: a second press of the same button; nothing was changed."""

    act: Act
    ticket: QueueTicket


@dataclass(frozen=True, slots=True)
class NobodyWaiting:
    """Không còn ai chờ in the lanes this counter serves."""

    lanes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CounterBusy:
    """One counter holds one number: this one must be finished first."""

    ticket: QueueTicket


@dataclass(frozen=True, slots=True)
class NothingCalled:
    """This counter holds no number."""

    counter: int | None


@dataclass(frozen=True, slots=True)
class NotNow:
    """The state of this number does not allow it, or another counter holds it; `ticket` says how it stands."""

    act: Act
    ticket: QueueTicket


@dataclass(frozen=True, slots=True)
class TooFewCalls:
    """Absent only after `needed` calls."""

    ticket: QueueTicket
    needed: int


@dataclass(frozen=True, slots=True)
class NoSuchTicket:
    """No such number today; what was typed is not repeated."""


@dataclass(frozen=True, slots=True)
class NoSuchCounter:
    """No lane of this release is served there."""

    counter: int
    known: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NoSuchLane:
    """This release has no such lane."""

    lane: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoreSilent:
    """The store does not answer; nothing was changed. `reason` in the driver's words."""

    reason: str


CallOutcome: TypeAlias = (
    Changed
    | Repeated
    | NobodyWaiting
    | CounterBusy
    | NothingCalled
    | NotNow
    | TooFewCalls
    | NoSuchTicket
    | NoSuchCounter
    | NoSuchLane
    | StoreSilent
)
