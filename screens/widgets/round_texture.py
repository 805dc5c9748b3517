"""One small picture for each look of a rounded box, stretched by its middle to every size.

Kivy's own smooth rectangles cost 0.13 MB each (measured: 40 of them, 5.4 MB), and every further batch 38 kB; a page
has some fifty boxes. Here a box is one batch, and boxes of one look share their picture.
"""

from __future__ import annotations

import math
from functools import cache

from kivy.graphics import Rectangle
from kivy.graphics.texture import Texture

Colour = tuple[float, float, float, float]
WHITE: Colour = (1.0, 1.0, 1.0, 1.0)


@cache
def box_texture(radius: float, border_px: float, ground: Colour, border: Colour) -> Texture:
    """A box of this radius with its border inside, both in real pixels; the two middle rows and columns stretch.

    To be drawn on whole dots: see screens/dots.py.
    """
    texture = _texture(radius, border_px, ground, border)
    sample_once(texture)
    return texture


def sample_once(texture: Texture | None) -> None:
    """Take one dot of a picture for one dot of the panel, not four: what is never enlarged or turned looks the same.

    Software drawing spends its time on this: the start page takes 24 ms instead of 31 (measured, 1080 × 1920).
    """
    if texture is not None:
        texture.min_filter = texture.mag_filter = "nearest"


def sample_plain_colours_once() -> None:
    """The same for the white picture that Kivy lays under every plain colour."""
    sample_once(Rectangle().texture)


@cache
def round_texture(radius: float) -> Texture:
    """A white disc, to be tinted; a part of drawings, which stand between dots."""
    return _texture(radius, 0, WHITE, WHITE)


def _texture(radius: float, border_px: float, ground: Colour, border: Colour) -> Texture:
    side, pixels = box_pixels(radius, border_px, ground, border)
    texture = Texture.create(size=(side, side), colorfmt="rgba", mipmap=False)
    texture.blit_buffer(pixels, colorfmt="rgba", bufferfmt="ubyte")
    return texture


def box_corner(radius: float, border_px: float = 0) -> list[int]:
    """How much of a box's picture is corner, for a BorderImage."""
    return [math.ceil(max(radius, border_px))] * 4


def box_pixels(radius: float, border_px: float, ground: Colour, border: Colour) -> tuple[int, bytes]:
    """Side length and rows of RGBA pixels of such a picture."""
    corner = box_corner(radius, border_px)[0]
    shades = Shades(ground, border)
    rows = []
    for y in range(corner + 1):
        outer = opacities(radius, y, corner + 1, 0)
        inner = opacities(max(radius - border_px, 0), y, corner + 1, border_px)
        half = [shades[pair] for pair in zip(outer, inner, strict=True)]
        rows.append(b"".join((*half, *reversed(half))))
    return 2 * (corner + 1), b"".join((*rows, *reversed(rows)))


def opacities(radius: float, y: int, length: int, inset: float) -> bytes:
    """How much of each pixel of one row a round box covers, 0 to 255, from its left edge to its middle.

    inset  how far the box stands back from the picture's edge, on all sides.
    """
    down = radius + inset - y - 0.5  # from the centre of the corner's circle up to this row
    if y + 0.5 < inset:
        return bytes(length)
    if down <= 0:
        clear, partial = inset, inset
    else:
        clear = radius + inset - math.sqrt(max((radius + 0.5) ** 2 - down**2, 0)) - 0.5
        partial = radius + inset - math.sqrt(max((radius - 0.5) ** 2 - down**2, 0)) + 0.5
    first, last = max(math.floor(clear), 0), min(math.ceil(partial), length)
    edge = bytes(_covered(radius + inset - x - 0.5, down, radius) for x in range(first, last))
    return bytes(first) + edge + b"\xff" * (length - max(last, first))


def _covered(across: float, down: float, radius: float) -> int:
    if across <= 0 or down <= 0:
        return round(255 * min(max(radius - max(across, down) + 0.5, 0.0), 1.0))
    return round(255 * min(max(radius - math.hypot(across, down) + 0.5, 0.0), 1.0))


class Shades(dict[tuple[int, int], bytes]):
    """RGBA of a pixel by how much of it is box and how much of it is ground: the border shows where only box is."""

    def __init__(self, ground: Colour, border: Colour) -> None:
        super().__init__()
        self._ground, self._border = ground, border

    def __missing__(self, pair: tuple[int, int]) -> bytes:
        outer, share = pair[0], pair[1] / 255
        mixed = [of * share + other * (1 - share) for of, other in zip(self._ground, self._border, strict=True)]
        self[pair] = bytes((*(round(255 * part) for part in mixed[:3]), round(outer * mixed[3])))
        return self[pair]
