"""Bảng chuyển đổi trạng thái: what a back-office calls the state of a dossier -> one of the ten national ones."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kiosk.dossiers.dossier import Status, StatusGroup
from kiosk.errors import Problem

BUILT_IN = Path(__file__).with_name("status_maps.toml")
NATIONAL: Mapping[int, tuple[str, StatusGroup]] = {
    1: ("Mới đăng ký", "waiting"),
    2: ("Được tiếp nhận", "progress"),
    3: ("Không được tiếp nhận", "ended"),
    4: ("Đang xử lý", "progress"),
    5: ("Yêu cầu bổ sung giấy tờ", "your_turn"),
    6: ("Yêu cầu thực hiện nghĩa vụ tài chính", "your_turn"),
    7: ("Công dân yêu cầu rút hồ sơ", "ended"),
    8: ("Dừng xử lý", "stopped"),
    9: ("Đã xử lý xong", "ready"),
    10: ("Đã trả kết quả", "ended"),
}
UNKNOWN = Status(None, "Đang xử lý – xin hỏi quầy", "progress")
LARGEST_FILE = 256 * 1024
CURE = 'Write lines such as "Chờ thẩm định" = 4 below [status]; the numbers are in docs/status-providers.md.'
PLACE = re.compile(r" \(at line (\d+), column \d+\)| \(at end of document\)")


@dataclass(frozen=True, slots=True)
class StatusMap:
    """Folded text -> national number."""

    numbers: Mapping[str, int] = field(default_factory=dict)

    def number(self, *texts: str | None) -> int | None:
        """The national number of the first text that is known; None when none is."""
        known = (self.numbers.get(folded(text)) for text in texts if text)
        return next((number for number in known if number is not None), None)

    def status(self, *texts: str | None) -> Status:
        """As `number`, with its official words; otherwise «Đang xử lý – xin hỏi quầy»."""
        return status_of(self.number(*texts))


def status_of(number: int | None) -> Status:
    """A national status with its official words and group."""
    if number is None:
        return UNKNOWN
    label, group = NATIONAL[number]
    return Status(number, label, group)


def folded(text: str) -> str:
    """One spelling for many: without case, accents, đ and doubled blanks."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


@cache
def built_in(*tables: str) -> StatusMap:
    """The national words and those of some tables that come along; a later table wins."""
    known = tomllib.loads(BUILT_IN.read_text("utf-8"))
    return StatusMap({folded(word): number for name in ("national", *tables) for word, number in known[name].items()})


def with_site_words(usual: StatusMap, file: Path) -> tuple[StatusMap, tuple[Problem, ...]]:
    """A map with the words of a site's own file before all others, and every mistake of that file.

    A line with a mistake does not count, the others do; a file that cannot be read adds nothing.
    """
    problems: list[Problem] = []
    words: dict[str, int] = {}
    for line, word, number in _read(file, problems):
        place = f"{file}: line {line}"
        if not isinstance(number, int) or isinstance(number, bool) or number not in NATIONAL:
            problems.append(Problem(place, repr(number), "A status is a number from 1 to 10.", CURE))
        elif words.get(folded(word), number) != number:
            problems.append(Problem(place, repr(word), "This word stands there twice with different numbers.", CURE))
        else:
            words[folded(word)] = number
    return StatusMap({**usual.numbers, **words}), tuple(problems)


def _read(file: Path, problems: list[Problem]) -> Iterator[tuple[int, str, object]]:
    """Line, word and number of each entry below [status]."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            problems.append(Problem(str(file), "", "This file is too large for a list of words.", CURE))
            return
        text = file.read_text("utf-8-sig")
        tables = tomllib.loads(text)
    except OSError as error:
        cure = "Correct dossiers.status_map_file, or let this user read the file."
        problems.append(Problem(str(file), "", f"The file cannot be read ({error.strerror}).", cure))
        return
    except UnicodeDecodeError:
        problems.append(Problem(str(file), "", "This is not UTF-8.", "Save it as UTF-8."))
        return
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problems.append(_of_toml(file, text, error))
        return
    problems += [
        Problem(f"{file}: line {_line_of(text, name)}", name, "Only [status] is known.", CURE)
        for name in tables
        if name != "status"
    ]
    words = tables.get("status", {})
    if not isinstance(words, dict):
        problems.append(Problem(f"{file}: line {_line_of(text, 'status')}", "", "[status] is a table.", CURE))
        return
    for word, number in words.items():
        yield _line_of(text, word), word, number


def _of_toml(file: Path, text: str, error: Exception) -> Problem:
    """What is no TOML, by its line; the parser's own words, for they name the mistake."""
    place = PLACE.search(str(error))
    line = place[1] if place and place[1] else text.count("\n") + 1
    return Problem(f"{file}: line {line}", "", f"This is not TOML: {PLACE.sub('', str(error))}.", CURE)


def _line_of(text: str, word: str) -> int:
    """The line an entry or a table stands in: the first that reads as one by itself; 1 when there is none."""
    for number, line in enumerate(text.splitlines(), 1):
        try:
            if word in tomllib.loads(line):
                return number
        except tomllib.TOMLDecodeError:
            continue
    return 1
