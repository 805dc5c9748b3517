"""How large the panel is and how high it hangs, as a technician has entered it on «Cài đặt» (đo màn hình).

What was said last counts: a value entered on the page is used instead of kiosk.toml's until somebody changes that key
in the file. Therefore each is kept with what the file said when it was entered. Where both agree nothing is kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.durable_file import write_whole
from kiosk.errors import Problem
from kiosk.settings import Panel

FILE = "panel.json"
# What may be entered, and by which steps; kiosk.toml allows more.
LIMITS: Mapping[str, tuple[float, float]] = {"diagonal_in": (10.0, 65.0), "panel_bottom_mm": (0.0, 2000.0)}
DIGITS: Mapping[str, int] = {"diagonal_in": 1, "panel_bottom_mm": 0}
CURE = "Enter it again on «Cài đặt», or remove the file; until then kiosk.toml's own value is used."


@dataclass(frozen=True, slots=True)
class MeasuredPanel:
    """What counts on this terminal.

    said      what kiosk.toml says, or the program's own
    entered   what counts instead, by the name of its key in [panel]
    problems  what the kept file holds that nobody can use
    is_kept   whether a restart will know it too
    """

    said: Panel = field(default_factory=Panel)
    entered: Mapping[str, float] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    is_kept: bool = True

    def worn(self, panel: Panel) -> Panel:
        """A panel with what was entered."""
        said = {name: getattr(self.said, name) for name in LIMITS}
        return replace(panel, **{**said, **self.entered})

    def value(self, name: str) -> float:
        """What counts."""
        return float(self.entered.get(name, getattr(self.said, name)))

    def moved(self, name: str, by: float) -> MeasuredPanel:
        """With one of them so much more or less, within its limits."""
        least, most = LIMITS[name]
        value = round(min(max(self.value(name) + by, least), most), DIGITS[name])
        others = {key: entered for key, entered in self.entered.items() if key != name}
        own = {} if value == getattr(self.said, name) else {name: value}
        return replace(self, entered={**others, **own}, problems=())


def read_measured(folder: Path, said: Panel) -> MeasuredPanel:
    """What an earlier run has kept in the state folder; what cannot be used is told as a problem, never an error.

    said  the panel of kiosk.toml now
    """
    file = folder / FILE
    try:
        plain = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return MeasuredPanel(said)
    except (OSError, ValueError) as error:
        return MeasuredPanel(said, problems=(Problem(str(file), "", f"It cannot be read: {error}.", CURE),))
    if not isinstance(plain, dict):
        return MeasuredPanel(said, problems=(Problem(str(file), "", "It holds no table of values.", CURE),))
    problems = tuple(each for name in plain if (each := _problem(file, name, plain[name])) is not None)
    refused = {each.place for each in problems}
    sound = {name: kept for name, kept in plain.items() if _place(file, name) not in refused}
    entered = {name: float(kept["entered"]) for name, kept in sound.items() if kept["said"] == getattr(said, name)}
    return MeasuredPanel(said, entered, problems)


def keep_measured(folder: Path, measured: MeasuredPanel) -> bool:
    """Keep it for the next start. False when it cannot be written."""
    kept = {name: {"entered": value, "said": getattr(measured.said, name)} for name, value in measured.entered.items()}
    try:
        write_whole(folder / FILE, json.dumps(kept))
    except OSError:
        return False
    return True


def _problem(file: Path, name: str, kept: object) -> Problem | None:
    """Why a kept value cannot be used."""
    place = _place(file, name)
    if name not in LIMITS:
        return Problem(place, "", f"Nothing of that name is entered; known: {', '.join(LIMITS)}.", CURE)
    if not isinstance(kept, dict) or not all(_is_number(kept.get(key)) for key in ("entered", "said")):
        return Problem(place, json.dumps(kept), "Two numbers belong here, `entered` and `said`.", CURE)
    least, most = LIMITS[name]
    if not least <= kept["entered"] <= most:
        return Problem(place, str(kept["entered"]), f"No panel is like that: {least:g} to {most:g}.", CURE)
    return None


def _place(file: Path, name: str) -> str:
    return f"{file}: {name}"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
