"""Bytes from an ESC/POS printer -> facts. Pure, incremental: any split of the bytes gives the same facts.

An answer is told by its fixed bits and by what was asked; what fits nothing is never taken for good news.
source  Epson ESC/POS Command Reference: dle_eot, gs_la, gs_lr, gs_ci, gs_lparen_ch_fn48, gs_lparen_lk_fn182,
        appendix G;
        Custom KPM210/216 manual p. 3-9 (DLE EOT 20) and KPM300 p. 66 (GS E0).
"""

from __future__ import annotations

from devices.printers.facts import (
    NAMED_ERRORS,
    NOTHING,
    Fact,
    InOrderAnswer,
    MarkTold,
    ProcessDone,
    Reported,
    Sign,
    Told,
)
from devices.printers.models import Model
from devices.printers.status_bits import reported
from devices.printers.status_parser import ByteParser

XON_XOFF = frozenset(b"\x11\x13")  # may stand inside an automatic status
BLOCK = 0x37
TEXT = 0x5F
LONGEST = {BLOCK: 32, TEXT: 80, 0x3D: 80}  # GS I: printer information B and A
PROCESS_ID = 0x22
SYMBOL_SIZE = 0x36
SEPARATOR = 0x1F  # between the figures of a symbol's size
SYMBOL_IS_THERE = b"\x1f0\0"  # the last figure: 0 when a symbol is stored that could be printed
AUTOMATIC_BYTES = 4
FULL_STATUS = 20  # DLE EOT 20 of Custom
FULL_STATUS_HEAD = b"\x10\x0f"
FULL_STATUS_BYTES = 6

# Bit -> sign, for each DLE EOT and each byte of an automatic status.
ERROR_BITS = {0x04: Sign.MECHANISM, 0x08: Sign.CUTTER, 0x20: Sign.MECHANISM, 0x40: Sign.HEAD_HOT}
ANSWER_BITS = {
    1: {0x08: Sign.OFFLINE},
    2: {0x04: Sign.COVER, 0x20: Sign.PAPER_STOP, 0x40: Sign.ERROR},
    3: ERROR_BITS,
    4: {0x0C: Sign.PAPER_LOW, 0x60: Sign.PAPER_OUT},
}
AUTOMATIC_BITS: tuple[dict[int, Sign], ...] = (
    {0x08: Sign.OFFLINE, 0x20: Sign.COVER},
    ERROR_BITS,
    {0x03: Sign.PAPER_LOW, 0x0C: Sign.PAPER_OUT},
    {},
)
AUTOMATIC_ABOUT = ~Sign.TICKET


class EscPosParser(ByteParser):
    """See StatusParser; questions are the numbers of DLE EOT, in order stand GS r and GS I 1 to 3."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._has_full_status = model.status == "custom_full"
        self._full_status_bits = model.status_bits
        self._has_xon_xoff = model.flow == "xonxoff"
        self._zero_means_nothing = "status_zero_when_silent" in model.quirks

    def _take(self, byte: int, now_s: float) -> list[Fact]:
        is_any_byte = self._is_full_status and not self._has_xon_xoff
        return [] if byte in XON_XOFF and not is_any_byte else super()._take(byte, now_s)

    def _begin(self, byte: int, now_s: float) -> list[Fact]:
        if byte & 0x93 == 0x12:
            return self._answered(byte, now_s)
        if byte & 0x93 == 0x10 or byte in LONGEST:
            return self._open_group(byte, now_s)
        if byte & 0x90 == 0 and self._asked_in_order:
            self._asked_in_order -= 1
            return [InOrderAnswer(byte, now_s)]
        return [] if byte == 0 and self._zero_means_nothing else self._stray(now_s)

    def _answered(self, byte: int, now_s: float) -> list[Fact]:
        if not self._asked or self._asked[0] not in ANSWER_BITS:
            self.dropped += 1
            return []
        question = self._asked.popleft()
        signs = _set_in(byte, ANSWER_BITS[question])
        return [Reported(signs, _spoken_of(question, signs), now_s, question)]

    def _continue(self, byte: int, now_s: float) -> list[Fact]:
        longest = LONGEST.get(self._part[0])
        if not self._fits(byte) or len(self._part) == longest:
            return self._break_group(byte, now_s)
        self._part.append(byte)
        is_whole = len(self._part) == self._group_bytes if longest is None else byte == 0
        return [self._whole(self._taken_group(), now_s)] if is_whole else []

    def _fits(self, byte: int) -> bool:
        """Whether a byte may follow what has come of a group."""
        if self._part[0] in LONGEST:
            return byte == 0 or SEPARATOR <= byte <= 0x7E
        return self._is_full_status or byte & 0x90 == 0

    @property
    def _is_full_status(self) -> bool:
        return self._has_full_status and self._part[:2] == FULL_STATUS_HEAD

    @property
    def _group_bytes(self) -> int:
        return FULL_STATUS_BYTES if self._is_full_status else AUTOMATIC_BYTES

    def _whole(self, group: bytes, now_s: float) -> Fact:
        if self._has_full_status and group[:2] == FULL_STATUS_HEAD:
            return reported(group[2:], self._full_status_bits, now_s, self._answering(FULL_STATUS))
        if group[0] not in LONGEST:
            return Reported(_automatic_signs(group), AUTOMATIC_ABOUT, now_s)
        if group[:2] == bytes((BLOCK, PROCESS_ID)) and len(group) == 7:
            return ProcessDone(group[2:6].decode("ascii"), now_s)
        if group[:2] == bytes((BLOCK, SYMBOL_SIZE)):
            return MarkTold(group.endswith(SYMBOL_IS_THERE), now_s)
        return Told(group[0], group[1:-1], now_s)


def _set_in(byte: int, bits: dict[int, Sign]) -> Sign:
    signs = NOTHING
    for mask, sign in bits.items():
        signs |= sign if byte & mask else NOTHING
    return signs


def _spoken_of(question: int, signs: Sign) -> Sign:
    """Errors are only asked for while there is one: without it every named one is over."""
    about = _set_in(0xFF, ANSWER_BITS[question])
    return about | NAMED_ERRORS if question == 2 and Sign.ERROR not in signs else about


def _automatic_signs(status: bytes) -> Sign:
    signs = NOTHING
    for byte, bits in zip(status, AUTOMATIC_BITS, strict=True):
        signs |= _set_in(byte, bits)
    return signs | (Sign.ERROR if signs & NAMED_ERRORS else NOTHING)
