"""What any dialect of printers promises; the driver knows no other word of them. Each dialect is one module. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from PIL import Image

from devices.printers import escpos, star_raster
from devices.printers.command import Command, Question
from devices.printers.facts import Sign, StatusParser
from devices.printers.models import Model


class Dialect(Protocol):
    """Pictures -> commands, bytes -> facts."""

    def job_commands(self, picture: Image.Image, model: Model, *, job: str, ends: int = 0) -> list[Command]:
        """Everything for one slip, from the first byte to the question that confirms it.

        picture  mode "1", `model.dots` wide; black burns.
        job      four characters of 0-9 A-Z.
        ends     how many ends of jobs the printer has counted before this one, where it counts them.
        """

    def recovery_commands(self, model: Model, *, longest_bytes: int) -> list[Command]:
        """What a printer needs after a torn job, before the next: nothing of it may come out later.

        longest_bytes  of any command of that job.
        """

    def completing(self, model: Model, *, longest_bytes: int) -> Command:
        """Completes an image of at most so many bytes that was torn, with white rows; else it means nothing."""

    def clearing(self, model: Model) -> bytes:
        """Makes it forget its buffer at once, even while it is stopped; b"" when this model cannot."""

    def greeting(self, model: Model) -> bytes:
        """Sent whenever a line is opened, or a printer may have been switched off and on behind it."""

    def parser(self, model: Model) -> StatusParser:
        """A new listener."""

    def questions(self, model: Model, signs: Sign) -> Sequence[Question]:
        """A whole poll, given what is known so far: each is asked when the one before it is answered."""

    def questions_in_mid_job(self, model: Model) -> Sequence[Question]:
        """Those that may be asked between two commands of a job."""

    def question_in_order(self, model: Model) -> bytes:
        """Answered when everything before it is done, and not while paper is out; b"" when there is none."""

    def mark_question(self, model: Model) -> bytes:
        """Asks in order whether it still holds the mark a job begins with; b"" when jobs leave none in it."""

    def ends_after(self, ends: int) -> int:
        """How many ends it has counted when the job that was made with `ends` is over."""


def dialect_of(model: Model) -> Dialect:
    """The language this model speaks."""
    return DIALECTS[model.dialect]


DIALECTS: Mapping[str, Dialect] = {"escpos": escpos, "star-raster": star_raster}
