"""Bytes from a Star printer -> facts. Pure, incremental: any split of the bytes gives the same facts.

Its only voice is the automatic status: a header that says how many bytes follow, the version, and bits whose places
stand in models.toml. It comes with every change, and at once after the real-time request.
source  Star Line Mode command specification p. 5-6 to 5-12.
"""

from __future__ import annotations

from devices.printers.facts import EndsCounted, Fact
from devices.printers.model_rules import ENDS as COUNTER
from devices.printers.models import Model
from devices.printers.status_bits import ends_counted, reported
from devices.printers.status_parser import ByteParser

STATUS = 1  # the one question
VERSION_AT = 1
SHORTEST_BYTES = 7
ENDS = 32  # the counter has five bits


def status_bytes(header: int) -> int:
    """Length of an automatic status by its first byte, header included; 0 when that byte is no header."""
    if header & 0x91 != 0x01:
        return 0
    count = (header & 0x0E) >> 1 | (header & 0x60) >> 2
    return count if count >= SHORTEST_BYTES else 0


class StarParser(ByteParser):
    """See StatusParser; any automatic status answers the question."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._bits = model.status_bits
        self._counter_at = {at for at, _ in model.status_bits.get(COUNTER, ())}

    def _begin(self, byte: int, now_s: float) -> list[Fact]:
        return self._open_group(byte, now_s) if status_bytes(byte) else self._stray(now_s)

    def _continue(self, byte: int, now_s: float) -> list[Fact]:
        if byte & self._always_zero(len(self._part)):
            return self._break_group(byte, now_s)
        self._part.append(byte)
        return self._whole(self._taken_group(), now_s) if len(self._part) == status_bytes(self._part[0]) else []

    def _always_zero(self, at: int) -> int:
        """Bits that are never set in the byte at this place: 4 and 7, but the version uses 7 and the counter may 4."""
        if at in self._counter_at:
            return 0x80
        return 0x10 if at == VERSION_AT else 0x90

    def _whole(self, group: bytes, now_s: float) -> list[Fact]:
        facts: list[Fact] = [reported(group, self._bits, now_s, self._answering(STATUS))]
        count = ends_counted(group, self._bits)
        return facts if count is None else [*facts, EndsCounted(count, now_s)]
