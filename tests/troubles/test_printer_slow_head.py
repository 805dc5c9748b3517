"""A head slower than the line: flow control is honoured, and no byte is lost. Real pseudo-terminals, read back by dots.

What a pseudo-terminal cannot show stands at the head of real_stand_in.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from devices.address import parse_printer_address
from devices.open_device import open_printer
from devices.printers.contract import PrintOutcome
from devices.printers.escpos import job_commands
from devices.printers.models import known_models
from devices.transports.serial_port import SerialPort
from tests.devices.real_lines import PATIENCE_S, wait_until
from tests.devices.slips import noise, ticket
from tests.devices.stand_in.real_stand_in import PtyStandIn
from tests.devices.steady_time import SteadyTime
from tests.troubles.printing_desk import PrintingDesk

EPSON = known_models()["epson-tm-t82iii"]
PICTURE = noise(576, 100)
SLOW: dict[str, Any] = {"baud": 460800, "mm_s": 40, "buffer_bytes": 1024}


@pytest.mark.parametrize("flow", ["rtscts", "xonxoff"])
def test_no_byte_is_lost(tmp_path: Path, flow: str) -> None:
    with PtyStandIn(tmp_path, flow=flow, **SLOW) as machine:
        address = parse_printer_address(f"escpos+serial://{machine.path}?model=epson-tm-t82iii&baud=115200&flow={flow}")
        printer = open_printer(address, now_s=SteadyTime().now_s)
        machine.on("row", 20, stalled=True, for_s=0.2)  # however slow this machine is, the line is stopped once
        assert printer.print_picture(PICTURE, job="0001").outcome is PrintOutcome.PRINTED
        printer.close()
        assert machine.stops > 0
        assert machine.dropped == 0
        (slip,) = machine.pictures()
        assert slip.crop((0, 0, *PICTURE.size)).tobytes() == PICTURE.tobytes()


@pytest.mark.parametrize("flow", ["rtscts", "xonxoff"])
def test_a_line_set_otherwise_loses_bytes_which_proves_that_it_is_the_setting(tmp_path: Path, flow: str) -> None:
    with PtyStandIn(tmp_path, flow=flow, **SLOW | {"mm_s": 1}) as machine:
        port = SerialPort(machine.path, baud=115200, flow="none")
        left = b"".join(command.data for command in job_commands(PICTURE, EPSON, job="0001"))
        while left:
            left = left[port.write(left, deadline_s=PATIENCE_S) :]
        wait_until(lambda: machine.dropped > 0, "bytes to be lost")
        port.close()


@pytest.mark.parametrize("flow", ["rtscts", "xonxoff"])
@pytest.mark.parametrize("mm_s", [25, 150])
@pytest.mark.parametrize("buffer_bytes", [256, 4096])
def test_on_the_turned_clock_too_at_any_speed_and_with_any_buffer(
    tmp_path: Path, flow: str, mm_s: int, buffer_bytes: int
) -> None:
    desk = PrintingDesk(tmp_path, flow=flow, mm_s=mm_s, buffer_bytes=buffer_bytes)
    result = desk.printer.print_picture(ticket(576), job="0001")
    assert result.outcome is PrintOutcome.PRINTED
    assert desk.machine.dropped == 0
    assert desk.machine.pictures()[0].crop((0, 0, 576, 1035)).tobytes() == ticket(576).tobytes()
    desk.close()
