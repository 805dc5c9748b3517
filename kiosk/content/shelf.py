"""The shelf (kệ) a release lies on: read whole, or refused with every problem at once."""

from __future__ import annotations

import json
from pathlib import Path

from kiosk.content.content import Content
from kiosk.errors import ContentRefused

PROGRAM = Path(__file__).parents[2]
SAMPLE = PROGRAM / "assets" / "sample_content"
ICONS = PROGRAM / "assets" / "icons" / "icons.json"


def read_pack(folder: Path, icons: Path = ICONS) -> Content:
    """Read the release in a folder.

    icons   the table of icon names that come with the program.
    raises  ContentRefused with the problems of every file, the first 200 of them.
    """
    from kiosk.content.checks import problems_of  # noqa: PLC0415 -- pydantic: not for a release known to be good
    from kiosk.content.draft import format_problem, read_draft  # noqa: PLC0415
    from kiosk.content.problems import told  # noqa: PLC0415
    from kiosk.content.values import content_of  # noqa: PLC0415

    if problem := format_problem(folder):
        raise ContentRefused(problem)
    draft = read_draft(folder)
    if problems := problems_of(draft, known_icons(icons)):
        raise ContentRefused(*told(problems))
    return content_of(draft)


def known_icons(table: Path = ICONS) -> frozenset[str]:
    """The names content may use for an icon."""
    return frozenset(json.loads(table.read_text(encoding="utf-8")))
