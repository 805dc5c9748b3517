"""The one place where parts are chosen from settings and joined; started in order, stopped in reverse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, TextIO

from devices.keypads.contract import Key, Keypad
from devices.printers.contract import Printer
from devices.scanners.contract import BehaviourChanged, ProgrammingCode, Scan, Scanner, ScannerState, Trouble
from devices.sound.contract import SoundState
from kiosk.content.brand import colour_problems
from kiosk.content.content import Content
from kiosk.errors import KioskError, Problem
from kiosk.facts import Facts
from kiosk.health.measured_panel import MeasuredPanel, read_measured
from kiosk.health.printer_entries import PrinterEntries
from kiosk.health.recent_events import RecentEvents
from kiosk.journal import Journal
from kiosk.mailbox import Mailbox
from kiosk.parts import dpi_of, make_search, open_the_printer, open_the_scanner, read_content
from kiosk.printer_side import PrinterSide
from kiosk.session.opening_hours import ClosedDay, Opening, SpecialDay, opening
from kiosk.settings import Settings, state_folder
from kiosk.state_lock import locked
from kiosk.tickets.lane import Lane
from kiosk.tickets.outcome import Taken
from kiosk.time_source import TimeSource
from kiosk.workers import ThreadWorker, Worker

if TYPE_CHECKING:
    from kiosk.database import Store
    from kiosk.dossiers.lookup import Lookup
    from kiosk.health.staff_bell import StaffBell
    from kiosk.office_talk import OfficeTalk
    from kiosk.procedures.search import Search
    from kiosk.speech.speech import Speech
    from kiosk.staff import Staff
    from kiosk.staff_acts import StaffActs
    from kiosk.tallies import Tallies
    from kiosk.tickets.board import Board
    from kiosk.tickets.foretold import Teller
    from kiosk.tickets.own_prefix import LobbyNumbers
    from kiosk.tickets.policy import Policy
    from kiosk.tickets.ticket import Ticket

HEARTBEAT_S = 2.5  # and the answer: whatever happens to a printer at rest is known within three seconds
HEARD_EVERY_S = 1.0
METRICS_EVERY_S = 30.0


@dataclass
class Kiosk:
    """All parts of one terminal. Made by `assemble`; `start` opens devices and stores on their threads."""

    settings: Settings
    folder: Path
    time: TimeSource
    journal: RecentEvents
    mailbox: Mailbox
    content: Content | None
    troubles: tuple[Problem, ...]
    settings_file: Path | None = None
    measured: MeasuredPanel = field(default_factory=MeasuredPanel)
    on_facts: Callable[[], None] = lambda: None
    on_scan: Callable[[Scan], None] = lambda _scan: None
    on_unreadable: Callable[[Trouble], None] = lambda _trouble: None
    on_key: Callable[[Key], None] = lambda _key: None
    on_paper: Callable[[Taken], None] = lambda _taken: None
    on_paper_back: Callable[[Ticket], None] = lambda _ticket: None
    pause: Callable[[float], None] = sleep
    facts: Facts = field(default_factory=Facts)
    is_parked: bool = False
    search: Search | None = None
    speech: Speech | None = None
    _keypad: Keypad | None = None
    _lock: TextIO | None = None
    store: Store | None = None
    lobby: LobbyNumbers | None = None
    teller: Teller | None = None
    read_board: Callable[[], Board | None] | None = None
    policy: Policy | None = None
    _lookup: Lookup | None = None
    _tallies: Tallies | None = None
    _is_search_wanted: bool = False
    _stopped: bool = False
    _printer_entries: PrinterEntries = field(default_factory=PrinterEntries)

    # Parts with a thread of their own

    @cached_property
    def printer(self) -> Worker:
        """The thread that owns printer and ticket store."""
        return ThreadWorker("printer", self.mailbox, idle=self.at_printer.look_around, every_s=HEARTBEAT_S)

    @cached_property
    def at_printer(self) -> PrinterSide:
        """What is done on that thread; made before the thread is."""
        return PrinterSide(self)

    @cached_property
    def network(self) -> Worker:
        """The thread that asks the gateway."""
        return ThreadWorker("network", self.mailbox)

    @cached_property
    def scanner_thread(self) -> Worker:
        """The thread that listens to the scanner; it does nothing else."""
        return ThreadWorker("scanner", self.mailbox)

    @cached_property
    def staff(self) -> Staff:
        """What the staff pages need, and their thread."""
        from kiosk.staff import Staff  # noqa: PLC0415 -- not before the first picture

        tells = self.write_metrics if self.settings.terminal.metrics_file else None
        worker = ThreadWorker("staff", self.mailbox, idle=tells, every_s=METRICS_EVERY_S)
        return Staff.of(self.settings, self.folder, self.journal, time=self.time, worker=worker)

    @cached_property
    def staff_acts(self) -> StaffActs:
        """What staff do here; each act says on whose thread."""
        from kiosk.staff_acts import StaffActs  # noqa: PLC0415 -- not before the first picture

        return StaffActs(self)

    @cached_property
    def voice(self) -> Worker:
        """The thread that speaks, and looks whether headphones are plugged in."""
        return ThreadWorker("voice", self.mailbox, idle=self._hear_around, every_s=HEARD_EVERY_S)

    @cached_property
    def keypad_thread(self) -> Worker:
        """The thread that reads an assistive keypad, where there is one."""
        return ThreadWorker("keypad", self.mailbox)

    @cached_property
    def printer_device(self) -> Printer:
        """The printer of the settings, or pictures in the state folder."""
        from kiosk.health.paper_count import CountedPrinter  # noqa: PLC0415 -- not before the first picture

        printer = open_the_printer(self.settings, self.folder, self.time.stopwatch_s)
        return CountedPrinter(printer, self.staff.paper, dpi=dpi_of(self.settings))

    @cached_property
    def scanner_device(self) -> Scanner:
        """The scanner of the settings."""
        return open_the_scanner(self.settings, self.time.stopwatch_s)

    # From start to end

    def start(self) -> None:
        """Start the threads; what they find comes as facts. A parked terminal has nothing to start."""
        if self.is_parked:
            return
        from kiosk.sound_parts import open_keypad, open_speech  # noqa: PLC0415 -- not before the first picture

        for worker in (self.printer, self.network, self.scanner_thread, self.voice):
            worker.start()
        self.staff.start()
        _ = self.scanner_device  # made by one thread: keys ask for it as well as its own
        self.printer.do(self.at_printer.open_desk, self.facts_are)
        self.scanner_thread.do(self._listen, lambda _none: None)
        self.voice.do(lambda: open_speech(self.settings, self.voice), self._speech_is)
        self._keypad = open_keypad(self.settings)
        if self._keypad is not None:
            keypad = self._keypad
            self.keypad_thread.start()
            self.keypad_thread.do(lambda: keypad.listen(self._keyed), lambda _none: None)

    def stop(self) -> None:
        """Stop in reverse: no new scans, no new questions, the slip in hand finished."""
        if self._stopped or self.is_parked:
            return
        self._stopped = True
        if self.speech is not None:
            self.speech.stop()
        self.voice.stop(timeout_s=1.0)
        if self._keypad is not None:
            self._keypad.close()
            self.keypad_thread.stop(timeout_s=1.0)
        self.scanner_device.close()
        self.scanner_thread.stop(timeout_s=1.5)
        self.staff.stop()
        self.network.stop(timeout_s=0.5)  # a question on its way may take 8 s; nobody waits for the answer
        self.printer.stop(timeout_s=5.0)
        self.printer_device.close()
        if self._tallies is not None:
            self._tallies.close()
        self.talk.close()
        if self.lobby is not None:
            self.lobby.close()
        if self.store is not None:
            self.store.close()
        if self._lock is not None:
            self._lock.close()

    # What threads use

    def lookup(self) -> Lookup:
        """Where dossiers are asked about; only on the network's thread."""
        if self._lookup is None:
            from kiosk.late_parts import make_dossier_lookup  # noqa: PLC0415 -- cryptography: only when asked

            self._lookup = make_dossier_lookup(self)
        return self._lookup

    def write_metrics(self) -> None:
        """Figures for a collector, into the file of the settings. Staff's thread."""
        release = self.content.release if self.content else 0
        self.staff.write_metrics(self.facts.printer, self.facts.scanner, release)

    @cached_property
    def talk(self) -> OfficeTalk:
        """Figures for the public board and remarks of citizens."""
        from kiosk.office_talk import OfficeTalk  # noqa: PLC0415 -- not before the first picture

        return OfficeTalk(self.settings, self.folder, self.time, self.journal, lambda: self.network, self._news)

    @cached_property
    def bell(self) -> StaffBell:
        """What rings at the desk when staff are called."""
        from kiosk.health.staff_bell import StaffBell  # noqa: PLC0415 -- not before the first picture

        return StaffBell(self.settings.staff_call, self.settings.terminal.number, self.journal, self.pause)

    def _news(self) -> None:
        self.on_facts()

    def want_search(self) -> None:
        """Have the search made, on the network's thread; `search` is set when it is ready. Asked for again: nothing."""
        if self.content is None or self._is_search_wanted:
            return
        content = self.content
        self._is_search_wanted = self.network.do(lambda: make_search(content, kept_in=self.folder), self._search_is)

    def count(self, kind: str, key: str) -> None:
        """Count something of today, without whom or when, on the network's thread; what cannot be kept is let go."""
        day = self.time.now().date()
        self.network.do(lambda: self._count(kind, key, day), lambda _none: None)

    def _count(self, kind: str, key: str, day: date) -> None:
        from kiosk.tallies import open_tallies  # noqa: PLC0415 -- SQLAlchemy: only when there is something to count

        if self._tallies is None:
            try:
                self._tallies = open_tallies(self.folder)
            except KioskError:
                return
        self._tallies.add(kind, key, day)

    def opening_of(self, lane: Lane, now: datetime) -> Opening:
        """The hours of a lane: its own, or the office's."""
        hours = lane.hours or (self.content.hours if self.content else ())
        special: tuple[SpecialDay, ...] = (
            *(self.content.special_days if self.content else ()),
            *(ClosedDay(day) for day in lane.closed_on),
        )
        found = opening(now, hours, special, last_call_min=lane.last_call_min)
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

    @property
    def counts_waiting(self) -> bool:
        """Whether people waiting are told. Where numbers are called by voice alone the count would only grow during
        the day, so a lobby must say that its counters call here; on a desk it shows what will be there.
        """
        return self.settings.queue.calls_here or not self.settings.terminal.production

    # The scanner's thread

    def _listen(self) -> None:
        post = self.mailbox.post
        self.scanner_device.listen(
            lambda scan: post(lambda: self.on_scan(scan)),
            lambda state: post(lambda: self._scanner_is(state)),
            lambda trouble: post(lambda: self._unreadable(trouble)),
        )

    def _keyed(self, key: Key) -> None:
        self.mailbox.post(lambda: self.on_key(key))

    # The voice's thread

    def _hear_around(self) -> None:
        if self.speech is not None and (state := self.speech.state) is not self.facts.sound:
            self.mailbox.post(lambda: self._sound_is(state))

    # The screen's thread

    def _speech_is(self, speech: Speech) -> None:
        self.speech = speech
        if speech.state.can_be_heard:
            from kiosk.sound_parts import SpokenTest  # noqa: PLC0415 -- not before the first picture

            self.staff.sound = SpokenTest(speech, self.voice)
        self._sound_is(speech.state)

    def _sound_is(self, state: SoundState) -> None:
        if state is not self.facts.sound:
            self.journal.write("sound-is", state=state.value)
        self.facts = replace(self.facts, sound=state)
        self.on_facts()

    def facts_are(self, facts: Facts) -> None:
        """What printer and queue say now."""
        self.facts = replace(facts, scanner=self.facts.scanner, sound=self.facts.sound)
        if self._printer_entries.is_new(facts.printer):
            words = ", ".join(sorted(condition.value for condition in facts.printer.conditions))
            self.journal.write("printer-is", state=facts.printer.state.value, conditions=words)
        self.on_facts()

    def _scanner_is(self, state: ScannerState) -> None:
        if state is not self.facts.scanner:
            self.journal.write("scanner-is", state=state.value)
        self.facts = replace(self.facts, scanner=state)
        self.on_facts()

    def _search_is(self, search: Search) -> None:
        self.search = search
        self.on_facts()

    def _unreadable(self, trouble: Trouble) -> None:
        match trouble:
            case ProgrammingCode(maker):  # for the technician, nothing for whoever stands there
                self.journal.write("scanner-programming-code", maker=maker)
            case BehaviourChanged(what):
                self.journal.write("scanner-behaviour-changed", what=what.value)
            case _:
                self.journal.write("scan-unreadable", kind=type(trouble).__name__)
                self.on_unreadable(trouble)


