"""Which of a printer's (máy in) states are worth a line in the journal: a change, a loss, a return, each once. Pure."""

from __future__ import annotations

from devices.printers.contract import Condition, PrinterStatus, State

Entry = tuple[State, frozenset[Condition]]


class PrinterEntries:
    """Told of every status, in order.

    One or two silent polls are not worth a line: it may only be busy. The third is, as OFFLINE. Why it is offline may
    become clearer afterwards, from silence to a connection that cannot be made: that is still the same loss.
    """

    def __init__(self) -> None:
        self._last: Entry = (State.UNKNOWN, frozenset())

    def is_new(self, status: PrinterStatus) -> bool:
        """Whether this one is to be written down."""
        entry = (status.state, status.conditions)
        if entry == self._last or _may_be_busy(status):
            return False
        is_same_loss = status.state is State.OFFLINE is self._last[0]
        self._last = entry
        return not is_same_loss


def _may_be_busy(status: PrinterStatus) -> bool:
    return status.state is State.UNKNOWN and Condition.NO_ANSWER in status.conditions
