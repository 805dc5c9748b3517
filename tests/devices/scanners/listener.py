"""A thread that listens to a scanner and remembers what it was told."""

from __future__ import annotations

import threading
from typing import Self

from devices.scanners.contract import Scan, Scanner, ScannerState, Trouble
from tests.devices.real_lines import PATIENCE_S, wait_until


class Listener:
    """Listens from `with` on; leaving closes the scanner and waits for the thread."""

    def __init__(self, scanner: Scanner) -> None:
        self.scanner = scanner
        self.scans: list[Scan] = []
        self.states: list[ScannerState] = []
        self.troubles: list[Trouble] = []
        self.threads: set[str] = set()
        self._thread = threading.Thread(target=self._listen, name="scanner", daemon=True)

    @property
    def texts(self) -> list[str]:
        return [scan.text for scan in self.scans]

    @property
    def is_listening(self) -> bool:
        return self._thread.is_alive()

    def sees(self, *states: ScannerState) -> None:
        wait_until(lambda: self.states == list(states), f"{states}, not {self.states}")

    def hears(self, *texts: str) -> None:
        wait_until(lambda: self.texts == list(texts), f"{len(texts)} scans")

    def join(self) -> None:
        self._thread.join(PATIENCE_S)
        assert not self._thread.is_alive()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.scanner.close()
        self.join()

    def _listen(self) -> None:
        self.scanner.listen(self._scanned, self.states.append, self.troubles.append)

    def _scanned(self, scan: Scan) -> None:
        self.threads.add(threading.current_thread().name)
        self.scans.append(scan)
