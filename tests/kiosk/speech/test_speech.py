"""One voice at a time, by the real synthesizer, into files."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from devices.sound.contract import Sound, SoundState
from devices.sound.espeak import Espeak
from devices.sound.file_player import FilePlayer
from devices.sound.wav import read_wav, write_wav
from kiosk.mailbox import Mailbox
from kiosk.speech.recorded_voice import RecordedVoice
from kiosk.speech.speech import Speech
from kiosk.speech.utterance import Utterance
from kiosk.workers import AtOnce, Kept

CLIP = Sound(b"\x10\x00" * 800, 8000)


@dataclass
class Ear:
    """A player that only listens; what happens in the middle of a sound is the test's."""

    where: SoundState = SoundState.LOUDSPEAKER
    heard: list[float] = field(default_factory=list)
    hushed: int = 0
    in_the_middle: Callable[[], None] = lambda: None

    def state(self) -> SoundState:
        return self.where

    def play(self, sound: Sound, volume: int, is_wanted: Callable[[], bool]) -> bool:
        assert 0 <= volume <= 10
        self.in_the_middle()
        if is_wanted():
            self.heard.append(sound.seconds)
        return is_wanted()

    def hush(self) -> None:
        self.hushed += 1


@dataclass
class Reciter:
    """Says every text as long as it is; what was asked for is kept."""

    asked: list[str] = field(default_factory=list)

    def languages(self) -> frozenset[str]:
        return frozenset({"vi", "en"})

    def voiced(self, text: str, language: str) -> Sound | None:
        self.asked.append(f"{language}: {text}")
        return None if "unsayable" in text else Sound(bytes(2 * 8000 * len(text)), 8000)


def speech_of(ear: Ear, reciter: Reciter, worker: AtOnce, folder: Path = Path("/nowhere")) -> Speech:
    return Speech(ear, reciter, RecordedVoice(folder), worker, read=read_wav, signs={"tone": Sound(bytes(1600), 8000)})


def say(*sentences: str, private: bool = False, sign: str = "") -> Utterance:
    return Utterance(sentences, "vi", 6, private=private, sign=sign)


def test_sentences_are_said_one_after_the_other_in_words_and_then_there_is_silence() -> None:
    ear, reciter, box = Ear(), Reciter(), Mailbox()
    speech = speech_of(ear, reciter, AtOnce(box))
    speech.say(say("Số A030", "quầy 2", sign="tone"))
    assert speech.is_speaking
    box.deliver()
    assert not speech.is_speaking
    assert reciter.asked == ["vi: Số a, không, ba, không", "vi: quầy hai"]
    assert len(ear.heard) == 3
    assert ear.heard[0] == pytest.approx(0.1)


def test_what_is_asked_for_last_is_heard_and_never_two_voices() -> None:
    ear, box = Ear(), Mailbox()
    worker = Kept(box)
    speech = speech_of(ear, Reciter(), worker)
    speech.say(say("một", "hai"))
    speech.say(say("ba"))
    worker.finish()
    box.deliver()
    assert ear.heard == [2.0]
    assert not speech.is_speaking


def test_a_voice_that_is_stopped_in_mid_sentence_says_no_further_word() -> None:
    ear, box = Ear(), Mailbox()
    speech = speech_of(ear, Reciter(), AtOnce(box))
    ear.in_the_middle = speech.stop
    speech.say(say("một", "hai", "ba"))
    box.deliver()
    assert (ear.heard, speech.is_speaking) == ([], False)
    assert ear.hushed == 2, "once before it began, once by the stop"


def test_a_sentence_that_cannot_be_spoken_is_passed_over() -> None:
    ear = Ear()
    speech_of(ear, Reciter(), AtOnce(Mailbox())).say(say("một", "unsayable", "ba"))
    assert len(ear.heard) == 2


def test_what_is_private_needs_headphones_and_falls_silent_when_they_are_pulled_out() -> None:
    ear, reciter = Ear(), Reciter()
    speech = speech_of(ear, reciter, AtOnce(Mailbox()))
    speech.say(say("riêng", private=True))
    assert (ear.heard, reciter.asked) == ([], [])
    ear.where = SoundState.HEADPHONES

    def pulled_out() -> None:
        ear.where = SoundState.LOUDSPEAKER

    speech.say(say("một", private=True))
    ear.in_the_middle = pulled_out
    speech.say(say("hai", "ba", private=True))
    assert ear.heard == [3.0]


def test_a_sign_is_heard_only_where_no_words_are_and_a_missing_one_is_nothing() -> None:
    ear, box = Ear(), Mailbox()
    worker = Kept(box)
    speech = speech_of(ear, Reciter(), worker)
    speech.sign("tone", 6)
    speech.sign("gong", 6)
    speech.say(say("một"))
    speech.sign("tone", 6)
    worker.finish()
    assert len(ear.heard) == 2


def test_recordings_speak_before_the_program_does_and_damaged_ones_step_aside(tmp_path: Path) -> None:
    folder = tmp_path / "vi"
    folder.mkdir()
    (folder / "hello.wav").write_bytes(write_wav(CLIP))
    (tmp_path / "secret.wav").write_bytes(write_wav(CLIP))
    clips = {"Xin chào": "hello.wav", "Mất": "gone.wav", "Lạ": "../secret.wav"}
    (folder / "clips.json").write_text(json.dumps(clips), "utf-8")
    reciter = Reciter()
    speech_of(Ear(), reciter, AtOnce(Mailbox()), tmp_path).say(say("Xin chào", "Mất", "Lạ"))
    assert reciter.asked == ["vi: Mất", "vi: Lạ"]
    (folder / "clips.json").write_text("[not json", "utf-8")
    assert RecordedVoice(tmp_path).clip("Xin chào", "vi") is None


@pytest.mark.parametrize(("language", "text"), [("vi", "Mời ông bà chọn việc cần làm."), ("en", "What do you need?")])
def test_the_real_synthesizer_speaks_both_languages_into_a_file(tmp_path: Path, language: str, text: str) -> None:
    espeak = Espeak()
    assert espeak.languages() == {"vi", "en"}
    speech = Speech(FilePlayer(tmp_path), espeak, RecordedVoice(tmp_path), AtOnce(Mailbox()), read=read_wav, signs={})
    speech.say(Utterance((text,), language, 10))  # type: ignore[arg-type]
    sound = read_wav((tmp_path / "001.wav").read_bytes())
    assert 0.5 < sound.seconds < 10
    assert len(set(sound.samples)) > 50, "silence has one value"


def test_without_a_synthesizer_nothing_is_said_and_nothing_fails(tmp_path: Path) -> None:
    espeak = Espeak("no-such-program")
    assert espeak.languages() == frozenset()
    mute = Speech(Ear(), espeak, RecordedVoice(tmp_path), AtOnce(Mailbox()), read=read_wav, signs={})
    assert mute.state is SoundState.NONE
    assert espeak.voiced("một", "vi") is None
    assert Espeak().voiced("một", "xx") is None
    assert Espeak("true").voiced("một", "vi") is None, "a program that says nothing"
    assert not list(tmp_path.iterdir())
