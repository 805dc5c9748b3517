"""A drop folder: the newest whole file counts, half-written ones never do, and what is proven decides what is told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from kiosk.dossiers.drop_file import keyed_hash
from kiosk.dossiers.provider import Factor, Found, NoAnswer, NotFound
from tests.kiosk.dossiers.asked_offices import FILE_ROW, KEY, AskedOffice, an_office, csv_of, dropped
from tests.kiosk.dossiers.dossier_makers import NOW, ON_TIME, last_four

SECOND = "H24.15-261124-0038"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AskedOffice]:
    with an_office("file", tmp_path) as asked:
        yield asked


def status(office: AskedOffice, code: str = ON_TIME) -> int | None:
    answer = office.ask(code)
    assert isinstance(answer, Found)
    return answer.dossier.status.code


def export(folder: Path, number: int, name: str = "ho-so.csv", *, seconds_ago: float = 30) -> Path:
    return dropped(folder, csv_of(FILE_ROW | {"trang_thai": str(number)}), name, seconds_ago=seconds_ago)


def events(office: AskedOffice) -> list[str]:
    return [name for name in office.journal.names() if name.startswith("dossier-file")]


def test_a_new_export_counts_at_the_next_question(office: AskedOffice, tmp_path: Path) -> None:
    assert status(office) == 4
    export(tmp_path, 9)
    assert status(office) == 9
    export(tmp_path, 10, "later.json.csv", seconds_ago=5)
    assert status(office) == 10


def test_an_unchanged_file_is_read_once(office: AskedOffice) -> None:
    for _ in range(5):
        status(office)
    assert office.journal.names().count("dossier-file-read") == 1


@pytest.mark.parametrize(
    "content",
    [
        csv_of(FILE_ROW | {"trang_thai": "9"})[:-1],
        csv_of(FILE_ROW | {"trang_thai": "9"}) + ON_TIME + "\n",
        csv_of(FILE_ROW)[:40],
        "",
        b"\xff\xfe\x00",
    ],
)
def test_a_half_written_file_leaves_the_last_good_table(office: AskedOffice, tmp_path: Path, content: str) -> None:
    assert status(office) == 4
    dropped(tmp_path, content, seconds_ago=30)
    for _ in range(3):
        assert status(office) == 4
    assert events(office).count("dossier-file-refused") == 1  # once for each file
    export(tmp_path, 9, seconds_ago=20)
    assert status(office) == 9


def test_half_a_json_leaves_an_older_whole_file(office: AskedOffice, tmp_path: Path) -> None:
    dropped(tmp_path, '[{"ma_ho_so": "' + ON_TIME, "new.json", seconds_ago=10)
    assert status(office) == 4


def test_a_file_that_is_still_moving_is_left_alone_until_it_rests(office: AskedOffice, tmp_path: Path) -> None:
    assert status(office) == 4
    export(tmp_path, 9, seconds_ago=0.5)
    assert status(office) == 4
    office.time.turn(2)
    assert status(office) == 9


def test_a_file_of_a_clock_ahead_counts_when_it_was_seen_to_rest(office: AskedOffice, tmp_path: Path) -> None:
    assert status(office) == 4
    export(tmp_path, 9, seconds_ago=-3600)
    assert status(office) == 4
    office.time.turn(2.5)
    answer = office.ask()
    assert isinstance(answer, Found)
    assert (answer.dossier.status.code, answer.dossier.as_of) == (9, office.time.now())


def test_the_first_file_of_all_is_awaited_as_no_answer(tmp_path: Path) -> None:
    with an_office("file", tmp_path) as office:
        (tmp_path / "ho-so.csv").unlink()
        assert office.ask() == NoAnswer("unreachable")
        export(tmp_path, 9, seconds_ago=0)
        assert office.ask() == NoAnswer("unreachable")
        office.time.turn(3)
        assert status(office) == 9


def test_a_folder_that_goes_away_leaves_the_table_and_is_said_once(office: AskedOffice, tmp_path: Path) -> None:
    assert status(office) == 4
    moved = tmp_path.rename(tmp_path.with_name("gone"))
    assert [status(office) for _ in range(3)] == [4, 4, 4]
    assert office.journal.names().count("dossier-folder-unreadable") == 1
    moved.rename(tmp_path)
    assert status(office) == 4


def test_other_things_in_the_folder_are_not_looked_at(office: AskedOffice, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    dropped(tmp_path, csv_of(FILE_ROW | {"trang_thai": "9"}), ".half.csv", seconds_ago=10)
    dropped(tmp_path, csv_of(FILE_ROW | {"trang_thai": "9"}), "export.csv.part", seconds_ago=10)
    assert status(office) == 4


def test_as_of_is_the_time_of_the_file_and_an_old_one_is_said_once(office: AskedOffice, tmp_path: Path) -> None:
    export(tmp_path, 4, seconds_ago=30 * 3600)
    for _ in range(2):
        answer = office.ask()
        assert isinstance(answer, Found)
        assert answer.dossier.as_of == NOW - timedelta(hours=30)
    assert events(office).count("dossier-file-old") == 1


def test_a_row_without_a_hash_gives_only_a_little(office: AskedOffice, tmp_path: Path) -> None:
    dropped(tmp_path, csv_of(FILE_ROW | {"khoa": ""}), seconds_ago=30)
    scanned = office.ask(factor=office.right)
    assert isinstance(scanned, Found)
    assert scanned.dossier.detail == "minimal"
    assert office.ask(entry="typed", factor=office.right) == NotFound()


@pytest.mark.parametrize("content", [None, "short\n", "two\nlines of a key that is long enough\n"])
def test_without_its_key_nothing_is_proven_and_it_is_said_once(
    office: AskedOffice, tmp_path: Path, content: str | None
) -> None:
    if content is None:
        (tmp_path / "key").unlink()
    else:
        (tmp_path / "key").write_text(content)
    for _ in range(2):
        answer = office.ask(factor=office.right)
        assert isinstance(answer, Found)
        assert answer.dossier.detail == "minimal"
    assert office.journal.names().count("dossier-folder-unreadable") == 1


def test_a_card_proves_by_its_last_four_digits(office: AskedOffice) -> None:
    answer = office.ask(factor=Factor("id", "031190004821"))
    assert isinstance(answer, Found)
    assert answer.dossier.detail == "full"
    assert office.ask(factor=Factor("secret", "4821")) != answer


def test_the_hash_of_one_dossier_does_not_open_another(office: AskedOffice, tmp_path: Path) -> None:
    dropped(tmp_path, csv_of(FILE_ROW | {"ma_ho_so": SECOND}), seconds_ago=30)
    assert office.ask(SECOND, factor=last_four("4821")) == NotFound()
    own = keyed_hash(KEY.encode(), SECOND, "4821")
    dropped(tmp_path, csv_of(FILE_ROW | {"ma_ho_so": SECOND, "khoa": own.upper()}), seconds_ago=20)
    assert isinstance(office.ask(SECOND, factor=last_four("4821")), Found)


def test_each_state_carries_what_belongs_to_it(office: AskedOffice, tmp_path: Path) -> None:
    told = {"ly_do": "Thiếu giấy tờ", "so_tien": "150.000", "noi_dung_bo_sung": "Nộp bản chính", "quay": "3"}
    found = {}
    for ago, number in enumerate((3, 4, 5, 6), 1):
        row = FILE_ROW | told | {"trang_thai": str(number), "don_vi": "Sở Xây dựng"}
        dropped(tmp_path, csv_of(row), seconds_ago=40 - ago)
        answer = office.ask(factor=office.right)
        assert isinstance(answer, Found)
        dossier = answer.dossier
        assert (dossier.unit.name, dossier.collect and dossier.collect.counter) == ("Sở Xây dựng", "3")
        paid, missing = dossier.payment, dossier.supplement
        found[number] = (dossier.reason, missing and missing.text, paid and paid.amount_vnd)
    assert found == {
        3: ("Thiếu giấy tờ", None, None),
        4: (None, None, None),
        5: (None, "Nộp bản chính", None),
        6: (None, None, 150000),
    }


def test_a_file_being_read_by_another_question_is_not_waited_for(office: AskedOffice) -> None:
    assert status(office) == 4
    provider = office.provider
    with provider._reading:  # type: ignore[attr-defined]
        asking = Thread(target=status, args=(office,))
        asking.start()
        asking.join(5)
        assert not asking.is_alive()
