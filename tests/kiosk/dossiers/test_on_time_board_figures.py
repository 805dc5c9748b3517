"""Figures of the public board: they add up, or only the total is shown; periods, bands, and what enters by wire."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from kiosk.dossiers.on_time import Band, BoardRow, OnTimeBoard, PeriodKind, band_of, period_of
from kiosk.dossiers.on_time_contract import NoFigures, read_board
from kiosk.dossiers.provider import NoAnswer
from kiosk.dossiers.sample_office import load_sample_office
from kiosk.time_source import HERE

NOW = datetime(2026, 11, 25, 9, 42, tzinfo=HERE)
ROWS = (BoardRow("Đất đai", 91, 10), BoardRow("Hộ tịch", 702, 4))
BOARD = OnTimeBoard("2026-11", NOW, 793, 14, 163, 6, ROWS)


def test_the_best_rate_stands_first_and_ties_by_size() -> None:
    more = (*ROWS, BoardRow("A", 10, 0), BoardRow("B", 20, 0), BoardRow("Không có", 0, 0))
    shown = replace(BOARD, finished=823, rows=more).shown()
    assert [row.name for row in shown.rows] == ["B", "A", "Hộ tịch", "Đất đai", "Không có"]


@pytest.mark.parametrize("wrong", [{"finished": 794}, {"late": 13}])
def test_rows_that_are_not_together_the_total_are_not_shown(wrong: dict[str, Any]) -> None:
    board = replace(BOARD, **wrong)
    assert not board.adds_up
    assert board.shown().rows == ()
    assert BOARD.adds_up
    assert replace(BOARD, rows=()).adds_up


@pytest.mark.parametrize(
    ("rate", "band"), [("100.0", "good"), ("95.0", "good"), ("94.9", "fair"), ("90.0", "fair"), ("89.9", "poor")]
)
def test_a_band_is_a_word_beside_a_figure(rate: str, band: Band) -> None:
    assert band_of(Decimal(rate)) == band
    assert band_of(None) == "none"


@pytest.mark.parametrize(
    ("kind", "day", "period"),
    [
        ("month", date(2026, 11, 25), "2026-11"),
        ("quarter", date(2026, 3, 31), "2026-Q1"),
        ("quarter", date(2026, 4, 1), "2026-Q2"),
        ("quarter", date(2026, 12, 31), "2026-Q4"),
        ("year", date(2026, 1, 1), "2026"),
    ],
)
def test_a_day_lies_in_a_period(kind: PeriodKind, day: date, period: str) -> None:
    assert period_of(kind, day) == period


@pytest.mark.parametrize("period", ["2026-11", "2026-Q4", "2026"])
def test_the_demonstration_office_has_figures_that_add_up(period: str) -> None:
    reply = load_sample_office().answer_board(period, NOW)
    board = read_board(period, reply.status, json.dumps(reply.body).encode())
    assert isinstance(board, OnTimeBoard)
    assert board.adds_up
    assert len(board.rows) == 6
    assert board.as_of == NOW.replace(minute=30)


def test_the_months_figures_are_those_of_the_design() -> None:
    reply = load_sample_office().answer_board("2026-11", NOW)
    board = read_board("2026-11", reply.status, json.dumps(reply.body).encode())
    assert isinstance(board, OnTimeBoard)
    rates = [str(row.rate) for row in board.shown().rows]
    assert (str(board.rate), rates) == ("97.8", ["99.4", "98.1", "97.6", "96.9", "93.5", "89.0"])


WIRE = {"period": "2026-11", "as_of": "2026-11-25T02:30:00Z", "finished": 5, "late": 1, "in_progress": 2, "rows": []}


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (404, {}, NoFigures()),
        (401, {}, NoAnswer("refused_device")),
        (500, {}, NoAnswer("server_error")),
        (200, [], NoAnswer("broken_answer")),
        (200, WIRE | {"late": 6}, NoAnswer("broken_answer")),
        (200, WIRE | {"period": "2026-10"}, NoAnswer("broken_answer")),
        (200, WIRE | {"finished": "5"}, NoAnswer("broken_answer")),
        (200, WIRE | {"rows": [{"name": "x", "finished": 1, "late": 2}]}, NoAnswer("broken_answer")),
        (200, WIRE | {"rows": [{"name": "x", "finished": 1, "late": 0}] * 61}, NoAnswer("broken_answer")),
    ],
)
def test_what_breaks_the_contract_is_no_figure(status: int, body: object, outcome: object) -> None:
    assert read_board("2026-11", status, json.dumps(body).encode()) == outcome


def test_times_arrive_in_the_zone_of_this_country() -> None:
    board = read_board("2026-11", 200, json.dumps(WIRE).encode())
    assert isinstance(board, OnTimeBoard)
    assert board.as_of.hour == 9
