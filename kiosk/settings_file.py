"""kiosk.toml -> Settings; all mistakes at once: key, value, what is allowed, the key you probably meant.

Types, defaults and limits are those of `kiosk.settings`; what only code can judge stands here. Pydantic costs 100 ms
and 15 MB, so this file is imported only where there is something to check.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Annotated, Any, cast, get_type_hints

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model

from devices.address import parse_printer_address, parse_scanner_address
from devices.errors import AddressError
from kiosk.errors import Problem, SettingsRefused
from kiosk.settings import FILE_NAME, Dossiers, Panel, Settings, known_keys

UNIT = r"[0-9A-Z]{3}(\.[0-9A-Z]{1,3}){1,3}|[0-9]{5}"
GATEWAY = r"https?://[^/\s?#]+/?"
SYSTEM = r"https?://[^/\s?#]+(/[^\s?#]*)?"
# What each way of asking cannot do without, and the second facts it can compare.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "file": ("folder",),
    "igate": ("address", "token_address", "client_id", "client_secret_file"),
    "opencps": ("address",),
    "national": ("address", "token_address", "client_id", "client_secret_file", "agency_code"),
}
PROVABLE: Mapping[str, tuple[str, ...]] = {
    "file": ("id_last4", "phone_last4"),
    "igate": ("id_last4",),
    "national": ("id_last4", "phone_last4"),
}
TABLES = tuple(each.name for each in fields(Settings))


def read_file(path: Path) -> Settings:
    """The settings of a file.

    raises  SettingsRefused with every problem at once.
    """
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsRefused(
            Problem(str(path), "", f"The file cannot be read ({error.strerror}).", "Check name and rights.")
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsRefused(Problem(str(path), "", f"This is not TOML: {error}.", "Correct that line.")) from None
    return checked(tables, path.name)


def checked(tables: Mapping[str, object], file: str = FILE_NAME) -> Settings:
    """The settings of tables as a TOML file gives them.

    raises  SettingsRefused with every problem at once.
    """
    try:
        return WHOLE.validate_python(tables)
    except ValidationError as error:
        raise SettingsRefused(*_problems(error, file)) from None


# What a text must be


def _printer(text: str) -> str:
    if text:
        try:
            parse_printer_address(text)
        except AddressError as error:
            raise ValueError(str(error)) from None
    return text


def _scanner(text: str) -> str:
    try:
        parse_scanner_address(text)
    except AddressError as error:
        raise ValueError(str(error)) from None
    return text


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return text


def _unit(text: str) -> str:
    if not re.fullmatch(UNIT, text):
        raise ValueError("a unit code such as H24.15, 000.00.16.H24 or 03115")
    return text


UnitCode = Annotated[str, AfterValidator(_unit)]
# Keys whose text must be something that types and limits cannot say.
STRICTER: Mapping[str, Any] = {
    "PrinterSettings.address": Annotated[str, AfterValidator(_printer)],
    "ScannerSettings.address": Annotated[str, AfterValidator(_scanner)],
    "Dossiers.unit_prefixes": tuple[UnitCode, ...],
    "Dossiers.default_unit": UnitCode,
    "Dossiers.extra_code_patterns": tuple[Annotated[str, AfterValidator(_pattern)], ...],
}


# What must agree


def _sides_agree(panel: Panel) -> None:
    width, height = panel.size_px
    if (panel.orientation == "portrait") != (height > width):
        raise ValueError(f"{width} × {height} does not hang {panel.orientation}")


def _provider_fits(dossiers: Dossiers) -> None:
    if wrong := list(_provider_problems(dossiers)):
        raise ValueError("; ".join(wrong))


def _provider_problems(dossiers: Dossiers) -> Iterator[str]:
    """Everything a way of asking needs and has not, or has and cannot use."""
    chosen = f'provider = "{dossiers.provider}"'
    if missing := [name for name in NEEDED.get(dossiers.provider, ()) if not getattr(dossiers, name)]:
        yield f"{chosen} needs {', '.join(missing)}"
    if dossiers.provider == "http" and not re.fullmatch(GATEWAY, dossiers.address):
        yield f'{chosen} needs an address such as "https://gateway.example.vn"'
    for name in ("address", "token_address"):
        address = getattr(dossiers, name)
        if name in NEEDED.get(dossiers.provider, ()) and address and not re.fullmatch(SYSTEM, address):
            yield f'{name} must be an address such as "https://one-stop.example.vn/api", without ? and #'
    unknown = [kind for kind in dossiers.factors if kind not in PROVABLE.get(dossiers.provider, dossiers.factors)]
    if unknown:
        yield f"{chosen} cannot compare {', '.join(unknown)}; take it out of factors"
    if dossiers.provider == "opencps" and "secret" not in dossiers.factors:
        yield f'{chosen} answers nobody without the secret of the receipt; factors = ["secret"]'


def _a_lobby_is_not_a_desk(settings: Settings) -> None:
    if not settings.scanner.address.startswith("keyboard:"):
        return
    if settings.terminal.production:
        raise ValueError("terminal.production: a keyboard is no scanner in a lobby; set scanner.address")
    if _is_a_service():
        raise ValueError("scanner.address: started by systemd, as in a lobby, a keyboard is no scanner; set it")


def _is_a_service() -> bool:
    """Whether systemd started this program and keeps what it says; INVOCATION_ID alone is inherited on desks, too."""
    said_to = os.fstat(2)
    is_kept = os.environ.get("JOURNAL_STREAM") == f"{said_to.st_dev}:{said_to.st_ino}"
    return is_kept and "INVOCATION_ID" in os.environ


RULES: Mapping[type, Callable[[Any], None]] = {
    Panel: _sides_agree,
    Dossiers: _provider_fits,
    Settings: _a_lobby_is_not_a_desk,
}


# The checks, made from the list of keys


def _model(kind: type) -> type[BaseModel]:
    """A table that refuses keys it does not know."""
    hints = get_type_hints(kind)
    keys: dict[str, Any] = {}
    for each in fields(kind):
        allowed = STRICTER.get(f"{kind.__name__}.{each.name}", hints[each.name])
        keys[each.name] = (allowed, Field(each.default, **each.metadata["limits"]))
    return create_model(kind.__name__, __config__=ConfigDict(extra="forbid"), **keys)


def _whole() -> TypeAdapter[Settings]:
    usual = Settings()
    tables: dict[str, Any] = {}
    for name in TABLES:
        kind = type(getattr(usual, name))
        tables[name] = (_as_value(_model(kind), kind), Field(default_factory=kind))
    whole = create_model("Settings", __config__=ConfigDict(extra="forbid"), **tables)
    return TypeAdapter(cast("type[Settings]", _as_value(whole, Settings)))


def _as_value(model: type[BaseModel], kind: type) -> Any:
    return Annotated[model, AfterValidator(partial(_value, kind))]


def _value(kind: type, model: BaseModel) -> Any:
    value = kind(**vars(model))
    if kind in RULES:
        RULES[kind](value)
    return value


WHOLE = _whole()


# What is said about mistakes


def _problems(error: ValidationError, file: str) -> Iterator[Problem]:
    mistakes = error.errors(include_url=False)
    inside = {mistake["loc"][:-1] for mistake in mistakes}
    for mistake in mistakes:
        if mistake["type"] == "too_short" and mistake["loc"] in inside:
            continue  # only because its items are wrong, and they are told already
        place = ".".join(str(part) for part in mistake["loc"]) or "(whole file)"
        value = "" if isinstance(mistake["input"], Mapping) else repr(mistake["input"])
        yield Problem(f"{file}: {place}", value, _meaning(mistake["type"], mistake["msg"]), _cure(mistake["loc"]))


def _meaning(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "This key is not known."
    return message.removeprefix("Value error, ").rstrip(".") + "."


def _cure(place: tuple[int | str, ...]) -> str:
    keys = known_keys()
    name = ".".join(str(part) for part in place if not isinstance(part, int))
    if name in keys:
        return f"Allowed: {keys[name]}."
    if not name or name in TABLES:
        return "Make these keys agree; they are listed in docs/settings.md."
    table, _, key = name.rpartition(".")
    meant = {each.rpartition(".")[2]: each for each in keys}
    meant |= {each.rpartition(".")[2]: each for each in keys if each.startswith(f"{table}.")}  # its own table first
    meant |= {} if table else {each: each for each in TABLES}
    if near := difflib.get_close_matches(key, meant, n=1, cutoff=0.6):
        return f"Did you mean {meant[near[0]]}?"
    return "The known keys are listed in docs/settings.md."
