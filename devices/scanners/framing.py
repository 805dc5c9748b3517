"""Bytes of a scanner -> whole scans. Pure: time is an argument, memory is bounded.

Rules: terminators CR, LF, CRLF, TAB, ETX; without one, 80 ms of silence; UTF-8 only, never guessed; AIM prefixes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque

from devices.scanners.contract import Noise, Overflow, Scan, Trouble, Unreadable, Why

TERMINATORS = {"auto": b"\r\n\t\x03", "cr": b"\r", "lf": b"\n", "tab": b"\t", "etx": b"\x03"}
LONGEST_BYTES = 4096  # a QR code holds at most 2,953
# One character takes 1.04 ms at 9600 baud, and CDC packets come 64 bytes at a time.
END_BY_SILENCE_S = 0.080
MISSING_TERMINATOR_S = 0.500
END_OF_OVERFLOW_S = 0.100
SAME_AGAIN_S = 1.5  # trigger held, double read
SURE_AFTER = 3  # terminated scans in a row, then silence alone no longer ends one
NOISE_SCANS_A_SECOND = 20
END_OF_NOISE_S = 1.0
AIM = re.compile(r"\](?P<symbology>[A-Za-z][0-9A-Za-z])")
EDGES = "\0\x02\r\n\ufeff"  # NUL, STX, the other half of a CRLF, byte order mark


class Framer:
    """Collects what one scanner sends. `feed` what arrived, `tick` at least every 50 ms while `is_open`.

    source      what `Scan.source` shall say.
    terminator  a key of TERMINATORS; "auto" takes any of them.
    """

    def __init__(self, source: str, *, terminator: str = "auto") -> None:
        self._source = source
        self._terminators = TERMINATORS[terminator]
        self._always_terminated = terminator != "auto"
        self._part = bytearray()
        self._last_byte_s = 0.0
        self._overflowing = False
        self._terminated_in_a_row = 0
        self._last_scan: tuple[int, float] = (0, -SAME_AGAIN_S)  # a hash: the text itself may be personal
        self._arrivals_s: deque[float] = deque(maxlen=NOISE_SCANS_A_SECOND + 1)
        self._noisy = False

    @property
    def is_open(self) -> bool:
        """Whether something has begun that silence may end: tick soon."""
        return bool(self._part) or self._overflowing

    def feed(self, data: bytes, now_s: float) -> list[Scan | Trouble]:
        """Take what arrived at this moment; returns what became whole, in order."""
        found = self.tick(now_s)
        if not data:
            return found
        for byte in data:
            found += self._take(byte, now_s)
        self._last_byte_s = now_s
        return found

    def tick(self, now_s: float) -> list[Scan | Trouble]:
        """Let time pass; returns what silence has ended."""
        silence_s = now_s - self._last_byte_s
        if self._noisy and silence_s >= END_OF_NOISE_S:
            self._noisy = False
        if self._overflowing:
            self._overflowing = silence_s < END_OF_OVERFLOW_S
            return []
        return self._ended_by_silence(silence_s) if self._part else []

    def forget(self) -> None:
        """Drop a part that has begun: the device was lost."""
        self._part.clear()
        self._overflowing = False

    def _take(self, byte: int, now_s: float) -> list[Scan | Trouble]:
        if self._overflowing:
            return []
        if byte in self._terminators:
            return self._whole(now_s, terminated=True)
        self._part.append(byte)
        if len(self._part) <= LONGEST_BYTES:
            return []
        self._part.clear()
        self._overflowing = True
        return [Overflow()]

    def _ended_by_silence(self, silence_s: float) -> list[Scan | Trouble]:
        sure = self._always_terminated or self._terminated_in_a_row >= SURE_AFTER
        if not sure:
            return self._whole(self._last_byte_s, terminated=False) if silence_s >= END_BY_SILENCE_S else []
        if silence_s < MISSING_TERMINATOR_S:
            return []
        # A scanner that was given another terminator is believed again after a few of these.
        self._terminated_in_a_row -= 1
        length = len(self._part)
        self._part.clear()
        return [Unreadable(Why.CUT_OFF, length)]

    def _whole(self, at_s: float, *, terminated: bool) -> list[Scan | Trouble]:
        data = bytes(self._part)
        self._part.clear()
        if not data.strip(b"\0\x02\r\n"):
            return []
        self._terminated_in_a_row = min(self._terminated_in_a_row + 1, 2 * SURE_AFTER) if terminated else 0
        if self._noisy:
            return []
        self._arrivals_s.append(at_s)
        if len(self._arrivals_s) > NOISE_SCANS_A_SECOND and at_s - self._arrivals_s[0] <= 1.0:
            self._noisy = True
            self._arrivals_s.clear()
            return [Noise()]
        return self._read(data, at_s)

    def _read(self, data: bytes, at_s: float) -> list[Scan | Trouble]:
        try:
            text = unicodedata.normalize("NFC", data.decode("utf-8")).strip(EDGES)
        except UnicodeDecodeError:
            return [Unreadable(Why.NOT_UTF8, len(data))]
        if any(unicodedata.category(character) == "Cc" for character in text):
            return [Unreadable(Why.CONTROL_CHARACTER, len(data))]
        if not text or self._is_same_again(text, at_s):
            return []
        prefix = AIM.match(text)
        if prefix is None:
            return [Scan(text, None, at_s, self._source)]
        rest = text[prefix.end() :]
        return [Scan(rest, prefix["symbology"], at_s, self._source)] if rest else []

    def _is_same_again(self, text: str, at_s: float) -> bool:
        before, before_s = self._last_scan
        self._last_scan = (hash(text), at_s)
        return before == hash(text) and at_s - before_s < SAME_AGAIN_S
