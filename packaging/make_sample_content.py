"""Make the sample release: national records + the plain words of packaging/sample_content -> JSON files.

    python packaging/make_sample_content.py RAW_FOLDER OUT_FOLDER

RAW_FOLDER holds procedures.jsonl; the program itself never needs it. The same input gives the same bytes. Nothing
is written unless the whole release can be read back.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parents[1]
# The program is no installed package, and a script finds only its own folder.
sys.path.insert(0, str(ROOT))

from pydantic import TypeAdapter, ValidationError  # noqa: E402 - after the path, see above
from pydantic_core import to_json  # noqa: E402

from kiosk.content.draft import LANES, LIFE_EVENTS, OFFICE, PROCEDURES  # noqa: E402
from kiosk.content.editorial import Editorial, EditorialLane, PlainWords  # noqa: E402
from kiosk.content.joining import joined  # noqa: E402
from kiosk.content.national_record import NationalRecord  # noqa: E402
from kiosk.content.problems import shape_problems  # noqa: E402
from kiosk.content.release import (  # noqa: E402
    Entry,
    LifeEventEntry,
    NoteEntry,
    Opening,
    PaperEntry,
    ProcedureCode,
)
from kiosk.content.shelf import read_pack  # noqa: E402
from kiosk.errors import ContentRefused, Problem  # noqa: E402

EDITORIAL = ROOT / "packaging" / "sample_content"
Anything = TypeVar("Anything")


def main(arguments: list[str] | None = None) -> int:
    """Make the release; 1 and a list of everything in the way if it cannot be made."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("raw_folder", type=Path)
    parser.add_argument("out_folder", type=Path)
    parser.add_argument("--editorial", type=Path, default=EDITORIAL, help="another folder of plain words")
    chosen = parser.parse_args(arguments)
    try:
        make(chosen.raw_folder, chosen.editorial, chosen.out_folder)
    except ContentRefused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


def make(raw_folder: Path, editorial_folder: Path, out_folder: Path) -> None:
    """Write a whole release, or nothing; raises ContentRefused."""
    editorial = read_editorial(editorial_folder)
    procedures, problems = joined(_records(raw_folder / "procedures.jsonl"), editorial)
    if problems:
        raise ContentRefused(*problems)
    with tempfile.TemporaryDirectory() as table:
        draft = Path(table)
        _write(draft / OFFICE, _plain(editorial.opening))
        _write(draft / LANES, [_plain(lane.entry()) for lane in editorial.lanes])
        _write(draft / LIFE_EVENTS, [_plain(event) for event in editorial.life_events])
        _write(draft / PROCEDURES, [_plain(procedure) for procedure in procedures])
        read_pack(draft)
        out_folder.mkdir(parents=True, exist_ok=True)
        for file in sorted(draft.iterdir()):
            shutil.copyfile(file, out_folder / file.name)


def read_editorial(folder: Path) -> Editorial:
    """The plain words of a folder; raises ContentRefused on a wrong shape."""
    return Editorial(
        opening=_read(folder / "office.toml", Opening),
        lanes=_read(folder / "lanes.toml", tuple[EditorialLane, ...], "lanes"),
        life_events=_read(folder / "life_events.toml", tuple[LifeEventEntry, ...], "life_events"),
        fields=_read(folder / "fields.toml", dict[str, str]),
        papers=_read(folder / "papers.toml", dict[str, PaperEntry]),
        notes=_read(folder / "notes.toml", dict[str, NoteEntry]),
        procedures=_procedures(sorted((folder / "procedures").glob("*.toml"))),
    )


def _procedures(files: Iterable[Path]) -> dict[str, PlainWords]:
    everything: dict[str, PlainWords] = {}
    for file in files:
        words = _read(file, dict[ProcedureCode, PlainWords])
        if twice := sorted(everything.keys() & words.keys()):
            meaning = "these stand in another file already."
            raise ContentRefused(Problem(file.name, ", ".join(twice), meaning, "Keep one of each."))
        everything |= words
    return everything


def _read(file: Path, kind: type[Anything], key: str = "") -> Anything:
    try:
        content: Any = tomllib.loads(file.read_text(encoding="utf-8"))
        return TypeAdapter(kind).validate_json(to_json(content.get(key) if key else content))
    except tomllib.TOMLDecodeError as broken:
        raise ContentRefused(Problem(file.name, "", f"this is not a TOML file ({broken}).", "Repair it.")) from None
    except ValidationError as refused:
        raise ContentRefused(*shape_problems(file.name, "", refused)) from None


def _records(file: Path) -> Mapping[str, NationalRecord]:
    records = TypeAdapter(NationalRecord)
    with file.open("rb") as lines:
        return {record.code: record for record in map(records.validate_json, lines)}


def _plain(entry: Entry) -> dict[str, Any]:
    return entry.model_dump(mode="json", exclude_none=True)


def _write(file: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    file.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
