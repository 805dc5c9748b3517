"""Every state of «Kiểm tra máy»; the figures are those of the mock-up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from devices.printers.contract import Condition, Paper, State
from devices.scanners.contract import ScannerState
from kiosk.health.device_checks import PrinterCheck, ScannerCheck
from kiosk.health.machine_checks import GIGA, ClockCheck, DiskCheck, SoundCheck
from kiosk.health.part import PartCheck
from kiosk.health.service_checks import ContentCheck, ServerCheck
from kiosk.time_source import HERE
from screens.health.check_state import DeviceCheckState
from screens.health.device_tests import POINTS, ScanSeen, TouchTest, UnprintedRow
from screens.tickets.issued import sample_ticket

NOW = datetime(2026, 11, 25, 9, 42, tzinfo=HERE)


def _at(hour: int, minute: int) -> datetime:
    return NOW.replace(hour=hour, minute=minute)


SCANNER = ScannerCheck(ScannerState.READY, _at(7, 5))
PRINTER = PrinterCheck(State.READY, paper=Paper.OK, slips_left=112, printed_at=_at(9, 40))
GOOD: tuple[PartCheck, ...] = (
    SCANNER,
    PRINTER,
    ServerCheck("answered", _at(9, 41), 180),
    ContentCheck(412, 412, date(2026, 11, 25)),
    SoundCheck(has_card=True, spoken=("vi", "en")),
    DiskCheck(21 * GIGA, 52.0),
    ClockCheck(is_synced=True, offset_s=0.2),
)
NO_SCANNER = ScannerCheck(ScannerState.OFFLINE, _at(9, 31))
FEW_SLIPS = replace(PRINTER, slips_left=40)
NO_PAPER = PrinterCheck(
    State.BLOCKED, frozenset({Condition.PAPER_OUT}), Paper.OUT, _at(9, 36), 0, _at(9, 35), unprinted=3
)
ALL_GOOD = DeviceCheckState(GOOD, 1, "1.0.0")
LANES = ("Hộ tịch, chứng thực", "Hộ tịch, chứng thực", "Đất đai, xây dựng, môi trường")
MANY = tuple(
    UnprintedRow(sample_ticket(30 + nth), f"{NOW - timedelta(minutes=40 - nth):%H:%M}", LANES[nth % 3])
    for nth in range(12)
)
ROWS = MANY[:3]
TOUCHES = (1.4, 0.8, 2.1, 1.1, 0.6, 1.9, 2.4, 1.2, 3.2)
SAMPLES = {
    "all_good": ALL_GOOD,
    "one_problem": replace(ALL_GOOD, checks=(NO_SCANNER, FEW_SLIPS, *GOOD[2:5], GOOD[5], GOOD[6])),
    "too_high": replace(ALL_GOOD, is_too_high=True),
    "several": replace(
        ALL_GOOD,
        checks=(
            NO_SCANNER,
            NO_PAPER,
            ServerCheck("silent", _at(8, 15)),
            GOOD[3],
            SoundCheck(has_card=False),
            GOOD[5],
            ClockCheck(is_trusted=False),
        ),
    ),
    "unknown": replace(
        ALL_GOOD,
        checks=(ScannerCheck(), PrinterCheck(), ServerCheck(), ContentCheck(), SoundCheck(), DiskCheck(), ClockCheck()),
    ),
    "loading": replace(ALL_GOOD, is_looking=True),
    "roll_changed": replace(ALL_GOOD, note="roll_changed"),
    "nothing_new": replace(ALL_GOOD, note="nothing_new"),
    "testing_print": replace(ALL_GOOD, view="print", stage="asking"),
    "printing_test": replace(ALL_GOOD, view="print"),
    "print_passed": replace(ALL_GOOD, view="print", stage="passed"),
    "print_failed": replace(ALL_GOOD, view="print", stage="failed", trouble=NO_PAPER),
    "testing_scan": replace(ALL_GOOD, view="scan", scans=(ScanSeen("personal", 118), ScanSeen("receipt", 18))),
    "scan_waiting": replace(ALL_GOOD, view="scan"),
    "testing_touch": replace(ALL_GOOD, view="touch", touch=TouchTest(TOUCHES[:2])),
    "touch_passed": replace(ALL_GOOD, view="touch", stage="passed", touch=TouchTest(TOUCHES)),
    "touch_failed": replace(
        ALL_GOOD, view="touch", stage="failed", touch=TouchTest((*TOUCHES[: len(POINTS) - 1], 14.6))
    ),
    "testing_sound": replace(ALL_GOOD, view="sound", stage="asking"),
    "sound_impossible": replace(ALL_GOOD, view="sound", stage="impossible"),
    "unprinted": replace(ALL_GOOD, view="unprinted", unprinted=ROWS),
    "unprinted_no_paper": replace(ALL_GOOD, view="unprinted", unprinted=ROWS, trouble=NO_PAPER),
    "unprinted_many": replace(ALL_GOOD, view="unprinted", unprinted=MANY, page=2),
    "unprinted_none": replace(ALL_GOOD, view="unprinted"),
    "void_asked": replace(ALL_GOOD, view="unprinted", unprinted=ROWS, asked="void", chosen="A031"),
    "restart_asked": replace(ALL_GOOD, asked="restart"),
    "reload_asked": replace(ALL_GOOD, asked="reload"),
}
