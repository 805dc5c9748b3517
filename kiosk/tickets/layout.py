"""ticket_layout.toml -> the blocks of a slip; every mistake at once, with its line, its key and the cure."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal, TypeAlias

from PIL import Image
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, model_validator

from kiosk.errors import KioskError, Problem

LAYOUT_FILE = Path(__file__).with_name("ticket_layout.toml")
COMPACT_FILE = Path(__file__).with_name("ticket_layout_compact.toml")
VALUES = (
    "centre",
    "ward",
    "you",
    "number",
    "lane",
    "lane_en",
    "counters",
    "ahead",
    "estimate",
    "issued",
    "session",
    "priority",
    "slip_id",
    "short_id",
    "notice",
    "reprinted",
)
# 3.0 mm at 203 dpi: the smallest an old pair of eyes reads at arm's length.
SMALLEST_DOTS = 24
LINE_HEIGHT = 1.36


class LayoutRefused(KioskError):
    """ticket_layout.toml holds mistakes; carries every problem."""


def named_values(template: str) -> tuple[str, ...]:
    """The values a text names: "Quầy {counters}" -> ("counters",)."""
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def _known_values(template: str) -> str:
    for name in named_values(template):
        if name not in VALUES:
            raise ValueError(
                f"there is no value {{{name}}}; {_meant(name, VALUES) or 'known are ' + ', '.join(VALUES)}"
            )
    return template


def _readable_picture(name: str, info: ValidationInfo) -> str:
    """The whole path of a picture that can be opened."""
    path = (info.context or {}).get("folder", Path()) / name
    try:
        with Image.open(path) as picture:
            picture.load()
    except OSError as error:
        raise ValueError(f"this picture cannot be read ({error.strerror or 'it is none'})") from None
    return str(path)


Template = Annotated[str, AfterValidator(_known_values)]
Size = Annotated[int, Field(ge=SMALLEST_DOTS, le=320)]
Dots = Annotated[int, Field(ge=0, le=400)]
Weight = Literal["semibold", "extrabold"]


class Part(BaseModel):
    """A table of the layout; a key it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Page(Part):
    """The paper around the blocks."""

    margin: Dots
    bottom: Dots


class SlipWords(Part):
    """Words that depend on the moment."""

    clock_unknown: str
    morning: str
    afternoon: str
    day: str
    priority: str
    priority_in_turn: str
    priority_first: str
    wait: str
    wait_short: str
    wait_long: str
    wait_noon: str


class _Block(Part):
    above: Dots = 0


class Head(_Block):
    """The mark, the centre's name and its ward."""

    kind: Literal["head"]
    name: Template
    place: Template
    size: Size
    pitch: Size
    mark: Dots


class Line(_Block):
    """A line over the whole width, 4 dots thick."""

    kind: Literal["line"]
    dashed: bool = False


class TextBlock(_Block):
    """Words that wrap; the English ones under them when asked for."""

    kind: Literal["text"]
    text: Template
    text_en: Template = ""
    size: Size
    weight: Weight = "semibold"
    align: Literal["centre", "left"] = "centre"


class Number(_Block):
    """The number, as large as fits."""

    kind: Literal["number"]
    text: Template
    size: Size
    height: Dots


class Counter(_Block):
    """White words on a black block."""

    kind: Literal["counter"]
    text: Template
    text_en: Template = ""
    size: Size
    height: Dots
    radius: Dots


class Pair(_Block):
    """A name on the left, its value on the right."""

    kind: Literal["pair"]
    left: Template
    right: Template
    size: Size


class Code(_Block):
    """Code 128; narrow: what it says where the paper is too narrow for the text."""

    kind: Literal["code"]
    text: Template
    narrow: Template = ""
    height: Annotated[int, Field(ge=64, le=70)]


class Qr(_Block):
    """A square code of level M, in dots a module; smaller ones on paper that is too narrow."""

    kind: Literal["qr"]
    text: Template
    module: Annotated[int, Field(ge=4, le=10)]


class Picture(_Block):
    """An image slot: a PNG beside the layout, dot for dot; shrunk only where the paper is narrower."""

    kind: Literal["picture"]
    file: Annotated[str, AfterValidator(_readable_picture)]


class Feed(_Block):
    """White paper."""

    kind: Literal["feed"]
    rows: Dots


Block: TypeAlias = Head | Line | TextBlock | Number | Counter | Pair | Code | Qr | Picture | Feed


