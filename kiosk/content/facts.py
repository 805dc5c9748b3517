"""What a citizen may be told of a record's time and fee: a doubtful value is left out, never guessed.

Showing «hỏi tại quầy» is right, showing a wrong number is not: whatever a flag touches is gone here, once for all
screens and slips.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.content.national_record import ChannelName, ChannelRow, NationalRecord
from kiosk.content.release import TextEntry, WayEntry
from kiosk.procedures.procedure import WayKind

NO_TIME = {"time_unit_missing", "time_missing", "channels_missing"}
NO_FEE = {"fee_suspicious", "fee_see_note", "fee_depends", "fee_missing", "channels_missing"}
FREE = TextEntry(vi="Miễn phí", en="Free")
DONG = re.compile(r"(\d{1,3}(?:\.\d{3})*) đồng")
# «/văn bản», «/giao dịch. Cá nhân…»: what the amount is paid for, before any prose.
PER = re.compile(r"/([^\d.,;/]{2,20})(?:\.|$)")
PER_IN_ENGLISH = {
    "bản": "copy",
    "di chúc": "will",
    "giao dịch": "contract",
    "trang": "page",
    "trường hợp": "case",
    "văn bản": "document",
}
UNITS = {
    "working_day": ("ngày làm việc", "working day"),
    "day": ("ngày", "day"),
    "hour": ("giờ", "hour"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """Time and fee at the counter, None where the record leaves a doubt, and every way in with what differs there."""

    time: TextEntry | None
    fee: TextEntry | None
    ways: tuple[WayEntry, ...]


def facts_of(record: NationalRecord) -> Facts:
    """Time and fee of a record by the flags it carries."""
    counter = _rows(record, "in_person") or list(record.channels)
    time, fee = _time(record, counter), _fee(record, counter)
    return Facts(time, fee, tuple(_ways(record, time, fee)))


def _rows(record: NationalRecord, channel: ChannelName) -> list[ChannelRow]:
    return [row for row in record.channels if row.channel == channel]


def _time(record: NationalRecord, rows: Iterable[ChannelRow]) -> TextEntry | None:
    if NO_TIME & set(record.quality):
        return None
    units = {row.unit for row in rows}
    amounts = sorted({row.amount for row in rows if row.amount is not None})
    unit = units.pop() if len(units) == 1 else None
    if unit is None or not amounts or any(row.amount is None for row in rows):
        return None
    vietnamese, english = UNITS[unit]
    last, plural = amounts[-1], "" if amounts[-1] == 1 else "s"
    if len(amounts) == 1:
        return TextEntry(vi=f"{last} {vietnamese}", en=f"{last} {english}{plural}")
    return TextEntry(
        vi=f"Từ {amounts[0]} đến {last} {vietnamese}, tuỳ trường hợp",
        en=f"{amounts[0]} to {last} {english}{plural}, depending on the case",
    )


def _fee(record: NationalRecord, rows: Iterable[ChannelRow]) -> TextEntry | None:
    if NO_FEE & set(record.quality) or record.fee_text is None:
        return None
    fees = {(row.fee_text, _per(row.note)) for row in rows}
    # Amounts in USD are paid at offices abroad: they do not match and are not shown.
    return _money(*fees.pop()) if len(fees) == 1 else None


def _per(note: str | None) -> str:
    found = PER.match(note or "")
    return found[1].strip() if found and found[1].strip() in PER_IN_ENGLISH else ""


def _money(fee: str | None, per: str) -> TextEntry | None:
    if fee in {"Miễn phí", "0 đồng"}:
        return FREE
    amount = DONG.fullmatch(fee or "")
    if not amount:
        return None
    english = f"{amount[1].replace('.', ',')} VND"
    if not per:
        return TextEntry(vi=f"{amount[1]} đồng", en=english)
    return TextEntry(vi=f"{amount[1]} đồng/{per}", en=f"{english} a {PER_IN_ENGLISH[per]}")


def _ways(record: NationalRecord, time: TextEntry | None, fee: TextEntry | None) -> Iterable[WayEntry]:
    kinds: dict[ChannelName, WayKind] = {
        "in_person": "here" if record.is_here else "elsewhere",
        "online": "online",
        "postal": "post",
    }
    for channel, kind in kinds.items():
        if rows := _rows(record, channel):
            other_time, other_fee = _time(record, rows), _fee(record, rows)
            # On paper that comes by post «Miễn phí» hides the carrier's price: never said.
            hides_the_carrier = channel == "postal" and other_fee == FREE
            yield WayEntry(
                kind=kind,
                time=other_time if other_time != time else None,
                fee=other_fee if other_fee != fee and not hides_the_carrier else None,
            )
