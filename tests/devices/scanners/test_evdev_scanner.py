"""A scanner that is a keyboard, on event nodes made of pipes and read by evdev."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest

from devices.errors import DeviceLost
from devices.scanners.contract import Overflow, Scan, ScannerState, Unreadable, Why
from devices.scanners.evdev_scanner import EvdevScanner
from tests.devices.real_lines import wait_until
from tests.devices.scanners.listener import Listener
from tests.devices.scanners.scanner_plays import CountingFramer
from tests.devices.scanners.typed_keys import Event, PipeNode, held, keys_of, press, recorded
from tests.devices.turned_clock import TurnedClock

READY, OFFLINE = ScannerState.READY, ScannerState.OFFLINE
CODE = "H24.15-261124-0037"


class Socket:
    """Where the device is plugged in, with as many nodes as it has interfaces; time does not pass."""

    def __init__(self, nodes: int = 1) -> None:
        self.clock = TurnedClock()
        self.framer = CountingFramer("keys")
        self.tries = 0
        self.all: list[PipeNode] = []
        self.nodes: list[PipeNode] = []
        self._changed = False
        self.plug(nodes)

    def opened(self) -> Sequence[PipeNode]:
        self.tries += 1
        if not self.nodes:
            raise DeviceLost("no such keyboard")
        return self.nodes

    def changed(self) -> bool:
        """What a watch says."""
        before, self._changed = self._changed, False
        return before

    def plug(self, nodes: int = 1) -> None:
        self.nodes = [PipeNode() for _ in range(nodes)]
        self.all += self.nodes
        self._changed = True

    def unplug(self) -> None:
        gone, self.nodes = self.nodes, []
        for node in gone:
            node.unplug()

    def types(self, text: str) -> None:
        self.nodes[0].happens(*keys_of(text))

    def falls_silent(self) -> None:
        """Nothing more comes, until what was half there is over."""

        def is_over() -> bool:
            self.clock.turn(3.0)
            return self.framer.is_calm

        wait_until(is_over, "silence")

    def scanner(self, layout: str = "us") -> EvdevScanner:
        return EvdevScanner(self.opened, self.framer, self.clock.now_s, layout=layout, watch=self)


@pytest.fixture
def socket() -> Iterator[Socket]:
    made = Socket()
    yield made
    made.unplug()
    for node in made.all:
        node.close()


def test_what_it_types_is_a_scan_and_reaches_nobody_else(socket: Socket) -> None:
    with Listener(socket.scanner()) as listener:
        listener.sees(READY)
        assert socket.nodes[0].is_grabbed
        socket.types(f"]C0{CODE}\r")
        listener.hears(CODE)
        assert listener.scans == [Scan(CODE, "C0", socket.clock.now_s(), "keys")]
        assert listener.threads == {"scanner"}
    assert socket.all[0].is_closed


def test_shift_may_come_through_another_interface_than_the_letters(socket: Socket) -> None:
    socket.unplug()
    socket.plug(nodes=2)
    for event in recorded("two_nodes"):
        socket.nodes[event.node].happens(event)
    with Listener(socket.scanner()) as listener:
        listener.hears(CODE)


def test_a_burst_as_fast_as_the_bus_is_read_whole(socket: Socket) -> None:
    with Listener(socket.scanner()) as listener:
        listener.sees(READY)
        for number in range(15):
            socket.types(f"{CODE}-{number:03}\r")
        listener.hears(*(f"{CODE}-{number:03}" for number in range(15)))


def test_the_layout_belongs_to_the_device(socket: Socket) -> None:
    with Listener(socket.scanner("de")) as listener:
        listener.sees(READY)
        socket.types("z/\r")  # the keys that are called so on a US keyboard
        listener.hears("y-")


def test_an_alt_code_makes_its_code_unreadable_and_the_next_one_is_read(socket: Socket) -> None:
    with Listener(socket.scanner()) as listener:
        listener.sees(READY)
        socket.nodes[0].happens(*recorded("alt_code"))
        listener.hears(CODE)
        (trouble,) = listener.troubles
        assert isinstance(trouble, Unreadable)
        assert trouble.why is Why.NO_SUCH_CHARACTER


def test_a_code_without_enter_is_ended_by_silence(socket: Socket) -> None:
    with Listener(socket.scanner()) as listener:
        listener.sees(READY)
        socket.types(CODE)
        wait_until(lambda: socket.framer.taken == len(CODE), "all of it")
        socket.clock.turn(0.1)
        listener.hears(CODE)


def test_a_key_that_is_stuck_is_one_overflow_and_the_next_code_is_read(socket: Socket) -> None:
    with Listener(socket.scanner()) as listener:
        listener.sees(READY)
        for _ in range(100):
            socket.nodes[0].happens(*press(30) * 45)
        wait_until(lambda: socket.framer.taken == 4500, "all of it")
        assert listener.troubles == [Overflow()]
        socket.falls_silent()
        socket.types(f"{CODE}\r")
        listener.hears(CODE)


def test_pulled_out_and_back_it_is_told_once_and_forgets_half_a_code(socket: Socket) -> None:
    with Listener(socket.scanner()) as listener:
        listener.sees(READY)
        socket.nodes[0].happens(*keys_of("half"), Event(1, 42, 1))  # and Shift was down
        wait_until(lambda: socket.framer.taken == len("half"), "half a code")
        socket.unplug()
        tries = socket.tries
        wait_until(lambda: socket.tries > tries, "a try")
        socket.clock.turn(1.0)
        listener.sees(READY, OFFLINE)
        socket.plug()
        listener.sees(READY, OFFLINE, READY)
        socket.types("a1\r")
        listener.hears("a1")


def test_a_keyboard_that_somebody_else_has_grabbed_is_offline_until_he_lets_go(socket: Socket) -> None:
    socket.nodes[0].is_busy = True
    with Listener(socket.scanner()) as listener:
        listener.sees(OFFLINE)
        assert socket.all[0].is_closed
        socket.plug()
        listener.sees(OFFLINE, READY)


@pytest.mark.parametrize("seed", range(5))
def test_after_any_events_the_next_code_is_read(socket: Socket, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - noise, not a secret
    with Listener(socket.scanner()) as listener:
        listener.sees(READY)
        for _ in range(200):
            socket.nodes[0].happens(Event(chance.randrange(5), chance.randrange(256), chance.randrange(3)))
        socket.nodes[0].happens(*held(29, press(47)))  # Ctrl and V: nothing is pasted here
        wait_until(lambda: not socket.framer.is_calm, "half a code")
        socket.falls_silent()
        socket.nodes[0].happens(*press(28))
        socket.types(f"{CODE}\r")
        wait_until(lambda: listener.texts[-1:] == [CODE], "the code")