class Layout(Part):
    """The whole slip: blocks from top to bottom, and a sample of each value they name."""

    page: Page
    words: SlipWords
    sample: dict[str, str]
    block: tuple[Annotated[Block, Field(discriminator="kind")], ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _every_value_has_a_sample(self) -> Layout:
        named = {name for block in self.block for template in templates_of(block) for name in named_values(template)}
        if missing := sorted(named - self.sample.keys()):
            raise ValueError(f"[sample] lacks {', '.join(missing)}")
        return self


def templates_of(block: Block) -> tuple[str, ...]:
    """The texts a block shows, English ones included."""
    return tuple(value for key, value in block if key in _TEMPLATES)


def pitch_of(size: int) -> int:
    """Dots from one line of text to the next."""
    return round(size * LINE_HEIGHT)


def read_layout(path: Path = LAYOUT_FILE) -> Layout:
    """The layout of a file.

    raises  LayoutRefused with every problem.
    """
    try:
        text = path.read_text("utf-8")
        return Layout.model_validate(tomllib.loads(text), context={"folder": path.parent})
    except OSError as error:
        raise LayoutRefused(
            Problem(str(path), "", f"Cannot be read ({error.strerror}).", "Check its rights.")
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LayoutRefused(Problem(str(path), "", f"This is not TOML: {error}.", "Correct that line.")) from None
    except ValidationError as error:
        raise LayoutRefused(*_problems(path, text, error)) from None


def _problems(path: Path, text: str, error: ValidationError) -> Iterator[Problem]:
    for mistake in error.errors(include_url=False):
        table, places = _without_kind(mistake["loc"])
        where = ".".join(str(place + 1 if isinstance(place, int) else place) for place in places)
        value = "" if mistake["type"] == "missing" else _shown(mistake["input"])
        place = f"{path.name}, line {_line_of(text, places)}, {where}".rstrip(", ")
        meaning = mistake["msg"].removeprefix("Value error, ").rstrip(".") + "."
        yield Problem(place, value, meaning, _cure(mistake["type"], table, str(places[-1]) if places else ""))


def _without_kind(loc: tuple[int | str, ...]) -> tuple[type[Part], tuple[int | str, ...]]:
    """The table a mistake is in, and its place without the kind pydantic puts between a block's number and its key."""
    if loc[:1] == ("block",) and len(loc) > 2:
        return _KINDS[str(loc[2])], (*loc[:2], *loc[3:])
    tables: dict[str, type[Part]] = {"page": Page, "words": SlipWords}
    return tables.get(str(loc[0]) if len(loc) > 1 else "", Layout), loc


def _cure(mistake: str, table: type[Part], key: str) -> str:
    match mistake:
        case "missing":
            return f"Add {key} = …"
        case "extra_forbidden":
            return _meant(key, tuple(table.model_fields)) or f"Known are {', '.join(table.model_fields)}."
        case "union_tag_invalid" | "union_tag_not_found":
            return f"Known kinds are {', '.join(_KINDS)}."
        case _:
            return "Correct the value."


def _line_of(text: str, places: Sequence[int | str]) -> int:
    """The line of a key, or of the head of its block when the key itself is missing."""
    if not places:
        return 1
    lines = text.splitlines()
    head = r"\[\[block\]\]" if places[0] == "block" else rf"\[{places[0]}\]"
    heads = [number for number, line in enumerate(lines, 1) if re.match(rf"\s*{head}", line)]
    nth = places[1] if len(places) > 1 and isinstance(places[1], int) else 0
    if nth >= len(heads):
        return 1
    for number in range(heads[nth] + 1, len(lines) + 1):
        if re.match(rf"\s*{re.escape(str(places[-1]))}\s*=", lines[number - 1]):
            return number
        if lines[number - 1].lstrip().startswith("["):
            break
    return heads[nth]


def _shown(value: Any) -> str:
    return "" if isinstance(value, dict | list) else str(value)


def _meant(name: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(name, known, 1)
    return f"Did you mean {close[0]}?" if close else ""


_KINDS: dict[str, type[_Block]] = {
    "head": Head,
    "line": Line,
    "text": TextBlock,
    "number": Number,
    "counter": Counter,
    "pair": Pair,
    "code": Code,
    "qr": Qr,
    "picture": Picture,
    "feed": Feed,
}
_TEMPLATES = {"name", "place", "text", "text_en", "narrow", "left", "right"}
