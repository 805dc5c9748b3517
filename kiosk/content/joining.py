"""National records + plain words -> the procedures of a release; every gap named (`gaps.py`), none filled."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kiosk.content.agencies import Agencies
from kiosk.content.editorial import Editorial, NoteUse, PaperUse, PlainWords
from kiosk.content.facts import Facts, facts_of
from kiosk.content.gaps import gaps
from kiosk.content.national_record import NationalRecord
from kiosk.content.published import Published, clean, published
from kiosk.content.release import (
    ArtefactEntry,
    NoteEntry,
    PaperEntry,
    ProcedureCode,
    ProcedureEntry,
    QuestionEntry,
    TextEntry,
)
from kiosk.errors import Problem

OTHER_PAPERS = "other_papers"
ASK = TextEntry(vi="Thời hạn, lệ phí: hỏi tại quầy", en="Time and fee: ask at the counter")
ELSEWHERE = TextEntry(vi="Cơ quan cấp tỉnh, mời hỏi bàn hướng dẫn", en="A provincial office: ask the guide desk")
OTHER_PROVINCE = TextEntry(vi="Quy định của địa phương khác", en="A rule of another province")
NOTHING_PUBLISHED = Published((), left_out=False)


def joined(
    records: Mapping[str, NationalRecord], editorial: Editorial, *, partial: bool = False
) -> tuple[tuple[ProcedureEntry, ...], tuple[Problem, ...]]:
    """The procedures that have both a record and plain words, in order of code, and what is in the way.

    partial  while words are still being written: records without any are skipped, and so is what leads to them.
    """
    problems = tuple(gaps(records, editorial, partial=partial))
    if problems:
        return (), problems
    join = _Join(editorial, shown_codes(records, editorial))
    return tuple(join.procedure(records[code], editorial.procedures[code]) for code in sorted(join.shown)), ()


def shown_codes(records: Mapping[str, NationalRecord], editorial: Editorial) -> frozenset[str]:
    """The procedures of the release: everything but artefacts."""
    return frozenset(records.keys() & editorial.procedures.keys() - editorial.artefacts)


def artefacts_of(records: Mapping[str, NationalRecord], editorial: Editorial) -> Iterator[ArtefactEntry]:
    """What is listed for staff only, in order of code."""
    for code in sorted(records.keys() & editorial.artefacts):
        record = records[code]
        yield ArtefactEntry(code=code, official_name=clean(record.name), source=record.source, as_of=record.as_of)


class _Join:
    def __init__(self, editorial: Editorial, shown: Collection[str]) -> None:
        self.shown = shown
        self._editorial = editorial
        self._agencies = Agencies(editorial.agencies)
        self._agency_names = {each.code: each.name for each in editorial.agencies}
        self._fields = {name: each.code for each in editorial.fields for name in each.national}

    def procedure(self, record: NationalRecord, words: PlainWords) -> ProcedureEntry:
        facts, agency = facts_of(record), self._agencies.of(record)
        rows = published(record) if not words.papers else NOTHING_PUBLISHED
        if words.title is None:
            raise AssertionError(f"{record.code} passed without a title")
        return ProcedureEntry(
            code=record.code,
            title=words.title,
            official_name=clean(record.name),
            field=self._fields[record.field],
            telling_line=words.telling_line or _line(facts),
            source=record.source,
            as_of=record.as_of,
            decision=record.decision,
            icon=words.icon,
            lane=self._lane(record, words),
            counter=words.counter,
            counter_long=words.counter_long,
            time=words.time or facts.time,
            fee=words.fee or facts.fee,
            fee_long=words.fee_long,
            footnote=words.footnote,
            papers=tuple(map(self._paper, words.papers)) or self._more(rows),
            papers_as_published=rows.papers,
            notes=tuple(map(self._note, words.notes)),
            questions=tuple(map(self._question, words.questions)),
            ways=facts.ways,
            agency=agency,
            popularity=words.popularity,
            url=record.url,
            is_here=record.is_here,
            place=None if record.is_here else words.place or self._place(record, agency),
            flags=tuple(sorted(record.quality)),
        )

    def _paper(self, use: PaperUse) -> PaperEntry:
        paper = self._editorial.papers[use.paper]
        return PaperEntry(
            name=paper.name,
            note=paper.note,
            handling=paper.handling,
            originals=paper.originals if use.originals is None else use.originals,
            copies=paper.copies if use.copies is None else use.copies,
            when=use.when,
        )

    def _more(self, rows: Published) -> tuple[PaperEntry, ...]:
        return (self._paper(PaperUse(paper=OTHER_PAPERS)),) if rows.left_out else ()

    def _note(self, use: NoteUse) -> NoteEntry:
        note = self._editorial.notes[use.note]
        return NoteEntry(lead=note.lead, body=note.body, when=use.when)

    def _question(self, question: QuestionEntry) -> QuestionEntry:
        def known(code: ProcedureCode | None) -> ProcedureCode | None:
            return code if code in self.shown else None

        targets = {"yes_leads_to": known(question.yes_leads_to), "no_leads_to": known(question.no_leads_to)}
        return question.model_copy(update=targets)

    def _lane(self, record: NationalRecord, words: PlainWords) -> str | None:
        if not record.is_here:
            return None
        lanes = self._editorial.lanes
        serving = (lane.code for lane in lanes if record.field in lane.fields)
        guide_desk = next((lane.code for lane in lanes if lane.is_guide_desk), None)
        return words.lane or next(serving, guide_desk)

    def _place(self, record: NationalRecord, agency: str | None) -> TextEntry:
        if "local_variant" in record.quality:
            return OTHER_PROVINCE
        return self._agency_names[agency] if agency else ELSEWHERE


def _line(facts: Facts) -> TextEntry:
    known = [each for each in (facts.time, facts.fee) if each]
    if not known:
        return ASK
    return TextEntry(vi=" · ".join(each.vi for each in known), en=" · ".join(each.en for each in known))
