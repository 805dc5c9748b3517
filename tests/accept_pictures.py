"""Takes today's pictures as the accepted ones, and makes those of the manuals from them.

Look at them first; the commit says what changed for citizens.

python tests/accept_pictures.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.manual_pictures import make_all
from tests.whole_terminal import PROGRAM, virtual_panel

ACCEPTED = PROGRAM / "tests" / "pictures"


def main() -> int:
    """Make them, keep them without loss, drop those of samples that are gone."""
    ACCEPTED.mkdir(exist_ok=True)
    kept: set[str] = set()
    with virtual_panel(1920, 1920) as display, tempfile.TemporaryDirectory() as folder:
        for orientation in ("portrait", "landscape"):
            command = [sys.executable, "tests/measure_screens.py", orientation, folder, "vi", "--pictures"]
            subprocess.run(command, cwd=PROGRAM, env={**os.environ, "DISPLAY": display}, check=True)
        for made in sorted(Path(folder).glob("*.png")):
            kept.add(keep(made))
    for gone in {path.name for path in ACCEPTED.glob("*.webp")} - kept:
        (ACCEPTED / gone).unlink()
    make_all()
    sys.stdout.write(f"{len(kept)} pictures accepted in {ACCEPTED.relative_to(PROGRAM)}\n")
    return 0


def keep(made: Path) -> str:
    """One picture, unless the accepted one is dot for dot the same. WebP without loss is a third of PNG."""
    name = made.with_suffix(".webp").name
    with Image.open(made) as picture:
        picture.load()
        accepted = ACCEPTED / name
        if accepted.exists():
            with Image.open(accepted) as before:
                if before.convert("RGB").tobytes() == picture.convert("RGB").tobytes():
                    return name
        picture.convert("RGB").save(accepted, lossless=True, quality=60, method=4)
    return name


if __name__ == "__main__":
    sys.exit(main())
