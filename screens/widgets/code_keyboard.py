"""The keyboard for codes: one picture of its keys, as the keyboard for words has one of each layer."""

from __future__ import annotations

from typing import Any

from screens import keys_that_fit
from screens.code_keys import BED_HEIGHT_PX, WIDTH_PX, code_keys
from screens.keyboard import Key
from screens.keys_that_fit import height_of
from screens.typed import LayerName
from screens.widgets.keyboard import NARROWEST_PX, Keyboard, KeyTarget

LAYERS: tuple[LayerName, ...] = ("digits", "letters")


class CodeKeyboard(Keyboard):
    """Capitals, digits and the signs of receipt codes; on two layers where they have no room on one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(layer="digits", **kwargs)

    def _keys_now(self) -> tuple[tuple[Key, ...], tuple[int, int]]:
        if not self.room:
            return code_keys(), (WIDTH_PX, BED_HEIGHT_PX)
        width = max(int(self.room / self._theme.scale), NARROWEST_PX)
        keys = keys_that_fit.code_keys(self.layer, width)
        return keys, (width, height_of(keys))

    def _released(self, target: KeyTarget) -> None:
        if target.key.code in LAYERS:
            self.layer = target.key.code
        else:
            super()._released(target)
