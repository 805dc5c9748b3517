"""The panel for those who listen: a finger that looks, the keys of a keypad, and the ring around what is in focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kivy.clock import Clock

from devices.keypads.contract import Key
from screens.explore import Explorer, Piece
from screens.widgets.focus_ring import FocusRing, Ring, SaidPiece, pieces

if TYPE_CHECKING:
    from screens.window import KioskApp


class ByEar:
    """Made when somebody first listens.

    The ring belongs to the keys: a finger takes it away, and the next key brings it back.
    """

    def __init__(self, app: KioskApp) -> None:
        self._app = app
        self._explorer = Explorer(app.theme.px_per_mm, self._say)
        self._ring = FocusRing(app.window)
        self._front: tuple[str, str] | None = None
        self._by_keys = False

    @property
    def focus(self) -> SaidPiece | None:
        """What was said last and would be pressed."""
        return cast("SaidPiece | None", self._explorer.focus)

    @property
    def ring(self) -> Ring | None:
        """The ring on the panel."""
        return self._ring.drawn

    def page_changed(self, now_s: float) -> None:
        """Another page is in front, or the same one in another form: the finger that is down was not meant for it."""
        focus = self._explorer.focus
        self._explorer.page_changed(now_s)
        self._explorer.focus = focus  # until it is known which of the two: see `follow`

    def follow(self) -> None:
        """The focus goes where its piece went, and the ring with it; what has gone is in focus no more."""
        front, before = self._app.front_name(), self._front
        self._front, self._explorer.px_per_mm = front, self._app.theme.px_per_mm
        focus = self.focus if front == before and self._app.terminal.preferences.speech else None
        self._explorer.focus = focus = self._again(focus) if focus is not None else None
        self._ring.show(focus if self._by_keys else None, self._app.theme)

    def _again(self, focus: SaidPiece) -> SaidPiece | None:
        """A piece as it is now; a key of a keyboard stays itself when its letters change."""
        there = pieces(self._app.window.front)
        kept = [each for each in there if each.widget is focus.widget and focus.widget.role == "key"]
        return next((each for each in there if each.name == focus.name), kept[0] if kept else None)

    def down(self, touch: object, point: tuple[float, float], now_s: float) -> None:
        """A finger came down."""
        self._by_keys = False
        self.follow()
        self._explorer.down(touch, point, pieces(self._app.window.front), now_s)

    def move(self, touch: object, point: tuple[float, float]) -> None:
        """It slides."""
        self._explorer.move(touch, point, pieces(self._app.window.front))

    def up(self, touch: object, now_s: float) -> bool:
        """It left. True when something was pressed."""
        typed = self._typed()
        was_pressed = self._explorer.up(touch, now_s)
        if was_pressed:
            self._echo(typed)
        return was_pressed

    def key(self, key: Key) -> None:
        """A key of the keypad."""
        self._by_keys = True
        self.follow()
        if key == "ok":
            typed = self._typed()
            if self._explorer.press():
                self._echo(typed)
                # Pages of a page turn without a word to anybody: look again once they have.
                Clock.schedule_once(lambda _dt: self.follow(), 0)
        elif key != "voice":
            self._explorer.go(key, pieces(self._app.window.front))

    def _typed(self) -> str:
        """What pressing would type, where it is a key of a keyboard: afterwards it may be another letter."""
        return self.focus.said if self.focus is not None and self.focus.widget.role == "key" else ""

    def _echo(self, typed: str) -> None:
        if typed:
            self._app.terminal.reader.echo(typed)

    def _say(self, piece: Piece) -> None:
        said = cast("SaidPiece", piece)
        words = self._app.terminal.words
        told = words("{control}, nút bấm", control=said.said) if said.widget.role == "button" else said.said
        self._app.terminal.reader.say_piece(told, private=said.private)
        self.follow()
