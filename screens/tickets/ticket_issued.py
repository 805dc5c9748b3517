"""The number: shown as soon as it exists, then what became of the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from kiosk.session.situation import IDLE_AFTER_TROUBLE_S, IDLE_S
from kiosk.tickets.outcome import Taken
from kiosk.words import Words
from screens.presenter import Presenter
from screens.tickets.issued import Issued, number_px, sample_ticket
from screens.tickets.take_ticket import SAMPLE_GUIDE, SAMPLE_LANES

Slip: TypeAlias = Literal["number", "confirmed", "assumed", "unknown", "reprinted"]
FIGURE_PX, WORDS_PX = 84, 46


@dataclass(frozen=True, slots=True)
class TicketIssuedState:
    """slip: number (not yet printed), confirmed, assumed, unknown, reprinted.

    shows_ahead  whether the people before can honestly be told: numbers are called through this program.
    """

    issued: Issued | None = None
    slip: Slip = "number"
    printing_again: bool = False
    reprinted_once: bool = False
    seconds_left: int = 15
    shows_ahead: bool = True

    @property
    def number(self) -> str:
        """A030."""
        return self.issued.number if self.issued else ""

    def number_px(self, room_px: float) -> int:
        """Its size: the largest that fits this room."""
        return number_px(self.number or "A000", room_px=room_px)

    @property
    def done(self) -> bool:
        """Whether the heading is good news about paper."""
        return self.slip in ("confirmed", "reprinted")

    @property
    def may_print_again(self) -> bool:
        """One reprint for the citizen, where the first is in doubt."""
        return self.slip in ("assumed", "unknown") and not self.reprinted_once and not self.printing_again

    def icon(self) -> str:
        """The heading's picture."""
        return "check_circle" if self.done else "confirmation_number"

    def heading(self, words: Words) -> str:
        """What became of the paper."""
        if self.printing_again:
            return words("Đang in phiếu…")
        match self.slip:
            case "number":
                return words("Đang in phiếu…")
            case "confirmed":
                return words("Mời lấy phiếu ở khe in")
            case "assumed":
                return words("Phiếu đang ra")
            case "unknown":
                return words("Số của {you} là {number}", number=self.number)
            case "reprinted":
                return words("Đã in lại, cùng số {number}", number=self.number)

    def lane(self, words: Words) -> str:
        """What it is for."""
        return self.issued.lane_name(words) if self.issued else ""

    def counters(self, words: Words) -> str:
        """Where to go: the bare numbers, or the guide desk."""
        if self.issued is None:
            return ""
        return self.issued.lane.counters_text or words("Bàn hướng dẫn")

    @property
    def counters_base(self) -> int:
        """Figures are large; the desk's name has to fit."""
        return FIGURE_PX if self.issued and self.issued.lane.counters else WORDS_PX

    def counters_label(self, words: Words) -> str:
        """What the figure is."""
        return words("Đến quầy") if self.issued and self.issued.lane.counters else words("Mời đến")

    @property
    def ahead(self) -> int:
        """People before this one."""
        return self.issued.ticket.ahead if self.issued else 0

    def people(self, words: Words) -> str:
        """The unit of that figure."""
        return words.many("người", count=self.ahead)

    def note(self, words: Words) -> str:
        """What happens next; without a sure slip, to remember the number."""
        if self.slip in ("assumed", "unknown"):
            return words("Nếu chưa thấy phiếu, xin nhớ số **{number}**.", number=self.number)
        return words("Mời ngồi chờ. Khi đến lượt, cán bộ sẽ mời số **{number}**.", number=self.number)

    def countdown(self, words: Words) -> str:
        """When this page goes away by itself."""
        return words.many("Tự về trang đầu sau **{count}** giây", count=self.seconds_left)

    def spoken(self, words: Words) -> Iterator[str]:
        """The number, where to go, how many are before."""
        yield words("Số của {you} là {number}", number=self.number)
        if self.issued and self.issued.lane.counters:
            yield words("Mời đến quầy {counter}.", counter=self.counters(words))
        if self.shows_ahead:
            yield words.many("Trước mình còn {count} người.", count=self.ahead)
        yield self.note(words).replace("**", "")


