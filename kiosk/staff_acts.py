"""What staff do at the terminal that blocks: void a number, print a test slip or a report. Printer's thread."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from devices.printers.contract import Printer, PrintResult
from kiosk.content.content import Content
from kiosk.parts import dpi_of, make_calling
from kiosk.settings import Settings
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import TimeSource
from kiosk.words import Words

if TYPE_CHECKING:
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
