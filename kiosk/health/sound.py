"""A sound to test the loudspeaker with (thử loa)."""

from __future__ import annotations

import math
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from kiosk.words import Language

RATE_HZ = 22_050
TONES_HZ = (660.0, 880.0)
TONE_S = 0.35
LOUDNESS = 9_000
PLAY = ("aplay", "-q")
LONGEST_S = 10.0
FILE = "sound-test.wav"


class Sound(Protocol):
    """What a loudspeaker is tested with."""

    @property
    def languages(self) -> tuple[Language, ...]:
        """Languages there is a voice for."""

    def play_test(self) -> bool:
        """Let something be heard, to its end; False when nothing can have been heard. Blocks, at most some seconds."""


class Tones:
    """Two tones through ALSA's own player, for a terminal without a voice.

    play  the player's command; the file is added at its end
    """

    def __init__(self, folder: Path, *, play: Sequence[str] = PLAY) -> None:
        self._file = folder / FILE
        self._play = play

    @property
    def languages(self) -> tuple[Language, ...]:
        """See Sound."""
        return ()

    def play_test(self) -> bool:
        """See Sound."""
        import subprocess  # noqa: PLC0415 -- 10 ms that a start does without

        if shutil.which(self._play[0]) is None:
            return False
        try:
            write_tones(self._file)
            command = (*self._play, str(self._file))
            done = subprocess.run(command, capture_output=True, timeout=LONGEST_S, check=False)  # noqa: S603 -- ours
        except (OSError, subprocess.SubprocessError):
            return False
        finally:
            with suppress(OSError):
                self._file.unlink()
        return done.returncode == 0


def write_tones(file: Path) -> None:
    """Two tones, one after the other, as a WAV file of one channel."""
    import wave  # noqa: PLC0415 -- as above
    from array import array  # noqa: PLC0415

    count = round(RATE_HZ * TONE_S)
    samples = array("h")
    for tone in TONES_HZ:
        for nth in range(count):
            swell = math.sin(math.pi * nth / count)  # no click at either end
            samples.append(round(LOUDNESS * swell * math.sin(2 * math.pi * tone * nth / RATE_HZ)))
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE_HZ)
        out.writeframes(samples.tobytes())
