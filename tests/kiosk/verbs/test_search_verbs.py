"""`search` and `misses`, as strangers and staff use them."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk.command_line import command_line
from kiosk.content.shelf import SAMPLE
from kiosk.tallies import open_tallies
from kiosk.verbs.search import DONE, REFUSED


class Typed:
    """Standard input that was piped in."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


class Searched:
    """`search` over these lines: exit status and the objects it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._monkeypatch = capsys, monkeypatch

    def __call__(self, content: str | bytes, *arguments: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.told(content, "--json", *arguments).splitlines()]

    def told(self, content: str | bytes, *arguments: str) -> str:
        raw = content if isinstance(content, bytes) else content.encode()
        self._monkeypatch.setattr(sys, "stdin", Typed(raw))
        assert command_line(["search", "--content", str(SAMPLE), *arguments]) == DONE
        return self._capsys.readouterr().out


@pytest.fixture
def searched(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Searched:
    return Searched(capsys, monkeypatch)


def test_one_object_a_line_answers_one_query_a_line(searched: Searched) -> None:
    answers = searched("khai sinh\nsổ đỏ\n", "--limit", "3")
    assert [answer["query"] for answer in answers] == ["khai sinh", "sổ đỏ"]
    assert all(len(answer["results"]) == 3 for answer in answers)
    first = answers[0]["results"][0]
    assert {"code", "name", "title", "score", "why"} <= first.keys()
    assert (first["code"], first["name"]) == ("1.001193", "Thủ tục đăng ký khai sinh")
    assert answers[1]["results"][0]["why"] == "vì Ông/Bà gõ: sổ đỏ"


def test_a_table_of_names_is_searched_without_a_release(searched: Searched, tmp_path: Path) -> None:
    table = tmp_path / "names.tsv"
    table.write_text("code\tname\tfield\n1.000656\tĐăng ký khai tử\tHộ tịch\n\tCấp hộ chiếu\n\n", encoding="utf-8")
    death, passport = searched("khai tu\nho chieu\n", "--content", str(table))
    assert [(each["code"], each["name"]) for each in death["results"]] == [("1.000656", "Đăng ký khai tử")]
    assert passport["results"][0]["title"] == "Cấp hộ chiếu"
    told = " ".join(searched.told("khai tu\n", "--content", str(table)).splitlines()[1].split())
    assert told.startswith("1.000656")
    assert told.endswith("Đăng ký khai tử tên thủ tục có: khai tử")


def test_a_table_that_cannot_be_read_is_refused_with_its_cure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "names.tsv"
    table.write_bytes("mã\ttên\n1\tĐất".encode("utf-16"))
    assert command_line(["search", "--content", str(table)]) == REFUSED
    assert "names.tsv: this table cannot be read" in capsys.readouterr().err


def test_a_long_name_does_not_break_the_table(searched: Searched, tmp_path: Path) -> None:
    table = tmp_path / "names.tsv"
    table.write_text(f"code\tname\tfield\n1.000656\tĐăng ký khai tử {'và nhiều việc khác ' * 60}\t\n", encoding="utf-8")
    assert max(map(len, searched.told("khai tu\n", "--content", str(table)).splitlines())) < 120


def test_a_guess_is_told_as_one(searched: Searched) -> None:
    guess, sure = searched("pizza\nkhai sinh\n")
    assert (guess["is_weak"], sure["is_weak"]) == (True, False)
    assert searched.told("pizza\n").startswith("pizza: 4  (chưa rõ, gần giống nhất)")


def test_scores_fall_and_stay_between_nothing_and_about_one(searched: Searched) -> None:
    (answer,) = searched("đăng ký xe")
    scores = [each["score"] for each in answer["results"]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1.05 for score in scores)


def test_empty_and_broken_lines_are_answered_too(searched: Searched) -> None:
    answers = searched(b"\nkhai \xff sinh\r\n\x00\nzzzz qqqq")
    assert [len(answer["results"]) > 0 for answer in answers] == [False, True, False, False]


def test_without_json_there_is_a_table_with_the_reasons(searched: Searched) -> None:
    told = searched.told("so do\n", "--limit", "1")
    assert "sổ đỏ" in told
    assert told.count("\n") == 2


def test_a_folder_that_holds_no_release_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line(["search", "--content", str(tmp_path)]) == REFUSED
    assert "office.json" in capsys.readouterr().err


def test_offers_lists_what_was_offered_at_home_most_often_first_with_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_STATE", str(tmp_path))
    tallies = open_tallies(tmp_path)
    for code, day in (("1.000656", 23), ("1.001193", 23), ("1.001193", 24), ("9.999999", 22)):
        tallies.add("offered-at-home", code, date(2026, 11, day))
    tallies.close()
    assert command_line(["offers", "--json"]) == DONE
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["code"], row["times"], row["title"]) for row in rows] == [
        ("1.001193", 2, "Đăng ký khai sinh"),
        ("1.000656", 1, "Đăng ký khai tử"),
        ("9.999999", 1, None),
    ]
    assert (rows[0]["first_on"], rows[0]["last_on"]) == ("2026-11-23", "2026-11-24")
    assert command_line(["offers"]) == DONE
    assert capsys.readouterr().out.splitlines()[0].split()[0] == "2"


def test_misses_lists_what_found_nothing_most_often_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_STATE", str(tmp_path))
    tallies = open_tallies(tmp_path)
    for kind, phrase in (("search-not-found", "nuôi chó"), ("search-left", "tiền điện"), ("search-left", "tiền điện")):
        tallies.add(kind, phrase, date(2026, 11, 23))
    tallies.close()
    assert command_line(["misses", "--json"]) == DONE
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["phrase"], row["times"], row["kind"]) for row in rows] == [
        ("tiền điện", 2, "search-left"),
        ("nuôi chó", 1, "search-not-found"),
    ]
    assert command_line(["misses"]) == DONE
    assert "tiền điện" in capsys.readouterr().out.splitlines()[0]
