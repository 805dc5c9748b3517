"""The number without paper: the citizen has lost nothing, and the page says so before anything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from devices.printers.contract import Condition
from kiosk.tickets.outcome import Taken
from kiosk.tickets.ticket import Ticket
from kiosk.words import Words
from screens.presenter import Presenter
from screens.tickets.issued import Issued, number_px, sample_ticket
from screens.tickets.printer_causes import BARRED, Cause, cause_heading, cause_of
from screens.tickets.take_ticket_samples import SAMPLE_LANES

ROOM_PX = 612
LARGEST_PX = 236


@dataclass(frozen=True, slots=True)
class PaperTroubleState:
    """A number on the screen, and why it is not on paper.

    printing     the slip is tried again · by_itself  because the printer can again, not because of a touch
    mended       the printer can again, and a touch brings the slip
    told_at      when a bell told staff of it; "": nobody was told, and nothing says so
    shows_ahead  see `ticket_issued`
    """

    issued: Issued | None = None
    cause: Cause = "no_paper"
    printing: bool = False
    by_itself: bool = False
    mended: bool = False
    told_at: str = ""
    seconds_left: int = 30
    shows_ahead: bool = True

    @property
    def number(self) -> str:
        """A030."""
        return self.issued.number if self.issued else ""

    @property
    def number_px(self) -> int:
        """Its size: the largest that fits beside the QR code."""
        return number_px(self.number or "A000", room_px=ROOM_PX, largest_px=LARGEST_PX)

    def heading(self, words: Words) -> str:
        """What is the matter with the printer."""
        if self.printing and self.by_itself:
            if self.cause == "no_paper":
                return words("Đã có giấy. Đang in phiếu…")
            return words("Máy in đã chạy lại. Đang in phiếu…")
        if self.printing:
            return words("Đang in phiếu…")
        if self.mended:
            return words("Đã có giấy") if self.cause == "no_paper" else words("Máy in đã chạy lại")
        return cause_heading(words, self.cause)

    @property
    def icon(self) -> str:
        """The heading's picture."""
        return "print" if self.printing or self.mended else "print_error"

    def sentences(self, words: Words, *, below: bool = False) -> str:
        """Nothing is lost; what to do with the number. below: they stand below it."""
        if below:
            return words("Số của {you} **vẫn được giữ**.\nXin nhớ, ghi lại hoặc chụp ảnh số này.")
        return words("Số của {you} **vẫn được giữ**.\nXin nhớ, ghi lại hoặc chụp ảnh số này:")

    def lane_line(self, words: Words) -> str:
        """What for and where."""
        return self.issued.lane_and_counters(words) if self.issued else ""

    def ahead_line(self, words: Words) -> str:
        """How many are before."""
        if self.issued is None or not self.shows_ahead or self.issued.is_alone:
            return ""
        return words.many("Trước mình còn {count} người", count=self.issued.ticket.ahead)

    def note(self, words: Words) -> str:
        """How paper can still be had."""
        if self.printing:
            return words("Xin chờ một chút.")
        if self.mended:
            return words("Chạm «In lại» để in phiếu.")
        if self.told_at and self.cause == "no_paper":
            return words("Máy **đã báo cán bộ** thay giấy lúc {time}. Khi có giấy, chạm «In lại».", time=self.told_at)
        if self.told_at:
            return words("Máy **đã báo cán bộ** lúc {time}. Khi máy in chạy lại, chạm «In lại».", time=self.told_at)
        return words("Mời báo cán bộ ở **bàn hướng dẫn**. Khi máy in dùng lại được, chạm «In lại».")

    def to_keep(self, words: Words) -> str:
        """What the QR code holds."""
        return self.issued.to_keep(words) if self.issued else ""

    def countdown(self, words: Words) -> str:
        """When this page goes away by itself."""
        return words.many("Tự về trang đầu sau **{count}** giây", count=self.seconds_left)

    def spoken(self, words: Words) -> Iterator[str]:
        """Heading, number, and that it is kept."""
        yield self.heading(words)
        yield words("Số của {you} là {number}", number=self.number)
        yield self.sentences(words).replace("**", "").replace("\n", " ")
        yield self.note(words).replace("**", "")


