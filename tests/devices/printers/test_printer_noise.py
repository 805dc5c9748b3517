"""Printers that say nonsense, too much, or everything too late."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.printers.contract import Condition, PrintOutcome, State
from devices.printers.models import known_models
from devices.printers.thermal_printer import ThermalPrinter
from devices.transports.memory_port import MemoryPort
from tests.devices.printers.machines import EPSON, GENERIC, EpsonDesk, same
from tests.devices.slips import small, ticket
from tests.devices.turned_clock import TurnedClock
from tests.printed_paper import WirePrinter


def test_stale_bytes_on_a_new_line_are_no_answer() -> None:
    desk = EpsonDesk()
    desk.device.mute = True
    line = MemoryPort(desk.device.receive, desk.clock.turn)
    line.incoming.extend([b"\x12" * 500, b"\x10\x00\x00\x00"])
    printer = ThermalPrinter(same(line), EPSON, now_s=desk.clock.now_s)
    assert printer.check(timeout_s=0.15).state is State.UNKNOWN


def test_late_answers_of_a_printer_that_woke_up_are_not_taken_for_new_ones() -> None:
    desk = EpsonDesk()
    desk.check()
    desk.device.mute = True
    desk.check()
    desk.check()
    desk.device.mute = False
    desk.device.change(cover_open=True)
    # The answers to the two unanswered polls, from before the cover was opened, arrive together with the new ones.
    desk.lines[-1].incoming.append(b"\x12\x12")
    assert desk.check().conditions == {Condition.COVER_OPEN}


@pytest.mark.parametrize(("key", "times"), [("epson-tm-t82iii", 6_000), ("custom-kpm", 2_000), ("star-tsp100", 2_000)])
def test_ten_thousand_conversations_with_noise_never_give_ready(key: str, times: int) -> None:
    random = Random(2026)  # noqa: S311 - noise, not a secret
    clock = TurnedClock()
    for _ in range(times):
        line = MemoryPort(lambda _: random.randbytes(random.randrange(13)), clock.turn)
        printer = ThermalPrinter(same(line), known_models()[key], now_s=clock.now_s)
        for _ in range(2):
            assert printer.check(timeout_s=0.15).state in {State.UNKNOWN, State.OFFLINE}


def test_garbage_is_unknown_then_offline_and_clears_with_the_next_good_poll() -> None:
    desk = EpsonDesk()
    desk.check()
    desk.device.garbage = True
    states = [desk.check().state for _ in range(3)]
    assert states == [State.UNKNOWN, State.UNKNOWN, State.OFFLINE]
    desk.device.garbage = False
    desk.clock.turn(1)
    assert desk.printer.check(timeout_s=1).state is State.READY


class LatePort(MemoryPort):
    """A line on which every answer comes this much later."""

    late_s = 0.2

    def __init__(self, device: WirePrinter, clock: TurnedClock) -> None:
        super().__init__(turn=clock.turn)
        self._device, self._clock = device, clock
        self._due: list[tuple[float, bytes]] = []

    def write(self, data: bytes, *, deadline_s: float) -> int:
        """See Transport."""
        taken = super().write(data, deadline_s=deadline_s)
        if said := self._device.receive(data[:taken]):
            self._due.append((self._clock.seconds + self.late_s, said))
        return taken

    def read(self, *, timeout_s: float) -> bytes:
        """See Transport."""
        if self._due and self._due[0][0] <= self._clock.seconds + timeout_s:
            due_s, said = self._due.pop(0)
            self._clock.turn(max(0.0, due_s - self._clock.seconds))
            return said
        return super().read(timeout_s=timeout_s)


def test_answers_that_come_late_never_make_a_printer_ready() -> None:
    clock = TurnedClock()
    line = LatePort(WirePrinter(), clock)
    printer = ThermalPrinter(same(line), GENERIC, now_s=clock.now_s)
    for _ in range(20):
        assert printer.check(timeout_s=0.15).state in {State.UNKNOWN, State.OFFLINE}
        clock.turn(3)


PIECES = [b"\x12", b"\x16", b"\x10\0\0\0", b"\x10\0", b"\x1a", b"\x37\x220001\0", b"\x37\x22", b"\0", b"\x11", b"\x13"]
ANYTHING = st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6)), max_size=60)


@settings(max_examples=150, deadline=None)
@given(ANYTHING, st.sampled_from(["epson-tm-t82iii", "generic-80", "custom-kpm", "star-tsp100", "generic-80-usb"]))
def test_whatever_a_printer_says_nothing_is_raised_and_nothing_hangs(said: list[bytes], key: str) -> None:
    clock = TurnedClock()
    left = list(said)
    line = MemoryPort(lambda _: left.pop(0) if left else b"", clock.turn)
    printer = ThermalPrinter(same(line), known_models()[key], now_s=clock.now_s)
    for _ in range(3):
        printer.check(timeout_s=0.15)
    line.is_closed = False
    result = printer.print_picture(small(printer.width_dots), job="0001")
    assert result.outcome is not PrintOutcome.PRINTED or b"\x37\x220001\0" in said
    assert clock.seconds < 160


def test_noise_in_mid_job_leaves_the_outcome_open_though_the_process_id_comes() -> None:
    desk = EpsonDesk()
    pushed: list[int] = []

    def make_noise(sent: int, total: int) -> None:
        if sent > total / 2 and not pushed:
            pushed.append(sent)
            desk.push(b"\xff\xfe\xff\xfd")

    result = desk.printer.print_picture(ticket(576), job="0001", progress=make_noise)
    assert (result.outcome, result.evidence) == (PrintOutcome.UNKNOWN, "garbled in mid-job")
