"""One language's catalogue, dates and numbers as one immutable value (gettext).

Vietnamese is the source text in the code; English is one catalogue, assets/locale/en/LC_MESSAGES/kiosk.po.
"""

from __future__ import annotations

import gettext
import struct
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
LOCALES = Path(__file__).parent.parent / "assets" / "locale"
# The language's own name, as its switch shows it: no flags.
OWN_NAME: dict[Language, str] = {"vi": "Tiếng Việt", "en": "English"}
# The few words of dates, written down: loading Babel's tables for them would hold up the first picture by 50 ms.
# A test holds them against Babel's.
WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")
VIETNAMESE_SEPARATORS = str.maketrans(",.", ".,")


@dataclass(frozen=True, slots=True)
class Words:
    """All texts of one language. Equal when language and form of address are equal.

    you    how citizens are addressed in Vietnamese: Ông/Bà, Quý khách or Bạn; fills {you} in every text.
    """

    language: Language = "vi"
    you: str = "Ông/Bà"
    catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations, compare=False, repr=False)

    def __call__(self, text: str, **values: object) -> str:
        """The text in this language, {placeholders} filled."""
        return self._filled(self.catalogue.gettext(text), values)

    def of(self, context: str, text: str, **values: object) -> str:
        """The same where one Vietnamese word has two meanings: the context tells which."""
        return self._filled(self.catalogue.pgettext(context, text), values)

    def many(self, text: str, *, count: int, **values: object) -> str:
        """A text with a count; Vietnamese has one form, English two."""
        return self._filled(self.catalogue.ngettext(text, text, count), {"count": count, **values})

    def _filled(self, text: str, values: dict[str, object]) -> str:
        if "{" not in text:
            return text
        return text.format(you=self.you if self.language == "vi" else "you", **values)

    @property
    def other(self) -> Language:
        """The language the switch offers."""
        return "en" if self.language == "vi" else "vi"

    @property
    def other_name(self) -> str:
        """That language's own name for itself."""
        return OWN_NAME[self.other]

    def clock(self, at: datetime | time) -> str:
        """Hours and minutes, 24 h: 09:42."""
        return f"{at:%H:%M}"

    def day(self, on: date) -> str:
        """A day with its weekday and year: Thứ Sáu, 27/11/2026."""
        return f"{self.weekday(on)}, {self.full_date(on)}"

    def short_day(self, on: date) -> str:
        """A day with its weekday: Thứ Tư, 25/11 or Wed, 25 Nov."""
        if self.language == "vi":
            return f"{self.weekday(on)}, {self.bare_day(on)}"
        return f"{self.weekday(on)[:3]}, {on.day} {ENGLISH_MONTHS[on.month - 1]}"

    def weekday(self, on: date) -> str:
        """Thứ Hai or Monday."""
        return WEEKDAYS[self.language][on.weekday()]

    def bare_day(self, on: date) -> str:
        """Day and month only: 26/11."""
        return f"{on:%d/%m}"

    def full_date(self, on: date) -> str:
        """Day, month and year: 20/11/2026."""
        return f"{on:%d/%m}/{on.year}"

    def number(self, value: float, *, decimals: int = 0) -> str:
        """A number with this language's separators: 97,8 or 97.8; 1.284 or 1,284."""
        written = f"{value:,.{decimals}f}"
        return written.translate(VIETNAMESE_SEPARATORS) if self.language == "vi" else written


def can_speak(language: Language, folder: Path = LOCALES) -> bool:
    """Whether the words of a language came along."""
    return language == "vi" or (folder / language / "LC_MESSAGES" / "kiosk.mo").is_file()


def is_whole(language: Language, folder: Path = LOCALES) -> bool:
    """Whether the catalogue of a language can be read to its end; a text it lacks stays Vietnamese."""
    try:
        words_of(language, folder=folder)
    except (OSError, ValueError, LookupError, struct.error):  # gettext has no error of its own for a torn file
        return False
    return True


@cache
def words_of(language: Language, you: str = "Ông/Bà", folder: Path = LOCALES) -> Words:
    """The words of a language; Vietnamese needs no file, a missing catalogue raises FileNotFoundError."""
    if language == "vi":
        return Words("vi", you)
    return Words(language, you, gettext.translation("kiosk", folder, [language]))
