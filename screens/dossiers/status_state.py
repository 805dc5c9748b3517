"""What the page of a dossier shows: one answer, or the wait for it; split over pages where it is long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from kiosk.dossiers.stage_line import stage_line
from kiosk.words import Words
from screens.dossiers.status_words import ICONS, TONES, Look, StepRow, Tone, step_rows
from screens.tickets.printer_causes import Cause, cause_heading

SAY_ASKING_AFTER_S = 0.4
SAY_SLOW_AFTER_S = 4.0
# A page of papers holds so many at first; a reason of the office may be as long as it likes.
PAPERS, MOST_TEXT_PAGES = 6, 6
SENTENCE_ENDS = (".", "!", "?", ";", "…")
Printing: TypeAlias = Literal["", "printing", "printed", "failed"]
Aside: TypeAlias = Literal["", "details", "print", "complain", "zalo"]
"""What stands beside «Xong»."""
ASIDE_ICONS: dict[Aside, str] = {
    "": "",
    "details": "search",
    "print": "print",
    "complain": "campaign",
    "zalo": "sms",
}
PRINT_ICONS: dict[Printing, str] = {"": "print", "printing": "hourglass_top", "printed": "task_alt", "failed": "print"}


@dataclass(frozen=True, slots=True)
class DossierStatusState:
    """One answer, or the wait for it.

    waited_s     how long an answer has been awaited; None when it is there
    last_known   nobody could be asked: this is what the code was told before
    elsewhere    another office than this one handles it
    may_rate     there is a page for rating; may_complain: one for remarks
    printing     what becomes of the slip · cause  what keeps the printer from it, where it says
    page         counted from 1; per_page: papers on one; text_pages: pages of what there is to say
    steps_apart  the steps have the last page for themselves
    """

    code: str = field(default="", repr=False)
    waited_s: float | None = None
    look: Look | None = field(default=None, repr=False)
    phone: bool = False
    zalo_url: str = ""
    last_known: bool = False
    elsewhere: bool = False
    may_rate: bool = False
    may_complain: bool = False
    printing: Printing = ""
    cause: Cause | None = None
    page: int = 1
    per_page: int = PAPERS
    text_pages: int = 1
    steps_apart: bool = False

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
    def all_steps(self) -> tuple[StepRow, ...]:
        """The four steps, in a full answer that has a way to go."""
        if self.look is None or self.minimal or self.look.state in ("refused", "withdrawn"):
            return ()
        return step_rows(self.look.dossier, stage_line(self.look.dossier), self.look.now)

    # Pages

    @property
    def pages(self) -> int:
        """How many pages the answer takes."""
        return self._card_pages + (1 if self.steps_apart and self.all_steps else 0)

    @property
    def is_steps_page(self) -> bool:
        """Whether this page is the one of the steps alone."""
        return self.page > self._card_pages

    @property
    def shows_card(self) -> bool:
        """Whether the standing is on this page."""
        return self.look is not None and not self.is_steps_page

    @property
    def steps(self) -> tuple[StepRow, ...]:
        """The steps, where they are on this page."""
        return self.all_steps if self.is_steps_page or not self.steps_apart else ()

    def squeezed(self) -> DossierStatusState:
        """Less on a page: the steps go first, then papers or words; the same when nothing can be moved away."""
        if self.all_steps and not self.steps_apart:
            return replace(self, steps_apart=True)
        papers = len(self.look.papers) if self.look else 0
        if papers > 1:
            return replace(self, per_page=max(min(self.per_page, papers) - 1, 1))
        return replace(self, text_pages=min(self.text_pages + 1, MOST_TEXT_PAGES))

    @property
    def _card_pages(self) -> int:
        papers = len(self.look.papers) if self.look else 0
        return max(-(-papers // self.per_page), self.text_pages)

    # Keys

    @property
    def offers_ticket(self) -> bool:
        """A finished result at a counter: a ticket to collect it is one touch away."""
        collect = self.look.dossier.collect if self.look else None
        return self.look is not None and self.look.state == "ready" and not (collect and collect.postal)

    @property
    def offers_rating(self) -> bool:
        """It is over: how it went is worth more than another slip."""
        return self.look is not None and self.look.state == "done" and self.may_rate

    @property
    def prints_first(self) -> bool:
        """Whether the slip is what most people want next."""
        return self.look is not None and not self.offers_ticket and not self.offers_rating

    @property
    def may_see_details(self) -> bool:
        """A second fact would show more, and somebody is there to judge it."""
        return self.minimal and not self.last_known

    @property
    def aside(self) -> Aside:
        """What stands beside «Xong»; whoever collects a result needs no more news of it."""
        if self.look is None:
            return ""
        if self.may_see_details:
            return "details"
        if self.offers_ticket or self.offers_rating:
            return "print"
        if self.look.state == "late" and self.may_complain:
            return "complain"
        return "zalo" if self.zalo_url else ""

    @property
    def aside_icon(self) -> str:
        """Its picture."""
        return PRINT_ICONS[self.printing] if self.aside == "print" else ASIDE_ICONS[self.aside]

    def aside_label(self, words: Words) -> str:
        """Its words."""
        match self.aside:
            case "details":
                return words("Xem chi tiết")
            case "print":
                return self.print_label(words)
            case "complain":
                return words("Phản ánh")
            case "zalo":
                return words("Nhận tin qua Zalo")
            case "":
                return ""

    @property
    def print_icon(self) -> str:
        """The picture on the button for the slip."""
        return PRINT_ICONS[self.printing]

    def print_label(self, words: Words) -> str:
        """What stands on the button for the slip."""
        match self.printing:
            case "printing":
                return words("Đang in…")
            case "printed":
                return words("Mời lấy giấy ở khe in")
            case "" | "failed":
                return words("In phiếu tình trạng")

    def print_trouble(self, words: Words) -> str:
        """That there is no slip, and what to do instead."""
        if self.printing != "failed":
            return ""
        if self.cause is None:
            return words("**Chưa in được phiếu.** Nên chụp ảnh màn hình.")
        return words("**{trouble}.** Nên chụp ảnh màn hình.", trouble=cause_heading(words, self.cause))

    # Words

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
        """What to do: the papers of this page, or a sentence."""
        if self.look is None:
            return ""
        if self.may_see_details and self.look.state in ("more_papers", "pay", "refused", "stopped"):
            return words("Bấm «Xem chi tiết» để biết thêm, hoặc hỏi tại quầy.")
        first = 0 if self.text_pages > 1 else (self.page - 1) * self.per_page
        papers = [f"• {paper}" for paper in self.look.papers[first : first + self.per_page]]
        said = "\n".join(part for part in (*papers, self.look.line(words)) if part)
        if self.text_pages == 1:
            return said
        return _piece(said, min(self.page, self.text_pages), self.text_pages)  # the steps have pages after these

    def banner(self, words: Words) -> str:
        """That nobody could be asked, and from when the figures are."""
        if self.look is None or not self.last_known:
            return ""
        as_of, now = self.look.as_of, self.look.now
        if as_of.date() == now.date():
            return words("**Đang mất kết nối.** Đây là số liệu lúc {time} hôm\u00a0nay.", time=words.clock(as_of))
        return words(
            "**Đang mất kết nối.** Đây là số liệu lúc {time}, {day}.",
            time=words.clock(as_of),
            day=words.short_day(as_of),
        )

    def unit_line(self, words: Words) -> str:
        """Who handles it, and how old the figures are (the banner says so when they are the last known)."""
        if self.look is None:
            return ""
        as_of, now = self.look.as_of, self.look.now
        if self.last_known:
            age = ""
        elif as_of.date() == now.date():
            age = words("Số liệu lúc {time} hôm nay.", time=words.clock(as_of))
        else:
            age = words("Số liệu lúc {time}, {day}.", time=words.clock(as_of), day=words.short_day(as_of))
        hides = words("Thông tin sẽ tự ẩn khi rời máy.")
        unit = ""
        if self.minimal or self.elsewhere:
            unit = words("Nơi giải quyết: {unit}.", unit=self.look.dossier.unit.name)
        when = " ".join(part for part in (age, hides) if part)
        return "\n".join(part for part in (unit, when) if part)

    def spoken_aloud(self, words: Words) -> Iterator[str]:
        """How it stands in a few words, for a loudspeaker in a lobby: whose, since when and why stay on the screen."""
        if self.look is not None:
            yield self.heading(words)
            yield words("Mời xem màn hình.")
        else:
            yield words("Đang tìm…")

    def spoken(self, words: Words) -> Iterator[str]:
        """The state and what to do; through headphones."""
        if self.look is None:
            yield words("Đang tìm…")
            return
        if told := self.banner(words):
            yield told.replace("**", "")
        figure = " ".join(part for part in (self.label(words), self.figure(words)) if part)
        yield from (part for part in (self.heading(words), figure, self.line(words).replace("**", "")) if part)
        if trouble := self.print_trouble(words):
            yield trouble.replace("**", "")


def _piece(said: str, nth: int, count: int) -> str:
    """One of `count` parts of about the same length; without bold, which may not be torn.

    A part ends with a sentence where one ends in its second half, else between two words.
    """
    words = said.replace("**", "").split(" ")
    begins = 0
    for left in range(count, count - nth + 1, -1):
        begins = _end(words, begins, left)
    ends = _end(words, begins, count - nth + 1)
    return " ".join(words[begins:ends])


def _end(words: list[str], begins: int, parts_left: int) -> int:
    """Where the part that begins here ends, when so many parts are left with it."""
    longest = -(-(len(words) - begins) // parts_left)
    latest = begins + longest
    if parts_left == 1:
        return len(words)
    whole = (end for end in range(latest, begins + longest // 2, -1) if words[end - 1].endswith(SENTENCE_ENDS))
    return next(whole, latest)


def without_bureau(name: str) -> str:
    """A procedure's name without the word that begins them all."""
    short = name.removeprefix("Thủ tục ").strip()
    return short[:1].upper() + short[1:]
