"""One glance: am I fine, when, where. Nothing here stays when the citizen leaves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from kiosk.dossiers.dossier import Dossier
from kiosk.dossiers.lookup import LookupOutcome
from kiosk.dossiers.provider import (
    Entry,
    Factor,
    FactorNeeded,
    Found,
    LastKnown,
    NoAnswer,
    NotFound,
    OtherOffice,
    TooManyTries,
)
from kiosk.dossiers.receipt_code import ReceiptCode
from kiosk.dossiers.standing import acceptance_is_slow, days_late, days_left, look_state
from kiosk.dossiers.working_days import WorkingDays
from kiosk.words import Words
from screens.dossiers.status_state import DossierStatusState
from screens.dossiers.status_words import Look
from screens.presenter import Presenter
from screens.registry import SCREENS
from screens.sheet import SheetState
from screens.tickets.printer_causes import cause_now

if TYPE_CHECKING:
    from kiosk.session.situation import ScreenName
    from kiosk.tickets.status_slip_print import StatusOutcome

# The lane «Nhận kết quả» has this code in every release that has such a lane.
RESULTS_LANE = "results"
# Whoever asks is given the whole time of the settings; after it only an answer already on its way is worth waiting for.
GRACE_S = 2.0
PRINTED_SHOWN_S = 5.0
LONG_AGO = timedelta(days=365)
# Offered where the program has these pages.
RATING: ScreenName = "rating"
REMARKS: ScreenName = "feedback"


@dataclass(frozen=True, slots=True)
class Asked:
    """A look-up to make: the code, how it came, and what proves it.

    once  the proof came from a card: it serves one question, and whoever asks again holds the card there again
    """

    code: ReceiptCode = field(repr=False)
    entry: Entry = "scan"
    factor: Factor | None = field(default=None, repr=False)
    once: bool = False


class DossierStatusPresenter(Presenter[DossierStatusState]):
    """Asks once for a code and shows the answer, or sends on to where an unanswered code leads."""

    def first(self) -> DossierStatusState:
        """No code, no dossier."""
        self._asked: Asked | None = None
        self._factor: Factor | None = None
        self._question: list[Asked] = []
        self._since_s = self._printed_at_s = 0.0
        kiosk = self.terminal.kiosk
        brand = kiosk.content.brand if kiosk.content else None
        return DossierStatusState(
            zalo_url=(brand.zalo_url if brand else None) or kiosk.settings.channels.zalo_url,
            may_rate=RATING in SCREENS,
            may_complain=REMARKS in SCREENS,
        )

    # Asking

    def enter(self, about: ReceiptCode | Asked) -> None:
        """Ask about a code. A second receipt replaces the first; the first is wiped before."""
        asked = about if isinstance(about, Asked) else Asked(about)
        self._asked = replace(asked, factor=None, once=False)
        self._factor = None if asked.once else asked.factor  # «Thử lại» may need it, until the answer is there
        self._since_s = self._stopwatch_s
        self.show(replace(self.state, code=asked.code.text, waited_s=0.0))
        kiosk, language = self.terminal.kiosk, self.words.language
        question = self._question = [asked]  # taken out by whoever asks: no closure of the worker keeps a second fact

        def ask() -> LookupOutcome:
            try:
                taken = question.pop()
            except IndexError:  # whoever asked has gone
                return NoAnswer("timeout")
            return kiosk.lookup().ask(taken.code, taken.entry, taken.factor, language)

        if not self.later(kiosk.network, ask, self._answered):
            self._answered(NoAnswer("timeout"))

    def forget(self) -> None:
        """A question nobody has taken up yet is not asked for somebody who has gone."""
        self._question.clear()
        super().forget()

    def tick(self) -> None:
        """Say that it takes a while, that the network is slow, then that nobody answered; the slip was taken."""
        if self.state.waited_s is not None:
            waited_s = self._stopwatch_s - self._since_s
            if waited_s >= self.terminal.kiosk.settings.dossiers.total_timeout_s + GRACE_S:
                self._answered(NoAnswer("timeout"))
            else:
                self.show(replace(self.state, waited_s=waited_s))
        elif self.state.printing == "printed" and self._stopwatch_s - self._printed_at_s >= PRINTED_SHOWN_S:
            self.show(replace(self.state, printing=""))

    def _answered(self, outcome: LookupOutcome) -> None:
        asked, factor = self._asked, self._factor
        self._factor = None
        self.show(replace(self.state, waited_s=None))
        self.terminal.touched()
        if asked is None:
            return
        match outcome:
            case Found(dossier):
                self._shows(dossier)
            case LastKnown(dossier):
                self._shows(dossier, last_known=True)
            case FactorNeeded(kinds):
                self.terminal.go_instead("type_receipt_code", (asked, kinds))
            case NoAnswer():  # nobody has looked at the digits yet: «Thử lại» asks with them
                self.terminal.go_instead("not_a_receipt", (outcome, replace(asked, factor=factor)))
            case NotFound() | OtherOffice() | TooManyTries():
                self.terminal.go_instead("not_a_receipt", (outcome, asked))
            case _:
                assert_never(outcome)

    def _shows(self, dossier: Dossier, *, last_known: bool = False) -> None:
        ours = self.terminal.kiosk.settings.dossiers.unit_prefixes
        unit = dossier.unit.code
        elsewhere = unit is not None and not any(unit == each or unit.startswith(f"{each}.") for each in ours)
        self.show(replace(self.state, look=self._look(dossier), last_known=last_known, elsewhere=elsewhere))

    def _look(self, dossier: Dossier) -> Look:
        now, days = self.now, self._working_days()
        return Look(
            dossier,
            look_state(dossier, now),
            now,
            days_left=days_left(dossier, now, days),
            days_late=days_late(dossier, now, days),
            accepted_late=self._is_accepted_late(dossier, days),
        )

    def _is_accepted_late(self, dossier: Dossier, days: WorkingDays) -> bool:
        content, sent = self.terminal.kiosk.content, dossier.submitted_at
        if content is None or sent is None or self.now - sent > LONG_AGO:
            return sent is not None and self.now - sent > LONG_AGO
        periods = [(period.opens, period.closes) for hours in content.hours[:1] for period in hours.periods]
        return acceptance_is_slow(dossier, self.now, days, periods)

    def _working_days(self) -> WorkingDays:
        content = self.terminal.kiosk.content
        if content is None:
            return WorkingDays()
        weekdays = frozenset(day for hours in content.hours for day in hours.weekdays)
        return WorkingDays({special.on: special.kind for special in content.special_days}, weekdays)

    # Pages

    def turn(self, by: int) -> None:
        """To the next or the previous page."""
        self.show(replace(self.state, page=min(max(self.state.page + by, 1), self.state.pages)))

    def squeeze(self) -> bool:
        """The page is too tall: move something to another page."""
        before = self.state
        self.show(before.squeezed())
        return self.state != before

    # Going on

    def aside(self) -> None:
        """The key beside «Xong»."""
        match self.state.aside:
            case "details":
                self._see_details()
            case "print":
                self.print_slip()
            case "complain":
                self.go(REMARKS)
            case "zalo":
                self._open_phone()
            case "":
                pass

    def _see_details(self) -> None:
        """The second fact shows the rest."""
        if self._asked is not None:
            self.go("type_receipt_code", (self._asked, self.terminal.kiosk.settings.dossiers.factors))

    def rate(self) -> None:
        """How it went; nothing of the dossier goes along."""
        self.go(RATING)

    def take_ticket(self) -> None:
        """A number to collect the result."""
        content = self.terminal.kiosk.content
        self.go("take_ticket", RESULTS_LANE if content and content.lane(RESULTS_LANE) else None)

    def print_slip(self) -> None:
        """The status onto paper; a second touch on the way is not a second slip, and who has left gets none."""
        if self.state.printing in ("printing", "printed") or self.state.look is None:
            return
        from screens.dossiers.printed_status import slip_of  # noqa: PLC0415 -- not before somebody prints

        kiosk = self.terminal.kiosk
        language, asked_at_s, visit = self.words.language, self._stopwatch_s, self._visit
        slip = slip_of(self.state, self.words.you, has_english=self.terminal.has_english)
        self.show(replace(self.state, printing="printing"))

        def work() -> StatusOutcome:
            if self._visit != visit:  # nobody is there to take it, and it is about somebody
                return "unprinted"
            return kiosk.at_printer.print_status(slip, language=language, asked_at_s=asked_at_s)

        if not self.later(kiosk.printer, work, self._slip_ended):
            self._slip_ended("unprinted")

    def _slip_ended(self, outcome: StatusOutcome) -> None:
        self._printed_at_s = self._stopwatch_s
        self.terminal.touched()
        printed = outcome in ("confirmed", "assumed")
        cause = None if printed else cause_now(self.terminal.facts.printer)
        self.show(replace(self.state, printing="printed" if printed else "failed", cause=cause))

    def _open_phone(self) -> None:
        """Show the centre's Zalo."""
        self.show(replace(self.state, phone=True))

    def sheet(self, words: Words) -> SheetState | None:
        """The code of the centre's account; no dossier code in it."""
        if not self.state.phone:
            return None
        heading = words("Quét mã để theo dõi Trung tâm trên\u00a0Zalo")
        return SheetState(heading, "", words("Xong"), icon="sms", qr=self.state.zalo_url)

    def sheet_primary(self) -> None:
        """Back to the dossier."""
        self.show(replace(self.state, phone=False))

    def done(self) -> None:
        """The citizen has seen it; it vanishes."""
        self.terminal.home()

    @property
    def _stopwatch_s(self) -> float:
        return self.terminal.kiosk.time.stopwatch_s()
