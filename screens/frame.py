"""Header and bottom bar: what stays while pages change. No Kivy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

from kiosk.procedures.text import Text
from kiosk.session.situation import STAFF_PAGES, ScreenName
from kiosk.words import Words
from screens.scan_turn import Notice

if TYPE_CHECKING:
    from kiosk.content.content import Content

NAMELESS = Text("Trung tâm Phục vụ hành chính công", "Public Administration Service Centre")
NOWHERE = Text("", "")
Room: TypeAlias = Literal["wide", "narrow", "large"]


@dataclass(frozen=True, slots=True)
class BarKey:
    """One key of the bottom bar. room: four keys share it, five, or four with large letters."""

    code: str
    icon: str
    room: Room = "narrow"

    def label(self, words: Words) -> str:
        """What stands on it; the language switch names the other language in its own words."""
        match self.code:
            case "back":
                return words("Quay lại")
            case "home":
                return words("Trang đầu")
            case "staff":
                return words("Gọi cán bộ")
            case "installation":
                return words("Cài đặt")
            case "content_on_kiosk":
                return words("Nội dung")
            case "lanes_today":
                return words("Thông báo")
            case "restart":
                return words("Khởi động lại")
            case "language":
                return words.other_name
            case "comfort":
                return self._comfort_label(words)
            case "listen":
                return words("Nghe đọc") if self.room == "wide" else words("Nghe")
            case "quiet":
                return words("Dừng đọc")
            case _:
                raise ValueError(self.code)

    def _comfort_label(self, words: Words) -> str:
        match self.room:
            case "wide":
                return words("Dễ đọc hơn")
            case "narrow":
                return words.of("narrow key", "Dễ đọc hơn")
            case "large":
                return words.of("large letters", "Dễ đọc")


@dataclass(frozen=True, slots=True)
class FrameState:
    """now is None while the clock is not trusted: no clock is better than a wrong one.

    notice  what is to be said about the scanner, over whatever page
    """

    office: Text = NAMELESS
    ward: Text = NOWHERE
    now: datetime | None = None
    keys: tuple[BarKey, ...] = ()
    notice: Notice = ""

    @classmethod
    def of(
        cls, content: Content | None, *, now: datetime | None, keys: tuple[BarKey, ...], notice: Notice = ""
    ) -> FrameState:
        """The frame of an office, or of a terminal that does not know where it stands."""
        if content is None:
            return cls(now=now, keys=keys, notice=notice)
        return cls(content.office.name, content.office.ward, now, keys, notice)

    def clock(self, words: Words) -> str:
        """09:42, or nothing."""
        return words.clock(self.now) if self.now else ""

    def date(self, words: Words) -> str:
        """Thứ Tư, 25/11, or nothing."""
        return words.short_day(self.now) if self.now else ""

    def notice_text(self, words: Words) -> str:
        """One line about the scanner, or nothing."""
        match self.notice:
            case "read_again":
                return words("**Chưa đọc được**, mời đưa lại")
            case "scan_waits":
                return words("**Đã nhận mã**, mời chờ một chút")
            case "":
                return ""


BACK, HOME, STAFF = BarKey("back", "arrow_back"), BarKey("home", "home"), BarKey("staff", "support_agent")
LANGUAGE = BarKey("language", "language")
OF_STAFF = (BACK, HOME)
STAFF_BAR = (
    BarKey("installation", "settings"),
    BarKey("content_on_kiosk", "edit_document"),
    BarKey("lanes_today", "campaign"),
    BarKey("restart", "restart_alt"),
)
# From this text step on the bar has room for four keys, and the language of inner pages moves to `comfort`.
LARGE = 3


def keys_of(
    screen: ScreenName,
    *,
    has_english: bool = True,
    has_sound: bool = True,
    is_reading: bool = False,
    is_large: bool = False,
    is_larger: bool = False,
) -> tuple[BarKey, ...]:
    """The keys below a screen; what this terminal cannot do is not offered.

    is_large   letters leave room for four keys; is_larger: five have room, with short words
    """
    if screen in STAFF_PAGES:
        return OF_STAFF
    if screen == "out_of_service":
        keys = (LANGUAGE, STAFF)
    else:
        is_start = screen == "home"
        room: Room = "large" if is_large else "wide" if is_start else "narrow"
        comfort = BarKey("comfort", "format_size", "large" if is_larger and not is_start else room)
        listen = BarKey("quiet", "volume_off") if is_reading else BarKey("listen", "volume_up", room)
        voice = (listen,) if has_sound else ()
        start = (LANGUAGE, comfort, *voice, STAFF)
        inner = (BACK, HOME, *(() if is_large else (LANGUAGE,)), comfort, *voice)
        keys = start if is_start else inner
    return keys if has_english else tuple(key for key in keys if key is not LANGUAGE)
