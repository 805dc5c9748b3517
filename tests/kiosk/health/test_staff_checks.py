"""Each part as staff judge it: silence is never good, trouble has one sentence, paper is counted honestly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from devices.printers.contract import BLOCKING, Condition, Paper, State
from devices.printers.virtual_printer import VirtualPrinter
from kiosk.errors import Problem
from kiosk.health.device_checks import PrinterCheck, ScannerCheck
from kiosk.health.machine import MachineFacts, machine_facts
from kiosk.health.machine_checks import GIGA, ClockCheck, DiskCheck, SoundCheck
from kiosk.health.measured_panel import MeasuredPanel
from kiosk.health.paper_count import FEED_MM, CountedPrinter, PaperCount, RollUse
from kiosk.health.part import PartCheck, to_mend
from kiosk.health.readiness_report import ReadinessReport, keep_report
from kiosk.health.recent_events import KEPT, RecentEvents
from kiosk.health.report_slip import report_slip
from kiosk.health.service_checks import ContentCheck, ServerCheck
from kiosk.journal import KeptJournal
from kiosk.time_source import TurnedTime
from kiosk.words import words_of

VI, EN = words_of("vi"), words_of("en")
READY = PrinterCheck(State.READY, paper=Paper.OK)
UNKNOWN: tuple[PartCheck, ...] = (
    ScannerCheck(), PrinterCheck(), ServerCheck(), SoundCheck(), DiskCheck(), ClockCheck(),
)  # fmt: skip


@pytest.mark.parametrize("check", UNKNOWN, ids=lambda check: check.part)
def test_silence_is_unknown_and_nothing_is_to_be_done_about_it(check: PartCheck) -> None:
    assert check.result == "unknown"
    assert check.fact(VI)
    assert not check.trouble(VI)


@pytest.mark.parametrize("condition", [each for each in Condition if each in BLOCKING])
def test_whatever_blocks_a_printer_is_named_with_its_cure(condition: Condition) -> None:
    check = PrinterCheck(State.BLOCKED, frozenset({condition}))
    assert check.result == "bad"
    assert check.trouble(VI)
    assert check.cure(VI).endswith(".")
    assert check.cure(EN) != check.cure(VI)


def test_few_slips_are_low_by_count_or_by_sensor() -> None:
    assert replace(READY, slips_left=41).result == "good"
    assert replace(READY, slips_left=40).result == "low"
    assert replace(READY, paper=Paper.LOW).result == "low"
    assert replace(READY, slips_left=40).fact(VI) == "Còn khoảng 40 phiếu"


def test_the_worst_is_mended_first() -> None:
    low, bad = replace(READY, slips_left=3), DiskCheck(9 * GIGA, is_writable=False)
    assert to_mend([low, ContentCheck(1, 1), bad], VI) == [bad, low]


@pytest.mark.parametrize(
    ("check", "result"),
    [
        (DiskCheck(21 * GIGA, 52.0), "good"),
        (DiskCheck(21 * GIGA, 85.0), "bad"),
        (DiskCheck(GIGA // 2), "low"),
        (DiskCheck(GIGA // 10), "bad"),
        (DiskCheck(21 * GIGA, errors=1), "bad"),
        (ClockCheck(is_synced=True, offset_s=0.2), "good"),
        (ClockCheck(is_synced=True, offset_s=-6.0), "bad"),
        (ClockCheck(is_trusted=False), "bad"),
        (ServerCheck("sample", is_lobby=True), "bad"),
        (ServerCheck("silent"), "bad"),
        (ContentCheck(), "bad"),
        (ContentCheck(4, 400, problems=2), "bad"),
        (SoundCheck(has_card=False), "absent"),
    ],
)
def test_the_other_parts(check: PartCheck, result: str) -> None:
    assert check.result == result
    assert bool(check.cure(VI)) == (result in {"bad", "low"})


def test_every_slip_is_counted_and_a_restart_forgets_none(tmp_path: Path) -> None:
    count = PaperCount(tmp_path, time=TurnedTime())
    virtual = VirtualPrinter(tmp_path / "printed", width_dots=576, now_s=lambda: 0.0)
    printer = CountedPrinter(virtual, count, dpi=203)
    assert count.use.slips_left(20) is None, "nobody has told of a new roll"
    count.new_roll()
    for nth in range(6):
        printer.print_picture(Image.new("1", (printer.width_dots, 1015), 1), job=f"000{nth}")
    printer.print_picture(Image.new("1", (8, 8), 1), job="WIDE")  # not the width of the paper: nothing was drawn
    again = PaperCount(tmp_path, time=TurnedTime())
    again.load()
    assert again.use.slips == 6
    assert again.use.printed_mm == pytest.approx(6 * (127 + FEED_MM), abs=0.1)
    assert again.use.slips_left(20) == int((20_000 - 846) / 141)
    assert RollUse(again.use.changed_at, 30_000.0, 100).slips_left(20) == 0


def test_events_are_remembered_over_a_restart_without_what_is_personal(tmp_path: Path) -> None:
    events = RecentEvents(KeptJournal(), tmp_path, time=TurnedTime())
    for nth in range(KEPT + 10):
        events.write("ticket-issued", number=f"A{nth:03d}", lane="civil_status")
    events.flush()
    again = RecentEvents(KeptJournal(), tmp_path, time=TurnedTime())
    again.write("kiosk-started", version="1")
    with (tmp_path / "recent-events.jsonl").open("a", encoding="utf-8") as file:
        file.write("half a li")
    again.load()
    newest = again.newest_first()
    assert len(newest) == KEPT
    assert [each.sentence("vi") for each in newest[:2]] == ["Máy đã khởi động, bản 1", f"Đã phát số A{KEPT + 9:03d}"]


def test_a_machine_tells_what_it_knows_and_a_bare_one_tells_nothing(tmp_path: Path) -> None:
    for file, text in (
        ("sys/class/thermal/thermal_zone0/temp", "52400"),
        ("sys/fs/ext4/sda2/errors_count", "3"),
        ("proc/asound/cards", " 0 [PCH ]: HDA-Intel"),
    ):
        path = tmp_path / file
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    tracking = "A,192.0.2.1,2,1.0,-0.182,0.1,0.1,1,1,1,0.1,0.1,64.0,Normal"
    found = machine_facts(tmp_path, root=tmp_path, chrony=("echo", tracking))
    assert (found.temperature_c, found.disk_errors, found.has_sound) == (52.4, 3, True)
    assert (found.is_synced, found.offset_s, found.is_writable) == (True, -0.182, True)
    bare = machine_facts(tmp_path / "gone", root=tmp_path / "gone", chrony=("no-such-program",))
    assert bare == MachineFacts(is_writable=False, has_sound=False)


def test_the_report_tells_the_panel_and_who_says_so() -> None:
    report = ReadinessReport(TurnedTime().now(), 1, "1.0.0", "Trung tâm", (READY,))
    assert "Màn hình 21,5 inch, mép dưới cách sàn 800 mm\n" in report.as_text(VI)
    entered = replace(report, measured=MeasuredPanel().moved("diagonal_in", 2.3))
    assert "Màn hình 23,8 inch, mép dưới cách sàn 800 mm (nhập tại máy)" in entered.as_text(VI)
    broken = replace(report, measured=MeasuredPanel(problems=(Problem("panel.json", "", "", ""),)))
    assert "(số đã nhập không đọc được)" in broken.as_text(VI)


def test_the_report_is_one_text_on_screen_paper_and_file_with_the_red_first(tmp_path: Path) -> None:
    time = TurnedTime()
    checks = (READY, ScannerCheck(), DiskCheck(9 * GIGA, is_writable=False))
    report = ReadinessReport(time.now(), 1, "1.0.0", "Trung tâm", checks, unprinted=2, has_pin=False)
    text = report.as_text(VI)
    assert text.index("Lỗi: Ổ đĩa") < text.index("Chưa rõ: Máy quét") < text.index("Tốt: Máy in")
    assert "CHƯA ĐẶT" in text
    assert "Số chưa in: 2" in text
    file = keep_report(tmp_path, report, VI)
    assert file is not None
    assert file.read_text("utf-8") == text
    for width in (384, 576):
        slip = report_slip(report.lines(VI), width)
        assert (slip.mode, slip.width) == ("1", width)
        assert slip.histogram()[0] > 5_000
