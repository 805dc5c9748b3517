"""Entries of a release -> the values the rest of the program knows; nothing is judged here."""

from __future__ import annotations

from kiosk.content.announcements import Announcement
from kiosk.content.brand import Brand
from kiosk.content.content import Artefact, Content
from kiosk.content.draft import Draft
from kiosk.content.office import Hours, Office, OnTimeFigures, OnTimeRow, Period, SpecialDay
from kiosk.content.release import (
    ArtefactEntry,
    EverydayWordsEntry,
    HoursEntry,
    LaneEntry,
    LifeEventEntry,
    NoteEntry,
    PaperEntry,
    ProcedureEntry,
    PublishedPaperEntry,
    QuestionEntry,
    TextEntry,
    WayEntry,
    When,
)
from kiosk.content.release_office import (
    AnnouncementEntry,
    BrandEntry,
    OnTimeEntry,
    Opening,
    SpecialDayEntry,
    UnitsEntry,
)
from kiosk.content.units import Province, Unit, Units
from kiosk.procedures.catalogue import Agency, FieldName, catalogue_of
from kiosk.procedures.everyday_words import EverydayWords
from kiosk.procedures.life_events import LifeEvent
from kiosk.procedures.procedure import Condition, Note, Paper, Procedure, Question, Way
from kiosk.procedures.text import Text
from kiosk.tickets.lane import Lane, LaneHours, LanePeriod


def content_of(draft: Draft) -> Content:
    """The whole release; the draft must have passed the checks."""
    # Without a problem each of these files was read, so each holds exactly one record.
    (opening,), (brand,), (units,) = draft.opening.entries, draft.brand.entries, draft.units.entries
    lanes = {lane.code: lane for lane in map(lane_of, draft.lanes.entries)}
    fields = {each.code: FieldName(each.code, _text(each.name), each.icon) for each in draft.fields.entries}
    return Content(
        release=opening.release,
        released_on=opening.released_on,
        is_sample=opening.is_sample,
        office=_office_of(opening),
        hours=tuple(map(_hours_of, opening.hours)),
        special_days=tuple(map(_special_day_of, opening.special_days)),
        lanes=tuple(lanes.values()),
        catalogue=catalogue_of(
            (
                procedure_of(each, fields[each.field].name, lanes.get(each.lane or ""))
                for each in draft.procedures.entries
            ),
            map(_life_event_of, draft.life_events.entries),
            fields.values(),
            (Agency(each.code, _text(each.name)) for each in draft.agencies.entries),
        ),
        brand=_brand_of(brand),
        units=_units_of(units),
        announcements=tuple(map(_announcement_of, draft.announcements.entries)),
        everyday_words=tuple(map(_everyday_words_of, draft.everyday_words.entries)),
        artefacts=tuple(map(_artefact_of, draft.artefacts.entries)),
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
        last_call_min=entry.last_call_min,
        closed_on=entry.closed_on,
    )


def procedure_of(entry: ProcedureEntry, field: Text, lane: Lane | None) -> Procedure:
    """Thủ tục hành chính; a counter that staff did not write is its lane's."""
    return Procedure(
        code=entry.code,
        title=_text(entry.title),
        official_name=entry.official_name,
        field=field,
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
        papers=(*map(_published_paper_of, entry.papers_as_published), *map(_paper_of, entry.papers)),
        notes=tuple(map(_note_of, entry.notes)),
        url=entry.url,
        is_here=entry.is_here,
        place=_text_or_none(entry.place),
        flags=frozenset(entry.flags),
        questions=tuple(map(_question_of, entry.questions)),
        ways=tuple(map(_way_of, entry.ways)),
        agency=entry.agency,
        popularity=entry.popularity,
        decision=entry.decision,
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
    return Paper(
        name=_text(entry.name),
        note=_text_or_none(entry.note),
        handling=entry.handling,
        originals=entry.originals,
        copies=entry.copies,
        when=_conditions_of(entry.when),
    )


def _published_paper_of(entry: PublishedPaperEntry) -> Paper:
    return Paper(
        name=Text(entry.wording, entry.wording),
        note=Text(entry.case, entry.case) if entry.case else None,
        handling=entry.handling,
        originals=entry.originals,
        copies=entry.copies,
        is_official_wording=True,
    )


def _note_of(entry: NoteEntry) -> Note:
    return Note(_text(entry.lead), _text(entry.body), _conditions_of(entry.when))


def _question_of(entry: QuestionEntry) -> Question:
    return Question(
        key=entry.key,
        text=_text(entry.text),
        note=_text_or_none(entry.note),
        asked_when=_conditions_of(entry.asked_when),
        yes_leads_to=entry.yes_leads_to,
        no_leads_to=entry.no_leads_to,
    )


def _conditions_of(when: When) -> tuple[Condition, ...]:
    return tuple(Condition(question, answer) for question, answer in when.items())


def _way_of(entry: WayEntry) -> Way:
    return Way(entry.kind, _text_or_none(entry.time), _text_or_none(entry.fee))


def _everyday_words_of(entry: EverydayWordsEntry) -> EverydayWords:
    return EverydayWords(entry.say, entry.codes, _text_or_none(entry.remark))


def _artefact_of(entry: ArtefactEntry) -> Artefact:
    return Artefact(entry.code, entry.official_name, entry.source, entry.as_of)


def _announcement_of(entry: AnnouncementEntry) -> Announcement:
    return Announcement(entry.code, _text(entry.text), entry.shown_from, entry.shown_until, entry.where)


def _brand_of(entry: BrandEntry) -> Brand:
    return Brand(
        name=_text(entry.name),
        portal_url=entry.portal_url,
        ground=entry.colours.ground,
        action=entry.colours.action,
        zalo_url=entry.zalo_url,
        filing_url=entry.filing_url,
        hotlines=entry.hotlines,
    )


def _units_of(entry: UnitsEntry) -> Units:
    return Units(
        own_province=entry.own_province,
        own_unit=entry.own_unit,
        units=tuple(Unit(each.code, each.name, each.predecessors) for each in entry.units),
        provinces=tuple(Province(each.code, each.name, each.identifiers) for each in entry.provinces),
    )


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


def _special_day_of(entry: SpecialDayEntry) -> SpecialDay:
    periods = tuple(Period(each.opens, each.closes) for each in entry.periods)
    return SpecialDay(entry.on, _text(entry.name), entry.kind, periods)


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
