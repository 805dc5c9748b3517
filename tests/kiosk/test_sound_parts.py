"""What a terminal is heard through, as its settings choose it."""

from __future__ import annotations

from pathlib import Path

from devices.sound.contract import SoundState
from devices.sound.wav import read_wav
from kiosk.mailbox import Mailbox
from kiosk.settings_file import checked
from kiosk.sound_parts import SpokenTest, open_keypad, open_speech
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
