"""The stand-in printer: a serial line, a receive buffer, a head that burns at its own speed, and everything that
goes wrong with them, at once or in mid-job.

Written from the Epson reference and the manuals named in devices.md, not from a machine. It belongs to no clock: it
is given a stopwatch, and does what has become due whenever somebody looks. So it stands in memory on a turned clock
(turned_line.py) as well as behind a pseudo-terminal or a TCP port (real_stand_in.py).

The UART at the terminal's end is part of it, because neither memory nor a pseudo-terminal has one: bytes wait in
`put`, go over the wire 16 at a time, and stop when the printer says so and the terminal obeys that.
"""

from __future__ import annotations

import re
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal, TypeAlias

from PIL import Image

from tests.printed_paper import CLEAR, PrintedPaper

UART_BYTES = 4096  # of the terminal's kernel, before the wire
WRITABLE_BELOW = 256  # so few must be left of them before the kernel calls the line writable again
FIFO_BYTES = 16  # of a UART: what the wire moves as one
AT_ONCE_BYTES = 512  # the same where there is no wire to speak of
BUSY_LEFT, FREE_LEFT = 128, 256  # Epson: bytes of room at which it stops the line, and lets it go on
BITS_A_BYTE = 10
CUT_S = 0.2
XON, XOFF = b"\x11", b"\x13"
REAL_TIME = re.compile(
    rb"\x10\x04[\x01-\x04]|\x10\x05[\x00-\x02]|\x10\x14[\x01\x02]|" + re.escape(CLEAR), flags=re.DOTALL
)
# GS I: model, kind, firmware, maker, name.
IDENTITY = {1: b"\x20", 2: b"\x02", 65: b"\x5f30.01\x00", 66: b"\x5fEPSON\x00", 67: b"\x5fTM-T82III\x00"}
SWITCHES = ("paper_out", "paper_low", "cover_open", "cutter", "hot", "offline")
Event: TypeAlias = tuple[float, Callable[[], None]]
Moment: TypeAlias = Literal["bytes", "row", "knife", "slip", "seconds"]


@dataclass(frozen=True)
class Later:
    """Something that will be done to it when so many bytes, rows or slips are reached."""

    moment: Moment
    count: float
    act: Callable[[], object]


