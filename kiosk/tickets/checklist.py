"""What stands on a printed list of papers (danh sách giấy tờ cần mang): one case of one procedure, no person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from kiosk.tickets.checklist_layout import ListWords
from kiosk.tickets.slip import OfficeOnSlip

Tag: TypeAlias = Literal["given", "shown", "unknown"]
Pair: TypeAlias = tuple[str, str]
"""The same words in Vietnamese and in English; both empty: nothing to say."""
NOTHING: Pair = ("", "")


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """Giấy tờ: one line to tick off."""

    name: Pair
    note: Pair = NOTHING
    tag: Tag = "unknown"


@dataclass(frozen=True, slots=True)
class Remark:
    """Lưu ý: what is worth knowing before going; the lead words stand out."""

    lead: Pair
    body: Pair


@dataclass(frozen=True, slots=True)
class Checklist:
    """Danh sách giấy tờ cần mang.

    case        how the questions were answered; nothing when none was asked
    official    the official name, where it says more than the title
    url         the procedure's page; empty: no code to scan
    is_online   it can be filed there; otherwise it is there to read
    updated_on  the day the content was released
    """

    title: Pair
    code: str
    papers: tuple[ListedPaper, ...]
    remarks: tuple[Remark, ...] = ()
    case: Pair = NOTHING
    official: str = ""
    time: Pair = NOTHING
    fee: Pair = NOTHING
    place: Pair = NOTHING
    footnote: Pair = NOTHING
    url: str = ""
    is_online: bool = False
    updated_on: date | None = None


@dataclass(frozen=True, slots=True)
class PrintedHere:
    """Where and when a list is printed. at: local; None while the clock is not trusted."""

    office: OfficeOnSlip
    kiosk_no: int
    at: datetime | None


Values: TypeAlias = Mapping[str, str | None]


def list_values(checklist: Checklist, here: PrintedHere, words: ListWords) -> Values:
    """Every value the layout may name; None where there is nothing to say, and the block is left out."""
    pairs = {
        "title": checklist.title,
        "case": checklist.case,
        "time": checklist.time,
        "fee": checklist.fee,
        "place": checklist.place,
        "footnote": checklist.footnote,
        "web": (words.online, words.online_en) if checklist.is_online else (words.to_read, words.to_read_en),
    }
    return {
        "centre": here.office.name,
        "ward": here.office.ward,
        "code": checklist.code,
        "official": checklist.official or None,
        "url": checklist.url or None,
        "printed": f"{here.at:%H:%M, %d/%m/%Y}" if here.at else words.clock_unknown,
        "kiosk": f"{here.kiosk_no:02d}",
        "updated": f"{checklist.updated_on:%d/%m/%Y}" if checklist.updated_on else None,
        **_in_both(pairs),
    }


def paper_values(checklist: Checklist, words: ListWords) -> Sequence[Values]:
    """The values of each line to tick off."""
    tags = {"given": (words.given, words.given_en), "shown": (words.shown, words.shown_en), "unknown": NOTHING}
    return [_in_both({"paper": each.name, "note": each.note, "tag": tags[each.tag]}) for each in checklist.papers]


def remark_values(checklist: Checklist) -> Sequence[Values]:
    """The values of each remark."""
    return [_in_both({"lead": each.lead, "body": each.body}) for each in checklist.remarks]


def _in_both(pairs: Mapping[str, Pair]) -> dict[str, str | None]:
    vietnamese = {name: pair[0] or None for name, pair in pairs.items()}
    return vietnamese | {f"{name}_en": pair[1] or None for name, pair in pairs.items()}
