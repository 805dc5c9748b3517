"""What settings alone decide: the single parts of a terminal, each made on demand. Heavy ones are imported late."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING

from devices.printers.contract import Printer, PrinterStatus
from devices.scanners.contract import Scanner, ScannerState
from kiosk.content.content import Content
from kiosk.content.known_good import read_or_keep
from kiosk.content.shelf import SAMPLE, read_shown
from kiosk.errors import ContentRefused, Problem
from kiosk.journal import Journal
from kiosk.settings import Settings
from kiosk.time_source import TimeSource

if TYPE_CHECKING:
    from kiosk.database import Store
    from kiosk.dossiers.local_names import LocalNames
    from kiosk.dossiers.lookup import Lookup, Memory
    from kiosk.health.installation import PluggedIn
    from kiosk.procedures.search import Search
    from kiosk.tickets.calling import Calling
    from kiosk.tickets.layout import Layout
    from kiosk.tickets.policy import Policy

SLOW_BELOW_BAUD = 57_600  # the whole slip takes 3.4 s there


def read_content(settings: Settings, *, kept_in: Path | None = None) -> tuple[Content | None, tuple[Problem, ...]]:
    """The content release, or every reason why there is none; while a new one is refused, the last good one too.

    kept_in  where a release that was checked before may be kept; None: it is checked now.
    """
    folder = settings.content.folder or SAMPLE
    if kept_in:
        reading = read_or_keep(folder, kept_in=kept_in)
        return reading.content, reading.problems
    try:
        return read_shown(folder), ()
    except ContentRefused as error:
        return None, error.problems


def printer_now(settings: Settings, folder: Path, *, timeout_s: float = 2.0) -> PrinterStatus:
    """What the printer of the settings says now, for a technician; opened and let go."""
    printer = open_the_printer(settings, folder, monotonic)
    try:
        return printer.check(timeout_s=timeout_s)
    finally:
        printer.close()


def scanner_now(settings: Settings, *, timeout_s: float = 2.0) -> ScannerState:
    """Whether the scanner of the settings can be opened now, for a technician."""
    scanner = open_the_scanner(settings, monotonic)
    states: SimpleQueue[ScannerState] = SimpleQueue()
    listening = Thread(target=scanner.listen, args=(lambda _scan: None, states.put, lambda _trouble: None), daemon=True)
    listening.start()
    try:
        return states.get(timeout=timeout_s)
    except Empty:
        return ScannerState.UNKNOWN
    finally:
        scanner.close()
        listening.join(timeout_s)


def open_the_printer(settings: Settings, folder: Path, now_s: Callable[[], float]) -> Printer:
    """The printer of the settings, or pictures in the state folder."""
    from devices.address import parse_printer_address  # noqa: PLC0415 -- drivers bring Pillow: after the first picture
    from devices.open_device import open_printer  # noqa: PLC0415

    address = settings.printer.address or f"virtual://{folder / 'printed'}"
    return open_printer(parse_printer_address(address), now_s=now_s)


def dpi_of(settings: Settings) -> int:
    """Dots an inch of the printer of the settings."""
    from devices.address import parse_printer_address  # noqa: PLC0415 -- as above
    from devices.open_device import model_at  # noqa: PLC0415

    return model_at(parse_printer_address(settings.printer.address or "virtual:///nowhere")).dpi


def open_the_scanner(settings: Settings, now_s: Callable[[], float]) -> Scanner:
    """The scanner of the settings."""
    from devices.address import parse_scanner_address  # noqa: PLC0415 -- as above
    from devices.open_device import open_scanner  # noqa: PLC0415

    return open_scanner(parse_scanner_address(settings.scanner.address), now_s=now_s)


def plugged_in() -> tuple[PluggedIn, ...]:
    """What is plugged in and could be a printer or a scanner, for a technician."""
    from devices.plugged import listed  # noqa: PLC0415 -- as above
    from kiosk.health.installation import PluggedIn  # noqa: PLC0415 -- only when asked

    return tuple(PluggedIn(each.kind, each.by_id or each.path or each.usb, each.name) for each in listed())


def is_slip_compact(settings: Settings) -> bool:
    """Whether tickets are printed short: as set, or because the line would take many seconds for the whole slip."""
    if settings.printer.slip != "auto":
        return settings.printer.slip == "compact"
    from devices.address import parse_printer_address  # noqa: PLC0415 -- as above

    address = settings.printer.address
    baud = getattr(parse_printer_address(address), "baud", None) if address else None
    return baud is not None and baud < SLOW_BELOW_BAUD


def slip_layout(settings: Settings, journal: Journal) -> Layout:
    """The layout of the settings; a mistake in its file must not stop the paper, so the embedded one stands in."""
    from kiosk.tickets.layout import COMPACT_FILE, LAYOUT_FILE, LayoutRefused, read_layout  # noqa: PLC0415 -- as above

    own, embedded = settings.printer.layout_file, COMPACT_FILE if is_slip_compact(settings) else LAYOUT_FILE
    try:
        return read_layout(own or embedded)
    except LayoutRefused as error:
        for problem in error.problems:
            journal.write("ticket-layout-refused", problem=str(problem))
        return read_layout(embedded)


def open_lobby(settings: Settings) -> Store:
    """The lobby's store of the settings, its tables up to date. Raises StoreBroken."""
    from kiosk.database import keep_or_close, open_store  # noqa: PLC0415 -- as above
    from kiosk.dossiers.secret_file import secret_in  # noqa: PLC0415
    from kiosk.tickets.tables import create_tables  # noqa: PLC0415

    secret = settings.tickets.password_file
    lobby = open_store(settings.tickets.store, password=lambda: secret_in(secret) if secret else None)
    return keep_or_close(lobby, create_tables)  # tried again every few seconds: none may stay open


