"""The cases of tests/recorded: what the terminal does in each, and what is done to the stand-in printer meanwhile.

`python -m tests.devices.stand_in.recorded_cases` writes them anew. They come from the stand-in, which is written from
manuals: they show how our parser and driver read a conversation, not how a machine speaks.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from devices.printers.contract import PrinterStatus, PrintResult
from devices.printers.models import known_models
from devices.printers.probe import ProbeReport, probe
from devices.printers.thermal_printer import ThermalPrinter
from devices.transports.contract import Transport
from devices.transports.recording_port import RecordingPort
from tests.devices.slips import noise
from tests.devices.stand_in.stand_in_printer import StandInPrinter
from tests.devices.stand_in.turned_line import TurnedLine
from tests.devices.turned_clock import TurnedClock

FOLDER = Path(__file__).parents[2] / "recorded"
MODELS = ("epson-tm-t82iii", "epson-tm-t88iii")
# Short slips: every split of every answer plays the whole conversation again.
ROWS = 24
HEARTBEAT_S = 3.0
Seen = PrinterStatus | PrintResult | ProbeReport
Hand = Callable[[StandInPrinter], None]


@dataclass(frozen=True)
class Case:
    """What is done: "check", "print", "wait" and "probe" by the terminal, the rest by hands on the printer."""

    acts: tuple[str, ...]
    hands: dict[str, Hand] = field(default_factory=dict)


def told(**how: Any) -> Hand:
    """Hands that change something now."""
    return lambda machine: machine.change(**how)


def cycled(machine: StandInPrinter) -> None:
    """Hands that switch it off in the middle of a slip, and on again."""
    machine.on("row", ROWS // 2, powered=False, for_s=12)


CASES = {
    "identity": Case(("probe",)),
    "ready": Case(("check", "wait", "check")),
    "low": Case(("low", "check", "wait", "check", "wait", "check"), {"low": told(paper_low=True)}),
    "out": Case(("check", "out", "wait", "check"), {"out": told(paper_out=True)}),
    "cover": Case(
        ("check", "open", "wait", "check", "close", "wait", "check"),
        {"open": told(cover_open=True), "close": told(cover_open=False)},
    ),
    "cutter": Case(("jam", "check", "print"), {"jam": told(cutter=True)}),
    "printed": Case(("check", "print", "wait", "check")),
    "out-in-mid-job": Case(
        ("check", "end", "print", "wait", "check", "reload", "wait", "check", "print"),
        {"end": lambda machine: machine.on("row", ROWS // 2, paper_out=True), "reload": told(paper_out=False)},
    ),
    "power-cycle-in-mid-job": Case(
        ("check", "cycle", "print", "wait", "check", "wait", "check", "wait", "check", "print"), {"cycle": cycled}
    ),
    "wrong-speed": Case(("noise", "check", "wait", "check", "wait", "check"), {"noise": told(garbage=True)}),
}


class Lasting:
    """A line that stays when the driver lets go of it, so that one recording holds what comes after."""

    def __init__(self, line: Transport, let_go: Callable[[], None] = lambda: None) -> None:
        self._line = line
        self.write = line.write
        self.read = line.read
        self.close = let_go


@dataclass
class Terminal:
    """What plays a case: the driver over one line, recorded or real."""

    model_key: str
    line: Lasting
    clock: TurnedClock

    def __post_init__(self) -> None:
        self.model = known_models()[self.model_key]
        self.printer = ThermalPrinter(self._open, self.model, now_s=self.clock.now_s, baud=115200)

    def play(self, case: Case, machine: StandInPrinter | None = None) -> list[Seen]:
        """All acts in order; without a machine its part is played by a recording."""
        found = [self._act(act) for act in case.acts if act not in case.hands or self._by_hand(case, act, machine)]
        return [seen for seen in found if seen is not None]

    def _by_hand(self, case: Case, act: str, machine: StandInPrinter | None) -> bool:
        if machine is not None:
            case.hands[act](machine)
        return False

    def _act(self, act: str) -> Seen | None:
        match act:
            case "check":
                return self.printer.check(timeout_s=1.0)
            case "print":
                return self.printer.print_picture(noise(self.model.dots, ROWS), job="TEST")
            case "probe":
                return probe(lambda _baud, _s: self.line, self.model, (115200,), self.clock.now_s, deadline_s=20)
            case _:
                self.clock.turn(HEARTBEAT_S)
                return None

    def _open(self, _timeout_s: float) -> Lasting:
        return self.line


def recorded(model_key: str, case: Case) -> tuple[str, list[Seen]]:
    """The conversation with the stand-in, and what the terminal made of it."""
    clock, into = TurnedClock(0), io.StringIO()
    dots = known_models()[model_key].dots
    machine = StandInPrinter(dots, now_s=clock.now_s, baud=115200, mm_s=150, flow="none")
    machine.change(knows_process_id=known_models()[model_key].confirm == "process-id")
    line = TurnedLine(machine, now_s=clock.now_s, turn=clock.turn)
    recording = RecordingPort(line, into, now_s=clock.now_s)
    seen = Terminal(model_key, Lasting(recording, machine.hang_up), clock).play(case, machine)
    return into.getvalue(), seen


def main() -> None:
    """Write every file anew."""
    for model_key in MODELS:
        (FOLDER / model_key).mkdir(exist_ok=True)
        for name, case in CASES.items():
            head = f"# Stand-in printer of the tests, written from manuals, no hardware; as {model_key}: {name}\n"
            text, _ = recorded(model_key, case)
            (FOLDER / model_key / f"{name}.jsonl").write_text(head + text, encoding="utf-8")


if __name__ == "__main__":
    main()
