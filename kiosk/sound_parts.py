"""What is needed to be heard, made on the voice's own thread after the first picture."""

from __future__ import annotations

from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from devices.sound.contract import Sound
from kiosk.settings import Settings
from kiosk.words import LANGUAGES, Language, words_of
from kiosk.workers import Worker

if TYPE_CHECKING:
    from devices.keypads.contract import Keypad
    from kiosk.speech.speech import Speech

ASSETS = Path(__file__).parents[1] / "assets"
SIGNS = ("tone", "click")
TEST_VOLUME = 8
LONGEST_TEST_S = 15.0


def open_speech(settings: Settings, worker: Worker) -> Speech:
    """The voice of this terminal; without a loudspeaker or a synthesizer it says nothing, and says so by its state."""
    from devices.sound.espeak import Espeak  # noqa: PLC0415 -- subprocess and wave: not before the first picture
    from devices.sound.open_sound import open_player  # noqa: PLC0415
    from kiosk.speech.recorded_voice import RecordedVoice  # noqa: PLC0415
    from kiosk.speech.speech import Speech  # noqa: PLC0415

    rules = settings.sound
    signs = {name: sound for name in SIGNS if rules.signs and (sound := _sign(name)) is not None}
    voices = RecordedVoice(_voices_folder(settings))
    return Speech(open_player(rules.output), Espeak(), voices, worker, read=_sound_of, signs=signs)


def recordings_now(settings: Settings) -> dict[Language, dict[str, bool]]:
    """Every recorded sentence of each language, and whether its file can be heard; for a technician."""
    from kiosk.speech.recorded_voice import RecordedVoice  # noqa: PLC0415 -- as above

    voices = RecordedVoice(_voices_folder(settings))
    return {
        language: {
            sentence: (clip := voices.clip(sentence, language)) is not None and _sound_of(clip) is not None
            for sentence in voices.sentences(language)
        }
        for language in LANGUAGES
    }


def open_keypad(settings: Settings) -> Keypad | None:
    """The keypad of the settings; None: there is none."""
    if not settings.keypad.usb:
        return None
    from devices.keypads.evdev_keypad import EvdevKeypad  # noqa: PLC0415 -- only where there is one
    from devices.scanners.event_nodes import NodeFinder, Wanted  # noqa: PLC0415

    return EvdevKeypad(NodeFinder(Wanted(usb=settings.keypad.usb)), voice_code=settings.keypad.voice_code)


class SpokenTest:
    """What staff test the loudspeaker with: one sentence in each language there is a voice for. See health's Sound."""

    def __init__(self, speech: Speech, voice: Worker) -> None:
        self._speech = speech
        self._voice = voice

    @property
    def languages(self) -> tuple[Language, ...]:
        """See Sound."""
        return tuple(language for language in LANGUAGES if language in self._speech.languages)

    def play_test(self) -> bool:
        """See Sound. Asked on the staff's thread, played on the voice's."""
        heard: SimpleQueue[bool] = SimpleQueue()
        if not self._voice.do(lambda: heard.put(self._played()), lambda _none: None):
            return False
        try:
            return heard.get(timeout=LONGEST_TEST_S)
        except Empty:
            return False

    def _played(self) -> bool:
        played = []
        for language in self.languages:
            words = words_of(language)
            played.append(self._speech.try_out(words("Loa của máy nghe được."), language, TEST_VOLUME))
        return bool(played) and all(played)


def _voices_folder(settings: Settings) -> Path:
    return settings.sound.voices_folder or ASSETS / "voices"


def _sign(name: str) -> Sound | None:
    try:
        return _sound_of((ASSETS / "sounds" / f"{name}.wav").read_bytes())
    except OSError:
        return None


def _sound_of(data: bytes) -> Sound | None:
    from devices.sound.wav import NotASound, read_wav  # noqa: PLC0415 -- as above

    try:
        return read_wav(data)
    except NotASound:
        return None
