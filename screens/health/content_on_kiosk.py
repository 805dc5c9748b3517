"""«Nội dung»: which release citizens see, what lies beside it, what is wrong with it. Nothing is edited here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.content.known_good import KEPT_PLACE
from kiosk.words import Words
from screens.health.content_state import FEWEST_ROWS, ROWS_A_PAGE, ROWS_LYING, ContentOnKioskState, ShownRelease, View
from screens.health.fact_pages import FactPages
from screens.sheet import SheetState

if TYPE_CHECKING:
    from kiosk.content.on_shelf import OnShelf
    from kiosk.errors import Problem


class ContentOnKioskPresenter(FactPages[ContentOnKioskState]):
    """Looks at the shelf when somebody comes, and again on «Tải dữ liệu»."""

    fewest_rows = FEWEST_ROWS

    def first(self) -> ContentOnKioskState:
        """What is known without looking."""
        kiosk = self.terminal.kiosk
        rules = kiosk.settings.content
        return ContentOnKioskState(
            ShownRelease.of(kiosk.content) if kiosk.content else None,
            refused=_of_release(kiosk.troubles),
            folder=str(rules.folder or ""),
            is_lobby=kiosk.settings.terminal.production,
            stale_after_days=rules.stale_after_days,
            per_page=ROWS_A_PAGE if kiosk.settings.panel.orientation == "portrait" else ROWS_LYING,
        )

    def enter(self, about: object) -> None:  # noqa: ARG002 -- there is only one shelf
        """Look at the shelf."""
        self._look(self._has_looked)

    def reload(self) -> None:
        """«Tải dữ liệu»: look again; a newer release can be used at once."""
        self._look(self._has_reloaded)

    def _look(self, then: Callable[[OnShelf], None]) -> None:
        if self.state.is_looking:
            return
        kiosk = self.terminal.kiosk
        is_asked = self.later(kiosk.staff.worker, kiosk.staff_acts.look_at_shelf, then)
        self.show(replace(self.state, is_looking=is_asked))

    def _has_looked(self, shelf: OnShelf) -> None:
        self.terminal.kiosk.staff_acts.shelf_is(shelf)
        refused = _of_release(shelf.problems)
        view = self.state.view if refused or self.state.view == "release" else "release"
        self.show(replace(self.state, shelf=shelf, refused=refused, is_looking=False, view=view))
        self.turn(0)

    def _has_reloaded(self, shelf: OnShelf) -> None:
        self._has_looked(shelf)
        self.show(replace(self.state, asks=shelf.waiting is not None))

    def see_problems(self) -> None:
        """Every mistake with its cure, or back to the release."""
        view: View = "problems" if self.state.view == "release" and self.state.has_problems else "release"
        self.show(replace(self.state, view=view, page=1))

    # Dialog

    def sheet(self, words: Words) -> SheetState | None:
        """Whether to start anew."""
        return self.state.dialog(words)

    def sheet_primary(self) -> None:
        """«Để sau»."""
        self.show(replace(self.state, asks=False))

    def sheet_secondary(self) -> None:
        """«Khởi động lại»."""
        self.show(replace(self.state, asks=False))
        self.terminal.restart()


def _of_release(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Without the sentence that the last good one is shown: this page says so itself."""
    return tuple(each for each in problems if each.place != KEPT_PLACE)
