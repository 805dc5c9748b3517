"""One voice at a time: say, stop, and two signs that are no words (đọc thành tiếng).

Asked for on the screen's thread, done on the voice's own. What is asked for last is what is heard: it takes the place
of whatever is being said, and a touch makes everything fall silent.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from devices.sound.contract import Player, Sound, SoundState, Synthesizer
from kiosk.speech.recorded_voice import RecordedVoice
from kiosk.speech.spoken_text import spoken_text
from kiosk.speech.utterance import Utterance
from kiosk.words import Language
from kiosk.workers import Worker

ReadSound = Callable[[bytes], Sound | None]


class Speech:
    """See the module.

    read      the sound of a recording; None when it cannot be used.
    signs     the tone and the click; a missing one is not heard.
    """

    def __init__(
        self,
        player: Player,
        synthesizer: Synthesizer,
        recorded: RecordedVoice,
        worker: Worker,
        *,
        read: ReadSound,
        signs: dict[str, Sound],
    ) -> None:
        self._player = player
        self._synthesizer = synthesizer
        self._recorded = recorded
        self._worker = worker
        self._read = read
        self._signs = signs
        self._can_speak = bool(synthesizer.languages())
        self._turn = 0
        self.is_speaking = False

    @property
    def state(self) -> SoundState:
        """Where a voice would come out now; without anything that can speak: nowhere."""
        return self._player.state() if self._can_speak else SoundState.NONE

    def say(self, utterance: Utterance) -> None:
        """Say this instead of whatever is being said."""
        turn = self._next_turn()
        self.is_speaking = True
        if not self._worker.do(partial(self._speak, turn, utterance), partial(self._ended, turn)):
            self.is_speaking = False

    def sign(self, name: str, volume: int) -> None:
        """A tone or a click, where no words are being said. Nothing waits for it."""
        sound = self._signs.get(name)
        if sound is not None and not self.is_speaking:
            self._worker.do(lambda: self._player.play(sound, volume, lambda: True), lambda _heard: None)

    @property
    def languages(self) -> frozenset[str]:
        """Which languages there is a voice for."""
        return self._synthesizer.languages()

    def try_out(self, sentence: str, language: Language, volume: int) -> bool:
        """Whether this was heard to its end; for whoever tests the loudspeaker. On the voice's thread."""
        sound = self._sound(sentence, language)
        return sound is not None and self._player.play(sound, volume, lambda: True)

    def stop(self) -> None:
        """Fall silent within 200 ms."""
        self._next_turn()
        self.is_speaking = False

    def _next_turn(self) -> int:
        self._turn += 1  # whatever belongs to an older turn is no longer wanted
        self._player.hush()
        return self._turn

    def _ended(self, turn: int, _heard: bool) -> None:  # noqa: FBT001 -- what the work returned
        if turn == self._turn:
            self.is_speaking = False

    # The voice's thread

    def _speak(self, turn: int, utterance: Utterance) -> bool:
        sign = self._signs.get(utterance.sign)
        if sign is not None:
            self._player.play(sign, utterance.volume, partial(self._is_wanted, turn, utterance))
        return all(self._heard(turn, sentence, utterance) for sentence in utterance.sentences)

    def _heard(self, turn: int, sentence: str, utterance: Utterance) -> bool:
        """One sentence; one that cannot be spoken is passed over. False when nobody wants to hear on."""
        is_wanted = partial(self._is_wanted, turn, utterance)
        if not is_wanted():
            return False
        sound = self._sound(sentence, utterance.language)
        if sound is not None and is_wanted():
            self._player.play(sound, utterance.volume, is_wanted)
        return is_wanted()

    def _is_wanted(self, turn: int, utterance: Utterance) -> bool:
        if turn != self._turn:
            return False
        return not utterance.private or self._player.state() is SoundState.HEADPHONES

    def _sound(self, sentence: str, language: Language) -> Sound | None:
        clip = self._recorded.clip(sentence, language)
        recorded = self._read(clip) if clip is not None else None
        return recorded or self._synthesizer.voiced(spoken_text(sentence, language), language)
