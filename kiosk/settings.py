"""What kiosk.toml may say: every key with its type, default, limits and meaning, as plain values.

The one list of the keys: `kiosk.settings_file` makes its checks from it, `make docs` the manual.
No file means embedded defaults: virtual printer, keyboard as scanner, sample content, demonstration office.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal, TypeVar

FILE_NAME = "kiosk.toml"
SYSTEM_FILE = Path("/etc/kiosk") / FILE_NAME
Value = TypeVar("Value")


def key(default: Value, meaning: str, **limits: float | str) -> Value:
    """One key of a table: what it is without a file, what it means, and its limits as pydantic names them."""
    declared: Value = field(default=default, metadata={"meaning": meaning, "limits": limits})
    return declared


@dataclass(frozen=True, slots=True)
class Terminal:
    """This machine among the others of the lobby."""

    number: int = key(1, "Number of this terminal in its lobby; stands on slips", ge=1, le=9)
    state_folder: Path | None = key(None, "Where numbers and pictures are kept; default: the user's state folder")
    always_open: bool | None = key(
        None, "Give numbers outside office hours too; default: only while the sample content is shown on a desk"
    )
    public_display: bool = key(
        default=False,
        meaning="A display on a wall: the on-time board in turn by month, quarter and year, nothing to touch",
    )
    production: bool = key(default=False, meaning="A lobby, not a desk: no inspection socket, no keyboard as scanner")
    metrics_file: Path | None = key(
        None,
        "Figures for a collector, written every 30 s in Prometheus' text format, such as …/kiosk.prom; default: none",
    )
    private_after_s: float = key(
        45,
        "Seconds without a touch after which somebody's own data are hidden and it is asked who is there",
        ge=20,
        le=45,
    )
    form_of_address: Literal["Ông/Bà", "Quý khách", "Bạn"] = key("Ông/Bà", "How the screen addresses citizens")


@dataclass(frozen=True, slots=True)
class Panel:
    """The screen as it hangs."""

    orientation: Literal["portrait", "landscape"] = key("portrait", "How the panel hangs")
    width_px: int | None = key(None, "Width in pixels; default 1080 upright, 1920 lying", ge=800, le=7680)
    height_px: int | None = key(None, "Height in pixels; default 1920 upright, 1080 lying", ge=600, le=7680)
    diagonal_in: float = key(21.5, "Visible diagonal in inches; all sizes in millimetres come from it", ge=10, le=100)
    panel_bottom_mm: float = key(
        800, "Lower edge of the visible panel above the floor, in mm; low buttons are computed from it", ge=0, le=2000
    )
    reach_limit_mm: float = key(
        1200, "How high a seated hand reaches, in mm: 1,200; 1,100 behind a shelf deeper than 510 mm", ge=600, le=1500
    )
    fullscreen: bool = key(default=False, meaning="Fill the panel instead of opening a window")
    scanner_side: Literal["below", "beside", "left", "right"] | None = key(
        None, "Where the scanner is, seen from the screen; default below (upright), beside (lying)"
    )

    start_low: bool = key(default=False, meaning="Start every visit with the low buttons, for a panel that hangs high")

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the window."""
        upright = self.orientation == "portrait"
        return self.width_px or (1080 if upright else 1920), self.height_px or (1920 if upright else 1080)


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """The slip printer."""

    address: str = key(
        "",
        "escpos+serial:///dev/…?baud=115200&flow=rtscts · escpos+tcp://host:9100 · escpos+file:///dev/usb/lp0 · "
        "virtual:///folder; empty: pictures in the state folder",
    )
    slip: Literal["auto", "full", "compact"] = key(
        "auto", "full: the whole slip; compact: less than half of its bytes; auto: compact on lines below 57,600 baud"
    )
    layout_file: Path | None = key(
        None, "A ticket's slip in the centre's own order and words (TOML); default: the ticket_layout.toml inside"
    )
    roll_m: float = key(
        20, "Metres on a new roll, for «Còn khoảng … phiếu»: about 20 on K80×45, 65 on K80×80", ge=2, le=500
    )


@dataclass(frozen=True, slots=True)
class ScannerSettings:
    """The barcode scanner."""

    address: str = key("keyboard:", "serial:///dev/… · keyboard: · virtual:///folder")


