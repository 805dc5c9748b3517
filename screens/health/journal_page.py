"""«Nhật ký»: the last events in words, and the readiness report on screen, on paper and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from kiosk.health.readiness_report import ReadinessReport, ReportLine
from kiosk.health.recent_events import Event
from kiosk.words import Words
from screens.presenter import Presenter

if TYPE_CHECKING:
    from devices.printers.contract import PrintResult

LINES_A_PAGE, LINES_LYING, FEWEST_LINES = 11, 5, 3
# The parts, and the rest.
REPORT_PAGES = 2
View: TypeAlias = Literal["events", "report"]
Printed: TypeAlias = Literal["", "printing", "printed", "not_printed"]
"""Nothing asked · in the printer · out, and kept as a file · not out, but kept as a file."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event. is_today: only its hour is told."""

    event: Event
    is_today: bool

    @property
    def code(self) -> str:
        """Unique on a page: what happened when."""
        return f"{self.event.name}-{self.event.at:%d%H%M%S%f}"

    def at(self, words: Words) -> str:
        """09:42, or 09:42 24/11."""
        clock = words.clock(self.event.at)
        return clock if self.is_today else f"{clock} {words.bare_day(self.event.at)}"

    def sentence(self, words: Words) -> str:
        """What happened."""
        return self.event.sentence(words.language)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One line of the report on the screen."""

    nth: int
    line: ReportLine

    @property
    def is_lead(self) -> bool:
        """Written strongly."""
        return self.line.weight in {"title", "lead"}


@dataclass(frozen=True, slots=True)
class JournalPageState:
    """events: newest first; report: when it is shown."""

    events: tuple[Event, ...] = ()
    today: date | None = None
    view: View = "events"
    report: ReadinessReport | None = None
    printed: Printed = ""
    is_kept: bool = True
    page: int = 1
    per_page: int = LINES_A_PAGE

    @property
    def shows_events(self) -> bool:
        """Whether the events are in front."""
        return self.view == "events"

    @property
    def pages(self) -> int:
        """Pages of events, at least one."""
        return max(1, -(-len(self.events) // self.per_page)) if self.shows_events else REPORT_PAGES

    @property
    def rows(self) -> tuple[EventRow, ...]:
        """The events of this page."""
        if not self.shows_events:
            return ()
        start = (self.page - 1) * self.per_page
        shown = self.events[start : start + self.per_page]
        return tuple(EventRow(event, event.at.date() == self.today) for event in shown)

    def title(self, words: Words) -> str:
        """What is in front."""
        return words("Nhật ký") if self.shows_events else words("Báo cáo sẵn sàng")

    def lead(self, words: Words) -> str:
        """What it is, or how the printing went."""
        if self.shows_events and not self.events:
            return words("Máy chưa ghi việc nào.")
        if self.shows_events:
            return words("Những việc gần nhất của máy, không có thông tin cá nhân")
        match self.printed:
            case "printing":
                return words("Đang in báo cáo…")
            case "printed":
                return words("Đã in báo cáo, mời lấy ở khe in")
            case "not_printed":
                return (
                    words("Chưa in được; báo cáo đã lưu trong máy") if self.is_kept else words("Chưa in được báo cáo")
                )
            case "":
                at = words.clock(self.report.at) if self.report else ""
                return words("Lúc {time}; việc cần làm đứng trước", time=at) if at else words("Đang lập báo cáo…")

    def report_text(self, words: Words) -> str:
        """This page of the report, its leads in bold."""
        if self.shows_events or self.report is None:
            return ""
        if self.page > 1:
            return "\n".join(_marked(line) for line in self.report.rest(words))
        # Office and machine stand on paper and in the file; here they stand in the header and on the page before.
        parts = list(self.report.parts(words))
        head = next(nth for nth, line in enumerate(parts) if line.weight == "line")
        return "\n".join(_marked(line) for line in parts[head + 1 :])

    def columns(self, words: Words) -> tuple[str, str]:
        """The same in two halves of whole parts, for lying panels."""
        lines = self.report_text(words).split("\n")
        starts = [nth for nth, line in enumerate(lines) if line.startswith("**")]
        cut = min(starts, key=lambda nth: abs(nth - len(lines) * 0.55), default=len(lines))
        return "\n".join(lines[:cut]).rstrip(), "\n".join(lines[cut:])

    def report_label(self, words: Words) -> str:
        """What stands on the second button."""
        return words("Xem báo cáo") if self.shows_events else words("Xem nhật ký")

    def spoken(self, words: Words) -> Iterator[str]:
        """Title, then what is on the page."""
        yield self.title(words)
        yield self.lead(words)
        if self.shows_events:
            yield from (f"{row.at(words)}: {row.sentence(words)}" for row in self.rows)
        else:
            yield from (line for line in self.report_text(words).replace("**", "").split("\n") if line)


def _marked(line: ReportLine) -> str:
    if line.weight == "line":
        return ""
    return f"**{line.text}**" if line.weight == "lead" else line.text


class JournalPagePresenter(Presenter[JournalPageState]):
    """Shows what the terminal remembers, and makes the report."""

    def first(self) -> JournalPageState:
        """Nothing yet."""
        is_lying = self.terminal.kiosk.settings.panel.orientation == "landscape"
        return JournalPageState(per_page=LINES_LYING if is_lying else LINES_A_PAGE)

    def enter(self, about: object) -> None:  # noqa: ARG002 -- there is only one journal
        """What is remembered at this moment; new events do not move the page under a reading eye."""
        events = self.terminal.kiosk.staff.events.newest_first()
        self.show(replace(self.state, events=events, today=self.now.date()))
        self._make_report()

    def turn(self, by: int) -> None:
        """To older or newer events."""
        self.show(replace(self.state, page=min(max(self.state.page + by, 1), self.state.pages)))

    def squeeze(self) -> bool:
        """Long sentences: fewer of them on a page."""
        if not self.state.shows_events or self.state.per_page <= FEWEST_LINES:
            return False
        self.show(replace(self.state, per_page=self.state.per_page - 1))
        return True

    def other_view(self) -> None:
        """Events or report."""
        view: View = "report" if self.state.shows_events else "events"
        self.show(replace(self.state, view=view, page=1))

    def print_report(self) -> None:
        """«In báo cáo»: on paper and as a file."""
        report = self.state.report
        if report is None or self.state.printed == "printing":
            return
        kiosk, words = self.terminal.kiosk, self.words
        self.later(kiosk.staff.worker, lambda: kiosk.staff.keep_report(report, words), self._was_kept)
        is_asked = self.later(kiosk.printer, lambda: kiosk.staff_acts.print_report(report, words), self._was_printed)
        self.show(replace(self.state, view="report", printed="printing" if is_asked else "not_printed"))

    def _make_report(self) -> None:
        kiosk = self.terminal.kiosk
        checks = self.terminal.presenters["device_check"].state.checks
        unprinted = len(self.terminal.presenters["device_check"].state.unprinted)
        office = kiosk.content.office.name.in_(self.words.language) if kiosk.content else ""
        make = lambda: kiosk.staff.report(checks, unprinted=unprinted, office=office, measured=kiosk.measured)  # noqa: E731 -- handed to a thread
        self.later(kiosk.staff.worker, make, self._is_made)

    def _is_made(self, report: ReadinessReport) -> None:
        self.show(replace(self.state, report=report))

    def _was_kept(self, is_kept: bool) -> None:  # noqa: FBT001 -- a letter's answer
        self.show(replace(self.state, is_kept=is_kept))

    def _was_printed(self, result: PrintResult) -> None:
        out = result.outcome.value in {"printed", "assumed"}
        self.show(replace(self.state, printed="printed" if out else "not_printed"))
