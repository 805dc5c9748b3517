"""The recorded conversations, as they were and made harder in every way: the driver comes to the same conclusions."""

from __future__ import annotations

import pytest

from devices.printers.contract import PrinterStatus, PrintOutcome, PrintResult, State
from devices.printers.probe import ProbeReport
from devices.transports.recorded_port import RecordedPort
from devices.transports.recorded_turns import Turns, answered, every_split, read_turns, truncated, with_xoff
from tests.devices.stand_in.recorded_cases import CASES, FOLDER, MODELS, Lasting, Seen, Terminal, recorded
from tests.devices.turned_clock import TurnedClock

each_file = pytest.mark.parametrize(("model", "name"), [(model, name) for model in MODELS for name in CASES])
GOOD = {PrintOutcome.PRINTED, PrintOutcome.ASSUMED}
EXPECTED = {
    "ready": ["ready", "ready"],
    "low": ["ready", "ready", "ready"],
    "out": ["ready", "blocked"],
    "cover": ["ready", "blocked", "ready"],
    "cutter": ["blocked", "not-printed"],
    "printed": ["ready", "good", "ready"],
    "out-in-mid-job": ["ready", "unknown", "blocked", "ready", "good"],
    "wrong-speed": ["unknown", "unknown", "offline"],
}


def conversation(model: str, name: str) -> Turns:
    return read_turns((FOLDER / model / f"{name}.jsonl").read_text("utf-8"))


def replayed(model: str, name: str, turns: Turns) -> list[str]:
    return played(model, name, turns)[0]


def played(model: str, name: str, turns: Turns) -> tuple[list[str], bool]:
    """What the driver came to, and whether it said what was said then: only so do the answers belong to it."""
    clock = TurnedClock(0)
    port = RecordedPort(turns, now_s=clock.now_s, turn=clock.turn)
    seen = [in_a_word(seen) for seen in Terminal(model, Lasting(port), clock).play(CASES[name])]
    return seen, port.went_as_recorded


def in_a_word(seen: Seen) -> str:
    match seen:
        case PrinterStatus():
            return seen.state.value
        case PrintResult():
            return "good" if seen.outcome in GOOD else seen.outcome.value
        case ProbeReport():
            return f"{seen.maker} {seen.name} {'process-id' in seen.answers}"


@each_file
def test_a_file_says_that_no_hardware_spoke_here(model: str, name: str) -> None:
    first = (FOLDER / model / f"{name}.jsonl").read_text("utf-8").splitlines()[0]
    assert first.startswith("# Stand-in printer of the tests, written from manuals, no hardware")


@each_file
def test_the_driver_comes_to_what_it_came_to_then(model: str, name: str) -> None:
    then = [in_a_word(seen) for seen in recorded(model, CASES[name])[1]]
    assert replayed(model, name, conversation(model, name)) == then
    assert then == EXPECTED.get(name, then)


@each_file
def test_in_every_split_it_comes_to_the_same(model: str, name: str) -> None:
    turns = conversation(model, name)
    then = replayed(model, name, turns)
    played_out = [played(model, name, harder) for harder in every_split(turns)]
    comparable = [seen for seen, went_as_recorded in played_out if went_as_recorded]
    assert all(seen == then for seen in comparable)
    # In mid-job half a group may come one command later, and the driver has sent that command by then.
    assert len(comparable) > len(played_out) // 2


@each_file
def test_with_xoff_anywhere_it_comes_to_the_same(model: str, name: str) -> None:
    turns = conversation(model, name)
    then = replayed(model, name, turns)
    assert all(replayed(model, name, with_xoff(turns, at)) == then for at in range(len(answered(turns))))


@each_file
def test_cut_off_anywhere_it_never_comes_to_anything_better(model: str, name: str) -> None:
    turns = conversation(model, name)
    then = replayed(model, name, turns)
    for length in range(len(answered(turns))):
        now = replayed(model, name, truncated(turns, length))
        better = [(was, is_now) for was, is_now in zip(then, now, strict=True) if is_now != was]
        assert not {is_now for _, is_now in better} & {State.READY.value, "good"}, length
