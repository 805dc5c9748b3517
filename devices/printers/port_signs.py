"""What the USB printer class itself says of a printer -> facts: the one voice of those that answer nothing else. Pure.

source  Universal Serial Bus Device Class Definition for Printing Devices 1.1, GET_PORT_STATUS.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from devices.printers.facts import NOTHING, Reported, Sign
from devices.printers.models import Model
from devices.transports.usb_printer_class import PortStatus

ABOUT = Sign.PAPER_OUT | Sign.OFFLINE | Sign.ERROR


@runtime_checkable
class TellsPortStatus(Protocol):
    """A transport that can ask the USB port for its status."""

    def port_status(self) -> PortStatus | None:
        """The status, or None when it was not answered."""


def port_report(status: PortStatus | None, model: Model, at_s: float) -> Reported | None:
    """The same as signs; None where nothing was said."""
    if status is None or (_is_zero(status) and "status_zero_when_silent" in model.quirks):
        return None
    signs = Sign.PAPER_OUT if status.paper_empty else NOTHING
    signs |= NOTHING if status.selected else Sign.OFFLINE
    # An empty roll is an error of the port too; only one without a reason is another.
    signs |= NOTHING if status.no_error or status.paper_empty else Sign.ERROR
    return Reported(signs, ABOUT, at_s)


def _is_zero(status: PortStatus) -> bool:
    return not (status.paper_empty or status.selected or status.no_error)
