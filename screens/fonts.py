"""Which font file serves each name; a missing one is stood in for, so that a page is never black for want of a face."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ASSETS = Path(__file__).parent.parent / "assets"
WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold", 800: "ExtraBold"}


@dataclass(frozen=True, slots=True)
class Faces:
    """files: by Kivy's name for the face; missing: what a technician must install again."""

    files: dict[str, Path]
    missing: tuple[str, ...]


def faces(assets: Path, stand_in: Path) -> Faces:
    """A file for every face: its own, another weight of the house's, or `stand_in`, which comes with Kivy."""
    wanted = {f"sans{weight}": assets / "fonts" / f"NotoSans-{name}.vi.ttf" for weight, name in WEIGHTS.items()}
    there = next((file for file in wanted.values() if file.is_file()), stand_in)
    icons = {"icons": "KioskIcons-filled.ttf", "iconsOutline": "KioskIcons-outline.ttf"}
    wanted |= {face: assets / "icons" / name for face, name in icons.items()}
    missing = tuple(sorted(file.name for file in wanted.values() if not file.is_file()))
    return Faces({face: file if file.is_file() else there for face, file in wanted.items()}, missing)
