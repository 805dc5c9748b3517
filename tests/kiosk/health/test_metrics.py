"""Figures for a collector: the format it reads, closed sets of labels, whole files, nothing of a citizen."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from devices.printers.contract import Condition, Paper, PrinterStatus, State
from devices.scanners.contract import ScannerState
from kiosk.health.machine import MachineFacts
from kiosk.health.metrics import Figures, metrics, write_metrics
from kiosk.health.paper_count import RollUse
from kiosk.journal import event_kinds
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk

BLOCKED = PrinterStatus(State.BLOCKED, frozenset({Condition.PAPER_OUT}), Paper.OUT, 0.0, 'odd "model"\\')
ROLL = RollUse(datetime(2026, 11, 25, tzinfo=UTC), printed_mm=1430.0, slips=10)
FIGURES = Figures(BLOCKED, ScannerState.READY, MachineFacts(21 * 1024**3), ROLL, {"ticket-issued": 3}, 412)
SAMPLE = re.compile(r'kiosk_[a-z0-9_]+(\{[a-z_]+="(?:[^"\\\n]|\\.)*"(,[a-z_]+="(?:[^"\\\n]|\\.)*")*\})? -?[0-9.e+-]+')
TYPE = re.compile(r"# TYPE kiosk_[a-z0-9_]+ (gauge|counter)")


def test_every_line_is_one_a_collector_reads_and_every_family_is_named_once() -> None:
    lines = metrics(FIGURES).splitlines()
    assert not [line for line in lines if not (SAMPLE.fullmatch(line) or TYPE.fullmatch(line))]
    families = [line.split()[2] for line in lines if line.startswith("#")]
    assert len(families) == len(set(families)) >= 12


def test_the_figures_are_those_of_the_moment() -> None:
    told = metrics(FIGURES).splitlines()
    for line in (
        'kiosk_printer_state{state="blocked"} 1',
        'kiosk_printer_state{state="ready"} 0',
        f'kiosk_printer_condition{{condition="{Condition.PAPER_OUT.value}"}} 1',
        "kiosk_printer_meters_since_roll 1.43",
        "kiosk_scanner_ready 1",
        "kiosk_content_release 412",
        "kiosk_disk_free_bytes 22548578304",
        'kiosk_events_total{event="ticket-issued"} 3',
        'kiosk_events_total{event="staff-restart"} 0',
    ):
        assert line in told, line
    assert not [line for line in told if "temperature" in line]  # this machine does not tell it
    assert sum(line.startswith("kiosk_events_total") for line in told) == len(event_kinds())


def test_a_file_is_replaced_whole_and_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.prom"
    assert write_metrics(file, "one\n")
    assert write_metrics(file, "two\n")
    assert file.read_text("utf-8") == "two\n"
    assert file.stat().st_mode & 0o777 == 0o644
    assert [path.name for path in tmp_path.iterdir()] == ["kiosk.prom"]
    assert not write_metrics(tmp_path / "gone" / "kiosk.prom", "three\n")


def visit(kiosk: AtTheKiosk) -> str:
    """Somebody follows a dossier and takes a number; then the figures are written."""
    kiosk.scan("H24.15-261118-0026")
    kiosk.touch("Trang đầu", "Lấy số thứ tự", "Hộ tịch, chứng thực")
    kiosk.kiosk.write_metrics()
    file = kiosk.kiosk.settings.terminal.metrics_file
    return file.read_text("utf-8") if file is not None and file.exists() else ""


def test_a_terminal_that_is_told_to_writes_them_and_nobody_stands_in_them(
    open_kiosk: OpenKiosk, tmp_path: Path
) -> None:
    written = visit(open_kiosk(terminal={"metrics_file": tmp_path / "kiosk.prom"}))
    assert 'kiosk_events_total{event="ticket-issued"} 1' in written
    assert 'kiosk_events_total{event="scanned"} 1' in written
    for personal in ("0026", "H24.15", "A001", "civil_status"):
        assert personal not in written


def test_without_a_file_nothing_is_written_and_a_broken_folder_is_told_once(
    open_kiosk: OpenKiosk, tmp_path: Path
) -> None:
    kiosk = open_kiosk(terminal={"metrics_file": tmp_path / "gone" / "kiosk.prom"})
    for _ in range(3):
        kiosk.kiosk.write_metrics()
    assert len(kiosk.events("metrics-not-written")) == 1
