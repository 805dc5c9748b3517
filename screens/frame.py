"""Header and bottom bar: what stays while pages change. No Kivy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.procedures.procedure import Text
from kiosk.session.situation import ScreenName
from kiosk.words import OWN_NAME, Language, Words
from screens.scan_turn import Notice

if TYPE_CHECKING:
    from kiosk.content.content import Content

NAMELESS = Text("Trung tâm Phục vụ hành chính công", "Public Administration Service Centre")
NOWHERE = Text("", "")


@dataclass(frozen=True, slots=True)
class BarKey:
    """One key of the bottom bar."""

    code: str
    icon: str
    language: Language = "vi"

    def label(self, words: Words) -> str:
        """What stands on it; the language switch names the other language in its own words."""
        match self.code:
            case "back":
                return words("Quay lại")
            case "home":
                return words("Trang đầu")
            case "staff":
                return words("Gọi cán bộ")
            case "language":
                return OWN_NAME[words.other]
            case _:
                raise ValueError(self.code)


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


LANGUAGE = BarKey("language", "language")
STAFF = BarKey("staff", "support_agent")
INNER = (BarKey("back", "arrow_back"), BarKey("home", "home"), LANGUAGE)


def keys_of(screen: ScreenName, *, has_english: bool = True) -> tuple[BarKey, ...]:
    """The keys below a screen; a language that did not come along is not offered."""
    keys = (LANGUAGE, STAFF) if screen in ("home", "out_of_service") else INNER
    return keys if has_english else tuple(key for key in keys if key is not LANGUAGE)
