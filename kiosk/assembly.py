"""The one place where parts are chosen from settings and joined; started in order, stopped in reverse."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, TextIO

from devices.printers.contract import Paper, Printer, PrinterStatus, State
from devices.scanners.contract import Scan, Scanner, ScannerState, Trouble
from kiosk.content.content import Content
from kiosk.content.known_good import read_known_good
from kiosk.content.shelf import SAMPLE, read_pack
from kiosk.errors import AlreadyRunning, ContentRefused, KioskError, Problem, StateFolderRefused
from kiosk.journal import Journal
from kiosk.mailbox import Mailbox
from kiosk.session.opening_hours import Opening, opening
from kiosk.settings import Settings, state_folder
from kiosk.tickets.lane import Lane
from kiosk.tickets.outcome import NoNumber, Taken, TicketOutcome
from kiosk.tickets.waiting import LaneNow
from kiosk.time_source import TimeSource
from kiosk.workers import ThreadWorker, Worker

if TYPE_CHECKING:
    from kiosk.database import Store
    from kiosk.dossiers.lookup import Lookup
    from kiosk.dossiers.provider import Provider
    from kiosk.tickets.desk import Desk
    from kiosk.tickets.ticket import Ticket
    from kiosk.words import Language

HEARTBEAT_S = 3.0
SLOW_BELOW_BAUD = 57_600  # the whole slip takes 3.4 s there
NOT_ASKED = PrinterStatus(State.UNKNOWN, frozenset(), Paper.UNKNOWN, 0.0, "", "not asked yet")


@dataclass(frozen=True, slots=True)
class Facts:
    """What devices and queue said last. lanes is empty while the queue cannot be read."""

    printer: PrinterStatus = NOT_ASKED
    scanner: ScannerState = ScannerState.UNKNOWN
    lanes: tuple[LaneNow, ...] = ()
    store_is_broken: bool = False


@dataclass
class Kiosk:
    """All parts of one terminal. Made by `assemble`; `start` opens devices and stores on their threads."""

    settings: Settings
    folder: Path
    time: TimeSource
    journal: Journal
    mailbox: Mailbox
    content: Content | None
    troubles: tuple[Problem, ...]
    on_facts: Callable[[], None] = lambda: None
    on_scan: Callable[[Scan], None] = lambda _scan: None
    on_unreadable: Callable[[Trouble], None] = lambda _trouble: None
    pause: Callable[[float], None] = sleep
    facts: Facts = field(default_factory=Facts)
    is_parked: bool = False
    _lock: TextIO | None = None
    _store: Store | None = None
    _desk: Desk | None = None
    _lookup: Lookup | None = None
    _stopped: bool = False

    # Parts with a thread of their own

    @cached_property
    def printer(self) -> Worker:
        """The thread that owns printer and ticket store."""
        return ThreadWorker("printer", self.mailbox, idle=self._heartbeat, every_s=HEARTBEAT_S)

    @cached_property
    def network(self) -> Worker:
        """The thread that asks the gateway."""
        return ThreadWorker("network", self.mailbox)

    @cached_property
    def scanner_thread(self) -> Worker:
        """The thread that listens to the scanner; it does nothing else."""
        return ThreadWorker("scanner", self.mailbox)

    @cached_property
    def printer_device(self) -> Printer:
        """The printer of the settings, or pictures in the state folder."""
        return _open_printer(self.settings, self.folder, self.time.stopwatch_s)

    @cached_property
    def scanner_device(self) -> Scanner:
        """The scanner of the settings."""
        return _open_scanner(self.settings, self.time.stopwatch_s)

    # From start to end

    def start(self) -> None:
        """Start the threads; what they find comes as facts. A parked terminal has nothing to start."""
        if self.is_parked:
            return
        for worker in (self.printer, self.network, self.scanner_thread):
            worker.start()
        _ = self.scanner_device  # made by one thread: keys ask for it as well as its own
        self.printer.do(self._open_desk, self._facts_are)
        self.scanner_thread.do(self._listen, lambda _none: None)

    def stop(self) -> None:
        """Stop in reverse: no new scans, no new questions, the slip in hand finished."""
        if self._stopped or self.is_parked:
            return
        self._stopped = True
        self.scanner_device.close()
        self.scanner_thread.stop(timeout_s=1.5)
        self.network.stop(timeout_s=0.5)  # a question on its way may take 8 s; nobody waits for the answer
        self.printer.stop(timeout_s=5.0)
        self.printer_device.close()
        if self._store is not None:
            self._store.close()
        if self._lock is not None:
            self._lock.close()

    # What threads use

    def desk(self) -> Desk:
        """Where numbers are taken; only on the printer's thread. Raises StoreBroken."""
        if self._desk is None:
            self._desk = _make_desk(self)
        return self._desk

    def lookup(self) -> Lookup:
        """Where dossiers are asked about; only on the network's thread."""
        if self._lookup is None:
            self._lookup = _make_lookup(self)
        return self._lookup

    def take(
        self,
        lane: str,
        request_id: str,
        *,
        language: Language,
        on_number: Callable[[Ticket], None],
        again: bool,
        klass: str,
    ) -> TicketOutcome:
        """One number and its slip; a store that cannot be opened gives none, and says so. Printer's thread."""
        try:
            outcome = self.desk().take(
                lane, request_id, language=language, on_number=on_number, again=again, klass=klass
            )
        except KioskError:
            outcome = NoNumber()
        self._heartbeat()
        return outcome

    def print_again(self, ticket: Ticket, *, language: Language) -> Taken:
        """Another slip of the same number. Printer's thread."""
        return self.desk().print_again(ticket, language=language)

    def opening_of(self, lane: Lane, now: datetime) -> Opening:
        """The hours of a lane: its own, or the office's."""
        hours = lane.hours or (self.content.hours if self.content else ())
        found = opening(now, hours, self.content.special_days if self.content else ())
        if self.always_open and not found.is_open:
            return replace(found, is_open=True, why=None, opens_at=None)
        return found

    @property
    def always_open(self) -> bool:
        """Whether numbers are given at any hour: by setting, or for those who try the sample on a desk at night."""
        terminal = self.settings.terminal
        if terminal.always_open is not None:
            return terminal.always_open
        return self.content is not None and self.content.is_sample and not terminal.production

    # The printer's thread

    def _open_desk(self) -> Facts:
        if self.content is None:  # no lanes, no numbers; why has been written down already
            return Facts(printer=self.printer_device.check(timeout_s=1.0))
        try:
            self.desk().recover()
        except KioskError as error:
            for problem in error.problems:
                self.journal.write("store-refused", problem=str(problem))
            self._status = self.printer_device.check(timeout_s=1.0)
            return Facts(printer=self._status, store_is_broken=True)
        return self._look_around()

    def _look_around(self) -> Facts:
        status = self.printer_device.check(timeout_s=1.0)
        lanes = self._desk.lanes_now() if self._desk is not None else ()
        if not self.counts_waiting:
            lanes = tuple(replace(lane, waiting=None) for lane in lanes)
        return Facts(printer=status, lanes=lanes, store_is_broken=self._desk is None)

    @property
    def counts_waiting(self) -> bool:
        """Whether people waiting are told. Numbers are not called through this program yet, so that in a lobby the
        count would only grow during the day; on a desk it shows what will be there.
        """
        return not self.settings.terminal.production

    def _heartbeat(self) -> None:
        facts = self._look_around()
        self.mailbox.post(lambda: self._facts_are(facts))

    # The scanner's thread

    def _listen(self) -> None:
        post = self.mailbox.post
        self.scanner_device.listen(
            lambda scan: post(lambda: self.on_scan(scan)),
            lambda state: post(lambda: self._scanner_is(state)),
            lambda trouble: post(lambda: self._unreadable(trouble)),
        )

    # The screen's thread

    def _facts_are(self, facts: Facts) -> None:
        before, self.facts = self.facts, replace(facts, scanner=self.facts.scanner)
        if before.printer.state != facts.printer.state or before.printer.conditions != facts.printer.conditions:
            words = ", ".join(sorted(condition.value for condition in facts.printer.conditions))
            self.journal.write("printer-is", state=facts.printer.state.value, conditions=words)
        self.on_facts()

    def _scanner_is(self, state: ScannerState) -> None:
        if state is not self.facts.scanner:
            self.journal.write("scanner-is", state=state.value)
        self.facts = replace(self.facts, scanner=state)
        self.on_facts()

    def _unreadable(self, trouble: Trouble) -> None:
        self.journal.write("scan-unreadable", kind=type(trouble).__name__)
        self.on_unreadable(trouble)


