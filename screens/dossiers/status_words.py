"""How each standing of a dossier is put in words: heading, date, what to do. Pure; the page only places them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias, assert_never

from kiosk.dossiers.dossier import Dossier
from kiosk.dossiers.stage_line import Stage, StageName
from kiosk.dossiers.standing import LookState, is_suspended, new_promise, supplement_is_overdue, waits_long
from kiosk.words import Words

Tone: TypeAlias = Literal["ok", "act", "err", "warn", "quiet", "ended"]
TONES: dict[LookState, Tone] = {
    "waiting": "act",
    "in_time": "ok",
    "late": "err",
    "more_papers": "warn",
    "pay": "warn",
    "ready": "act",
    "done": "quiet",
    "refused": "ended",
    "stopped": "ended",
    "withdrawn": "quiet",
    "unknown_status": "quiet",
}
ICONS: dict[LookState, str] = {
    "waiting": "hourglass_top",
    "in_time": "check_circle",
    "late": "error",
    "more_papers": "warning",
    "pay": "payments",
    "ready": "assignment_turned_in",
    "done": "check_circle",
    "refused": "cancel",
    "stopped": "cancel",
    "withdrawn": "cancel",
    "unknown_status": "help",
}


@dataclass(frozen=True, slots=True)
class Look:
    """A dossier as it stands at one moment.

    accepted_late  an on-line filing waits longer for its acceptance than the office allows itself
    """

    dossier: Dossier
    state: LookState
    now: datetime
    days_left: int | None = None
    days_late: int = 0
    accepted_late: bool = False

    @property
    def as_of(self) -> datetime:
        """From when the figures are; never later than now, whatever the other side's clock says."""
        return min(self.dossier.as_of.astimezone(self.now.tzinfo), self.now)

    def heading(self, words: Words) -> str:
        """The state in at most two lines."""
        dossier = self.dossier
        match self.state:
            case "waiting":
                return words("Đã nhận qua mạng, chờ\u00a0tiếp\u00a0nhận")
            case "in_time":
                return (
                    words("Đang giải quyết, đúng\u00a0hạn")
                    if dossier.status.code == 4
                    else words("Đã tiếp nhận, đúng\u00a0hạn")
                )
            case "late":
                return words.many("Đã quá hạn {count}\u00a0ngày\u00a0làm\u00a0việc", count=self.days_late)
            case "more_papers":
                return words("Cần bổ sung giấy tờ")
            case "pay":
                paid = dossier.payment is not None and dossier.payment.paid
                return words("Đã nhận tiền, đang xác nhận") if paid else words("Cần nộp lệ phí")
            case "ready":
                return self._ready(words)
            case "done":
                on = dossier.returned_at
                return (
                    words("Đã trả kết quả ngày\u00a0{date}", date=words.full_date(on))
                    if on
                    else words("Đã trả kết quả")
                )
            case "refused":
                return words("Hồ sơ chưa được tiếp\u00a0nhận")
            case "stopped":
                return words("Hồ sơ tạm dừng")
            case "withdrawn":
                return words("Hồ sơ đã rút theo yêu cầu")
            case "unknown_status":
                return words("Đang xử lý – xin hỏi quầy")
            case _:
                assert_never(self.state)

    def label(self, words: Words) -> str:
        """What the date below is."""
        match self.state:
            case "in_time" | "unknown_status" if self.dossier.due_at:
                return words("Hẹn trả kết quả")
            case "late":
                return words("Hẹn lại") if new_promise(self.dossier, self.now) else words("Đã hẹn trả")
            case "more_papers" if self.dossier.supplement and self.dossier.supplement.supply_by:
                return words("Hạn bổ sung")
            case "pay" if self.dossier.payment and self.dossier.payment.amount_vnd is not None:
                return words("Số tiền")
            case "ready" if self.dossier.collect and self.dossier.collect.hours and not self.dossier.collect.postal:
                return words("Giờ trả kết quả")
            case _:
                return ""

    def date(self, words: Words) -> str:
        """The figure of the card: a day, an amount, or the hours."""
        dossier = self.dossier
        match self.state:
            case "in_time" | "unknown_status" if dossier.due_at:
                return words.day(dossier.due_at)
            case "late" if dossier.due_at:
                return words.day(new_promise(dossier, self.now) or dossier.due_at)
            case "more_papers" if dossier.supplement and dossier.supplement.supply_by:
                return words.day(dossier.supplement.supply_by)
            case "pay" if dossier.payment and dossier.payment.amount_vnd is not None:
                return words("{amount} đồng", amount=words.number(dossier.payment.amount_vnd))
            case "ready" if dossier.collect and dossier.collect.hours and not dossier.collect.postal:
                return dossier.collect.hours
            case _:
                return ""

    def line(self, words: Words) -> str:
        """What to know or do, bold where it is a place."""
        dossier = self.dossier
        match self.state:
            case "in_time":
                return self._promise_line(words)
            case "late":
                return words("Cơ quan xin lỗi {you}. Mời hỏi {unit}.", unit=dossier.unit.name)
            case "more_papers":
                return self._papers_line(words)
            case "pay":
                return self._pay_line(words)
            case "ready":
                return self._ready_line(words)
            case "waiting":
                return self._waiting_line(words)
            case "done":
                return words("Cảm ơn {you}.")
            case "refused" | "stopped" | "withdrawn":
                if dossier.reason:
                    return words("Lý do: {reason}", reason=dossier.reason)
                return "" if self.state == "withdrawn" else words("Mời hỏi lý do tại quầy.")
            case "unknown_status":
                return ""
            case _:
                assert_never(self.state)

    def _ready(self, words: Words) -> str:
        collect = self.dossier.collect
        if collect and collect.postal:
            return words("Đã có kết quả, đang\u00a0gửi qua\u00a0bưu\u00a0điện")
        if collect and collect.counter:
            return words("Đã có kết quả, mời\u00a0đến\u00a0Quầy\u00a0{counter}", counter=collect.counter)
        return words("Đã có kết quả")

    @property
    def papers(self) -> tuple[str, ...]:
        """What has to be brought, one paper each; also when only a sentence says so."""
        supplement = self.dossier.supplement if self.state == "more_papers" else None
        if supplement is None:
            return ()
        return supplement.items or ((supplement.text,) if supplement.text else ())

    def _promise_line(self, words: Words) -> str:
        if self.dossier.due_at is None:
            return words("Hồ sơ này không hẹn ngày theo quy định.")
        when = " · ".join(part for part in (self.hour_and_counter(words), self._left(words)) if part)
        return "\n".join(part for part in (when, self._extension(words)) if part)

    def hour_and_counter(self, words: Words) -> str:
        """From when on the result waits, and where; the counter is bold."""
        due = self.dossier.due_at
        if due is None:
            return ""
        time, counter = hour_words(words, due), self.dossier.collect.counter if self.dossier.collect else None
        if counter:
            return words("Từ {time}, tại **Quầy {counter}**", time=time, counter=counter)
        return words("Từ {time}", time=time)

    def _left(self, words: Words) -> str:
        if self.days_left is None:
            return ""
        return words.many("còn {count} ngày làm việc", count=self.days_left) if self.days_left else words("hôm nay")

    def _extension(self, words: Words) -> str:
        extension = self.dossier.extension
        if extension is None or extension.previous_due_at is None:
            return ""
        sorry = words(
            "Cơ quan xin lỗi {you} vì đã hẹn lại từ ngày {date}.", date=words.full_date(extension.previous_due_at)
        )
        why = words("Lý do: {reason}", reason=extension.reason) if extension.reason else ""
        return " ".join(part for part in (sorry, why) if part)

    def _papers_line(self, words: Words) -> str:
        if supplement_is_overdue(self.dossier, self.now):
            return words("Đã quá hạn bổ sung. Mời hỏi tại quầy.")
        return "" if self.papers else words("Mời hỏi tại quầy cần bổ sung giấy tờ nào.")

    def _pay_line(self, words: Words) -> str:
        payment = self.dossier.payment
        if payment is not None and payment.paid:
            return words("Hồ sơ được giải quyết tiếp sau khi xác nhận.")
        where = words("Nộp tại: {where}", where=payment.where) if payment and payment.where else ""
        until = words("Hạn nộp: {date}", date=words.day(payment.pay_by)) if payment and payment.pay_by else ""
        return "\n".join(part for part in (where, until) if part) or words("Mời hỏi tại quầy.")

    def _ready_line(self, words: Words) -> str:
        if self.dossier.collect and self.dossier.collect.postal:
            return words("Kết quả gửi về địa chỉ đã đăng ký.")
        bring = words("Xin mang theo giấy hẹn và giấy tờ tuỳ thân.")
        since = self.dossier.finished_at
        if since is None or not waits_long(self.dossier, self.now):
            return bring
        return words("Kết quả đang chờ {you} từ ngày {date}.", date=words.full_date(since)) + "\n" + bring

    def _waiting_line(self, words: Words) -> str:
        sent = self.dossier.submitted_at
        when = words("Gửi lúc {time}, {day}.", time=words.clock(sent), day=words.short_day(sent)) if sent else ""
        then = words("Mời hỏi tại quầy.") if self.accepted_late else words("Kết quả tiếp nhận sẽ hiện ở đây.")
        return " ".join(part for part in (when, then) if part)


