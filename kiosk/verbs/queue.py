"""`queue …`: numbers called, finished, moved and listed, for counters without a page and for technicians.

Works while the terminal runs: the store lets several programs in. No verb here tells who a number belongs to.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, assert_never, get_args

from sqlalchemy.exc import SQLAlchemyError

from kiosk.database import Store, open_store
from kiosk.errors import ContentRefused, KioskError, Problem, StoreBroken
from kiosk.parts import make_calling, open_lobby, read_content
from kiosk.plain_values import to_plain
from kiosk.settings import Settings, find_settings_file, read_settings, state_folder
from kiosk.tickets.board import Board, BoardCall
from kiosk.tickets.calling import Calling
from kiosk.tickets.calling_outcome import (
    GUIDE_DESK,
    PRESS,
    STAFF,
    CallOutcome,
    Changed,
    CounterBusy,
    NobodyWaiting,
    NoSuchCounter,
    NoSuchLane,
    NoSuchTicket,
    NothingCalled,
    NotNow,
    QueueTicket,
    Repeated,
    StoreSilent,
    TooFewCalls,
    Who,
)
from kiosk.tickets.policy import Policy
from kiosk.tickets.policy_file import read_policy
from kiosk.tickets.queue_reading import Step
from kiosk.tickets.queue_states import VoidReason
from kiosk.tickets.tables import create_tables
from kiosk.time_source import HERE, SystemTime
from kiosk.verbs.lookup import Subparsers

DONE, NOT_DONE, REFUSED = 0, 1, 2
STORE = "tickets.db"


@dataclass(frozen=True, slots=True)
class Counters:
    """Everything a verb works with."""

    calling: Calling
    policy: Policy


Act = Callable[[Calling, argparse.Namespace, Who], CallOutcome]
ACTS: Mapping[str, tuple[str, Act]] = {
    "call": ("the next number for a counter, by the policy", lambda calling, _chosen, who: calling.call_next(who)),
    "recall": ("the same number once more", lambda calling, chosen, who: calling.recall(who, chosen.number)),
    "serve": ("the citizen has come", lambda calling, chosen, who: calling.serve(who, chosen.number)),
    "absent": ("nobody came", lambda calling, chosen, who: calling.absent(who, chosen.number)),
    "put-back": (
        "called by mistake: goes first again",
        lambda calling, chosen, who: calling.put_back(who, chosen.number),
    ),
    "done": ("finished", lambda calling, chosen, who: calling.done(who, chosen.number)),
    "back": ("who was absent has come back", lambda calling, chosen, who: calling.back(who, chosen.number)),
    "transfer": (
        "to another lane; the number stays as printed",
        lambda calling, chosen, who: calling.transfer(who, chosen.number, chosen.to),
    ),
    "void": ("taken back by staff", lambda calling, chosen, who: calling.void(who, chosen.number, chosen.reason)),
}
NUMBERED = {"back"}


def add_to(verbs: Subparsers) -> None:
    """Describe the verbs."""
    parser = verbs.add_parser(
        "queue", help="the queue: call, recall, serve, absent, back, done, transfer, void, list …"
    )
    kinds = parser.add_subparsers(
        dest="queue_verb", required=True, metavar="|".join((*ACTS, "close", "new-day", "list", "why", "board"))
    )
    for name, (meaning, act) in ACTS.items():
        verb = _verb(kinds, name, meaning, _acting(act))
        _with_who(verb)
        if name != "call":
            verb.add_argument(
                "number", nargs=None if name in NUMBERED else "?", help="A030; default: what the counter holds"
            )
        if name == "transfer":
            verb.add_argument("--to", required=True, metavar="LANE", help="code of the lane, see `queue list`")
        if name == "void":
            verb.add_argument("--reason", required=True, choices=get_args(VoidReason), help="kept with the number")
    close = _verb(kinds, "close", "what older days left open expires; with --today this day's too", _close)
    close.add_argument("--today", action="store_true", help="the office goes home")
    _with_who(close)
    begun = _verb(kinds, "new-day", "numbers begin at 001 today, although the clock is doubted", _begin_day)
    _with_who(begun)
    listed = _verb(kinds, "list", "today's numbers, those who wait in the order of their calls", _list)
    listed.add_argument("--lane", help="only of this lane")
    listed.add_argument("--all", action="store_true", help="finished ones too")
    why = _verb(kinds, "why", "one number: how it stands, and everything that happened to it", _why)
    why.add_argument("number", help="A030, or the whole line under the slip's barcode")
    _verb(kinds, "board", "what the public display shows", _board)


def _verb(
    kinds: Subparsers, name: str, meaning: str, run: Callable[[argparse.Namespace, Counters], int]
) -> argparse.ArgumentParser:
    verb = kinds.add_parser(name, help=meaning, description=meaning)
    verb.add_argument("--json", action="store_true", help="one JSON object")
    verb.add_argument("--settings", type=Path, help="kiosk.toml to use")
    verb.set_defaults(run=lambda chosen: _with_counters(chosen, run))
    return verb


def _with_who(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--counter", type=int, help=f"number of the counter; {GUIDE_DESK}: the guide desk")
    verb.add_argument("--staff", default="", help="sign-in name of whoever acts, never a citizen's name")
    verb.add_argument("--press", default="", help="any id: the same one is never done twice")


def _with_counters(chosen: argparse.Namespace, run: Callable[[argparse.Namespace, Counters], int]) -> int:
    """0: done; 1: not done, and why; 2: settings, content or store cannot be used."""
    try:
        settings = read_settings(find_settings_file(chosen.settings, os.environ))
        content, problems = read_content(settings)
        if content is None:
            raise ContentRefused(*problems)
        policy = read_policy(settings.queue.policy_file)
        with closing(_store(settings)) as store:
            calling = make_calling(settings, content, store, policy, time=SystemTime())
            return run(chosen, Counters(calling, policy))
    except KioskError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    except SQLAlchemyError as error:
        sys.stderr.write(
            f"The ticket store does not answer ({type(error).__name__}). Try again; then check its disk or line.\n"
        )
        return REFUSED


def _store(settings: Settings) -> Store:
    if settings.tickets.store:
        return open_lobby(settings)
    place = state_folder(settings) / STORE
    if not place.exists():  # an empty store in the wrong folder would look like a day without people
        cure = "Start the terminal once, or name its settings (--settings) or its folder (KIOSK_STATE)."
        raise StoreBroken(Problem("ticket store", str(place), "There is none.", cure))
    store = open_store(place)
    create_tables(store)
    return store


# Acts


def _acting(act: Act) -> Callable[[argparse.Namespace, Counters], int]:
    def run(chosen: argparse.Namespace, counters: Counters) -> int:
        who = _who(chosen)
        if who is None:
            return REFUSED
        outcome = act(counters.calling, chosen, who)
        facts, line = _told(outcome, counters.policy)
        print(json.dumps(facts, ensure_ascii=False) if chosen.json else line)
        return DONE if isinstance(outcome, Changed | Repeated) else NOT_DONE

    return run


def _who(chosen: argparse.Namespace) -> Who | None:
    """None, and said so, for what is no sign-in name."""
    if not STAFF.fullmatch(chosen.staff) or not PRESS.fullmatch(chosen.press):
        sys.stderr.write("--staff and --press take letters, digits and - only (--staff also . and _); write them so.\n")
        return None
    if chosen.counter is None and chosen.queue_verb in ("call", "recall", "serve", "absent", "put-back", "done"):
        sys.stderr.write(f"This is done at a counter: add --counter N ({GUIDE_DESK} for the guide desk).\n")
        return None
    return Who(chosen.counter, chosen.staff, chosen.press)


def _told(outcome: CallOutcome, policy: Policy) -> tuple[dict[str, Any], str]:
    """The outcome for --json, and as a line with what to do."""
    match outcome:
        case Changed(act, ticket) | Repeated(act, ticket):
            word = "done" if isinstance(outcome, Changed) else "already_so"
            said = "" if isinstance(outcome, Changed) else "  (it was so already)"
            return {"outcome": word, "act": act, **_of(ticket, policy)}, _line(ticket, policy) + said
        case NobodyWaiting(lanes):
            return {"outcome": "nobody_waiting", "lanes": list(lanes)}, f"Nobody waits in {', '.join(lanes)}."
        case CounterBusy(ticket):
            line = (
                f"Counter {ticket.counter} holds {ticket.number}: finish it first (done, absent, transfer, put-back)."
            )
            return {"outcome": "counter_busy", **_of(ticket, policy)}, line
        case NothingCalled(counter):
            line = f"Counter {counter} holds no number: `queue call`, or name the number."
            return {"outcome": "nothing_called", "counter": counter}, line
        case NotNow(act, ticket):
            line = f"{ticket.number} cannot be: {act}. It is {ticket.state}{_where(ticket)}."
            return {"outcome": "not_now", "act": act, **_of(ticket, policy)}, line
        case TooFewCalls(ticket, needed):
            line = f"{ticket.number} was called {ticket.calls} of {needed} times: `queue recall` first."
            return {"outcome": "too_few_calls", "needed": needed, **_of(ticket, policy)}, line
        case NoSuchTicket():
            return {
                "outcome": "no_such_ticket"
            }, "No such number today. Numbers look like A030 or K2-001: `queue list`."
        case NoSuchCounter(counter, known):
            line = f"No lane is served at counter {counter}. Counters: {', '.join(map(str, known))}."
            return {"outcome": "no_such_counter", "counter": counter, "known": list(known)}, line
        case NoSuchLane(lane, known):
            return {"outcome": "no_such_lane", "known": list(known)}, f"No lane {lane!r}. Lanes: {', '.join(known)}."
        case StoreSilent(reason):
            line = f"The ticket store does not answer ({reason}). Nothing was changed; try again."
            return {"outcome": "store_silent", "reason": reason}, line
        case _:
            assert_never(outcome)


def _close(chosen: argparse.Namespace, counters: Counters) -> int:
    who = _who(chosen)
    if who is None:
        return REFUSED
    closed = counters.calling.close_day(who, today=chosen.today)
    if isinstance(closed, StoreSilent):
        return _silent(chosen, closed, counters)
    numbers = [each.number for each in closed]
    line = f"{len(numbers)} closed. {', '.join(numbers)}".strip()
    print(json.dumps({"outcome": "done", "closed": numbers}) if chosen.json else line)
    return DONE


def _begin_day(chosen: argparse.Namespace, counters: Counters) -> int:
    who = _who(chosen)
    if who is None:
        return REFUSED
    day = counters.calling.begin_day(who)
    if isinstance(day, StoreSilent):
        return _silent(chosen, day, counters)
    print(json.dumps({"outcome": "done", "business_day": str(day)}) if chosen.json else f"The day is {day:%d/%m/%Y}.")
    return DONE


def _silent(chosen: argparse.Namespace, silent: StoreSilent, counters: Counters) -> int:
    facts, line = _told(silent, counters.policy)
    print(json.dumps(facts) if chosen.json else line)
    return NOT_DONE


# What is seen


def _list(chosen: argparse.Namespace, counters: Counters) -> int:
    calling = counters.calling
    if chosen.lane is not None and chosen.lane not in calling.lanes:
        facts, line = _told(NoSuchLane(chosen.lane, calling.lanes), counters.policy)
        print(json.dumps(facts, ensure_ascii=False) if chosen.json else line)
        return NOT_DONE
    found = calling.tickets(lane=chosen.lane, states=None) if chosen.all else calling.tickets(lane=chosen.lane)
    if chosen.json:
        print(json.dumps([_of(each, counters.policy) for each in found], ensure_ascii=False))
        return DONE
    for each in found:
        print(_line(each, counters.policy))
    print(f"{len(found)} numbers.")
    return DONE


def _why(chosen: argparse.Namespace, counters: Counters) -> int:
    found = counters.calling.find(chosen.number)
    if found is None:
        facts, line = _told(NoSuchTicket(), counters.policy)
        print(json.dumps(facts) if chosen.json else line)
        return NOT_DONE
    ticket, steps = found
    if chosen.json:
        print(
            json.dumps(
                {**_of(ticket, counters.policy), "steps": [to_plain(each) for each in steps]}, ensure_ascii=False
            )
        )
        return DONE
    print("\n".join((_line(ticket, counters.policy), *_about_class(ticket, counters.policy), *map(_step, steps))))
    return DONE


def _board(chosen: argparse.Namespace, counters: Counters) -> int:
    board = counters.calling.board()
    print(json.dumps(to_plain(board), ensure_ascii=False) if chosen.json else "\n".join(_rows(board)))
    return DONE


def _rows(board: Board) -> Iterator[str]:
    yield from (_called(call) for call in board.calls)
    yield from (f"{_called(call)}  (before)" for call in board.recent)
    yield from (f"{lane:16}{count} waiting" for lane, count in board.waiting)


def _called(call: BoardCall) -> str:
    door = f"quầy {call.counter}" if call.counter != GUIDE_DESK else "bàn hướng dẫn"
    return f"{call.number:8}{door:16}{_clock(call.called_at)}"


def _of(ticket: QueueTicket, policy: Policy) -> dict[str, Any]:
    facts = {name: value for name, value in to_plain(ticket).items() if name not in ("id", "series", "n", "press")}
    why = policy.why(ticket.rule) if ticket.rule else None
    return {"number": ticket.number, **facts, "why_vi": why and why.vi, "why_en": why and why.en}


def _line(ticket: QueueTicket, policy: Policy) -> str:
    why = f"  vì: {policy.why(ticket.rule).vi}" if ticket.rule and ticket.state == "called" else ""
    called = f"  called {ticket.calls} times" if ticket.calls > 1 else ""
    taken = f"{_clock(ticket.issued_at)}"
    return f"{ticket.number:8}{ticket.lane:16}{ticket.klass:12}{taken}  {ticket.state}{_where(ticket)}{called}{why}"


def _about_class(ticket: QueueTicket, policy: Policy) -> Iterator[str]:
    if klass := policy.class_of(ticket.klass):
        checked = "" if klass.is_checked else " (chưa đối chiếu)"
        yield f"  diện: {klass.name.vi}; căn cứ: {klass.law}{checked}"


def _step(step: Step) -> str:
    where = "" if step.counter is None else f"  counter {step.counter}"
    who = f"  by {step.staff}" if step.staff else ""
    why = f"  ({step.why})" if step.why else ""
    return f"  {step.at.astimezone(HERE):%H:%M:%S}  {step.kind}{where}{who}{why}"


def _where(ticket: QueueTicket) -> str:
    if ticket.counter is None:
        return ""
    return " at the guide desk" if ticket.counter == GUIDE_DESK else f" at counter {ticket.counter}"


def _clock(at: datetime) -> str:
    return f"{at.astimezone(HERE):%H:%M}"
