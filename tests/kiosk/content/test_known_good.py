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
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from kiosk.content.content import FILES, Content
from kiosk.content.known_good import FILE_NAME, JUDGES, Reading, last_good, read_known_good, read_or_keep
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

    def open(self) -> Reading:
        """As the terminal does."""
        return read_or_keep(self.release, kept_in=self.state)

    def _check(self, folder: Path) -> Content:
        self.checks += 1
        return _checked(folder, tuple(path.read_bytes() for path in sorted(folder.iterdir())))


@cache
def _checked(folder: Path, _files: tuple[bytes, ...]) -> Content:
    """The same files are not read again for each kind of damage."""
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
    """Every kind of damage at every kind of place: seal, header, values, the last procedure."""
    end = len(kept)
    for at in (0, 40, 64, 65, 100, 130, 200, 270, end // 3, end // 2, end - 2, end - 1):
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


# What is brought back when it is asked for


def test_procedures_come_back_one_by_one_and_the_same_each_time(shelf: Shelf) -> None:
    checked, kept = shelf.start(), shelf.start()
    birth = kept.catalogue.by_code["1.001193"]
    assert birth == checked.catalogue.by_code["1.001193"]
    assert birth is kept.catalogue.by_code["1.001193"]
    assert list(kept.catalogue.by_code) == list(checked.catalogue.by_code)
    assert "9.999999" not in kept.catalogue.by_code
    assert kept.catalogue.procedure("9.999999") is None


def test_lists_are_the_same_from_what_is_kept(shelf: Shelf) -> None:
    checked, kept = shelf.start().catalogue, shelf.start().catalogue
    assert kept.frequent(6) == checked.frequent(6)
    assert kept.fields == checked.fields
    for field in checked.fields:
        assert kept.agencies_of_field(field.code) == checked.agencies_of_field(field.code)


# A release that is refused


def test_a_refused_release_leaves_the_last_good_one_and_says_so(shelf: Shelf) -> None:
    good = shelf.open()
    shelf.change(release=0)
    for _ in range(2):  # at each start, not only at the first
        reading = shelf.open()
        assert reading.content == good.content
        assert "release 1 of 2026-11-20 goes on being shown" in str(reading.problems[-1])
        assert any(problem.place == "office.json, release" for problem in reading.problems)


def test_a_repaired_release_takes_its_place_again(shelf: Shelf) -> None:
    shelf.open()
    shelf.change(release=0)
    shelf.open()
    shelf.change(release=1000)
    reading = shelf.open()
    assert reading.content
    assert (reading.content.release, reading.problems) == (1000, ())


def test_a_release_half_copied_leaves_the_last_good_one(shelf: Shelf) -> None:
    good = shelf.open().content
    (shelf.release / "procedures.json").unlink()
    assert shelf.open().content == good


def test_without_a_last_good_one_there_is_nothing_to_show(shelf: Shelf) -> None:
    shelf.change(release=0)
    reading = shelf.open()
    assert reading.content is None
    assert "goes on being shown" not in str(reading.problems)


def test_another_folders_release_is_never_shown_in_its_place(shelf: Shelf, tmp_path: Path) -> None:
    shelf.open()
    assert last_good(shelf.release, kept_in=shelf.state)
    assert last_good(tmp_path / "elsewhere", kept_in=shelf.state) is None


def test_what_is_kept_is_no_use_once_it_is_damaged(shelf: Shelf) -> None:
    shelf.open()
    shelf.kept.write_bytes(shelf.kept.read_bytes()[:-1])
    shelf.change(release=0)
    assert shelf.open().content is None
