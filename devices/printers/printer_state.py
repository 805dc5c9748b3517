"""Facts with their times -> the state of a printer. Pure; its test is a table.

What a printer said is kept as the four bytes of DLE EOT 1 to 4; an automatic status is rewritten into them, so that
whichever voice spoke last is believed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from devices.printers.contract import BLOCKING, Condition, Paper, PrinterStatus, State
from devices.printers.escpos_status import Answer, AutomaticStatus, Fact, Garbled, InOrderAnswer, ProcessDone
from devices.printers.models import Model

Judgement = tuple[State, frozenset[Condition], str]

HEALTHY = 0x12
ANSWER_LASTS_S = 5.0
SILENT_POLLS = 3
LOW_FOR_S = 3.0  # the near-end sensor flickers while the roll turns

# DLE EOT 1
OFFLINE = 0x08
# DLE EOT 2
COVER = 0x04
STOPPED_BY_PAPER_END = 0x20
ERROR = 0x40
# DLE EOT 3, and the second byte of an automatic status
RECOVERABLE = 0x04
CUTTER = 0x08
UNRECOVERABLE = 0x20
HEAD_HOT = 0x40
# DLE EOT 4
NEAR_END = 0x0C
PAPER_END = 0x60


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything remembered of one printer. Times in stopwatch seconds.

    trouble        why the link is lost; "" while there is one, None before the first try.
    answers        DLE EOT number -> the byte that stands for it now.
    answered_at_s  when it last said anything; None since the link was opened.
    low_since_s    since when the near-end sensor has been set without a break.
    done_job       the last process id it answered; "" since `listening` for a new one.
    has_answered_in_order  whether it answered GS r since then.
    """

    trouble: str | None = None
    answers: Mapping[int, int] = field(default_factory=dict)
    answered_at_s: float | None = None
    silent_polls: int = 0
    is_garbled: bool = False
    is_stalled: bool = False
    is_printing: bool = False
    low_since_s: float | None = None
    done_job: str = ""
    has_answered_in_order: bool = False


def opened(seen: Seen) -> Seen:
    """The link is there (again): what was said on the old one counts no more."""
    return replace(seen, trouble="", answers={}, answered_at_s=None, is_stalled=False)


def polled(seen: Seen, now_s: float, *, answered: bool) -> Seen:
    """A poll is over: every question was answered, or the printer was silent."""
    if not answered:
        return replace(seen, silent_polls=seen.silent_polls + 1)
    return replace(seen, silent_polls=0, is_garbled=False, is_stalled=False, answered_at_s=now_s)


def listening(seen: Seen) -> Seen:
    """A sign is about to be asked for: older ones count no more."""
    return replace(seen, done_job="", has_answered_in_order=False)


def taken_in(seen: Seen, fact: Fact) -> Seen:
    """One fact more."""
    match fact:
        case Answer(question, byte, at_s):
            return _heard(seen, {question: byte}, at_s)
        case AutomaticStatus(data, at_s):
            return _heard(seen, _as_answers(data), at_s)
        case ProcessDone(job, at_s):
            return replace(seen, done_job=job, answered_at_s=at_s)
        case InOrderAnswer(_, at_s):
            return replace(seen, has_answered_in_order=True, answered_at_s=at_s)
        case Garbled():
            return replace(seen, is_garbled=True)
        case _:
            return seen


def conditions_of(seen: Seen, model: Model, now_s: float) -> frozenset[Condition]:
    """What the printer itself says is the matter."""
    printer, offline, errors, paper = (seen.answers.get(number, HEALTHY) for number in (1, 2, 3, 4))
    low_for_s = 0.0 if seen.low_since_s is None else now_s - seen.low_since_s
    out = bool(paper & PAPER_END or offline & STOPPED_BY_PAPER_END)
    unexplained = offline & ERROR and errors == HEALTHY
    signs = {
        Condition.PAPER_OUT: "paper_out" in model.sensors and out,
        Condition.PAPER_LOW: "paper_low" in model.sensors and not out and low_for_s >= LOW_FOR_S,
        Condition.COVER_OPEN: "cover" in model.sensors and offline & COVER,
        Condition.CUTTER: "cutter" in model.sensors and errors & CUTTER,
        Condition.OVERHEAT: "head_temp" in model.sensors and errors & HEAD_HOT,
        Condition.MECHANISM: errors & (RECOVERABLE | UNRECOVERABLE) or unexplained,
        Condition.STALLED: seen.is_stalled,
    }
    found = frozenset(condition for condition, seen_now in signs.items() if seen_now)
    is_alone = printer & OFFLINE and not found & BLOCKING
    return found | {Condition.PANEL_OFFLINE} if is_alone else found


