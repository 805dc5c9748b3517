"""WAV files to sound, and sound made louder or less loud. Pure."""

from __future__ import annotations

import io
import sys
import wave
from array import array

from devices.sound.contract import Sound

LOUDEST = 10
# Each step is heard as the same difference: 2.5 dB.
DECIBELS_A_STEP = 2.5
MOST_SECONDS = 120.0


class NotASound(ValueError):
    """Bytes that are no whole WAV file of 16 bits."""


def read_wav(data: bytes) -> Sound:
    """The sound of a WAV file; two channels become one, a length that a pipe could not know is forgiven.

    raises  NotASound
    """
    try:
        with wave.open(io.BytesIO(data)) as file:
            channels, width, rate_hz = file.getnchannels(), file.getsampwidth(), file.getframerate()
            samples = file.readframes(int(MOST_SECONDS * rate_hz))
    except (wave.Error, EOFError) as error:
        raise NotASound(str(error) or "it ends too early") from None
    if width != 2 or channels not in (1, 2) or not 4000 <= rate_hz <= 96000:
        raise NotASound(f"{channels} channels of {width} bytes at {rate_hz} Hz")
    whole = samples[: len(samples) // (2 * channels) * 2 * channels]
    if channels == 2:
        both = _values(whole)
        whole = _bytes(array("h", ((left + right) // 2 for left, right in zip(both[::2], both[1::2], strict=True))))
    return Sound(whole, rate_hz)


def write_wav(sound: Sound) -> bytes:
    """A WAV file of this sound."""
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate_hz)
        file.writeframes(sound.samples)
    return data.getvalue()


def at_volume(sound: Sound, step: int) -> Sound:
    """The same sound at one of the steps 0, silence, to 10, as it is."""
    if step >= LOUDEST:
        return sound
    if step <= 0:
        return Sound(bytes(len(sound.samples)), sound.rate_hz)
    factor = int(65536 * 10 ** ((step - LOUDEST) * DECIBELS_A_STEP / 20))
    return Sound(_bytes(array("h", (value * factor >> 16 for value in _values(sound.samples)))), sound.rate_hz)


def _values(samples: bytes) -> array[int]:
    values = array("h", samples)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _bytes(values: array[int]) -> bytes:
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()
