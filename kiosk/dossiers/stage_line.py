"""The four steps of every dossier: Tiếp nhận · Xác minh, xử lý · Ký duyệt · Trả kết quả."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from kiosk.dossiers.dossier import Dossier, Step, StepState
from kiosk.dossiers.standing import is_suspended

StageName: TypeAlias = Literal["acceptance", "handling", "signing", "handover"]
STAGES: tuple[StageName, ...] = ("acceptance", "handling", "signing", "handover")
_States: TypeAlias = tuple[StepState, StepState, StepState, StepState]
HANDLING: _States = ("done", "current", "next", "next")
STATES_OF_STATUS: dict[int, _States] = {
    1: ("current", "next", "next", "next"),
    2: ("done", "next", "next", "next"),
    3: ("current", "next", "next", "next"),
    9: ("done", "done", "done", "current"),
    10: ("done", "done", "done", "done"),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """Bước giải quyết: one of the four.

    label   the gateway's own words; None when derived: then the screen's words for `name` stand there
    where   an office or role as the gateway says it, never a person
    at      when it was done, or the plan of a next one
    """

    name: StageName
    label: str | None
    where: str | None
    state: StepState
    at: datetime | None


def stage_line(dossier: Dossier) -> tuple[Stage, Stage, Stage, Stage]:
    """The four steps as sent, else derived from the status.

    A system that sends another number of steps than four keeps its say only about where the dossier lies now.
    """
    if len(dossier.steps) == len(STAGES):
        first, second, third, fourth = map(_sent, STAGES, dossier.steps)
    else:
        first, second, third, fourth = (_derived(dossier, place) for place in range(len(STAGES)))
    return first, second, third, fourth


def _sent(name: StageName, step: Step) -> Stage:
    return Stage(name, step.label, step.where, step.state, step.at)


def _derived(dossier: Dossier, place: int) -> Stage:
    state = STATES_OF_STATUS.get(dossier.status.code or 0, HANDLING)[place]
    current = next((step for step in dossier.steps if step.state == "current"), None)
    where = current.where if current and state == "current" else None
    return Stage(STAGES[place], None, where, state, _time_of(dossier, STAGES[place], state))


def _time_of(dossier: Dossier, name: StageName, state: StepState) -> datetime | None:
    match name, state:
        case "acceptance", "done":
            return dossier.received_at
        case "signing", "done":
            return dossier.finished_at
        case "handover", "done":
            return dossier.returned_at
        case "handover", "next" if not is_suspended(dossier):
            return dossier.due_at
        case _:
            return None
