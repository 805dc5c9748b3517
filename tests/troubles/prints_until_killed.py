"""A program that takes one number, or recovers what an earlier run left, and tells what became of it.

Arguments: the folder of its store and layout, the node of the printer, "take" or "recover".
"""

from __future__ import annotations

import sys
from pathlib import Path

from devices.address import parse_printer_address
from devices.open_device import open_printer
from kiosk.database import open_store
from kiosk.journal import KeptJournal
from kiosk.tickets.desk import Desk
from kiosk.tickets.outcome import Taken
from kiosk.tickets.tables import create_tables
from kiosk.time_source import TurnedTime
from tests.devices.steady_time import SteadyTime
from tests.troubles.printing_desk import LANE, RELEASE, hours, short_layout


def main(folder: Path, node: str, verb: str) -> None:
    store = open_store(folder / "tickets.db")
    create_tables(store)
    address = parse_printer_address(f"escpos+serial://{node}?model=epson-tm-t82iii&flow=xonxoff")
    printer = open_printer(address, now_s=SteadyTime().now_s)
    parts = (RELEASE, store, printer)
    time, journal, layout = TurnedTime(), KeptJournal(), short_layout(folder)
    desk = Desk(*parts, opening=hours, kiosk_no=1, time=time, journal=journal, layout=layout)
    taken = desk.recover().printed if verb == "recover" else (desk.take(LANE.code, "the touch"),)
    for each in taken:
        assert isinstance(each, Taken)
        mark = " in lại" if each.is_reprinted else ""
        sys.stdout.write(f"{each.ticket.number} {each.paper}{mark}\n")
    printer.close()
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
