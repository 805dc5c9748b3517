"""The words of the sample release: short, in both languages, in one spelling, without guesses."""

from __future__ import annotations

import re

import pytest

from kiosk.content.draft import read_draft
from kiosk.content.release import ProcedureEntry, TextEntry
from kiosk.content.shelf import SAMPLE
from kiosk.content.wording import LONGEST_TITLE, strings_in

DRAFT = read_draft(SAMPLE)
# «uỷ, tuỳ, xoá, hoà»: the older tone placement, as drawn. Official names keep their source's spelling.
NEWER_SPELLING = re.compile(r"\b(ủy|tùy|hủy|thủy|xóa|hòa|hóa|khỏe|thỏa|tòa)\b", re.IGNORECASE)
FROM_THE_SOURCE = ("official_name", "source", "papers_as_published", "units", "provinces")
# The sample office's own statements, see packaging/sample_content/procedures/birth.toml.
SAMPLE_STATEMENTS = {"1.001193", "2.000635"}
LEAST = {"birth": 6, "marriage": 6, "death": 6}


def each_procedure() -> list[ProcedureEntry]:
    return list(DRAFT.procedures.entries)


def test_every_national_record_is_shown_or_set_aside() -> None:
    assert len(each_procedure()) + len(DRAFT.artefacts.entries) >= 428


def test_every_event_is_filled() -> None:
    for event in DRAFT.life_events.entries:
        assert LEAST.get(event.code, 3) <= len(event.procedures) <= 20, event.code


def test_titles_are_short_and_unique() -> None:
    for language in ("vi", "en"):
        titles = [str(getattr(each.title, language)) for each in each_procedure()]
        assert max(map(len, titles)) <= LONGEST_TITLE
        assert len(set(titles)) == len(titles)


def test_every_paper_has_both_languages() -> None:
    for each in each_procedure():
        for paper in each.papers:
            texts: list[TextEntry] = [paper.name, *([paper.note] if paper.note else [])]
            assert all(text.vi and text.en for text in texts), each.code


def test_a_note_under_a_paper_fits_one_line() -> None:
    notes = [paper.note for each in each_procedure() for paper in each.papers if paper.note]
    assert [text for note in notes for text in (note.vi, note.en) if len(text) > 48] == []


def test_our_own_words_keep_one_spelling() -> None:
    newer = [
        (record, field, text)
        for _, record, entry in DRAFT.records()
        for field, text in strings_in(entry)
        if not field.startswith(FROM_THE_SOURCE) and NEWER_SPELLING.search(text)
    ]
    assert newer == []


@pytest.mark.parametrize("each", each_procedure(), ids=lambda each: each.code)
def test_a_flagged_value_is_not_on_the_screen(each: ProcedureEntry) -> None:
    flags = set(each.flags)
    if each.code in SAMPLE_STATEMENTS:
        return
    if flags & {"time_unit_missing", "time_missing", "channels_missing"}:
        assert each.time is None
    if flags & {"fee_suspicious", "fee_see_note", "fee_depends", "fee_missing", "channels_missing"}:
        assert each.fee is None
        assert [way.fee for way in each.ways] == [None] * len(each.ways)
    if "documents_missing" in flags:
        assert (each.papers, each.papers_as_published) == ((), ())
    if flags & {"agency_missing", "agency_outdated", "local_variant"}:
        assert each.agency is None


def test_what_is_done_here_has_a_lane_and_what_is_not_has_none() -> None:
    assert all(bool(each.lane) is each.is_here for each in each_procedure())


def test_names_of_tiles_keep_two_syllables_of_one_word_together() -> None:
    names = {event.code: event.name.vi for event in DRAFT.life_events.entries}
    assert names["home_and_land"] == "Mua bán nhà,\u00a0đất"
    assert names["shop"] == "Mở cửa\u00a0hàng"
    assert names["identity_papers"] == "Giấy tờ tuỳ\u00a0thân"
