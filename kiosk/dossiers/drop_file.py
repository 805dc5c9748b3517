"""Tệp hồ sơ: reads one file that the one-stop software wrote, CSV or JSON, into a table; whole or not at all.

Only the columns named here are read, and of every mistake only its place is told, never what stands there.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from kiosk.dossiers.back_office_time import moment_of
from kiosk.dossiers.code_text import canonical, cleaned
from kiosk.dossiers.private_value import PrivateValue
from kiosk.dossiers.status_map import StatusMap

MOST_ROWS = 100_000
MOST_BYTES = 64 * 1024 * 1024
MOST_MISTAKES = 20
LONGEST_VALUE = 1000
TIMES = ("ngay_nop", "ngay_tiep_nhan", "ngay_hen_tra", "ngay_xu_ly_xong", "ngay_tra")
COLUMNS = (
    "ma_ho_so", "ma_tthc", "trang_thai", *TIMES, "don_vi", "quay", "ly_do", "so_tien", "noi_dung_bo_sung", "khoa",
)  # fmt: skip
REQUIRED = ("ma_ho_so", "trang_thai")
CODE = re.compile(r"[0-9A-Z./_-]{6,40}")
KEYED_HASH = re.compile(r"[0-9a-f]{64}")
AMOUNT = re.compile(r"\d{1,12}|\d{1,3}([. ,]\d{3}){1,3}", re.ASCII)
SEPARATOR = "\x1f"  # white space to Python, so that no value keeps one
AMBIGUOUS = b""
MANUAL = "docs/status-providers.md"


class Mistake(NamedTuple):
    """One thing a person must mend; line 0: the whole file, column "": the whole row."""

    line: int
    column: str
    meaning: str
    cure: str


@dataclass(frozen=True, slots=True, repr=False)
class Row(PrivateValue):
    """One dossier as the file has it: column -> text, "" where there is none."""

    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str | None:
        return self.values[column] or None


@dataclass(frozen=True, slots=True, repr=False)
class Table(PrivateValue):
    """The dossiers of one file. rows: by canonical code, packed: a tenth of what mappings would take."""

    rows: Mapping[str, bytes] = field(default_factory=dict)

    def row(self, code: str) -> Row | None:
        """The row of a code; None when there is none. Ask `is_ambiguous` first."""
        packed = self.rows.get(code)
        if packed is None:
            return None
        return Row(dict(zip(COLUMNS[1:], packed.decode().split(SEPARATOR), strict=True)))

    def is_ambiguous(self, code: str) -> bool:
        """Whether this code stands there twice with different data: then nobody may be told either."""
        return self.rows.get(code) == AMBIGUOUS


@dataclass(frozen=True, slots=True)
class Reading:
    """table: None when the file is not whole, then the only mistake says why; count: mistakes, told or not."""

    table: Table | None
    mistakes: tuple[Mistake, ...] = ()
    count: int = 0


def amount_vnd(text: str | None) -> int | None:
    """«150.000» -> 150000; None for what is no amount of đồng."""
    return int(re.sub(r"\D", "", text)) if text and AMOUNT.fullmatch(text) else None


def keyed_hash(key: bytes, code: str, last_four: str) -> str:
    """Khoá: HMAC-SHA256 over the code followed by four digits, as 64 small hexadecimal digits."""
    return hmac.new(key, (code + last_four).encode(), hashlib.sha256).hexdigest()


def read_drop_file(stream: BinaryIO, kind: str, statuses: StatusMap) -> Reading:
    """The table of an open file.

    stream  can be sought in; kind: "csv" or "json", as its name ends
    raises  OSError, as reading does; whatever stands in the file is a value
    """
    collecting = _Collecting(statuses)
    try:
        for line, values in _json_rows(stream) if kind == "json" else _csv_rows(stream, collecting):
            collecting.add(line, values)
    except _NotWhole as trouble:
        return Reading(None, (trouble.mistake,), 1)
    return Reading(Table(collecting.rows), tuple(collecting.mistakes), collecting.count)


def modification_of(path: Path) -> tuple[int, int, int]:
    """What changes when somebody writes to a file or puts another in its place. Raises OSError."""
    now = path.stat()
    return now.st_ino, now.st_size, now.st_mtime_ns


class _NotWhole(Exception):
    """This is not the whole file; never leaves this module."""

    def __init__(self, line: int, meaning: str, cure: str) -> None:
        super().__init__()
        self.mistake = Mistake(line, "", meaning, cure)


def _not_utf_8(stream: BinaryIO) -> _NotWhole:
    """With the line of the first byte that is none: decoders read ahead."""
    stream.seek(0)
    content, line = stream.read(MOST_BYTES + 1), 1
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line += content.count(b"\n", 0, error.start)
    return _NotWhole(line, "This is not UTF-8.", "Export as UTF-8.")


class _Collecting:
    """The rows so far, and the mistakes in them."""

    def __init__(self, statuses: StatusMap) -> None:
        self._number_of = cache(statuses.number)  # a hundred thousand rows have a dozen states
        self._is_time = lru_cache(4096)(_is_time)  # and are due on few days
        self.rows: dict[str, bytes] = {}
        self.mistakes: list[Mistake] = []
        self.count = 0

    def add(self, line: int, given: Mapping[str, object]) -> None:
        if len(self.rows) >= MOST_ROWS:
            raise _NotWhole(line, f"There are more than {MOST_ROWS} rows.", "Export only dossiers of the last years.")
        values = {
            column: "" if (value := given.get(column, "")) == "" else self._text(line, column, value)
            for column in COLUMNS
        }
        code = values.pop("ma_ho_so")
        if not CODE.fullmatch(code):
            code = canonical(cleaned(code))
        if not CODE.fullmatch(code):
            cure = "6 to 40 letters, digits and . - / _ as printed on the receipt."
            self.mistake(line, "ma_ho_so", "This is no code of a dossier; the row does not count.", cure)
            return
        self._look_at(line, values)
        packed = SEPARATOR.join(values.values()).encode()
        if self.rows.setdefault(code, packed) != packed:
            self.rows[code] = AMBIGUOUS
            meaning = "This code stands there twice with different data; nobody is told either."
            self.mistake(line, "ma_ho_so", meaning, "Export one row for each dossier.")

    def mistake(self, line: int, column: str, meaning: str, cure: str) -> None:
        self.count += 1
        if len(self.mistakes) < MOST_MISTAKES:
            self.mistakes.append(Mistake(line, column, meaning, cure))

    def _look_at(self, line: int, values: dict[str, str]) -> None:
        """Empty what is nonsense, and say so."""
        for column in TIMES:
            if values[column] and not self._is_time(values[column]):
                values[column] = ""
                self.mistake(line, column, "This is no time.", "Write 24/11/2026 09:12:00, 20261124091200 or ISO 8601.")
        if self._number_of(values["trang_thai"]) is None:
            cure = "Write 1 to 10, or add the word to dossiers.status_map_file."
            self.mistake(line, "trang_thai", "This status is not known; «xin hỏi quầy» is shown.", cure)
        if values["so_tien"] and amount_vnd(values["so_tien"]) is None:
            values["so_tien"] = ""
            self.mistake(line, "so_tien", "This is no amount of đồng.", "Write digits only: 150000.")
        values["khoa"] = values["khoa"].lower()
        if values["khoa"] and not KEYED_HASH.fullmatch(values["khoa"]):
            values["khoa"] = ""
            self.mistake(line, "khoa", "This is no keyed hash.", f"64 hexadecimal digits, made as {MANUAL} says.")

    def _text(self, line: int, column: str, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int):
            self.mistake(line, column, "This is neither a text nor a whole number.", "Write it as a text.")
            return ""
        if isinstance(value, int):
            return str(value)
        text = " ".join(value.split())
        if text.isascii():
            return text[:LONGEST_VALUE]
        text = unicodedata.normalize("NFC", text)
        # Half a character is valid in JSON and cannot be written anywhere.
        return text[:LONGEST_VALUE].encode(errors="ignore").decode()


def _is_time(text: str) -> bool:
    try:
        moment_of(text)
    except ValueError:
        return False
    return True


# CSV


def _csv_rows(stream: BinaryIO, collecting: _Collecting) -> Iterator[tuple[int, Mapping[str, object]]]:
    _refuse_cut(stream)
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    reader = None
    try:
        heading = text.readline()
        text.seek(0)
        reader = csv.reader(text, delimiter=";" if heading.count(";") > heading.count(",") else ",", strict=True)
        names = _names(next(reader, []), collecting)
        for cells in reader:
            if not cells:
                continue  # an empty line
            if len(cells) != len(names):
                meaning = f"This row has {len(cells)} columns, the first line names {len(names)}."
                raise _NotWhole(reader.line_num, meaning, "Wait until the file is written; quote values with commas.")
            yield reader.line_num, dict(zip(names, cells, strict=True))
    except UnicodeDecodeError:
        raise _not_utf_8(stream) from None
    except csv.Error:
        line = reader.line_num if reader else 1
        raise _NotWhole(line, "This is not CSV.", "Quote values with commas, quotes or line ends.") from None
    finally:
        text.detach()


def _refuse_cut(stream: BinaryIO) -> None:
    if stream.seek(0, io.SEEK_END) == 0:
        raise _NotWhole(0, "The file is empty.", "Write it elsewhere and move it here when it is whole.")
    stream.seek(-1, io.SEEK_END)
    if stream.read(1) != b"\n":
        raise _NotWhole(0, "The last line has no end.", "End every line, the last one too, with a line feed.")
    stream.seek(0)


def _names(cells: Sequence[str], collecting: _Collecting) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    known = [name for name in names if name in COLUMNS]
    missing = [name for name in REQUIRED if name not in known]
    if missing:
        cure = f"Name the columns in the first line as {MANUAL} does."
        raise _NotWhole(1, f"The first line does not name {' and '.join(missing)}.", cure)
    if len(set(known)) < len(known):
        raise _NotWhole(1, "The first line names a column twice.", "Keep one of them.")
    if others := len(names) - len(known):
        cure = f"Leave out whatever {MANUAL} does not name, persons above all."
        collecting.mistake(1, "", f"{others} columns are not known and were not read.", cure)
    return names


# JSON


def _json_rows(stream: BinaryIO) -> Iterator[tuple[int, Mapping[str, object]]]:
    try:
        text = stream.read(MOST_BYTES + 1).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _not_utf_8(stream) from None
    if not text.strip():
        raise _NotWhole(0, "The file is empty.", "Write it elsewhere and move it here when it is whole.")
    decoder = json.JSONDecoder(object_pairs_hook=_wanted)
    at, line = _beyond(text, 0), 1
    _expect(text, at, "[")
    at = _beyond(text, at + 1)
    if text[at : at + 1] == "]":
        _expect_end(text, at + 1)
        return
    counted = 0
    while True:
        line += text.count("\n", counted, at)
        counted = at
        try:
            row, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            raise _NotWhole(
                line, "This is not whole JSON.", "Write a list of objects; move it here when whole."
            ) from None
        if not isinstance(row, dict):
            raise _NotWhole(line, "This is no object.", f"Write a list of objects, as {MANUAL} shows.")
        yield line, row
        at = _beyond(text, at)
        if text[at : at + 1] == "]":
            _expect_end(text, at + 1)
            return
        _expect(text, at, ",")
        at = _beyond(text, at + 1)


def _wanted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Whatever else an object holds is let go at once."""
    return {name: value for name, value in pairs if name in COLUMNS}


BLANKS = re.compile(r"[ \t\r\n]*")


def _beyond(text: str, at: int) -> int:
    found = BLANKS.match(text, at)
    return found.end() if found else at


def _expect(text: str, at: int, mark: str) -> None:
    if text[at : at + 1] != mark:
        line = text.count("\n", 0, at) + 1
        raise _NotWhole(line, "This is not whole JSON.", "Write a list of objects; move it here when whole.")


def _expect_end(text: str, at: int) -> None:
    if _beyond(text, at) != len(text):
        raise _NotWhole(text.count("\n", 0, at) + 1, "Something follows the list.", "Write one list and nothing else.")
