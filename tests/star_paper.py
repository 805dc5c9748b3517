"""What a Star printer makes of raster mode, and what it says of itself. Shares nothing with `devices`.

Written from the Star Graphic Mode and Line Mode command specifications.
"""

from __future__ import annotations

from PIL import Image

KNIFE_ROWS = 104
HEADER, VERSION = 0x23, 0x86  # nine bytes follow the rule of the header: 0 010 0011


class StarPrinter:
    """Burns raster rows from the left edge, cuts, counts ends, and answers with its automatic status of nine bytes.

    slips   the pieces that were cut off, mode "1", black burnt.
    ends    ETB counter, five bits.
    """

    def __init__(self, width_dots: int = 576) -> None:
        self.width_dots = width_dots
        self.slips: list[Image.Image] = []
        self.unknown = bytearray()
        self.received = bytearray()
        self.ends = 0
        self.cleared = 0
        self.mute = False
        self.counts = True
        self.cover_open = False
        self.paper_out = False
        self.paper_ends_after_bytes: int | None = None
        self._tells = False
        self._is_raster = False
        self._rows: list[bytes] = []
        self._waiting = bytearray()
        self._answers = bytearray()

    def receive(self, data: bytes) -> bytes:
        """Take bytes from the line; returns what goes back."""
        for byte in data:
            self.received.append(byte)
            self._waiting.append(byte)
            if self.paper_ends_after_bytes is not None and len(self.received) >= self.paper_ends_after_bytes:
                self.paper_ends_after_bytes = None
                self._answers += self.change(paper_out=True)
            if not self._obeyed_at_once():
                self._work()
        return self._taken()

    def change(self, **told: object) -> bytes:
        """Change attributes such as paper_out=True; returns what the printer says of it by itself."""
        for name, value in told.items():
            assert hasattr(self, name), name
            setattr(self, name, value)
        answer = self.status() if self._tells and not self.mute else b""
        self._work()
        return answer

    def switch_off_and_on(self) -> None:
        """Everything is forgotten but the paper; ESC ACK CAN does the same."""
        self._waiting.clear()
        self._tells, self._is_raster, self.ends = False, False, 0

    def status(self) -> bytes:
        """The automatic status."""
        stopped = self.cover_open or self.paper_out
        count = (self.ends & 0x10) << 2 | (self.ends & 0x0F) << 1
        printer = 0x20 * self.cover_open | 0x08 * stopped
        return bytes((HEADER, VERSION, printer, 0, 0, 0x0C * self.paper_out, 0, count, 0))

    def _taken(self) -> bytes:
        answers = bytes(self._answers)
        self._answers.clear()
        return b"" if self.mute else answers

    def _obeyed_at_once(self) -> bool:
        """Real-time commands pass by whatever waits; within a row they are dots."""
        if bytes(self._waiting[-3:]) not in (b"\x1b\x06\x01", b"\x1b\x06\x18") or self._is_in_a_row:
            return False
        if self._waiting[-1] == 0x18:
            self.switch_off_and_on()
            self.cleared += 1
        else:
            del self._waiting[-3:]
            self._answers += self.status()
        return True

    @property
    def _is_in_a_row(self) -> bool:
        return self._is_raster and self._waiting[:1] == b"b" and not (self.cover_open or self.paper_out)

    def _work(self) -> None:
        """Carry out whatever is whole."""
        while self._waiting and (length := self._length()) and len(self._waiting) >= length:
            if self.cover_open or self.paper_out:
                return
            command = bytes(self._waiting[:length])
            del self._waiting[:length]
            self._carry_out(command)

    def _length(self) -> int:
        """Bytes of the command at the front; 0 while that cannot be told."""
        waiting = bytes(self._waiting)
        if waiting[0] == 0x1B:
            return self._escape_length(waiting)
        if waiting[0] == ord("b") and self._is_raster:
            return 3 + int.from_bytes(waiting[1:3], "little") if len(waiting) >= 3 else 0
        return 1

    @staticmethod
    def _escape_length(waiting: bytes) -> int:
        if waiting[1:3] == b"*r":
            if waiting[3:4] in b"ABCR":
                return 4 if len(waiting) >= 4 else 0
            end = waiting.find(b"\0", 4)
            return end + 1 if end > 0 else 0
        return {b"\x1e": 4, b"\x16": 4}.get(waiting[1:2], 3) if len(waiting) >= 2 else 0

    def _carry_out(self, command: bytes) -> None:
        if command[:1] == b"b" and self._is_raster:
            self._rows.append(command[3:].ljust(self.width_dots // 8, b"\0")[: self.width_dots // 8])
        elif command[:4] in (b"\x1b*rA", b"\x1b*rB"):
            self._is_raster = command[3:] == b"A"
        elif command[:4] == b"\x1b*rY":
            self._rows += [bytes(self.width_dots // 8)] * int(command[4:-1])
        elif command == b"\x1b\x0c\x04":
            self._cut()
        else:
            self._obey(command)

    def _obey(self, command: bytes) -> None:
        if command[:3] == b"\x1b\x1ea":
            self._tells = command[3] != 0
            self._answers += self.status() if self._tells else b""
        elif command == b"\x17":
            self.ends = (self.ends + self.counts) % 32
            self._answers += self.status() if self._tells else b""
        elif command == b"\x18":
            self._waiting.clear()
            self.cleared += 1
        elif command[:1] != b"\x1b" and command != b"\0":
            self.unknown += command

    def _cut(self) -> None:
        self._rows += [bytes(self.width_dots // 8)] * KNIFE_ROWS
        data = bytes(byte ^ 0xFF for byte in b"".join(self._rows))
        self.slips.append(Image.frombytes("1", (self.width_dots, len(self._rows)), data))
        self._rows = []
