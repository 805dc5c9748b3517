"""Several terminals in one lobby, and the lobby's store does not answer: this one gives numbers of its own."""

from __future__ import annotations

from tests.at_the_kiosk import OpenKiosk

HOUSEHOLD = "Hộ tịch, chứng thực"


def test_the_citizen_gets_a_number_of_this_terminal_and_a_slip(open_kiosk: OpenKiosk, closed_port: int) -> None:
    kiosk = open_kiosk(
        terminal={"number": 2}, tickets={"store": f"postgresql+psycopg://kiosk@127.0.0.1:{closed_port}/lobby"}
    )
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("ticket_issued", number="K2-001")
    assert kiosk.whole_tickets == ["K2-001"]
    assert len(kiosk.events("ticket-lobby-silent")) == 1


def test_the_technician_reads_why_and_no_password(open_kiosk: OpenKiosk, closed_port: int) -> None:
    kiosk = open_kiosk(tickets={"store": f"postgresql+psycopg://kiosk@127.0.0.1:{closed_port}/lobby"})
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    (event,) = kiosk.events("ticket-lobby-silent")
    assert "that the server runs" in str(event["reason"])
    assert not kiosk.kiosk.facts.store_is_broken
