"""A scanner on a serial line or USB-CDC."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Protocol

from devices.errors import DeviceLost
from devices.scanners.contract import BehaviourChanged, Change, Trouble
from devices.scanners.framing import Framer
from devices.scanners.patient_scanner import PatientScanner
from devices.transports.contract import Transport
from devices.watch import Watch

INIT_TIMEOUT_S = 0.5  # for all of it, however slowly a line takes it
# A scanner answers its set-up within milliseconds (ACK, NAK, an echo); that is no code of a citizen's.
ANSWER_S = 0.1
ANSWERS_AT_MOST = 5


class SerialLine(Transport, Protocol):
    """What SerialPort is: a transport one can sleep on."""

    def fileno(self) -> int:
        """For whoever sleeps on several things at once."""


class SerialScanner(PatientScanner):
    """See Scanner and PatientScanner.

    open_port  opens the line or raises DeviceLost.
    init       sent whenever the line was opened: the set-up of this model, such as "obey no programming codes";
               b"" sends nothing. What is answered is dropped.
    """

    def __init__(
        self,
        open_port: Callable[[], SerialLine],
        framer: Framer,
        now_s: Callable[[], float],
        *,
        watch: Watch | None = None,
        init: bytes = b"",
    ) -> None:
        super().__init__(lambda: _OpenPort(open_port(), init), framer, now_s, watch=watch)


class _OpenPort:
    """See OpenLine."""

    def __init__(self, port: SerialLine, init: bytes) -> None:
        self._port = port
        self.troubles: Sequence[Trouble] = ()
        try:
            if init and not self._was_set_up(init):
                self.troubles = (BehaviourChanged(Change.INIT_NOT_TAKEN),)
        except DeviceLost:
            port.close()
            raise

    def descriptors(self) -> Sequence[int]:
        return (self._port.fileno(),)

    def read(self) -> bytes:
        return self._port.read(timeout_s=0)

    def close(self) -> None:
        self._port.close()

    def _was_set_up(self, init: bytes) -> bool:
        until_s = monotonic() + INIT_TIMEOUT_S
        while init:
            taken = self._port.write(init, deadline_s=max(until_s - monotonic(), 0))
            if not taken:
                return False
            init = init[taken:]
        for _ in range(ANSWERS_AT_MOST):
            if not self._port.read(timeout_s=ANSWER_S):
                break
        return True
