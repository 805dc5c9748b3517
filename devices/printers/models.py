"""Reads models.toml: every model-specific fact as one checked value."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from devices.errors import DeviceError

HERE = Path(__file__).with_name("models.toml")
BAUDS = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400)
FLOWS = ("rtscts", "xonxoff", "none")
CHOICES: Mapping[str, tuple[object, ...]] = {
    "dpi": (203, 180),
    "paper_mm": (58, 80),
    "cut": ("gs_v_0", "gs_v_1", "gs_v_65", "gs_v_66", "none"),
    "status": ("dle_eot+asb", "dle_eot", "none"),
    "confirm": ("process-id", "gs-r", "time"),
    "confirm_means": ("printed", "received"),
    "doubles_dots": (True, False),
    "clear": ("dle_dc4_8", "dle_enq_2", "esc_at"),
}
LISTS: Mapping[str, tuple[str, ...]] = {
    "sensors": ("paper_out", "paper_low", "cover", "cutter", "head_temp"),
    "quirks": ("no_gs_p",),
}
RANGES: Mapping[str, range] = {
    "dots": range(8, 1025, 8),
    "speed_mm_s": range(10, 1001),
    "max_band_rows": range(1, 129),
    "feed_to_cutter_dots": range(1001),
}


class ModelsRefused(DeviceError):
    """A table of models holds mistakes; one line each."""


@dataclass(frozen=True, slots=True)
class Model:
    """One printer model; each field is a key of models.toml and explained at its head."""

    key: str
    name: str
    dots: int
    dpi: int
    paper_mm: int
    speed_mm_s: int
    max_band_rows: int
    doubles_dots: bool
    feed_to_cutter_dots: int
    cut: str
    status: str
    sensors: frozenset[str]
    confirm: str
    confirm_means: str
    clear: str
    quirks: frozenset[str]
    baud: int
    flow: str

    @property
    def answers(self) -> bool:
        """Whether this model can say anything at all."""
        return self.status != "none"

    @property
    def sends_status_by_itself(self) -> bool:
        """Whether it tells changes without being asked (automatic status back)."""
        return self.status.endswith("asb")

    def seconds_to_print(self, rows: int) -> float:
        """How long the head needs for this many rows, without the wire."""
        return rows * 25.4 / self.dpi / self.speed_mm_s


KEYS = (*(field.name for field in fields(Model) if field.name not in {"key", "baud", "flow"}), "serial")


@cache
def known_models() -> Mapping[str, Model]:
    """The models this program ships with, by key."""
    return read_models(HERE.read_text(encoding="utf-8"))


def one_way(model: Model) -> Model:
    """The same model behind a line on which it cannot answer."""
    return replace(model, status="none", sensors=frozenset(), confirm="time")


def read_models(text: str) -> dict[str, Model]:
    """Read a table of models.

    text    TOML, one table a model, as described at the head of models.toml.
    raises  ModelsRefused with every mistake in it at once.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ModelsRefused(f"not TOML: {error}") from error
    whole = {key: _inherited(key, tables) for key in tables}
    problems = [f"[{key}] {problem}" for key, table in whole.items() for problem in _problems(table, tables)]
    if problems:
        raise ModelsRefused("\n".join(problems))
    return {key: _model(key, table) for key, table in whole.items()}


def _inherited(key: str, tables: Mapping[str, Any]) -> dict[str, Any]:
    """One table with everything it inherits; a circle or an unknown parent stays visible as `inherit`."""
    table: dict[str, Any] = {"inherit": key}
    seen: set[str] = set()
    while (parent := table.pop("inherit", None)) is not None:
        if parent in seen or not isinstance(tables.get(parent), dict):
            return {**table, "inherit": parent}
        seen.add(parent)
        table = {**tables[parent], **table, **_next_parent(tables[parent])}
    return table


def _next_parent(table: Mapping[str, Any]) -> dict[str, Any]:
    return {"inherit": table["inherit"]} if "inherit" in table else {}


def _problems(table: Mapping[str, Any], tables: Mapping[str, Any]) -> Iterator[str]:
    if "inherit" in table:
        yield f"inherit = {table['inherit']!r}: a circle, or none of {', '.join(tables)}."
        return
    yield from (f"{key} is missing." for key in KEYS if key not in table)
    for key, value in table.items():
        if (meaning := _mistake(key, value)) is not None:
            yield f"{key} = {value!r}: {meaning}"


def _mistake(key: str, value: object) -> str | None:
    """What is wrong with one entry, or None."""
    if key in CHOICES:
        return None if value in CHOICES[key] else f"allowed: {', '.join(map(str, CHOICES[key]))}."
    if key in RANGES:
        return _range_mistake(RANGES[key], value)
    if key in LISTS:
        fine = isinstance(value, list) and all(entry in LISTS[key] for entry in value)
        return None if fine else f"a list of: {', '.join(LISTS[key])}."
    if key == "serial":
        fine = isinstance(value, dict) and value.get("baud") in BAUDS and value.get("flow") in FLOWS and len(value) == 2
        return None if fine else f"needs baud ({', '.join(map(str, BAUDS))}) and flow ({', '.join(FLOWS)})."
    if key == "name":
        return None if isinstance(value, str) and value else "must be a text."
    return f"unknown; known keys: {', '.join(KEYS)}."


def _range_mistake(allowed: range, value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and value in allowed:
        return None
    step = f" in steps of {allowed.step}" if allowed.step > 1 else ""
    return f"allowed: {allowed.start} to {allowed[-1]}{step}."


def _model(key: str, table: Mapping[str, Any]) -> Model:
    values: dict[str, Any] = {
        name: frozenset(value) if name in LISTS else value for name, value in table.items() if name != "serial"
    }
    return Model(key=key, **values, **table["serial"])
