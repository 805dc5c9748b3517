"""A kept index answers as the one that was made, and is believed only where it fits to the bit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.content import kept_search as kept
from kiosk.content.kept_search import FILE_NAME, kept_search
from kiosk.content.shelf import SAMPLE, read_pack
from kiosk.procedures.everyday_words import EverydayWords
from kiosk.procedures.search import Search, entry_of
from kiosk.procedures.search_index import Entry
from tests.kiosk.procedures.search_makers import EXAMPLES, queries

SYLLABLES = ("so", "dat", "khai", "ho", "nguoi")


@pytest.fixture(scope="module")
def release() -> tuple[list[Entry], tuple[EverydayWords, ...]]:
    content = read_pack(SAMPLE)
    return [entry_of(each) for each in content.catalogue.by_code.values()], content.everyday_words


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many procedures each index was made of that was made, not brought back."""
    told: list[int] = []

    class Watched(Search):
        def __init__(self, entries: list[Entry], everyday: tuple[EverydayWords, ...] = ()) -> None:
            told.append(len(entries))
            super().__init__(entries, everyday)

    monkeypatch.setattr(kept, "Search", Watched)
    return told


def test_what_comes_back_answers_as_what_was_made(
    release: tuple[list[Entry], tuple[EverydayWords, ...]], tmp_path: Path, made: list[int]
) -> None:
    first = kept_search(*release, kept_in=tmp_path)
    again = kept_search(*release, kept_in=tmp_path)
    assert made == [len(release[0])], "the second one was brought back"
    asked = [query for query, _ in queries(EXAMPLES)]
    beginnings = [query[:end] for query in asked for end in range(2, len(query) + 1, 5)]
    for typed in (*asked, *beginnings, "giay khia sinh", "Nguyễn Văn An", "1.001193"):
        assert again.find(typed, 40) == first.find(typed, 40), typed
        assert again.countable(typed) == first.countable(typed)
    assert [again.candidates(each) for each in SYLLABLES] == [first.candidates(each) for each in SYLLABLES]


@pytest.mark.parametrize(
    "change",
    [
        lambda entries, words: ([replace(entries[0], title="Tên khác"), *entries[1:]], words),
        lambda entries, words: (entries[1:], words),
        lambda entries, words: (entries, words[1:]),
    ],
    ids=["another title", "a procedure less", "other everyday words"],
)
def test_of_something_else_it_is_made_anew(
    release: tuple[list[Entry], tuple[EverydayWords, ...]],
    change: Callable[..., tuple[list[Entry], tuple[EverydayWords, ...]]],
    tmp_path: Path,
    made: list[int],
) -> None:
    few = release[0][:5], release[1][:40]
    kept_search(*few, kept_in=tmp_path)
    kept_search(*change(*few), kept_in=tmp_path)
    assert len(made) == 2


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", "half", "a bit"], ids=str)
def test_what_is_damaged_is_made_anew_and_kept_whole(
    release: tuple[list[Entry], tuple[EverydayWords, ...]], damage: bytes | str, tmp_path: Path, made: list[int]
) -> None:
    few = release[0][:5], release[1][:40]
    kept_search(*few, kept_in=tmp_path)
    file = tmp_path / FILE_NAME
    whole = file.read_bytes()
    if damage == "half":
        damage = whole[: len(whole) // 2]
    elif damage == "a bit":
        damage = whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:]
    assert isinstance(damage, bytes)
    file.write_bytes(damage)
    kept_search(*few, kept_in=tmp_path)
    assert len(made) == 2
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_costs_the_shortcut_only(
    release: tuple[list[Entry], tuple[EverydayWords, ...]], tmp_path: Path
) -> None:
    few = release[0][:5], release[1][:40]
    nowhere = tmp_path / "a file"
    nowhere.write_text("")
    assert kept_search(*few, kept_in=nowhere).find(few[0][0].title).results
