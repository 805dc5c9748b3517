"""checklist_layout.toml -> the blocks of a printed list; every mistake at once."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, ValidationError

from kiosk.errors import Problem
from kiosk.tickets.layout import Dots, Head, LayoutRefused, Line, Page, Part, Size, TextBlock, named_values

CHECKLIST_FILE = Path(__file__).with_name("checklist_layout.toml")
_IN_BOTH = ("title", "case", "time", "fee", "place", "footnote", "paper", "note", "tag", "lead", "body", "web")
VALUES = frozenset(
    {"centre", "ward", "code", "official", "url", "printed", "kiosk", "updated"}
    | {*_IN_BOTH}
    | {f"{name}_en" for name in _IN_BOTH}
)


def _known(template: str) -> str:
    for name in named_values(template):
        if name not in VALUES:
            raise ValueError(f"there is no value {{{name}}}")
    return template


Template = Annotated[str, AfterValidator(_known)]


class ListWords(Part):
    """Words that depend on the paper or the moment."""

    given: str
    given_en: str
    shown: str
    shown_en: str
    online: str
    online_en: str
    to_read: str
    to_read_en: str
    clock_unknown: str


class ListText(TextBlock):
    """Words that wrap; the English ones under them when asked for."""

    text: Template
    text_en: Template = ""


class TickBox(Part):
    """One paper: a box to tick, its name, what to know about it, what happens to it; drawn once for each paper."""

    kind: Literal["paper"]
    above: Dots = 0
    size: Size
    note_size: Size
    box: Dots
    beside: Dots


class RemarkBlock(Part):
    """Lead words and a sentence, drawn once for each remark; a dashed line above the first."""

    kind: Literal["remark"]
    above: Dots = 0
    size: Size


class Fact(Part):
    """A name on the left, its value on the right; English under both when asked for."""

    kind: Literal["fact"]
    above: Dots = 0
    left: Template
    left_en: Template
    right: Template
    right_en: Template
    size: Size


class Qr(Part):
    """A QR code of level M, and beside it what it is for; below it on narrow paper."""

    kind: Literal["qr"]
    above: Dots = 0
    content: Template
    heading: Template
    heading_en: Template
    text: Template
    text_en: Template
    module: Annotated[int, Field(ge=4, le=8)]


ListBlock: TypeAlias = Head | Line | ListText | TickBox | RemarkBlock | Fact | Qr


class ChecklistLayout(Part):
    """The whole list: blocks from top to bottom."""

    page: Page
    words: ListWords
    block: tuple[Annotated[ListBlock, Field(discriminator="kind")], ...] = Field(min_length=1, strict=False)


def read_checklist_layout(path: Path = CHECKLIST_FILE) -> ChecklistLayout:
    """The layout of a file.

    raises  LayoutRefused with every problem.
    """
    try:
        return ChecklistLayout.model_validate(tomllib.loads(path.read_text("utf-8")))
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
