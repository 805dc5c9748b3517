"""The rows of «Kiểm tra máy»: a part with its icon, its last fact and its pill. No Kivy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from kiosk.health.part import PartCheck, PartName, Result, part_name, result_name
from kiosk.words import Words

Family: TypeAlias = Literal["ok", "warn", "err", "sunk"]
ICONS: dict[PartName, str] = {
    "scanner": "barcode_scanner",
    "printer": "print",
    "server": "dns",
    "content": "menu_book",
    "sound": "volume_up",
    "disk": "storage",
    "clock": "schedule",
}
PILLS: dict[Result, tuple[str, Family]] = {
    "good": ("check_circle", "ok"),
    "low": ("warning", "warn"),
    "bad": ("error", "err"),
    "unknown": ("help", "sunk"),
    "absent": ("remove", "sunk"),
}


@dataclass(frozen=True, slots=True)
class PartRow:
    """One row. is_last: no line below it."""

    check: PartCheck
    is_last: bool = False

    @property
    def code(self) -> str:
        """Which part."""
        return self.check.part

    @property
    def icon(self) -> str:
        """Its picture."""
        return ICONS[self.check.part]

    @property
    def pill_icon(self) -> str:
        """The sign of its result: colour alone tells nobody."""
        return PILLS[self.check.result][0]

    @property
    def family(self) -> Family:
        """The colours of its pill."""
        return PILLS[self.check.result][1]

    def name(self, words: Words) -> str:
        """What staff call it."""
        return part_name(self.check.part, words)

    def fact(self, words: Words) -> str:
        """What was found last."""
        return self.check.fact(words)

    def result(self, words: Words) -> str:
        """The word on its pill."""
        return result_name(self.check.result, words)

    def say(self, words: Words) -> str:
        """All of it as one sentence."""
        return f"{self.name(words)}: {self.result(words)}. {self.fact(words)}"
