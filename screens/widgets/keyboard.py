"""The on-screen keyboard: one picture of a whole layer, and a target without a drawing of its own for each key.

Every batch costs 38 kB (ADR 0010) and a keyboard has ninety: each key's box and what is on it. They are drawn once
into a picture, which is one batch; only the key under the finger is drawn over it.
"""

from __future__ import annotations

from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.core.text import Label as CoreLabel
from kivy.graphics import BorderImage, ClearBuffers, ClearColor, Color, Fbo, Rectangle
from kivy.graphics.texture import Texture
from kivy.properties import ListProperty, NumericProperty, ObjectProperty, OptionProperty, StringProperty
from kivy.uix.widget import Widget
from kivy.utils import escape_markup, get_hex_from_color

from screens.dots import on_dots
from screens.keyboard import BED_HEIGHT_PX, BED_PX, Key, Piece, keys_of
from screens.keys_that_fit import height_of, word_keys
from screens.theme import Theme
from screens.typed import LAYERS
from screens.widgets.round_texture import box_corner, box_texture
from screens.widgets.said import Pressable
from screens.widgets.text import Text, icon_codes

RADIUS_PX, PIECE_GAP_PX, INSET_PX = 16, 14, 2
# Long words on a key are made no smaller than this share of their size.
SMALLEST_SHARE = 0.7
# Before its place is known a keyboard may be told of no room at all.
NARROWEST_PX = 200
# A held «backspace» repeats after this long, so often a second (screens.md 9).
REPEAT_AFTER_S, REPEATS_A_SECOND = 0.6, 8


class KeyTarget(Pressable, Widget):
    """Where one key can be pressed; its picture is the keyboard's."""

    key = ObjectProperty(None, rebind=True)


