"""Writes the dossiers of the demonstration office, assets/sample_content/dossiers.json, from their raw form.

usage   python packaging/make_sample_dossiers.py RAW.json
        The same raw file always gives the same bytes: keys sorted, NFC, one line end.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

SAMPLE_FILE = Path(__file__).parents[1] / "assets" / "sample_content" / "dossiers.json"
NOTE = "Invented persons, dossiers and unit codes for the embedded demonstration office. Times hang on reference_now."
PARTS = ("sample", "reference_now", "office", "units", "scenarios", "behaviours", "dossiers")


def sample_text(raw: dict[str, Any]) -> str:
    """The canonical text of the sample file.

    raises  KeyError for a missing part.
    """
    content = {part: raw[part] for part in PARTS} | {"note": NOTE}
    content["dossiers"] = sorted(content["dossiers"], key=lambda dossier: str(dossier["code"]))
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    return unicodedata.normalize("NFC", text) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file; the exit status of the program."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    raw = json.loads(Path(arguments[0]).read_text("utf-8"))
    SAMPLE_FILE.parent.mkdir(parents=True, exist_ok=True)
    SAMPLE_FILE.write_text(sample_text(raw), "utf-8", newline="\n")
    print(f"{SAMPLE_FILE.name}: {len(raw['dossiers'])} dossiers")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
