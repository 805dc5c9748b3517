"""WAV files to sound, and sound made louder or less loud."""

from __future__ import annotations

import io
import struct
import wave
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.sound.contract import Sound
from devices.sound.wav import NotASound, at_volume, read_wav, write_wav


def wav(values: list[int], *, channels: int = 1, width: int = 2, rate_hz: int = 22_050) -> bytes:
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate_hz)
        file.writeframes(array("h", values).tobytes() if width == 2 else bytes(values))
    return data.getvalue()


@given(st.lists(st.integers(-32768, 32767), max_size=50))
def test_what_is_written_is_read_again(values: list[int]) -> None:
    sound = Sound(array("h", values).tobytes(), 22_050)
    assert read_wav(write_wav(sound)) == sound
    assert sound.seconds == len(values) / 22_050


def test_two_channels_become_one() -> None:
    assert array("h", read_wav(wav([100, 300, -100, -300], channels=2)).samples).tolist() == [200, -200]


def test_a_length_that_a_pipe_could_not_know_is_forgiven() -> None:
    data = bytearray(wav([1, 2, 3]))
    data[4:8], data[40:44] = struct.pack("<I", 0x7FFFF000), struct.pack("<I", 0x7FFFF000 - 36)
    assert array("h", read_wav(bytes(data)).samples).tolist() == [1, 2, 3]


@pytest.mark.parametrize("data", [b"", b"RIFF", b"no sound at all", wav([1, 2], width=1), wav([1], rate_hz=1000)])
def test_what_is_no_sound_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(NotASound):
        read_wav(data)


def test_ten_steps_from_silence_to_as_it_is_each_louder_than_the_one_before() -> None:
    loud = Sound(array("h", [32767, -32768]).tobytes(), 22_050)
    heights = [array("h", at_volume(loud, step).samples)[0] for step in range(11)]
    assert (heights[0], heights[10]) == (0, 32767)
    assert heights == sorted(set(heights))
