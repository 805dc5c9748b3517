"""The four steps: as the gateway sent them, else derived from the status."""

from __future__ import annotations

import pytest

from kiosk.dossiers.dossier import Step
from kiosk.dossiers.stage_line import STAGES, stage_line
from tests.kiosk.dossiers.dossier_makers import a_dossier, at

SENT = (
    Step("Tiếp nhận", "Quầy 2", "done", at("11-24", 9)),
    Step("Xác minh, xử lý", "Công chức Tư pháp – Hộ tịch", "current", None),
    Step("Ký duyệt", "Lãnh đạo", "next", at("11-26")),
    Step("Trả kết quả", "Quầy 3", "next", at("11-27", 14)),
)


def test_four_steps_are_shown_as_they_were_sent() -> None:
    line = stage_line(a_dossier(4, steps=SENT))
    assert [(stage.label, stage.where, stage.state, stage.at) for stage in line] == [
        (step.label, step.where, step.state, step.at) for step in SENT
    ]
    assert tuple(stage.name for stage in line) == STAGES


@pytest.mark.parametrize(
    ("status", "states"),
    [
        (1, "current next next next"),
        (2, "done next next next"),
        (3, "current next next next"),
        (4, "done current next next"),
        (5, "done current next next"),
        (6, "done current next next"),
        (7, "done current next next"),
        (8, "done current next next"),
        (9, "done done done current"),
        (10, "done done done done"),
        (None, "done current next next"),
    ],
)
def test_without_steps_they_follow_from_the_status(status: int | None, states: str) -> None:
    line = stage_line(a_dossier(status))
    assert [stage.state for stage in line] == states.split()
    assert {stage.label for stage in line} == {None}


def test_derived_steps_carry_the_times_that_are_known() -> None:
    done = a_dossier(10, finished_at=at("11-25"), returned_at=at("11-26"))
    assert [stage.at for stage in stage_line(done)] == [at("11-24", 9), None, at("11-25"), at("11-26")]


def test_the_promise_is_the_plan_of_the_last_step_unless_the_clock_stands_still() -> None:
    assert stage_line(a_dossier(4))[3].at == at("11-27", 14)
    assert stage_line(a_dossier(5))[3].at is None


def test_another_number_of_steps_only_tells_where_the_dossier_lies() -> None:
    line = stage_line(a_dossier(4, steps=(Step("Bước 7", "Phòng Kinh tế", "current", None),)))
    assert [stage.where for stage in line] == [None, "Phòng Kinh tế", None, None]
