"""A new store has every table of the queue, whatever parts of the program were loaded before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.whole_terminal import PROGRAM

MADE = """
import sys
from pathlib import Path
from kiosk.database import open_store
from kiosk.tickets.tables import create_tables
from sqlalchemy import inspect
store = open_store(Path(sys.argv[1]))
create_tables(store)
print(*inspect(store.reading).get_table_names())
store.close()
"""


def test_a_program_that_only_gives_numbers_makes_the_tables_for_calling_them_too(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MADE, str(tmp_path / "tickets.db")]
    made = subprocess.run(command, cwd=PROGRAM, check=True, capture_output=True, text=True, timeout=60).stdout.split()
    assert {"ticket", "print_job", "queue_entry", "queue_turn", "queue_step", "queue_day"} <= set(made)
