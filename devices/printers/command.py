"""What goes to a printer: whole commands of a job, and questions about its state. Any dialect makes them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One whole command.

    rows        dots the paper moves.
    poll_after  whether real-time questions may follow it.
    asks        whether it is the question that is answered in order.
    """

    name: str
    data: bytes
    rows: int = 0
    poll_after: bool = True
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is answered at once; `number` is what the answer is known by."""

    number: int
    data: bytes
