"""kiosk.toml -> Settings; all mistakes at once: key, value, what is allowed, the key you probably meant.

No file means embedded defaults: virtual printer, keyboard as scanner, sample content, demonstration office.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from devices.address import parse_printer_address, parse_scanner_address
from devices.errors import AddressError
from kiosk.errors import Problem, SettingsRefused

FILE_NAME = "kiosk.toml"
SYSTEM_FILE = Path("/etc/kiosk") / FILE_NAME
UNIT = r"[0-9A-Z]{3}(\.[0-9A-Z]{1,3}){1,3}|[0-9]{5}"


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


class Section(BaseModel):
    """A table of kiosk.toml; a key it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Terminal(Section):
    """This machine among the others of the lobby."""

    number: int = Field(1, ge=1, le=9, description="Number of this terminal in its lobby; stands on slips")
    state_folder: Path | None = Field(None, description="Where numbers and pictures are kept; default: the user's state folder")
    always_open: bool | None = Field(
        None, description="Give numbers outside office hours too; default: only while the sample content is shown on a desk"
    )
    production: bool = Field(default=False, description="A lobby, not a desk: no inspection socket, no keyboard as scanner")
    form_of_address: Literal["Ông/Bà", "Quý khách", "Bạn"] = Field("Ông/Bà", description="How the screen addresses citizens")


class Panel(Section):
    """The screen as it hangs."""

    orientation: Literal["portrait", "landscape"] = Field("portrait", description="How the panel hangs")
    width_px: int | None = Field(None, ge=800, le=7680, description="Width in pixels; default 1080 upright, 1920 lying")
    height_px: int | None = Field(None, ge=600, le=7680, description="Height in pixels; default 1920 upright, 1080 lying")
    diagonal_in: float = Field(21.5, ge=10, le=100, description="Visible diagonal in inches; all sizes in millimetres come from it")
    fullscreen: bool = Field(default=False, description="Fill the panel instead of opening a window")
    scanner_side: Literal["below", "beside", "left", "right"] | None = Field(
        None, description="Where the scanner is, seen from the screen; default below (upright), beside (lying)"
    )

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the window."""
        upright = self.orientation == "portrait"
        return self.width_px or (1080 if upright else 1920), self.height_px or (1920 if upright else 1080)

    @model_validator(mode="after")
    def _sides_agree(self) -> Panel:
        width, height = self.size_px
        if (self.orientation == "portrait") != (height > width):
            raise ValueError(f"{width} × {height} does not hang {self.orientation}")
        return self


class PrinterSettings(Section):
    """The slip printer."""

    address: Annotated[str, AfterValidator(_printer)] = Field(
        "", description="escpos+serial:///dev/…?baud=115200&flow=rtscts · escpos+tcp://host:9100 · escpos+file:///dev/usb/lp0 · "
        "virtual:///folder; empty: pictures in the state folder"
    )


class ScannerSettings(Section):
    """The barcode scanner."""

    address: Annotated[str, AfterValidator(_scanner)] = Field(
        "keyboard:", description="serial:///dev/… · keyboard: · virtual:///folder"
    )


class Dossiers(Section):
    """Where the state of a dossier is asked."""

    provider: Literal["sample", "http"] = Field("sample", description="sample: the embedded demonstration office; http: a gateway")
    address: str = Field("", description="http only: address of the gateway, without path, such as https://gateway.example.vn")
    token_file: Path | None = Field(None, description="http only: file that holds the bearer token of this terminal")
    ca_file: Path | None = Field(None, description="http only: certificate authority of the gateway (PEM)")
    unit_prefixes: tuple[UnitCode, ...] = Field(("H24.15",), min_length=1, description="Unit codes that are ours")
    default_unit: UnitCode = Field("H24.15", description="Unit code filled in when a code is typed")
    extra_code_patterns: tuple[Annotated[str, AfterValidator(_pattern)], ...] = Field(
        (), description="Further shapes of receipt codes (regular expressions)"
    )
    factors: tuple[Literal["id_last4", "phone_last4", "secret"], ...] = Field(
        ("id_last4",), min_length=1, description="What the gateway accepts as second fact"
    )
    connect_timeout_s: float = Field(2, gt=0, le=10, description="Seconds to reach the gateway")
    read_timeout_s: float = Field(5, gt=0, le=30, description="Seconds to wait for its next byte")
    total_timeout_s: float = Field(8, gt=0, le=30, description="Seconds for the whole answer")
    misses_allowed: int = Field(5, ge=1, le=100, description="Unknown codes before the terminal pauses look-ups")
    misses_window_s: int = Field(300, ge=10, le=86400, description="Seconds in which they are counted")
    wait_s: int = Field(300, ge=10, le=86400, description="Seconds of the pause")

    @model_validator(mode="after")
    def _address_fits(self) -> Dossiers:
        if self.provider == "http" and not re.fullmatch(r"https?://[^/\s?#]+/?", self.address):
            raise ValueError('provider = "http" needs an address such as "https://gateway.example.vn"')
        return self


class ContentSettings(Section):
    """The content release."""

    folder: Path | None = Field(None, description="Folder of the content release; default: the sample that comes along")
    stale_after_days: int = Field(180, ge=1, le=3650, description="Records older than this add «Xin hỏi lại tại quầy»")


class Channels(Section):
    """Ways beside this office."""

    zalo_url: str = Field("", pattern=r"^(https://\S+)?$", description="The centre's Zalo account; empty: no Zalo button")


class Settings(Section):
    """Everything kiosk.toml may say."""

    terminal: Terminal = Terminal()
    panel: Panel = Panel()
    printer: PrinterSettings = PrinterSettings()
    scanner: ScannerSettings = ScannerSettings()
    dossiers: Dossiers = Dossiers()
    content: ContentSettings = ContentSettings()
    channels: Channels = Channels()

    @model_validator(mode="after")
    def _a_lobby_is_not_a_desk(self) -> Settings:
        if self.terminal.production and self.scanner.address.startswith("keyboard:"):
            raise ValueError("terminal.production: a keyboard is no scanner in a lobby; set scanner.address")
        return self


def find_settings_file(given: Path | None, environment: Mapping[str, str]) -> Path | None:
    """The settings file: the given one, $KIOSK_SETTINGS, kiosk.toml here, the system's; None when there is none."""
    if given is not None:
        return given
    if named := environment.get("KIOSK_SETTINGS"):
        return Path(named)
    return next((path for path in (Path(FILE_NAME), SYSTEM_FILE) if path.is_file()), None)


