"""What a printer makes of the bytes it receives: an interpreter, and a printer that answers while it burns.

The interpreter shares nothing with `devices`: it is written from the Epson reference alone, so that a mistake in the
encoder cannot hide in it. Pictures are mode "1", black burnt.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from random import Random

from PIL import Image

PROCESS_ID = b"\x1d(H\x06\x0000"
SYMBOL = b"1P0"  # GS ( k, QR code: store, and tell the size of what is stored
SYMBOL_SIZE = b"1R0"
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
HEAD_TO_KNIFE = 120
OPENERS = b"\x1b\x1c\x1d\x10"
# Whole lengths of the commands of one length.
LENGTHS = {
    b"\x1b@": 2,
    b"\x1ba": 3,
    b"\x1bJ": 3,
    b"\x1b3": 3,
    b"\x1b2": 2,
    b"\x1da": 3,
    b"\x1dP": 4,
    b"\x1dr": 3,
    b"\x1dI": 3,
    b"\x1d\xe0": 3,
    b"\x1bi": 2,
    b"\x1bm": 2,
    b"\x1c.": 2,
    b"\x10\x04": 3,
    b"\x10\x05": 3,
}
# Bytes after which the others know how long they are.
HEADS = {b"\x1dV": 3, b"\x1d(": 5, b"\x1b*": 5, b"\x1dv": 8, b"\x1de": 3, b"\x10\x14": 3}


def _long_length(head: bytes) -> int:
    """Of a command whose length stands in its head."""
    match head[:2]:
        case b"\x10\x14":
            return 10 if head[2] == 8 else 5
        case b"\x1dV":
            return 4 if head[2] in (65, 66) else 3
        case b"\x1d(":
            return 5 + int.from_bytes(head[3:5], "little")
        case b"\x1de":
            return 4 if head[2] == 3 else 3
        case b"\x1b*":
            return 5 + int.from_bytes(head[3:5], "little") * (3 if head[2] in (32, 33) else 1)
        case _:
            return 8  # GS v 0: its rows follow one by one


class PrintedPaper:
    """Burns what it is fed on endless paper; `slips` are the pieces that were cut off.

    reply    called with what the printer answers in order (process id, GS r).
    presented  what the presenter was told to do with its slips.
    obeyed   real-time commands that moved something, wherever they stood.
    unknown  bytes that began no command.
    """

    def __init__(self, width_dots: int, reply: Callable[[bytes], None] = lambda _: None) -> None:
        self.width_dots = width_dots
        self.slips: list[Image.Image] = []
        self.presented: list[str] = []
        self.obeyed: list[bytes] = []
        self.unknown = bytearray()
        self.is_stopped = False  # out of paper or open: what arrives waits
        self.tells_changes = False
        self.status_orders = 0  # GS a so far
        self.identity: dict[int, bytes] = {}  # what it answers to GS I
        self.knows_symbols = True  # QR codes of its own
        self.loses_step = False  # at images of 48 rows (POS-5890, python-escpos #367)
        self._reply = reply
        self._waiting = bytearray()
        self._rows: list[int] = []  # one number a row, leftmost dot = highest bit
        self._line: list[list[int]] = []  # columns of 24 dots not yet printed
        self._graphics: list[str] = []  # rows of the image stored by GS ( L 112
        self._image_mode = self._image_wide = self._image_rows = 0  # of the raster image in hand, still to come
        self._align = 0
        self._line_rows = 30
        self._symbol = b""  # stored to be printed as a QR code
        self._handlers: dict[bytes, Callable[[bytes], None]] = {
            b"\x1b@": self._initialise,
            b"\x1ba": self._set_align,
            b"\x1bJ": lambda command: self._feed_paper(command[2]),
            b"\x1b3": self._set_line_rows,
            b"\x1b2": self._set_line_rows,
            b"\x1b*": self._take_columns,
            b"\x1dv": self._begin_raster,
            b"\x1dV": self._cut,
            b"\x1bi": self._cut,
            b"\x1bm": self._cut,
            b"\x1d(": self._confirm_or_draw,
            b"\x1de": self._present,
            b"\x1dr": lambda _: self._reply(b"\x00"),
            b"\x1dI": lambda command: self._reply(self.identity.get(command[2], b"")),
            b"\x1da": self._set_telling,
            b"\x1d\xe0": self._set_telling,
        }

    def feed(self, data: bytes) -> None:
        """Take bytes; whatever is whole is carried out unless the printer is stopped."""
        self.take(data)
        while not self.is_stopped and self.step():
            pass

    def take(self, data: bytes) -> None:
        """Take bytes into the buffer."""
        self._waiting += data

    def step(self) -> bool:
        """Carry out one thing: a command, or one row of a raster image. False while bytes of it are missing."""
        length = self._length() if self._waiting else None
        if length is None or len(self._waiting) < length:
            return False
        piece = bytes(self._waiting[:length])
        del self._waiting[:length]
        if self._image_rows:
            self._burn_row(piece)
        else:
            self._carry_out(piece)
        return True

    def clear(self) -> None:
        """Forget everything that waits (DLE DC4 8, or power off and on), also half an image."""
        self._waiting.clear()
        self._line.clear()
        self._image_rows = 0

    def switch_off(self) -> None:
        """Forget the settings too; what hangs out of the printer stays there."""
        self.clear()
        self._initialise(b"")

    @property
    def rows_since_cut(self) -> int:
        """What hangs out of the printer."""
        return len(self._rows)

    @property
    def rows_moved(self) -> int:
        """Since it was built."""
        return len(self._rows) + sum(slip.height for slip in self.slips)

    @property
    def waiting_bytes(self) -> int:
        """What fills its buffer."""
        return len(self._waiting)

    @property
    def is_at_knife(self) -> bool:
        """Whether it would cut next."""
        return not self._image_rows and bytes(self._waiting[:2]) in (b"\x1dV", b"\x1bi", b"\x1bm")

    def _length(self) -> int | None:
        """Bytes of the row or the command at the front; None while even that cannot be told."""
        if self._image_rows:
            return self._image_wide
        waiting = bytes(self._waiting[:8])
        if waiting[0] not in OPENERS:
            return 1
        head = HEADS.get(waiting[:2])
        if len(waiting) < (head or 2):
            return None
        return LENGTHS.get(waiting[:2], 1) if head is None else _long_length(waiting)

    def _carry_out(self, command: bytes) -> None:
        handler = self._handlers.get(command[:2])
        if handler is not None:
            handler(command)
        elif command == b"\n":
            self._feed_paper(self._line_rows)
        elif len(command) == 1 and command != b"\x00":
            self.unknown += command

    def _initialise(self, _: bytes) -> None:
        self._align, self._line_rows, self.tells_changes, self._symbol = 0, 30, False, b""
        self._line.clear()

    def _set_align(self, command: bytes) -> None:
        self._align = command[2]

    def _set_line_rows(self, command: bytes) -> None:
        self._line_rows = command[2] if command[1] == ord("3") else 30

    def _take_columns(self, command: bytes) -> None:
        assert command[2] == 33, "only 24-dot double density is known here"
        self._line += [list(command[at : at + 3]) for at in range(5, len(command), 3)]

    def _set_telling(self, command: bytes) -> None:
        self.tells_changes = bool(command[2])
        self.status_orders += 1

    def _confirm_or_draw(self, command: bytes) -> None:
        if command.startswith(PROCESS_ID):
            self._reply(b"\x37\x22" + command[7:11] + b"\x00")
        elif command[2:3] == b"k" and command[5:8] == SYMBOL:
            self._symbol = command[8:]
        elif command[2:3] == b"k" and command[5:8] == SYMBOL_SIZE and self.knows_symbols:
            size = b"63\x1f63\x1f1\x1f0" if self._symbol else b"0\x1f0\x1f1\x1f1"
            self._reply(b"\x37\x36" + size + b"\x00")
        elif command[2:3] == b"L" and command[5:7] == b"\x30\x70":
            self._store_graphics(command[7:])
        elif command[2:3] == b"L" and command[5:7] in (b"\x30\x32", b"\x30\x02"):
            self._rows += [self._placed(bits) for bits in self._graphics]
            self._graphics = []

    def _store_graphics(self, told: bytes) -> None:
        """Function 112: tone, times across, times down, colour, dots across, dots down, rows of whole bytes."""
        assert told[0] == 0x30, "only monochrome is known here"
        assert told[3] == 0x31, "only colour 1 is known here"
        across, down = int.from_bytes(told[4:6], "little"), int.from_bytes(told[6:8], "little")
        wide, data = -(-across // 8), told[8:]
        assert len(data) == wide * down, "an image of another size than it says"
        for at in range(0, len(data), wide):
            bits = "".join(f"{byte:08b}" for byte in data[at : at + wide])[:across]
            self._graphics += ["".join(bit * told[1] for bit in bits)] * told[2]

    def _present(self, command: bytes) -> None:
        done = {2: "retracted", 3: "presented", 5: "ejected"}
        self.presented.append(done.get(command[2], f"GS e {command[2]}"))

    def _begin_raster(self, command: bytes) -> None:
        self._image_mode, self._image_wide = command[3], int.from_bytes(command[4:6], "little")
        self._image_rows = int.from_bytes(command[6:8], "little") if self._image_wide else 0
        if self.loses_step and self._image_rows and not self._image_rows % 48:
            self._image_wide += 1  # it takes a byte too many for every row, and what follows is nonsense

    def _burn_row(self, data: bytes) -> None:
        bits = f"{int.from_bytes(data):0{8 * len(data)}b}"
        if self._image_mode & 1:
            bits = "".join(bit * 2 for bit in bits)
        self._rows += [self._placed(bits)] * (2 if self._image_mode & 2 else 1)
        self._image_rows -= 1

    def _placed(self, bits: str) -> int:
        """One row of dots where the alignment puts it; what hangs over the right edge is not burnt."""
        free = self.width_dots - len(bits)
        left = {0: 0, 1: free // 2, 2: free}[self._align]
        return int(("0" * left + bits).ljust(self.width_dots, "0")[: self.width_dots], 2)

    def _feed_paper(self, rows: int) -> None:
        strip = []
        if self._line:
            columns = ["".join(f"{byte:08b}" for byte in column) for column in self._line]
            strip = [self._placed("".join(row)) for row in zip(*columns, strict=True)]
            self._line.clear()
        self._rows += strip + [0] * max(rows - len(strip), 0)

    def _cut(self, command: bytes) -> None:
        self._feed_paper(HEAD_TO_KNIFE + command[3] if len(command) == 4 else 0)
        data = b"".join(row.to_bytes(self.width_dots // 8, "big") for row in self._rows)
        burnt = Image.frombytes("1", (self.width_dots, len(self._rows)), bytes(byte ^ 0xFF for byte in data))
        self.slips.append(burnt)
        self._rows = []


class WirePrinter:
    """An Epson-like printer behind some line: answers at once what is asked in real time, burns the rest in order.

    Told what to do wrong by plain attributes and verbs, from any thread.
    """

    def __init__(self, width_dots: int = 576) -> None:
        self.received = bytearray()
        self.mute = False
        self.garbage = False
        self.knows_process_id = True
        self.cover_open = False
        self.paper_low = False
        self.paper_out = False
        self.paper_ends_after_bytes: int | None = None
        self.paper = PrintedPaper(width_dots, self._queue)
        self.asked = 0
        self._answers = bytearray()
        self._recent = b""
        self._random = Random(7)  # noqa: S311 - noise, not a secret
        self._lock = threading.RLock()

    def pictures(self) -> list[Image.Image]:
        """The slips that were cut off so far."""
        with self._lock:
            return list(self.paper.slips)

    def receive(self, data: bytes) -> bytes:
        """Take bytes from the line; returns what goes back."""
        with self._lock:
            for byte in data:
                self._take(byte)
            return self._taken_answers()

    def change(self, **told: object) -> bytes:
        """Change attributes such as paper_out=True; returns what the printer says of it by itself."""
        with self._lock:
            for name, value in told.items():
                assert hasattr(self, name), name
                setattr(self, name, value)
            self.paper.is_stopped = self.paper_out or self.cover_open
            if self.paper.tells_changes:
                self._queue(self._automatic())
            self.paper.feed(b"")
            return self._taken_answers()

    def _take(self, byte: int) -> None:
        self.received.append(byte)
        end = self.paper_ends_after_bytes
        if end is not None and len(self.received) >= end:
            self.paper_ends_after_bytes = None
            self.change_quietly(paper_out=True)
        orders_before = self.paper.status_orders
        self.paper.feed(bytes((byte,)))
        if self.paper.status_orders > orders_before and self.paper.tells_changes:
            self._queue(self._automatic())
        self._recent = (self._recent + bytes((byte,)))[-10:]
        if self._recent[-3:-1] == b"\x10\x04" and byte in (1, 2, 3, 4):
            self.asked += 1
            self._queue(bytes((self._answer(byte),)))
        elif self._recent == CLEAR:
            self.paper.clear()
            self._queue(b"\x37\x25\x00")
        elif self._recent[-3:-1] in (b"\x10\x14", b"\x10\x05") and byte in (1, 2):
            self.paper.obeyed.append(self._recent[-3:])

    def change_quietly(self, **told: object) -> None:
        """In mid-byte: the automatic status is queued behind what is already to be said."""
        self._answers += self.change(**told)

    def _queue(self, answer: bytes) -> None:
        if answer[:2] != b"\x37\x22" or self.knows_process_id:
            self._answers += answer

    def _taken_answers(self) -> bytes:
        answers = bytes(self._answers)
        self._answers.clear()
        if self.mute:
            return b""
        return self._random.randbytes(len(answers)) if self.garbage else answers

    def _answer(self, question: int) -> int:
        stopped = self.paper_out or self.cover_open
        return (
            0x12
            | {
                1: 0x08 * stopped,
                2: 0x04 * self.cover_open | 0x20 * self.paper_out,
                3: 0,
                4: 0x60 * self.paper_out | 0x0C * (self.paper_low or self.paper_out),
            }[question]
        )

    def _automatic(self) -> bytes:
        stopped = self.paper_out or self.cover_open
        paper = 0x0C * self.paper_out | 0x03 * (self.paper_low or self.paper_out)
        return bytes((0x10 | 0x08 * stopped | 0x20 * self.cover_open, 0, paper, 0))
