"""Counts by day, and nothing finer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kiosk import tallies as module
from kiosk.tallies import FILE, Tallies, Tally, open_tallies

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def tallies(tmp_path: Path) -> Iterator[Tallies]:
    opened = open_tallies(tmp_path)
    yield opened
    opened.close()


def test_a_kind_lists_its_keys_most_often_first_with_their_days(tallies: Tallies) -> None:
    for key, day in (("nuôi chó", MONDAY), ("nuôi chó", MONDAY), ("tiền điện", MONDAY), ("nuôi chó", TUESDAY)):
        assert tallies.add("search-not-found", key, day)
    assert tallies.listed("search-not-found") == (
        Tally("nuôi chó", 3, MONDAY, TUESDAY),
        Tally("tiền điện", 1, MONDAY, MONDAY),
    )


def test_kinds_do_not_know_each_other(tallies: Tallies) -> None:
    tallies.add("search-left", "nuôi chó", MONDAY)
    assert tallies.listed("search-not-found") == ()


def test_counts_outlive_the_program(tmp_path: Path) -> None:
    for _ in range(2):
        opened = open_tallies(tmp_path)
        opened.add("search-left", "nuôi chó", MONDAY)
        opened.close()
    again = open_tallies(tmp_path)
    assert [each.times for each in again.listed("search-left")] == [2]
    again.close()


def test_what_is_older_than_a_day_is_forgotten_when_told_so(tallies: Tallies) -> None:
    tallies.add("search-left", "nuôi chó", MONDAY)
    tallies.add("search-left", "nuôi chó", TUESDAY)
    tallies.forget_before(TUESDAY)
    assert tallies.listed("search-left") == (Tally("nuôi chó", 1, TUESDAY, TUESDAY),)


def test_a_hostile_finger_does_not_fill_the_disk(tallies: Tallies, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEYS", 2)
    counted = [tallies.add("search-left", key, MONDAY) for key in ("một", "hai", "ba", "một")]
    assert counted == [True, True, False, True]


def test_a_store_that_is_gone_is_no_trouble_for_the_citizen(tallies: Tallies, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        other.execute("DROP TABLE tally")
        other.commit()
    assert tallies.add("search-left", "nuôi chó", MONDAY) is False


def test_nothing_finer_than_a_day_is_kept(tallies: Tallies, tmp_path: Path) -> None:
    tallies.add("search-left", "nuôi chó", MONDAY)
    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        assert other.execute("SELECT * FROM tally").fetchall() == [("search-left", "nuôi chó", "2026-11-23", 1)]
