"""Facts with their times -> the state of a printer. Pure; its test is a table.

Whichever voice spoke last of a sign is believed, be it an answer or what the printer told by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from devices.printers.contract import BLOCKING, Condition, Paper, PrinterStatus, State
from devices.printers.facts import (
    NAMED_ERRORS,
    NOTHING,
    EndsCounted,
    Fact,
    Garbled,
    InOrderAnswer,
    MarkTold,
    ProcessDone,
    Reported,
    Sign,
)
from devices.printers.models import Model

Judgement = tuple[State, frozenset[Condition], str]

ANSWER_LASTS_S = 5.0
SILENT_POLLS = 3
LOW_FOR_S = 3.0  # the near-end sensor flickers while the roll turns
LOSSES = 4  # so many of the link …
WITHIN_S = 60.0  # … in this time are a loose plug: told as one, until it holds
HOLDS_AFTER_S = 6.0  # two heartbeats
TOLD_FOR_S = 1.0  # what comes and goes faster is told once: a loose cover, a hand at the sensor
# Sign -> condition, and the sensor without which it means nothing.
MEANINGS: tuple[tuple[Sign, Condition, str], ...] = (
    (Sign.PAPER_OUT, Condition.PAPER_OUT, "paper_out"),
    (Sign.PAPER_STOP, Condition.PAPER_OUT, "paper_out"),
    (Sign.COVER, Condition.COVER_OPEN, "cover"),
    (Sign.CUTTER, Condition.CUTTER, "cutter"),
    (Sign.HEAD_HOT, Condition.OVERHEAT, "head_temp"),
    (Sign.MECHANISM, Condition.MECHANISM, ""),
    (Sign.TICKET, Condition.NOT_TAKEN, "ticket"),
)

LOOSE: Judgement = (State.OFFLINE, frozenset({Condition.DISCONNECTED}), "it comes and goes: a loose plug or cable")


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything remembered of one printer. Times in stopwatch seconds.

    trouble        why the link is lost; "" while there is one, None before the first try.
    opened_at_s    when the link was opened last.
    losses_s       when it was lost, the last few times.
    signs          those that are set now.
    known          those it has spoken of since the link was opened.
    set_at_s       when a sign was last reported set.
    answered_at_s  when it last said anything; None since the link was opened.
    low_since_s    since when the near-end sensor has been set, but for flickers.
    ends           how many ends of jobs it has counted; None when it has not said.
    tells_tickets  whether it ever told by itself of a slip in its mouth, on whatever link.

    Of the job in hand, since `listening`:
    done_job       the last process id it answered; "" also since the last command began.
    knows_ids      whether it answered any.
    is_marked      whether it still holds the job's mark; None when it has not said since the last id.
    knows_mark     whether it ever said.
    answers_in_order  how many questions in order it answered.
    has_counted    whether its count of ends moved.
    told_ticket    whether it told by itself of a slip in its mouth since the last command began.
    """

    trouble: str | None = None
    opened_at_s: float = 0.0
    losses_s: tuple[float, ...] = ()
    signs: Sign = NOTHING
    known: Sign = NOTHING
    set_at_s: Mapping[Sign, float] = field(default_factory=dict)
    answered_at_s: float | None = None
    silent_polls: int = 0
    is_garbled: bool = False
    is_stalled: bool = False
    is_printing: bool = False
    low_since_s: float | None = None
    ends: int | None = None
    tells_tickets: bool = False
    done_job: str = ""
    knows_ids: bool = False
    is_marked: bool | None = None
    knows_mark: bool = False
    answers_in_order: int = 0
    has_counted: bool = False
    told_ticket: bool = False


def opened(seen: Seen, now_s: float) -> Seen:
    """The link is there (again): what was said on the old one counts no more."""
    fresh = Seen(trouble="", opened_at_s=now_s, losses_s=seen.losses_s, low_since_s=seen.low_since_s)
    kept = replace(fresh, silent_polls=seen.silent_polls, is_garbled=seen.is_garbled, is_printing=seen.is_printing)
    return replace(kept, tells_tickets=seen.tells_tickets)


def lost(seen: Seen, why: str, now_s: float) -> Seen:
    """The link is not there (any more); may be said again for every vain try to open it."""
    was_there = seen.trouble == ""
    return replace(seen, trouble=why, losses_s=(*seen.losses_s, now_s)[-LOSSES:] if was_there else seen.losses_s)


def polled(seen: Seen, now_s: float, *, answered: bool) -> Seen:
    """A poll is over: every question was answered, or the printer was silent."""
    if not answered:
        return replace(seen, silent_polls=seen.silent_polls + 1)
    return replace(seen, silent_polls=0, is_garbled=False, is_stalled=False, answered_at_s=now_s)


def listening(seen: Seen) -> Seen:
    """A job is about to begin, or a question in order: older signs count no more."""
    fresh = replace(seen, knows_ids=False, is_marked=None, knows_mark=False, answers_in_order=0, has_counted=False)
    return before_a_command(fresh)


def before_a_command(seen: Seen) -> Seen:
    """It may be the last one: a sign that its job is done cannot have come before it."""
    return replace(seen, done_job="", told_ticket=False)


def unsure_of_mark(seen: Seen) -> Seen:
    """That it still held the mark a while ago counts no more; that it had forgotten it does."""
    return replace(seen, is_marked=None) if seen.is_marked else seen


