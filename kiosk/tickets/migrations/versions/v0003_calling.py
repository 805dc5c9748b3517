"""Calling: what was called by which rule, by whom, whose turn it is, which days were begun.

A store in which calling was tried before this step may hold these tables already; they are the same.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "queue_entry",
        _row_of("ticket", "ticket_id"),
        sa.Column("is_restored", sa.Boolean, nullable=False),
        sa.Column("returns", sa.Integer, nullable=False),
        sa.Column("last_called_at", INSTANT),
        sa.Column("rule", sa.Text),
        sa.Column("crosses_noon", sa.Boolean, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "queue_turn",
        sa.Column("business_day", sa.Date, primary_key=True),
        sa.Column("lane", sa.Text, primary_key=True),
        sa.Column("turns", sa.Integer, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "queue_step",
        _row_of("ticket_event", "event_id"),
        sa.Column("staff", sa.Text),
        sa.Column("press", sa.Text, unique=True),
        sa.Column("from_state", sa.Text, nullable=False),
        sa.Column("to_state", sa.Text, nullable=False),
        sa.Column("from_lane", sa.Text, nullable=False),
        sa.Column("to_lane", sa.Text, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "queue_day",
        sa.Column("business_day", sa.Date, primary_key=True),
        sa.Column("begun_at", INSTANT, nullable=False),
        if_not_exists=True,
    )


def _row_of(table: str, column: str) -> sa.Column[int]:
    owner = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(column, sa.Integer, owner, primary_key=True, autoincrement=False)
