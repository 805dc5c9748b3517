"""The folder of numbers and pictures: made, held, given back."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from kiosk.state_lock import locked
from tests.at_the_kiosk import AtTheKiosk


def test_it_is_made_with_everything_above_it(tmp_path: Path) -> None:
    folder = tmp_path / "var" / "lib" / "kiosk"
    with locked(folder):
        assert folder.is_dir()
        assert not stat.S_IMODE(folder.stat().st_mode) & 0o007, "nothing for strangers"


def test_the_lock_names_its_holder(tmp_path: Path) -> None:
    with locked(tmp_path):
        assert (tmp_path / "lock").read_text("utf-8") == f"{os.getpid()}\n"


def test_closed_it_is_free_again(tmp_path: Path) -> None:
    for _ in range(3):
        locked(tmp_path).close()


def test_a_stopped_terminal_has_given_everything_back(kiosk: AtTheKiosk, tmp_path: Path) -> None:
    kiosk.touch("Lấy số thứ tự", "Hộ tịch, chứng thực")
    kiosk.kiosk.stop()
    kiosk.kiosk.stop()
    locked(kiosk.kiosk.folder).close()
    held = [str(file.readlink()) for file in Path("/proc/self/fd").glob("*") if file.exists()]
    assert not [name for name in held if name.startswith(str(tmp_path))]


def test_a_ticket_makes_the_store_the_pictures_and_what_staff_read_and_nothing_else(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", "Hộ tịch, chứng thực")
    kiosk.kiosk.stop()
    made = sorted(path.name for path in kiosk.kiosk.folder.iterdir())
    assert made == ["content.known-good", "lock", "paper.json", "printed", "recent-events.jsonl", "tickets.db"]


def test_nothing_in_it_tells_whose_dossier_was_asked_about(kiosk: AtTheKiosk) -> None:
    kiosk.scan("H24.15-261124-0037")
    kiosk.touch("Xem chi tiết")
    kiosk.type_digits("4821")
    kiosk.touch("Xem tình trạng", "Trang đầu", "Lấy số thứ tự", "Hộ tịch, chứng thực")
    kiosk.kiosk.stop()
    kept = b"".join(path.read_bytes() for path in kiosk.kiosk.folder.rglob("*") if path.is_file())
    assert not [part for part in (b"261124-0037", b"4821", b"N***") if part in kept]