class TicketIssuedPresenter(Presenter[TicketIssuedState]):
    """Shows the number; counts down to the start."""

    def first(self) -> TicketIssuedState:
        """No number."""
        return TicketIssuedState(shows_ahead=self.terminal.kiosk.counts_waiting)

    def enter(self, about: Taken | Issued) -> None:
        """A fresh number, or one whose paper came after trouble."""
        self.show(TicketIssuedState(about if isinstance(about, Issued) else None))

    def paper_came(self, outcome: Taken) -> None:
        """What became of the slip of this number; of any other number nothing is heard."""
        issued = self.state.issued
        if issued is None or outcome.ticket.request_id != issued.ticket.request_id:
            return
        self.terminal.touched()
        match outcome.paper:
            case "unprinted":
                self.terminal.go_instead("paper_trouble", (issued, outcome.conditions))
            case "confirmed" if outcome.is_reprinted:
                self._say("reprinted")
            case "confirmed" | "assumed" | "unknown":
                self._say(outcome.paper)

    @property
    def is_at_work(self) -> bool:
        """Whether the slip of this number, or another one of it, is still on its way."""
        return super().is_at_work or (self.state.issued is not None and self.state.slip == "number")

    def print_again(self) -> None:
        """The same number again, marked «In lại»."""
        issued = self.state.issued
        if issued is None or not self.state.may_print_again:
            return
        self.show(replace(self.state, printing_again=True))
        kiosk = self.terminal.kiosk
        language = self.words.language
        again = lambda: kiosk.print_again(issued.ticket, language=language)  # noqa: E731 -- handed to the printer's thread
        if not self.later(kiosk.printer, again, self.terminal.paper_came):
            self.show(replace(self.state, printing_again=False))

    def tick(self) -> None:
        """A second less."""
        kiosk = self.terminal.kiosk
        left = self.idle_limit_s() - (kiosk.time.stopwatch_s() - self.terminal.touched_at_s)
        self.show(replace(self.state, seconds_left=max(0, round(left))))

    def idle_limit_s(self) -> float:
        """Longer when something is in doubt and there is more to read, or while paper is awaited."""
        return IDLE_S["ticket_issued"] if self.state.done else IDLE_AFTER_TROUBLE_S

    def done(self) -> None:
        """The citizen has the number."""
        self.terminal.home()

    def _say(self, slip: Slip) -> None:
        again = self.state.printing_again
        seconds = round(IDLE_S["ticket_issued"] if slip in ("confirmed", "reprinted") else IDLE_AFTER_TROUBLE_S)
        self.show(
            replace(
                self.state,
                slip=slip,
                printing_again=False,
                reprinted_once=self.state.reprinted_once or again,
                seconds_left=seconds,
            )
        )


_ISSUED = Issued(sample_ticket(), SAMPLE_LANES[0])
_CONFIRMED = TicketIssuedState(_ISSUED, "confirmed")
SAMPLES = {
    "number": TicketIssuedState(_ISSUED, seconds_left=30),
    "confirmed": _CONFIRMED,
    "assumed": replace(_CONFIRMED, slip="assumed", seconds_left=30),
    "unknown": replace(_CONFIRMED, slip="unknown", seconds_left=30),
    "reprinted": replace(_CONFIRMED, slip="reprinted", reprinted_once=True),
    "uncounted": replace(_CONFIRMED, shows_ahead=False),
    "guide_desk": replace(_CONFIRMED, issued=Issued(sample_ticket(), SAMPLE_GUIDE)),
    "long_number": replace(_CONFIRMED, issued=Issued(sample_ticket(1030, ahead=0), SAMPLE_LANES[0])),
}