class StandInPrinter:
    """Epson-like. Told what to do wrong by `change` and `on`, from any thread; the attributes say how it is.

    now_s         a stopwatch.
    baud          speed of the wire; None = at once (USB, LAN).
    mm_s          speed of the paper; None = at once.
    buffer_bytes  what it takes before it stops the line.
    flow          rtscts | xonxoff | none: how it stops the line.
    """

    def __init__(
        self,
        width_dots: int = 576,
        *,
        now_s: Callable[[], float] = lambda: 0.0,
        baud: int | None = None,
        mm_s: float | None = None,
        dpi: int = 203,
        buffer_bytes: int = 65536,
        flow: str = "rtscts",
    ) -> None:
        # What somebody has done to it.
        self.paper_out = self.paper_low = self.cover_open = self.cutter = self.hot = self.offline = False
        self.powered = self.plugged = True
        self.stalled = False  # takes no byte and does not say why
        self.mute = self.garbage = False
        self.half_answers = False  # of an answer of several bytes only the first half comes
        self.late_s = 0.0
        # How it was built.
        self.flow = flow
        self.buffer_bytes = buffer_bytes
        self.knows_process_id = self.knows_clear = True
        self.esc_at_stops_telling = False
        self.is_busy_when_stopped = False  # DIP switch: the line is held not only for a full buffer
        # Whether the terminal's UART stops for this kind of flow control.
        self.terminal_obeys: Callable[[], bool] = lambda: True
        self.paper = PrintedPaper(width_dots, self._answer_in_order)
        self.paper.identity = IDENTITY
        # What can be read off afterwards.
        self.received = bytearray()
        self.dropped = 0  # bytes that found the buffer full
        self.stops = 0  # how often it stopped the line
        self.plugs = 1  # how often it was plugged in

        self._now_s = now_s
        self._at_s = now_s()
        self._byte_s = BITS_A_BYTE / baud if baud else 0.0
        self._parcel = FIFO_BYTES if baud else AT_ONCE_BYTES
        self._row_s = 25.4 / dpi / mm_s if mm_s else 0.0
        self._cut_s = CUT_S if mm_s else 0.0
        self._uart = bytearray()
        self._wire_s = self._at_s  # when the next parcel has arrived
        self._head_s: float | None = None  # when the head is free for what waits
        self._is_busy = False
        self._recent = b""
        self._answers: deque[tuple[float, bytes]] = deque()
        self._later: list[Later] = []
        self._random = Random(7)  # noqa: S311 - noise, not a secret
        self._lock = threading.RLock()

    # The terminal's side

    def put(self, data: bytes) -> int:
        """Hand bytes to the UART; returns how many it took."""
        with self._lock:
            self.advance()
            taken = data[: UART_BYTES - len(self._uart)] if self.is_writable else b""
            if taken and not self._uart:
                self._wire_s = max(self._wire_s, self._at_s) + min(len(taken), self._parcel) * self._byte_s
            self._uart += taken
            self.advance()
            return len(taken)

    def answers(self) -> bytes:
        """What has come back until now."""
        with self._lock:
            self.advance()
            said = b""
            while self._answers and self._answers[0][0] <= self._at_s:
                said += self._answers.popleft()[1]
            return said

    def hang_up(self) -> None:
        """The terminal lets go: what its UART still holds is forgotten."""
        with self._lock:
            self.advance()
            self._uart.clear()
            self._answers.clear()

    @property
    def is_writable(self) -> bool:
        """Whether the UART takes more."""
        return len(self._uart) < WRITABLE_BELOW

    # The hands on it

    def change(self, *, for_s: float | None = None, **told: object) -> None:
        """Change attributes such as paper_out=True, and for so many seconds only."""
        with self._lock:
            self.advance()
            self._change(for_s, told)
            self.advance()

    def on(self, moment: Moment, count: float = 0, *, for_s: float | None = None, **told: object) -> None:
        """Change this later: after so many more bytes, rows, slips or seconds, or when it is about to cut."""
        self.call(moment, count, lambda: self._change(for_s, told))

    def call(self, moment: Moment, count: float, act: Callable[[], object]) -> None:
        """Have anything else done at such a moment."""
        with self._lock:
            self.advance()
            self._later.append(Later(moment, self._count(moment) + count, act))

    def say(self, data: bytes) -> None:
        """Send these bytes unasked."""
        with self._lock:
            self.advance()
            self._answers.append((self._at_s, data))

    def pictures(self) -> list[Image.Image]:
        """The slips that were cut off so far."""
        with self._lock:
            self.advance()
            return list(self.paper.slips)

    # Its clock

    def next_event_s(self) -> float | None:
        """When something happens next, if nobody does anything; None when it rests."""
        with self._lock:
            times = [each.count for each in self._later if each.moment == "seconds"]
            times += [at_s for at_s, _ in self._answers if at_s > self._at_s]
            return min([*times, *(at_s for at_s, _ in self._works())], default=None)

    def advance(self) -> None:
        """Do all that has become due."""
        with self._lock:
            until_s = self._now_s()
            while (act := self._next_act(until_s)) is not None:
                act()
            self._at_s = until_s

    def _next_act(self, until_s: float) -> Callable[[], None] | None:
        acts: list[Event] = [(each.count, self._do_seconds) for each in self._later if each.moment == "seconds"]
        due = [each for each in (*acts, *self._works()) if each[0] <= until_s]
        if not due:
            return None
        at_s, act = min(due, key=lambda each: each[0])
        self._at_s = max(self._at_s, at_s)
        return act

    def _works(self) -> list[Event]:
        """Wire and head, if they move, with the moment of their next step."""
        works: list[Event] = []
        if self._head_s is not None and not self.paper.is_stopped:
            works.append((self._head_s, self._work_off))
        if self._uart and not self._is_held:
            works.append((self._wire_s, self._move_parcel))
        return works

    # The wire

    @property
    def _is_held(self) -> bool:
        return self.stalled or (self._is_busy and self.terminal_obeys())

    def _move_parcel(self) -> None:
        length = min(self._parcel, len(self._uart), *self._bytes_to_go())
        parcel = bytes(self._uart[:length])
        del self._uart[:length]
        self._wire_s = self._at_s + min(len(self._uart), self._parcel) * self._byte_s
        if self.powered:
            self._arrive(parcel)
            self._do_reached("bytes")

    def _bytes_to_go(self) -> list[int]:
        return [int(each.count) - len(self.received) for each in self._later if each.moment == "bytes"]

    def _arrive(self, data: bytes) -> None:
        """Bytes from the wire; what is meant at once is done at once, and stays among the others."""
        self.received += data
        looked_at = self._recent + data
        done = 0
        fed = len(self._recent)
        for found in REAL_TIME.finditer(looked_at):
            if found.end() > len(self._recent):
                self._store(looked_at[fed : found.end()])
                self._obey(found[0])
                fed = done = found.end()
        self._store(looked_at[fed:])
        self._recent = looked_at[done:][-len(CLEAR) + 1 :]

    def _store(self, data: bytes) -> None:
        room = max(self.buffer_bytes - self.paper.waiting_bytes, 0)
        self.dropped += max(len(data) - room, 0)
        self.paper.take(data[:room])
        if self._head_s is None:
            self._head_s = self._at_s
        self._regulate()

    def _obey(self, command: bytes) -> None:
        if command[:2] == b"\x10\x04":
            self._say(bytes((self._answer(command[2]),)))
        elif command == CLEAR and self.knows_clear:
            self._forget()
            self._say(b"\x37\x25\x00")
        elif command == b"\x10\x05\x02":
            self._forget()
        if command[:2] != b"\x10\x04":
            self.paper.obeyed.append(command)

    def _forget(self) -> None:
        self.paper.clear()
        self._regulate()

    def _regulate(self) -> None:
        """Stop the line, or let it go on."""
        room = self.buffer_bytes - self.paper.waiting_bytes
        least = FREE_LEFT if self._is_busy else BUSY_LEFT
        is_off = not self.powered and self.flow == "rtscts"  # its signal falls with its power
        must = room <= min(least, self.buffer_bytes // 2) or self.stalled or is_off
        must = must or (self.is_busy_when_stopped and self.paper.is_stopped)
        if self.flow == "none" or must == self._is_busy:
            return
        self._is_busy = must
        self.stops += must
        self._wire_s = max(self._wire_s, self._at_s)
        if self.flow == "xonxoff" and self.powered:
            self._answers.appendleft((self._at_s, XOFF if must else XON))

    # The head

    def _work_off(self) -> None:
        if self.paper.is_at_knife and self._do_reached("knife") and self.paper.is_stopped:
            return
        slips, rows, orders = len(self.paper.slips), self.paper.rows_moved, self.paper.status_orders
        tells = self.paper.tells_changes
        if not self.paper.step():
            self._head_s = None
            return
        moved = self.paper.rows_moved - rows
        self._head_s = self._at_s + moved * self._row_s + (len(self.paper.slips) - slips) * self._cut_s
        self._settings_changed(tells=tells, ordered=self.paper.status_orders > orders)
        self._regulate()
        self._do_reached("row")
        self._do_reached("slip")

    def _settings_changed(self, *, tells: bool, ordered: bool) -> None:
        if ordered and self.paper.tells_changes:
            self._say(self._automatic())
        elif tells and not ordered and not self.esc_at_stops_telling:
            self.paper.tells_changes = True  # ESC @ leaves it alone on an Epson

    # What it says

    def _answer_in_order(self, answer: bytes) -> None:
        if answer and (answer[:2] != b"\x37\x22" or self.knows_process_id):
            self._say(answer)

    def _say(self, answer: bytes) -> None:
        if self.mute or not self.powered or not self.plugged:
            return
        if self.half_answers:
            answer = answer[: max(len(answer) // 2, 1)]
        if self.garbage:
            answer = self._random.randbytes(len(answer))
        self._answers.append((self._at_s + self.late_s, answer))

    def _answer(self, question: int) -> int:
        """DLE EOT 1 to 4."""
        error = self.cutter or self.hot
        bits = {
            1: 0x08 * self.paper.is_stopped,
            2: 0x04 * self.cover_open | 0x20 * self.paper_out | 0x40 * error,
            3: 0x08 * self.cutter | 0x40 * self.hot,
            4: 0x60 * self.paper_out | 0x0C * (self.paper_low or self.paper_out),
        }
        return 0x12 | bits[question]

    def _automatic(self) -> bytes:
        first = 0x10 | 0x08 * self.paper.is_stopped | 0x20 * self.cover_open
        paper = 0x0C * self.paper_out | 0x03 * (self.paper_low or self.paper_out)
        return bytes((first, 0x08 * self.cutter | 0x40 * self.hot, paper, 0))

    # What is done to it

    def _change(self, for_s: float | None, told: dict[str, object]) -> None:
        for name, value in told.items():
            assert hasattr(self, name), name
            setattr(self, name, value)
        if not self.powered:
            self._lose_power()
        if "plugged" in told:
            self._uart.clear()
            self._answers.clear()
            self.plugs += self.plugged
        self.paper.is_stopped = not self.powered or any(getattr(self, name) for name in SWITCHES if name != "paper_low")
        if self._head_s is not None:
            self._head_s = max(self._head_s, self._at_s)
        if self.paper.tells_changes and told.keys() & set(SWITCHES):
            self._say(self._automatic())
        self._regulate()
        if for_s is not None:
            back: dict[str, object] = {name: not value for name, value in told.items()}
            self._later.append(Later("seconds", self._at_s + for_s, lambda: self._change(None, back)))

    def _lose_power(self) -> None:
        """Buffer and settings are lost; what hangs out of it stays there, torn."""
        self.paper.switch_off()
        self._answers.clear()
        self._recent = b""

    def _count(self, moment: Moment) -> float:
        match moment:
            case "bytes":
                return len(self.received)
            case "row":
                return self.paper.rows_moved
            case "slip":
                return len(self.paper.slips)
            case "seconds":
                return self._at_s
            case "knife":
                return 0

    def _do_reached(self, moment: Moment) -> bool:
        """Do what was to be done at this moment; returns whether there was anything."""
        due = [each for each in self._later if each.moment == moment and each.count <= self._count(moment)]
        for each in due:
            self._later.remove(each)
            each.act()
        return bool(due)

    def _do_seconds(self) -> None:
        self._do_reached("seconds")
