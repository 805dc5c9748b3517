"""Pictures to print: a ticket as the office hands it out, and noise."""

from __future__ import annotations

from pathlib import Path
from random import Random

import barcode
from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
TICKET_ROWS = 1035
LINES = (
    ("TRUNG TÂM PHỤC VỤ", "SemiBold", 30),
    ("HÀNH CHÍNH CÔNG", "SemiBold", 30),
    ("Phường Đông Ngạc", "SemiBold", 28),
    ("Số thứ tự của Ông/Bà", "SemiBold", 28),
    ("A030", "ExtraBold", 220),
    ("Hộ tịch – Chứng thực", "Bold", 34),
    ("Quầy 3, 4", "Bold", 34),
    ("Trước Ông/Bà còn 7 người", "SemiBold", 28),
    ("09:42  25/11/2026", "SemiBold", 28),
    ("20261125-A030", "SemiBold", 24),
    ("Vui lòng giữ phiếu đến khi xong việc.", "SemiBold", 24),
    ("Số quá lượt được gọi lại một lần.", "SemiBold", 24),
)


def ticket(width_dots: int) -> Image.Image:
    """A whole ticket with a Code 128, 1,035 rows; narrower paper cuts its lines off."""
    picture = Image.new("1", (width_dots, TICKET_ROWS), 1)
    draw = ImageDraw.Draw(picture)
    top = 16
    for text, weight, size in LINES:
        font = ImageFont.truetype(str(FONTS / f"NotoSans-{weight}.vi.ttf"), size)
        draw.text((width_dots // 2, top + size // 2), text, font=font, anchor="mm", fill=0)
        top += size + 18
    draw.rectangle((48, top, width_dots - 49, top + 3), fill=0)
    modules = barcode.get("code128", "20261125A030").build()[0]
    left = (width_dots - 2 * len(modules)) // 2
    for number, module in enumerate(modules):
        if module == "1":
            draw.rectangle((left + 2 * number, top + 20, left + 2 * number + 1, top + 85), fill=0)
    return picture


def noise(width_dots: int, rows: int, seed: int = 1) -> Image.Image:
    """Every dot by chance; a third of the rows blank."""
    random = Random(seed)  # noqa: S311 - dots, not a secret
    empty = bytes([0xFF]) * (width_dots // 8)
    lines = [random.randbytes(width_dots // 8) if random.random() > 0.3 else empty for _ in range(rows)]
    return Image.frombytes("1", (width_dots, rows), b"".join(lines))


def small(width_dots: int = 576) -> Image.Image:
    """A black square of 40 dots on 64 rows."""
    picture = Image.new("1", (width_dots, 64), 1)
    ImageDraw.Draw(picture).rectangle((width_dots // 2 - 20, 12, width_dots // 2 + 19, 51), fill=0)
    return picture
