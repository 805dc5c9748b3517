"""A whole terminal as in at_the_kiosk, with the real driver and the stand-in printer in place of the folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from devices.printers.models import known_models
from devices.printers.thermal_printer import ThermalPrinter
from tests.at_the_kiosk import OUT, AtTheKiosk
from tests.devices.stand_in.stand_in_printer import StandInPrinter
from tests.devices.stand_in.turned_line import TurnedLine
from tests.troubles.printing_desk import number_on

HOUSEHOLD = "Hộ tịch, chứng thực"


class KioskWithPrinter(AtTheKiosk):
    """See AtTheKiosk; `machine` is the printer, and the slips are read from its paper."""

    machine: StandInPrinter

    @property
    def slips_out(self) -> list[str]:
        """The slips the terminal believes are out, by the numbers read from the last pieces of paper."""
        ended = [fields for fields in self.events("ticket-slip-ended") if fields["paper"] in OUT]
        pieces = self.machine.pictures()[-len(ended) :] if ended else []
        marks = [" in lại" if fields["is_reprint"] else "" for fields in ended]
        return [number_on(piece) + mark for piece, mark in zip(pieces, marks, strict=True)]


@contextmanager
def kiosk_with_printer(
    folder: Path, *, model: str = "epson-tm-t82iii", flow: str = "rtscts", **built: Any
) -> Iterator[KioskWithPrinter]:
    """Put one up; `built` says how the printer is built, see StandInPrinter."""
    kiosk = KioskWithPrinter(folder)
    now_s, turn = kiosk.time.stopwatch_s, kiosk.time.turn
    usual: dict[str, Any] = {"baud": 115200, "mm_s": 150, "buffer_bytes": 4096}
    machine = kiosk.machine = StandInPrinter(now_s=now_s, flow=flow, **{**usual, **built})

    def opened(_timeout_s: float) -> TurnedLine:
        return TurnedLine(machine, now_s=now_s, turn=turn)

    kiosk.kiosk.printer_device = ThermalPrinter(opened, known_models()[model], now_s=now_s, baud=115200)
    with kiosk:
        yield kiosk
