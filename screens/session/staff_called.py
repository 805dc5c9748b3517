"""«Gọi cán bộ» over whatever page: called, coming, nobody there; and only what is so is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.session.call_staff import NOBODY_S, Phase, StaffCall, pressed
from kiosk.words import Words
from screens.sheet import SheetState, way_to_staff

if TYPE_CHECKING:
    from screens.terminal import Terminal


# «Mời đến bàn hướng dẫn» stays so long.
READ_S = 30.0


@dataclass(frozen=True, slots=True)
class StaffCalledState:
    """What the sheet says. way: no bell, or one that failed: where help is, and no claim."""

    phase: Phase = "way"
    telephone: str = ""

    def sheet(self, words: Words) -> SheetState:
        """The sheet over the page."""
        match self.phase:
            case "way":
                return way_to_staff(words, self.telephone)
            case "ringing":
                heading, text = words("Đang gọi cán bộ…"), ""
            case "calling":
                heading, text = words("Đã gọi cán bộ"), words("Xin chờ một chút.")
            case "coming":
                heading, text = words("Cán bộ đang đến"), words("Xin chờ một chút.")
            case "nobody":
                heading = words("Mời đến bàn hướng dẫn")
                text = words("Chưa có cán bộ nào đến được. Bàn hướng dẫn ở **cạnh cửa ra vào**.")
            case "cooldown":
                heading, text = words("Đã gọi rồi"), words("Xin chờ thêm.")
        return SheetState(heading, text, words("Xong"), icon="support_agent")

    def spoken(self, words: Words) -> Iterator[str]:
        """Heading and sentence, as an alert."""
        sheet = self.sheet(words)
        yield sheet.heading
        if sheet.sentences:
            yield sheet.sentences.replace("**", "")


class StaffCalls:
    """The calls of one terminal: rings on the network's thread, hears whether it rang and whether somebody comes."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._call: StaffCall | None = None
        self._called_at: datetime | None = None
        self.told_at: datetime | None = None
        self.posed: StaffCalledState | None = None

    @property
    def state(self) -> StaffCalledState:
        """What is to be said now."""
        if self.posed is not None:
            return self.posed
        kiosk = self._terminal.kiosk
        telephone = (kiosk.content.office.telephone or "") if kiosk.content else ""
        phase = self._call.phase(kiosk.time.stopwatch_s()) if self._call else "way"
        return StaffCalledState(phase, telephone)

    @property
    def is_pending(self) -> bool:
        """Whether somebody stands here and waits for an answer, or has just been told that nobody came."""
        if self._call is None or self.state.phase in ("way", "coming"):
            return False
        return self._terminal.kiosk.time.stopwatch_s() - self._call.called_at_s < NOBODY_S + READ_S

    def press(self) -> None:
        """A citizen asks for help."""
        self._terminal.kiosk.journal.write("staff-wanted")
        self._ring("citizen")

    def tell_of_printer(self) -> None:
        """A number has no paper: staff are told at once, without a sheet over it."""
        self.told_at = None
        self._ring("printer")

    def look(self) -> None:
        """Somebody may have said that they are coming."""
        came, call = self._terminal.facts.staff_coming_at, self._call
        if call is None or call.is_coming or came is None or self._called_at is None or came < self._called_at:
            return
        self._call = replace(call, is_coming=True)
        self._terminal.kiosk.journal.write("staff-coming")

    def _ring(self, why: str) -> None:
        kiosk = self._terminal.kiosk
        if not kiosk.bell.is_there:
            return
        call, rings = pressed(self._call, kiosk.time.stopwatch_s())
        self._call = call
        if not rings:
            return
        self._called_at = kiosk.time.now()
        ring = lambda: kiosk.bell.ring("printer" if why == "printer" else "citizen")  # noqa: E731 -- handed to a thread
        if not kiosk.network.do(ring, self._rang):
            self._rang(False)  # noqa: FBT003 -- the answer of a bell that could not be asked

    def _rang(self, did: bool) -> None:  # noqa: FBT001 -- a bell's answer
        if self._call is not None:
            self._call = replace(self._call, bell="rang" if did else "failed")
        self.told_at = self._called_at if did else None
        self._terminal.facts_changed()


SAMPLES = {
    "way": StaffCalledState(),
    "way_with_telephone": StaffCalledState(telephone="0225 3 123 456"),
    "ringing": StaffCalledState("ringing"),
    "calling": StaffCalledState("calling"),
    "coming": StaffCalledState("coming"),
    "nobody": StaffCalledState("nobody"),
    "cooldown": StaffCalledState("cooldown"),
}