def assemble(settings: Settings, *, time: TimeSource, journal: Journal, mailbox: Mailbox) -> Kiosk:
    """Choose and join the parts of one terminal.

    Missing content is a trouble, not an end: dossiers can still be followed.
    raises  StateFolderRefused, AlreadyRunning: without its folder a terminal cannot promise a number.
    """
    folder = state_folder(settings)
    lock = locked(folder)
    content, troubles = read_content(settings, kept_in=folder)
    for problem in troubles:
        journal.write("content-refused", problem=str(problem))
    return Kiosk(settings, folder, time, journal, mailbox, content, troubles, _lock=lock)


def parked(
    settings: Settings, problems: tuple[Problem, ...], *, time: TimeSource, journal: Journal, mailbox: Mailbox
) -> Kiosk:
    """A terminal that may open nothing: its settings or its folder are refused. It only shows the house's own page."""
    return Kiosk(settings, state_folder(settings), time, journal, mailbox, None, problems, is_parked=True)


def read_content(settings: Settings, *, kept_in: Path | None = None) -> tuple[Content | None, tuple[Problem, ...]]:
    """The content release, or every reason why there is none.

    kept_in  where a release that was checked before may be kept; None: it is checked now.
    """
    folder = settings.content.folder or SAMPLE
    try:
        return (read_known_good(folder, kept_in=kept_in) if kept_in else read_pack(folder)), ()
    except ContentRefused as error:
        return None, error.problems


