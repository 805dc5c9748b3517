"""One number in one lane on one business day (phiếu số thứ tự)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from kiosk.tickets.estimate import WaitRange

PaperState: TypeAlias = Literal["confirmed", "assumed", "unprinted", "unknown"]
"""What became of the paper: the printer said so · it cannot say · nothing left · something may be on paper."""

Origin: TypeAlias = Literal["lobby", "alone"]


@dataclass(frozen=True, slots=True)
class Ticket:
    """Phiếu số thứ tự. Valid from the moment it exists, paper or not.

    id             row of the store
    business_day   ngày làm việc the number belongs to
    series         dãy số: the prefix of its lane
    klass          diện: "normal" or a priority class
    request_id     mã lần bấm: the same touch always finds the same ticket
    issued_at      UTC
    clock_trusted  False: `issued_at` must not stand on paper
    ahead          people waiting before this one when it was issued
    estimate       how long it may take, told at the issue; None: not known, and nothing is said
    valid_until    UTC; the end of the business day
    origin         "alone": under the terminal's own prefix, while the lobby's store was silent; `ahead` means nothing
    """

    id: int
    business_day: date
    series: str
    n: int
    lane: str
    klass: str
    request_id: str
    kiosk_no: int
    issued_at: datetime
    clock_trusted: bool
    ahead: int
    valid_until: datetime
    estimate: WaitRange | None = None
    origin: Origin = "lobby"

    @property
    def number(self) -> str:
        """Số thứ tự as it is called: A030."""
        return number_text(self.series, self.n)

    @property
    def slip_id(self) -> str:
        """What the slip's barcode carries, unique over the years: T261125-A030."""
        return f"T{self.business_day:%y%m%d}-{self.number}"


def own_series(kiosk_no: int) -> str:
    """Dãy số of a terminal that is alone: K2. The release gives no lane such a prefix."""
    return f"K{kiosk_no}"


def number_text(series: str, n: int) -> str:
    """Three digits, four after 999, never back to the start: A030, A1000; a terminal's own series: K2-001."""
    return f"{series}{'-' if series[-1].isdigit() else ''}{n:03d}"