def taken_in(seen: Seen, fact: Fact) -> Seen:
    """One fact more."""
    match fact:
        case Reported():
            return _heard(seen, fact)
        case ProcessDone(job, at_s):
            return replace(unsure_of_mark(seen), done_job=job, knows_ids=True, answered_at_s=at_s)
        case MarkTold(is_held, at_s):
            is_marked = is_held and seen.is_marked is not False
            return replace(seen, is_marked=is_marked, knows_mark=True, answered_at_s=at_s)
        case EndsCounted(count, at_s):
            has_counted = seen.has_counted or seen.ends not in {None, count}
            return replace(seen, ends=count, has_counted=has_counted, answered_at_s=at_s)
        case InOrderAnswer(_, at_s):
            return replace(seen, answers_in_order=seen.answers_in_order + 1, answered_at_s=at_s)
        case Garbled():
            return replace(seen, is_garbled=True)
        case _:
            return seen


def conditions_of(seen: Seen, model: Model, now_s: float) -> frozenset[Condition]:
    """What the printer itself says is the matter now."""
    found = _meant_by(seen.signs, model) | ({Condition.STALLED} if seen.is_stalled else set())
    low_for_s = 0.0 if seen.low_since_s is None else now_s - seen.low_since_s
    if "paper_low" in model.sensors and Condition.PAPER_OUT not in found and low_for_s >= LOW_FOR_S:
        found |= {Condition.PAPER_LOW}
    is_unexplained = Sign.OFFLINE in seen.signs and not found & BLOCKING
    return found | {Condition.PANEL_OFFLINE} if is_unexplained else found


def _meant_by(signs: Sign, model: Model) -> frozenset[Condition]:
    if Sign.ERROR in signs and not signs & NAMED_ERRORS:
        signs |= Sign.MECHANISM
    sensed = {*model.sensors, ""}
    return frozenset(condition for sign, condition, sensor in MEANINGS if sign in signs and sensor in sensed)


def _steady_conditions(seen: Seen, model: Model, now_s: float) -> frozenset[Condition]:
    """Those of now, and those that were there a moment ago: they may come back the next."""
    fresh = NOTHING
    for sign, at_s in seen.set_at_s.items():
        fresh |= sign if now_s - at_s < TOLD_FOR_S else NOTHING
    return conditions_of(replace(seen, signs=seen.signs | fresh), model, now_s)


def status_of(
    seen: Seen, model: Model, now_s: float, *, before: PrinterStatus | None = None, steady: bool = True
) -> PrinterStatus:
    """The whole status.

    before  the status until now, for `since`.
    steady  whether what was there a moment ago still counts, as for those who are told; a job asks for this instant.
    """
    own = _steady_conditions(seen, model, now_s) if steady else conditions_of(seen, model, now_s)
    state, more, detail = LOOSE if steady and _is_loose(seen, now_s) else _judged(seen, model, now_s, own)
    conditions = own | more
    since = before.since if before is not None and before.state is state else now_s
    return PrinterStatus(state, conditions, _paper(seen, model, state, conditions), since, model.key, detail)


def _is_loose(seen: Seen, now_s: float) -> bool:
    """Whether the link comes and goes, and has not held for long enough to be believed."""
    comes_and_goes = len(seen.losses_s) == LOSSES and now_s - seen.losses_s[0] < WITHIN_S
    return comes_and_goes and not seen.is_printing and now_s - seen.opened_at_s < HOLDS_AFTER_S


def _judged(seen: Seen, model: Model, now_s: float, own: frozenset[Condition]) -> Judgement:
    """State, the conditions that come from the link, and a clause for the technician."""
    if (trouble := _trouble(seen, model, now_s)) is not None:
        return trouble
    return (State.BLOCKED if own & BLOCKING else _state(seen, State.READY)), frozenset(), ""


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
    if state in {State.OFFLINE, State.UNKNOWN} or Sign.PAPER_OUT not in seen.known:
        return Paper.UNKNOWN
    return Paper.LOW if Condition.PAPER_LOW in conditions else Paper.OK


def _heard(seen: Seen, fact: Reported) -> Seen:
    signs = (seen.signs & ~fact.about) | fact.signs
    told_ticket = not fact.question and Sign.TICKET in fact.signs
    set_at_s = {**seen.set_at_s, **dict.fromkeys(fact.signs, fact.at_s)}
    return replace(
        seen,
        signs=signs,
        known=seen.known | fact.about,
        set_at_s=set_at_s,
        answered_at_s=fact.at_s,
        told_ticket=seen.told_ticket or told_ticket,
        tells_tickets=seen.tells_tickets or told_ticket,
        low_since_s=_low_since_s(seen, signs, fact.at_s),
    )


def _low_since_s(seen: Seen, signs: Sign, at_s: float) -> float | None:
    """Since when the roll is near its end; the sensor must be as steady to take that back as to say it."""
    since_s = seen.low_since_s
    if Sign.PAPER_LOW in signs:
        return at_s if since_s is None else since_s
    if since_s is None:
        return None
    last_s = seen.set_at_s.get(Sign.PAPER_LOW, since_s)
    was_steady = last_s - since_s >= LOW_FOR_S
    return since_s if was_steady and at_s - last_s < LOW_FOR_S else None
