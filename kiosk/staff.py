"""What the staff pages need of a terminal: door, journal, paper count, tests, and a thread for what may take time."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from devices.printers.contract import PrinterStatus
from devices.scanners.contract import ScannerState
from kiosk import VERSION
from kiosk.content.content import Content
from kiosk.health.certificate import ends_at
from kiosk.health.device_trials import Trial, keep_trial, last_of
from kiosk.health.examine import Told, examine
from kiosk.health.machine import MachineFacts, machine_facts
from kiosk.health.measured_panel import MeasuredPanel, keep_measured
from kiosk.health.paper_count import PaperCount
from kiosk.health.part import PartCheck
from kiosk.health.readiness_report import NOT_MEASURED, ReadinessReport, keep_report
from kiosk.health.recent_events import RecentEvents
from kiosk.health.server_probe import Probe, probe_server
from kiosk.health.sound import Sound, Tones
from kiosk.session.staff_door import NoPinSet, StaffDoor
from kiosk.settings import Settings
from kiosk.time_source import TimeSource
from kiosk.words import Words
from kiosk.workers import Worker

if TYPE_CHECKING:
    from kiosk.health.installation import Installation

NOTHING_KNOWN = MachineFacts()


@dataclass(frozen=True, slots=True)
class Looked:
    """What the machine and the gateway said just now."""

    machine: MachineFacts = NOTHING_KNOWN
    probe: Probe | None = None


@dataclass
class Staff:
    """Phần dành cho cán bộ of one terminal; `worker` does what may block."""

    settings: Settings
    folder: Path
    time: TimeSource
    events: RecentEvents
    paper: PaperCount
    door: StaffDoor
    sound: Sound
    worker: Worker = field(repr=False)
    has_metrics: bool = True

    @classmethod
    def of(cls, settings: Settings, folder: Path, events: RecentEvents, *, time: TimeSource, worker: Worker) -> Staff:
        """The parts of a terminal with this state folder."""
        paper, door = PaperCount(folder, time=time), StaffDoor(folder, time=time, journal=events)
        return cls(settings, folder, time, events, paper, door, Tones(folder), worker)

    def start(self) -> None:
        """Begin; read what earlier runs have left."""
        self.paper.load()
        self.worker.start()
        self.worker.do(self._load, lambda _none: None)

    def stop(self) -> None:
        """End; what hangs dies with the process."""
        self.worker.stop(timeout_s=1.0)
        self.events.flush()

    def _load(self) -> None:
        self.events.load()
        self.door.standing()

    def checks(
        self,
        looked: Looked,
        *,
        printer: PrinterStatus,
        scanner: ScannerState,
        content: Content | None,
        problems: int,
        unprinted: int,
    ) -> tuple[PartCheck, ...]:
        """The seven parts, from what is known now; nobody is asked."""
        told = Told(
            printer,
            scanner,
            content,
            problems,
            self.paper.use,
            looked.machine,
            looked.probe,
            unprinted,
            self.time.is_trusted(),
            self.sound.languages,
        )
        return examine(told, self.settings, self.events)

    # On the worker's thread

    def look(self) -> Looked:
        """Ask machine and gateway now."""
        return Looked(machine_facts(self.folder), probe_server(self.settings, time=self.time))

    def installed(self, file: Path | None, measured: MeasuredPanel) -> Installation:
        """What is installed here; file: the kiosk.toml of this start; measured: what was entered since."""
        from kiosk.health.installation import installation  # noqa: PLC0415 -- only when asked
        from kiosk.parts import plugged_in  # noqa: PLC0415 -- as above

        return installation(self.settings, file, self.folder, measured=measured, plugged=plugged_in())

    def write_metrics(self, printer: PrinterStatus, scanner: ScannerState, release: int) -> None:
        """Figures for a collector; a file that cannot be written is told once."""
        from kiosk.health.metrics import Figures, metrics, write_metrics  # noqa: PLC0415 -- only where wanted

        file = self.settings.terminal.metrics_file
        if file is None:
            return
        machine, counts = machine_facts(self.folder), self.events.counts()
        trusted = self.time.is_trusted()
        figures = Figures(printer, scanner, machine, self.paper.use, counts, release, is_clock_trusted=trusted)
        is_written = write_metrics(file, metrics(figures))
        if self.has_metrics and not is_written:
            self.events.write("metrics-not-written", file=str(file))
        self.has_metrics = is_written

    def keep(self, test: str, address: str, *, passed: bool, finding: str) -> Trial:
        """Keep how a test ended, for the readiness report."""
        trial = Trial(test, address, self.time.now(), passed, finding)
        keep_trial(self.folder, trial)
        self.events.write("device-tested", test=test, passed=passed)
        return trial

    def report(
        self, checks: tuple[PartCheck, ...], *, unprinted: int, office: str, measured: MeasuredPanel = NOT_MEASURED
    ) -> ReadinessReport:
        """The readiness report of this moment."""
        return ReadinessReport(
            self.time.now(),
            self.settings.terminal.number,
            VERSION,
            office,
            checks,
            tuple(last_of(self.folder)),
            unprinted,
            ends_at(self.settings.dossiers.client_cert_file),
            has_pin=not isinstance(self.door.standing(), NoPinSet),
            measured=measured,
        )

    def keep_measured(self, measured: MeasuredPanel) -> bool:
        """What was entered about the panel, for the next start; False when it cannot be written."""
        is_kept = keep_measured(self.folder, measured)
        diagonal, bottom = (measured.value(name) for name in ("diagonal_in", "panel_bottom_mm"))
        self.events.write("panel-measured", diagonal_in=diagonal, panel_bottom_mm=round(bottom), kept=is_kept)
        return is_kept

    def keep_report(self, report: ReadinessReport, words: Words) -> bool:
        """As a file of the state folder; False when it cannot be written."""
        file = keep_report(self.folder, report, words)
        if file is not None:
            self.events.write("report-made", file=file.name)
        return file is not None
