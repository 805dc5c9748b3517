"""A picture -> commands of Star raster mode. Pure. It has no text and no margins: rows from the left edge.

source  Star Graphic Mode command specification; what is unverified stands in models.toml.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from PIL import Image

from devices.printers.command import Command, Question
from devices.printers.facts import Sign, StatusParser
from devices.printers.models import Model
from devices.printers.raster import Raster, packed
from devices.printers.star_status import ENDS, STATUS, StarParser

ENTER, LEAVE = b"\x1b*rA", b"\x1b*rB"
ROWS_A_COMMAND = 24  # so that progress is seen; a paper that ended is noticed between two of them
ENDS_A_JOB = 2


def job_commands(picture: Image.Image, model: Model, *, job: str, ends: int = 0) -> list[Command]:  # noqa: ARG001
    """See Dialect. A job has no name here; the ends it counts tell it from the one before."""
    raster = packed(picture)
    begin = greeting(model) + _counting(model, _ends(ends) - 1) + _entering(model)
    return [Command("enter", begin, poll_after=False), *_burning(raster, model), *_ending(model)]


def recovery_commands(model: Model, *, longest_bytes: int) -> list[Command]:
    """See Dialect. It was cleared before: clearing now would also set back the count of ends."""
    stump = _entering(model) + model.commands["execute"] + LEAVE
    completed = completing(model, longest_bytes=longest_bytes)
    return [completed, Command("cut", LEAVE + stump, rows=model.feed_to_cutter_dots)]


def completing(model: Model, *, longest_bytes: int) -> Command:
    """See Dialect: what can be torn is one row."""
    return Command("zeros", bytes(min(longest_bytes, model.dots // 8)), poll_after=False)


def clearing(model: Model) -> bytes:
    """See Dialect."""
    return bytes(model.dots // 8) + model.commands["clear"]


def greeting(model: Model) -> bytes:
    """See Dialect."""
    return model.commands["tell_changes"] if model.sends_status_by_itself else b""


def parser(model: Model) -> StatusParser:
    """See Dialect."""
    return StarParser(model)


def questions(model: Model, signs: Sign) -> Sequence[Question]:  # noqa: ARG001 -- one answer tells everything
    """See Dialect."""
    return (Question(STATUS, model.commands["ask_status"]),)


def questions_in_mid_job(model: Model) -> Sequence[Question]:  # noqa: ARG001
    """See Dialect: nothing is asked within raster mode, every change is told."""
    return ()


def question_in_order(model: Model) -> bytes:  # noqa: ARG001
    """See Dialect: there is none."""
    return b""


def mark_question(model: Model) -> bytes:  # noqa: ARG001
    """See Dialect: its count of ends is the mark."""
    return b""


def ends_after(ends: int) -> int:
    """See Dialect."""
    return (ends + _ends(ends)) % ENDS


def _ends(before: int) -> int:
    """How many ends a job counts: its sum is never 0 or 1, the sums of a printer switched off and on in mid-job."""
    return ENDS_A_JOB if (before + ENDS_A_JOB) % ENDS >= ENDS_A_JOB else 2 * ENDS_A_JOB


def _counting(model: Model, times: int) -> bytes:
    return model.commands["count_ends"] * times if model.confirm == "star-etb" else b""


def _entering(model: Model) -> bytes:
    return ENTER + model.commands["page"] + (model.commands["end_of_ticket"] if model.cut == "star" else b"")


def _burning(raster: Raster, model: Model) -> Iterator[Command]:
    for is_blank, numbers in groupby(range(raster.rows), key=lambda number: not any(raster.row(number))):
        rows = list(numbers)
        if is_blank:
            yield Command("feed", _feed(model, len(rows)), rows=len(rows), poll_after=False)
            continue
        for start in range(0, len(rows), ROWS_A_COMMAND):
            part = rows[start : start + ROWS_A_COMMAND]
            data = b"".join(_row(raster.row(number)) for number in part)
            yield Command("b", data, rows=len(part), poll_after=False)


def _row(row: bytes) -> bytes:
    """One row; what is blank at its right is not sent."""
    inked = row.rstrip(b"\0")
    return b"b" + len(inked).to_bytes(2, "little") + inked


def _feed(model: Model, rows: int) -> bytes:
    return model.commands["feed"] + str(rows).encode("ascii") + b"\0"


def _ending(model: Model) -> Iterator[Command]:
    if model.cut == "none":
        yield Command("feed", _feed(model, model.feed_to_cutter_dots), rows=model.feed_to_cutter_dots)
        yield Command("leave", LEAVE)
    else:
        yield Command("cut", model.commands["execute"] + LEAVE, rows=model.feed_to_cutter_dots)
    if model.present == "star":
        yield Command("present", model.commands["present"])
    if model.confirm == "star-etb":
        yield Command("ETB", _counting(model, 1))
