"""The number: shown as soon as it exists, then what became of the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, TypeAlias

from kiosk.session.session import AFTER_TROUBLE, TIME_OUTS, TimeOut
from kiosk.tickets.estimate import LONG_MIN, WaitRange
from kiosk.tickets.outcome import Taken
from kiosk.tickets.policy import NORMAL_CLASS
from kiosk.tickets.ticket import Ticket
from kiosk.words import Words
from screens.presenter import Presenter
from screens.tickets.issued import Issued, number_px, sample_ticket
from screens.tickets.take_ticket_samples import SAMPLE_GUIDE, SAMPLE_LANES

Slip: TypeAlias = Literal["number", "sent", "confirmed", "assumed", "unknown", "reprinted"]
Turn: TypeAlias = Literal["", "declared", "in_turn", "first"]
FIGURE_PX, RANGE_PX, WORDS_PX = 84, 64, 46
ROOM_UPRIGHT_PX, ROOM_LYING_PX = 914, 830
# Heights of the number's card: as drawn, then lower where letters are large and much else has to be read.
CARD_PX = (515, 400, 330)


@dataclass(frozen=True, slots=True)
class Figure:
    """One card: what it is, the figure, its unit. base: the figure's size in layout pixels."""

    id: str
    label: str
    figure: str
    unit: str = ""
    base: int = FIGURE_PX


@dataclass(frozen=True, slots=True)
class TicketIssuedState:
    """What is shown of a number.

    slip         number: not yet sent; sent: on its way out; then what became of it
    shows_ahead  whether the people before can honestly be told: numbers are called through this program
    turn         how a priority class is called: as declared, in turn with the others by `ratio`, or first of all
    has_papers   a list of papers can be shown: that of the procedure, or of everything done in this lane
    tight        steps by which the number's card gave room away
    """

    issued: Issued | None = None
    slip: Slip = "number"
    printing_again: bool = False
    reprinted_once: bool = False
    seconds_left: int = 15
    shows_ahead: bool = True
    turn: Turn = ""
    ratio: str = ""
    has_papers: bool = False
    tight: int = 0

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
            case "sent":
                return words("Phiếu đang ra…")
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

    @property
    def card_px(self) -> int:
        """Height of the number's card."""
        return CARD_PX[self.tight]

    def figures(self, words: Words) -> tuple[Figure, ...]:
        """Where to go, how many are before, how long it takes; what is not known is left out with its card."""
        if self.issued is None:
            return ()
        lane, found = self.issued.lane, []
        if lane.counters:
            found.append(Figure("counters", words("Đến quầy"), lane.counters_text))
        else:
            found.append(Figure("counters", words("Mời đến"), words("Bàn hướng dẫn"), base=WORDS_PX))
        if self.tells_ahead:
            people = words.many("người", count=self.ahead)
            found.append(Figure("ahead", words("Trước mình còn"), str(self.ahead), people))
        if self.tells_ahead and self.issued.ticket.estimate:
            found.append(_wait(words, self.issued.ticket.estimate))
        return tuple(found)

    @property
    def tells_ahead(self) -> bool:
        """Whether anything is known of the people before: never of a number given alone."""
        return self.shows_ahead and self.issued is not None and not self.issued.is_alone

    @property
    def ahead(self) -> int:
        """People before this one."""
        return self.issued.ticket.ahead if self.issued else 0

    def note(self, words: Words) -> str:
        """What happens next; without a sure slip, to remember the number; how a priority is called."""
        return " ".join(part for part in (self._next(words), self._turn(words)) if part)

    def _next(self, words: Words) -> str:
        if self.slip in ("assumed", "unknown"):
            return words("Nếu chưa thấy phiếu, xin nhớ số **{number}**.", number=self.number)
        if self.issued and self.issued.is_alone:
            return words("Máy đang mất mạng nội bộ. Quầy sẽ gọi theo số **{number}**.", number=self.number)
        return words("Mời ngồi chờ. Khi đến lượt, cán bộ sẽ mời số **{number}**.", number=self.number)

    def _turn(self, words: Words) -> str:
        match self.turn:
            case "":
                return ""
            case "declared":
                return words("**Diện ưu tiên.**")
            case "in_turn":
                return words("Diện ưu tiên: **xen kẽ {ratio}**.", ratio=self.ratio)
            case "first":
                return words("Diện ưu tiên: **mời trước**.")

    def countdown(self, words: Words) -> str:
        """When this page goes away by itself."""
        return words.many("Tự về trang đầu sau **{count}** giây", count=self.seconds_left)

    def spoken(self, words: Words) -> Iterator[str]:
        """The number, where to go, how many are before, how long it may take, what happens next."""
        yield words("Số của {you} là {number}", number=self.number)
        if self.issued and self.issued.lane.counters:
            yield words("Mời đến quầy {counter}.", counter=self.issued.lane.counters_text)
        if self.tells_ahead:
            yield words.many("Trước mình còn {count} người.", count=self.ahead)
        for figure in self.figures(words):
            if figure.id == "wait":
                yield " ".join(part for part in (figure.label, figure.figure, figure.unit) if part)
        yield self.note(words).replace("**", "")


def _wait(words: Words, wait: WaitRange) -> Figure:
    if wait.crosses_noon:
        return Figure("wait", words("Có thể sang"), words("buổi chiều"), base=WORDS_PX)
    label, unit = words("Chờ khoảng"), words.of("time", "phút")
    if wait.is_long:
        return Figure("wait", words("Chờ hơn"), str(LONG_MIN), unit)
    if not wait.low_min:
        return Figure("wait", words("Chờ chưa đến"), str(wait.high_min), unit)
    return Figure("wait", label, f"{wait.low_min}–{wait.high_min}", unit, base=RANGE_PX)


