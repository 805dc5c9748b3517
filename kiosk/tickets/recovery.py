"""What an earlier run left unfinished, sorted by what may still be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.tickets.pending import Pending, PendingRequests
from kiosk.tickets.print_queue import YOUNG, PrintQueue, Unfinished
from kiosk.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True)
class LookedBack:
    """Unfinished business.

    unprinted  numbers whose slip was never begun, young enough to be printed now
    torn       slips that were begun, young enough to be printed now
    for_staff  the older ones of this business day
    dropped    touches without a number that are too old, or whose lane is closed now
    """

    unprinted: tuple[Ticket, ...]
    torn: tuple[Unfinished, ...]
    for_staff: tuple[Ticket, ...]
    dropped: tuple[Pending, ...]


def look_back(
    pending: PendingRequests,
    queue: PrintQueue,
    *,
    find: Callable[[str], Ticket | None],
    give: Callable[[Pending], Ticket | None],
    now: datetime,
) -> LookedBack:
    """Close the open jobs and answer or drop the open touches of an earlier run.

    find    the ticket a request id was answered with
    give    finds or makes the ticket of a young touch; None when it may not have one any more
    raises  SQLAlchemyError when the store is silent.
    """
    left = queue.close_left_over()
    young: list[Ticket] = []
    old: list[Ticket] = []
    dropped: list[Pending] = []
    for touch in pending.all():
        is_young = abs(now - touch.created_at) < YOUNG
        ticket = give(touch) if is_young else find(touch.request_id)
        if ticket is None:
            dropped.append(touch)
        elif ticket.valid_until > now and queue.paper_of(ticket) is None:
            (young if is_young else old).append(ticket)
        pending.forget(touch.request_id)
    return LookedBack(tuple(young), left.again, (*left.for_staff, *old), tuple(dropped))
