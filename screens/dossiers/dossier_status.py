"""One glance: am I fine, when, where. Nothing here stays when the citizen leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import assert_never

from kiosk.dossiers.dossier import Collect, Dossier, ProcedureOfDossier, Status, Step, Unit
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
from kiosk.dossiers.stage_line import stage_line
from kiosk.dossiers.standing import days_late, days_left, look_state
from kiosk.dossiers.working_days import WorkingDays
from kiosk.words import Words
from screens.dossiers.status_words import ICONS, TONES, Look, StepRow, Tone, step_rows
from screens.presenter import Presenter
from screens.sheet import SheetState

# The lane «Nhận kết quả» has this code in every release that has such a lane.
RESULTS_LANE = "results"
SAY_ASKING_AFTER_S = 0.4
SAY_SLOW_AFTER_S = 4.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A look-up to make: the code, how it came, and what proves it."""

    code: ReceiptCode = field(repr=False)
    entry: Entry = "scan"
    factor: Factor | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class DossierStatusState:
    """One answer, or the wait for it.

    waited_s    how long an answer has been awaited; None when it is there
    last_known  nobody could be asked: this is what the code was told before
    """

    code: str = field(default="", repr=False)
    waited_s: float | None = None
    look: Look | None = field(default=None, repr=False)
    phone: bool = False
    zalo_url: str = ""
    last_known: bool = False

    @property
    def tone(self) -> Tone:
        """Which colours the card takes."""
        return TONES[self.look.state] if self.look else "quiet"

    @property
    def icon(self) -> str:
        """The card's picture."""
        return ICONS[self.look.state] if self.look else "hourglass_top"

    @property
    def minimal(self) -> bool:
        """Whether the gateway answered without a second fact: no name, no steps."""
        return self.look is not None and self.look.dossier.detail == "minimal"

    @property
    def steps(self) -> tuple[StepRow, ...]:
        """The four steps, in a full answer that has a way to go."""
        if self.look is None or self.minimal or self.look.state in ("refused", "withdrawn"):
            return ()
        return step_rows(self.look.dossier, stage_line(self.look.dossier))

    @property
    def offers_ticket(self) -> bool:
        """A finished result at a counter: a ticket to collect it is one touch away."""
        collect = self.look.dossier.collect if self.look else None
        return self.look is not None and self.look.state == "ready" and not (collect and collect.postal)

    def who_line(self, words: Words) -> str:
        """Procedure and masked name, or only the field."""
        if self.look is None:
            return ""
        dossier = self.look.dossier
        what = dossier.procedure.name or dossier.procedure.field or ""
        if self.minimal:
            return words("Lĩnh vực: {field}", field=what) if what else ""
        name = (
            words("Người nộp: {name}", name=dossier.owner_masked.replace(" ", "\u00a0")) if dossier.owner_masked else ""
        )
        return " · ".join(part for part in (without_bureau(what), name) if part)

    def waiting_text(self, words: Words) -> str:
        """What stands in place of the card while an answer is awaited."""
        if self.waited_s is None or self.waited_s < SAY_ASKING_AFTER_S:
            return ""
        if self.waited_s < SAY_SLOW_AFTER_S:
            return words("Đang tìm…")
        return words("Đang tìm… Mạng đang chậm.")

    def heading(self, words: Words) -> str:
        """The state."""
        return self.look.heading(words) if self.look else ""

    def label(self, words: Words) -> str:
        """What the figure is."""
        return self.look.label(words) if self.look else ""

    def figure(self, words: Words) -> str:
        """Day, amount or hours."""
        return self.look.date(words) if self.look else ""

    def line(self, words: Words) -> str:
        """What to do."""
        return self.look.line(words) if self.look else ""

    @property
    def may_see_details(self) -> bool:
        """A second fact would show more, and somebody is there to judge it."""
        return self.minimal and not self.last_known

    def banner(self, words: Words) -> str:
        """That nobody could be asked, and from when the figures are."""
        if self.look is None or not self.last_known:
            return ""
        as_of, now = self.look.dossier.as_of.astimezone(self.look.now.tzinfo), self.look.now
        if as_of.date() == now.date():
            return words("**Đang mất kết nối.** Đây là số liệu lúc {time} hôm nay.", time=words.clock(as_of))
        return words(
            "**Đang mất kết nối.** Đây là số liệu lúc {time}, {day}.",
            time=words.clock(as_of),
            day=words.short_day(as_of),
        )

    def unit_line(self, words: Words) -> str:
        """Who handles it, and how old the figures are (the banner says so when they are the last known)."""
        if self.look is None:
            return ""
        as_of, now = self.look.dossier.as_of.astimezone(self.look.now.tzinfo), self.look.now
        if self.last_known:
            age = ""
        elif as_of.date() == now.date():
            age = words("Số liệu lúc {time} hôm nay.", time=words.clock(as_of))
        else:
            age = words("Số liệu lúc {time}, {day}.", time=words.clock(as_of), day=words.short_day(as_of))
        hides = words("Thông tin sẽ tự ẩn khi rời máy.")
        unit = words("Nơi giải quyết: {unit}.", unit=self.look.dossier.unit.name) if self.minimal else ""
        return " ".join(part for part in (unit, age, hides) if part)

    def spoken(self, words: Words) -> Iterator[str]:
        """The state and what to do; through headphones."""
        if self.look is None:
            yield words("Đang tìm…")
            return
        if told := self.banner(words):
            yield told.replace("**", "")
        figure = " ".join(part for part in (self.label(words), self.figure(words)) if part)
        yield from (part for part in (self.heading(words), figure, self.line(words).replace("**", "")) if part)