@dataclass(frozen=True, slots=True)
class Dossiers:
    """Where the state of a dossier is asked."""

    provider: Literal["sample", "http", "file", "igate", "opencps", "national"] = key(
        "sample",
        "sample: the embedded demonstration office; http: a gateway; file: an export in a folder; "
        "igate, opencps, national: a back-office itself (docs/status-providers.md)",
    )
    address: str = key(
        "",
        "http: address of the gateway, without path, such as https://gateway.example.vn; "
        "igate, opencps, national: of the system, with its path",
    )
    token_file: Path | None = key(
        None, "http, opencps: file with the bearer token of this terminal; $CREDENTIALS_DIRECTORY/… for systemd's"
    )
    ca_file: Path | None = key(None, "Certificate authority of the gateway or system (PEM)")
    client_cert_file: Path | None = key(None, "Certificate of this terminal (PEM)")
    client_key_file: Path | None = key(None, "Its key (PEM); default: in the same file")
    proxy: str = key("", "Such as http://proxy.example.vn:3128; empty: none", pattern=r"^(https?://[^\s@]+)?$")
    token_address: str = key("", "igate: address that gives tokens; national: address of the log-in")
    client_id: str = key("", "igate: client; national: user")
    client_secret_file: Path | None = key(
        None, "igate, national: file with its secret or password; $CREDENTIALS_DIRECTORY/… for systemd's"
    )
    agency_code: str = key("", "national only: madonvi", pattern=r"^[0-9A-Za-z._-]*$")
    destination_code: str = key("", "national only: dstcode of the bus; empty: none", pattern=r"^[0-9A-Za-z._-]*$")
    applicant_id_field: str = key(
        "",
        "igate only: field of applicant.data whose last four digits are compared; empty: only minimal answers",
        pattern=r"^[0-9A-Za-z_]*$",
    )
    folder: Path | None = key(None, "file only: folder the one-stop software drops its export into")
    key_file: Path | None = key(
        None, "file only: file with the key of `khoa`, at least 32 characters; default: only minimal answers"
    )
    policy: Literal["open", "standard", "strict"] = key(
        "standard",
        "Not for http: who sees a little without a second fact. open: everyone; standard: who scanned; strict: nobody",
    )
    status_map_file: Path | None = key(None, "Not for http: the site's own words for states of a dossier (TOML)")
    source_name: str = key("Hệ thống một cửa", "Not for http: name of the system below an answer")
    unit_prefixes: tuple[str, ...] = key(("H24.15",), "Unit codes that are ours", min_length=1)
    default_unit: str = key("H24.15", "Unit code filled in when a code is typed")
    extra_code_patterns: tuple[str, ...] = key((), "Further shapes of receipt codes (regular expressions)")
    factors: tuple[Literal["id_last4", "phone_last4", "secret"], ...] = key(
        ("id_last4",), "What is accepted as second fact, the preferred one first", min_length=1
    )
    connect_timeout_s: float = key(2, "Seconds to reach the gateway or system", gt=0, le=10)
    read_timeout_s: float = key(5, "Seconds to wait for its next byte", gt=0, le=30)
    total_timeout_s: float = key(8, "Seconds for the whole answer", gt=0, le=30)
    misses_allowed: int = key(5, "Unknown codes before the terminal pauses look-ups", ge=1, le=100)
    misses_window_s: int = key(300, "Seconds in which they are counted", ge=10, le=86400)
    wait_s: int = key(300, "Seconds of the pause", ge=10, le=86400)


@dataclass(frozen=True, slots=True)
class ContentSettings:
    """The content release."""

    folder: Path | None = key(None, "Folder of the content release; default: the sample that comes along")
    stale_after_days: int = key(180, "Records older than this add «Xin hỏi lại tại quầy»", ge=1, le=3650)


@dataclass(frozen=True, slots=True)
class TicketSettings:
    """Where numbers come from."""

    store: str = key(
        "",
        "Several terminals in one lobby: postgresql+psycopg://user@host/database, without a password; its query may "
        "name certificates (?sslmode=verify-full&sslrootcert=…). Empty: this terminal counts for itself",
        pattern=r"^(postgresql\+psycopg://([^\s:@/]+@)?[^\s:@/]+(:[0-9]+)?/[^\s?]+(\?\S*)?)?$",
    )
    password_file: Path | None = key(
        None, "File with the password of that user; $CREDENTIALS_DIRECTORY/… for systemd's; default: none"
    )


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """Calling numbers."""

    calls_here: bool = key(
        default=False,
        meaning="Counters call numbers through this program: a lobby is told people waiting and waiting times, too",
    )
    policy_file: Path | None = key(
        None, "Priority classes with their law, ratio and longest wait (TOML); default: the queue_policy.toml inside"
    )
    ask_waiting: int = key(
        30,
        "More people waiting in a lane than this: the citizen is told and asked before taking a number",
        ge=1,
        le=999,
    )
    absent_after_calls: int = key(3, "Calls before a number may be set absent", ge=1, le=10)


