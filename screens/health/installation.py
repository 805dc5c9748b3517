"""«Cài đặt»: what is installed here, where each setting comes from, how large the panel is, a line to measure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from screens.health.fact_pages import FactPages
from screens.health.installation_state import (
    FEWEST_ROWS,
    MORE_ROWS,
    ROWS_A_PAGE,
    ROWS_LYING,
    InstallationState,
    View,
)

if TYPE_CHECKING:
    from kiosk.health.installation import Installation


class InstallationPresenter(FactPages[InstallationState]):
    """Looks when somebody comes; settings stand in a file that only a technician may write."""

    fewest_rows = FEWEST_ROWS

    def first(self) -> InstallationState:
        """What is known without looking."""
        kiosk = self.terminal.kiosk
        content, panel = kiosk.content, kiosk.settings.panel
        return InstallationState(
            kiosk.settings,
            release=(content.release, content.released_on) if content else None,
            measured=kiosk.measured,
            per_page=ROWS_A_PAGE if panel.orientation == "portrait" else ROWS_LYING,
            more_rows=MORE_ROWS if panel.orientation == "portrait" else 0,
        )

    def enter(self, about: object) -> None:  # noqa: ARG002 -- there is only one terminal
        """Look at everything."""
        self.look_again()

    def facts_changed(self) -> None:
        """A device has told something."""
        self.show(replace(self.state, checks=self.terminal.checks(None, 0)))

    def look_again(self) -> None:
        """«Xem lại»: the file and what is plugged in may have changed."""
        kiosk = self.terminal.kiosk
        staff, file, measured = kiosk.staff, kiosk.settings_file, kiosk.measured
        self.later(staff.worker, lambda: staff.installed(file, measured), self._has_looked)

    def enlarge(self, by_in: float) -> None:
        """The diagonal: the line is as long as the ruler says when it is right."""
        self._measured("diagonal_in", by_in)

    def lift(self, by_mm: float) -> None:
        """The panel's lower edge above the floor."""
        self._measured("panel_bottom_mm", by_mm)

    def _measured(self, name: str, by: float) -> None:
        kiosk = self.terminal.kiosk
        measured = kiosk.measured.moved(name, by)
        if measured == kiosk.measured:
            return
        self.terminal.panel_measured(measured)
        self.show(replace(self.state, settings=kiosk.settings, measured=measured, per_page=self.first().per_page))
        self.turn(0)
        self.later(kiosk.staff.worker, lambda: kiosk.staff.keep_measured(measured), self._is_kept)

    def _is_kept(self, is_kept: bool) -> None:  # noqa: FBT001 -- an answer
        kiosk = self.terminal.kiosk
        kiosk.measured = replace(kiosk.measured, is_kept=is_kept)
        self.show(replace(self.state, measured=kiosk.measured))

    def _has_looked(self, found: Installation) -> None:
        self.show(replace(self.state, found=found))
        self.turn(0)

    def see_machine(self) -> None:
        """«Máy này»."""
        self._see("machine")

    def see_settings(self) -> None:
        """«Từng mục»."""
        self._see("settings")
        self.look_again()  # what was entered about the panel stands there too

    def see_devices(self) -> None:
        """«Thiết bị»."""
        self._see("devices")

    def _see(self, view: View) -> None:
        self.show(replace(self.state, view=view, page=1))
