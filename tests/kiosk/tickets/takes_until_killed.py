"""A program that takes numbers until it is killed; started again, it first asks once more what was left unanswered.

Arguments: the store (a file or a server's address), its own diary, the business day as days after the first, the
longest breath between two numbers in ms. Each line of the diary is on the kernel's side before the next step begins.
A server that does not answer is asked again with the same request.
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

from sqlalchemy.exc import InternalError, OperationalError

from kiosk.database import Store, open_store
from kiosk.errors import StoreBroken
from kiosk.tickets.lane import AnyTime, Lane
from kiosk.tickets.numbering import Numbering, Touch
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import TurnedTime

SILENT_S = 0.05
SECONDS_BETWEEN = 5  # on the turned clock, as in a lobby
LANES = [Lane(code, code.upper(), code, code, (1,), "i") for code in "abc"]


def unanswered(diary: Path) -> list[tuple[str, str]]:
    """What was asked last without an answer; only the end of a long diary is read."""
    if not diary.exists():
        return []
    with diary.open("rb") as file:
        file.seek(max(0, diary.stat().st_size - 4096))
        lines = [line.split() for line in file.read().decode().splitlines()[-2:]]
    last = lines[-1] if lines else []
    return [(last[1], last[2])] if last and last[0] == "asked" else []


def opened(place: str) -> Store:
    while True:
        try:
            return open_store(place)
        except StoreBroken:
            if not place.startswith("postgresql"):
                raise
            sleep(SILENT_S)


def answered(numbering: Numbering, touch: Touch) -> Ticket:
    while True:
        try:
            found = numbering.take(touch)
        except (InternalError, OperationalError):
            sleep(SILENT_S)
        else:
            assert isinstance(found, Ticket)
            return found


def main(place: str, diary: Path, day: int, breath_ms: float) -> None:
    clock = TurnedTime()
    clock.turn(day * 86400)
    numbering = Numbering(opened(place), time=clock, kiosk_no=1)
    again = unanswered(diary)
    written = os.open(diary, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    while True:
        request, code = again.pop() if again else (str(uuid4()), random.choice("abc"))  # noqa: S311
        lane = next(lane for lane in LANES if lane.code == code)
        os.write(written, f"asked {request} {code}\n".encode())
        clock.turn(SECONDS_BETWEEN)
        ticket = answered(numbering, Touch(request, lane, AnyTime(), again=True))
        os.write(written, f"got {request} {ticket.slip_id}\n".encode())
        sleep(random.uniform(0, breath_ms / 1000))  # noqa: S311


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
