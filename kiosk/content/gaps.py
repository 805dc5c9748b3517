"""What is still to be written, and what was written without a ground in the national records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kiosk.content.editorial import Editorial, PlainWords
from kiosk.content.national_record import NationalRecord
from kiosk.content.problems import shown
from kiosk.content.published import published
from kiosk.errors import Problem

# What a line in a list would promise; without a source only a sample may say it.
A_PROMISE = re.compile(r"\d+ (ngày|giờ)|trong ngày|(\d|nghìn|triệu) đồng|miễn phí", re.IGNORECASE)
STATEMENTS = ("time", "fee", "fee_long", "counter", "counter_long")
ALWAYS_THERE = {"other_papers"}


def gaps(records: Mapping[str, NationalRecord], editorial: Editorial, *, partial: bool) -> Iterator[Problem]:
    """Everything that keeps records and words from being joined.

    partial  records nobody has written about, and papers nobody names yet, are no gaps.
    """
    for code, words in editorial.procedures.items():
        record = records.get(code)
        if record is None:
            yield Problem(code, "", "no national record has this code.", "Correct the code.")
        elif not words.is_artefact:
            yield from _gaps_of(record, words, editorial)
    yield from _unknown_targets(records, editorial, partial=partial)
    if not partial:
        yield from _missing(records, editorial)
        yield from _unused(editorial)


def _gaps_of(record: NationalRecord, words: PlainWords, editorial: Editorial) -> Iterator[Problem]:
    code = record.code
    if words.title is None:
        yield Problem(f"{code}, title", "", "it has no title.", "Write one, or mark it as an artefact.")
    if not any(record.field in each.national for each in editorial.fields):
        yield Problem(f"{code}, field", record.field, "no field gathers it.", "Add it to fields.toml.")
    for kind, keys, known in (
        ("papers", [use.paper for use in words.papers], editorial.papers),
        ("notes", [use.note for use in words.notes], editorial.notes),
    ):
        for key in keys:
            if key not in known:
                yield Problem(f"{code}, {kind}", key, "nothing is written under this key.", f"Add it to {kind}/*.toml.")
    yield from _papers(record, words, editorial)
    yield from _unfounded(code, words)


def _papers(record: NationalRecord, words: PlainWords, editorial: Editorial) -> Iterator[Problem]:
    spot = f"{record.code}, papers"
    if words.papers and "documents_missing" in record.quality:
        yield Problem(spot, "", "the record knows no papers.", "Leave them out: the desk will say.")
    if words.papers and words.papers_as_published:
        yield Problem(spot, "", "plain papers and the record's own rows exclude each other.", "Keep one of the two.")
    if not words.papers and published(record).left_out and "other_papers" not in editorial.papers:
        yield Problem(spot, "other_papers", "a row is too long to be shown.", "Write this paper in papers/common.toml.")


def _unfounded(code: str, words: PlainWords) -> Iterator[Problem]:
    if words.sample_statement:
        return
    for name in STATEMENTS:
        if stated := getattr(words, name):
            yield Problem(f"{code}, {name}", stated.vi, "no record says this.", "Take it out, or mark it as a sample.")
    line = words.telling_line
    if line and A_PROMISE.search(line.vi):
        yield Problem(f"{code}, telling_line", shown(line.vi), "it promises a time or a fee.", "Leave it out.")


def _unknown_targets(
    records: Mapping[str, NationalRecord], editorial: Editorial, *, partial: bool
) -> Iterator[Problem]:
    known = records.keys() if partial else editorial.procedures.keys() - editorial.artefacts
    for spot, code in _targets(editorial):
        if code not in known:
            yield Problem(spot, code, "there is no such procedure, or it is an artefact.", "Correct the code.")


def _targets(editorial: Editorial) -> Iterator[tuple[str, str]]:
    for event in editorial.life_events:
        yield from ((f"life_events.toml, {event.code}", code) for code in event.procedures)
    for entry in editorial.everyday_words:
        yield from ((f"everyday_words, {entry.say[0]}", code) for code in entry.codes)
    for code, words in editorial.procedures.items():
        for question in words.questions:
            for target in (question.yes_leads_to, question.no_leads_to):
                if target is not None:
                    yield f"{code}, questions, {question.key}", target


def _missing(records: Mapping[str, NationalRecord], editorial: Editorial) -> Iterator[Problem]:
    for code in sorted(records.keys() - editorial.procedures.keys()):
        yield Problem(code, shown(records[code].name), "nobody has written about it.", "Add it to procedures/*.toml.")


def _unused(editorial: Editorial) -> Iterator[Problem]:
    everyone = editorial.procedures.values()
    for kind, named, written in (
        ("papers", {use.paper for words in everyone for use in words.papers} | ALWAYS_THERE, editorial.papers),
        ("notes", {use.note for words in everyone for use in words.notes}, editorial.notes),
    ):
        for key in sorted(set(written) - named):
            yield Problem(f"{kind}, {key}", "", "no procedure names it.", "Take it out.")
