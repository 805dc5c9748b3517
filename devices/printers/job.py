"""What a job must look like before any printer touches it."""

from __future__ import annotations

import re

from PIL import Image

from devices.printers.contract import Condition, PrintOutcome, PrintResult

JOB = re.compile(r"[0-9A-Z]{4}")


def job_mistake(picture: Image.Image, *, job: str, width_dots: int) -> str:
    """What keeps this job from any printing, or ""."""
    if not JOB.fullmatch(job):
        return f"job {job!r} is not four characters of 0-9 A-Z"
    if picture.mode != "1":
        return f"the picture has mode {picture.mode}, not 1"
    if picture.width != width_dots:
        return f"the picture is {picture.width} dots wide, this printer {width_dots}"
    return "" if picture.height else "the picture has no rows"


def not_printed(why: str, total: int = 0, conditions: frozenset[Condition] = frozenset()) -> PrintResult:
    """The result of a job of which no byte left the terminal."""
    return PrintResult(PrintOutcome.NOT_PRINTED, why, 0, total, conditions)


def in_words(conditions: frozenset[Condition], otherwise: str) -> str:
    """Conditions as one clause for the technician, always in the same order."""
    return ", ".join(condition.value for condition in Condition if condition in conditions) or otherwise