def assemble(
    settings: Settings, *, time: TimeSource, journal: Journal, mailbox: Mailbox, lock: TextIO | None = None
) -> Kiosk:
    """Choose and join the parts of one terminal.

    Missing content is a trouble, not an end: dossiers can still be followed.
    lock    the state folder, where it is held already; None: it is held from now on.
    raises  StateFolderRefused, AlreadyRunning: without its folder a terminal cannot promise a number.
    """
    folder = state_folder(settings)
    lock = lock or locked(folder)
    content, troubles = read_content(settings, kept_in=folder)
    for problem in troubles:
        journal.write("content-refused", problem=str(problem))
    for problem in colour_problems(content.brand.ground, content.brand.action) if content else ():
        journal.write("brand-refused", problem=str(problem))
    measured = read_measured(folder, settings.panel)
    for problem in measured.problems:
        journal.write("panel-file-refused", problem=str(problem))
    settings = replace(settings, panel=measured.worn(settings.panel))
    events = RecentEvents(journal, folder, time=time)
    return Kiosk(settings, folder, time, events, mailbox, content, troubles, measured=measured, _lock=lock)


def parked(
    settings: Settings, problems: tuple[Problem, ...], *, time: TimeSource, journal: Journal, mailbox: Mailbox
) -> Kiosk:
    """A terminal that may open nothing: its settings or its folder are refused. It only shows the house's own page."""
    folder = state_folder(settings)
    events = RecentEvents(journal, folder, time=time)
    measured = MeasuredPanel(settings.panel)
    return Kiosk(settings, folder, time, events, mailbox, None, problems, measured=measured, is_parked=True)
