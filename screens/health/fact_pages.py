"""A staff page of lines: turned over by hand, and with fewer lines on each page where they are long. No Kivy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, TypeVar

from screens.presenter import Presenter

if TYPE_CHECKING:
    from screens.health.content_state import ContentOnKioskState
    from screens.health.installation_state import InstallationState

Lines = TypeVar("Lines", "ContentOnKioskState", "InstallationState")


class FactPages(Presenter[Lines]):
    """What «Nội dung» and «Cài đặt» have in common. fewest_rows: so many lines stay on a page however long they are."""

    fewest_rows: ClassVar[int]

    def turn(self, by: int) -> None:
        """To the next or previous lines."""
        self.show(replace(self.state, page=min(max(self.state.page + by, 1), self.state.pages)))

    def squeeze(self) -> bool:
        """A page is too tall: a line fewer on each."""
        if self.state.per_page <= self.fewest_rows:
            return False
        self.show(replace(self.state, per_page=self.state.per_page - 1))
        self.turn(0)
        return True
