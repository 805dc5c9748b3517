"""What a slip costs on the line: bytes, and seconds at each speed, beside one plain raster of the whole width.

The plain raster is what most programs send: the same picture in one GS v 0. Ends with status 1 above an aim.
"""

from __future__ import annotations

import sys
from pathlib import Path

from devices.printers.escpos import job_commands
from devices.printers.models import Model, known_models
from kiosk.tickets.compose import compose
from kiosk.tickets.layout import COMPACT_FILE, LAYOUT_FILE, read_layout

BAUDS = (9600, 19200, 38400, 115200)
BITS_A_BYTE = 10
SOMETIMES = ("priority", "notice", "reprinted")
SLIPS = (("whole slip", LAYOUT_FILE, 20_000), ("short slip", COMPACT_FILE, 9_000))
PLAIN_FRAME_BYTES = 8 + 2 + 4  # GS v 0 and its sizes, ESC @, GS V


def main() -> int:
    """Print the table; 1 when an aim is missed."""
    model = known_models()["epson-tm-t82iii"]
    sys.stdout.write(f"{'':28}{'bytes':>8}{'ratio':>7}{'aim':>10}" + "".join(f"{baud:>9}" for baud in BAUDS) + "\n")
    return max(told(name, file, aim, model) for name, file, aim in SLIPS)


def told(name: str, file: Path, aim: int, model: Model) -> int:
    """Both lines of one slip; 1 when its aim is missed."""
    layout = read_layout(file)
    picture = compose(layout, {**layout.sample, **dict.fromkeys(SOMETIMES)}, width_dots=model.dots)
    ours = sum(len(command.data) for command in job_commands(picture, model, job="0001"))
    plain = picture.width // 8 * picture.height + PLAIN_FRAME_BYTES
    sys.stdout.write(line(f"{name}, {picture.width} x {picture.height}", ours, plain / ours, f"<= {aim}"))
    sys.stdout.write(line("  as one plain raster", plain, 1.0, ""))
    return int(ours > aim)


def line(name: str, size: int, ratio: float, aim: str) -> str:
    """Bytes, how many times fewer, and seconds on the wire."""
    seconds = "".join(f"{size * BITS_A_BYTE / baud:8.2f}s" for baud in BAUDS)
    return f"{name:28}{size:>8}{ratio:>7.2f}{aim:>10}{seconds}\n"


if __name__ == "__main__":
    sys.exit(main())
