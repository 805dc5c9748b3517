"""Numbers a terminal gave alone wait in `outbox` for the lobby's store.

The first program looks for its own version in `meta`: the word there makes it refuse this store instead of writing on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; tell the first program."""
    op.create_table(
        "outbox",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("request_id", sa.Text, nullable=False, unique=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("refused", sa.Text),
        sqlite_autoincrement=True,
    )
    op.execute(sa.text("UPDATE meta SET value = 'alembic' WHERE key = 'schema_version'"))
