"""A recorded conversation, made harder in every way, and what the driver makes of it."""

from __future__ import annotations

import io
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from devices.printers.contract import PrinterStatus, State
from devices.printers.models import known_models
from devices.printers.thermal_printer import ThermalPrinter
from devices.transports.memory_port import MemoryPort
from devices.transports.recorded_port import RecordedPort
from devices.transports.recorded_turns import Turns, answered, cut, every_split, read_turns, truncated, with_xoff
from devices.transports.recording_port import RecordingPort
from tests.devices.turned_clock import TurnedClock
from tests.printed_paper import WirePrinter

MODEL = known_models()["epson-tm-t82iii"]


@cache
def recorded() -> Turns:
    """One check of a printer that is well, written down as a technician would."""
    clock, into = TurnedClock(0), io.StringIO()
    line = RecordingPort(MemoryPort(WirePrinter(576).receive, clock.turn), into, now_s=clock.now_s)
    printer = ThermalPrinter(lambda _: line, MODEL, now_s=clock.now_s)
    assert printer.check(timeout_s=1).state is State.READY
    printer.close()
    return read_turns(into.getvalue())


def replayed(turns: Turns) -> PrinterStatus:
    """What a fresh driver thinks of the printer after one check against this conversation."""
    clock = TurnedClock(0)
    line = RecordedPort(turns, now_s=clock.now_s, turn=clock.turn)
    printer = ThermalPrinter(lambda _: line, MODEL, now_s=clock.now_s)
    return printer.check(timeout_s=1)


def test_the_printer_is_as_ready_as_it_was() -> None:
    assert replayed(recorded()).state is State.READY


def test_however_its_answers_are_cut_up_it_is_ready() -> None:
    for turns in every_split(recorded()):
        assert replayed(turns).state is State.READY


@given(st.sets(st.integers(0, 40)))
def test_any_cuts_leave_it_ready(places: set[int]) -> None:
    assert replayed(cut(recorded(), places)).state is State.READY


def test_wherever_xoff_comes_it_is_ready() -> None:
    for place in range(len(answered(recorded()))):
        assert replayed(with_xoff(recorded(), place)).state is State.READY


def test_a_printer_that_falls_silent_anywhere_is_never_ready() -> None:
    for length in range(len(answered(recorded()))):
        assert replayed(truncated(recorded(), length)).state is not State.READY
