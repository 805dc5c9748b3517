"""The one query that decides who is called next, by the rules of `policy.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal, select

from kiosk.database import upsert
from kiosk.tickets.policy import NORMAL, PRIORITY, Policy, Rule, takes_a_turn
from kiosk.tickets.queue_tables import queue_entry, queue_turn
from kiosk.tickets.tables import ticket

RESTORED, BOUND, TIER0, IN_TURN, STANDS_IN = range(5)


@dataclass(frozen=True, slots=True)
class NextCall:
    """Row of the store, its lane and the rule that chose it."""

    ticket_id: int
    lane: str
    rule: Rule


def next_call(
    connection: Connection, day: date, lanes: Sequence[str], policy: Policy, now: datetime
) -> NextCall | None:
    """The number a counter with these lanes calls next; None when nobody waits. The queue is locked by the caller."""
    side = case((ticket.c.klass.in_(policy.tier_codes(1)), PRIORITY), else_=NORMAL)
    rank = _rank(side, policy, now)
    in_lane = func.row_number().over(
        partition_by=ticket.c.lane, order_by=(rank, ticket.c.issued_at, ticket.c.n, ticket.c.id)
    )
    waiting = (
        select(
            ticket.c.id,
            ticket.c.lane,
            ticket.c.issued_at,
            ticket.c.n,
            side.label("side"),
            rank.label("rank"),
            in_lane.label("in_lane"),
        )
        .outerjoin(queue_entry, queue_entry.c.ticket_id == ticket.c.id)
        .outerjoin(queue_turn, and_(queue_turn.c.business_day == day, queue_turn.c.lane == ticket.c.lane))
        .where(ticket.c.business_day == day, ticket.c.lane.in_(lanes), ticket.c.state == "waiting")
        .subquery()
    )
    among_lanes = case((waiting.c.rank == STANDS_IN, IN_TURN), else_=waiting.c.rank)
    first = (
        select(waiting.c.id, waiting.c.lane, waiting.c.side, waiting.c.rank)
        .where(waiting.c.in_lane == 1)
        .order_by(among_lanes, waiting.c.issued_at, waiting.c.n, waiting.c.id)
        .limit(1)
    )
    row = connection.execute(first).one_or_none()
    return row and NextCall(row.id, row.lane, _rule(row.rank, row.side))


def use_turn(connection: Connection, day: date, lane: str, rule: Rule) -> None:
    """The pattern of this lane goes on by one, when this call was a turn of it."""
    if not takes_a_turn(rule):
        return
    first = upsert(connection, queue_turn).values(business_day=day, lane=lane, turns=1)
    one_more = {"turns": queue_turn.c.turns + 1}
    connection.execute(first.on_conflict_do_update(index_elements=["business_day", "lane"], set_=one_more))


def _rank(side: ColumnElement[str], policy: Policy, now: datetime) -> ColumnElement[int]:
    length = len(policy.pattern)
    due = func.substr(literal(policy.pattern), func.coalesce(queue_turn.c.turns, 0) % length + 1, 1)
    return case(
        (func.coalesce(queue_entry.c.is_restored, literal(value=False)), RESTORED),
        (ticket.c.issued_at <= policy.bound(now), BOUND),
        (ticket.c.klass.in_(policy.tier_codes(0)), TIER0),
        (side == due, IN_TURN),
        else_=STANDS_IN,
    )


def _rule(rank: int, side: str) -> Rule:
    if rank == IN_TURN:
        return "turn_priority" if side == PRIORITY else "turn_normal"
    rules: dict[int, Rule] = {
        RESTORED: "restored",
        BOUND: "fairness_bound",
        TIER0: "tier0",
        STANDS_IN: "only_one_waiting",
    }
    return rules[rank]
