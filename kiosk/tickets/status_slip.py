"""What stands on a printed status (phiếu tình trạng hồ sơ): code, state, promise, counter; a masked name at most.

It is about one person's dossier: nothing of it is written down anywhere, and its values show themselves nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.tickets.checklist import NOTHING, Pair
from kiosk.tickets.slip import OfficeOnSlip
from kiosk.tickets.status_slip_layout import StatusWords


@dataclass(frozen=True, slots=True, repr=False)
class StatusSlip:
    """Phiếu tình trạng: what was on the glass when it was asked for, in both languages.

    procedure   with the short answer: the field
    owner       masked, and only where the gateway told all; otherwise empty
    label       what the figure is: «Hẹn trả kết quả» · figure: a day, an amount or hours
    note        from which hour, or what else belongs to the figure
    counter     the bare number; empty: no counter is known
    as_of       the moment the figures are from, with its zone; is_old: nobody could be asked when this was printed
    """

    code: str
    procedure: Pair
    state: Pair
    as_of: datetime
    owner: Pair = NOTHING
    label: Pair = NOTHING
    figure: Pair = NOTHING
    note: Pair = NOTHING
    counter: str = ""
    is_old: bool = False

    def __repr__(self) -> str:
        return "<StatusSlip>"


def status_values(slip: StatusSlip, office: OfficeOnSlip, words: StatusWords) -> Mapping[str, str | None]:
    """Every value the layout may name; None where there is nothing to say, and the block is left out."""
    pairs = {
        "procedure": slip.procedure,
        "owner": slip.owner,
        "state": slip.state,
        "label": slip.label,
        "figure": slip.figure,
        "note": slip.note,
        "old": (words.old, words.old_en) if slip.is_old else NOTHING,
    }
    return {
        "centre": office.name,
        "ward": office.ward,
        "code": slip.code,
        "counter": slip.counter or None,
        "as_of": f"{slip.as_of:%H:%M, %d/%m/%Y}",
        **{name: pair[0] or None for name, pair in pairs.items()},
        **{f"{name}_en": pair[1] or None for name, pair in pairs.items()},
    }