def status_of(seen: Seen, model: Model, now_s: float, *, before: PrinterStatus | None = None) -> PrinterStatus:
    """The whole status.

    before  the status until now, for `since`.
    """
    state, more, detail = _judged(seen, model, now_s)
    conditions = conditions_of(seen, model, now_s) | more
    since = before.since if before is not None and before.state is state else now_s
    return PrinterStatus(state, conditions, _paper(seen, model, state, conditions), since, model.key, detail)


def _judged(seen: Seen, model: Model, now_s: float) -> Judgement:
    """State, the conditions that come from the link, and a clause for the technician."""
    if (trouble := _trouble(seen, model, now_s)) is not None:
        return trouble
    blocked = conditions_of(seen, model, now_s) & BLOCKING
    return (State.BLOCKED if blocked else _state(seen, State.READY)), frozenset(), ""


def _trouble(seen: Seen, model: Model, now_s: float) -> Judgement | None:
    """Why nothing good can be said, the strongest reason first; None when there is an answer to rely on."""
    garbled = frozenset({Condition.GARBLED} if seen.is_garbled else ())
    silence = State.OFFLINE if seen.silent_polls >= SILENT_POLLS else State.UNKNOWN
    age_s = 0.0 if seen.answered_at_s is None else now_s - seen.answered_at_s
    is_old = age_s > ANSWER_LASTS_S and not seen.is_printing
    rows: tuple[tuple[bool, State, frozenset[Condition], str], ...] = (
        (seen.trouble is None, State.UNKNOWN, frozenset(), "not asked yet"),
        (bool(seen.trouble), State.OFFLINE, frozenset({Condition.DISCONNECTED}), seen.trouble or ""),
        (
            not model.answers,
            _state(seen, State.UNKNOWN),
            frozenset({Condition.NOT_SUPPORTED}),
            "this model cannot answer",
        ),
        (
            bool(seen.silent_polls),
            silence,
            garbled | {Condition.NO_ANSWER},
            f"silent polls in a row: {seen.silent_polls}",
        ),
        (bool(garbled), State.UNKNOWN, garbled, "the answers make no sense: wrong speed or wrong model"),
        (seen.answered_at_s is None, State.UNKNOWN, frozenset(), "not asked yet"),
        (is_old, State.UNKNOWN, frozenset(), f"last answer more than {ANSWER_LASTS_S:.0f} s ago"),
    )
    return next(((state, more, detail) for is_so, state, more, detail in rows if is_so), None)


def _state(seen: Seen, idle: State) -> State:
    if seen.is_stalled:
        return State.BLOCKED
    return State.PRINTING if seen.is_printing else idle


def _paper(seen: Seen, model: Model, state: State, conditions: frozenset[Condition]) -> Paper:
    if "paper_out" not in model.sensors:
        return Paper.NOT_SUPPORTED
    if Condition.PAPER_OUT in conditions:
        return Paper.OUT
    if state in {State.OFFLINE, State.UNKNOWN} or 4 not in seen.answers:
        return Paper.UNKNOWN
    return Paper.LOW if Condition.PAPER_LOW in conditions else Paper.OK


def _heard(seen: Seen, answers: Mapping[int, int], at_s: float) -> Seen:
    merged = {**seen.answers, **answers}
    if not merged.get(2, HEALTHY) & ERROR:
        merged[3] = HEALTHY  # only asked while there is an error
    low = merged.get(4, HEALTHY) & NEAR_END
    since_s = (at_s if seen.low_since_s is None else seen.low_since_s) if low else None
    return replace(seen, answers=merged, answered_at_s=at_s, low_since_s=since_s)


def _as_answers(status: bytes) -> dict[int, int]:
    """An automatic status as the four bytes of DLE EOT."""
    printer, errors, paper, _ = status
    out = PAPER_END if paper & 0x0C else 0
    return {
        1: HEALTHY | printer & OFFLINE,
        2: HEALTHY | (COVER if printer & 0x20 else 0) | (ERROR if errors & 0x6C else 0),
        3: HEALTHY | errors & (RECOVERABLE | CUTTER | UNRECOVERABLE | HEAD_HOT),
        4: HEALTHY | out | (NEAR_END if paper & 0x03 else 0),
    }
