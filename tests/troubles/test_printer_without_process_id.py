"""A printer that cannot say that a slip is out: the ticket is assumed, never called printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.troubles.kiosk_with_printer import HOUSEHOLD, kiosk_with_printer
from tests.troubles.printing_desk import OnPaper, PrintingDesk


@pytest.mark.parametrize("model", ["epson-tm-t82iii", "epson-tm-t88iii", "generic-80", "generic-80-mute"])
def test_the_ticket_is_assumed_and_whole(tmp_path: Path, model: str) -> None:
    width = 512 if model == "epson-tm-t88iii" else 576
    desk = PrintingDesk(tmp_path, model=model, width_dots=width)
    desk.machine.change(knows_process_id=False)
    taken = desk.take()
    assert taken.paper == "assumed"
    assert desk.whole_slips() == [OnPaper("A001", is_marked=False)]
    assert [row["outcome"] for row in desk.jobs()] == ["assumed"]
    desk.close()


def test_the_screen_asks_to_remember_the_number(tmp_path: Path) -> None:
    with kiosk_with_printer(tmp_path) as kiosk:
        kiosk.machine.change(knows_process_id=False)
        kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
        kiosk.sees("ticket_issued", number="A001", slip="assumed", may_print_again=True)
        assert kiosk.slips_out == ["A001"]