@dataclass(frozen=True, slots=True)
class StaffCallSettings:
    """The bell of «Gọi cán bộ»; without one the screen only shows the way."""

    command: tuple[str, ...] = key(
        (), "Program to run when staff are called, with its arguments, such as a chime; 0 means that it rang"
    )
    line_file: Path | None = key(
        None, "File that rings a relay when written, such as /sys/class/gpio/gpio17/value; default: none"
    )
    line_on: str = key("1", "What is written into it to ring", pattern=r"^[!-~]{1,16}$")
    line_off: str = key("0", "And to stop", pattern=r"^[!-~]{1,16}$")
    line_s: float = key(2, "Seconds between the two", gt=0, le=10)


@dataclass(frozen=True, slots=True)
class Channels:
    """Ways beside this office."""

    zalo_url: str = key("", "The centre's Zalo account; empty: no Zalo button", pattern=r"^(https://\S+)?$")


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """Loudspeaker, headphones and voice."""

    output: str = key(
        "auto",
        "auto: PulseAudio or PipeWire, else ALSA, else silent; none · aplay · paplay · virtual:///folder (files)",
        pattern=r"^(auto|none|aplay|paplay|virtual:///.+)$",
    )
    signs: bool = key(default=True, meaning="A click at each press and a tone before a page ends by itself")
    voices_folder: Path | None = key(
        None, "Recordings of fixed sentences, a folder a language with clips.json; default: assets/voices"
    )


@dataclass(frozen=True, slots=True)
class KeypadSettings:
    """An assistive keypad: arrows, ✓ and a key for voice and low buttons."""

    usb: str = key(
        "",
        "vendor:product of the keypad, as lsusb shows them; empty: none",
        pattern=r"^([0-9a-fA-F]{4}:[0-9a-fA-F]{4})?$",
    )
    voice_code: int = key(183, "Kernel's code of the key for voice and low buttons (183: F13, 138: Help)", ge=1, le=767)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything kiosk.toml may say; what comes from a file was checked by `read_settings`."""

    terminal: Terminal = field(default_factory=Terminal)
    panel: Panel = field(default_factory=Panel)
    printer: PrinterSettings = field(default_factory=PrinterSettings)
    scanner: ScannerSettings = field(default_factory=ScannerSettings)
    dossiers: Dossiers = field(default_factory=Dossiers)
    content: ContentSettings = field(default_factory=ContentSettings)
    channels: Channels = field(default_factory=Channels)
    tickets: TicketSettings = field(default_factory=TicketSettings)
    queue: QueueSettings = field(default_factory=QueueSettings)
    sound: SoundSettings = field(default_factory=SoundSettings)
    keypad: KeypadSettings = field(default_factory=KeypadSettings)
    staff_call: StaffCallSettings = field(default_factory=StaffCallSettings)


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
    from kiosk.settings_file import read_file  # noqa: PLC0415 -- pydantic: not without a file

    return read_file(path)


def state_folder(settings: Settings, environment: Mapping[str, str] = os.environ) -> Path:
    """Where numbers and pictures are kept: the setting, systemd's, or the user's own state folder (XDG)."""
    if settings.terminal.state_folder is not None:
        return settings.terminal.state_folder
    if given := environment.get("KIOSK_STATE"):
        return Path(given)
    base = environment.get("XDG_STATE_HOME") or Path(environment.get("HOME", "/")) / ".local" / "state"
    return Path(base) / "mot-cua-kiosk"


def known_keys() -> dict[str, str]:
    """Every key with what it means, in the order of the manual."""
    usual = Settings()
    return {
        f"{table.name}.{each.name}": str(each.metadata["meaning"])
        for table in fields(usual)
        for each in fields(getattr(usual, table.name))
    }
