"""status_slip_layout.toml -> the blocks of a printed status; every mistake at once."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, ValidationError, model_validator

from kiosk.errors import Problem
from kiosk.tickets.layout import Counter, Dots, Head, LayoutRefused, Line, Page, Part, Size, TextBlock, named_values

STATUS_FILE = Path(__file__).with_name("status_slip_layout.toml")
TEXT_KEYS = frozenset({"name", "place", "text", "text_en"})
_IN_BOTH = ("procedure", "owner", "state", "label", "figure", "note", "old")
VALUES = frozenset({"centre", "ward", "code", "counter", "as_of", *_IN_BOTH} | {f"{name}_en" for name in _IN_BOTH})


def _known(template: str) -> str:
    for name in named_values(template):
        if name not in VALUES:
            raise ValueError(f"there is no value {{{name}}}; known are {', '.join(sorted(VALUES))}")
    return template


Template = Annotated[str, AfterValidator(_known)]


class StatusWords(Part):
    """Words that depend on the moment."""

    old: str
    old_en: str


class StatusText(TextBlock):
    """Words that wrap; the English ones under them when asked for."""

    text: Template
    text_en: Template = ""


class StatusCounter(Counter):
    """White words on a black block: where to go."""

    text: Template
    text_en: Template = ""


class StatusCode(Part):
    """The dossier's code on one line: as large as fits, never smaller than a slip's smallest letters."""

    kind: Literal["fitted"]
    above: Dots = 0
    text: Template
    size: Size


StatusBlock: TypeAlias = Head | Line | StatusText | StatusCode | StatusCounter


class StatusLayout(Part):
    """The whole slip: blocks from top to bottom, and a sample of each value they name."""

    page: Page
    words: StatusWords
    sample: dict[str, str]
    block: tuple[Annotated[StatusBlock, Field(discriminator="kind")], ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _every_value_has_a_sample(self) -> StatusLayout:
        texts = {value for block in self.block for key, value in block if key in TEXT_KEYS}
        named = {name for text in texts for name in named_values(text)}
        if missing := sorted(named - self.sample.keys()):
            raise ValueError(f"[sample] lacks {', '.join(missing)}")
        return self


def read_status_layout(path: Path = STATUS_FILE) -> StatusLayout:
    """The layout of a file.

    raises  LayoutRefused with every problem.
    """
    try:
        return StatusLayout.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = Problem(path.name, "", f"It cannot be read ({type(error).__name__}).", "Install the program again.")
        raise LayoutRefused(problem) from None
    except ValidationError as error:
        raise LayoutRefused(
            *(
                Problem(f"{path.name}, {'.'.join(map(str, each['loc']))}", "", each["msg"], "Correct the value.")
                for each in error.errors(include_url=False)
            )
        ) from None
