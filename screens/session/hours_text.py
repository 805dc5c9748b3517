"""How opening and closing are put in words, on every screen alike."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.tickets.lane import WhyClosed
from kiosk.words import Words


def opening_line(words: Words, why: WhyClosed | None, opens_at: datetime | None, now: datetime | None) -> str:
    """One sentence or two: why no numbers are given, and when again.

    opens_at  local; None when no opening is known.
    """
    when = when_words(words, opens_at, now)
    match why:
        case None:
            return ""
        case "before_hours":
            return words("Chưa đến giờ phát số. Phát từ {when}", when=when) if when else words("Chưa đến giờ phát số.")
        case "lunch":
            return words("Đang nghỉ trưa. Phát lại {when}", when=when) if when else words("Đang nghỉ trưa.")
        case "day_off":
            return words("Hôm nay nghỉ. Mở lại {when}", when=when) if when else words("Hôm nay nghỉ.")
        case "by_staff":
            return words("Hàng này đang tạm đóng. Mời hỏi bàn hướng dẫn.")
        case "after_hours":
            return words("Hết giờ phát số. Mở lại {when}", when=when) if when else words("Hết giờ phát số.")


def when_words(words: Words, at: datetime | None, now: datetime | None) -> str:
    """07:30 today; within a week with the weekday, 07:30 Thứ Hai; later with the date too."""
    if at is None:
        return ""
    if now is not None and at.date() == now.date():
        return words.clock(at)
    is_near = now is not None and at - now < timedelta(days=7)
    return words("{time} {day}", time=words.clock(at), day=words.weekday(at) if is_near else words.short_day(at))
