"""What devices and queue of a terminal said last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from devices.printers.contract import Paper, PrinterStatus, State
from devices.scanners.contract import ScannerState
from devices.sound.contract import SoundState
from kiosk.tickets.waiting import LaneNow

if TYPE_CHECKING:
    from kiosk.tickets.board import Board
    from kiosk.tickets.lane_orders import LaneOrders
    from kiosk.tickets.policy import Policy

NOT_ASKED = PrinterStatus(State.UNKNOWN, frozenset(), Paper.UNKNOWN, 0.0, "", "not asked yet")


@dataclass(frozen=True, slots=True)
class Facts:
    """What devices and queue said last. lanes is empty while the queue cannot be read.

    board     «Đang mời số»; None while no counter calls through this program, or while the store is silent
    policy    by which numbers are called; None while no counter calls through this program
    staff_coming_at  when a clerk said last that somebody is coming here
    is_updating  something is being installed on this machine
    is_alone  the lobby's store is silent: numbers come from this terminal's own prefix
    orders    what staff have ordered for today; None while the queue cannot be read
    """

    printer: PrinterStatus = NOT_ASKED
    scanner: ScannerState = ScannerState.UNKNOWN
    sound: SoundState = SoundState.UNKNOWN
    lanes: tuple[LaneNow, ...] = ()
    store_is_broken: bool = False
    board: Board | None = None
    policy: Policy | None = None
    is_alone: bool = False
    staff_coming_at: datetime | None = None
    is_updating: bool = False
    orders: LaneOrders | None = None
