"""The morning page (báo cáo sẵn sàng): every part, red first with its cure, and tests with their dates."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeAlias

from kiosk.durable_file import write_whole
from kiosk.health.device_trials import Trial
from kiosk.health.measured_panel import MeasuredPanel
from kiosk.health.part import WORST_FIRST, PartCheck, part_name, result_name
from kiosk.words import Words

FOLDER = "reports"
KEPT = 30
Weight: TypeAlias = Literal["title", "lead", "text", "line"]
# In the order staff test them.
TESTS = ("print-test", "scan-test", "touch-test", "sound-test")
OLD_DAYS = 30
NOT_MEASURED = MeasuredPanel()


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line: how strongly it is written, and its words; a `line` is drawn."""

    weight: Weight
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReadinessReport:
    """What stands in it.

    checks          the seven parts
    trials          the last result of every test
    certificate_on  when this terminal's own certificate ends; None: it has none, or it cannot be read
    has_pin         whether the staff door has a PIN
    measured        how large the panel is and how high it hangs, and who says so
    """

    at: datetime
    terminal_no: int
    version: str
    office: str
    checks: tuple[PartCheck, ...]
    trials: tuple[Trial, ...] = ()
    unprinted: int = 0
    certificate_on: datetime | None = None
    has_pin: bool = True
    measured: MeasuredPanel = NOT_MEASURED

    @property
    def worst_first(self) -> list[PartCheck]:
        """The parts, what has to be mended first."""
        return sorted(self.checks, key=lambda check: WORST_FIRST.index(check.result))

    def lines(self, words: Words) -> Iterator[ReportLine]:
        """From head to foot."""
        yield from self.parts(words)
        yield ReportLine("line")
        yield from self.rest(words)

    def parts(self, words: Words) -> Iterator[ReportLine]:
        """The head, and every part."""
        yield ReportLine("title", words("Báo cáo sẵn sàng"))
        yield ReportLine("text", self.office)
        yield ReportLine(
            "text", words("Máy số {number} · Bản {version}", number=self.terminal_no, version=self.version)
        )
        yield ReportLine("text", f"{words.clock(self.at)}, {words.day(self.at)}")
        yield ReportLine("line")
        for check in self.worst_first:
            name, result = part_name(check.part, words), result_name(check.result, words)
            yield ReportLine("lead", f"{result}: {name}")
            yield ReportLine("text", check.fact(words))
            if cure := check.cure(words):
                yield ReportLine("text", f"– {cure}")

    def rest(self, words: Words) -> Iterator[ReportLine]:
        """Numbers, PIN and certificate, then the tests."""
        yield from (ReportLine("text", text) for text in self._further(words))
        yield ReportLine("line")
        yield from (ReportLine("text", self._trial(test, words)) for test in TESTS)

    def as_text(self, words: Words) -> str:
        """The same for a file."""
        written = {"title": "{}", "lead": "\n{}", "text": "  {}", "line": "-" * 40}
        return "\n".join(written[line.weight].format(line.text) for line in self.lines(words)) + "\n"

    def _further(self, words: Words) -> Iterator[str]:
        if self.unprinted:
            yield words.many("Số chưa in: {count}", count=self.unprinted)
        else:
            yield words("Không có số nào chưa in")
        yield words("Mã PIN cán bộ: đã đặt") if self.has_pin else words("Mã PIN cán bộ: CHƯA ĐẶT")
        yield self._panel(words)
        if self.certificate_on is not None:
            days = (self.certificate_on - self.at).days
            yield words.many("Chứng thư của máy còn {count} ngày", count=max(days, 0))

    def _panel(self, words: Words) -> str:
        inches = words.number(self.measured.value("diagonal_in"), decimals=1)
        bottom = words.number(self.measured.value("panel_bottom_mm"))
        line = words("Màn hình {inches} inch, mép dưới cách sàn {bottom} mm", inches=inches, bottom=bottom)
        if self.measured.problems:
            return words("{panel} (số đã nhập không đọc được)", panel=line)
        return words("{panel} (nhập tại máy)", panel=line) if self.measured.entered else line

    def _trial(self, test: str, words: Words) -> str:
        last = max((trial for trial in self.trials if trial.test == test), key=lambda trial: trial.at, default=None)
        if last is None:
            return words("{test}: chưa thử lần nào", test=trial_name(test, words))
        result = words("đạt") if last.passed else words("KHÔNG đạt")
        day = words.full_date(last.at)
        return words("{test}: {result}, {day}", test=trial_name(test, words), result=result, day=day)


def trial_name(test: str, words: Words) -> str:
    """What staff call a test."""
    names = {
        "print-test": words("In thử"),
        "scan-test": words("Quét thử"),
        "touch-test": words("Thử chạm"),
        "sound-test": words("Thử loa"),
    }
    return names.get(test, test)


def keep_report(folder: Path, report: ReadinessReport, words: Words) -> Path | None:
    """Keep it as a file, and the last thirty of them; None when it cannot be written."""
    reports = folder / FOLDER
    file = reports / f"readiness-{report.at:%Y%m%d-%H%M%S}.txt"
    try:
        reports.mkdir(parents=True, exist_ok=True, mode=0o750)
        write_whole(file, report.as_text(words), rights=0o640)
    except OSError:
        return None
    for old in sorted(reports.glob("readiness-*.txt"))[:-KEPT]:
        with suppress(OSError):
            old.unlink()
    return file
