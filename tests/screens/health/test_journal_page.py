"""The page of events: what it says when there is nothing to show, and in how many pages."""

from __future__ import annotations

from dataclasses import replace

from kiosk.words import words_of
from screens.health.journal_page import JournalPageState
from screens.health.journal_samples import SAMPLES

VI, EN = words_of("vi"), words_of("en")


def test_nothing_recorded_yet_is_said_in_words() -> None:
    empty = SAMPLES["empty"]
    assert empty.lead(VI) == "Máy chưa ghi việc nào."
    assert empty.lead(EN) == "Nothing recorded yet."
    assert empty.rows == ()


def test_the_report_is_a_report_also_when_nothing_was_recorded() -> None:
    assert replace(JournalPageState(), view="report").lead(VI) != SAMPLES["empty"].lead(VI)
