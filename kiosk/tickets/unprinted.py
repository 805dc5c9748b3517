"""Numbers whose paper nobody has (số chưa in): valid, waiting, and of this business day; for staff to print or void."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, exists, select, tuple_

from devices.printers.contract import PrintOutcome
from kiosk.tickets import ticket_store
from kiosk.tickets.tables import print_job
from kiosk.tickets.tables import ticket as ticket_table
from kiosk.tickets.ticket import Ticket

WITHOUT_PAPER = (PrintOutcome.NOT_PRINTED.value, PrintOutcome.UNKNOWN.value)


def _attempt_of(job: FromClause) -> ColumnElement[Any]:
    """In the order of printing; their times are not, on a clock that stands still or is set back."""
    return tuple_(job.c.business_day, job.c.attempt)


def unprinted(connection: Connection, day: date, kiosk_no: int) -> tuple[Ticket, ...]:
    """This terminal's waiting numbers of a day whose last slip failed or was never begun; the oldest first.

    Only between two slips: while one is under way its number would be among them.
    """
    later = print_job.alias()
    of_ticket = exists().where(print_job.c.ticket_id == ticket_table.c.id)
    last_failed = exists().where(
        print_job.c.ticket_id == ticket_table.c.id,
        print_job.c.outcome.in_(WITHOUT_PAPER),
        ~exists().where(later.c.ticket_id == print_job.c.ticket_id, _attempt_of(later) > _attempt_of(print_job)),
    )
    mine = (ticket_table.c.business_day == day) & (ticket_table.c.kiosk_no == kiosk_no)
    query = (
        select(*ticket_table.c)
        .where(mine, ticket_table.c.state == "waiting", last_failed | ~of_ticket)
        .order_by(ticket_table.c.issued_at, ticket_table.c.id)
    )
    return tuple(ticket_store.ticket_from(row) for row in connection.execute(query).mappings())
