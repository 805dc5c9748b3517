"""Moves the times of the sample dossiers to today, so that a demonstration always looks like its first morning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.dossiers.working_days import WorkingDays

TIME_NAMES = frozenset({"at", "supply_by", "pay_by"})


@dataclass(frozen=True, slots=True)
class SampleTime:
    """Maps the moment the samples were written for onto another one, by whole working days.

    reference   the moment the samples were written for, on a working day
    now         the moment to map it onto; on a day off the samples stand as on the last working day
    """

    reference: datetime
    now: datetime
    days: WorkingDays

    def moved(self, moment: datetime) -> datetime:
        """The same hour on a day that lies as many working days from today.

        What had happened on the reference morning has happened today as well, however early it is.
        """
        there = datetime.combine(self.days.moved(moment.date(), self._count()), moment.timetz())
        ago = self.reference - moment
        same_day = moment.date() == self.reference.date() and moment <= self.reference
        return min(there, self._here() - ago) if same_day else there

    def as_of(self, moment: datetime) -> datetime:
        """The state of the data is as fresh today as it was."""
        return self._here() - (self.reference - moment)

    def moved_record(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """A record of the wire contract with all its times moved; everything else unchanged."""
        return {name: self._value(name, value) for name, value in record.items()}

    def _value(self, name: str, value: Any) -> Any:
        match value:
            case dict():
                return self.moved_record(value)
            case list():
                return [self._value("", part) for part in value]
            case str() if name == "as_of":
                return self.as_of(datetime.fromisoformat(value)).isoformat(timespec="seconds")
            case str() if name in TIME_NAMES or name.endswith("_at"):
                return self.moved(datetime.fromisoformat(value)).isoformat(timespec="seconds")
            case _:
                return value

    def _here(self) -> datetime:
        return self.now.astimezone(self.reference.tzinfo)

    def _count(self) -> int:
        then, today = self.reference.date(), self.days.last_until(self._here().date())
        return self.days.between(then, today) - self.days.between(today, then)
