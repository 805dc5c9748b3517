"""What a keypad can say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol, TypeAlias

Key: TypeAlias = Literal["up", "down", "left", "right", "ok", "voice"]
OnKey: TypeAlias = Callable[[Key], None]


class Keypad(Protocol):
    """Read by one thread."""

    def listen(self, on_key: OnKey) -> None:
        """Call `on_key` for each press, on this thread, until `close`. A keypad that is missing is looked for."""

    def close(self) -> None:
        """Let `listen` end; from any thread, twice without harm."""
