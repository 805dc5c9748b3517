"""The tables of the first program, which wrote its version into `meta`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

STATES = "'waiting', 'called', 'serving', 'absent', 'done', 'void', 'expired'"
AT_A_COUNTER = sa.text("state IN ('called', 'serving')")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    op.create_table("meta", sa.Column("key", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
    op.create_table(
        "series_counter",
        sa.Column("business_day", sa.Date, primary_key=True),
        sa.Column("series", sa.Text, primary_key=True),
        sa.Column("last_n", sa.Integer, nullable=False),
    )
    _ticket()
    op.create_table(
        "ticket_event",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("ticket_id", sa.Integer, sa.ForeignKey("ticket.id"), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("counter", sa.Integer),
        sa.Column("why", sa.Text),
        sa.Column("actor", sa.Text, nullable=False),
        sa.CheckConstraint("actor IN ('kiosk', 'counter', 'system')", name="known_actor"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "pending_request",
        sa.Column("request_id", sa.Text, primary_key=True),
        sa.Column("lane", sa.Text, nullable=False),
        sa.Column("class", sa.Text, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
    )
    _print_job()
    op.execute(sa.text("INSERT INTO meta (key, value) VALUES ('schema_version', '1')"))


def _ticket() -> None:
    op.create_table(
        "ticket",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("business_day", sa.Date, nullable=False),
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("lane", sa.Text, nullable=False),
        sa.Column("class", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False, unique=True),
        sa.Column("supersedes_request_id", sa.Text),
        sa.Column("kiosk_no", sa.Integer, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("issued_at", INSTANT, nullable=False),
        sa.Column("clock_trusted", sa.Boolean, nullable=False),
        sa.Column("release_no", sa.Integer, nullable=False),
        sa.Column("est_low_min", sa.Integer),
        sa.Column("est_high_min", sa.Integer),
        sa.Column("ahead_at_issue", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("counter", sa.Integer),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("called_at", INSTANT),
        sa.Column("serving_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.Column("end_reason", sa.Text),
        sa.Column("valid_until", INSTANT, nullable=False),
        sa.UniqueConstraint("business_day", "series", "n", name="one_number_once"),
        sa.CheckConstraint("origin IN ('lobby', 'alone')", name="known_origin"),
        sa.CheckConstraint(f"state IN ({STATES})", name="known_state"),
        sqlite_autoincrement=True,
    )
    op.create_index("waiting_in_lane", "ticket", ["business_day", "lane", "state", "issued_at"])
    op.create_index(
        "one_ticket_a_counter",
        "ticket",
        ["counter"],
        unique=True,
        sqlite_where=AT_A_COUNTER,
        postgresql_where=AT_A_COUNTER,
    )


def _print_job() -> None:
    op.create_table(
        "print_job",
        sa.Column("business_day", sa.Date, primary_key=True),
        sa.Column("job", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("attempt", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("ticket_id", sa.Integer),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("reprint", sa.Boolean, nullable=False),
        sa.Column("picture_sha256", sa.Text, nullable=False),
        sa.Column("bytes_total", sa.Integer, nullable=False),
        sa.Column("bytes_sent", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text),
        sa.Column("evidence", sa.Text),
        sa.Column("conditions", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("first_byte_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.CheckConstraint("purpose IN ('ticket', 'checklist', 'status', 'test')", name="known_purpose"),
        sa.CheckConstraint("state IN ('ready_to_send', 'sending', 'sent', 'over')", name="known_state"),
        sa.CheckConstraint("outcome IN ('printed', 'assumed', 'not-printed', 'unknown')", name="known_outcome"),
    )
    op.create_index("jobs_of_ticket", "print_job", ["ticket_id"])
