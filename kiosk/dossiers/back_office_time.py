"""Times as back-offices write them -> moments of this country; one without an offset means +07:00."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from kiosk.journal import Journal
from kiosk.time_source import HERE

# A day without an hour lasts until the counters close: a dossier is not late on the morning it is due.
END_OF_DAY = (17, 0)
FIRST_YEAR, LAST_YEAR = 1990, 2100
NATIONAL = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?", re.ASCII)
VIETNAMESE = re.compile(
    r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?", re.ASCII
)
ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)
EPOCH_MS = re.compile(r"\d{13}", re.ASCII)  # from 2001 to 2286


def moment_of(text: str) -> datetime:
    """The moment a text means, in the zone of this country.

    text    yyyyMMddHHmmss (also without seconds or hour) · dd/MM/yyyy HH:mm:ss (also without seconds or hour)
            · ISO 8601 with or without offset · milliseconds since 1970
    raises  ValueError for anything else, and for years no dossier can be of
    """
    try:
        moment = _read(" ".join(text.split()))
    except OverflowError:
        raise ValueError("no moment at all") from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError("no dossier is of that year")
    return moment


def _read(text: str) -> datetime:
    if EPOCH_MS.fullmatch(text):
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(text))).astimezone(HERE)
    if found := NATIONAL.fullmatch(text):
        year, month, day, *hour = found.groups()
        return _here(year, month, day, hour)
    if found := VIETNAMESE.fullmatch(text):
        day, month, year, *hour = found.groups()
        return _here(year, month, day, hour)
    if ISO.fullmatch(text):
        moment = datetime.fromisoformat(text)
        if len(text) == len("2026-11-24"):
            moment = moment.replace(hour=END_OF_DAY[0], minute=END_OF_DAY[1])
        return moment.astimezone(HERE) if moment.tzinfo else moment.replace(tzinfo=HERE)
    raise ValueError("no known format of a time")


def _here(year: str, month: str, day: str, clock: list[str | None]) -> datetime:
    given = [int(part) for part in clock if part is not None]
    hour, minute, second = (*given, 0, 0)[:3] if given else (*END_OF_DAY, 0)
    return datetime(int(year), int(month), int(day), hour, minute, second, tzinfo=HERE)


class BackOfficeTimes:
    """Reads the times of one system; what is none becomes None, and is said once for each field."""

    def __init__(self, journal: Journal, system: str) -> None:
        self._journal = journal
        self._system = system
        self._told: set[str] = set()

    def read(self, field: str, text: str | None) -> datetime | None:
        """The moment in a field; None for an empty one and for nonsense."""
        if not text or not text.strip():
            return None
        try:
            return moment_of(text)
        except ValueError:
            if field not in self._told:
                self._told.add(field)
                self._journal.write("dossier-time-nonsense", system=self._system, field=field)
            return None
