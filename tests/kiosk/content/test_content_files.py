"""Files that are none, too large, of another encoding, or made to do harm: refused with a reason, quickly."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.content.content import FILES
from kiosk.content.files import LARGEST_FILE_MB
from kiosk.content.known_good import read_known_good
from kiosk.content.shelf import SAMPLE, read_pack
from kiosk.errors import ContentRefused, Problem


@pytest.fixture(name="release")
def copy_of_the_sample(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "release"))


def problems_of(release: Path) -> list[Problem]:
    with pytest.raises(ContentRefused) as refused:
        read_pack(release)
    return list(refused.value.problems)


def written_as(encoding: str) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        file.write_bytes(text.encode(encoding, errors="replace"))

    return write


def in_the_old_code_page(file: Path) -> None:
    """«Hộ tịch» in CP1258: the tone is a byte of its own behind its letter."""
    file.write_bytes(b'[{"name": "H\xf4\xf2 ti\xf2ch"}]')


def as_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def as_a_pipe(file: Path) -> None:
    """Reading it would wait for ever."""
    file.unlink()
    os.mkfifo(file)


def without_end(file: Path) -> None:
    file.unlink()
    file.symlink_to("/dev/zero")


def of_fifty_megabytes(file: Path) -> None:
    """A hole: fifty megabytes long, and no place taken."""
    with file.open("wb") as out:
        out.truncate(50 * 1024**2)


def nested_deep(file: Path) -> None:
    file.write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")


def nested_deep_in_a_record(file: Path) -> None:
    file.write_text('[{"code": ' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}]", encoding="utf-8")


def of_a_million_records(file: Path) -> None:
    file.write_text("[" + "{}," * 1_000_000 + "{}]", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "meaning"),
    [
        (written_as("utf-16"), "UTF-16"),
        (written_as("utf-16-le"), "UTF-16"),
        (written_as("utf-8-sig"), "byte order mark (BOM)"),
        (in_the_old_code_page, "perhaps Windows-1258"),
        (as_a_folder, "this is not a file"),
        (as_a_pipe, "this is not a file"),
        (without_end, "this is not a file"),
        (of_fifty_megabytes, f"at most {LARGEST_FILE_MB} MB"),
        (nested_deep, "recursion limit"),
        (nested_deep_in_a_record, "recursion limit"),
        (of_a_million_records, "at most 10000 are read"),
        (lambda file: file.write_bytes(b""), "this file is empty"),
        (lambda file: file.write_text(" \n", encoding="utf-8"), "this file is empty"),
        (lambda file: file.write_text("[{", encoding="utf-8"), "not a JSON file"),
        (Path.unlink, "cannot be opened"),
    ],
)
@pytest.mark.parametrize("name", ["procedures.json", "office.json"])
def test_a_file_that_cannot_be_read_is_one_problem_with_a_reason_and_a_cure(
    spoil: Callable[[Path], None], meaning: str, name: str, release: Path
) -> None:
    spoil(release / name)
    about_it = [each for each in problems_of(release) if each.place == name]
    # One record is expected in office.json: a list of a million is none.
    expected = "records are missing" if (spoil, name) == (of_a_million_records, "office.json") else meaning
    assert len(about_it) == 1
    assert expected in about_it[0].meaning
    assert about_it[0].cure


@pytest.mark.parametrize("spoil", [as_a_folder, as_a_pipe, without_end, of_fifty_megabytes])
def test_what_is_no_file_of_a_release_does_not_hold_up_the_start_either(
    spoil: Callable[[Path], None], release: Path, tmp_path: Path
) -> None:
    spoil(release / "procedures.json")
    with pytest.raises(ContentRefused):
        read_known_good(release, kept_in=tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_a_record_of_the_wrong_kind_in_any_file_is_named(name: str, release: Path) -> None:
    (release / name).write_text(json.dumps([{"code": 5}]), encoding="utf-8")
    assert any(problem.place.startswith(name) for problem in problems_of(release))
