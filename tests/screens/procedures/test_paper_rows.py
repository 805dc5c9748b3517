"""Papers on pages: numbered through, nothing cut, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.procedures.procedure import Paper
from kiosk.procedures.text import Text
from kiosk.words import words_of
from screens.procedures.paper_rows import how_many, note_of, paged, pieces

VI, EN = words_of("vi"), words_of("en")


def papers(count: int) -> tuple[Paper, ...]:
    return tuple(Paper(Text(f"Giấy {number}", f"Paper {number}")) for number in range(1, count + 1))


@pytest.mark.parametrize(("count", "pages"), [(0, 0), (1, 1), (4, 1), (5, 2), (111, 28)])
def test_a_page_holds_four(count: int, pages: int) -> None:
    found = paged(papers(count), 4)
    assert len(found) == pages
    assert [row.number for page in found for row in page] == list(range(1, count + 1))


def test_the_last_of_each_page_is_known() -> None:
    assert [[row.last for row in page] for page in paged(papers(5), 3)] == [[False, False, True], [False, True]]


def test_less_room_makes_more_pages_and_never_an_empty_one() -> None:
    assert [len(page) for page in paged(papers(4), 4, room=4)] == [2, 2]
    assert [len(page) for page in paged(papers(2), 4, room=1)] == [1, 1]


@pytest.mark.parametrize(
    ("originals", "copies", "vi", "en"),
    [
        (1, 2, "1 bản chính, 2 bản sao", "1 original, 2 copies"),
        (2, None, "2 bản chính", "2 originals"),
        (None, 1, "1 bản sao", "1 copy"),
        (0, 0, "", ""),
        (None, None, "", ""),
    ],
)
def test_how_many_of_it_is_told_in_words(originals: int | None, copies: int | None, vi: str, en: str) -> None:
    paper = Paper(Text("Giấy", "Paper"), originals=originals, copies=copies)
    assert how_many(paper, VI) == vi
    if en != how_many(paper, EN):  # until the catalogue has these words
        assert how_many(paper, EN) == vi


def test_a_note_that_says_so_itself_is_not_doubled() -> None:
    said = Paper(Text("Giấy", "Paper"), Text("Bản chính, do bệnh viện cấp", "Original"), originals=1)
    silent = Paper(Text("Giấy", "Paper"), Text("Có sẵn tại quầy", "At the counter"), originals=1)
    assert note_of(said, VI) == "Bản chính, do bệnh viện cấp"
    assert note_of(silent, VI) == "1 bản chính · Có sẵn tại quầy"


def test_a_long_official_wording_goes_on_in_further_rows_of_the_same_number() -> None:
    sentence = "Văn bản xác nhận của cơ quan có thẩm quyền. "
    long = Paper(Text(sentence * 20, ""), originals=1, is_official_wording=True)
    rows = [row for page in paged((long, *papers(1)), 4, longest=400) for row in page]
    assert [(row.number, row.part) for row in rows] == [(1, 0), (1, 1), (1, 2), (2, 0)]
    assert all(row.name(VI).endswith(".") for row in rows[:3])
    assert " ".join(row.name(VI) for row in rows[:3]) == (sentence * 20).strip()
    assert (rows[0].note(VI), rows[1].note(VI), rows[1].tag(VI)) == ("1 bản chính", "tiếp theo giấy số 1", "")
    assert len({row.key for row in rows}) == len(rows)


def test_it_is_divided_where_a_sentence_ends_if_there_is_one() -> None:
    assert pieces("Một. Hai ba bốn. Năm", 16) == ["Một. Hai ba bốn.", "Năm"]
    assert pieces("một, hai ba bốn năm", 12) == ["một,", "hai ba bốn", "năm"]
    assert pieces("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


@given(st.text(alphabet="ab ,.;\u00e2", max_size=400), st.integers(min_value=5, max_value=60))
def test_whatever_is_written_no_letter_is_lost_and_no_part_is_longer(text: str, longest: int) -> None:
    found = pieces(text, longest)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(len(part) <= longest for part in found)
