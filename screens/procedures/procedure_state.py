"""What a page of a procedure shows: one's own case, its papers page by page, and the words around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, TypeAlias

from kiosk.procedures.cases import is_unsure, next_question, notes_for, papers_for
from kiosk.procedures.procedure import Note, Paper, Procedure, Question, Way
from kiosk.procedures.text import Text
from kiosk.tickets.lane import WhyClosed
from kiosk.words import Words
from screens.procedures.paper_rows import LONGEST_PIECE, SHORTEST_PIECE, PaperRow, paged, pieces
from screens.session.hours_text import opening_line
from screens.tickets.printer_causes import Cause

PAPERS_UPRIGHT = 4
PAPERS_LYING = 3
# Built at once where the page turns over by itself.
PAPERS_FLOWING = 12
SHORTEST_FLOWING = 40
# The longest official name, 1,094 letters, takes two on a lying panel.
MOST_NAME_PAGES = 4
PIECE_SLACK = 60  # letters: parts end where a sentence does, so they are not equally long

Answered: TypeAlias = tuple[tuple[str, bool | None], ...]
"""Question key and answer, in the order they were given; None: «Chưa rõ»."""
Printing: TypeAlias = Literal["", "printing", "printed", "failed", "too_long"]
Remark: TypeAlias = Note | Way | Literal["unsure"]


@dataclass(frozen=True, slots=True)
class ProcedureState:
    """What one page of a procedure shows.

    crumb       the life event the citizen came from
    answers     what was answered so far; a question that is still open takes the place of the papers
    target      the procedure the answers lead to instead
    why_closed  why its lane gives no numbers now; opens_at: local
    per_page    papers on a page at the most; room, longest: see `paged`
    apart       notes and official name stand on pages of their own, after the papers
    home_apart  «Làm được ở nhà» too · case_apart  and what was answered
    note_pages  how many of those
    name_pages  pages before them for the official name alone, where it is long; 0: it stands with the notes
    phone       the QR sheet is open
    """

    procedure: Procedure | None = None
    crumb: Text | None = None
    counters: str = ""
    updated_on: date | None = None
    stale_days: int | None = None
    answers: Answered = ()
    target: Procedure | None = None
    why_closed: WhyClosed | None = None
    opens_at: datetime | None = None
    now: datetime | None = None
    page: int = 1
    per_page: int = PAPERS_UPRIGHT
    room: int | None = None
    longest: int = LONGEST_PIECE
    apart: bool = False
    home_apart: bool = False
    case_apart: bool = False
    note_pages: int = 1
    name_pages: int = 0
    phone: bool = False
    printing: Printing = ""
    cause: Cause | None = None

    # The case

    @property
    def question(self) -> Question | None:
        """What has to be asked now."""
        if self.procedure is None or self.target is not None:
            return None
        return next_question(self.procedure, dict(self.answers))

    @property
    def is_asking(self) -> bool:
        """Whether a question stands in the place of the papers."""
        return self.question is not None

    @property
    def is_led_away(self) -> bool:
        """Whether another procedure is the right one."""
        return self.target is not None

    @property
    def is_list(self) -> bool:
        """Whether the papers are shown."""
        return not self.is_asking and not self.is_led_away

    @property
    def subject(self) -> str:
        """What this page is about: another procedure or another answer begins at its first page."""
        return f"{self.procedure.code if self.procedure else ''} {self.answers}"

    @property
    def all_papers(self) -> tuple[Paper, ...]:
        """The papers of this case."""
        return papers_for(self.procedure, dict(self.answers)) if self.procedure else ()

    def question_text(self, words: Words) -> str:
        """The question."""
        return self.question.text.in_(words.language) if self.question else ""

    def question_note(self, words: Words) -> str:
        """What helps to answer it."""
        note = self.question.note if self.question else None
        return note.in_(words.language) if note else ""

    def case_line(self, words: Words) -> str:
        """What was answered: «Cha mẹ có đăng ký kết hôn? Có»."""
        texts = {each.key: each.text for each in self.procedure.questions} if self.procedure else {}
        known = [(texts[key], answer) for key, answer in self.answers if key in texts]
        return " · ".join(f"{text.in_(words.language)} {answer_word(answer, words)}" for text, answer in known)

    def led_because(self, words: Words) -> str:
        """Why another procedure is the right one: the answer that says so."""
        texts = {each.key: each.text for each in self.procedure.questions} if self.procedure else {}
        if self.target is None or not self.answers or self.answers[-1][0] not in texts:
            return ""
        key, answer = self.answers[-1]
        return words(
            "Vì {you} đã trả lời «{answer}» cho câu: {question}",
            answer=answer_word(answer, words),
            question=texts[key].in_(words.language),
        )

    def target_title(self, words: Words) -> str:
        """What the other procedure is called."""
        return self.target.title.in_(words.language) if self.target else ""

    # Pages

    @property
    def _paper_pages(self) -> tuple[tuple[PaperRow, ...], ...]:
        return paged(self.all_papers, self.per_page, self.room, self.longest)

    @property
    def paper_pages(self) -> int:
        """Pages of papers, at least one."""
        return max(1, len(self._paper_pages))

    @property
    def pages(self) -> int:
        """All pages."""
        if not self.is_list:
            return 1
        return self.paper_pages + (self.name_pages + self.note_pages if self.apart else 0)

    @property
    def is_note_page(self) -> bool:
        """Whether this page holds notes instead of papers."""
        return self.is_list and self.page > self.paper_pages

    @property
    def _is_first_of_its_kind(self) -> bool:
        return self.page == (self.paper_pages + self.name_pages + 1 if self.apart else 1)

    @property
    def papers(self) -> tuple[PaperRow, ...]:
        """The papers of this page; none on a page of notes or beside a question."""
        pages = self._paper_pages
        return pages[self.page - 1] if self.is_list and self.page <= len(pages) else ()

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What is worth knowing in this case, all of it: first what the answers left open, then other ways in."""
        if self.procedure is None or not self.is_list:
            return ()
        answers = dict(self.answers)
        unsure: tuple[Remark, ...] = ("unsure",) if is_unsure(self.procedure, answers) else ()
        others = tuple(way for way in self.procedure.ways if way.kind not in ("here", "online"))
        return (*unsure, *others, *notes_for(self.procedure, answers))

    @property
    def notes(self) -> tuple[Remark, ...]:
        """Those of this page: all beside the first papers, or a share on a page of notes."""
        if not self.apart:
            return self.remarks if self.page == 1 else ()
        if not self.is_note_page:
            return ()
        nth = self.page - self.paper_pages - self.name_pages - 1
        share = -(-len(self.remarks) // self.note_pages)
        return self.remarks[nth * share : (nth + 1) * share] if nth >= 0 else ()

    @property
    def _is_name_page(self) -> bool:
        return self.is_note_page and self.page <= self.paper_pages + self.name_pages

    def squeezed(self) -> ProcedureState:
        """The same with less on this page; itself when nothing can be moved away any more."""
        if not self.is_list:
            return self
        if self.per_page == PAPERS_FLOWING:
            return replace(self, longest=self.longest // 2) if self.longest > SHORTEST_FLOWING else self
        if not self.apart:
            return replace(self, apart=True)
        if self.is_note_page:
            return self._with_note_squeezed()
        if self.is_home_line_here:
            return replace(self, home_apart=True)
        if self.has_answers and not self.case_apart:
            return replace(self, case_apart=True)
        shown = self.papers
        if len(shown) > 1:
            return self._keeping_sight(replace(self, room=sum(row.lines for row in shown) * 3 // 4))
        is_long = any(len(row.name(Words())) > SHORTEST_PIECE for row in shown if row.paper.is_official_wording)
        return self._keeping_sight(replace(self, longest=self.longest // 2)) if is_long else self

    def flowing(self) -> ProcedureState:
        """The same for a page that turns over by itself: everything on one, long wordings in parts."""
        if self.per_page == PAPERS_FLOWING:
            return self
        return replace(
            self,
            page=1,
            per_page=PAPERS_FLOWING,
            room=None,
            longest=SHORTEST_PIECE,
            apart=False,
            home_apart=False,
            case_apart=False,
            note_pages=1,
            name_pages=0,
        )

    def _with_note_squeezed(self) -> ProcedureState:
        has_long_name = self.procedure is not None and len(self.procedure.official_name) > LONGEST_PIECE
        if self._is_name_page or (has_long_name and not self.name_pages):
            return replace(self, name_pages=self.name_pages + 1) if self.name_pages < MOST_NAME_PAGES else self
        if self.note_pages < len(self.remarks):
            return replace(self, note_pages=self.note_pages + 1)
        has_name = self.procedure is not None and self.procedure.has_official_name_of_its_own
        return replace(self, name_pages=1) if has_name and not self.name_pages else self

    def _keeping_sight(self, state: ProcedureState) -> ProcedureState:
        """The first paper of this page is on the page of the other state too."""
        first = self.papers[0].number
        pages = enumerate(state._paper_pages, 1)
        return replace(state, page=next(nth for nth, page in pages if any(row.number == first for row in page)))

    @property
    def online(self) -> Way | None:
        """The way of filing at home."""
        ways = self.procedure.ways if self.procedure else ()
        return next((way for way in ways if way.kind == "online"), None)

    @property
    def is_home_line_here(self) -> bool:
        """Whether this page says that it can be done at home."""
        here = self._is_first_of_its_kind if self.home_apart else self.page == 1
        return self.is_list and here and self.online is not None

    # Words

    def list_heading(self, words: Words) -> str:
        """What the list below is; nothing above the official name alone."""
        if self._is_name_page:
            return ""
        return words("Cần biết thêm") if self.is_note_page else words("Cần mang theo")

    @property
    def url(self) -> str:
        """The page of the national portal, for the QR code; empty when there is none."""
        return (self.procedure.url if self.procedure else None) or ""

    @property
    def is_here(self) -> bool:
        """Whether it can be done in this office at all."""
        return self.procedure is None or self.procedure.is_here

    @property
    def has_answers(self) -> bool:
        """Whether there are answers to change."""
        return bool(self.answers) and self.is_list

    @property
    def can_be_printed(self) -> bool:
        """Whether there is a list to print."""
        return self.is_list and bool(self.all_papers)

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
        """The official name, once and small, when it says more than the title; a very long one over several pages."""
        found = self.procedure
        is_here = self._is_name_page if self.name_pages else self._is_first_of_its_kind
        if not self.is_list or not is_here or found is None:
            return ""
        if not (found.has_official_name_of_its_own or words.language != "vi"):
            return ""
        name = words("Tên chính thức: {name}", name=found.official_name)
        if not self.name_pages:
            return name
        parts = pieces(name, -(-len(name) // self.name_pages) + PIECE_SLACK)
        nth = self.page - self.paper_pages - 1
        return parts[nth] if nth < len(parts) else ""

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
        if not found.is_here:
            return found.place.in_(words.language) if found.place else words("Nơi khác")
        counter = (found.counter_long if long else None) or found.counter
        if counter:
            return counter.in_(words.language)
        return words("Quầy {counter}", counter=self.counters) if self.counters else words("Bàn hướng dẫn")

    def note(self, words: Words) -> str:
        """All notes of this page as one text, lead words bold."""
        case = self.case_line(words) if self.case_apart and self._is_first_of_its_kind else ""
        first = [words("**Theo câu trả lời:** {case}", case=case)] if case else []
        return "\n".join([*first, *(remark_words(each, words) for each in self.notes)])

    @property
    def is_first_list(self) -> bool:
        """Whether this page begins the list: time, fee and place stand above it."""
        return self.is_list and self.page == 1

    def notes_apart(self, words: Words) -> tuple[tuple[str, str], ...]:
        """The notes of this page one by one, each with its number."""
        return tuple((str(nth), remark_words(each, words)) for nth, each in enumerate(self.notes, 1))

    def official_parts(self, words: Words) -> tuple[tuple[str, str], ...]:
        """The official name in parts that fit any page, each with its number."""
        name = self.official(words)
        return tuple((str(nth), part) for nth, part in enumerate(pieces(name, self.longest), 1)) if name else ()

    def home_line(self, words: Words) -> str:
        """«Làm được ở nhà», with what differs there."""
        return remark_words(self.online, words) if self.online else ""

    def shown_case(self, words: Words) -> str:
        """What was answered, above the first papers."""
        return self.kept_case(words) if self.page == 1 else ""

    def kept_case(self, words: Words) -> str:
        """What was answered, unless it stands with the notes."""
        return self.case_line(words) if self.is_list and not self.case_apart else ""

    def footnote(self, words: Words) -> str:
        """What the star means."""
        note = self.procedure.footnote if self.procedure and self.is_list and self._is_first_of_its_kind else None
        return note.in_(words.language) if note else ""

    def banner(self, words: Words) -> str:
        """The one line above everything: an old record, another province's version, or that it is not done here."""
        if self.procedure is not None and "local_variant" in self.procedure.flags:
            return words("**Bản của tỉnh khác.** Ở đây có thể khác, xin hỏi lại tại quầy.")
        if not self.is_here:
            return words("**Thủ tục này không nộp tại đây.** Nơi nộp: {place}.", place=self.place(words))
        if self.stale_days is None:
            return ""
        return words("**Số liệu cũ hơn {days} ngày.** Xin hỏi lại tại quầy.", days=self.stale_days)

    def no_papers(self, words: Words) -> str:
        """What stands instead of an empty list."""
        if self.all_papers or not self.is_list or self.is_note_page:
            return ""
        return words("Giấy tờ cần mang: mời hỏi bàn hướng dẫn.")

    def ticket_label(self, words: Words) -> str:
        """What stands on the button for a number: why there is none now, or what it is for."""
        return opening_line(words, self.why_closed, self.opens_at, self.now) or words("Lấy số làm thủ tục này")

    def ticket_short(self, words: Words) -> str:
        """The same where letters are large."""
        return opening_line(words, self.why_closed, self.opens_at, self.now) or words("Lấy số")

    def print_label(self, words: Words) -> str:
        """What stands on the button for the list."""
        match self.printing:
            case "printing":
                return words("Đang in…")
            case "printed":
                return words("Mời lấy giấy ở khe in")
            case _:
                return words("In danh sách")

    def spoken(self, words: Words) -> Iterator[str]:
        """Title, then the question; or time, fee and the papers."""
        yield self.title(words)
        if self.is_asking:
            yield self.question_text(words)
            return
        if self.is_led_away:
            yield words("Trường hợp này làm theo thủ tục khác: {title}", title=self.target_title(words))
            return
        yield words("Thời hạn: {time}. Lệ phí: {fee}.", time=self.time(words), fee=self.fee(words, long=True))
        count = len(self.all_papers)
        yield words.many("Cần mang {count} giấy.", count=count) if count else self.no_papers(words)
        for row in self.papers:
            yield ", ".join(part for part in (row.name(words), row.note(words), row.tag(words)) if part)


def answer_word(answer: bool | None, words: Words) -> str:  # noqa: FBT001 -- it is an answer, not a switch
    """Có · Không · Chưa rõ."""
    if answer is None:
        return words("Chưa rõ")
    return words.of("answer", "Có") if answer else words.of("answer", "Không")


def remark_words(remark: Remark, words: Words) -> str:
    """One thing worth knowing, lead words bold."""
    match remark:
        case "unsure":
            return words("**Có câu chưa rõ:** danh sách có thể thừa giấy. Xin hỏi cán bộ tại quầy.")
        case Note(lead, body):
            return f"**{lead.in_(words.language)}** {body.in_(words.language)}"
        case Way():
            differs = " · ".join(each.in_(words.language) for each in (remark.time, remark.fee) if each)
            return f"{_way_words(remark, words)}{f' ({differs})' if differs else ''}."


def _way_words(way: Way, words: Words) -> str:
    match way.kind:
        case "online":
            return words("**Làm được ở nhà:** nộp qua Cổng Dịch vụ công, mở trên điện thoại")
        case "post":
            return words("**Qua bưu điện** cũng được")
        case "elsewhere":
            return words("**Ở nơi khác** cũng nộp được, xin hỏi cán bộ")
        case "here":
            return words("**Nộp tại đây**")
