"""Times of every format met become moments of this country; nonsense becomes no time, and is said once."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.dossiers.back_office_time import FIRST_YEAR, LAST_YEAR, BackOfficeTimes, moment_of
from kiosk.journal import KeptJournal
from kiosk.time_source import HERE

NINE = datetime(2026, 11, 24, 9, 12, tzinfo=HERE)
CLOSING = NINE.replace(hour=17, minute=0)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20261124091200", NINE),
        ("202611240912", NINE),
        ("24/11/2026 09:12:00", NINE),
        ("24/11/2026  9:12", NINE),
        ("24-11-2026 09:12:00.0", NINE),
        ("2026-11-24T09:12:00", NINE),
        ("2026-11-24 09:12", NINE),
        ("2026-11-24T02:12:00Z", NINE),
        ("2026-11-24T02:12:00.000+0000", NINE),
        ("2026-11-24T09:12:00+07:00", NINE),
        ("1795486320000", NINE),
        ("24/11/2026", CLOSING),
        ("20261124", CLOSING),
        ("2026-11-24", CLOSING),
    ],
)
def test_a_time_is_read_in_the_zone_of_this_country(text: str, moment: datetime) -> None:
    assert moment_of(text) == moment
    assert moment_of(text).utcoffset() == HERE.utcoffset(moment)


@pytest.mark.parametrize(
    "text",
    ["soon", "31/02/2026", "20261324091200", "24/11/2026 25:00", "2026-W48", "0001-01-01T00:00:00+14:00", "20261124091",
     "30261124091200", "01/01/1900", "0", "-1", "２０２６1124", "9999999999999", "24/11/26", "nan"],
)  # fmt: skip
def test_anything_else_is_no_time(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        moment_of(text)


@given(st.text(alphabet="0123456789/-:T Z+.", max_size=24) | st.text(max_size=30))
def test_a_text_is_a_moment_of_sane_years_or_a_value_error(text: str) -> None:
    try:
        moment = moment_of(text)
    except ValueError:
        return
    assert FIRST_YEAR <= moment.year <= LAST_YEAR
    assert moment.utcoffset() is not None


def test_nonsense_is_said_once_for_each_field_and_never_repeated() -> None:
    journal = KeptJournal()
    times = BackOfficeTimes(journal, "igate")
    assert [times.read("due", text) for text in ("soon", "later", "", None, " ")] == [None] * 5
    assert times.read("filed", "never") is None
    assert times.read("due", "24/11/2026 09:12:00") == NINE
    assert journal.events == [
        ("dossier-time-nonsense", {"system": "igate", "field": "due"}),
        ("dossier-time-nonsense", {"system": "igate", "field": "filed"}),
    ]
