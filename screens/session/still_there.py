"""«{you} còn ở đó không ạ?»: asked over the page before a visit ends, seen, spoken and heard as one tone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.words import Words
from screens.presenter import Presenter


@dataclass(frozen=True, slots=True)
class StillThereState:
    """left_s of of_s seconds are left. private: what stands below is hidden until somebody answers."""

    left_s: int = 30
    of_s: int = 30
    private: bool = False

    @property
    def figure(self) -> str:
        """The seconds in the ring."""
        return str(self.left_s)

    @property
    def passed(self) -> float:
        """How much of the time has passed, 0 to 1: the part of the ring that is hollow."""
        return 1 - self.left_s / self.of_s if self.of_s else 1.0

    def heading(self, words: Words) -> str:
        """The question."""
        return words("{you} còn ở đó không ạ?")

    def sentence(self, words: Words) -> str:
        """What happens without an answer."""
        return words.many("Sau **{count} giây**, máy sẽ về trang đầu và xoá thông tin đang xem.", count=self.left_s)

    def spoken(self, words: Words) -> Iterator[str]:
        """Question and what happens."""
        yield self.heading(words)
        yield self.sentence(words).replace("**", "")


class StillTherePresenter(Presenter[StillThereState]):
    """Two answers; the terminal counts."""

    def first(self) -> StillThereState:
        """Not asked yet."""
        return StillThereState()

    def count(self, left_s: int, of_s: int, *, private: bool) -> None:
        """So many seconds are left."""
        self.show(StillThereState(left_s, of_s, private))

    def here(self) -> None:
        """«Tôi còn ở đây»: the page comes back as it was."""
        self.terminal.still_here()

    def leave(self) -> None:
        """«Xong, về trang đầu»: the visit is over."""
        self.terminal.end_visit()


SAMPLES = {
    "counting": StillThereState(28),
    "nearly_over": StillThereState(9),
    "private": StillThereState(28, private=True),
    "patient": StillThereState(120, 120),
}
