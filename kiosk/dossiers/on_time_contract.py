"""The wire contract of the public board's figures, checked where they enter (domain.md 14)."""

from __future__ import annotations

import json
from typing import TypeAlias

from pydantic import Field, ValidationError, model_validator

from kiosk.dossiers.answer_contract import MOST_ROWS, Text, Time, WirePart
from kiosk.dossiers.on_time import BoardRow, OnTimeBoard
from kiosk.dossiers.provider import NoAnswer
from kiosk.time_source import HERE

BOARD_PATH = "/v1/on-time-board"
PERIOD = r"^[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$"
MOST_DOSSIERS = 10**8


class RowPart(WirePart):
    """One group of fields."""

    name: Text = Field(min_length=1, max_length=80)
    name_en: Text = Field(default="", max_length=80)
    finished: int = Field(ge=0, le=MOST_DOSSIERS)
    late: int = Field(ge=0)

    @model_validator(mode="after")
    def _late_ones_are_among_the_finished(self) -> RowPart:
        if self.late > self.finished:
            raise ValueError("more late than finished")
        return self


class BoardAnswer(WirePart):
    """The figures of one period."""

    period: str = Field(pattern=PERIOD)
    as_of: Time
    finished: int = Field(ge=0, le=MOST_DOSSIERS)
    late: int = Field(ge=0)
    in_progress: int = Field(ge=0, le=MOST_DOSSIERS)
    in_progress_late: int = Field(default=0, ge=0)
    rows: list[RowPart] = Field(default=[], max_length=MOST_ROWS)

    @model_validator(mode="after")
    def _late_ones_are_among_the_others(self) -> BoardAnswer:
        if self.late > self.finished or self.in_progress_late > self.in_progress:
            raise ValueError("more late than there are")
        return self


class NoFigures:
    """Chưa có số liệu: the office publishes none for this period."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoFigures)

    def __hash__(self) -> int:
        return hash(NoFigures)


BoardOutcome: TypeAlias = OnTimeBoard | NoFigures | NoAnswer


def read_board(period: str, status: int, body: bytes) -> BoardOutcome:
    """What a gateway's answer means; figures of another period than the one asked for are none."""
    if status == 404:
        return NoFigures()
    if status in (401, 403):
        return NoAnswer("refused_device")
    if status != 200:
        return NoAnswer("server_error" if status >= 500 else "bad_request")
    try:
        found = BoardAnswer.model_validate(json.loads(body))
    except (ValidationError, ValueError, RecursionError):
        return NoAnswer("broken_answer")
    if found.period != period:
        return NoAnswer("broken_answer")
    rows = tuple(BoardRow(row.name, row.finished, row.late, row.name_en) for row in found.rows)
    return OnTimeBoard(
        found.period,
        found.as_of.astimezone(HERE),
        found.finished,
        found.late,
        found.in_progress,
        found.in_progress_late,
        rows,
    )
