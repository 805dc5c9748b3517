"""What is read aloud, and when: «Nghe», full speech, alerts. No Kivy; everything comes from the texts of the screen.

Other people stand in the lobby. What belongs to one person is said into headphones only; the loudspeaker says in a few
words how things stand, and to look at the screen.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from devices.sound.contract import SoundState
from kiosk.session.session import SPEAKS_AGAIN_S
from kiosk.speech.utterance import Utterance

if TYPE_CHECKING:
    from kiosk.speech.speech import Speech
    from screens.terminal import Terminal

# A touch silences the voice and may be one on «Dừng đọc», which is «Nghe» again by the time it is released.
SAME_TOUCH_S = 1.0
# What changes by itself later than this after a touch is not told: nobody asked.
ANSWERS_WITHIN_S = 20.0


class Reader:
    """Reads for one visit after another."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self.forget()

    @property
    def is_reading(self) -> bool:
        """Whether something is being said."""
        return self._speech is not None and self._speech.is_speaking

    def forget(self) -> None:
        """The visit is over: silence, and nothing of it is known."""
        self.quiet()
        self._front: tuple[object, ...] = ()
        self._said: tuple[str, ...] = ()
        self._has_listened = False
        self._hushed_at_s = -math.inf
        self._left_s = 0

    def listen(self) -> None:
        """«Nghe»: the page from its title on."""
        if self._now_s - self._hushed_at_s >= SAME_TOUCH_S:
            self._has_listened = True
            self._say(self._content())

    def quiet(self) -> None:
        """Whatever is being said stops."""
        if self._speech is not None and self._speech.is_speaking:
            self._hushed_at_s = self._now_s
            self._speech.stop()

    def click(self) -> None:
        """Something was pressed."""
        self._sign("click")

    def say_piece(self, said: str, *, private: bool) -> None:
        """One control or text, by whoever looks for it with a finger or keys."""
        words = self._terminal.words
        if private and not self._has_headphones:
            self._say((words("Mời xem màn hình."),))
        else:
            self._say((said,), private=private)

    def echo(self, typed: str) -> None:
        """A key that was typed, into headphones only: other people stand in the lobby, and it may be of a code."""
        if self._has_headphones:
            self._say((typed,), private=True)

    def tick(self) -> None:
        """Say what is new in front, where everything is read aloud."""
        if self._speech is None:
            return
        if self._terminal.screen == "still_there":
            self._ask()
        elif self._terminal.preferences.speech:
            self._follow()
        else:
            self._front = ()

    def _ask(self) -> None:
        """Said at once and once more near the end, with a tone; the tone alone where nobody listens."""
        left_s: int = self._terminal.presenters["still_there"].state.left_s
        is_new = self._front != ("still_there",)
        is_again = left_s <= SPEAKS_AGAIN_S < self._left_s
        self._front, self._left_s = ("still_there",), left_s
        if not (is_new or is_again):
            return
        if self._terminal.preferences.speech or self._has_listened:
            self._say(self._content(), sign="tone" if is_new else "")
        elif is_new:
            self._sign("tone")

    def _follow(self) -> None:
        terminal = self._terminal
        sheet = terminal.sheet()
        front = (terminal.screen, terminal.language, sheet.heading if sheet else "")
        content = self._content()
        new = tuple(sentence for sentence in content if sentence not in self._said)
        is_answer = self._now_s - terminal.session.acted_at_s <= ANSWERS_WITHIN_S
        if front != self._front:
            self._say(content)
        elif new and is_answer:
            self._say(new)
        self._front, self._said = front, content

    def _content(self) -> tuple[str, ...]:
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        terminal = self._terminal
        words = terminal.words
        if notice := terminal.frame().notice_text(words):
            yield notice
        sheet = terminal.sheet()
        if terminal.screen != "still_there" and sheet is not None:
            yield sheet.heading
            yield sheet.sentences
            return
        state = terminal.presenters[terminal.screen].state
        spoken = state.spoken if self._has_headphones or not self._is_private else state.spoken_aloud
        yield from spoken(words)

    @property
    def _is_private(self) -> bool:
        return hasattr(self._terminal.presenters[self._terminal.screen].state, "spoken_aloud")

    def _say(self, sentences: tuple[str, ...], *, sign: str = "", private: bool = False) -> None:
        if self._speech is None:
            return
        liked = self._terminal.preferences
        private = private or (self._is_private and self._has_headphones)
        self._speech.say(Utterance(sentences, liked.language, liked.volume, private=private, sign=sign))

    def _sign(self, name: str) -> None:
        if self._speech is not None:
            self._speech.sign(name, self._terminal.preferences.volume)

    @property
    def _speech(self) -> Speech | None:
        return self._terminal.kiosk.speech

    @property
    def _has_headphones(self) -> bool:
        return self._terminal.facts.sound is SoundState.HEADPHONES

    @property
    def _now_s(self) -> float:
        return self._terminal.kiosk.time.stopwatch_s()
