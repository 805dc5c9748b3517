"""The paper list: what to bring for one procedure, how long it takes, what it costs and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kiosk.procedures.catalogue import is_stale
from kiosk.procedures.procedure import Handling, Note, Paper, Procedure, Text
from kiosk.words import Words
from screens.presenter import Presenter
from screens.sheet import SheetState

PAPERS_UPRIGHT = 4
PAPERS_LYING = 3


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper with its number in the whole list."""

    number: int
    paper: Paper
    last: bool = False

    @property
    def handling(self) -> Handling:
        """Given, shown, or not known."""
        return self.paper.handling

    def note(self, words: Words) -> str:
        """The small line below its name."""
        return self.paper.note.in_(words.language) if self.paper.note else ""

    def tag(self, words: Words) -> str:
        """What happens to it at the counter; empty when the source does not say."""
        match self.handling:
            case "given":
                return words("Nộp")
            case "shown":
                return words("Chỉ cho xem")
            case "unknown":
                return ""


@dataclass(frozen=True, slots=True)
class ProcedureState:
    """What one page of a procedure shows.

    crumb       the life event the citizen came from
    per_page    papers on a page; fewer when they are tall: an item is never cut
    apart       notes and official name stand on pages of their own, after the papers
    note_pages  how many of those
    phone       the QR sheet is open
    """

    procedure: Procedure | None = None
    crumb: Text | None = None
    counters: str = ""
    updated_on: date | None = None
    stale_days: int | None = None
    page: int = 1
    per_page: int = PAPERS_UPRIGHT
    apart: bool = False
    note_pages: int = 1
    phone: bool = False

    @property
    def paper_pages(self) -> int:
        """Pages of papers, at least one."""
        return max(1, -(-len(self._papers) // self.per_page))

    @property
    def pages(self) -> int:
        """All pages."""
        return self.paper_pages + (self.note_pages if self.apart else 0)

    @property
    def is_note_page(self) -> bool:
        """Whether this page holds notes instead of papers."""
        return self.page > self.paper_pages

    @property
    def _papers(self) -> tuple[Paper, ...]:
        return self.procedure.papers if self.procedure else ()

    @property
    def _is_first_of_its_kind(self) -> bool:
        return self.page == (self.paper_pages + 1 if self.apart else 1)

    @property
    def papers(self) -> tuple[PaperRow, ...]:
        """The papers of this page; none on a page of notes."""
        start = (self.page - 1) * self.per_page
        shown = self._papers[start : start + self.per_page]
        return tuple(PaperRow(start + i + 1, paper, last=i == len(shown) - 1) for i, paper in enumerate(shown))

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is worth knowing before, of this page: all beside the first papers, or a share on a page of notes."""
        notes = self.procedure.notes if self.procedure else ()
        if not self.apart:
            return notes if self.page == 1 else ()
        if not self.is_note_page:
            return ()
        share = -(-len(notes) // self.note_pages)
        start = (self.page - self.paper_pages - 1) * share
        return notes[start : start + share]

    def squeezed(self) -> ProcedureState:
        """The same with less on this page; itself when nothing can be moved away any more."""
        notes = self.procedure.notes if self.procedure else ()
        if not self.apart:
            return replace(self, apart=True)
        if self.is_note_page:
            return replace(self, note_pages=self.note_pages + 1) if self.note_pages < len(notes) else self
        return replace(self, per_page=self.per_page - 1) if self.per_page > 1 else self

    def list_heading(self, words: Words) -> str:
        """What the list below is."""
        return words("Cần biết thêm") if self.is_note_page else words("Cần mang theo")

    @property
    def url(self) -> str:
        """The page of the national portal, for the QR code; empty when there is none."""
        return (self.procedure.url if self.procedure else None) or ""

    def title(self, words: Words) -> str:
        """The plain title."""
        return self.procedure.title.in_(words.language) if self.procedure else ""

    def crumb_text(self, words: Words) -> str:
        """Where the citizen came from: the life event or the field."""
        crumb = self.crumb or (self.procedure.field if self.procedure else None)
        return crumb.in_(words.language).replace("\u00a0", " ") if crumb else ""

    def code_line(self, words: Words) -> str:
        """Code and age of the record."""
        if self.procedure is None:
            return ""
        code = words("Mã thủ tục {code}", code=self.procedure.code)
        updated = words("Cập nhật {date}", date=words.full_date(self.updated_on)) if self.updated_on else ""
        return " · ".join(part for part in (code, updated) if part)

    def official(self, words: Words) -> str:
        """The official name, once and small, when it says more than the title."""
        found = self.procedure
        if (
            not self._is_first_of_its_kind
            or found is None
            or not (found.has_official_name_of_its_own or words.language != "vi")
        ):
            return ""
        return words("Tên chính thức: {name}", name=found.official_name)

    def time(self, words: Words) -> str:
        """How long it takes; a doubtful figure is not shown."""
        time = self.procedure.time if self.procedure else None
        return time.in_(words.language) if time else words("Hỏi tại quầy")

    def fee(self, words: Words, *, long: bool = False) -> str:
        """What it costs; a doubtful figure is not shown. A star points to the footnote."""
        found = self.procedure
        if found is None:
            return ""
        match found.fee_doubt:
            case "depends":
                return words("Tuỳ trường hợp")
            case "regulated":
                return words("Theo quy định")
            case "unknown":
                return words("Hỏi tại quầy")
            case None:
                pass
        if found.fee is None:
            return words("Hỏi tại quầy")
        if long and found.fee_long:
            return found.fee_long.in_(words.language)
        return found.fee.in_(words.language)

    def place(self, words: Words, *, long: bool = False) -> str:
        """Where it is handed in."""
        found = self.procedure
        if found is None:
            return ""
        if not found.is_here and found.place:
            return found.place.in_(words.language)
        counter = (found.counter_long if long else None) or found.counter
        if counter:
            return counter.in_(words.language)
        return words("Quầy {counter}", counter=self.counters) if self.counters else words("Bàn hướng dẫn")

    def note(self, words: Words) -> str:
        """All notes of this page as one text, lead words bold."""
        return "\n".join(f"**{n.lead.in_(words.language)}** {n.body.in_(words.language)}" for n in self.notes)

    def footnote(self, words: Words) -> str:
        """What the star means."""
        note = self.procedure.footnote if self.procedure and self._is_first_of_its_kind else None
        return note.in_(words.language) if note else ""

    def banner(self, words: Words) -> str:
        """An old record says that it is old."""
        if self.stale_days is None:
            return ""
        return words("**Số liệu cũ hơn {days} ngày.** Xin hỏi lại tại quầy.", days=self.stale_days)

    def no_papers(self, words: Words) -> str:
        """What stands instead of an empty list."""
        return "" if self._papers or self.is_note_page else words("Giấy tờ cần mang: mời hỏi bàn hướng dẫn.")

    def spoken(self, words: Words) -> Iterator[str]:
        """Title, time, fee, then the papers."""
        yield self.title(words)
        yield words("Thời hạn: {time}. Lệ phí: {fee}.", time=self.time(words), fee=self.fee(words, long=True))
        yield words.many("Cần mang {count} giấy.", count=len(self._papers)) if self._papers else self.no_papers(words)
        for row in self.papers:
            yield ", ".join(
                part for part in (row.paper.name.in_(words.language), row.note(words), row.tag(words)) if part
            )


class ProcedurePresenter(Presenter[ProcedureState]):
    """Shows one procedure; from here to its ticket, or onto the citizen's phone."""

    def first(self) -> ProcedureState:
        """Nothing chosen."""
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

    def turn(self, by: int) -> None:
        """To the next or the previous papers."""
        self.show(replace(self.state, page=min(max(self.state.page + by, 1), self.state.pages)))

    def squeeze(self) -> bool:
        """The page is too tall: move something to another page."""
        before = self.state
        self.show(before.squeezed())
        return self.state != before

    def take_ticket(self) -> None:
        """A number for this procedure: its lane is known, no further choice."""
        procedure = self.state.procedure
        self.go("take_ticket", procedure.lane if procedure else None)

    def open_phone(self) -> None:
        """Show the QR code of the portal's page."""
        self.show(replace(self.state, phone=True))

    def sheet(self, words: Words) -> SheetState | None:
        """The code for the citizen's telephone."""
        if not self.state.phone:
            return None
        caption = words("Trang của Cổng Dịch vụ công quốc gia.")
        return SheetState(
            words("Quét mã để mở trên điện thoại"), caption, words("Xong"), icon="qr_code", qr=self.state.url
        )

    def sheet_primary(self) -> None:
        """Back to the papers."""
        self.show(replace(self.state, phone=False))


_BIRTH = Procedure(
    code="1.001193",
    title=Text("Đăng ký khai sinh", "Register a birth"),
    official_name="Thủ tục đăng ký khai sinh",
    field=Text("Hộ tịch", "Civil status"),
    telling_line=Text("Trong ngày · Miễn phí nếu đúng hạn", "Same day · Free if in time"),
    source="Cổng Dịch vụ công quốc gia",
    as_of="2026-07",
    lane="A",
    counter=Text("Quầy 2", "Counter 2"),
    counter_long=Text("Quầy 2 – Hộ tịch", "Counter 2 – Civil status"),
    time=Text("Trong ngày", "Same day"),
    fee=Text("Miễn phí*", "Free*"),
    fee_long=Text("Miễn phí trong 60 ngày đầu", "Free in the first 60 days"),
    footnote=Text(
        "* Miễn phí nếu khai trong 60 ngày từ ngày sinh. Nộp sau 15 giờ có thể nhận kết quả vào ngày làm việc kế tiếp.",
        "* Free within 60 days of the birth. Filed after 15:00, the result may come on the next working day.",
    ),
    papers=(
        Paper(
            Text("Giấy chứng sinh", "Birth notification"),
            Text("Bản chính, do bệnh viện hoặc trạm y tế cấp", "Original, from the hospital or health station"),
            "given",
        ),
        Paper(
            Text("Tờ khai đăng ký khai sinh", "Birth registration form"),
            Text("Có sẵn tại quầy, cán bộ sẽ giúp điền", "At the counter; staff help to fill it in"),
            "given",
        ),
        Paper(
            Text("Căn cước của người đi khai", "Identity card of the applicant"),
            Text("Xem xong trả lại ngay", "Looked at and given back"),
            "shown",
        ),
    ),
    notes=(
        Note(
            Text("Ông, bà, người thân đi khai thay?", "A relative registers instead?"),
            Text(
                "Không cần giấy uỷ quyền, nhưng phải thống nhất trước với cha, mẹ của bé.",
                "No written authority is needed, but the parents must have agreed.",
            ),
        ),
    ),
    url="https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc=1.001193",
)
_CRUMB = Text("Sinh con", "Having a baby")
_PAPERS = ProcedureState(_BIRTH, _CRUMB, "1 – 2", updated_on=date(2026, 11, 20))
_MANY = replace(_BIRTH, papers=_BIRTH.papers * 2, footnote=None, notes=())
_DOUBTFUL = replace(_BIRTH, time=None, fee=None, fee_long=None, footnote=None, flags=frozenset({"fee_see_note"}))
SAMPLES = {
    "papers": _PAPERS,
    "papers_paged": replace(_PAPERS, procedure=_MANY),
    "papers_page_2": replace(_PAPERS, procedure=_MANY, page=2),
    "notes_apart": replace(_PAPERS, apart=True, page=2),
    "stale": replace(_PAPERS, stale_days=180),
    "fact_unknown": replace(_PAPERS, procedure=_DOUBTFUL),
    "no_papers": replace(_PAPERS, procedure=replace(_DOUBTFUL, papers=(), notes=())),
    "phone": replace(_PAPERS, phone=True),
}
