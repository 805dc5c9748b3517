"""The panel for those who listen: a finger that looks, the keys of a keypad, and the ring around what is in focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from devices.keypads.contract import Key
from screens.explore import Explorer, Piece
from screens.widgets.focus_ring import FocusRing, SaidPiece, pieces

if TYPE_CHECKING:
    from screens.window import KioskApp


class ByEar:
    """Made when somebody first listens."""

    def __init__(self, app: KioskApp) -> None:
        self._app = app
        self._explorer = Explorer(app.theme.px_per_mm, self._say)
        self._ring = FocusRing(app.window)

    def page_changed(self, now_s: float) -> None:
        """Another page is in front: what was in focus is gone."""
        self._explorer.page_changed(now_s)
        self.follow()

    def follow(self) -> None:
        """The ring goes where its piece went."""
        listens = self._app.terminal.preferences.speech
        self._ring.show(cast("SaidPiece | None", self._explorer.focus) if listens else None, self._app.theme)

    def down(self, touch: object, point: tuple[float, float], now_s: float) -> None:
        """A finger came down."""
        self._explorer.down(touch, point, pieces(self._app.window.front), now_s)

    def move(self, touch: object, point: tuple[float, float]) -> None:
        """It slides."""
        self._explorer.move(touch, point, pieces(self._app.window.front))

    def up(self, touch: object, now_s: float) -> bool:
        """It left. True when something was pressed."""
        was_pressed = self._explorer.up(touch, now_s)
        if was_pressed:
            self._echo()
        return was_pressed

    def key(self, key: Key) -> None:
        """A key of the keypad."""
        if key == "ok":
            if self._explorer.press():
                self._echo()
        elif key != "voice":
            self._explorer.go(key, pieces(self._app.window.front))

    def _echo(self) -> None:
        """What was typed, where it is a key of a keyboard."""
        typed = cast("SaidPiece | None", self._explorer.focus)
        if typed is not None and typed.widget.role == "key":
            self._app.terminal.reader.echo(typed.said)

    def _say(self, piece: Piece) -> None:
        said = cast("SaidPiece", piece)
        words = self._app.terminal.words
        told = words("{control}, nút bấm", control=said.said) if said.widget.role == "button" else said.said
        self._app.terminal.reader.say_piece(told, private=said.private)
        self.follow()
