"""A picture as rows of bytes, the way a thermal head burns it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

_INVERTED = bytes(range(255, -1, -1))


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

    def part(self, top: int, bottom: int, width_bytes: int) -> bytes:
        """The rows from `top` to `bottom` (exclusive), so many byte columns of each around the middle."""
        margin = (self.row_bytes - width_bytes) // 2
        return b"".join(self.row(number)[margin : margin + width_bytes] for number in range(top, bottom))

    def halved(self, top: int, bottom: int, width_bytes: int) -> bytes:
        """Every second row and dot of them, so many bytes around the middle."""
        dots = 16 * width_bytes
        left = (8 * self.row_bytes - dots) // 2
        rows = (f"{int.from_bytes(self.row(number)):0{8 * self.row_bytes}b}" for number in range(top, bottom, 2))
        return b"".join(int(row[left : left + dots : 2], 2).to_bytes(width_bytes) for row in rows)

    def width_bytes(self, number: int) -> int:
        """Byte columns around the middle that hold every dot of a row; 0 when it is blank."""
        row = self.row(number)
        margin = min(len(row) - len(row.lstrip(b"\0")), len(row) - len(row.rstrip(b"\0")))
        return max(len(row) - 2 * margin, 0)

    def halved_width_bytes(self, number: int) -> int | None:
        """The same at half size, or None when this row and the next are not made of 2 x 2 blocks (or too wide)."""
        if self.row(number) != self.row(number + 1):
            return None
        row, size = int.from_bytes(self.row(number)), 8 * self.row_bytes
        if (row ^ row >> 1) & int.from_bytes(b"\x55" * self.row_bytes):
            return None
        margin = min(size - row.bit_length(), (row & -row).bit_length() - 1) if row else size
        width_bytes = max(-(-(size // 2 - margin) // 8), 0)
        return width_bytes if 16 * width_bytes <= size else None


def packed(picture: Image.Image) -> Raster:
    """Pack a picture of mode "1" and a multiple of 8 dots wide, where black burns."""
    return Raster(picture.tobytes().translate(_INVERTED), picture.width // 8)
