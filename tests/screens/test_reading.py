"""What is read aloud, and when, at a whole terminal with the real synthesizer's texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from devices.sound.contract import Sound, SoundState
from devices.sound.wav import read_wav
from kiosk.session.preferences import Preferences
from kiosk.speech.recorded_voice import RecordedVoice
from kiosk.speech.speech import Speech
from tests.at_the_kiosk import AtTheKiosk

CODE = "H24.15-261124-0037"


@dataclass
class Lobby:
    """A loudspeaker that writes down what is said through it, and a voice that can say everything."""

    where: SoundState = SoundState.LOUDSPEAKER
    said: list[str] = field(default_factory=list)
    breaks_after: int = 1000
    _next: str = ""

    def languages(self) -> frozenset[str]:
        return frozenset({"vi", "en"})

    def voiced(self, text: str, language: str) -> Sound | None:
        self._next = f"{language}: {text}"
        return Sound(bytes(1600), 8000)

    def state(self) -> SoundState:
        return self.where

    def play(self, _sound: Sound, _volume: int, is_wanted: Callable[[], bool]) -> bool:
        if len(self.said) >= self.breaks_after:
            self.where = SoundState.NONE
            return False
        if is_wanted():
            self.said.append(self._next or "tone")
            self._next = ""
        return is_wanted()

    def hush(self) -> None:
        """Nothing sounds for longer than a moment."""

    def since(self) -> list[str]:
        """What was said since the last time."""
        said, self.said = self.said, []
        return said


@pytest.fixture
def lobby(kiosk: AtTheKiosk) -> Lobby:
    lobby = Lobby()
    tone = {"tone": Sound(bytes(160), 8000)}
    nowhere = RecordedVoice(Path("/nowhere"))
    kiosk.kiosk._speech_is(Speech(lobby, lobby, nowhere, kiosk.kiosk.voice, read=read_wav, signs=tone))
    return lobby


def plug(kiosk: AtTheKiosk, lobby: Lobby, where: SoundState) -> None:
    lobby.where = where
    kiosk.kiosk._hear_around()
    kiosk.deliver()
    kiosk.turn_clock(0.25)


def test_nothing_is_said_until_somebody_asks(kiosk: AtTheKiosk, lobby: Lobby) -> None:
    kiosk.touch("Sinh con")
    kiosk.turn_clock(2)
    assert lobby.since() == []


def test_listen_reads_title_and_rows_in_words_and_is_offered_where_it_can_be_heard(
    kiosk: AtTheKiosk, lobby: Lobby
) -> None:
    kiosk.touch("Lấy số thứ tự")
    assert lobby.since() == []
    kiosk.touch("Nghe")
    said = lobby.since()
    assert said[0] == "vi: Lấy số thứ tự"
    assert "vi: Hộ tịch, chứng thực, Không phải chờ" in said
    kiosk.touch("English", "Listen")
    assert lobby.since()[0] == "en: Take a ticket"
    plug(kiosk, lobby, SoundState.NONE)
    assert not kiosk.offers("Listen")


def test_the_key_stops_a_voice_and_the_same_touch_does_not_start_it_again(kiosk: AtTheKiosk, lobby: Lobby) -> None:
    kiosk.terminal.press_key("listen")
    assert kiosk.terminal.reader.is_reading
    assert "quiet" in {key.code for key in kiosk.terminal.frame().keys}
    kiosk.terminal.touched()  # the finger comes down on «Dừng đọc», which is «Nghe» when it leaves
    assert not kiosk.terminal.reader.is_reading
    lobby.since()
    kiosk.terminal.press_key("listen")
    assert lobby.since() == []
    kiosk.turn_clock(1)
    kiosk.terminal.press_key("listen")
    assert lobby.since()


def test_full_speech_reads_each_page_that_comes_and_only_what_is_new_on_it(kiosk: AtTheKiosk, lobby: Lobby) -> None:
    kiosk.terminal.prefer(Preferences(speech=True))
    kiosk.touch("Nhập mã bằng tay")
    kiosk.turn_clock(0.25)
    assert lobby.since()[0] == "vi: Nhập mã hồ sơ"
    kiosk.type_digits("2613")
    kiosk.turn_clock(0.25)
    assert lobby.since() == ["vi: Tháng chỉ từ không, một đến mười hai"]
    kiosk.turn_clock(20)
    assert lobby.since() == []


def test_a_typed_key_is_said_again_into_headphones_and_never_into_the_lobby(kiosk: AtTheKiosk, lobby: Lobby) -> None:
    kiosk.terminal.reader.echo("5")
    kiosk.turn_clock(1)
    assert lobby.since() == []
    plug(kiosk, lobby, SoundState.HEADPHONES)
    lobby.since()
    kiosk.terminal.reader.echo("5")
    kiosk.turn_clock(1)
    assert len(lobby.since()) == 1


def test_somebodys_dossier_is_read_into_headphones_and_a_loudspeaker_says_to_look(
    kiosk: AtTheKiosk, lobby: Lobby
) -> None:
    kiosk.scan(CODE)
    kiosk.touch("Nghe")
    assert lobby.since() == ["vi: Đang giải quyết, đúng hạn", "vi: Mời xem màn hình."]
    plug(kiosk, lobby, SoundState.HEADPHONES)
    private = " ".join(lobby.since())
    assert "ngày hai mươi bảy tháng mười một" in private
    assert kiosk.terminal.preferences.speech, "whoever plugs in wants to listen"
    lobby.where = SoundState.LOUDSPEAKER  # pulled out; nobody has looked yet
    kiosk.terminal.press_key("listen")
    assert lobby.since() == []
    plug(kiosk, lobby, SoundState.LOUDSPEAKER)
    assert not kiosk.terminal.preferences.speech


def test_one_private_piece_is_not_said_aloud_either(kiosk: AtTheKiosk, lobby: Lobby) -> None:
    kiosk.terminal.reader.say_piece("H24", private=True)
    kiosk.terminal.reader.say_piece("Quầy 3", private=False)
    assert lobby.since() == ["vi: Mời xem màn hình.", "vi: Quầy ba"]


def test_the_question_is_a_tone_for_everybody_and_words_for_who_listens(kiosk: AtTheKiosk, lobby: Lobby) -> None:
    kiosk.touch("Sinh con")
    kiosk.turn_clock(75)
    assert lobby.since() == ["tone"]
    kiosk.touch("Tôi còn ở đây", "Nghe")
    lobby.since()
    kiosk.turn_clock(75)
    first = lobby.since()
    assert first[:2] == ["tone", "vi: ông bà còn ở đó không ạ?"]
    kiosk.turn_clock(19.75)
    assert lobby.since() == []
    kiosk.turn_clock(0.5)
    assert lobby.since()[0] == "vi: ông bà còn ở đó không ạ?"
    kiosk.turn_clock(9.75)
    kiosk.sees("home")
    assert lobby.since() == []


def test_a_visit_ends_in_silence_and_the_next_one_begins_in_it(kiosk: AtTheKiosk, lobby: Lobby) -> None:
    kiosk.terminal.prefer(replace(kiosk.terminal.preferences, speech=True))
    kiosk.turn_clock(0.25)
    kiosk.terminal.end_visit()
    lobby.since()
    kiosk.touch("Sinh con")
    kiosk.turn_clock(1)
    assert lobby.since() == []


def test_without_any_voice_everything_else_works(kiosk: AtTheKiosk) -> None:
    kiosk.terminal.prefer(Preferences(speech=True))
    kiosk.terminal.press_key("listen")
    kiosk.touch("Sinh con")
    kiosk.turn_clock(1)
    kiosk.sees("life_event")
    assert not kiosk.offers("Nghe")


def test_a_loudspeaker_lost_in_mid_sentence_costs_the_words_and_nothing_else(kiosk: AtTheKiosk, lobby: Lobby) -> None:
    lobby.breaks_after = 2
    kiosk.touch("Lấy số thứ tự", "Nghe")
    assert len(lobby.since()) == 2
    plug(kiosk, lobby, SoundState.NONE)  # what the next look at the sound card says
    kiosk.sees("take_ticket")
    assert not kiosk.terminal.reader.is_reading
    assert not kiosk.offers("Nghe")
    assert kiosk.events("sound-is")[-1] == {"state": "none"}
    kiosk.touch("Hộ tịch, chứng thực")
    kiosk.sees("ticket_issued")
    lobby.breaks_after = 1000
    plug(kiosk, lobby, SoundState.LOUDSPEAKER)
    assert kiosk.offers("Nghe")


def test_the_first_key_of_a_keypad_turns_the_voice_on_and_one_key_brings_low_buttons_too(
    kiosk: AtTheKiosk, lobby: Lobby
) -> None:
    moved: list[str] = []
    kiosk.terminal.on_key = moved.append
    kiosk.touch("Sinh con")
    kiosk.kiosk._keyed("down")
    kiosk.deliver()
    kiosk.turn_clock(0.25)
    assert lobby.since()[0] == "vi: Sinh con"
    for key in ("down", "ok"):
        kiosk.kiosk._keyed(key)
    kiosk.deliver()
    assert moved == ["down", "ok"]
    kiosk.kiosk._keyed("voice")
    kiosk.deliver()
    assert (kiosk.terminal.preferences.speech, kiosk.terminal.preferences.low_reach) == (True, True)
    kiosk.kiosk._keyed("voice")
    kiosk.deliver()
    assert (kiosk.terminal.preferences.speech, kiosk.terminal.preferences.low_reach) == (False, False)