def make_calling(settings: Settings, content: Content, store: Store, policy: Policy, *, time: TimeSource) -> Calling:
    """The counters' side of a store whose tables are there."""
    from kiosk.tickets.calling import Calling  # noqa: PLC0415 -- SQLAlchemy: only when asked

    calls, office = settings.queue.absent_after_calls, content.office.short_code
    return Calling(content.lanes, store, policy, time=time, absent_after_calls=calls, office=office)


def make_search(content: Content, *, kept_in: Path) -> Search:
    """What finds procedures in everyday words; its index is kept in a folder, for the next start."""
    from kiosk.content.kept_search import kept_search  # noqa: PLC0415 -- 8 MB and 0.1 s: only for who searches
    from kiosk.procedures.search import entry_of  # noqa: PLC0415

    entries = [entry_of(each) for each in content.catalogue.by_code.values()]
    return kept_search(entries, content.everyday_words, kept_in=kept_in)


def make_lookup(
    settings: Settings,
    *,
    time: TimeSource,
    journal: Journal,
    memory: Memory | None = None,
    content: Content | None = None,
    pause: Callable[[float], None] = sleep,
) -> Lookup:
    """Who is asked about dossiers, by the settings.

    memory   last known answers; None: there are none
    content  names of procedures and units, for back-offices that send only codes
    """
    from kiosk.dossiers.lookup import Lookup  # noqa: PLC0415 -- requests costs 150 ms and 18 MB: only when asked
    from kiosk.dossiers.providers import provider_of  # noqa: PLC0415
    from kiosk.dossiers.tries import TryLimits  # noqa: PLC0415

    rules = settings.dossiers
    limits = TryLimits(misses_allowed=rules.misses_allowed, window_s=rules.misses_window_s, wait_s=rules.wait_s)
    names = _local_names(content, rules.unit_prefixes) if content else None
    provider = provider_of(rules, names=names, time=time, journal=journal, pause=pause)
    return Lookup(provider, time, journal, limits=limits, factors=rules.factors, memory=memory, pause=pause)


def _local_names(content: Content, ours: Sequence[str]) -> LocalNames:
    from kiosk.dossiers.dossier import ProcedureOfDossier  # noqa: PLC0415
    from kiosk.dossiers.local_names import local_names  # noqa: PLC0415

    known = (
        ProcedureOfDossier(each.code, each.official_name, each.field.vi) for each in content.catalogue.by_code.values()
    )
    units = {code: each.name for each in content.units.provinces for code in each.identifiers}
    return local_names(known, units | dict.fromkeys(ours, content.office.name.vi))
