"""Make the sample release: national records + the plain words of packaging/sample_content -> JSON files.

    python packaging/make_sample_content.py RAW_FOLDER [OUT_FOLDER] [--partial]

RAW_FOLDER holds procedures.jsonl and the tables of units; the program itself never needs it. The same input gives the
same bytes. Nothing is written unless the whole release can be read back.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# The program is no installed package, and a script finds only its own folder.
sys.path.insert(0, str(ROOT))

from pydantic import TypeAdapter  # noqa: E402 - after the path, see above

from kiosk.content.draft import (  # noqa: E402
    AGENCIES,
    ANNOUNCEMENTS,
    ARTEFACTS,
    BRAND,
    EVERYDAY_WORDS,
    FIELDS,
    LANES,
    LIFE_EVENTS,
    OFFICE,
    PROCEDURES,
    UNITS,
)
from kiosk.content.editorial import Editorial  # noqa: E402
from kiosk.content.editorial_files import read_editorial  # noqa: E402
from kiosk.content.joining import artefacts_of, joined, shown_codes  # noqa: E402
from kiosk.content.joining_words import joined_words  # noqa: E402
from kiosk.content.national_record import NationalRecord  # noqa: E402
from kiosk.content.national_units import units_of  # noqa: E402
from kiosk.content.problems import told  # noqa: E402
from kiosk.content.release import Entry, LifeEventEntry  # noqa: E402
from kiosk.content.shelf import read_pack  # noqa: E402
from kiosk.errors import ContentRefused, Problem  # noqa: E402

EDITORIAL = ROOT / "packaging" / "sample_content"


def main(arguments: list[str] | None = None) -> int:
    """Make the release; 1 and a list of everything in the way if it cannot be made."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("raw_folder", type=Path)
    parser.add_argument("out_folder", type=Path, nargs="?", help="without it the words are only checked")
    parser.add_argument("--editorial", type=Path, default=EDITORIAL, help="another folder of plain words")
    parser.add_argument("--partial", action="store_true", help="skip records that nobody has written about yet")
    chosen = parser.parse_args(arguments)
    try:
        make(chosen.raw_folder, chosen.editorial, chosen.out_folder, partial=chosen.partial)
    except ContentRefused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


def make(raw_folder: Path, editorial_folder: Path, out_folder: Path | None, *, partial: bool = False) -> None:
    """Write a whole release, or nothing; raises ContentRefused."""
    editorial, records = read_editorial(editorial_folder), _records(raw_folder / "procedures.jsonl")
    with tempfile.TemporaryDirectory() as table:
        draft = Path(table)
        for name, content in _files(raw_folder, records, editorial, partial=partial).items():
            _write(draft / name, content)
        read_pack(draft)
        if out_folder is None:
            return
        out_folder.mkdir(parents=True, exist_ok=True)
        for file in sorted(draft.iterdir()):
            shutil.copyfile(file, out_folder / file.name)


def _files(
    raw_folder: Path, records: Mapping[str, NationalRecord], editorial: Editorial, *, partial: bool
) -> dict[str, object]:
    procedures, problems = joined(records, editorial, partial=partial)
    if problems:
        raise ContentRefused(*told(problems))
    shown = shown_codes(records, editorial)
    return {
        OFFICE: _plain(editorial.opening),
        BRAND: _plain(editorial.brand),
        UNITS: _plain(units_of(raw_folder, editorial.units)),
        ANNOUNCEMENTS: [_plain(each) for each in editorial.announcements],
        LANES: [_plain(lane.entry()) for lane in editorial.lanes],
        FIELDS: [_plain(field.entry()) for field in editorial.fields],
        AGENCIES: [_plain(agency.entry()) for agency in editorial.agencies],
        LIFE_EVENTS: [_plain(event) for event in _known(editorial.life_events, shown)],
        EVERYDAY_WORDS: [_plain(each) for each in joined_words(editorial, shown)],
        PROCEDURES: [_plain(procedure) for procedure in procedures],
        ARTEFACTS: [_plain(each) for each in artefacts_of(records, editorial)],
    }


def _known(events: Iterable[LifeEventEntry], shown: Collection[str]) -> Iterator[LifeEventEntry]:
    """Events with what is there; only while words are still being written is anything missing."""
    for event in events:
        if known := tuple(code for code in event.procedures if code in shown):
            yield event.model_copy(update={"procedures": known})


def _records(file: Path) -> Mapping[str, NationalRecord]:
    records = TypeAdapter(NationalRecord)
    try:
        with file.open("rb") as lines:
            return {record.code: record for record in map(records.validate_json, lines)}
    except OSError as silent:
        meaning = f"the national records cannot be opened ({silent.strerror})."
        raise ContentRefused(Problem(file.name, "", meaning, "Name the folder that holds them.")) from None


def _plain(entry: Entry) -> dict[str, Any]:
    return entry.model_dump(mode="json", exclude_defaults=True)


def _write(file: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    file.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