def locked(folder: Path) -> TextIO:
    """The state folder, made and held by this process until the file is closed.

    raises  StateFolderRefused when it cannot be made or written; AlreadyRunning when another terminal holds it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        lock = (folder / "lock").open("a+", encoding="utf-8")
    except OSError as error:
        cure = "Set terminal.state_folder in kiosk.toml to a folder this user may write."
        meaning = f"The state folder cannot be written ({error.strerror})."
        raise StateFolderRefused(Problem("state folder", str(folder), meaning, cure)) from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        holder = lock.read(20).strip()
        lock.close()
        meaning = f"Another terminal works on this state folder (process {holder or 'unknown'})."
        cure = "Stop it first, or give this one a folder of its own: terminal.state_folder, or KIOSK_STATE."
        raise AlreadyRunning(Problem("state folder", str(folder), meaning, cure)) from None
    lock.truncate(0)
    lock.write(f"{os.getpid()}\n")
    lock.flush()
    return lock


def printer_now(settings: Settings, folder: Path, *, timeout_s: float = 2.0) -> PrinterStatus:
    """What the printer of the settings says now, for a technician; opened and let go."""
    printer = _open_printer(settings, folder, monotonic)
    try:
        return printer.check(timeout_s=timeout_s)
    finally:
        printer.close()


def scanner_now(settings: Settings, *, timeout_s: float = 2.0) -> ScannerState:
    """Whether the scanner of the settings can be opened now, for a technician."""
    scanner = _open_scanner(settings, monotonic)
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


def _open_printer(settings: Settings, folder: Path, now_s: Callable[[], float]) -> Printer:
    from devices.address import parse_printer_address  # noqa: PLC0415 -- drivers bring Pillow: after the first picture
    from devices.open_device import open_printer  # noqa: PLC0415

    address = settings.printer.address or f"virtual://{folder / 'printed'}"
    return open_printer(parse_printer_address(address), now_s=now_s)


def _open_scanner(settings: Settings, now_s: Callable[[], float]) -> Scanner:
    from devices.address import parse_scanner_address  # noqa: PLC0415 -- as above
    from devices.open_device import open_scanner  # noqa: PLC0415

    return open_scanner(parse_scanner_address(settings.scanner.address), now_s=now_s)


def is_slip_compact(settings: Settings) -> bool:
    """Whether tickets are printed short: as set, or because the line would take many seconds for the whole slip."""
    if settings.printer.slip != "auto":
        return settings.printer.slip == "compact"
    from devices.address import parse_printer_address  # noqa: PLC0415 -- as above

    address = settings.printer.address
    baud = getattr(parse_printer_address(address), "baud", None) if address else None
    return baud is not None and baud < SLOW_BELOW_BAUD


def _make_desk(kiosk: Kiosk) -> Desk:
    from kiosk.database import open_store  # noqa: PLC0415 -- SQLAlchemy costs 200 ms and 28 MB: after the first picture
    from kiosk.tickets.desk import Desk, DeskRelease  # noqa: PLC0415
    from kiosk.tickets.layout import COMPACT_FILE, LAYOUT_FILE, read_layout  # noqa: PLC0415
    from kiosk.tickets.slip import OfficeOnSlip  # noqa: PLC0415
    from kiosk.tickets.tables import create_tables  # noqa: PLC0415

    content = kiosk.content
    if content is None:
        raise ContentRefused(Problem("content", "", "Without content there are no lanes.", "See the content problems."))
    store = kiosk._store = kiosk._store or open_store(kiosk.folder / "tickets.db")  # noqa: SLF001 -- closed by its owner
    create_tables(store)
    you = kiosk.settings.terminal.form_of_address
    office = OfficeOnSlip(content.office.name.vi, content.office.slip_ward.vi, you, counts=kiosk.counts_waiting)
    return Desk(
        DeskRelease(content.lanes, office, content.release),
        store,
        kiosk.printer_device,
        opening=kiosk.opening_of,
        kiosk_no=kiosk.settings.terminal.number,
        time=kiosk.time,
        journal=kiosk.journal,
        layout=read_layout(COMPACT_FILE if is_slip_compact(kiosk.settings) else LAYOUT_FILE),
    )


def _make_lookup(kiosk: Kiosk) -> Lookup:
    from kiosk.dossiers.lookup import Lookup  # noqa: PLC0415 -- requests costs 150 ms and 18 MB: only when asked
    from kiosk.dossiers.tries import TryLimits  # noqa: PLC0415

    rules = kiosk.settings.dossiers
    limits = TryLimits(misses_allowed=rules.misses_allowed, window_s=rules.misses_window_s, wait_s=rules.wait_s)
    provider = _http_provider(kiosk) if rules.provider == "http" else _sample_provider(kiosk)
    from kiosk.dossiers.answer_cache import AnswerCache  # noqa: PLC0415 -- cryptography: only when asked

    memory = AnswerCache(kiosk.folder, kiosk.time, kiosk.journal)
    return Lookup(
        provider, kiosk.time, kiosk.journal, limits=limits, factors=rules.factors, memory=memory, pause=kiosk.pause
    )


def _http_provider(kiosk: Kiosk) -> Provider:
    from kiosk.dossiers.http_provider import HttpProvider, Limits  # noqa: PLC0415

    rules = kiosk.settings.dossiers
    limits = Limits(connect_s=rules.connect_timeout_s, read_s=rules.read_timeout_s, total_s=rules.total_timeout_s)
    return HttpProvider(
        rules.address, limits=limits, token_file=rules.token_file, ca_file=rules.ca_file, time=kiosk.time
    )


def _sample_provider(kiosk: Kiosk) -> Provider:
    from kiosk.dossiers.sample_office import load_sample_office  # noqa: PLC0415
    from kiosk.dossiers.sample_provider import SampleProvider  # noqa: PLC0415

    return SampleProvider(load_sample_office(), kiosk.time, kiosk.pause)
