"""How the service was today: five faces, one touch; no name, no picture, no code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias
from uuid import uuid4

from kiosk.dossiers.feedback import About, Reason, Remark, to_the_hour
from kiosk.office_talk import Kept
from kiosk.words import Words
from screens.dossiers.reasons import BAD_REASONS, ReasonChip, chips_of, toggled
from screens.presenter import Presenter

Step: TypeAlias = Literal["asking", "reasons", "thanks", "not_kept"]
Look: TypeAlias = Literal["ok", "warn", "err"]
# Thanks stay as long as it takes to read them.
THANKS_S = 5.0
BAD = 2


@dataclass(frozen=True, slots=True)
class Face:
    """One mark: 5 very good … 1 very poor."""

    score: int
    icon: str
    look: Look

    def label(self, words: Words) -> str:
        """What it means."""
        match self.score:
            case 5:
                return words("Rất hài lòng")
            case 4:
                return words("Hài lòng")
            case 3:
                return words("Bình thường")
            case 2:
                return words("Không hài lòng")
            case _:
                return words("Rất không hài lòng")


FACES = (
    Face(5, "sentiment_very_satisfied", "ok"),
    Face(4, "sentiment_satisfied", "ok"),
    Face(3, "sentiment_neutral", "warn"),
    Face(2, "sentiment_dissatisfied", "err"),
    Face(1, "sentiment_very_dissatisfied", "err"),
)


@dataclass(frozen=True, slots=True)
class RatingState:
    """step: asking for a mark; asking why it was a bad one; thanking; or saying that it could not be written down."""

    step: Step = "asking"
    score: int | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def faces(self) -> tuple[Face, ...]:
        """What can be touched."""
        return FACES if self.step == "asking" else ()

    @property
    def chips(self) -> tuple[ReasonChip, ...]:
        """Why it was a bad one."""
        return chips_of(BAD_REASONS, self.reasons) if self.step == "reasons" else ()

    @property
    def is_over(self) -> bool:
        """Whether nothing more is asked."""
        return self.step in ("thanks", "not_kept")

    def heading(self, words: Words) -> str:
        """The question, or the answer to an answer."""
        match self.step:
            case "asking":
                return words("Hôm nay, {you} thấy được\u00a0phục\u00a0vụ thế\u00a0nào?")
            case "reasons":
                return words("Điều gì chưa tốt?")
            case "thanks":
                return words("Cảm ơn {you}.")
            case "not_kept":
                return words("Chưa ghi được ý kiến")

    def line(self, words: Words) -> str:
        """What to do, or what becomes of it."""
        match self.step:
            case "asking":
                return words("Chạm một ô. Không ghi tên, không ghi hình.")
            case "reasons":
                return words("Chạm chọn, có thể nhiều ô. Không cần ghi tên.")
            case "thanks":
                return words("Ý kiến đã được ghi lại và gửi về Trung tâm.")
            case "not_kept":
                return words("Mời góp ý tại bàn hướng dẫn.")

    def done_label(self, words: Words) -> str:
        """What stands on the button that ends it."""
        return words("Gửi") if self.step == "reasons" else words("Xong")

    def note(self, words: Words) -> str:
        """Who reads it."""
        if self.is_over:
            return ""
        return words("Ý kiến gửi thẳng về Trung tâm, quầy tiếp nhận không xem được từng phiếu.")

    def spoken(self, words: Words) -> Iterator[str]:
        """The question, then the choices."""
        yield self.heading(words)
        yield self.line(words)
        for face in self.faces:
            yield face.label(words)
        for chip in self.chips:
            yield chip.label(words)


class RatingPresenter(Presenter[RatingState]):
    """One touch is the answer; whoever was not content is asked why, and need not say."""

    def first(self) -> RatingState:
        """Nothing said."""
        self._id, self._over_at_s = "", 0.0
        self._about: About = "visit"
        return RatingState()

    def enter(self, about: About | None) -> None:
        """What is being judged; the visit where nothing else is said."""
        self._about = about or "visit"

    def rate(self, score: int) -> None:
        """A face was touched: written down at once."""
        if self.state.step != "asking":
            return
        self._id = str(uuid4())
        is_bad = score <= BAD
        self.show(replace(self.state, score=score, step="reasons" if is_bad else "asking"))
        self._keep(is_finished=not is_bad, then=self._only_a_loss if is_bad else self._over)

    def toggle(self, reason: Reason) -> None:
        """One of the reasons."""
        self.show(replace(self.state, reasons=toggled(self.state.reasons, reason)))

    def send(self) -> None:
        """Nothing more to say."""
        if self.state.step == "reasons":
            self._keep(is_finished=True, then=self._over)

    def write(self) -> None:
        """In words of one's own; mark and reasons go with them."""
        self.go("feedback", (self._id, self._about, self.state.score, self.state.reasons))

    def skip(self) -> None:
        """Whoever does not want to, or is done."""
        if self.state.step == "reasons":
            self.send()
        else:
            self.terminal.home()

    def tick(self) -> None:
        """Thanks have been read."""
        if self.state.is_over and self._stopwatch_s - self._over_at_s >= THANKS_S:
            self.terminal.home()

    def _keep(self, *, is_finished: bool, then: Callable[[Kept], None]) -> None:
        kiosk, state = self.terminal.kiosk, self.state
        unit = kiosk.settings.dossiers.default_unit
        remark = Remark(
            self._id,
            to_the_hour(self.now),
            unit,
            kiosk.settings.terminal.number,
            self._about,
            state.score,
            state.reasons,
        )
        heard = self.for_this_visit(then)
        if not kiosk.talk.keep(remark, heard, is_finished=is_finished):
            self._over("not_kept")

    def _only_a_loss(self, kept: Kept) -> None:
        if kept == "not_kept":
            self._over(kept)

    def _over(self, kept: Kept) -> None:
        self._over_at_s = self._stopwatch_s
        self.terminal.touched()
        self.show(replace(self.state, step="thanks" if kept == "kept" else "not_kept"))

    @property
    def _stopwatch_s(self) -> float:
        return self.terminal.kiosk.time.stopwatch_s()


SAMPLES = {
    "asking": RatingState(),
    "reasons": RatingState("reasons", 2),
    "reasons_chosen": RatingState("reasons", 1, ("wait", "trips")),
    "thanks": RatingState("thanks", 5),
    "not_kept": RatingState("not_kept", 5),
}
