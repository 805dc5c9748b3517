"""A release that passed once is not checked again, until one bit of it, of the program or of what is kept differs."""

from __future__ import annotations

import dataclasses
import inspect
import json
import os
import resource
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from kiosk.content.content import FILES, Content
from kiosk.content.known_good import FILE_NAME, JUDGES, read_known_good
from kiosk.content.shelf import PROGRAM, SAMPLE, read_pack
from kiosk.errors import ContentRefused


class Shelf:
    """A release on a shelf, and how often it was checked."""

    def __init__(self, folder: Path) -> None:
        self.release, self.state = folder / "release", folder / "state"
        shutil.copytree(SAMPLE, self.release)
        self.state.mkdir()
        self.checks = 0

    @property
    def kept(self) -> Path:
        return self.state / FILE_NAME

    def start(self, version: str = "1") -> Content:
        return read_known_good(self.release, kept_in=self.state, version=version, check=self._check)

    def change(self, **values: object) -> None:
        """Write other values into office.json."""
        file = self.release / "office.json"
        file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **values}), encoding="utf-8")

    def _check(self, folder: Path) -> Content:
        self.checks += 1
        return read_pack(folder)


def dataclasses_in(kind: Any) -> Iterator[type]:
    """A type and every dataclass that can stand in it."""
    inner = get_args(kind)
    if dataclasses.is_dataclass(kind):
        yield kind if isinstance(kind, type) else type(kind)
        inner = tuple(get_type_hints(kind).values())
    for each in inner:
        yield from dataclasses_in(each)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_the_second_start_shows_the_same_without_a_check(shelf: Shelf) -> None:
    first, second = shelf.start(), shelf.start()
    assert first == second == read_pack(SAMPLE)
    assert shelf.checks == 1


def test_only_the_terminals_own_user_may_read_what_is_kept(shelf: Shelf) -> None:
    shelf.start()
    assert stat.S_IMODE(shelf.kept.stat().st_mode) == 0o600
    assert [path.name for path in shelf.state.iterdir()] == [FILE_NAME]


def test_another_release_is_checked_and_then_known(shelf: Shelf) -> None:
    shelf.start()
    shelf.change(release=1000)
    assert [shelf.start().release, shelf.start().release] == [1000, 1000]
    assert shelf.checks == 2


@pytest.mark.parametrize("name", FILES)
def test_every_file_of_a_release_counts_to_the_last_blank(shelf: Shelf, name: str) -> None:
    shelf.start()
    with (shelf.release / name).open("a", encoding="utf-8") as file:
        file.write(" ")
    shelf.start()
    assert shelf.checks == 2


def test_a_mistake_is_told_however_good_the_release_was_before(shelf: Shelf) -> None:
    shelf.start()
    good = (shelf.release / "office.json").read_bytes()
    shelf.change(release=0)
    for _ in range(2):
        with pytest.raises(ContentRefused):
            shelf.start()
    (shelf.release / "office.json").write_bytes(good)
    shelf.start()
    assert shelf.checks == 3


def test_a_release_that_is_gone_is_not_shown_from_memory(shelf: Shelf) -> None:
    shelf.start()
    (shelf.release / "lanes.json").unlink()
    with pytest.raises(ContentRefused):
        shelf.start()


def test_another_program_judges_anew(shelf: Shelf) -> None:
    for version in ("1", "2", "2", "1"):
        shelf.start(version)
    assert shelf.checks == 3


def test_every_file_that_judges_or_shapes_a_release_is_under_the_seal() -> None:
    judges = {path for pattern in JUDGES for path in PROGRAM.glob(pattern)}
    assert all(any(PROGRAM.glob(pattern)) for pattern in JUDGES)
    assert {PROGRAM / f"kiosk/content/{name}.py" for name in ("checks", "release", "values", "wording")} <= judges
    assert {Path(inspect.getfile(kind)) for kind in dataclasses_in(Content)} <= judges


def test_a_release_that_changes_while_it_is_checked_is_not_kept(shelf: Shelf) -> None:
    def check(folder: Path) -> Content:
        content = read_pack(folder)
        shelf.change(release=1000)
        return content

    assert read_known_good(shelf.release, kept_in=shelf.state, check=check).release != 1000
    assert not shelf.kept.exists()


# What is kept is damaged


def damaged(kept: bytes) -> Iterator[bytes]:
    """Every kind of damage at every kind of place."""
    end = len(kept)
    for at in (*range(70), end // 3, end // 2, end - 2, end - 1):
        yield kept[:at] + bytes([kept[at] ^ 0x01]) + kept[at + 1 :]
        yield kept[:at]
    yield kept + b" "
    yield kept[1:]
    yield bytes(end)
    yield kept.replace("Miễn phí".encode(), "15.000 đ".encode(), 1)


def test_damage_of_any_byte_means_a_check_and_a_new_seal(shelf: Shelf) -> None:
    content = shelf.start()
    whole = shelf.kept.read_bytes()
    pieces = [piece for piece in damaged(whole) if piece != whole]
    for piece in pieces:
        shelf.kept.write_bytes(piece)
        assert shelf.start() == content
        assert shelf.kept.read_bytes() == whole
    assert shelf.checks == 1 + len(pieces)


def test_what_is_kept_for_another_release_is_not_taken_for_this_one(shelf: Shelf, tmp_path: Path) -> None:
    other = Shelf(tmp_path / "other")
    other.change(release=1000)
    other.start()
    shutil.copy(other.kept, shelf.kept)
    assert shelf.start().release != 1000
    assert shelf.checks == 1


# Where nothing can be kept


def test_a_folder_in_its_place_only_costs_the_shortcut(shelf: Shelf) -> None:
    shelf.kept.mkdir()
    assert shelf.start() == shelf.start()
    assert shelf.checks == 2
    assert [path.name for path in shelf.state.iterdir()] == [FILE_NAME]


def test_without_a_folder_there_is_only_the_check(shelf: Shelf) -> None:
    shelf.state.rmdir()
    assert shelf.start() == shelf.start()
    assert shelf.checks == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere; run as another user")
def test_a_folder_that_may_not_be_written_only_costs_the_shortcut(shelf: Shelf) -> None:
    shelf.state.chmod(0o500)
    assert shelf.start() == shelf.start()
    assert shelf.checks == 2


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_nothing_half_written(shelf: Shelf) -> None:
    with room_for(10_000):
        content = shelf.start()
    assert list(shelf.state.iterdir()) == []
    assert shelf.start() == content


def test_what_a_lost_start_left_half_written_is_no_obstacle(shelf: Shelf) -> None:
    shelf.kept.with_suffix(".new").write_bytes(b"half")
    shelf.start()
    shelf.start()
    assert shelf.checks == 1