def without_bureau(name: str) -> str:
    """A procedure's name without the word that begins them all."""
    short = name.removeprefix("Thủ tục ").strip()
    return short[:1].upper() + short[1:]


class DossierStatusPresenter(Presenter[DossierStatusState]):
    """Asks once for a code and shows the answer, or sends on to where an unanswered code leads."""

    _asked: Asked | None = None

    def first(self) -> DossierStatusState:
        """No code, no dossier."""
        return DossierStatusState(zalo_url=self.terminal.kiosk.settings.channels.zalo_url)

    def enter(self, about: ReceiptCode | Asked) -> None:
        """Ask about a code. A second receipt replaces the first; the first is wiped before."""
        asked = about if isinstance(about, Asked) else Asked(about)
        self._asked = replace(asked, factor=None)  # a second fact is used once, and kept nowhere
        self._since_s = self.terminal.kiosk.time.stopwatch_s()
        self.show(replace(self.state, code=asked.code.text, waited_s=0.0))
        kiosk = self.terminal.kiosk
        language = self.terminal.language
        ask = lambda: kiosk.lookup().ask(asked.code, asked.entry, asked.factor, language)  # noqa: E731 -- for the network's thread
        if not self.later(kiosk.network, ask, partial(self._answered, asked)):
            self._answered(asked, NoAnswer("timeout"))

    def forget(self) -> None:
        """Nothing of the dossier stays."""
        self._asked = None
        super().forget()

    def tick(self) -> None:
        """Say that it takes a while, then that the network is slow."""
        if self.state.waited_s is not None:
            self.show(replace(self.state, waited_s=self.terminal.kiosk.time.stopwatch_s() - self._since_s))

    def idle_limit_s(self) -> float | None:
        """An answer on its way is awaited; after it the page hides soon."""
        return None if self.state.waited_s is not None else 45.0

    def see_details(self) -> None:
        """The second fact shows the rest."""
        if self._asked is not None:
            self.go("type_receipt_code", (self._asked, self.terminal.kiosk.settings.dossiers.factors))

    def take_ticket(self) -> None:
        """A number to collect the result."""
        content = self.terminal.kiosk.content
        self.go("take_ticket", RESULTS_LANE if content and content.lane(RESULTS_LANE) else None)

    def open_phone(self) -> None:
        """Show the centre's Zalo."""
        self.show(replace(self.state, phone=True))

    def sheet(self, words: Words) -> SheetState | None:
        """The code of the centre's account; no dossier code in it."""
        if not self.state.phone:
            return None
        heading = words("Quét mã để theo dõi Trung tâm trên Zalo")
        return SheetState(heading, "", words("Xong"), icon="sms", qr=self.state.zalo_url)

    def sheet_primary(self) -> None:
        """Back to the dossier."""
        self.show(replace(self.state, phone=False))

    def done(self) -> None:
        """The citizen has seen it; it vanishes."""
        self.terminal.home()

    def _answered(self, asked: Asked, outcome: LookupOutcome) -> None:
        self.show(replace(self.state, waited_s=None))
        self.terminal.touched()
        match outcome:
            case Found(dossier):
                self.show(replace(self.state, look=self._look(dossier)))
            case LastKnown(dossier):
                self.show(replace(self.state, look=self._look(dossier), last_known=True))
            case FactorNeeded(kinds):
                self.terminal.go_instead("type_receipt_code", (replace(asked, factor=None), kinds))
            case NoAnswer():  # nobody has looked at the digits yet: «Thử lại» asks with them
                again = asked if asked.factor is None or asked.factor.kind != "id" else replace(asked, factor=None)
                self.terminal.go_instead("not_a_receipt", (outcome, again))  # a card is asked for once more
            case NotFound() | OtherOffice() | TooManyTries():
                self.terminal.go_instead("not_a_receipt", (outcome, replace(asked, factor=None)))
            case _:
                assert_never(outcome)

    def _look(self, dossier: Dossier) -> Look:
        now, days = self.now, self._working_days()
        return Look(
            dossier,
            look_state(dossier, now),
            now,
            days_left=days_left(dossier, now, days),
            days_late=days_late(dossier, now, days),
        )

    def _working_days(self) -> WorkingDays:
        content = self.terminal.kiosk.content
        if content is None:
            return WorkingDays()
        weekdays = frozenset(day for hours in content.hours for day in hours.weekdays)
        return WorkingDays({special.on: special.kind for special in content.special_days}, weekdays)


