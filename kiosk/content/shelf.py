"""The shelf (kệ) a release lies on: read whole, or refused with every problem at once."""

from __future__ import annotations

import json
from pathlib import Path

from kiosk.content.brand import colour_problems
from kiosk.content.content import Content
from kiosk.errors import ContentRefused

PROGRAM = Path(__file__).parents[2]
SAMPLE = PROGRAM / "assets" / "sample_content"
ICONS = PROGRAM / "assets" / "icons" / "icons.json"


def read_shown(folder: Path) -> Content:
    """Read the release in a folder for a terminal: colours of a brand are judged when they are shown.

    raises  as `read_pack`.
    """
    return read_pack(folder, judges_colours=False)


def read_pack(folder: Path, icons: Path = ICONS, *, judges_colours: bool = True) -> Content:
    """Read the release in a folder, as whoever publishes it must.

    icons           the table of icon names that come with the program.
    judges_colours  colours nobody could read letters on are refused, too; at a terminal the program's own stand in.
    raises          ContentRefused with the problems of every file, the first 200 of them.
    """
    from kiosk.content.checks import problems_of  # noqa: PLC0415 -- pydantic: not for a release known to be good
    from kiosk.content.draft import format_problem, read_draft  # noqa: PLC0415
    from kiosk.content.problems import told  # noqa: PLC0415
    from kiosk.content.values import content_of  # noqa: PLC0415

    if problem := format_problem(folder):
        raise ContentRefused(problem)
    draft = read_draft(folder)
    colours = [each.colours for each in draft.brand.entries if not judges_colours]
    aside = {problem for each in colours for problem in colour_problems(each.ground, each.action)}
    if problems := [each for each in problems_of(draft, known_icons(icons)) if each not in aside]:
        raise ContentRefused(*told(problems))
    return content_of(draft)


def known_icons(table: Path = ICONS) -> frozenset[str]:
    """The names content may use for an icon."""
    return frozenset(json.loads(table.read_text(encoding="utf-8")))
