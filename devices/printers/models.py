"""Reads models.toml: every model-specific fact as one checked value."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from devices.errors import DeviceError
from devices.printers.model_rules import BAUDS, CHOICES, FLOWS, LISTS, RANGES, SERIAL, mistake, mistakes, unknown_key

__all__ = ["BAUDS", "FLOWS", "Match", "Model", "ModelsRefused", "known_models", "one_way", "overridden", "read_models"]

HERE = Path(__file__).with_name("models.toml")


class ModelsRefused(DeviceError):
    """A table of models holds mistakes; one line each."""


@dataclass(frozen=True, slots=True)
class Match:
    """How a connected printer is recognised as one of this model; an empty text matches nothing.

    gs_i_name  stands in its answer to GS I 67.
    ieee1284   stands in its USB device id.
    usb        patterns of vendor:product in small hex, "*" for the rest.
    """

    gs_i_name: str = ""
    ieee1284: str = ""
    usb: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """One printer model; each field is a key of models.toml and explained at its head."""

    key: str
    name: str
    dialect: str
    dots: int
    dpi: int
    paper_mm: int
    speed_mm_s: int
    raster: str
    max_band_rows: int
    doubles_dots: bool
    feed_to_cutter_dots: int
    cut: str
    present: str
    present_steps: int
    unwanted: str
    status: str
    sensors: frozenset[str]
    confirm: str
    confirm_means: str
    clear: str
    rx_buffer: int
    text_pages: Mapping[str, int]
    quirks: frozenset[str]
    match: Match
    status_bits: Mapping[str, tuple[tuple[int, int], ...]]
    commands: Mapping[str, bytes]
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
# What a site may change in its printer's address; the tables of bytes and bits are the model's own.
SITE_KEYS = (*CHOICES, *RANGES, *LISTS, *SERIAL)


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


def overridden(model: Model, changes: Mapping[str, str]) -> Model:
    """The same model with single keys changed, as a site writes them in its printer's address.

    changes  key of models.toml (or baud, flow) -> value as text; the entries of a list are parted by commas.
    raises   ModelsRefused with every mistake in it at once.
    """
    values = {key: _from_text(key, text) for key, text in changes.items()}
    problems = [f"{key}={changes[key]}: {told}" for key in values if (told := _site_mistake(key, values[key]))]
    if not problems:
        changed = replace(model, **_as_fields(values))
        problems = list(mistakes(_as_table(changed), KEYS))
    if problems:
        raise ModelsRefused("\n".join(problems))
    return changed


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
    yield from mistakes(table, KEYS)


def _model(key: str, table: Mapping[str, Any]) -> Model:
    plain = {name: value for name, value in table.items() if name != "serial"}
    return Model(key=key, **_as_fields(plain), **table["serial"])


def _as_fields(table: Mapping[str, Any]) -> dict[str, Any]:
    """Checked entries of a table as what the fields of a Model hold."""
    return {name: _as_field(name, value) for name, value in table.items()}


def _as_field(name: str, value: Any) -> Any:
    if name in LISTS:
        return frozenset(value)
    match name:
        case "match":
            return Match(value.get("gs_i_name", ""), value.get("ieee1284", ""), tuple(value.get("usb", ())))
        case "status_bits":
            return {sign: tuple((at, mask) for at, mask in places) for sign, places in value.items()}
        case "commands":
            return {command: bytes.fromhex(text) for command, text in value.items()}
        case _:
            return value


def _as_table(model: Model) -> dict[str, Any]:
    """A model's plain entries once more as a table, to check them together."""
    table = {key: getattr(model, key) for key in KEYS if key != "serial"}
    lists = {key: sorted(table[key]) for key in LISTS}
    tables = {"match": {}, "status_bits": {}, "commands": {}, "serial": {"baud": model.baud, "flow": model.flow}}
    return {**table, **lists, **tables}


def _from_text(key: str, text: str) -> object:
    """A value as TOML would hold it; what does not fit stays a text and is refused."""
    if key in LISTS:
        return [entry for entry in text.split(",") if entry]
    if key in {**CHOICES, **SERIAL} and text in map(str, {**CHOICES, **SERIAL}[key]):
        return next(choice for choice in {**CHOICES, **SERIAL}[key] if str(choice) == text)
    if {"true": True, "false": False}.get(text) in CHOICES.get(key, ()):
        return text == "true"
    return int(text) if key in RANGES and text.isascii() and text.isdecimal() else text


def _site_mistake(key: str, value: object) -> str | None:
    if key not in SITE_KEYS:
        return "is the model's own; change models.toml." if key in KEYS else unknown_key(key, SITE_KEYS)
    if key in SERIAL:
        return None if value in SERIAL[key] else f"allowed: {', '.join(map(str, SERIAL[key]))}."
    return mistake(key, value, KEYS)
