"""Sound to files instead of a loudspeaker: for desks without one, and for tests that listen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from devices.sound.contract import Sound, SoundState
from devices.sound.wav import at_volume, write_wav


class FilePlayer:
    """See Player. 001.wav, 002.wav … in a folder; a file `headphones` in it is a plug in the socket.

    Nothing takes time here: a sound is played as soon as it is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def state(self) -> SoundState:
        """See Player."""
        return SoundState.HEADPHONES if (self._folder / "headphones").exists() else SoundState.LOUDSPEAKER

    def play(self, sound: Sound, volume: int, is_wanted: Callable[[], bool]) -> bool:
        """See Player."""
        if not is_wanted():
            return False
        self._folder.mkdir(parents=True, exist_ok=True)
        number = 1 + max((int(path.stem) for path in self._folder.glob("[0-9]*.wav")), default=0)
        (self._folder / f"{number:03d}.wav").write_bytes(write_wav(at_volume(sound, volume)))
        return True

    def hush(self) -> None:
        """See Player: nothing sounds for longer than a moment."""


class NoPlayer:
    """See Player. A terminal without any loudspeaker."""

    def state(self) -> SoundState:
        """See Player."""
        return SoundState.NONE

    def play(self, sound: Sound, volume: int, is_wanted: Callable[[], bool]) -> bool:  # noqa: ARG002 -- nobody hears it
        """See Player."""
        return False

    def hush(self) -> None:
        """See Player."""
