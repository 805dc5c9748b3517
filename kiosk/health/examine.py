"""All seven parts at once, from what devices, journal and machine have told. Pure: nobody is asked here."""

from __future__ import annotations

from dataclasses import dataclass

from devices.printers.contract import PrinterStatus
from devices.scanners.contract import ScannerState
from kiosk.content.content import Content
from kiosk.health.device_checks import PrinterCheck, ScannerCheck
from kiosk.health.machine import MachineFacts
from kiosk.health.machine_checks import ClockCheck, DiskCheck, SoundCheck
from kiosk.health.paper_count import RollUse
from kiosk.health.part import PartCheck
from kiosk.health.recent_events import RecentEvents
from kiosk.health.server_probe import Probe
from kiosk.health.service_checks import ContentCheck, ServerCheck
from kiosk.settings import Settings
from kiosk.words import Language


@dataclass(frozen=True, slots=True)
class Told:
    """What is known at this moment.

    problems    why a content release was refused, counted
    unprinted   numbers without paper that still wait
    probe       the gateway asked just now; None: not asked, or there is no harmless question
    is_trusted  whether the clock's time may be printed
    voices      languages there is a voice for
    """

    printer: PrinterStatus
    scanner: ScannerState
    content: Content | None
    problems: int
    roll: RollUse
    machine: MachineFacts
    probe: Probe | None = None
    unprinted: int = 0
    is_trusted: bool = True
    voices: tuple[Language, ...] = ()


def examine(told: Told, settings: Settings, events: RecentEvents) -> tuple[PartCheck, ...]:
    """The seven parts in the order of the page."""
    machine = told.machine
    return (
        scanner_check(told.scanner, events),
        printer_check(told, settings, events),
        server_check(told.probe, settings, events),
        content_check(told, settings),
        SoundCheck(machine.has_sound, told.voices),
        disk_check(machine, events),
        ClockCheck(told.is_trusted, machine.is_synced, machine.offset_s),
    )


def disk_check(machine: MachineFacts, events: RecentEvents) -> DiskCheck:
    """The disk; a ticket store that was found damaged is an error of it, until a night finds it whole again."""
    last = events.last("ticket-store-damaged", "ticket-store-looked-after")
    is_damaged = last is not None and last.name == "ticket-store-damaged"
    errors = machine.disk_errors + is_damaged
    return DiskCheck(machine.free_bytes, machine.temperature_c, machine.is_writable, errors)


def scanner_check(state: ScannerState, events: RecentEvents) -> ScannerCheck:
    """The scanner, and since when it is so."""
    last = events.last("scanner-is")
    return ScannerCheck(state, last.at if last and last.fields.get("state") == state.value else None)


def printer_check(told: Told, settings: Settings, events: RecentEvents) -> PrinterCheck:
    """The printer, its paper, and since when it is so."""
    printer, last = told.printer, events.last("printer-is")
    since = last.at if last and last.fields.get("state") == printer.state.value else None
    left = told.roll.slips_left(settings.printer.roll_m)
    return PrinterCheck(
        printer.state, printer.conditions, printer.paper, since, left, told.roll.printed_at, told.unprinted
    )


def server_check(probe: Probe | None, settings: Settings, events: RecentEvents) -> ServerCheck:
    """The server: what came last of a probe, an answer and a silence."""
    is_lobby = settings.terminal.production
    if settings.dossiers.provider == "sample":
        return ServerCheck("sample", is_lobby=is_lobby)
    silence, answer = events.last("dossier-service-silent", "dossier-service-back"), events.last("dossier-looked-up")
    latest = max((each.at for each in (silence, answer) if each), default=None)
    if probe is not None and (latest is None or probe.at >= latest):
        return ServerCheck("answered" if probe.answered else "silent", probe.at, probe.milliseconds, is_lobby)
    if silence is not None and silence.name == "dossier-service-silent":
        return ServerCheck("silent", silence.at, None, is_lobby)
    if answer is None:
        return ServerCheck(is_lobby=is_lobby)
    milliseconds = answer.fields.get("milliseconds")
    return ServerCheck("answered", answer.at, milliseconds if isinstance(milliseconds, int) else None, is_lobby)


def content_check(told: Told, settings: Settings) -> ContentCheck:
    """The content release in use."""
    is_lobby, content = settings.terminal.production, told.content
    if content is None:
        return ContentCheck(problems=told.problems, is_lobby=is_lobby)
    count = len(content.catalogue.by_code)
    return ContentCheck(content.release, count, content.released_on, told.problems, content.is_sample, is_lobby)
