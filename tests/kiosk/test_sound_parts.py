"""What a terminal is heard through, as its settings choose it."""

from __future__ import annotations

import json
from pathlib import Path

from devices.sound.contract import Sound, SoundState
from devices.sound.wav import read_wav, write_wav
from kiosk.health.checks import recordings
from kiosk.mailbox import Mailbox
from kiosk.settings import Settings, SoundSettings
from kiosk.settings_file import checked
from kiosk.sound_parts import SpokenTest, open_keypad, open_speech, recordings_now
from kiosk.speech.utterance import Utterance
from kiosk.workers import AtOnce


def test_staff_test_the_loudspeaker_with_a_sentence_in_each_language(tmp_path: Path) -> None:
    worker = AtOnce(Mailbox())
    speech = open_speech(checked({"sound": {"output": f"virtual://{tmp_path / 'said'}"}}), worker)
    test = SpokenTest(speech, worker)
    assert test.languages == ("vi", "en")
    assert test.play_test()
    assert len(list((tmp_path / "said").glob("*.wav"))) == 2


def test_tone_and_click_are_short_and_come_along(tmp_path: Path) -> None:
    folder = tmp_path / "said"
    speech = open_speech(checked({"sound": {"output": f"virtual://{folder}"}}), AtOnce(Mailbox()))
    speech.sign("click", 10)
    speech.sign("tone", 10)
    lengths = [read_wav(path.read_bytes()).seconds for path in sorted(folder.glob("*.wav"))]
    assert lengths[0] <= 0.03
    assert 0.3 <= lengths[1] <= 0.5


def test_signs_can_be_left_out_and_nothing_is_heard_where_nothing_can_be(tmp_path: Path) -> None:
    folder = tmp_path / "said"
    open_speech(checked({"sound": {"output": f"virtual://{folder}", "signs": False}}), AtOnce(Mailbox())).sign(
        "tone", 6
    )
    assert not folder.exists()
    mute = open_speech(checked({"sound": {"output": "none"}}), AtOnce(Mailbox()))
    mute.say(Utterance(("một",), "vi", 6))
    assert mute.state is SoundState.NONE
    assert not SpokenTest(mute, AtOnce(Mailbox())).play_test()


def test_a_keypad_is_opened_only_where_the_settings_name_one() -> None:
    assert open_keypad(checked({})) is None
    keypad = open_keypad(checked({"keypad": {"usb": "2047:09d4"}}))
    assert keypad is not None
    keypad.close()


def test_recordings_that_cannot_be_heard_are_told_one_by_one(tmp_path: Path) -> None:
    folder = tmp_path / "vi"
    folder.mkdir()
    (folder / "good.wav").write_bytes(write_wav(Sound(bytes(8000), 16_000)))
    (folder / "eight_bits.wav").write_bytes(b"RIFF")
    clips = {"Loa của máy nghe được.": "good.wav", "Xin chào": "eight_bits.wav", "Mất": "gone.wav"}
    (folder / "clips.json").write_text(json.dumps(clips), "utf-8")
    found = recordings_now(Settings(sound=SoundSettings(voices_folder=tmp_path)))
    assert found == {"vi": {"Loa của máy nghe được.": True, "Xin chào": False, "Mất": False}, "en": {}}
    told = list(recordings(found))
    assert [finding.is_good for finding in told] == [False, False, True]
    assert "«Mất» cannot be heard" in told[1].found
    assert "16 bits" in told[1].cure
    assert told[2].found == "1 sentences in vi"
    assert not list(recordings(recordings_now(Settings(sound=SoundSettings(voices_folder=tmp_path / "none")))))
