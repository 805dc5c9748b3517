"""National records + plain words -> the procedures of a release; every gap named, none filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kiosk.content.editorial import Editorial, PlainWords
from kiosk.content.facts import Facts, facts_of
from kiosk.content.national_record import NationalRecord
from kiosk.content.problems import shown
from kiosk.content.release import ProcedureEntry, TextEntry
from kiosk.errors import Problem

# What a line in a list would promise; without a source only a sample may say it.
A_PROMISE = re.compile(r"\d+ (ngày|giờ)|trong ngày|đồng|miễn phí", re.IGNORECASE)
STATEMENTS = ("time", "fee", "fee_long", "counter", "counter_long")


def joined(
    records: Mapping[str, NationalRecord], editorial: Editorial
) -> tuple[tuple[ProcedureEntry, ...], tuple[Problem, ...]]:
    """The procedures that have both a record and plain words, in order of code, and what is in the way."""
    problems = [*_gaps(records, editorial)]
    if problems:
        return (), tuple(problems)
    codes = sorted(editorial.procedures)
    return tuple(_procedure(records[code], editorial.procedures[code], editorial) for code in codes), ()


def _gaps(records: Mapping[str, NationalRecord], editorial: Editorial) -> Iterator[Problem]:
    for code, words in editorial.procedures.items():
        record = records.get(code)
        if record is None:
            yield Problem(code, "", "no national record has this code.", "Correct the code.")
            continue
        yield from _gaps_of(record, words, editorial)
    yield from _unused(editorial)


def _gaps_of(record: NationalRecord, words: PlainWords, editorial: Editorial) -> Iterator[Problem]:
    code = record.code
    if record.field not in editorial.fields:
        yield Problem(f"{code}, field", record.field, "this field has no English name.", "Add it to fields.toml.")
    for kind, keys, known in (("papers", words.papers, editorial.papers), ("notes", words.notes, editorial.notes)):
        for key in keys:
            if key not in known:
                yield Problem(f"{code}, {kind}", key, "nothing is written under this key.", f"Add it to {kind}.toml.")
    if words.papers and "documents_missing" in record.quality:
        yield Problem(f"{code}, papers", "", "the record knows no papers.", "Leave them out: the desk will say.")
    yield from _unfounded(code, words, facts_of(record))


def _unfounded(code: str, words: PlainWords, facts: Facts) -> Iterator[Problem]:
    if not words.telling_line and not facts.time and not facts.fee:
        yield Problem(f"{code}, telling_line", "", "neither time nor fee is known.", "Write what tells it apart.")
    if words.sample_statement:
        return
    for name in STATEMENTS:
        if stated := getattr(words, name):
            yield Problem(f"{code}, {name}", stated.vi, "no record says this.", "Take it out, or mark it as a sample.")
    line = words.telling_line
    if line and A_PROMISE.search(line.vi):
        yield Problem(f"{code}, telling_line", shown(line.vi), "it promises a time or a fee.", "Leave it out.")


def _unused(editorial: Editorial) -> Iterator[Problem]:
    everyone = editorial.procedures.values()
    for file, named, written in (
        ("papers.toml", {key for words in everyone for key in words.papers}, editorial.papers),
        ("notes.toml", {key for words in everyone for key in words.notes}, editorial.notes),
    ):
        for key in sorted(set(written) - named):
            yield Problem(f"{file}, {key}", "", "no procedure names it.", "Take it out.")


def _procedure(record: NationalRecord, words: PlainWords, editorial: Editorial) -> ProcedureEntry:
    facts = facts_of(record)
    return ProcedureEntry(
        code=record.code,
        title=words.title,
        official_name=record.name,
        field=TextEntry(vi=record.field, en=editorial.fields[record.field]),
        telling_line=words.telling_line or _line(facts),
        source=record.source,
        as_of=record.as_of,
        icon=words.icon,
        lane=_lane(record, words, editorial),
        counter=words.counter,
        counter_long=words.counter_long,
        time=words.time or facts.time,
        fee=words.fee or facts.fee,
        fee_long=words.fee_long,
        footnote=words.footnote,
        papers=tuple(editorial.papers[key] for key in words.papers),
        notes=tuple(editorial.notes[key] for key in words.notes) + facts.other_ways,
        url=record.url,
        is_here=record.is_here,
        place=words.place,
        flags=tuple(sorted(record.quality)),
    )


def _line(facts: Facts) -> TextEntry:
    known = [each for each in (facts.time, facts.fee) if each]
    return TextEntry(vi=" · ".join(each.vi for each in known), en=" · ".join(each.en for each in known))


def _lane(record: NationalRecord, words: PlainWords, editorial: Editorial) -> str | None:
    if not record.is_here:
        return None
    serving = (lane.code for lane in editorial.lanes if record.field in lane.fields)
    guide_desk = next((lane.code for lane in editorial.lanes if lane.is_guide_desk), None)
    return words.lane or next(serving, guide_desk)