class TicketIssuedPresenter(Presenter[TicketIssuedState]):
    """Shows the number; counts down to the start."""

    def first(self) -> TicketIssuedState:
        """No number."""
        return TicketIssuedState(shows_ahead=self.terminal.kiosk.counts_waiting)

    def enter(self, about: Taken | Issued) -> None:
        """A fresh number, or one whose paper came after trouble."""
        issued = about if isinstance(about, Issued) else None
        turn, ratio = self._turn(issued)
        state = replace(self.first(), issued=issued, turn=turn, ratio=ratio, has_papers=self._has_papers(issued))
        self.show(state)

    def slip_sent(self, ticket: Ticket) -> None:
        """The last byte of this number's slip has left; of any other number nothing is heard."""
        issued = self.state.issued
        if issued and ticket.request_id == issued.ticket.request_id and self.state.slip == "number":
            self.show(replace(self.state, slip="sent"))

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
        return super().is_at_work or (self.state.issued is not None and self.state.slip in ("number", "sent"))

    def print_again(self) -> None:
        """The same number again, marked «In lại»."""
        issued = self.state.issued
        if issued is None or not self.state.may_print_again:
            return
        self.show(replace(self.state, printing_again=True))
        kiosk = self.terminal.kiosk
        language = self.words.language
        again = partial(kiosk.at_printer.print_again, issued.ticket, language=language)
        if not self.later(kiosk.printer, again, self.terminal.paper_came):
            self.show(replace(self.state, printing_again=False))

    def tick(self) -> None:
        """A second less."""
        self.show(replace(self.state, seconds_left=self.terminal.seconds_left()))

    def time_out(self) -> TimeOut:
        """Longer when something is in doubt and there is more to read, or while paper is awaited."""
        return TIME_OUTS["ticket_issued"] if self.state.done else AFTER_TROUBLE

    def see_papers(self) -> None:
        """To what has to be brought: the procedure this number is for, or all that is done in its lane."""
        issued = self.state.issued
        if issued is None:
            return
        if issued.procedure:
            self.go("procedure", (issued.procedure, None))
        else:
            self.go("all_procedures", issued.lane)

    def squeeze(self) -> bool:
        """The page is too tall: the number's card gives room away."""
        if self.state.tight + 1 >= len(CARD_PX):
            return False
        self.show(replace(self.state, tight=self.state.tight + 1))
        return True

    def done(self) -> None:
        """The citizen has the number."""
        self.terminal.home()

    def _turn(self, issued: Issued | None) -> tuple[Turn, str]:
        """How the class of this number is called, and the ratio; by the policy where one is known."""
        klass = issued.ticket.klass if issued else NORMAL_CLASS
        if klass == NORMAL_CLASS:
            return "", ""
        policy = self.terminal.facts.policy
        known = policy.class_of(klass) if policy else None
        if policy is None or known is None:
            return "declared", ""
        return ("first", "") if known.tier == 0 else ("in_turn", policy.ratio)

    def _has_papers(self, issued: Issued | None) -> bool:
        content = self.terminal.kiosk.content
        if issued is None or content is None:
            return False
        return bool(issued.procedure or content.catalogue.of_lane(issued.lane.code))

    def _say(self, slip: Slip) -> None:
        again = self.state.printing_again
        once = self.state.reprinted_once or again
        self.show(replace(self.state, slip=slip, printing_again=False, reprinted_once=once))
        self.tick()


def _sample(wait: WaitRange | None, *, klass: str = "normal", procedure: str = "") -> Issued:
    return Issued(replace(sample_ticket(klass=klass), estimate=wait), SAMPLE_LANES[0], procedure)


_ISSUED = _sample(WaitRange(15, 25))
_CONFIRMED = TicketIssuedState(_ISSUED, "confirmed", has_papers=True)
SAMPLES = {
    "number": replace(_CONFIRMED, slip="number", seconds_left=30),
    "sent": replace(_CONFIRMED, slip="sent", seconds_left=30),
    "confirmed": _CONFIRMED,
    "assumed": replace(_CONFIRMED, slip="assumed", seconds_left=30),
    "unknown": replace(_CONFIRMED, slip="unknown", seconds_left=30),
    "printing_again": replace(_CONFIRMED, slip="assumed", printing_again=True, seconds_left=30),
    "reprinted": replace(_CONFIRMED, slip="reprinted", reprinted_once=True),
    "alone": replace(_CONFIRMED, issued=Issued(sample_ticket(1, alone=True), SAMPLE_LANES[0])),
    "no_estimate": replace(_CONFIRMED, issued=_sample(None)),
    "long_wait": replace(_CONFIRMED, issued=_sample(WaitRange(60, 90))),
    "short_wait": replace(_CONFIRMED, issued=_sample(WaitRange(0, 10))),
    "over_noon": replace(_CONFIRMED, issued=_sample(WaitRange(20, 100, crosses_noon=True))),
    "priority": replace(_CONFIRMED, issued=_sample(None, klass="priority"), turn="in_turn", ratio="1:2"),
    "priority_first": replace(_CONFIRMED, issued=_sample(None, klass="urgent80"), turn="first"),
    "priority_declared": replace(_CONFIRMED, issued=_sample(None, klass="priority"), turn="declared"),
    "from_procedure": replace(_CONFIRMED, issued=_sample(WaitRange(15, 25), procedure="1.001193")),
    "uncounted": replace(_CONFIRMED, shows_ahead=False),
    "guide_desk": TicketIssuedState(Issued(sample_ticket(), SAMPLE_GUIDE), "confirmed"),
    "long_number": replace(_CONFIRMED, issued=Issued(sample_ticket(1030, ahead=0), SAMPLE_LANES[0])),
}
