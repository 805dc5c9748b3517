"""Files and one-way devices."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from devices.errors import DeviceLost
from devices.transports.file_port import FilePort


def test_bytes_are_appended(tmp_path: Path) -> None:
    path = tmp_path / "slips.bin"
    for text in (b"one", b"two"):
        port = FilePort(str(path))
        assert port.write(text, deadline_s=1) == 3
        port.close()
    assert path.read_bytes() == b"onetwo"


def test_a_file_never_answers(tmp_path: Path) -> None:
    port = FilePort(str(tmp_path / "slips.bin"))
    before_s = time.monotonic()
    assert port.read(timeout_s=0.05) == b""
    assert time.monotonic() - before_s >= 0.049
    port.close()


def test_a_pipe_that_is_full_takes_nothing_more(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lp0")
    reader = os.open(tmp_path / "lp0", os.O_RDONLY | os.O_NONBLOCK)
    port = FilePort(str(tmp_path / "lp0"))
    while port.write(bytes(4096), deadline_s=0.05):
        pass
    assert port.write(b"x", deadline_s=0) == 0
    port.close()
    os.close(reader)


def test_a_device_nobody_serves_is_lost(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lp0")
    with pytest.raises(DeviceLost):
        FilePort(str(tmp_path / "lp0"))


def test_a_reader_that_went_away_is_lost(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lp0")
    reader = os.open(tmp_path / "lp0", os.O_RDONLY | os.O_NONBLOCK)
    port = FilePort(str(tmp_path / "lp0"))
    os.close(reader)
    with pytest.raises(DeviceLost):
        port.write(b"x", deadline_s=1)
    port.close()


def test_an_absent_device_is_not_replaced_by_a_file() -> None:
    with pytest.raises(DeviceLost):
        FilePort("/dev/kiosk-printer-that-is-not-there")
    assert not Path("/dev/kiosk-printer-that-is-not-there").exists()


def test_a_missing_folder_is_a_missing_device(tmp_path: Path) -> None:
    with pytest.raises(DeviceLost):
        FilePort(str(tmp_path / "nowhere" / "slips.bin"))


def test_closing_twice_does_no_harm(tmp_path: Path) -> None:
    port = FilePort(str(tmp_path / "slips.bin"))
    port.close()
    port.close()
    with pytest.raises(DeviceLost):
        port.write(b"x", deadline_s=0)
