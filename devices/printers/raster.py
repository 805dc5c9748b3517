"""A picture as rows of bytes, the way a thermal head burns it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image


@dataclass(frozen=True, slots=True)
class Raster:
    """Rows top first, leftmost dot = highest bit, 1 = burn.

    source  Epson ESC/POS command reference, GS v 0.
    """

    data: bytes
    row_bytes: int

    @property
    def rows(self) -> int:
        """Height in dots."""
        return len(self.data) // self.row_bytes

    def row(self, number: int) -> bytes:
        """One row in full width; blank above and below the picture."""
        if not 0 <= number < self.rows:
            return bytes(self.row_bytes)
        return self.data[number * self.row_bytes : (number + 1) * self.row_bytes]

    def part(self, top: int, bottom: int, margin: int) -> bytes:
        """The rows from `top` to `bottom` (exclusive) without `margin` byte columns on either side."""
        right = self.row_bytes - margin
        return b"".join(self.row(number)[margin:right] for number in range(top, bottom))

    def margin(self, number: int) -> int:
        """Blank byte columns of a row that may be left out on both sides alike; all of them when it is blank."""
        row = self.row(number)
        return min(len(row) - len(row.lstrip(b"\0")), len(row) - len(row.rstrip(b"\0")))


def packed(picture: Image.Image) -> Raster:
    """Pack a picture of mode "1" and a multiple of 8 dots wide, where black burns."""
    return Raster(bytes(byte ^ 0xFF for byte in picture.tobytes()), picture.width // 8)
