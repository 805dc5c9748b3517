"""Entries of a release -> the values the rest of the program knows; nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.content.content import Content
from kiosk.content.office import Hours, Office, OnTimeFigures, OnTimeRow, Period, SpecialDay
from kiosk.content.release import (
    HoursEntry,
    LaneEntry,
    LifeEventEntry,
    NoteEntry,
    OnTimeEntry,
    Opening,
    PaperEntry,
    ProcedureEntry,
    TextEntry,
)
from kiosk.procedures.catalogue import catalogue_of
from kiosk.procedures.life_events import LifeEvent
from kiosk.procedures.procedure import Note, Paper, Procedure, Text
from kiosk.tickets.lane import Lane, LaneHours, LanePeriod


def content_of(
    opening: Opening,
    lanes: Iterable[LaneEntry],
    life_events: Iterable[LifeEventEntry],
    procedures: Iterable[ProcedureEntry],
) -> Content:
    """The whole release; entries must have passed the checks."""
    known_lanes = {lane.code: lane for lane in map(lane_of, lanes)}
    return Content(
        release=opening.release,
        released_on=opening.released_on,
        is_sample=opening.is_sample,
        office=_office_of(opening),
        hours=tuple(map(_hours_of, opening.hours)),
        special_days=tuple(SpecialDay(each.on, _text(each.name), each.kind) for each in opening.special_days),
        lanes=tuple(known_lanes.values()),
        catalogue=catalogue_of(
            (procedure_of(each, known_lanes.get(each.lane or "")) for each in procedures),
            map(_life_event_of, life_events),
        ),
        on_time=_on_time_of(opening.on_time) if opening.on_time else None,
    )


def lane_of(entry: LaneEntry) -> Lane:
    """Hàng chờ."""
    return Lane(
        code=entry.code,
        prefix=entry.prefix,
        name=entry.name.vi,
        name_en=entry.name.en,
        counters=entry.counters,
        icon=entry.icon,
        family=entry.family,
        hours=tuple(map(_lane_hours_of, entry.hours)),
        daily_limit=entry.daily_limit,
        is_guide_desk=entry.is_guide_desk,
    )


def procedure_of(entry: ProcedureEntry, lane: Lane | None) -> Procedure:
    """Thủ tục hành chính; a counter that staff did not write is its lane's."""
    return Procedure(
        code=entry.code,
        title=_text(entry.title),
        official_name=entry.official_name,
        field=_text(entry.field),
        telling_line=_text(entry.telling_line),
        source=entry.source,
        as_of=entry.as_of,
        icon=entry.icon,
        lane=entry.lane,
        counter=_text_or_none(entry.counter) or (_counter(lane) if lane else None),
        counter_long=_text_or_none(entry.counter_long) or (_counter_long(lane) if lane else None),
        time=_text_or_none(entry.time),
        fee=_text_or_none(entry.fee),
        fee_long=_text_or_none(entry.fee_long),
        footnote=_text_or_none(entry.footnote),
        papers=tuple(map(_paper_of, entry.papers)),
        notes=tuple(map(_note_of, entry.notes)),
        url=entry.url,
        is_here=entry.is_here,
        place=_text_or_none(entry.place),
        flags=frozenset(entry.flags),
    )


def _counter(lane: Lane) -> Text:
    if lane.is_guide_desk:
        return Text("Bàn hướng dẫn", "Guide desk")
    return Text(f"Quầy {lane.counters_text}", f"{_counters_word(lane)} {lane.counters_text}")


def _counter_long(lane: Lane) -> Text:
    if lane.is_guide_desk:
        return Text("Bàn hướng dẫn cạnh cửa ra vào", "Guide desk by the entrance")
    short = _counter(lane)
    # «Quầy 1 – 2 – Hộ tịch» would have two dashes of two meanings.
    mark = ":" if "–" in short.vi else " –"
    return Text(f"{short.vi}{mark} {lane.name}", f"{short.en}{mark} {lane.name_en}")


def _counters_word(lane: Lane) -> str:
    return "Counters" if len(lane.counters) > 1 else "Counter"


def _text(entry: TextEntry) -> Text:
    return Text(entry.vi, entry.en)


def _text_or_none(entry: TextEntry | None) -> Text | None:
    return None if entry is None else _text(entry)


def _paper_of(entry: PaperEntry) -> Paper:
    return Paper(_text(entry.name), _text_or_none(entry.note), entry.handling)


def _note_of(entry: NoteEntry) -> Note:
    return Note(_text(entry.lead), _text(entry.body))


def _life_event_of(entry: LifeEventEntry) -> LifeEvent:
    return LifeEvent(entry.code, _text(entry.name), entry.icon, entry.family, entry.procedures)


def _office_of(opening: Opening) -> Office:
    office = opening.office
    return Office(
        name=_text(office.name),
        ward=_text(office.ward),
        slip_ward=_text(office.slip_ward),
        short_code=office.short_code,
        unit_prefixes=office.unit_prefixes,
        telephone=office.telephone,
    )


def _hours_of(entry: HoursEntry) -> Hours:
    return Hours(entry.weekdays, tuple(Period(each.opens, each.closes) for each in entry.periods))


def _lane_hours_of(entry: HoursEntry) -> LaneHours:
    return LaneHours(entry.weekdays, tuple(LanePeriod(each.opens, each.closes) for each in entry.periods))


def _on_time_of(entry: OnTimeEntry) -> OnTimeFigures:
    return OnTimeFigures(
        period=entry.period,
        as_of=entry.as_of,
        finished=entry.finished,
        late=entry.late,
        in_progress=entry.in_progress,
        in_progress_late=entry.in_progress_late,
        rows=tuple(OnTimeRow(_text(row.name), row.finished, row.late) for row in entry.rows),
    )