class PaperTroublePresenter(Presenter[PaperTroubleState]):
    """Keeps the number in sight until the citizen has it."""

    def first(self) -> PaperTroubleState:
        """No trouble."""
        self._was_barred = False
        return PaperTroubleState(shows_ahead=self.terminal.kiosk.counts_waiting)

    def enter(self, about: tuple[Issued, frozenset[Condition]]) -> None:
        """A number and what the printer complained about."""
        issued, conditions = about
        self._was_barred = False
        self.show(replace(self.state, issued=issued, cause=cause_of(conditions)))
        self.terminal.staff.tell_of_printer()

    def paper_came(self, outcome: Taken) -> None:
        """The same number tried again, here or by itself after the paper was changed; of others nothing is heard."""
        issued = self.state.issued
        if issued is None or outcome.ticket.request_id != issued.ticket.request_id:
            return
        if outcome.paper == "unprinted":
            self.terminal.touched()
            cause = cause_of(outcome.conditions)
            self.show(replace(self.state, printing=False, by_itself=False, mended=False, cause=cause))
            return
        self.terminal.go_instead("ticket_issued", issued)
        self.terminal.paper_came(outcome)

    def paper_back(self, ticket: Ticket) -> None:
        """The printer can again, and this number's slip begins by itself; of others nothing is said."""
        issued = self.state.issued
        if issued is not None and ticket.request_id == issued.ticket.request_id:
            self.terminal.touched()
            self.show(replace(self.state, printing=True, by_itself=True))

    def facts_changed(self) -> None:
        """The printer can again: a touch brings the slip. What was ready all the time tells nothing."""
        is_barred = self.terminal.facts.printer.state in BARRED
        told_at = self.terminal.staff.told_at if self.state.issued is not None else None
        self.show(replace(self.state, told_at=self.words.clock(told_at) if told_at else ""))
        if self.state.issued is not None and not self.state.printing:
            self.show(replace(self.state, mended=self._was_barred and not is_barred))
        self._was_barred = self._was_barred or is_barred

    def print_again(self) -> None:
        """Try the paper again; the number stays the same."""
        issued = self.state.issued
        if issued is None or self.state.printing:
            return
        self.show(replace(self.state, printing=True))
        kiosk = self.terminal.kiosk
        language = self.words.language
        again = partial(kiosk.at_printer.print_again, issued.ticket, language=language)
        if not self.later(kiosk.printer, again, self.terminal.paper_came):
            self.show(replace(self.state, printing=False))

    def tick(self) -> None:
        """A second less."""
        self.show(replace(self.state, seconds_left=self.terminal.seconds_left()))

    def done(self) -> None:
        """The citizen has the number."""
        self.terminal.home()

    def call_staff(self) -> None:
        """Somebody is needed."""
        self.terminal.call_staff()


_NO_PAPER = PaperTroubleState(Issued(sample_ticket(), SAMPLE_LANES[0]))
SAMPLES = {
    "no_paper": _NO_PAPER,
    "cover_open": replace(_NO_PAPER, cause="cover_open"),
    "jam": replace(_NO_PAPER, cause="jam"),
    "offline": replace(_NO_PAPER, cause="offline"),
    "hot": replace(_NO_PAPER, cause="hot"),
    "not_taken": replace(_NO_PAPER, cause="not_taken"),
    "printing_again": replace(_NO_PAPER, printing=True),
    "paper_back": replace(_NO_PAPER, printing=True, by_itself=True),
    "running_again": replace(_NO_PAPER, cause="jam", printing=True, by_itself=True),
    "told": replace(_NO_PAPER, told_at="09:42"),
    "told_of_cover": replace(_NO_PAPER, cause="cover_open", told_at="09:42"),
    "mended": replace(_NO_PAPER, mended=True),
    "uncounted": replace(_NO_PAPER, shows_ahead=False),
    "alone": replace(_NO_PAPER, issued=Issued(sample_ticket(1, alone=True), SAMPLE_LANES[0])),
}
