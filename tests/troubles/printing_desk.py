"""A desk that gives out numbers, the real driver, and the stand-in printer, all on one clock that is turned."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import zxingcpp
from PIL import Image
from sqlalchemy import select

from devices.printers.contract import Condition, PrinterStatus, PrintResult, Progress, State, unheard
from devices.printers.models import known_models
from devices.printers.thermal_printer import ThermalPrinter
from kiosk.database import open_store
from kiosk.journal import KeptJournal
from kiosk.session.opening_hours import Opening, opening
from kiosk.tickets.desk import Desk, DeskRelease
from kiosk.tickets.lane import Lane, LaneHours, LanePeriod
from kiosk.tickets.layout import COMPACT_FILE, Layout, read_layout
from kiosk.tickets.outcome import Taken
from kiosk.tickets.slip import OfficeOnSlip
from kiosk.tickets.tables import create_tables, print_job, ticket
from kiosk.tickets.ticket import PaperState, Ticket, number_text
from kiosk.time_source import TurnedTime
from tests.devices.stand_in.stand_in_printer import StandInPrinter
from tests.devices.stand_in.turned_line import TurnedLine

WEEK = (LaneHours((1, 2, 3, 4, 5), (LanePeriod(time(7, 30), time(11, 30)),)),)
LANE = Lane("ho_tich", "A", "Hộ tịch", "Civil status", (1, 2), "family")
RELEASE = DeskRelease((LANE,), OfficeOnSlip("Trung tâm Phục vụ hành chính công", "Phường Ngô Quyền"))
HEARTBEAT_S = 3.0
OPENED_S = 1.0
# A number, its barcode and the mark: all that this play needs, in a tenth of the bytes.
BLOCKS = """
[[block]]
kind = "number"
text = "{number}"
size = 120
height = 130
[[block]]
kind = "code"
above = 18
text = "{slip_id}"
height = 64
[[block]]
kind = "text"
text = "In lại {reprinted}"
size = 24
"""


def short_layout(folder: Path) -> Layout:
    """A slip with what is read back from it."""
    file = folder / "slip.toml"
    file.write_text(COMPACT_FILE.read_text("utf-8").partition("[[block]]")[0] + BLOCKS, "utf-8")
    return read_layout(file)


def hours(_lane: Lane, at: datetime) -> Opening:
    """Every working morning."""
    return opening(at, WEEK)


@dataclass(frozen=True)
class OnPaper:
    """A whole slip that came out, and what the journal of jobs says of its picture."""

    number: str
    is_marked: bool


class KeepingPrinter(ThermalPrinter):
    """The real driver; remembers the pictures it was given."""

    handed: list[Image.Image]

    def print_picture(self, picture: Image.Image, *, job: str, progress: Progress = unheard) -> PrintResult:
        """See Printer."""
        self.handed.append(picture)
        return super().print_picture(picture, job=job, progress=progress)


class PrintingDesk:
    """One terminal's desk, and hands on its printer.

    built  how the printer is built; see StandInPrinter.
    """

    def __init__(
        self,
        folder: Path,
        *,
        model: str = "epson-tm-t82iii",
        flow: str = "rtscts",
        layout: Layout | None = None,
        **built: Any,
    ) -> None:
        self.clock = TurnedTime()
        self.journal = KeptJournal()
        self.store = open_store(folder / "tickets.db")
        create_tables(self.store)
        usual: dict[str, Any] = {"baud": 115200, "mm_s": 60, "buffer_bytes": 4096}
        self.machine = StandInPrinter(now_s=self.clock.stopwatch_s, flow=flow, **{**usual, **built})
        self._model = known_models()[model]
        self._layout = layout or short_layout(folder)
        self._handed: list[Image.Image] = []
        self._requests = 0
        self.restart()

    def restart(self) -> None:
        """The program begins anew, with the same store and the same printer."""
        now_s = self.clock.stopwatch_s
        self.printer = KeepingPrinter(self._open, self._model, now_s=now_s, baud=115200)
        self.printer.handed = self._handed
        parts = (RELEASE, self.store, self.printer)
        self.desk = Desk(*parts, opening=hours, kiosk_no=1, time=self.clock, journal=self.journal, layout=self._layout)
        self.printer.check(timeout_s=OPENED_S)

    def close(self) -> None:
        """Let go of everything."""
        self.printer.close()
        self.store.close()

    def take(self) -> Taken:
        """One citizen takes a number."""
        self._requests += 1
        taken = self.desk.take(LANE.code, f"r{self._requests}", again=True)
        assert isinstance(taken, Taken), taken
        return taken

    def wait(self, seconds: float) -> list[PrinterStatus]:
        """Nobody does anything; the printer is looked at as often as the terminal does."""
        seen: list[PrinterStatus] = []
        for _ in range(round(seconds / HEARTBEAT_S)):
            self.clock.turn(HEARTBEAT_S)
            seen.append(self.printer.check(timeout_s=OPENED_S))
            self.machine.advance()
        return seen

    def whole_slips(self) -> list[OnPaper]:
        """What came out whole, read back dot by dot: its number from the barcode, its mark by its fingerprint."""
        marks = {row["picture_sha256"]: row["reprint"] for row in self.jobs()}
        prints = {picture.tobytes(): None for picture in self._handed}
        whole = [(slip, dots) for slip in self.machine.pictures() for dots in prints if dots in slip.tobytes()]
        return [OnPaper(number_on(slip), marks[hashlib.sha256(dots).hexdigest()]) for slip, dots in whole]

    def numbers(self) -> list[str]:
        """The numbers that were given out."""
        with self.store.reading.connect() as connection:
            return [number_text(row.series, row.n) for row in connection.execute(select(ticket))]

    def jobs(self) -> list[dict[str, Any]]:
        """The print journal."""
        with self.store.reading.connect() as connection:
            rows = connection.execute(select(print_job).order_by(print_job.c.attempt)).mappings()
            return [dict(row) for row in rows]

    def paper_of(self, given: Ticket) -> PaperState | None:
        """What the store says became of the last slip."""
        paper = self.desk._queue.paper_of(given)
        return None if paper is None else paper.state

    def _open(self, _timeout_s: float) -> TurnedLine:
        return TurnedLine(self.machine, now_s=self.clock.stopwatch_s, turn=self.clock.turn)


def number_on(slip: Image.Image) -> str:
    """What an independent reader finds on paper."""
    return _number_read(slip.size, slip.tobytes())


@cache
def _number_read(size: tuple[int, int], dots: bytes) -> str:
    picture = Image.frombytes("1", size, dots).convert("L")
    codes = {code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.Code128)}
    assert len(codes) == 1, codes
    return str(codes.pop().rpartition("-")[2])


def is_calm(status: PrinterStatus) -> bool:
    """Whether it may print and complains of nothing but a low roll."""
    return status.state is State.READY and status.conditions <= {Condition.PAPER_LOW}