class Keyboard(Widget):
    """All keys of one layer.

    layer   letters, accents or digits
    room    how wide it may be, in real pixels; 0: the bed of the drawings, over the whole width
    go      what its last key says: search or send
    on_key  a key was pressed, or «backspace» is being held; its code comes along
    """

    __events__ = ("on_key",)
    layer = OptionProperty("letters", options=LAYERS)
    room = NumericProperty(0)
    go = OptionProperty("search", options=["search", "send"])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._spare: list[KeyTarget] = []
        self._repeating: Any = None
        self._has_repeated = False
        with self.canvas:
            Color(1, 1, 1)
            self._picture = Rectangle()
        app = App.get_running_app()
        app.bind(theme=self._follow, words=self._follow)
        self.fbind("pos", self._place)
        self.fbind("layer", self._follow)
        self.fbind("go", self._follow)
        self.fbind("room", self._follow)
        self._follow()

    def on_key(self, _code: str) -> None:
        """Kv says what happens."""

    # Targets

    def _follow(self, *_: object) -> None:
        app = App.get_running_app()
        self._theme: Theme = app.theme
        self._words = app.words
        self._keys, bed_px = self._keys_now()
        self.size = self._theme.px(bed_px[0]), self._theme.px(bed_px[1])
        self._take_targets(len(self._keys))
        for target, key in zip(self._targets(), self._keys, strict=True):
            target.key, target.text = key, key.label(self._words)
            target.node_id, target.role = f"key-{key.code}", "key"
        self._place()
        self._draw()

    def _keys_now(self) -> tuple[tuple[Key, ...], tuple[int, int]]:
        """Which keys there are, and the width and height of their bed in layout pixels."""
        if not self.room:
            return keys_of(self.layer, self.go), (BED_PX, BED_HEIGHT_PX[self.layer])
        width = max(int(self.room / self._theme.scale), NARROWEST_PX)
        keys = word_keys(self.layer, self.go, width)
        return keys, (width, height_of(keys))

    def _targets(self) -> list[KeyTarget]:
        return list(reversed(self.children))

    def _take_targets(self, count: int) -> None:
        for target in self._targets()[count:]:
            self.remove_widget(target)
            self._spare.append(target)
        while len(self.children) < count:
            self.add_widget(self._spare.pop() if self._spare else self._new_target())

    def _new_target(self) -> KeyTarget:
        target = KeyTarget(size_hint=(None, None))
        target.bind(on_release=self._released, pressed=self._pressed)
        return target

    def _place(self, *_: object) -> None:
        px = self._theme.px
        self._picture.pos, self._picture.size = self.pos, self.size
        for target in self.children:
            key = target.key
            target.size = px(key.width), px(key.height)
            target.pos = self.x + px(key.x), self.y + self.height - px(key.y) - px(key.height)

    def _released(self, target: KeyTarget) -> None:
        if not self._has_repeated:
            self.dispatch("on_key", target.key.code)
        self._has_repeated = False

    def _pressed(self, target: KeyTarget, is_pressed: bool) -> None:  # noqa: FBT001 -- Kivy calls it
        self.canvas.after.clear()
        if is_pressed:
            self._has_repeated = False
            with self.canvas.after:
                self._draw_key(target.key, self.pos, is_pressed=True)
        if self._repeating is not None:
            self._repeating.cancel()
            self._repeating = None
        if is_pressed and target.key.code == "back":
            self._repeating = Clock.schedule_once(self._repeat, REPEAT_AFTER_S)

    def _repeat(self, _dt: float) -> None:
        self._has_repeated = True
        self.dispatch("on_key", "back")
        self._repeating = Clock.schedule_once(self._repeat, 1 / REPEATS_A_SECOND)

    # The picture

    def _draw(self) -> None:
        fbo = Fbo(size=(round(self.width), round(self.height)))
        with fbo:
            ClearColor(*self._theme.key_bed)
            ClearBuffers()
            for key in self._keys:
                self._draw_key(key, (0, 0), is_pressed=False)
        fbo.draw()
        self._picture.texture = fbo.texture
        fbo.clear()
        self._fbo = fbo  # the picture lives as long as it

    def _draw_key(self, key: Key, corner: tuple[float, float], *, is_pressed: bool) -> None:
        theme, px = self._theme, self._theme.px
        ground, border, ink = self._look(key, is_pressed=is_pressed)
        inset = px(INSET_PX) if is_pressed else 0
        left, bottom = corner[0] + px(key.x), corner[1] + self.height - px(key.y) - px(key.height)
        size = px(key.width) - 2 * inset, px(key.height) - 2 * inset
        radius, border_px = px(RADIUS_PX), theme.edge_px
        Color(1, 1, 1)
        place, extent = on_dots(left + inset, bottom + inset, *size)
        BorderImage(
            texture=box_texture(radius, border_px, ground, border),
            border=box_corner(radius, border_px),
            pos=place,
            size=extent,
        )
        Color(*ink)
        pictures, width = self._fitting(key.pieces(self._words), size[0] - 2 * border_px)
        x, middle = left + (px(key.width) - width) // 2, bottom + px(key.height) / 2
        for picture in pictures:
            Rectangle(texture=picture, pos=(x, round(middle - picture.height / 2)), size=picture.size)
            x += picture.width + px(PIECE_GAP_PX)

    def _fitting(self, pieces: tuple[Piece, ...], room: float) -> tuple[list[Texture], float]:
        """What stands on a key and how wide it is: as large as the text step says, or as its key allows."""
        shrink = 1.0
        while True:
            pictures = [self._lettered(piece, shrink) for piece in pieces]
            width = sum(picture.width for picture in pictures) + self._theme.px(PIECE_GAP_PX) * (len(pictures) - 1)
            if width <= room or shrink <= SMALLEST_SHARE:
                return pictures, width
            shrink = max(SMALLEST_SHARE, min(shrink - 0.02, shrink * room / width))

    def _lettered(self, piece: Piece, shrink: float) -> Texture:
        text = chr(icon_codes()[piece.text]) if piece.is_icon and icon_codes() else piece.text
        face = "icons" if piece.is_icon else f"sans{piece.weight}"
        label = CoreLabel(text=text, font_name=face, font_size=round(self._size(piece) * shrink), color=(1, 1, 1, 1))
        label.refresh()
        return label.texture

    def _size(self, piece: Piece) -> float:
        return self._theme.px(piece.size) if piece.is_icon else self._theme.text(piece.size)

    def _look(self, key: Key, *, is_pressed: bool) -> tuple[Any, Any, Any]:
        theme = self._theme
        if key.look == "go":
            ground = theme.act_pressed if is_pressed else theme.act
            return ground, ground, theme.on_act
        quiet = theme.sunk if key.look == "function" else theme.surface
        pressed = theme.line if key.look == "function" and not theme.high_contrast else theme.pressed
        return (pressed if is_pressed else quiet), theme.outline, theme.ink


class TypedText(Text):
    """What was typed, with a caret at its end.

    typed       the text
    last        its last syllable, underlined where keys would change it; empty: nothing is
    """

    typed = StringProperty("")
    last = StringProperty("")
    caret = ListProperty([0, 0, 0, 1])

    def on_kv_post(self, _base: object) -> None:
        """Follow from here on: before, the colours are not set yet."""
        self.bind(typed=self._write, last=self._write, caret=self._write)
        self._write()

    def plain(self) -> str:
        """The text without the caret."""
        return str(self.typed)

    def _write(self, *_: object) -> None:
        first = self.typed[: len(self.typed) - len(self.last)]
        last = f"[u]{escape_markup(self.last)}[/u]" if self.last else ""
        caret = f"[color={get_hex_from_color(self.caret)}][font=sans400]|[/font][/color]"
        self.text = escape_markup(first) + last + caret
