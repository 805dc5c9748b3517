"""Every state the page of lanes can be in, by name, and the lanes other pages borrow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.tickets.lane import Lane, WhyClosed
from kiosk.tickets.outcome import JustTaken, LaneClosed, NoMoreToday, NoNumber
from kiosk.tickets.policy import PriorityClass, Spoken
from screens.tickets.take_ticket_state import LaneTile, LongQueue, TakeTicketState


def _lane(code: str, vi: str, en: str, icon: str, family: str, *counters: int) -> Lane:
    return Lane(code, code, vi, en, counters, icon, family)


SAMPLE_LANES = (
    _lane("A", "Hộ tịch, chứng\u00a0thực", "Civil status, certification", "groups", "red", 1, 2),
    _lane("B", "Đất đai, xây\u00a0dựng", "Land, construction", "home_work", "act", 4),
    _lane("C", "Kinh doanh, thuế", "Business, tax", "storefront", "act", 5),
    _lane("D", "Chính sách, trợ\u00a0cấp", "Policies, allowances", "elderly", "ok", 6),
    _lane("F", "Cư trú, căn cước", "Residence, identity", "badge", "ok", 7),
    _lane("E", "Nhận kết quả", "Collect a result", "assignment_turned_in", "red", 3),
)
SAMPLE_GUIDE = Lane("G", "G", "Bàn hướng dẫn", "Guide desk", (), "help", "act", is_guide_desk=True)
_NOON = datetime.fromisoformat("2026-11-25T13:30:00+07:00")
_CHOOSING = TakeTicketState(
    tiles=tuple(LaneTile(lane, waiting) for lane, waiting in zip(SAMPLE_LANES, (5, 3, 0, 2, 1, 1), strict=True)),
    guide=SAMPLE_GUIDE,
    hours=(("07:30", "11:30"), ("13:30", "17:00")),
    now=_NOON.replace(hour=11, minute=42),
)
SAMPLE_CLASSES = (
    PriorityClass("urgent80", 0, Spoken("Từ 80 tuổi", "Aged 80 and over"), "Luật Người cao tuổi"),
    PriorityClass(
        "priority",
        1,
        Spoken("Người cao tuổi, khuyết tật, mang thai, người có công", "Elderly, disabled, pregnant, people of merit"),
        "Luật Người khuyết tật",
    ),
)
_TOMORROW = datetime.fromisoformat("2026-11-26T07:30:00+07:00")
_PORTAL = "https://dichvucong.gov.vn"
_EARLY_OPENS = _NOON.replace(hour=7, minute=30)
_EARLY = replace(_CHOOSING, now=_NOON.replace(hour=7, minute=5))


def _all(why: WhyClosed) -> tuple[LaneTile, ...]:
    return tuple(replace(tile, why=why, waiting=0) for tile in _CHOOSING.tiles)


_ONE_CLOSED = replace(_CHOOSING, tiles=(replace(_CHOOSING.tiles[0], why="day_off"), *_CHOOSING.tiles[1:]))
SAMPLES = {
    "choosing": _CHOOSING,
    "priority_on": replace(_CHOOSING, klass="priority"),
    "priority_classes": replace(_CHOOSING, klass="priority", classes=SAMPLE_CLASSES),
    "issuing": replace(_CHOOSING, issuing="A"),
    "printer_not_ready": replace(_CHOOSING, printer_ready=False),
    "uncounted": replace(_CHOOSING, tiles=tuple(replace(tile, waiting=None) for tile in _CHOOSING.tiles)),
    "more_lanes": replace(_CHOOSING, tiles=(*_CHOOSING.tiles, *_CHOOSING.tiles[1:3])),
    "lane_closed": _ONE_CLOSED,
    "lane_closed_sheet": replace(_ONE_CLOSED, answer=LaneClosed("day_off", _TOMORROW), lane="A"),
    "before_hours": replace(
        _EARLY, tiles=_all("before_hours"), answer=LaneClosed("before_hours", _EARLY_OPENS), lane="A"
    ),
    "lunch": replace(_CHOOSING, tiles=_all("lunch"), answer=LaneClosed("lunch", _NOON), lane="A"),
    "after_hours": replace(_CHOOSING, tiles=_all("after_hours"), answer=LaneClosed("after_hours", _TOMORROW), lane="A"),
    "lane_full": replace(_CHOOSING, tiles=(replace(_CHOOSING.tiles[0], is_full=True), *_CHOOSING.tiles[1:])),
    "no_more_today": replace(_CHOOSING, answer=NoMoreToday(_TOMORROW), lane="A", portal=_PORTAL),
    "just_taken": replace(_CHOOSING, answer=JustTaken("A030"), lane="A"),
    "long_queue": replace(_CHOOSING, answer=LongQueue(34), lane="A"),
    "alone": replace(_CHOOSING, is_alone=True, tiles=tuple(replace(tile, waiting=None) for tile in _CHOOSING.tiles)),
    "no_number": replace(_CHOOSING, answer=NoNumber(), lane="A"),
    "always_open": replace(_CHOOSING, always_open=True),
}
