"""What a terminal says of its devices before they have said anything."""

from __future__ import annotations

from devices.printers.contract import State
from devices.scanners.contract import ScannerState
from kiosk.facts import Facts


def test_before_anything_was_asked_nothing_is_claimed() -> None:
    facts = Facts()
    assert (facts.printer.state, facts.scanner, facts.lanes) == (State.UNKNOWN, ScannerState.UNKNOWN, ())
    assert not facts.printer.may_print
