"""A program that takes numbers until it is killed; started again, it first asks once more what was left unanswered.

Arguments: the store, its own diary. Each line of the diary is on the kernel's side before the next step begins.
A breath between two numbers: SQLite's lock is not fair, and four programs that never pause can keep a fifth from it
for longer than its 5 s (measured). A lobby needs less than one number a second.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path
from time import sleep
from uuid import uuid4

from kiosk.database import open_store
from kiosk.tickets.lane import AnyTime, Lane
from kiosk.tickets.numbering import Numbering, Touch
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import TurnedTime

BREATH_S = 0.004
LANES = [Lane(code, code.upper(), code, code, (1,), "i") for code in "abc"]


def unanswered(diary: Path) -> list[tuple[str, str]]:
    lines = [line.split() for line in diary.read_text().splitlines()] if diary.exists() else []
    answered = {line[1] for line in lines if line[0] == "got"}
    return [(line[1], line[2]) for line in lines if line[0] == "asked" and line[1] not in answered][-1:]


def main(store: Path, diary: Path) -> None:
    numbering = Numbering(open_store(store), time=TurnedTime(), kiosk_no=1)
    again = unanswered(diary)
    written = os.open(diary, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    while True:
        request, code = again.pop() if again else (str(uuid4()), random.choice("abc"))  # noqa: S311
        lane = next(lane for lane in LANES if lane.code == code)
        os.write(written, f"asked {request} {code}\n".encode())
        ticket = numbering.take(Touch(request, lane, AnyTime(), again=True))
        assert isinstance(ticket, Ticket)
        os.write(written, f"got {request} {ticket.number}\n".encode())
        sleep(random.uniform(0, BREATH_S))  # noqa: S311


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
