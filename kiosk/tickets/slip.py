"""What stands on a ticket's slip, as words: no name, no procedure, the lane only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.tickets.estimate import WaitRange
from kiosk.tickets.lane import Lane, Session
from kiosk.tickets.layout import SlipWords
from kiosk.tickets.policy import NORMAL_CLASS, Policy
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import HERE


@dataclass(frozen=True, slots=True)
class OfficeOnSlip:
    """Trung tâm Phục vụ hành chính công as a slip names it.

    ward    as it fits on a slip, without «thành phố»
    you     how citizens are addressed
    notice  the centre's own last line; "": none
    code    before the number in the slip's bars; "": none
    counts  whether people before are told: only where numbers are called through this program
    """

    name: str
    ward: str
    you: str = "Ông/Bà"
    notice: str = ""
    counts: bool = True
    code: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip of a ticket.

    session         what the number is promised to be good for
    policy          by which numbers are called; None: not through this program, and nothing is said about turns
    reprinted_at    set on a reprint, local
    is_clock_right  whether `reprinted_at` may stand on paper
    """

    ticket: Ticket
    lane: Lane
    office: OfficeOnSlip
    session: Session = "day"
    reprinted_at: datetime | None = None
    is_clock_right: bool = True
    policy: Policy | None = None


def slip_values(slip: Slip, words: SlipWords) -> Mapping[str, str | None]:
    """Every value a layout may name; None where there is nothing to say, and the block is left out."""
    ticket, at = slip.ticket, slip.reprinted_at
    return {
        "centre": slip.office.name,
        "ward": slip.office.ward,
        "you": slip.office.you,
        "number": ticket.number,
        "lane": slip.lane.name,
        "lane_en": slip.lane.name_en,
        "counters": slip.lane.counters_text or None,
        "ahead": str(ticket.ahead) if slip.office.counts and ticket.origin == "lobby" else None,
        "estimate": _estimate(ticket.estimate, words) if slip.office.counts and at is None else None,
        "issued": _moment(ticket.issued_at, words, is_right=ticket.clock_trusted),
        "session": _session(slip.session if ticket.clock_trusted else "day", words),
        "priority": None if ticket.klass == NORMAL_CLASS else _priority(slip, words),
        "slip_id": f"{slip.office.code}-{ticket.slip_id[1:]}" if slip.office.code else ticket.slip_id,
        "short_id": ticket.slip_id,
        "notice": slip.office.notice or None,
        "reprinted": None if at is None else _moment(at, words, is_right=slip.is_clock_right),
    }


def _estimate(wait: WaitRange | None, words: SlipWords) -> str | None:
    if wait is None:
        return None
    if wait.is_long or wait.crosses_noon:
        return words.wait_noon if wait.crosses_noon else words.wait_long
    return (words.wait if wait.low_min else words.wait_short).format(low=wait.low_min, high=wait.high_min)


def _priority(slip: Slip, words: SlipWords) -> str:
    klass = slip.policy.class_of(slip.ticket.klass) if slip.policy else None
    if slip.policy is None or klass is None:
        return words.priority
    return words.priority_first if klass.tier == 0 else words.priority_in_turn.format(ratio=slip.policy.ratio)


def _moment(at: datetime, words: SlipWords, *, is_right: bool) -> str:
    return f"{at.astimezone(HERE):%H:%M, %d/%m/%Y}" if is_right else words.clock_unknown


def _session(session: Session, words: SlipWords) -> str:
    return {"morning": words.morning, "afternoon": words.afternoon, "day": words.day}[session]
