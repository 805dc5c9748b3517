"""Bytes of a scanner -> whole scans. Pure: time is an argument, memory is bounded.

Rules: terminators CR, LF, CRLF, TAB, ETX; without one, 80 ms of silence. What a whole code says: code_reading.
"""

from __future__ import annotations

from collections import deque

from devices.scanners.code_reading import CodeReader, is_empty
from devices.scanners.contract import BehaviourChanged, Noise, Overflow, Scan, Trouble, Unreadable, Why
from devices.scanners.habit import Habit

TERMINATORS = {"auto": b"\r\n\t\x03", "cr": b"\r", "lf": b"\n", "tab": b"\t", "etx": b"\x03", "none": b""}
LONGEST_BYTES = 4096  # a QR code holds at most 2,953
# One character takes 1.04 ms at 9600 baud, and CDC packets come 64 bytes at a time.
END_BY_SILENCE_S = 0.080
MISSING_TERMINATOR_S = 0.500
END_OF_OVERFLOW_S = 0.100
SAME_AGAIN_S = 1.5  # trigger held, double read
SURE_AFTER = 3  # terminated scans in a row, then silence alone no longer ends one
NOISE_SCANS_A_SECOND = 20
END_OF_NOISE_S = 1.0

Found = list[Scan | Trouble]


class Framer:
    """Collects what one scanner sends. `feed` what arrived, `tick` at least every 50 ms while `is_open`.

    source          what `Scan.source` shall say.
    terminator      a key of TERMINATORS; "auto" takes any of them, "none" only silence.
    prefix, suffix  what this scanner sends around each code; taken off where it is there.
    silence_s       how long a pause ends a code that has no terminator.
    """

    def __init__(
        self,
        source: str,
        *,
        terminator: str = "auto",
        prefix: bytes = b"",
        suffix: bytes = b"",
        silence_s: float = END_BY_SILENCE_S,
    ) -> None:
        self._reader = CodeReader(source, prefix=prefix, suffix=suffix)
        self._terminators = TERMINATORS[terminator]
        self._always_terminated = terminator not in {"auto", "none"}
        self._silence_s = silence_s
        self._habit = Habit(self._terminators if terminator != "auto" else None)
        self._part = bytearray()
        self._last_byte_s = 0.0
        self._overflowing = False
        self._terminated_in_a_row = 0
        self._last_code: tuple[int, float] = (0, -SAME_AGAIN_S)  # a hash: the code itself may be personal
        self._arrivals_s: deque[float] = deque(maxlen=NOISE_SCANS_A_SECOND + 1)
        self._noisy = False

    @property
    def is_open(self) -> bool:
        """Whether something has begun that silence may end: tick soon."""
        return bool(self._part) or self._overflowing

    def feed(self, data: bytes, now_s: float) -> Found:
        """Take what arrived at this moment; returns what became whole, in order."""
        found = self.tick(now_s)
        if not data:
            return found
        for byte in data:
            found += self._take(byte, now_s)
        self._last_byte_s = now_s
        return found

    def tick(self, now_s: float) -> Found:
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

    def _take(self, byte: int, now_s: float) -> Found:
        if self._overflowing:
            return []
        if byte in self._terminators:
            return self._whole(now_s, bytes((byte,)))
        self._part.append(byte)
        if len(self._part) <= LONGEST_BYTES:
            return []
        self._part.clear()
        self._overflowing = True
        return [Overflow()]

    def _ended_by_silence(self, silence_s: float) -> Found:
        sure = self._always_terminated or self._terminated_in_a_row >= SURE_AFTER
        if not sure:
            return self._whole(self._last_byte_s, b"") if silence_s >= self._silence_s else []
        if silence_s < max(MISSING_TERMINATOR_S, self._silence_s):
            return []
        # A scanner that was given another terminator is believed again after a few of these.
        self._terminated_in_a_row -= 1
        length = len(self._part)
        self._part.clear()
        return [Unreadable(Why.CUT_OFF, length), *self._changed(b"")]

    def _whole(self, at_s: float, terminator: bytes) -> Found:
        data = bytes(self._part)
        self._part.clear()
        if is_empty(data):
            return []
        self._terminated_in_a_row = min(self._terminated_in_a_row + 1, 2 * SURE_AFTER) if terminator else 0
        if self._noisy:
            return []
        self._arrivals_s.append(at_s)
        if len(self._arrivals_s) > NOISE_SCANS_A_SECOND and at_s - self._arrivals_s[0] <= 1.0:
            self._noisy = True
            self._arrivals_s.clear()
            return [Noise()]
        return self._new(data, at_s, terminator)

    def _new(self, data: bytes, at_s: float, terminator: bytes) -> Found:
        if self._is_same_again(data, at_s):
            return []
        read = self._reader.read(data, at_s)
        if isinstance(read, Scan):  # what cannot be read says nothing about how the scanner was set up
            return [read, *self._changed(terminator)]
        return [] if read is None else [read]

    def _changed(self, terminator: bytes) -> Found:
        change = self._habit.ended_with(terminator)
        return [] if change is None else [BehaviourChanged(change)]

    def _is_same_again(self, data: bytes, at_s: float) -> bool:
        before, before_s = self._last_code
        self._last_code = (hash(data), at_s)
        return before == hash(data) and at_s - before_s < SAME_AGAIN_S
