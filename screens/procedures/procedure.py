"""The paper list: what to bring for one procedure in one's own case, how long it takes, what it costs and where."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kiosk.procedures.cases import leads_to
from kiosk.procedures.catalogue import is_stale
from kiosk.procedures.procedure import OFFERED_AT_HOME
from kiosk.procedures.text import Text
from kiosk.words import Words
from screens.presenter import Presenter
from screens.procedures.procedure_state import PAPERS_FLOWING, PAPERS_LYING, PAPERS_UPRIGHT, Answered, ProcedureState
from screens.sheet import SheetState
from screens.tickets.printer_causes import cause_heading, cause_now

if TYPE_CHECKING:
    from kiosk.tickets.checklist_print import ListOutcome

# «Mời lấy giấy ở khe in» stays long enough to be seen, then the list can be printed again.
PRINTED_SHOWN_S = 5.0


class ProcedurePresenter(Presenter[ProcedureState]):
    """Shows one procedure; from here to its ticket, onto paper, or onto the citizen's phone."""

    def first(self) -> ProcedureState:
        """Nothing chosen."""
        self._printed_at_s = 0.0
        upright = self.terminal.kiosk.settings.panel.orientation == "portrait"
        return ProcedureState(per_page=PAPERS_UPRIGHT if upright else PAPERS_LYING)

    def enter(self, about: tuple[str, Text | None]) -> None:
        """A procedure by its code, and the life event it was chosen from."""
        code, crumb = about
        content = self.terminal.kiosk.content
        procedure = content.catalogue.procedure(code) if content else None
        if content is None or procedure is None:
            return
        lane = content.lane(procedure.lane)
        days = self.terminal.kiosk.settings.content.stale_after_days
        stale = is_stale(procedure, self.now.date(), days)
        self.show(
            replace(
                self.state,
                procedure=procedure,
                crumb=crumb,
                counters=lane.counters_text if lane else "",
                updated_on=content.released_on,
                stale_days=days if stale else None,
            )
        )
        if procedure.can_be_done_at_home:
            self.terminal.kiosk.count(OFFERED_AT_HOME, procedure.code)

    def facts_changed(self) -> None:
        """Its lane may have closed or opened."""
        procedure = self.state.procedure
        lanes = (each for each in self.terminal.facts.lanes if procedure and each.lane.code == procedure.lane)
        lane = next(lanes, None)
        now = self.now.replace(second=0, microsecond=0) if lane and lane.why else None
        closed = (lane.why, lane.opens_at) if lane else (None, None)
        self.show(replace(self.state, why_closed=closed[0], opens_at=closed[1], now=now))

    def tick(self) -> None:
        """The list was taken long ago."""
        if self.state.printing == "printed" and self._stopwatch_s - self._printed_at_s >= PRINTED_SHOWN_S:
            self.show(replace(self.state, printing=""))

    # The case

    def answer_yes(self) -> None:
        """«Có»."""
        self._answer(answer=True)

    def answer_no(self) -> None:
        """«Không»."""
        self._answer(answer=False)

    def answer_unsure(self) -> None:
        """«Chưa rõ»: the papers of both answers stay, and staff are asked."""
        self._answer(answer=None)

    def ask_again(self) -> None:
        """The answers are to be changed: from the first question on."""
        self._answered(())

    def step_back(self) -> bool:
        """«Quay lại» goes back to the question answered last."""
        if not self.state.answers:
            return False
        self._answered(self.state.answers[:-1])
        return True

    def open_target(self) -> None:
        """To the procedure the answers lead to; «Quay lại» comes back to what was open before this one."""
        target = self.state.target
        if target is not None:
            self.terminal.go_instead("procedure", (target.code, self.state.crumb))

    def _answer(self, *, answer: bool | None) -> None:
        question = self.state.question
        if question is not None:
            self._answered((*self.state.answers, (question.key, answer)))

    def _answered(self, answers: Answered) -> None:
        procedure, content = self.state.procedure, self.terminal.kiosk.content
        code = leads_to(procedure, dict(answers)) if procedure else None
        target = content.catalogue.procedure(code) if content and code else None
        first = self.first()
        self.show(
            replace(
                self.state,
                answers=answers,
                target=target,
                page=1,
                per_page=first.per_page,
                room=None,
                longest=first.longest,
                apart=False,
                home_apart=False,
                case_apart=False,
                note_pages=1,
                name_pages=0,
                printing="",
            )
        )

    # Pages

    def turn(self, by: int) -> None:
        """To the next or the previous papers."""
        self.show(replace(self.state, page=min(max(self.state.page + by, 1), self.state.pages)))

    def flow(self, *, flows: bool) -> None:
        """All papers at once where the page turns over by itself."""
        if flows:
            self.show(self.state.flowing())
        elif self.state.per_page == PAPERS_FLOWING:
            self._answered(self.state.answers)

    def squeeze(self) -> bool:
        """The page is too tall: move something to another page."""
        before = self.state
        self.show(before.squeezed())
        return self.state != before

    # Going on

    def take_ticket(self) -> None:
        """A number for this procedure: its lane is known, no further choice."""
        procedure = self.state.procedure
        self.go("take_ticket", (procedure.lane, procedure.code) if procedure and procedure.lane else None)

    def print_list(self) -> None:
        """The list of this case onto paper; a second touch on the way is not a second list."""
        if self.state.printing in ("printing", "printed") or not self.state.can_be_printed:
            return
        from screens.procedures.printed_list import checklist_of  # noqa: PLC0415 -- not before somebody prints

        kiosk = self.terminal.kiosk
        language, asked_at_s = self.words.language, self._stopwatch_s
        checklist = checklist_of(self.state, self.words.you, has_english=self.terminal.has_english)
        self.show(replace(self.state, printing="printing"))
        work = partial(kiosk.at_printer.print_list, checklist, language=language, asked_at_s=asked_at_s)
        if not self.later(kiosk.printer, work, self._list_ended):
            self._list_ended("unprinted")

    def _list_ended(self, outcome: ListOutcome) -> None:
        self._printed_at_s = self._stopwatch_s
        match outcome:
            case "confirmed" | "assumed":
                self.show(replace(self.state, printing="printed"))
            case "too_long":
                self.show(replace(self.state, printing="too_long"))
            case "unprinted" | "unknown":
                self.show(replace(self.state, printing="failed", cause=cause_now(self.terminal.facts.printer)))
        self.terminal.watch()  # a sheet may lie over the page now

    def open_phone(self) -> None:
        """Show the QR code of the portal's page."""
        self.show(replace(self.state, phone=True))

    def sheet(self, words: Words) -> SheetState | None:
        """The code for the citizen's telephone, asked for or instead of paper."""
        state = self.state
        if state.printing in ("failed", "too_long"):
            return _instead_of_paper(state, words)
        if not state.phone:
            return None
        caption = words("Trang của Cổng Dịch vụ công quốc gia.")
        return SheetState(words("Quét mã để mở trên điện thoại"), caption, words("Xong"), icon="qr_code", qr=state.url)

    def sheet_primary(self) -> None:
        """Back to the papers."""
        self.show(replace(self.state, phone=False, printing=""))

    def sheet_secondary(self) -> None:
        """«In lại»: the printer may have been mended meanwhile."""
        self.sheet_primary()
        self.print_list()

    @property
    def _stopwatch_s(self) -> float:
        return self.terminal.kiosk.time.stopwatch_s()


def _instead_of_paper(state: ProcedureState, words: Words) -> SheetState:
    failed = state.printing == "failed"
    heading = cause_heading(words, state.cause) if failed else words("Danh sách này quá dài để in")
    way = words("Quét mã để mang theo.") if state.url else words("Xin chụp ảnh màn hình để mang theo.")
    again = words("In lại") if failed else ""
    return SheetState(heading, way, words("Xong"), secondary=again, icon="print_error", qr=state.url)
