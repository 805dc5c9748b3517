"""How long a server wants to be left alone, however it says so."""

from __future__ import annotations

import pytest

from kiosk.dossiers.retry_after import pause_of

NOW = "Wed, 25 Nov 2026 09:42:00 GMT"


@pytest.mark.parametrize(
    ("said", "pause_s"),
    [("120", 120), (" 7 ", 7), ("0", 1), ("3601", 3600), ("9" * 5000, 3600), (None, None), ("", None), ("-5", None),
     ("1.5", None), ("\u0663", None), ("soon", None)],
)  # fmt: skip
def test_seconds_are_kept_within_reason(said: str | None, pause_s: int | None) -> None:
    assert pause_of(said) == pause_s


@pytest.mark.parametrize(
    ("until", "now", "pause_s"),
    [
        ("Wed, 25 Nov 2026 09:43:30 GMT", NOW, 90),
        ("Wed, 25 Nov 2026 16:42:10 +0700", NOW, 10),
        ("Tue, 24 Nov 2026 09:42:00 GMT", NOW, 1),
        ("Fri, 25 Dec 2026 09:42:00 GMT", NOW, 3600),
        ("Wed, 25 Nov 2026 09:43:30 -0000", NOW, 90),
        ("Wed, 25 Nov 2026 09:43:30 GMT", None, None),
        ("Wed, 25 Nov 2026 09:43:30 GMT", "today", None),
        ("Wed, 99 Nov 2026 09:42:00 GMT", NOW, None),
        ("Wed, 25 Nov 99999999999 09:42:00 GMT", NOW, None),
    ],
)
def test_a_date_is_measured_by_the_clock_of_the_server(until: str, now: str | None, pause_s: int | None) -> None:
    assert pause_of(until, now) == pause_s
