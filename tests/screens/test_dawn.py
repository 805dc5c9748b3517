"""Before the terminal there is a frame, and the terminal is made once."""

from __future__ import annotations

from datetime import datetime

from kiosk.journal import KeptJournal
from kiosk.mailbox import Mailbox
from kiosk.settings import Settings
from kiosk.time_source import TurnedTime
from screens.dawn import Dawn
from screens.frame import NOWHERE
from screens.terminal import Terminal
from tests.at_the_kiosk import AtTheKiosk


def dawn_of(kiosk: AtTheKiosk, made: list[Terminal]) -> Dawn:
    def make() -> Terminal:
        made.append(kiosk.terminal)
        return kiosk.terminal

    return Dawn(
        Settings(), TurnedTime(datetime.fromisoformat("2026-11-25T09:42:30+07:00")), KeptJournal(), Mailbox(), make
    )


def test_the_first_frame_knows_the_time_and_claims_nothing_else(kiosk: AtTheKiosk) -> None:
    frame = dawn_of(kiosk, []).frame()
    assert frame.now is not None
    assert f"{frame.now:%H:%M:%S}" == "09:42:00"
    assert (frame.office, frame.ward, frame.keys, frame.notice) == (NOWHERE, NOWHERE, (), "")


def test_the_terminal_is_made_when_first_asked_for_and_once(kiosk: AtTheKiosk) -> None:
    made: list[Terminal] = []
    dawn = dawn_of(kiosk, made)
    assert not made
    assert dawn.opened() is dawn.opened() is kiosk.terminal
    assert made == [kiosk.terminal]
    assert dawn.frame() == kiosk.terminal.frame(), "from then on the frame is the terminal's"


def test_a_terminal_that_is_there_already_is_not_made_again(kiosk: AtTheKiosk) -> None:
    dawn = Dawn.of(kiosk.terminal)
    assert dawn.opened() is kiosk.terminal
    assert dawn.settings is kiosk.kiosk.settings
