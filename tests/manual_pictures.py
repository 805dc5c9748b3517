"""The pictures of README and manuals: accepted pictures of real screens, made smaller."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.whole_terminal import PROGRAM

ACCEPTED, MANUALS = PROGRAM / "tests" / "pictures", PROGRAM / "docs" / "pictures"
README_PX, MANUAL_PX = (540, 960), (432, 768)
# Which sample each shows, and how large.
SHOWN: dict[str, tuple[str, tuple[int, int]]] = {
    "board": ("on_time_board-month", README_PX),
    "comfort": ("comfort-changed", README_PX),
    "content_on_kiosk": ("content_on_kiosk-refused", MANUAL_PX),
    "device_check": ("device_check-one_problem", MANUAL_PX),
    "home": ("home-normal", README_PX),
    "installation": ("installation-machine", MANUAL_PX),
    "lanes_today": ("lanes_today-closed", MANUAL_PX),
    "procedure": ("procedure-papers", README_PX),
    "question": ("procedure-asks_first", README_PX),
    "search": ("search-results", README_PX),
    "staff_pin": ("staff_pin-wrong", MANUAL_PX),
    "status": ("dossier_status-in_time", README_PX),
    "ticket": ("ticket_issued-confirmed", README_PX),
}
COLOURS = 128


def made_of(name: str) -> Image.Image:
    """What the picture of this name has to look like, made from the accepted one."""
    sample, size = SHOWN[name]
    with Image.open(ACCEPTED / f"{sample}-vi-portrait.webp") as accepted:
        small = accepted.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    return small.quantize(COLOURS, dither=Image.Dither.NONE)


def file_of(name: str) -> Path:
    """Where it is kept."""
    return MANUALS / f"{name}.png"


def make_all() -> None:
    """Write those anew that have changed."""
    for name in SHOWN:
        if not file_of(name).exists() or not is_of_today(name):
            made_of(name).save(file_of(name), optimize=True)


def is_of_today(name: str) -> bool:
    """Whether what is kept is what is accepted."""
    with Image.open(file_of(name)) as kept:
        return kept.convert("RGB").tobytes() == made_of(name).convert("RGB").tobytes()
