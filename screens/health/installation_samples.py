"""Every state of «Cài đặt»."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from kiosk.errors import Problem
from kiosk.health.installation import Installation, PluggedIn, Source, settings_in_force
from kiosk.health.measured_panel import MeasuredPanel
from kiosk.settings import Panel, PrinterSettings, ScannerSettings, Settings
from screens.health.check_samples import GOOD, NO_SCANNER
from screens.health.installation_state import InstallationState

SETTINGS = Settings(
    printer=PrinterSettings(address="escpos+serial:///dev/kiosk-printer?baud=115200&flow=rtscts&model=generic-80"),
    scanner=ScannerSettings(address="serial:///dev/kiosk-scanner?baud=9600&terminator=auto"),
)
WRITTEN = frozenset({"printer.address", "scanner.address", "panel.diagonal_in"})
CHANGED = replace(SETTINGS, panel=Panel(diagonal_in=23.8))
PLUGGED = (
    PluggedIn("serial", "/dev/serial/by-id/usb-Honeywell_Voyager_1450g-if00", "Honeywell Voyager 1450g"),
    PluggedIn("usb-printer", "04b8:0e15", "EPSON TM-T20II"),
    PluggedIn("serial", "/dev/ttyS0"),
)
FOUND = Installation(
    version="1.0.0",
    python="3.11.2",
    kivy="2.3.1",
    system="Debian GNU/Linux 12 (bookworm)",
    source=Source("git", "main", "51bb9eb2"),
    file=Path("/etc/kiosk/kiosk.toml"),
    folder=Path("/var/lib/kiosk/tickets"),
    settings=settings_in_force(SETTINGS, SETTINGS, WRITTEN),
    plugged=PLUGGED,
)
MISTAKE = Problem("kiosk.toml: panel.diagonal_in", "'21.5'", "This is of the wrong kind.", "Allowed: a number.")
MACHINE = InstallationState(SETTINGS, FOUND, GOOD, (412, date(2026, 11, 25)))
TOO_HIGH = replace(SETTINGS, panel=Panel(panel_bottom_mm=1050))
ENTERED = MeasuredPanel(SETTINGS.panel, {"diagonal_in": 23.8, "panel_bottom_mm": 750})
ENTERED_SETTINGS = replace(SETTINGS, panel=ENTERED.worn(SETTINGS.panel))
BROKEN = Problem("panel.json: diagonal_in", "0", "No panel is like that: 10 to 65.", "Enter it again on «Cài đặt».")
SAMPLES = {
    "machine": MACHINE,
    "machine_page_2": replace(MACHINE, page=2),
    "looking": replace(MACHINE, found=None),
    "entered": replace(MACHINE, settings=ENTERED_SETTINGS, measured=ENTERED),
    "entered_not_kept": replace(MACHINE, settings=ENTERED_SETTINGS, measured=replace(ENTERED, is_kept=False)),
    "entered_file_broken": replace(MACHINE, measured=MeasuredPanel(problems=(BROKEN,))),
    "too_high": replace(MACHINE, settings=TOO_HIGH, checks=(NO_SCANNER, *GOOD[1:])),
    "no_file": replace(MACHINE, found=replace(FOUND, file=None, source=Source()), release=None),
    "settings": replace(MACHINE, view="settings"),
    "settings_waiting": replace(
        MACHINE, view="settings", found=replace(FOUND, settings=settings_in_force(SETTINGS, CHANGED, WRITTEN))
    ),
    "settings_mistaken": replace(MACHINE, view="settings", found=replace(FOUND, mistakes=(MISTAKE,))),
    "devices": replace(MACHINE, view="devices"),
    "no_devices": replace(MACHINE, view="devices", found=replace(FOUND, plugged=())),
}
