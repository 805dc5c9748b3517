"""The scanner's plug is loose: the journal says one loss and one return, and codes are read whenever it holds."""

from __future__ import annotations

from pathlib import Path

from devices.scanners.contract import ScannerState
from devices.scanners.steadiness import HOLDS_AFTER_S
from tests.at_the_kiosk import AtTheKiosk
from tests.devices.real_lines import wait_until
from tests.devices.scanners.scanner_plays import Plug, Stage

READY, OFFLINE = ScannerState.READY, ScannerState.OFFLINE
SHAKE = [Plug.OUT, Plug.IN]


def journal(kiosk: AtTheKiosk, stage: Stage) -> list[object]:
    """What is written of all that the scanner has told."""
    for state in stage.listener.states:
        kiosk.kiosk._scanner_is(state)
    return [event["state"] for event in kiosk.events("scanner-is")]


def test_two_shakes_are_not_worth_a_word(kiosk: AtTheKiosk, tmp_path: Path) -> None:
    with Stage(tmp_path) as stage:
        stage.play([*SHAKE, 0.5, *SHAKE, 0.5, b"A1\r"])
        stage.listener.hears("A1")
        assert journal(kiosk, stage) == ["ready"]


def test_shaking_without_end_is_one_loss_and_one_return(kiosk: AtTheKiosk, tmp_path: Path) -> None:
    with Stage(tmp_path) as stage:
        stage.play([*SHAKE, 0.3] * 7)
        stage.play([b"A1\r"])
        stage.listener.hears("A1")
        stage.clock.turn(HOLDS_AFTER_S)
        wait_until(lambda: stage.listener.states[-1] is READY, "it holds")
        assert stage.listener.states == [READY, OFFLINE, READY]
        assert journal(kiosk, stage) == ["ready", "offline", "ready"]
