"""espeak-ng (Debian's package of that name): small, without a network, Vietnamese and English; one process a sentence.

The text goes in through the standard input, never the command line, which everybody on the machine may read.
"""

from __future__ import annotations

import shutil
import subprocess

from devices.sound.contract import Sound
from devices.sound.wav import NotASound, read_wav

PROGRAM = "espeak-ng"
# A sentence takes some 30 ms; whoever waited longer for the first word would press again.
WITHIN_S = 4.0
# Words a minute: a little slower than people talk.
RATE_WPM = 150
VOICES = {"vi": "vi", "en": "en-gb"}


class Espeak:
    """See Synthesizer."""

    def __init__(self, program: str = PROGRAM) -> None:
        self._program = program

    def languages(self) -> frozenset[str]:
        """See Synthesizer."""
        return frozenset(VOICES) if shutil.which(self._program) else frozenset()

    def voiced(self, text: str, language: str) -> Sound | None:
        """See Synthesizer."""
        if language not in VOICES or not text.strip():
            return None
        command = [self._program, "-v", VOICES[language], "-s", str(RATE_WPM), "--stdin", "--stdout"]
        try:
            spoken = subprocess.run(  # noqa: S603 -- a fixed program, the text on its input
                command, input=text.encode(), capture_output=True, check=True, timeout=WITHIN_S
            )
            return read_wav(spoken.stdout)
        except (OSError, subprocess.SubprocessError, NotASound):
            return None
