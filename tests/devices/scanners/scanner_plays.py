"""What scanners do in the field, as scripts that are played through a real pseudo-terminal (devices §12.9).

A play is a list of steps: bytes to send, seconds of silence, or the plug. Silence is the turned clock's: nobody waits.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from random import Random
from typing import Self

from devices.scanners.contract import Scan, ScannerState, Trouble
from devices.scanners.framing import Framer
from devices.scanners.serial_scanner import SerialScanner
from devices.transports.serial_port import SerialPort
from devices.watch import NodeWatch
from tests.devices.real_lines import PtyScanner, wait_until
from tests.devices.scanners.listener import Listener
from tests.devices.turned_clock import TurnedClock


class Plug(Enum):
    """The cable of the scanner."""

    OUT = "out"
    IN = "in"


Step = bytes | float | Plug

CODE = b"H24.15-261124-0037"
# Invented; the shape is that of an identity card (CCCD).
CARD = "031190004821|012345678|NGUYỄN THỊ HỒNG ÁNH|01011990|Nữ|Số 1 phố Lê Lợi, phường Hồng Bàng|15042021"
RANDOM = Random(12)  # noqa: S311 - noise, not a secret

PLAYS: Mapping[str, Sequence[Step]] = {
    "ends with CR": [CODE + b"\r"],
    "ends with LF": [CODE + b"\n"],
    "ends with CRLF": [CODE + b"\r\n"],
    "ends with CRLF in two writes": [CODE + b"\r", b"\n"],
    "ends with TAB": [CODE + b"\t"],
    "between STX and ETX": [b"\x02" + CODE + b"\x03"],
    "no terminator": [CODE],
    "one byte at a time": [step for byte in CODE + b"\r" for step in (bytes((byte,)), 0.01)],
    "two codes in one write": [b"A1\r" + CODE + b"\r"],
    "a stall in the middle": [*[b"%d\r" % n for n in range(3)], CODE[:7], 0.4, CODE[7:] + b"\r"],
    "a stall that is too long": [*[b"%d\r" % n for n in range(3)], CODE[:7], 0.6, CODE[7:] + b"\r"],
    "truncated": [*[b"%d\r" % n for n in range(3)], CODE[:7]],
    "truncated in the middle of a letter": ["Hộ".encode()[:2]],
    "binary noise": [RANDOM.randbytes(20_000)],
    "line noise between codes": [step for _ in range(20) for step in (RANDOM.randbytes(3), 0.2, CODE + b"\r", 0.2)],
    "100 kB without an end": [b"A" * 100_000],
    "100 kB of binary": [RANDOM.randbytes(100_000)],
    "a flood of codes": [b"".join(b"%d\r" % n for n in range(2_000))],
    "a flood that goes on": [step for n in range(100) for step in (b"%d\r" % n, 0.02)],
    "the same code again and again": [step for _ in range(30) for step in (CODE + b"\r", 0.3)],
    "UTF-16": ["Đường Nguyễn Huệ\r".encode("utf-16")],
    "CP1258": [unicodedata.normalize("NFD", "Hồ sơ đất").encode("cp1258", "ignore") + b"\r"],
    "NFD": [unicodedata.normalize("NFD", "Hộ tịch").encode() + b"\r"],
    "an identity card": [CARD.encode() + b"\r"],
    "control characters": [b"\x1b[2J\x08\x07rm\r"],
    "a product code with separators": [b"]C10108412345678905\x1d10ABC\r"],
    "a programming code": [b"]C0@SETUPE1\r", 0.3, b"@FACDEF\r", 0.3, b"@SETUPE0\r"],
    "unplugged and back": [Plug.OUT, Plug.IN],
    "unplugged in the middle of a code": [CODE[:7], Plug.OUT, Plug.IN],
    "unplugged in the middle of a burst": [b"A" * 5_000, Plug.OUT, Plug.IN],
    "unplugged again and again": [Plug.OUT, Plug.IN] * 6,
}


class CountingFramer(Framer):
    """Knows how far the other thread is, so that a play can wait for it.

    taken    bytes it was given and has told everything about.
    is_calm  whether nothing is half there, and everything found was told.
    """

    taken = 0
    is_calm = True
    _given = 0

    def feed(self, data: bytes, now_s: float) -> list[Scan | Trouble]:
        self.is_calm = False
        self._given += len(data)
        return super().feed(data, now_s)

    @property
    def is_open(self) -> bool:
        """Asked by the scanner between two rounds: whatever it has found until now it has told."""
        is_open = super().is_open
        self.taken = self._given
        self.is_calm = not is_open
        return is_open


class Stage:
    """A serial scanner on a pseudo-terminal, and a clock that only a play turns."""

    def __init__(self, folder: Path, terminator: str = "auto") -> None:
        self.device = PtyScanner(folder)
        self.clock = TurnedClock()
        self.framer = CountingFramer("scanner", terminator=terminator)
        self.opened = 0
        watch = NodeWatch(self.device.path)
        self.listener = Listener(SerialScanner(self._open, self.framer, self.clock.now_s, watch=watch))
        self._sent = 0

    def play(self, steps: Sequence[Step]) -> None:
        """Do all of it, in order."""
        for step in steps:
            match step:
                case bytes():
                    self.device.send(step)
                    self._sent += len(step)
                    wait_until(lambda: self.framer.taken == self._sent, "all that was sent")
                case Plug.OUT:
                    self.device.unplug()
                    self._sent = self.framer.taken  # what was on its way is gone
                case Plug.IN:
                    self._plug_in()
                case _:
                    self.clock.turn(step)

    def __enter__(self) -> Self:
        self.listener.__enter__()
        self.listener.sees(ScannerState.READY)
        return self

    def __exit__(self, *_: object) -> None:
        self.listener.__exit__()
        self.device.unplug()

    def _plug_in(self) -> None:
        before = self.opened
        self.device.plug()
        wait_until(lambda: self.opened > before, "opened again")

    def _open(self) -> SerialPort:
        port = SerialPort(self.device.path, baud=9600)
        self.opened += 1
        return port
