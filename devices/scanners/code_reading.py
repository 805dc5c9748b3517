"""The bytes of one whole code -> a scan, or why there is none. Pure; nothing of the code is kept."""

from __future__ import annotations

import re
import unicodedata

from devices.scanners.contract import ProgrammingCode, Scan, Trouble, Unreadable, Why
from devices.scanners.programming_codes import maker_programmed_by

# ISO/IEC 15424: A Code 39, C Code 128, E EAN/UPC, F Codabar, G Code 93, I Interleaved 2 of 5, L PDF417, Q QR, d Data
# Matrix, e GS1 DataBar, z Aztec and their rarer relatives. Case matters: ]E0 is a product, ]e0 a DataBar.
AIM = re.compile(rb"\](?P<symbology>[A-IK-UXZcdehopz][0-9A-Za-z])")
EDGES = b"\0\x02\x03\t\r\n"  # NUL, STX and terminators that were not asked for, such as the other half of a CRLF
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
GS = "\x1d"
NO_CHARACTER = "\x1a"  # SUB, "instead of a character that is invalid": so key_codes marks what it cannot spell


class CodeReader:
    """What one scanner's codes say.

    source          what `Scan.source` shall say.
    prefix, suffix  what this scanner was told to send around each code; taken off where it is there.
    """

    def __init__(self, source: str, *, prefix: bytes = b"", suffix: bytes = b"") -> None:
        self._source = source
        self._prefix = prefix
        self._suffix = suffix

    def read(self, data: bytes, at_s: float) -> Scan | Trouble | None:
        """One code without its terminator; None when nothing is left of it.

        at_s  stopwatch seconds of its last byte.
        """
        symbology, plain = self._taken_apart(data)
        if not plain:
            return None
        maker = maker_programmed_by(plain)
        if maker is not None:
            return ProgrammingCode(maker)
        text = _decoded(plain)
        if text is None:
            return Unreadable(Why.NOT_UTF8, len(data))
        why = _unfit(text)
        return Scan(text, symbology, at_s, self._source) if why is None else Unreadable(why, len(data))

    def _taken_apart(self, data: bytes) -> tuple[str | None, bytes]:
        """Symbology and the code itself: scanners send prefix, AIM identifier, code, suffix."""
        plain = _bare(data).removeprefix(self._prefix).removesuffix(self._suffix)
        found = AIM.match(plain)
        if found is None:
            return None, _bare(plain)
        return found["symbology"].decode("ascii"), _bare(plain[found.end() :])


def is_empty(data: bytes) -> bool:
    """Whether these bytes are nothing but what stands between codes."""
    return not data.strip(EDGES)


def _bare(data: bytes) -> bytes:
    return data.strip(EDGES).removeprefix(BYTE_ORDER_MARK).removesuffix(BYTE_ORDER_MARK).strip(EDGES)


def _decoded(data: bytes) -> str | None:
    """UTF-8 or nothing: another encoding is never guessed."""
    try:
        return unicodedata.normalize("NFC", data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _unfit(text: str) -> Why | None:
    control = {character for character in text if unicodedata.category(character) == "Cc"}
    if not control:
        return None
    if NO_CHARACTER in control:
        return Why.NO_SUCH_CHARACTER
    return Why.GS1_SEPARATOR if control == {GS} else Why.CONTROL_CHARACTER
