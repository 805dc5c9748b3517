"""A scanner without a machine: every line appended to scan.txt in a folder is one scan.

echo H30.44.15-261125-0042 >> …/scan.txt
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue

from devices.scanners.contract import OnScan, OnState, OnTrouble, ScannerState
from devices.scanners.framing import Framer
from devices.scanners.growing_file import GrowingFile
from devices.scanners.telling import Telling

SCAN_FILE = "scan.txt"
LOOK_EVERY_S = 0.1


class VirtualScanner:
    """See Scanner. What lay in the file before `listen` is old and not scanned; the folder is made on demand.

    framer  with terminator "lf".
    now_s   stopwatch seconds.
    """

    def __init__(self, folder: Path, framer: Framer, now_s: Callable[[], float]) -> None:
        self._file = GrowingFile(folder / SCAN_FILE)
        self._framer = framer
        self._now_s = now_s
        self._inbox: SimpleQueue[bytes | bool | None] = SimpleQueue()
        self._is_plugged = True
        self._has_folder = True

    def present(self, text: str) -> None:
        """Hold a code before the scanner, from any thread."""
        self._inbox.put(text.encode("utf-8", "surrogatepass") + b"\n")

    def unplug(self) -> None:
        """Pull the scanner out, from any thread: it reads nothing until `plug`."""
        self._inbox.put(item=False)

    def plug(self) -> None:
        """Put it back in, from any thread."""
        self._inbox.put(item=True)

    def listen(self, on_scan: OnScan, on_state: OnState, on_trouble: OnTrouble) -> None:
        """See Scanner."""
        telling = Telling(on_scan, on_state, on_trouble)
        self._from_folder(self._file.skipped)
        telling.state(self._state)
        while (data := self._next()) is not None:
            telling.state(self._state)
            if self._state is ScannerState.READY:
                telling.found(self._framer.feed(data, self._now_s()))

    def close(self) -> None:
        """See Scanner."""
        self._inbox.put(None)

    @property
    def _state(self) -> ScannerState:
        return ScannerState.READY if self._is_plugged and self._has_folder else ScannerState.OFFLINE

    def _next(self) -> bytes | None:
        """What comes next from a caller or, after a tenth of a second, from the file; None to end."""
        try:
            sign = self._inbox.get(timeout=LOOK_EVERY_S)
        except Empty:
            return self._from_folder(self._file.appended)
        if isinstance(sign, bool):
            self._is_plugged = sign
            return b""
        return sign

    def _from_folder(self, read: Callable[[], bytes]) -> bytes:
        try:
            data = read()
        except OSError:
            self._has_folder = False
            return b""
        self._has_folder = True
        return data
