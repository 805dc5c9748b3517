"""The stand-in printer itself: what proofs rest on must behave as the manuals say."""

from __future__ import annotations

import os
import termios
from pathlib import Path

import pytest
import serial

from devices.address import parse_printer_address
from devices.open_device import open_printer
from devices.printers.contract import PrintOutcome
from tests.devices.real_lines import wait_until
from tests.devices.slips import noise, small
from tests.devices.stand_in.real_stand_in import PtyStandIn, TcpStandIn
from tests.devices.stand_in.stand_in_printer import UART_BYTES, StandInPrinter
from tests.devices.steady_time import SteadyTime
from tests.devices.turned_clock import TurnedClock
from tests.printed_paper import CLEAR

ROWS = 100
IMAGE = b"\x1dv0\x00\x48\x00" + bytes((ROWS, 0)) + b"\xff" * 72 * ROWS
CUT = b"\x1dV\x42\x00"
PROCESS_ID = b"\x1d(H\x06\x000000A1"
DONE = b"\x37\x2200A1\x00"


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


def built(clock: TurnedClock, **how: object) -> StandInPrinter:
    return StandInPrinter(now_s=clock.now_s, **how)  # type: ignore[arg-type]


def send(printer: StandInPrinter, clock: TurnedClock, data: bytes, *, for_s: float = 60) -> bytes:
    """All of it, as the line takes it; what came back in this time."""
    said = b""
    until_s = clock.seconds + for_s
    while clock.seconds < until_s:
        data = data[printer.put(data) :]
        said += printer.answers()
        next_s = printer.next_event_s()
        if next_s is not None or not data:
            clock.seconds = until_s if next_s is None else min(max(next_s, clock.seconds) + 1e-6, until_s)
    assert not data, "the line did not take it all"
    return said + printer.answers()


def test_bytes_take_their_time_on_the_wire_and_rows_under_the_head(clock: TurnedClock) -> None:
    printer = built(clock, baud=9600, mm_s=100)
    printer.put(IMAGE[:4000])
    assert not printer.received
    clock.turn(2000 * 10 / 9600)
    printer.advance()
    assert 2000 - 16 <= len(printer.received) <= 2000
    assert printer.paper.rows_moved == (len(printer.received) - 8) // 72
    slow = built(clock, mm_s=10)
    slow.put(IMAGE[:4000])
    clock.turn(20 * 25.4 / 203 / 10 - 0.001)
    slow.advance()
    assert slow.paper.rows_moved == 20


def test_a_slow_head_fills_the_buffer_and_stops_the_line(clock: TurnedClock) -> None:
    printer = built(clock, baud=115200, mm_s=10, buffer_bytes=1024)
    send(printer, clock, IMAGE + CUT)
    assert (printer.dropped, printer.stops > 0) == (0, True)
    assert [slip.height for slip in printer.pictures()] == [ROWS + 120]


def test_bytes_are_lost_when_the_terminal_does_not_obey_and_when_nothing_stops_it(clock: TurnedClock) -> None:
    deaf = built(clock, baud=115200, mm_s=10, buffer_bytes=1024)
    deaf.terminal_obeys = lambda: False
    send(deaf, clock, IMAGE + CUT)
    unstopped = built(clock, baud=115200, mm_s=10, buffer_bytes=1024, flow="none")
    send(unstopped, clock, IMAGE + CUT)
    assert deaf.dropped > 1000
    assert unstopped.dropped > 1000


def test_xoff_and_xon_are_sent_as_bytes(clock: TurnedClock) -> None:
    printer = built(clock, baud=115200, mm_s=10, buffer_bytes=1024, flow="xonxoff")
    said = send(printer, clock, IMAGE + CUT)
    assert said == b"\x13\x11" * printer.stops
    assert printer.dropped == 0


