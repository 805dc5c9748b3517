"""«Cài đặt»: what is installed here, where each setting comes from, a line to hold a ruler to. It changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from screens.health.fact_pages import FactPages
from screens.health.installation_state import (
    FEWEST_ROWS,
    LARGEST_IN,
    MORE_ROWS,
    ROWS_A_PAGE,
    ROWS_LYING,
    RULER_STEP_IN,
    SMALLEST_IN,
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
            ruler_in=panel.diagonal_in,
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
        staff, file = self.terminal.kiosk.staff, self.terminal.kiosk.settings_file
        self.later(staff.worker, lambda: staff.installed(file), self._has_looked)

    def _has_looked(self, found: Installation) -> None:
        self.show(replace(self.state, found=found))
        self.turn(0)

    def see_machine(self) -> None:
        """«Máy này»."""
        self._see("machine")

    def see_settings(self) -> None:
        """«Từng mục»."""
        self._see("settings")

    def see_devices(self) -> None:
        """«Thiết bị»."""
        self._see("devices")

    def _see(self, view: View) -> None:
        self.show(replace(self.state, view=view, page=1))

    # The ruler

    def longer(self) -> None:
        """The line is too short on this glass: the panel is smaller than was thought."""
        self._ruler(-RULER_STEP_IN)

    def shorter(self) -> None:
        """It is too long."""
        self._ruler(RULER_STEP_IN)

    def _ruler(self, by_in: float) -> None:
        inches = round(min(max(self.state.ruler_in + by_in, SMALLEST_IN), LARGEST_IN), 1)
        self.show(replace(self.state, ruler_in=inches))
