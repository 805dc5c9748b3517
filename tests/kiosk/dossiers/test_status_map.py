"""Words of a back-office become national states; a site's own file adds to them, and its mistakes are named."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.dossiers.status_map import BUILT_IN, NATIONAL, UNKNOWN, StatusMap, built_in, folded, with_site_words
from kiosk.errors import Problem
from tests.kiosk.dossiers.dossier_makers import GROUPS

WORDS = built_in("words")


def site(tmp_path: Path, text: str | bytes) -> tuple[StatusMap, tuple[Problem, ...]]:
    file = tmp_path / "statuses.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return with_site_words(WORDS, file)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4", 4),
        (" 10 ", 10),
        ("Đang xử lý", 4),
        ("ĐANG  XỬ LÝ", 4),
        ("dang xu ly", 4),
        ("Đã có kết quả", 9),
        ("Da\u0303 tra\u0309 ke\u0302\u0301t qua\u0309", 10),
        ("11", None),
        ("0", None),
        ("processing", None),
        ("Đang xử lý xong", None),
        ("", None),
    ],
)
def test_a_word_has_its_number(text: str, number: int | None) -> None:
    assert WORDS.number(text) == number


def test_the_first_known_text_wins() -> None:
    opencps = built_in("opencps")
    assert opencps.number("paying", "processing") == 6
    assert opencps.number("step_120", "processing") == 4
    assert opencps.number(None, None) is None


def test_every_national_state_has_its_official_words_and_group() -> None:
    for number, (label, group) in NATIONAL.items():
        status = WORDS.status(str(number))
        assert (status.code, status.label, status.group) == (number, label, group)
        assert group == GROUPS[number]
        assert WORDS.number(label) == number
    assert WORDS.status("?") == UNKNOWN


def test_no_word_that_comes_along_has_two_numbers() -> None:
    for name, table in tomllib.loads(BUILT_IN.read_text("utf-8")).items():
        assert len({folded(word) for word in table}) == len(table), name
        assert set(table.values()) <= set(NATIONAL)


def test_a_sites_own_words_come_before_all_others(tmp_path: Path) -> None:
    chosen, problems = site(tmp_path, '\ufeff[status]\n"Chờ thẩm định" = 4\n"Đã có kết quả" = 4\n')
    assert problems == ()
    assert [chosen.number(word) for word in ("chờ thẩm định", "Đã có kết quả", "Tạm dừng")] == [4, 4, 8]


@pytest.mark.parametrize(
    ("text", "line", "meaning"),
    [
        ('[status]\n"A" = 4\n"B" = 11\n', 3, "from 1 to 10"),
        ('[status]\n# words\n"B" = true\n', 3, "from 1 to 10"),
        ('[status]\nB = "4"\n', 2, "from 1 to 10"),
        ('[status]\n"Chờ" = 4\n\n"chờ" = 5\n', 4, "twice"),
        ('[statuses]\n"A" = 4\n', 1, "Only [status]"),
        ('[status]\n"A" = 4\n"B" 5\n', 3, "not TOML"),
        ('[status]\n"A" = 4\n"B" = "', 3, "not TOML"),
        ('[status]\n"A" = 4\n"A" = 4\n', 3, "not TOML"),
        ("status = 4\n", 1, "is a table"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_cure(tmp_path: Path, text: str, line: int, meaning: str) -> None:
    _, (problem,) = site(tmp_path, text)
    assert problem.place.endswith(f"statuses.toml: line {line}")
    assert meaning in problem.meaning
    assert problem.cure


def test_a_line_with_a_mistake_does_not_count_the_others_do(tmp_path: Path) -> None:
    chosen, problems = site(tmp_path, '[status]\n"A" = 4\n"B" = 11\n')
    assert (chosen.number("a"), chosen.number("b"), len(problems)) == (4, None, 1)


@pytest.mark.parametrize(
    ("content", "meaning"), [(b"\xff\xfe", "not UTF-8"), (b"#" * 300_000, "too large"), (b"a = " + b"[" * 9000, "TOML")]
)
def test_a_file_that_is_none_adds_nothing(tmp_path: Path, content: bytes, meaning: str) -> None:
    chosen, (problem,) = site(tmp_path, content)
    assert meaning in problem.meaning
    assert chosen == WORDS


def test_a_file_that_is_missing_is_named_with_its_setting(tmp_path: Path) -> None:
    _, (problem,) = with_site_words(WORDS, tmp_path / "missing.toml")
    assert "dossiers.status_map_file" in problem.cure


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: f"[status]\n{text}\n".encode())))
def test_no_file_at_all_raises(tmp_path: Path, content: bytes) -> None:
    chosen, problems = site(tmp_path, content)
    assert chosen.number("Đang xử lý") in NATIONAL
    assert all(problem.cure for problem in problems)