@pytest.mark.parametrize(
    ("told", "answers", "automatic"),
    [
        ({}, "12121212", "10000000"),
        ({"paper_low": True}, "1212121e", "10000300"),
        ({"paper_out": True}, "1a32127e", "18000f00"),
        ({"cover_open": True}, "1a161212", "38000000"),
        ({"cutter": True}, "1a521a12", "18080000"),
        ({"hot": True}, "1a525212", "18400000"),
        ({"offline": True}, "1a121212", "18000000"),
    ],
)
def test_it_answers_and_tells_by_itself_what_the_manual_says(
    clock: TurnedClock, told: dict[str, bool], answers: str, automatic: str
) -> None:
    printer = built(clock)
    assert send(printer, clock, b"\x1da\x4e").hex() == "10000000"
    printer.change(**told)
    assert printer.answers().hex() == (automatic if told else "")
    asked = b"".join(bytes((0x10, 0x04, number)) for number in (1, 2, 3, 4))
    assert send(printer, clock, asked).hex() == answers


def test_in_order_answers_come_when_the_work_is_done_and_not_without_paper(clock: TurnedClock) -> None:
    printer = built(clock, mm_s=10)
    said = send(printer, clock, IMAGE + PROCESS_ID + b"\x1dr\x01\x1dI\x43", for_s=1.2)
    assert said == b""
    clock.turn(0.1)
    assert printer.answers() == DONE + b"\x00\x5fTM-T82III\x00"
    printer.change(paper_out=True)
    assert send(printer, clock, b"\x1dr\x01") == b""
    printer.change(paper_out=False)
    assert printer.answers() == b"\x00"


def test_questions_inside_an_image_are_answered_and_burnt(clock: TurnedClock) -> None:
    printer = built(clock)
    dots = b"\x10\x04\x01".ljust(72, b"\xff")
    assert send(printer, clock, b"\x1dv0\x00\x48\x00\x01\x00" + dots + CUT) == b"\x12"
    assert printer.pictures()[0].crop((0, 0, 24, 1)).tobytes() == bytes(byte ^ 0xFF for byte in dots[:3])


@pytest.mark.parametrize(("command", "answer"), [(CLEAR, b"\x37\x25\x00"), (b"\x10\x05\x02", b"")])
def test_clearing_works_while_it_is_stopped_and_in_the_middle_of_an_image(
    clock: TurnedClock, command: bytes, answer: bytes
) -> None:
    printer = built(clock)
    printer.on("row", 10, paper_out=True)
    send(printer, clock, IMAGE[:5000])
    assert send(printer, clock, command) == answer
    printer.change(paper_out=False)
    send(printer, clock, CUT)
    assert [slip.height for slip in printer.pictures()] == [10 + 120]
    assert not printer.paper.unknown


def test_without_clearing_it_prints_the_rest_by_itself(clock: TurnedClock) -> None:
    printer = built(clock)
    printer.on("row", 10, paper_out=True, for_s=5)
    send(printer, clock, IMAGE + CUT)
    assert [slip.height for slip in printer.pictures()] == [ROWS + 120]


def test_a_power_cycle_forgets_buffer_and_settings_and_leaves_the_paper_torn(clock: TurnedClock) -> None:
    printer = built(clock, mm_s=10)
    send(printer, clock, b"\x1da\x4e", for_s=0.1)
    printer.on("row", 10, powered=False, for_s=1)
    send(printer, clock, IMAGE + CUT + PROCESS_ID)
    assert (printer.pictures(), printer.paper.rows_since_cut, printer.paper.tells_changes) == ([], 10, False)


def test_it_can_be_mute_late_garbled_or_break_off(clock: TurnedClock) -> None:
    printer = built(clock, mm_s=10)
    printer.change(mute=True)
    assert send(printer, clock, PROCESS_ID) == b""
    printer.change(mute=False, half_answers=True)
    assert send(printer, clock, PROCESS_ID) == DONE[:3]
    printer.change(half_answers=False, garbage=True)
    assert send(printer, clock, PROCESS_ID) not in (DONE, b"")
    printer.change(garbage=False, late_s=2.0)
    assert send(printer, clock, PROCESS_ID, for_s=1.9) == b""
    clock.turn(0.2)
    assert printer.answers() == DONE


