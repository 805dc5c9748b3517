"""Somebody holds a code from a scanner's manual to the terminal: the technician is told, the page stays."""

from __future__ import annotations

import pytest

from devices.scanners.contract import BehaviourChanged, Change
from tests.at_the_kiosk import AtTheKiosk

CODE = "H24.15-261124-0037"


@pytest.mark.parametrize(
    ("text", "maker"),
    [("@SETUPE1", "Newland"), ("]C0%#IFSNO$B", "Netum"), ("NLS0006010;", "Newland"), ("232BAD9.", "Honeywell")],
)
def test_the_journal_names_the_maker_and_nothing_of_the_code(kiosk: AtTheKiosk, text: str, maker: str) -> None:
    kiosk.scan(text)
    assert kiosk.events("scanner-programming-code") == [{"maker": maker}]
    assert text not in str(kiosk.journal.events)


def test_it_takes_no_page_away(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con")
    kiosk.scan("@FACDEF")
    kiosk.sees("life_event")
    assert kiosk.events("scan-unreadable") == []
    assert kiosk.events("scanned") == []


def test_the_next_receipt_is_read(kiosk: AtTheKiosk) -> None:
    kiosk.scan("^#SC^303FFF0")
    kiosk.scan(CODE)
    kiosk.sees("dossier_status", code=CODE)


@pytest.mark.parametrize("what", Change)
def test_a_scanner_that_behaves_otherwise_is_told_to_the_technician_alone(kiosk: AtTheKiosk, what: Change) -> None:
    kiosk.touch("Sinh con")
    kiosk.kiosk._unreadable(BehaviourChanged(what))
    kiosk.deliver()
    kiosk.sees("life_event")
    assert kiosk.events("scanner-behaviour-changed") == [{"what": what.value}]
