"""What is there before the terminal is: enough for the house's frame, and the way to everything else. No Kivy.

A window stands after a third of the time a whole terminal takes to be joined. So it is opened first, with the house's
frame in it, and the rest is made behind that picture (ADR 0010).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.journal import Journal
from kiosk.mailbox import Mailbox
from kiosk.settings import Settings
from kiosk.time_source import TimeSource
from screens.frame import NOWHERE, FrameState

if TYPE_CHECKING:
    from screens.terminal import Terminal


@dataclass
class Dawn:
    """The few things that cost nothing.

    make      joins the parts to a terminal; called once, on the screen's thread, when the first picture stands
    terminal  what came of it; None until then
    """

    settings: Settings
    time: TimeSource
    journal: Journal
    mailbox: Mailbox
    make: Callable[[], Terminal]
    terminal: Terminal | None = None

    @classmethod
    def of(cls, terminal: Terminal) -> Dawn:
        """Of a terminal that is there already."""
        kiosk = terminal.kiosk
        return cls(kiosk.settings, kiosk.time, kiosk.journal, kiosk.mailbox, lambda: terminal, terminal)

    def opened(self) -> Terminal:
        """The terminal, made now if it was not made before."""
        if self.terminal is None:
            self.terminal = self.make()
        return self.terminal

    def frame(self) -> FrameState:
        """The frame while nothing is known yet but the time: whose house it is and what can be pressed comes."""
        if self.terminal is not None:
            return self.terminal.frame()
        now = self.time.now().replace(second=0, microsecond=0) if self.time.is_trusted() else None
        return FrameState(NOWHERE, NOWHERE, now)
