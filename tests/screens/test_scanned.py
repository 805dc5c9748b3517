"""What was held to the scanner leads to its page, waits, or is nobody's."""

from __future__ import annotations

from devices.scanners.contract import Noise, Overflow
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk

RECEIPT = "H24.15-261124-0037"


def test_a_receipt_leads_to_its_dossier(kiosk: AtTheKiosk) -> None:
    kiosk.terminal.scanned.read(RECEIPT)
    kiosk.sees("dossier_status", code=RECEIPT)


def test_noise_is_nobodys_code_and_wakes_nobody(kiosk: AtTheKiosk) -> None:
    acted_at_s = kiosk.terminal.session.acted_at_s
    kiosk.turn_clock(5)
    kiosk.terminal.scanned.unreadable(Noise())
    assert (kiosk.terminal.session.acted_at_s, kiosk.terminal.scanned.notice) == (acted_at_s, "")


def test_a_code_that_cannot_be_read_is_a_line_first_and_a_page_the_second_time(kiosk: AtTheKiosk) -> None:
    kiosk.terminal.scanned.unreadable(Overflow())
    assert (kiosk.terminal.screen, kiosk.terminal.scanned.notice) == ("home", "read_again")
    kiosk.terminal.scanned.unreadable(Overflow())
    kiosk.sees("not_a_receipt")


def test_nothing_of_the_scanner_outlives_the_visit(kiosk: AtTheKiosk) -> None:
    kiosk.terminal.scanned.unreadable(Overflow())
    kiosk.terminal.home()
    assert kiosk.terminal.scanned.notice == ""


def test_a_receipt_scanned_while_an_answer_is_under_way_has_its_turn_after_it(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.terminal.scanned.read(RECEIPT)
    kiosk.terminal.scanned.read("H24.15-261120-0011")
    assert kiosk.terminal.scanned.notice == "scan_waits"
    kiosk.sees("dossier_status", code=RECEIPT)
    kiosk.let_it_finish()
    kiosk.terminal.tick()
    kiosk.sees("dossier_status", code="H24.15-261120-0011")
