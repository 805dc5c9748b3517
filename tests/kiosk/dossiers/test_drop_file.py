"""An export is read whole or not at all; every mistake is named by its place, never by what stands there."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.dossiers import drop_file
from kiosk.dossiers.drop_file import (
    COLUMNS,
    MOST_MISTAKES,
    Mistake,
    Reading,
    Row,
    amount_vnd,
    keyed_hash,
    read_drop_file,
)
from kiosk.dossiers.status_map import built_in
from tests.kiosk.dossiers.asked_offices import FILE_ROW, csv_of
from tests.kiosk.dossiers.dossier_makers import ON_TIME

WORDS = built_in("words")
HEADING = ",".join(COLUMNS)
CELLS = st.text(alphabet=st.sampled_from(',;"\n\r\x00[]{}:0123456789/.-aĐệH\ufeff'), max_size=12)


def read(content: str | bytes, kind: str = "csv") -> Reading:
    return read_drop_file(io.BytesIO(content.encode() if isinstance(content, str) else content), kind, WORDS)


def row_of(reading: Reading, code: str = ON_TIME) -> Row:
    assert reading.table is not None
    row = reading.table.row(code)
    assert row is not None
    return row


def refused(content: str | bytes, kind: str = "csv") -> Mistake:
    reading = read(content, kind)
    assert reading.table is None
    return reading.mistakes[0]


def json_of(*rows: Any) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_both_kinds_give_the_same_rows(kind: str) -> None:
    reading = read(csv_of(FILE_ROW) if kind == "csv" else json_of(FILE_ROW), kind)
    assert (reading.mistakes, reading.count) == ((), 0)
    row = row_of(reading)
    assert {column: row[column] or "" for column in COLUMNS[1:]} == {
        column: FILE_ROW.get(column, "") for column in COLUMNS[1:]
    }


@pytest.mark.parametrize(
    "content",
    [
        f"\ufeffma_ho_so,trang_thai\n{ON_TIME},4\n",
        f"ma_ho_so;trang_thai\r\n{ON_TIME};4\r\n",
        f'"Ma_Ho_So", trang_thai\n"{ON_TIME}","4"\n',
        f"trang_thai;don_vi;ma_ho_so\n4;a, b, c, d;{ON_TIME}\n\n",
        f"ma_ho_so,trang_thai\n{ON_TIME.lower().replace('-', ' – ')},Đang xử lý\n",
    ],
)
def test_marks_separators_and_spellings_are_tolerated(content: str) -> None:
    assert WORDS.number(row_of(read(content))["trang_thai"]) == 4


@pytest.mark.parametrize(
    ("content", "line", "meaning"),
    [
        ("", 0, "empty"),
        (f"{HEADING}\n{ON_TIME}", 0, "no end"),
        (f"ma_ho_so,trang_thai\n{ON_TIME},4\n{ON_TIME}\n", 3, "has 1 columns"),
        (f"ma_ho_so,trang_thai\n{ON_TIME},4,5\n", 2, "has 3 columns"),
        (f"{ON_TIME},4\n", 1, "does not name ma_ho_so and trang_thai"),
        ("ma_ho_so,quay\n", 1, "does not name trang_thai"),
        ("ma_ho_so,trang_thai,trang_thai\n", 1, "twice"),
        (f'ma_ho_so,trang_thai\n{ON_TIME},"4\n', 3, "not CSV"),
        (f'ma_ho_so,trang_thai\n{ON_TIME},"4"x\n', 2, "not CSV"),
        (b"ma_ho_so,trang_thai\nA-1234,4\nB-1234,\xff\n", 3, "not UTF-8"),
        ("ma_ho_so,trang_thai\n" + "x" * 200_000 + ",4\n", 2, "not CSV"),
    ],
)
def test_a_csv_that_is_not_whole_is_refused(content: str | bytes, line: int, meaning: str) -> None:
    mistake = refused(content)
    assert mistake.line in {line, line - 1} if meaning == "not CSV" else mistake.line == line
    assert meaning in mistake.meaning
    assert mistake.cure


@pytest.mark.parametrize(
    ("content", "line", "meaning"),
    [
        ("", 0, "empty"),
        ("[", 1, "not whole"),
        (json_of(FILE_ROW)[:-1], None, "not whole"),
        (json_of(FILE_ROW, FILE_ROW)[:-20], None, "not whole"),
        (json_of(FILE_ROW) + "x", None, "follows"),
        ('{"ma_ho_so": "A-1234"}', 1, "not whole"),
        ("[\n 1]", 2, "no object"),
        ("[" * 50_000, 1, ""),
        ("[" + "9" * 9999 + "]", 1, "not whole"),
        (b'["\xff"]', 1, "not UTF-8"),
    ],
)
def test_json_that_is_not_whole_is_refused(content: str | bytes, line: int | None, meaning: str) -> None:
    mistake = refused(content, "json")
    assert line is None or mistake.line == line
    assert meaning in mistake.meaning


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("ma_ho_so", "Nguyễn Văn Hùng"),
        ("ngay_hen_tra", "Nguyễn Văn Hùng"),
        ("trang_thai", "Nguyễn Văn Hùng"),
        ("so_tien", "một trăm"),
        ("khoa", "031190004821"),
    ],
)
def test_a_mistake_is_named_by_its_place_and_never_by_its_value(column: str, value: str) -> None:
    reading = read(csv_of(FILE_ROW, FILE_ROW | {"ma_ho_so": "H24.15-261124-0038"} | {column: value}))
    (mistake,) = reading.mistakes
    assert (mistake.line, mistake.column, bool(mistake.cure)) == (3, column, True)
    assert value not in str(reading.mistakes)
    assert row_of(reading)["trang_thai"] == "4"  # the other row counts


def test_a_column_nobody_asked_for_is_not_read_and_said_once() -> None:
    content = f"ma_ho_so,trang_thai,ho_ten,so_cccd\n{ON_TIME},4,Nguyễn Văn Hùng,031190004821\n"
    reading = read(content)
    assert reading.table is not None
    assert b"031190004821" not in b"".join(reading.table.rows.values())
    assert reading.mistakes[0].meaning == "2 columns are not known and were not read."
    other = read(json_of(FILE_ROW | {"ho_ten": "Nguyễn Văn Hùng", "con": [{"ho_ten": "x"}]}), "json")
    assert other.table is not None
    assert "Nguyễn".encode() not in b"".join(other.table.rows.values())


@pytest.mark.parametrize("value", [True, 1.5, ["x"], {"ho_ten": "x"}])
def test_json_values_that_are_no_text_are_empty(value: object) -> None:
    reading = read(json_of(FILE_ROW | {"don_vi": value}), "json")
    assert row_of(reading)["don_vi"] is None
    assert reading.mistakes[0].column == "don_vi"
    assert row_of(read(json_of(FILE_ROW | {"trang_thai": 9, "quay": None}), "json"))["trang_thai"] == "9"


def test_one_code_with_two_states_is_ambiguous_and_with_one_state_is_one() -> None:
    same = read(csv_of(FILE_ROW, FILE_ROW))
    assert row_of(same)["trang_thai"] == "4"
    reading = read(csv_of(FILE_ROW, FILE_ROW | {"trang_thai": "9"}, FILE_ROW))
    assert reading.table is not None
    assert reading.table.is_ambiguous(ON_TIME)
    assert not reading.table.is_ambiguous("H24.15-261124-0038")
    assert "twice" in reading.mistakes[0].meaning


def test_mistakes_are_counted_and_the_first_are_told() -> None:
    rows = [FILE_ROW | {"ma_ho_so": f"H24.15-261124-{number:04}", "ngay_tra": "?"} for number in range(50)]
    reading = read(csv_of(*rows))
    assert (reading.count, len(reading.mistakes)) == (50, MOST_MISTAKES)


def test_more_rows_than_there_may_be_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drop_file, "MOST_ROWS", 2)
    rows = [FILE_ROW | {"ma_ho_so": f"H24.15-261124-{number:04}"} for number in range(3)]
    assert read(csv_of(*rows[:2])).table is not None
    assert "more than 2 rows" in refused(csv_of(*rows)).meaning


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("150000", 150000),
        ("150.000", 150000),
        ("1 500 000", 1500000),
        ("1,5", None),
        ("-1", None),
        ("", None),
        (None, None),
    ],
)
def test_amounts(text: str | None, amount: int | None) -> None:
    assert amount_vnd(text) == amount


def test_the_keyed_hash_is_the_one_of_the_manual() -> None:
    assert keyed_hash(b"0123456789abcdef0123456789abcdef", ON_TIME, "4821") == FILE_ROW["khoa"]
    assert len(FILE_ROW["khoa"]) == 64


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.binary(max_size=300), CELLS.map(lambda text: f"{HEADING}\n{text}\n".encode())), st.booleans())
def test_random_bytes_never_raise_and_never_leak(content: bytes, is_json: bool) -> None:  # noqa: FBT001 -- hypothesis
    reading = read(content, "json" if is_json else "csv")
    for mistake in reading.mistakes:
        assert set(mistake.meaning + mistake.cure) <= set(map(chr, range(32, 127))) | set("đ«»–ồng xin hỏi quầy")
    assert reading.table is not None or reading.mistakes


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(COLUMNS), CELLS | st.integers() | st.none() | st.lists(CELLS, max_size=2)))
def test_any_row_of_json_is_a_row_or_a_mistake(row: dict[str, Any]) -> None:
    reading = read(json.dumps([row]), "json")
    assert reading.table is not None
    for code in reading.table.rows:
        assert reading.table.row(code) is not None


@given(st.integers(min_value=0, max_value=len(csv_of(FILE_ROW).encode()) - 1))
def test_a_file_cut_anywhere_is_refused_or_ends_with_a_row(cut: int) -> None:
    reading = read(csv_of(FILE_ROW).encode()[:cut])
    assert reading.table is None or not reading.table.rows
    assert read(json_of(FILE_ROW).encode()[: min(cut, len(json_of(FILE_ROW).encode()) - 1)], "json").table is None
