"""DTR/DSR in software, against a printer and a converter that hide as much as real ones do."""

from __future__ import annotations

import os
import pty
import termios
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.errors import DeviceLost
from devices.transports.dsr_pacing import PORTION_BYTES, REPORT_S, DsrPacing, number_of
from tests.devices.turned_clock import TurnedClock

SAFETY_BYTES = 128  # Epson: busy with so many left


@dataclass
class SlowPrinter:
    """A buffer behind a converter: its chip hides bytes, and tells the state of DSR when that is already past.

    The kernel's queue empties into the chip at once, the worst that can happen to whoever asks TIOCOUTQ.
    """

    clock: TurnedClock
    baud: int
    bytes_a_second: float
    report_s: float
    buffer_bytes: int = 1024
    got: int = 0
    lost: int = 0
    _chip: float = 0.0
    _buffer: float = 0.0
    _told: list[tuple[float, bool]] = field(default_factory=lambda: [(0.0, True)])

    def take(self, length: int) -> None:
        self._chip += length
        self.got += length

    def wait(self, seconds: float) -> None:
        """Time passes in steps that no byte is faster than."""
        left_s = seconds
        while left_s > 1e-9:
            step_s = min(left_s, 0.0005)
            left_s -= step_s
            self.clock.turn(step_s)
            self._pass(step_s)

    def ask(self, _descriptor: int, question: int) -> int:
        if question == termios.TIOCOUTQ:
            return 0
        known = [is_ready for at_s, is_ready in self._told if at_s <= self.clock.now_s() - self.report_s]
        return termios.TIOCM_DSR if known[-1] else 0

    def _pass(self, step_s: float) -> None:
        arriving = min(self._chip, step_s * self.baud / 10)
        self._chip -= arriving
        self._buffer = max(self._buffer - step_s * self.bytes_a_second, 0) + arriving
        if self._buffer > self.buffer_bytes:
            self.lost += 1
            self._buffer = self.buffer_bytes
        left = self.buffer_bytes - self._buffer
        before = self._told[-1][1]
        is_ready = left > SAFETY_BYTES if before else left > 2 * SAFETY_BYTES
        if is_ready != before:
            self._told.append((self.clock.now_s(), is_ready))


def paced(printer: SlowPrinter) -> DsrPacing:
    clock = printer.clock
    return DsrPacing(3, printer.baud, ask=printer.ask, now_s=clock.now_s, wait=printer.wait)


@pytest.mark.parametrize("baud", [9600, 38400, 115200])
@settings(max_examples=40)
@given(bytes_a_second=st.integers(200, 6000), report_s=st.floats(0, REPORT_S - 0.001))
def test_a_slow_printer_loses_no_byte_whatever_converter_is_between(
    baud: int, bytes_a_second: int, report_s: float
) -> None:
    printer = SlowPrinter(TurnedClock(), baud, bytes_a_second, report_s)
    pacing = paced(printer)
    while printer.got < 2500:
        if pacing.may_write(deadline_s=0.1):
            printer.take(PORTION_BYTES)
            pacing.wrote(PORTION_BYTES)
    assert printer.lost == 0


def test_the_same_printer_loses_bytes_when_nobody_asks_it() -> None:
    printer = SlowPrinter(TurnedClock(), 115200, 1000, 0.016)
    for _ in range(100):
        printer.take(PORTION_BYTES)
        printer.wait(PORTION_BYTES * 10 / 115200)
    assert printer.lost > 0


def test_a_printer_that_says_busy_is_waited_for_until_the_deadline() -> None:
    clock = TurnedClock(0)
    pacing = DsrPacing(3, 9600, ask=lambda *_: 0, now_s=clock.now_s, wait=clock.turn)
    assert not pacing.may_write(deadline_s=0.1)
    assert clock.seconds == pytest.approx(0.1)


def test_bytes_in_the_queue_are_waited_for() -> None:
    clock = TurnedClock(0)
    answers = {termios.TIOCOUTQ: 5, termios.TIOCMGET: termios.TIOCM_DSR}
    pacing = DsrPacing(3, 9600, ask=lambda _, question: answers[question], now_s=clock.now_s, wait=clock.turn)
    assert pacing.may_write(deadline_s=0.1)
    pacing.wrote(64)
    assert not pacing.may_write(deadline_s=1)
    answers[termios.TIOCOUTQ] = 0
    assert pacing.may_write(deadline_s=1)


def test_a_line_without_dsr_is_refused_with_the_cure() -> None:
    ours, theirs = pty.openpty()
    with pytest.raises(DeviceLost, match="flow=rtscts"):
        DsrPacing(theirs, 9600).check()
    assert number_of(theirs, termios.TIOCOUTQ) == 0
    os.close(ours)
    os.close(theirs)