def hour_words(words: Words, at: datetime) -> str:
    """14 giờ, 15 giờ 30 or 14:00."""
    if words.language != "vi":
        return words.clock(at)
    return f"{at.hour} giờ {at.minute:02d}" if at.minute else f"{at.hour} giờ"


@dataclass(frozen=True, slots=True)
class StepRow:
    """One of the four steps as a row. suspended: the clock stands still, so that no plan holds."""

    stage: Stage
    now: datetime
    suspended: bool = False
    last: bool = False

    @property
    def name(self) -> StageName:
        """Which step."""
        return self.stage.name

    @property
    def done(self) -> bool:
        """Behind us."""
        return self.stage.state == "done"

    @property
    def current(self) -> bool:
        """Where the dossier lies now."""
        return self.stage.state == "current"

    @property
    def icon(self) -> str:
        """In its disc."""
        return "done" if self.done else "hourglass_top" if self.current else ""

    def title(self, words: Words) -> str:
        """The step in the house's words: the gateway's labels are not translated and say the same."""
        match self.name:
            case "acceptance":
                return words("Đã tiếp nhận") if self.done else words("Tiếp nhận")
            case "handling":
                return words("Đang xác minh, xử lý") if self.current else words("Xác minh, xử lý")
            case "signing":
                return words("Lãnh đạo ký duyệt")
            case "handover":
                return words("Trả kết quả")

    def note(self, words: Words) -> str:
        """When and where."""
        at, when = self.stage.at, ""
        if at is not None and self.done:
            when = f"{words.short_day(at)}, {words.clock(at)}"
        elif at is not None and at > self.now and not self.suspended:  # a plan that has passed is none
            when = words("Dự kiến {date}", date=words.bare_day(at))
        where = self.stage.where or ""
        if self.stage.state == "next" and self.name == "signing":
            where = ""  # «Lãnh đạo» stands in the title already
        return " · ".join(part for part in (when, where) if part)


def step_rows(dossier: Dossier, stages: tuple[Stage, ...], now: datetime) -> tuple[StepRow, ...]:
    """The rows of the step line."""
    suspended = is_suspended(dossier)
    return tuple(StepRow(stage, now, suspended, last=i == len(stages) - 1) for i, stage in enumerate(stages))
