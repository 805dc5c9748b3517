"""Makes the two signs that are no words, assets/sounds: ours, drawn from sines, the same bytes every time."""

from __future__ import annotations

import math
import sys
from array import array
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from devices.sound.contract import Sound
from devices.sound.wav import write_wav

FOLDER = Path(__file__).parents[1] / "assets" / "sounds"
RATE_HZ = 22_050
# Frequencies with their loudness, seconds, and how fast it dies away.
SIGNS = {
    "tone": (((523.25, 0.5), (784.0, 0.3)), 0.42, 7.0),
    "click": (((1800.0, 0.6),), 0.02, 180.0),
}


def main() -> int:
    """Write them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (parts, seconds, fading) in SIGNS.items():
        (FOLDER / f"{name}.wav").write_bytes(write_wav(drawn(parts, seconds, fading)))
    return 0


def drawn(parts: tuple[tuple[float, float], ...], seconds: float, fading: float) -> Sound:
    """Sines that begin softly within 2 ms and die away."""
    values = array("h")
    for nth in range(int(seconds * RATE_HZ)):
        at_s = nth / RATE_HZ
        envelope = min(at_s / 0.002, 1.0) * math.exp(-fading * at_s) * min((seconds - at_s) / 0.005, 1.0)
        wave = sum(loud * math.sin(2 * math.pi * hertz * at_s) for hertz, loud in parts)
        values.append(round(32767 * 0.9 * envelope * wave))
    if sys.byteorder == "big":
        values.byteswap()
    return Sound(values.tobytes(), RATE_HZ)


if __name__ == "__main__":
    sys.exit(main())
