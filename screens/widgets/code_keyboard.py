"""The keyboard for codes: one picture of its keys, as the keyboard for words has one of each layer."""

from __future__ import annotations

from kivy.app import App

from screens.code_keys import BED_HEIGHT_PX, WIDTH_PX, code_keys
from screens.widgets.keyboard import Keyboard


class CodeKeyboard(Keyboard):
    """Capitals, digits and the signs of receipt codes; `layer` and `go` have no meaning here."""

    def _follow(self, *_: object) -> None:
        app = App.get_running_app()
        self._theme, self._words = app.theme, app.words
        self.size = self._theme.px(WIDTH_PX), self._theme.px(BED_HEIGHT_PX)
        self._keys = code_keys()
        self._take_targets(len(self._keys))
        for target, key in zip(self._targets(), self._keys, strict=True):
            target.key, target.text = key, key.label(self._words)
            target.node_id, target.role = f"key-{key.code}", "key"
        self._place()
        self._draw()
