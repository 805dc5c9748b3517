"""Show «Máy đang được kiểm tra» on the panel when the terminal cannot: no window, no X, only the frame buffer."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).parent.parent / "assets" / "fonts" / "NotoSans-Bold.vi.ttf"
LINES = (
    "Máy đang được kiểm tra.",
    "Mời đến bàn hướng dẫn.",
    "",
    "This terminal is being checked.",
    "Please ask at the desk.",
)
PAPER, INK = "#f7f2ec", "#231c17"
HIDE_CURSOR = "\033[2J\033[?25l"


@dataclass(frozen=True, slots=True)
class FrameBuffer:
    """A frame buffer of 32 bits a pixel, as the kernel's graphics drivers offer it.

    stride  bytes from one row to the next
    """

    size: tuple[int, int]
    stride: int

    @classmethod
    def read(cls, facts: Path) -> FrameBuffer:
        """From /sys/class/graphics/fb0. Raises ValueError for other depths."""
        width, height = (int(part) for part in (facts / "virtual_size").read_text("ascii").split(","))
        if int((facts / "bits_per_pixel").read_text("ascii")) != 32:
            raise ValueError("only frame buffers of 32 bits a pixel are known")
        return cls((width, height), int((facts / "stride").read_text("ascii")))


def picture(size: tuple[int, int]) -> Image.Image:
    """The sentence in the middle, as large as fits."""
    shown = Image.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(shown)
    font = ImageFont.truetype(FONT, min(size[0] // 19, size[1] // 10))
    centre = (size[0] // 2, size[1] // 2)
    draw.multiline_text(centre, "\n".join(LINES), INK, font, anchor="mm", align="center", spacing=font.size // 2)
    return shown


def rows(shown: Image.Image, stride: int) -> bytes:
    """The picture as the frame buffer holds it: blue, green, red, nothing."""
    line = shown.width * 4
    packed = shown.tobytes("raw", "BGRX")
    return b"".join(packed[start : start + line].ljust(stride, b"\0") for start in range(0, len(packed), line))


def main() -> int:
    """Draw and end; the picture stays."""
    buffer = FrameBuffer.read(Path("/sys/class/graphics/fb0"))
    sys.stdout.write(HIDE_CURSOR)
    sys.stdout.flush()
    Path("/dev/fb0").write_bytes(rows(picture(buffer.size), buffer.stride))
    return 0


if __name__ == "__main__":
    sys.exit(main())
