"""Every problem of a release with its place: file, record, field; and the value, the meaning, the cure."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kiosk.errors import Problem

LONGEST_VALUE_SHOWN = 60
MOST_TOLD = 200
ADVICE = {
    "missing": ("this is missing", "Add it."),
    "extra_forbidden": ("this key is not known", "Take it out, or correct its spelling."),
    "string_pattern_mismatch": ("this does not have the right form", "Compare it with its neighbours."),
}
WRONG_KIND = ("this is of the wrong kind", "Correct it.")
NO_ENGLISH = ("the English text is missing", "Write the English beside the Vietnamese.")


def place(file: str, record: str = "", field: str = "") -> str:
    """Where a problem stands, as staff read it: «procedures.json, 1.001193, title.en»."""
    return ", ".join(part for part in (file, record, field) if part)


def shown(value: object) -> str:
    """A value short enough for one line of a report."""
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= LONGEST_VALUE_SHOWN else text[: LONGEST_VALUE_SHOWN - 1] + "…"


def told(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The first 200 problems, and how many there are beside them: nobody reads a longer list."""
    more = len(problems) - MOST_TOLD
    if more <= 0:
        return tuple(problems)
    rest = Problem("release", "", f"and {more} more problems.", "Repair these first and check again.")
    return (*problems[:MOST_TOLD], rest)


def shape_problems(file: str, record: str, refused: ValidationError) -> list[Problem]:
    """Each thing pydantic refused in one record."""
    return [_shape_problem(file, record, error) for error in refused.errors(include_url=False)]


def _shape_problem(file: str, record: str, error: ErrorDetails) -> Problem:
    # People count papers from one.
    field = ".".join(str(part + 1 if isinstance(part, int) else part) for part in error["loc"])
    meaning, cure = _advice(error)
    if error["type"] == "missing":
        # Its input is everything around the missing key: too much to read.
        return Problem(place(file, record, field), "", f"{meaning}.", cure)
    return Problem(place(file, record, field), shown(error["input"]), f"{meaning} ({error['msg']}).", cure)


def _advice(error: ErrorDetails) -> tuple[str, str]:
    if error["type"] == "missing" and error["loc"][-1] == "en":
        return NO_ENGLISH
    return ADVICE.get(error["type"], WRONG_KIND)