def test_moments_come_exactly_when_they_were_ordered(clock: TurnedClock) -> None:
    printer = built(clock, baud=115200, mm_s=50)
    reached: list[tuple[str, int, int]] = []

    def note(what: str) -> None:
        reached.append((what, len(printer.received), printer.paper.rows_moved))

    printer.call("bytes", 3000, lambda: note("bytes"))
    printer.call("row", 30, lambda: note("row"))
    printer.call("knife", 0, lambda: note("knife"))
    printer.call("slip", 1, lambda: note("slip"))
    printer.call("seconds", 60, lambda: note("seconds"))
    send(printer, clock, IMAGE + CUT, for_s=61)
    whole = len(IMAGE + CUT)
    assert [what for what, _, _ in reached] == ["row", "bytes", "knife", "slip", "seconds"]
    assert [reached[0][2], reached[1][1], reached[2][2], reached[3][1]] == [30, 3000, ROWS, whole]


def test_a_stored_symbol_is_forgotten_by_initialising_and_with_the_power(clock: TurnedClock) -> None:
    printer = built(clock)
    store, ask = b"\x1d(k\x04\x001P00", b"\x1d(k\x03\x001R0"
    there, not_there = b"\x37\x3663\x1f63\x1f1\x1f0\x00", b"\x37\x360\x1f0\x1f1\x1f1\x00"
    assert send(printer, clock, ask + store + ask) == not_there + there
    assert send(printer, clock, b"\x1b@" + ask + store) == not_there
    printer.change(powered=False)
    printer.change(powered=True)
    assert send(printer, clock, ask) == not_there


def test_some_lose_step_at_images_of_forty_eight_rows(clock: TurnedClock) -> None:
    printer = built(clock)
    printer.paper.loses_step = True
    send(printer, clock, b"\x1dv0\x00\x48\x00\x30\x00" + b"\xff" * 72 * 48 + CUT)
    assert printer.pictures() == []


def test_a_stalled_line_takes_what_the_uart_holds_and_no_more(clock: TurnedClock) -> None:
    printer = built(clock, baud=115200)
    printer.change(stalled=True)
    assert printer.put(b"\x00" * 5000) == UART_BYTES
    assert printer.put(b"\x00") == 0
    printer.change(stalled=False)
    clock.turn(1)
    assert printer.put(b"\x00") == 1


@pytest.mark.parametrize("flow", ["xonxoff", "rtscts"])
def test_the_kernel_sets_the_line_as_the_address_says(tmp_path: Path, flow: str) -> None:
    with PtyStandIn(tmp_path, flow=flow) as printer:
        assert not printer.terminal_obeys()
        with serial.Serial(printer.path, 115200, xonxoff=flow == "xonxoff", rtscts=flow == "rtscts"):
            assert printer.terminal_obeys()


def test_the_kernel_itself_stops_writing_at_xoff_and_goes_on_at_xon(tmp_path: Path) -> None:
    with PtyStandIn(tmp_path, flow="xonxoff") as printer, serial.Serial(printer.path, 115200, xonxoff=True) as port:
        flags = termios.tcgetattr(port.fileno())
        assert flags[0] & termios.IXON
        printer.change(stalled=True)
        wait_until(lambda: not takes(port), "XOFF to reach the kernel")
        printer.change(stalled=False)
        wait_until(lambda: takes(port), "XON to reach the kernel")


def takes(port: serial.Serial) -> bool:
    try:
        return os.write(port.fileno(), b"\x00") == 1
    except BlockingIOError:
        return False


def test_on_real_lines_it_prints_as_on_the_turned_clock(tmp_path: Path) -> None:
    with PtyStandIn(tmp_path) as pty, TcpStandIn() as tcp:
        lines = (f"escpos+serial://{pty.path}", f"escpos+tcp://127.0.0.1:{tcp.port}")
        for line, machine in zip(lines, (pty, tcp), strict=True):
            address = parse_printer_address(f"{line}?model=epson-tm-t82iii")
            driver = open_printer(address, now_s=SteadyTime().now_s)
            for picture, job in ((noise(576, 200), "0001"), (small(), "0002")):
                assert driver.print_picture(picture, job=job).outcome is PrintOutcome.PRINTED
                assert machine.pictures()[-1].crop((0, 0, *picture.size)).tobytes() == picture.tobytes()
            driver.close()
