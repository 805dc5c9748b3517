"""Plays through a program of the system: aplay (ALSA) or paplay (PulseAudio, PipeWire), one short process a sound.

A process can be killed at any moment, which no library of ours could promise: that is how a voice falls silent at once.
"""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from devices.sound.contract import Sound, SoundState
from devices.sound.wav import at_volume

LOOK_EVERY_S = 0.05
# What the buffers of sound cards and servers hold, and a slow start.
GRACE_S = 3.0
END_WITHIN_S = 0.5


def aplay(sound: Sound) -> list[str]:
    """The command line of ALSA's player for this sound on its standard input."""
    return ["aplay", "-q", "-t", "raw", "-f", "S16_LE", "-c", "1", "-r", str(sound.rate_hz), "-"]


def paplay(sound: Sound) -> list[str]:
    """That of PulseAudio's."""
    return ["paplay", "--raw", "--format=s16le", "--channels=1", f"--rate={sound.rate_hz}"]


class CommandPlayer:
    """See Player.

    command   the command line for a sound that comes on standard input.
    where     where sound comes out now.
    """

    def __init__(self, command: Callable[[Sound], Sequence[str]], where: Callable[[], SoundState]) -> None:
        self._command = command
        self._where = where
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None

    def state(self) -> SoundState:
        """See Player."""
        return self._where()

    def play(self, sound: Sound, volume: int, is_wanted: Callable[[], bool]) -> bool:
        """See Player. A program that is missing or fails is a sound nobody heard."""
        try:
            running = self._started(sound)
        except OSError:
            return False
        feeder = threading.Thread(target=_feed, args=(running, at_volume(sound, volume).samples), daemon=True)
        feeder.start()
        try:
            return self._ended(running, sound.seconds + GRACE_S, is_wanted)
        finally:
            self._end(running)
            feeder.join(END_WITHIN_S)

    def hush(self) -> None:
        """See Player."""
        with self._lock:
            if self._running is not None:
                self._running.kill()

    def _started(self, sound: Sound) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        with self._lock:
            self._running = subprocess.Popen(  # noqa: S603 -- a fixed program, sound on its input
                list(self._command(sound)), stdin=subprocess.PIPE, stdout=quiet, stderr=quiet
            )
            return self._running

    def _ended(self, running: subprocess.Popen[bytes], within_s: float, is_wanted: Callable[[], bool]) -> bool:
        for _ in range(int(within_s / LOOK_EVERY_S) + 1):
            if not is_wanted():
                return False
            with suppress(subprocess.TimeoutExpired):
                return running.wait(LOOK_EVERY_S) == 0
        return False

    def _end(self, running: subprocess.Popen[bytes]) -> None:
        with self._lock:
            self._running = None
        running.kill()
        with suppress(subprocess.TimeoutExpired):
            running.wait(END_WITHIN_S)


def _feed(running: subprocess.Popen[bytes], samples: bytes) -> None:
    """Write all of it; a program that ends earlier does not want the rest."""
    with suppress(OSError):
        if running.stdin is not None:
            running.stdin.write(samples)
            running.stdin.close()
