"""A scanner that types into a window: fast bursts of characters with Enter are scans, slow ones are a person."""

from __future__ import annotations

from queue import SimpleQueue

from devices.scanners.contract import OnScan, OnState, OnTrouble, Scan, ScannerState, Trouble
from devices.scanners.framing import LONGEST_BYTES, Framer
from devices.scanners.telling import Telling

SHORTEST = 6
BETWEEN_KEYS_S = 0.050  # nobody types six keys at this pace
ENTER = "\r\n"


class KeyboardScanner:
    """See Scanner. Whoever owns the window feeds it; scans come out where `listen` was called."""

    def __init__(self, source: str) -> None:
        self._framer = Framer(source, terminator="cr")
        self._burst: list[str] = []
        self._last_key_s = 0.0
        self._found: SimpleQueue[list[Scan | Trouble] | None] = SimpleQueue()

    def feed(self, character: str, at_s: float, looked_s: float | None = None) -> bool:
        """Take one typed character, Enter as CR or LF; from one thread only.

        character  nothing for a key that types nothing, such as shift: it neither ends nor breaks a burst.
        at_s       stopwatch seconds at which the key was met.
        looked_s   when the window had last met every key there was; at_s for a window that never looks away. A key
                   met late, behind a page that was being drawn, came at any moment between the two.
        returns    whether it ended a scan: the window must not take this Enter for a touch.
        """
        if not character:
            return False
        if (at_s if looked_s is None else looked_s) - self._last_key_s >= BETWEEN_KEYS_S:
            self._burst.clear()
        self._last_key_s = at_s
        if character in ENTER:
            return self._entered(at_s)
        if len(self._burst) <= LONGEST_BYTES:  # the framer says Overflow
            self._burst.append(character)
        return False

    def listen(self, on_scan: OnScan, on_state: OnState, on_trouble: OnTrouble) -> None:
        """See Scanner."""
        telling = Telling(on_scan, on_state, on_trouble)
        telling.state(ScannerState.READY)
        while (found := self._found.get()) is not None:
            telling.found(found)

    def close(self) -> None:
        """See Scanner."""
        self._found.put(None)

    def _entered(self, at_s: float) -> bool:
        burst = "".join(self._burst)
        self._burst.clear()
        if len(burst) < SHORTEST:
            return False
        # Half a surrogate pair cannot be a letter; passed on, it is refused as not UTF-8.
        self._found.put(self._framer.feed(burst.encode("utf-8", "surrogatepass") + b"\r", at_s))
        return True
