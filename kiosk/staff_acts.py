"""What staff do at the terminal that blocks: void a number, print a slip or a report, look at the releases' shelf."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from devices.printers.contract import Printer, PrintResult
from kiosk.content.content import Content
from kiosk.parts import dpi_of, make_calling
from kiosk.settings import Settings
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import TimeSource
from kiosk.words import Words

if TYPE_CHECKING:
    from kiosk.content.on_shelf import OnShelf
    from kiosk.database import Store
    from kiosk.health.readiness_report import ReadinessReport

TEST_JOB, REPORT_JOB = "TEST", "READ"


def print_trial(printer: Printer, settings: Settings, now: datetime) -> PrintResult:
    """The slip a technician reads a printer from; counted, not journalled: it is nobody's."""
    from kiosk.tickets.trial_slip import trial_slip  # noqa: PLC0415 -- Pillow: only when asked

    facts = (f"{now:%H:%M, %d/%m/%Y}", printer.status().model, settings.printer.address)
    picture = trial_slip(printer.width_dots, dpi_of(settings), tuple(fact for fact in facts if fact))
    return printer.print_picture(picture, job=TEST_JOB)


def print_report(printer: Printer, report: ReadinessReport, words: Words) -> PrintResult:
    """The readiness report on paper."""
    from kiosk.health.report_slip import report_slip  # noqa: PLC0415 -- as above

    return printer.print_picture(report_slip(report.lines(words), printer.width_dots), job=REPORT_JOB)


def void_in(settings: Settings, content: Content, ticket: Ticket, store: Store, *, time: TimeSource) -> None:
    """Void a number in one store; what stands otherwise by now stays as it is."""
    from kiosk.tickets.calling_outcome import Who  # noqa: PLC0415 -- SQLAlchemy, pydantic: only when asked
    from kiosk.tickets.policy_file import read_policy  # noqa: PLC0415

    calling = make_calling(settings, content, store, read_policy(), time=time)
    calling.void(Who(), ticket.number, "left")


def look_at_shelf(settings: Settings, content: Content | None, folder: Path, *, time: TimeSource) -> OnShelf:
    """What lies in the folder of the settings, checked now. Staff's thread."""
    from kiosk.content.on_shelf import look_at_shelf as look  # noqa: PLC0415 -- only when asked
    from kiosk.content.shelf import SAMPLE  # noqa: PLC0415
    from kiosk.procedures.catalogue import is_stale  # noqa: PLC0415

    today, days = time.now().date(), settings.content.stale_after_days
    where = settings.content.folder or SAMPLE
    return look(where, content, kept_in=folder, is_old=lambda procedure: is_stale(procedure, today, days))
