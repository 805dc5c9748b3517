"""Retry-After (RFC 9110, 10.2.3): how long a server wants to be left alone."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_PAUSE_S = 3600
SECONDS = re.compile(r"[0-9]+")


def pause_of(retry_after: str | None, date: str | None = None) -> int | None:
    """Whole seconds, from 1 to an hour; None when the server did not say, or said nonsense.

    retry_after  the header: seconds, or a date
    date         the header Date of the same answer: the server's date is measured by the server's own clock, for that
                 of a terminal may be wrong; without it a date counts as nonsense
    """
    text = (retry_after or "").strip()
    if SECONDS.fullmatch(text):
        return _within(int(text) if len(text) <= len(str(LONGEST_PAUSE_S)) else LONGEST_PAUSE_S)
    until, now = _moment(text), _moment(date or "")
    return None if until is None or now is None else _within(math.ceil((until - now).total_seconds()))


def _within(seconds: int) -> int:
    return max(1, min(seconds, LONGEST_PAUSE_S))


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