def read_settings(path: Path | None) -> Settings:
    """The settings of a file, or the embedded defaults.

    raises  SettingsRefused with every problem at once.
    """
    if path is None:
        return Settings()
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsRefused(Problem(str(path), "", f"The file cannot be read ({error.strerror}).", "Check name and rights.")) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsRefused(Problem(str(path), "", f"This is not TOML: {error}.", "Correct that line.")) from None
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise SettingsRefused(*_problems(error, path.name)) from None


def state_folder(settings: Settings, environment: Mapping[str, str] = os.environ) -> Path:
    """Where numbers and pictures are kept: the setting, systemd's, or the user's own state folder (XDG)."""
    if settings.terminal.state_folder is not None:
        return settings.terminal.state_folder
    if given := environment.get("KIOSK_STATE"):
        return Path(given)
    base = environment.get("XDG_STATE_HOME") or Path(environment.get("HOME", "/")) / ".local" / "state"
    return Path(base) / "mot-cua-kiosk"


def _problems(error: ValidationError, file: str) -> Iterator[Problem]:
    mistakes = error.errors(include_url=False)
    inside = {mistake["loc"][:-1] for mistake in mistakes}
    for mistake in mistakes:
        if mistake["type"] == "too_short" and mistake["loc"] in inside:
            continue  # only because its items are wrong, and they are told already
        place = ".".join(str(part) for part in mistake["loc"]) or "(whole file)"
        value = "" if isinstance(mistake["input"], dict | BaseModel) else repr(mistake["input"])
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
    if not name or name in Settings.model_fields:
        return "Make these keys agree; they are listed in docs/settings.md."
    table, _, key = name.rpartition(".")
    meant = {each.rpartition(".")[2]: each for each in keys}
    meant |= {each.rpartition(".")[2]: each for each in keys if each.startswith(f"{table}.")}  # its own table first
    meant |= {} if table else {each: each for each in Settings.model_fields}
    if near := difflib.get_close_matches(key, meant, n=1, cutoff=0.6):
        return f"Did you mean {meant[near[0]]}?"
    return "The known keys are listed in docs/settings.md."


def known_keys() -> dict[str, str]:
    """Every key with what it means, in the order of the manual."""
    return {
        f"{section}.{key}": str(field.description)
        for section, table in Settings.model_fields.items()
        for key, field in _fields(table.annotation)
    }


def _fields(table: Any) -> Iterator[tuple[str, Any]]:
    yield from table.model_fields.items()
