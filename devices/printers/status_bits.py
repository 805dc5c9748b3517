"""Status bytes whose meaning stands in models.toml -> signs. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from devices.printers.facts import NOTHING, Reported, Sign
from devices.printers.model_rules import ENDS

Bits = Mapping[str, Sequence[tuple[int, int]]]


def reported(status: bytes, bits: Bits, at_s: float, question: int = 0) -> Reported:
    """What these bytes say.

    bits  sign -> places (byte, mask) of which any may be set; bytes that did not come are not spoken of.
    """
    signs = about = NOTHING
    for name, places in bits.items():
        if name == ENDS:
            continue
        sign = Sign[name.upper()]
        here = [(at, mask) for at, mask in places if at < len(status)]
        about |= sign if here else NOTHING
        signs |= sign if any(status[at] & mask for at, mask in here) else NOTHING
    return Reported(signs, about, at_s, question)


def ends_counted(status: bytes, bits: Bits) -> int | None:
    """The counter of ends in these bytes; None where they hold none."""
    places = bits.get(ENDS, ())
    if not places or any(at >= len(status) for at, _ in places):
        return None
    return sum(1 << weight for weight, (at, mask) in enumerate(places) if status[at] & mask)