def sample_time(text: str) -> datetime:
    """A moment of November 2026, as "25T09:41"."""
    return datetime.fromisoformat(f"2026-11-{text}:00+07:00")


_UNIT = Unit("H24.15", "Trung tâm Phục vụ hành chính công phường Ngô Quyền")
FULL = Dossier(
    code="H24.15-261124-0037",
    procedure=ProcedureOfDossier("1.004873", "Xác nhận tình trạng hôn nhân", "Hộ tịch"),
    status=Status(4, "Đang xử lý", "progress"),
    unit=_UNIT,
    detail="full",
    source="Hệ thống một cửa (dữ liệu mẫu)",
    as_of=sample_time("25T09:41"),
    received_at=sample_time("24T09:12"),
    due_at=sample_time("27T14:00"),
    steps=(
        Step("Tiếp nhận", "Quầy 2", "done", sample_time("24T09:12")),
        Step("Xác minh, xử lý", "Công chức Tư pháp – Hộ tịch", "current", None),
        Step("Ký duyệt", "Lãnh đạo", "next", sample_time("26T16:00")),
        Step("Trả kết quả", "Quầy 3", "next", sample_time("27T14:00")),
    ),
    collect=Collect(_UNIT.name, "3", "07:30–11:30, 13:30–17:00", postal=False),
    owner_masked="Ông N*** V*** H***",
)


def sample_look(dossier: Dossier = FULL) -> DossierStatusState:
    """The page of a dossier on Wednesday 25/11/2026 at 09:42."""
    now = sample_time("25T09:42")
    days = WorkingDays()
    look = Look(dossier, look_state(dossier, now), now, days_left(dossier, now, days), days_late(dossier, now, days))
    return DossierStatusState(dossier.code, look=look)
