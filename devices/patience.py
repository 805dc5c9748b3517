"""How long to wait before a lost device is tried again."""

from __future__ import annotations

PAUSES_S = (0.5, 1.0, 2.0, 5.0)


class Patience:
    """0.5, 1, 2, then 5 seconds for ever; `reset` once the device is back."""

    def __init__(self) -> None:
        self._tries = 0

    def next_s(self) -> float:
        """Seconds to wait now; longer each time, so that a printer switched off overnight costs nothing."""
        pause_s = PAUSES_S[min(self._tries, len(PAUSES_S) - 1)]
        self._tries += 1
        return pause_s

    def reset(self) -> None:
        """Begin again with the shortest pause."""
        self._tries = 0
