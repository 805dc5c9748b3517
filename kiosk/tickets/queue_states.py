"""What may happen to a number and what it is then: one table, without store or clock (trạng thái phiếu).

waiting → called → serving → done        called → absent → (back) waiting
waiting, called, serving, absent → (transfer) waiting in another lane, the number stays
waiting, called, absent → void            every open one → expired at the end of its day
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

TicketState: TypeAlias = Literal["waiting", "called", "serving", "absent", "done", "void", "expired"]
"""Đang chờ · đã mời · đang phục vụ · vắng mặt · xong · đã huỷ · hết ngày."""
Act: TypeAlias = Literal["call", "recall", "serve", "absent", "back", "put_back", "transfer", "done", "void", "close"]
"""Gọi · gọi lại · phục vụ · vắng mặt · trở lại · trả về hàng · chuyển · xong · huỷ · hết ngày."""
VoidReason: TypeAlias = Literal["left", "duplicate", "mistake", "unserved", "other"]
"""Người dân đã về · lấy trùng · lấy nhầm · không giải quyết được · khác. Codes only: free text could name a person."""

OPEN: tuple[TicketState, ...] = ("waiting", "called", "serving", "absent")
AT_A_COUNTER: tuple[TicketState, ...] = ("called", "serving")

TRANSITIONS: Mapping[Act, Mapping[TicketState, TicketState]] = MappingProxyType(
    {
        "call": {"waiting": "called"},
        "recall": {"called": "called"},
        "serve": {"called": "serving"},
        "absent": {"called": "absent"},
        "back": {"absent": "waiting"},
        "put_back": {"called": "waiting"},
        "transfer": dict.fromkeys(OPEN, "waiting"),
        # A counter that never presses «đang phục vụ» may still finish.
        "done": {"called": "done", "serving": "done"},
        "void": {"waiting": "void", "called": "void", "absent": "void"},
        "close": dict.fromkeys(OPEN, "expired"),
    }
)
EVENTS: Mapping[Act, str] = MappingProxyType(
    {
        "call": "called",
        "recall": "recalled",
        "serve": "serving",
        "absent": "absent",
        "back": "restored",
        "put_back": "put_back",
        "transfer": "moved",
        "done": "done",
        "void": "void",
        "close": "expired",
    }
)
"""What each act is called in the store's `ticket_event.kind`."""


def after(act: Act, state: TicketState) -> TicketState | None:
    """The state an act leads to from this one; None where it is not allowed."""
    return TRANSITIONS[act].get(state)
