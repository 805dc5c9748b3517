"""On-time rates as the public board rounds them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kiosk.dossiers.on_time import on_time_rate


@pytest.mark.parametrize(
    ("finished", "late", "rate"),
    [
        (1284, 28, "97.8"),
        (2000, 1, "99.9"),
        (10_000, 1, "99.9"),
        (5, 0, "100.0"),
        (10_000, 9_999, "0.1"),
        (3, 3, "0.0"),
        (16, 5, "68.8"),
    ],
)
def test_a_rate_never_rounds_a_person_away(finished: int, late: int, rate: str) -> None:
    assert on_time_rate(finished, late) == Decimal(rate)


def test_without_a_finished_dossier_there_is_no_rate() -> None:
    assert on_time_rate(0, 0) is None
