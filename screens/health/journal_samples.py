"""Every state of «Nhật ký»."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kiosk.health.device_trials import Trial
from kiosk.health.readiness_report import ReadinessReport
from kiosk.health.recent_events import Event
from screens.health.check_samples import NOW
from screens.health.check_samples import SAMPLES as CHECK_SAMPLES
from screens.health.journal_page import JournalPageState

EVENTS = tuple(
    Event(NOW - timedelta(minutes=minutes), name, fields)
    for minutes, name, fields in (
        (0, "staff-entered", {}),
        (2, "ticket-slip-ended", {"number": "A030", "paper": "confirmed", "is_reprint": False}),
        (2, "ticket-issued", {"number": "A030", "lane": "civil_status"}),
        (11, "scanner-is", {"state": "offline"}),
        (14, "dossier-looked-up", {"outcome": "found", "milliseconds": 180}),
        (15, "scanned", {"kind": "ReceiptCode"}),
        (31, "staff-pin-wrong", {}),
        (40, "paper-changed", {}),
        (52, "printer-is", {"state": "blocked", "conditions": "paper-out"}),
        (157, "kiosk-started", {"version": "1.0.0"}),
        (1_020, "kiosk-stopped", {}),
        (1_080, "device-tested", {"test": "touch-test", "passed": True}),
        (1_085, "device-tested", {"test": "print-test", "passed": True}),
        (1_100, "ticket-issued", {"number": "B017", "lane": "land"}),
    )
)
TRIALS = (
    Trial("print-test", "", NOW - timedelta(days=1), passed=True, finding="as staff saw it"),
    Trial("touch-test", "panel", NOW - timedelta(days=1), passed=True, finding="3.2 mm at most"),
    Trial("sound-test", "speaker", NOW - timedelta(days=9), passed=False, finding="as staff heard it"),
)
REPORT = ReadinessReport(
    NOW, 1, "1.0.0", "Trung tâm Phục vụ hành chính công", CHECK_SAMPLES["one_problem"].checks, TRIALS, unprinted=2
)
LIST = JournalPageState(EVENTS, NOW.date(), report=REPORT)
SAMPLES = {
    "list": LIST,
    "page_2": replace(LIST, page=2),
    "empty": JournalPageState(today=NOW.date()),
    "report": replace(LIST, view="report"),
    "report_several": replace(
        LIST, view="report", report=replace(REPORT, checks=CHECK_SAMPLES["several"].checks, has_pin=False)
    ),
    "report_page_2": replace(LIST, view="report", page=2),
    "printing": replace(LIST, view="report", printed="printing"),
    "printed": replace(LIST, view="report", printed="printed"),
    "not_printed": replace(LIST, view="report", printed="not_printed"),
}
