"""A scanner that reads a text file."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.address import parse_scanner_address
from devices.open_device import open_scanner
from devices.scanners.contract import ScannerState
from devices.scanners.growing_file import READ_BYTES, GrowingFile
from devices.scanners.virtual_scanner import SCAN_FILE, VirtualScanner
from tests.devices.real_lines import wait_until
from tests.devices.scanners.listener import Listener

READY, OFFLINE = ScannerState.READY, ScannerState.OFFLINE


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    with Listener(virtual(tmp_path / "scanner")) as made:
        yield made


def virtual(folder: Path) -> VirtualScanner:
    scanner = open_scanner(parse_scanner_address(f"virtual://{folder}"), now_s=time.monotonic)
    assert isinstance(scanner, VirtualScanner)
    return scanner


def append(folder: Path, text: str) -> None:
    with (folder / SCAN_FILE).open("a", encoding="utf-8") as file:
        file.write(text)


def test_every_line_appended_is_a_scan(listener: Listener, tmp_path: Path) -> None:
    listener.sees(READY)
    append(tmp_path / "scanner", "A1\n]Q1Hộ tịch\n")
    listener.hears("A1", "Hộ tịch")
    assert listener.scans[1].symbology == "Q1"
    append(tmp_path / "scanner", "B2\n")
    listener.hears("A1", "Hộ tịch", "B2")


def test_old_lines_are_not_scanned(tmp_path: Path) -> None:
    append(tmp_path, "old\n")
    with Listener(virtual(tmp_path)) as listener:
        listener.sees(READY)
        append(tmp_path, "new\n")
        listener.hears("new")


def test_a_file_written_anew_is_read_from_its_beginning(listener: Listener, tmp_path: Path) -> None:
    listener.sees(READY)
    append(tmp_path / "scanner", "first\n")
    listener.hears("first")
    (tmp_path / "scanner" / SCAN_FILE).unlink()
    append(tmp_path / "scanner", "again from the start\n")
    listener.hears("first", "again from the start")


def test_a_code_can_be_presented_from_within(listener: Listener) -> None:
    scanner = listener.scanner
    assert isinstance(scanner, VirtualScanner)
    scanner.present("A1")
    listener.hears("A1")
    assert listener.threads == {"scanner"}


def test_unplugged_it_reads_nothing(listener: Listener) -> None:
    scanner = listener.scanner
    assert isinstance(scanner, VirtualScanner)
    scanner.unplug()
    scanner.present("lost")
    scanner.plug()
    scanner.present("read")
    listener.hears("read")
    assert listener.states == [READY, OFFLINE, READY]


def test_a_folder_that_cannot_be_used_is_offline_until_it_can(tmp_path: Path) -> None:
    in_the_way = tmp_path / "scanner"
    in_the_way.touch()
    with Listener(virtual(in_the_way)) as listener:
        listener.sees(OFFLINE)
        in_the_way.unlink()
        listener.sees(OFFLINE, READY)
        append(in_the_way, "A1\n")
        listener.hears("A1")


def test_closing_twice_ends_listening(listener: Listener) -> None:
    listener.scanner.close()
    listener.scanner.close()
    wait_until(lambda: not listener.is_listening, "the end of listening")


def test_a_growing_file_is_read_in_parts_and_never_twice(tmp_path: Path) -> None:
    file = GrowingFile(tmp_path / "scan.txt")
    file.skipped()
    (tmp_path / "scan.txt").write_bytes(b"a" * READ_BYTES + b"b")
    assert [len(file.appended()) for _ in range(3)] == [READ_BYTES, 1, 0]


def test_an_editor_that_writes_the_whole_file_again_adds_only_its_new_line(tmp_path: Path) -> None:
    (tmp_path / "scan.txt").write_bytes(b"old\n")
    file = GrowingFile(tmp_path / "scan.txt")
    file.skipped()
    (tmp_path / "new").write_bytes(b"old\nA1\n")
    (tmp_path / "new").rename(tmp_path / "scan.txt")
    assert file.appended() == b"A1\n"


def test_the_same_line_written_anew_is_new(tmp_path: Path) -> None:
    (tmp_path / "scan.txt").write_bytes(b"A1\n")
    file = GrowingFile(tmp_path / "scan.txt")
    file.skipped()
    os.utime(tmp_path / "scan.txt", ns=(1, 1))
    assert file.appended() == b"A1\n"
