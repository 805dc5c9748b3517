"""The gallery as a page for a browser: pictures by language, colours, letters and panel, and drawings beside them."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.gallery import Shot

DRAWINGS = Path(__file__).parent.parent / "docs" / "mockups"
TEMPLATE = Path(__file__).with_name("gallery_page.html")
USUAL: Mapping[str, object] = {
    "language": "vi",
    "theme": "light",
    "orientation": "portrait",
    "text_step": 1,
    "low_reach": False,
}


def drawings() -> Mapping[str, Mapping[str, object]]:
    """Every drawing by its name, and what picture it is held beside: screen, sample and the fields of USUAL."""
    with (DRAWINGS / "mockups.toml").open("rb") as file:
        return {name: {**USUAL, **wanted} for name, wanted in tomllib.load(file).items()}


def write_page(
    shots: Iterable[Shot], folder: Path, suffix: str = ".webp", slips: Iterable[dict[str, object]] = ()
) -> Path:
    """Write index.html beside the pictures, with the drawings that belong to them; returns it.

    slips  what `write_slips` has drawn into the same folder
    """
    pictures = [*(_told(shot, suffix) for shot in shots), *slips]
    beside = {_key(wanted): name for name, wanted in drawings().items()}
    (folder / "drawings").mkdir(parents=True, exist_ok=True)
    for picture in pictures:
        name = picture.pop("drawn_as", None) or beside.get(_key(picture))
        if name is not None:
            shutil.copyfile(DRAWINGS / f"{name}.webp", folder / "drawings" / f"{name}.webp")
            picture["drawing"] = f"drawings/{name}.webp"
    page = folder / "index.html"
    data = json.dumps(pictures, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    page.write_text(TEMPLATE.read_text("utf-8").replace("/*PICTURES*/", data), encoding="utf-8")
    return page


def _told(shot: Shot, suffix: str) -> dict[str, object]:
    return {
        "file": shot.file(suffix),
        "screen": shot.screen,
        "sample": shot.sample,
        "language": shot.language,
        "theme": shot.theme,
        "orientation": shot.orientation,
        "text_step": shot.text_step,
        "low_reach": shot.low_reach,
    }


def _key(picture: Mapping[str, object]) -> Sequence[object]:
    return tuple(picture[field] for field in ("screen", "sample", *USUAL))
