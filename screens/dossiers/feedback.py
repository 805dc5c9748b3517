"""What citizens would like to say: chips first, words second; nobody is named, and numbers of persons are not kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias
from uuid import uuid4

from kiosk.dossiers.feedback import LONGEST_TEXT, About, Reason, Remark, has_personal_number, screened, to_the_hour
from kiosk.office_talk import Kept
from kiosk.words import Words
from screens.dossiers.reasons import ALL_REASONS, ReasonChip, chips_of, toggled
from screens.presenter import Presenter
from screens.typed import Typed

Step: TypeAlias = Literal["writing", "sending", "thanks", "not_kept"]
From: TypeAlias = tuple[str, About, int | None, tuple[Reason, ...]]
"""A rating that goes on in words: its id, what it is about, its mark and reasons."""
THANKS_S = 5.0
CANDIDATES = 5
# As much of a long text as the field shows: its end, where one is writing.
TAIL_UPRIGHT, TAIL_LYING, LEAST_TAIL = 230, 120, 40
# The same on a page that turns over, and above keys that stand there alone.
TAIL_FLOWING, TAIL_ABOVE_KEYS = 120, 50
EMPTY = Typed(layer="accents", longest=LONGEST_TEXT)


@dataclass(frozen=True, slots=True)
class FeedbackState:
    """What was chosen and typed.

    candidates  words with marks for the last syllable
    tail        letters of a long text the field shows
    shows_chips whether there is room for them; chosen ones are sent all the same
    flows       the page turns over what does not fit: keys have a page of their own, and keys_up says they are in front
    """

    typed: Typed = field(default=EMPTY, repr=False)
    chosen: tuple[Reason, ...] = ()
    step: Step = "writing"
    candidates: tuple[str, ...] = ()
    tail: int = TAIL_UPRIGHT
    shows_chips: bool = True
    flows: bool = False
    keys_up: bool = False

    @property
    def is_over(self) -> bool:
        """Whether there is nothing to write any more."""
        return self.step in ("thanks", "not_kept")

    @property
    def chips(self) -> tuple[ReasonChip, ...]:
        """What can be touched instead of written."""
        return () if self.is_over or not self.shows_chips else chips_of(ALL_REASONS, self.chosen)

    @property
    def shown_text(self) -> str:
        """The text as the field shows it."""
        text, tail = self.typed.text, self.tail
        if self.flows:
            tail = min(tail, TAIL_ABOVE_KEYS if self.keys_up else TAIL_FLOWING)
        return text if len(text) <= tail else "… " + text[-tail:].partition(" ")[2]

    @property
    def underlined(self) -> str:
        """The syllable that tone keys and candidate words change."""
        return self.typed.last_syllable if self.typed.layer == "accents" else ""

    @property
    def names_somebody(self) -> bool:
        """Whether a number stands there that belongs to a person."""
        return has_personal_number(self.typed.text)

    @property
    def may_send(self) -> bool:
        """Whether there is anything to send, and nothing in it that must not be sent."""
        return self.step == "writing" and bool(self.chosen or self.typed.text.strip()) and not self.names_somebody

    def heading(self, words: Words) -> str:
        """The question, or thanks."""
        match self.step:
            case "writing" | "sending":
                return words("{you} muốn góp ý điều gì?")
            case "thanks":
                return words("Cảm ơn {you}.")
            case "not_kept":
                return words("Chưa ghi được ý kiến")

    def line(self, words: Words) -> str:
        """What to do; or what must not stand there."""
        match self.step:
            case "writing" if self.names_somebody:
                return words("Xin đừng ghi số điện thoại, số giấy tờ")
            case "writing":
                return words("Chạm chọn, hoặc gõ thêm. Không cần ghi tên.")
            case "sending":
                return words("Đang gửi…")
            case "thanks":
                return words("Ý kiến đã được ghi lại và gửi về Trung tâm.")
            case "not_kept":
                return words("Mời góp ý tại bàn hướng dẫn.")

    def spoken(self, words: Words) -> Iterator[str]:
        """The question, then the choices; what was typed is not read to the lobby."""
        yield self.heading(words)
        yield self.line(words)
        for chip in self.chips:
            yield chip.label(words)


class FeedbackPresenter(Presenter[FeedbackState]):
    """Follows chips and keys; writes down and sends; forgets all of it with the citizen."""

    def first(self) -> FeedbackState:
        """Nothing said."""
        self._id, self._over_at_s = "", 0.0
        self._about: About = "visit"
        self._score: int | None = None
        return FeedbackState(tail=self._usual_tail())

    def enter(self, about: From | None) -> None:
        """From a rating with its mark; or from the board with nothing yet."""
        if about is not None:
            self._id, self._about, self._score, reasons = about
            self.show(replace(self.state, chosen=reasons))
        self.terminal.kiosk.want_search()  # it knows the words that are offered with their marks

    def press(self, key: str) -> None:
        """One key of the keyboard."""
        if self.state.step != "writing":
            return
        if key == "go":
            self.send()
        else:
            self._now_typed(self.state.typed.pressed(key))

    def raise_keys(self) -> None:
        """To the keys, where they have a page of their own."""
        self.show(replace(self.state, keys_up=True))

    def step_back(self) -> bool:
        """From that page to what can be touched."""
        if not (self.state.flows and self.state.keys_up):
            return False
        self.show(replace(self.state, keys_up=False))
        return True

    def flow(self, *, flows: bool) -> None:
        """See `FeedbackState.flows`."""
        if flows != self.state.flows:
            self.show(replace(self.state, flows=flows, shows_chips=True))

    def choose_word(self, word: str) -> None:
        """A candidate word takes the place of the last syllable."""
        if self.state.step == "writing":
            self._now_typed(self.state.typed.with_last(word))

    def toggle(self, reason: Reason) -> None:
        """One of the chips."""
        if self.state.step == "writing":
            self.show(replace(self.state, chosen=toggled(self.state.chosen, reason)))

    def send(self) -> None:
        """«Gửi»: nothing happens while there is nothing to send."""
        if not self.state.may_send:
            return
        kiosk, state = self.terminal.kiosk, self.state
        self._id = self._id or str(uuid4())
        remark = Remark(
            self._id,
            to_the_hour(self.now),
            kiosk.settings.dossiers.default_unit,
            kiosk.settings.terminal.number,
            self._about,
            self._score,
            state.chosen,
            screened(state.typed.text),
        )
        self.show(replace(state, step="sending"))
        if not kiosk.talk.keep(remark, self.for_this_visit(self._over), is_finished=True):
            self._over("not_kept")

    def done(self) -> None:
        """Read."""
        self.terminal.home()

    def facts_changed(self) -> None:
        """The words to offer may be known by now."""
        self.show(replace(self.state, candidates=self._candidates(self.state.typed)))

    def tick(self) -> None:
        """Thanks have been read."""
        if self.state.is_over and self._stopwatch_s - self._over_at_s >= THANKS_S:
            self.terminal.home()

    def squeeze(self) -> bool:
        """The page is too tall: less of a long text, then no chips."""
        state = self.state
        if min(state.tail, len(state.typed.text)) > LEAST_TAIL:
            self.show(replace(state, tail=max(min(state.tail, len(state.typed.text)) - 50, LEAST_TAIL)))
            return True
        if state.shows_chips and state.typed.text and not state.is_over:
            self.show(replace(state, shows_chips=False))
            return True
        return False

    def _now_typed(self, typed: Typed) -> None:
        self.show(replace(self.state, typed=typed, candidates=self._candidates(typed)))

    def _candidates(self, typed: Typed) -> tuple[str, ...]:
        search = self.terminal.kiosk.search
        if search is None or typed.layer != "accents" or not typed.last_syllable:
            return ()
        return search.candidates(typed.last_syllable, CANDIDATES)

    def _over(self, kept: Kept) -> None:
        self._over_at_s = self._stopwatch_s
        self.terminal.touched()
        # What was typed is on disk, or lost; here it ends.
        self.show(replace(self.first(), step="thanks" if kept == "kept" else "not_kept"))
        self._over_at_s = self._stopwatch_s

    def _usual_tail(self) -> int:
        upright = self.terminal.kiosk.settings.panel.orientation == "portrait"
        return TAIL_UPRIGHT if upright else TAIL_LYING

    @property
    def _stopwatch_s(self) -> float:
        return self.terminal.kiosk.time.stopwatch_s()


def _typed(text: str) -> Typed:
    return replace(EMPTY, text=text)


_CHOSEN = FeedbackState(chosen=("guidance",))
_TYPING = replace(
    _CHOSEN,
    keys_up=True,
    typed=_typed("giấy hẹn ghi quầy 2 nhưng cán bộ chỉ sang quầy"),
    candidates=("quầy", "quây", "quậy", "quay", "quấy"),
)
SAMPLES = {
    "empty": FeedbackState(),
    "chosen": _CHOSEN,
    "typing": _TYPING,
    "digits": replace(_TYPING, typed=replace(_TYPING.typed, layer="digits"), candidates=()),
    "letters": replace(_TYPING, typed=replace(_TYPING.typed, layer="letters"), candidates=()),
    "keys_down": replace(_TYPING, keys_up=False),
    "personal_number": replace(_CHOSEN, keys_up=True, typed=_typed("xin gọi lại số 0912 345 678")),
    "full_field": replace(
        _TYPING,
        typed=_typed("tôi đến từ bảy giờ sáng mà đến mười giờ vẫn chưa được gọi, cán bộ bảo chờ. " * 6),
        candidates=(),
    ),
    "sending": replace(_TYPING, step="sending"),
    "thanks": FeedbackState(step="thanks"),
    "not_kept": FeedbackState(step="not_kept"),
}
