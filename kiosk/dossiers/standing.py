"""How a dossier stands today: derived on the kiosk, never sent. Pure; the time and the calendar are arguments."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from kiosk.dossiers.dossier import Dossier
from kiosk.dossiers.working_days import OfficeHours, WorkingDays, working_time

LookState: TypeAlias = Literal[
    "waiting",
    "in_time",
    "late",
    "more_papers",
    "pay",
    "ready",
    "done",
    "refused",
    "stopped",
    "withdrawn",
    "unknown_status",
]
"""The card a screen shows; the words belong to the screen."""
IN_PROGRESS = frozenset({2, 4})
# The clock of a deadline stands still while papers or money are awaited, and while the dossier is on hold.
SUSPENDED = frozenset({5, 6, 8})
LOOK_OF_STATUS: dict[int, LookState] = {
    1: "waiting",
    2: "in_time",
    3: "refused",
    4: "in_time",
    5: "more_papers",
    6: "pay",
    7: "withdrawn",
    8: "stopped",
    9: "ready",
    10: "done",
}
LONG_WAIT = timedelta(days=30)
ACCEPTANCE_ALLOWED = timedelta(hours=8)


def look_state(dossier: Dossier, now: datetime) -> LookState:
    """Which state a screen shows; a status the gateway could not map is never called late or on time."""
    if is_late(dossier, now):
        return "late"
    return LOOK_OF_STATUS.get(dossier.status.code or 0, "unknown_status")


def is_suspended(dossier: Dossier) -> bool:
    """Whether the clock of the deadline stands still; such a dossier is never late, whatever its date says."""
    return dossier.status.code in SUSPENDED


def is_late(dossier: Dossier, now: datetime) -> bool:
    """Whether a promise is broken: only in progress, only with an appointed date in the past."""
    return broken_promise(dossier, now) is not None


def broken_promise(dossier: Dossier, now: datetime) -> datetime | None:
    """The appointed date that was not kept.

    A new date mends nothing when it was given only after the old one had passed (QĐ 766/QĐ-TTg counts such a dossier as
    late): then the office owes an apology, and the new date stands beside it.
    """
    if not _runs(dossier):
        return None
    extension = dossier.extension
    before, decided = (extension.previous_due_at, extension.decided_at) if extension else (None, None)
    if before and decided and before < min(decided, now):
        return before
    return dossier.due_at if dossier.due_at and dossier.due_at < now else None


def days_left(dossier: Dossier, now: datetime, days: WorkingDays) -> int | None:
    """Working days after today up to and including the appointed day: Wednesday to Friday = 2, due today = 0.

    returns  None when nothing is counted: no date, not in progress, clock suspended, or late.
    """
    if not _runs(dossier) or dossier.due_at is None or is_late(dossier, now):
        return None
    return days.between(now.date(), dossier.due_at.astimezone(now.tzinfo).date())


def days_late(dossier: Dossier, now: datetime, days: WorkingDays) -> int:
    """Working days since the broken promise, at least 1; 0 when it is not broken."""
    promised = broken_promise(dossier, now)
    if promised is None:
        return 0
    return max(days.between(promised.astimezone(now.tzinfo).date(), now.date()), 1)


def new_promise(dossier: Dossier, now: datetime) -> datetime | None:
    """The extended date, if there is one that still lies ahead."""
    extension = dossier.extension
    return extension.new_due_at if extension and extension.new_due_at > now else None


def supplement_is_overdue(dossier: Dossier, now: datetime) -> bool:
    """Whether the date by which papers had to be brought has passed."""
    supplement = dossier.supplement
    return bool(supplement and supplement.supply_by and supplement.supply_by < now)


def waits_long(dossier: Dossier, now: datetime) -> bool:
    """Whether a finished result has been waiting for its owner for more than 30 days."""
    finished_at = dossier.finished_at
    return dossier.status.group == "ready" and finished_at is not None and now - finished_at > LONG_WAIT


def acceptance_is_slow(
    dossier: Dossier, now: datetime, days: WorkingDays, hours: OfficeHours, *, allowed: timedelta = ACCEPTANCE_ALLOWED
) -> bool:
    """Whether an on-line filing has waited longer for its acceptance than the office allows itself (working hours)."""
    if dossier.status.code != 1 or dossier.submitted_at is None:
        return False
    return working_time(dossier.submitted_at.astimezone(now.tzinfo), now, days, hours) > allowed


def _runs(dossier: Dossier) -> bool:
    return dossier.status.code in IN_PROGRESS and dossier.status.group == "progress"
