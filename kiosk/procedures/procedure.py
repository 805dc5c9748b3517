"""One procedure as the citizen sees it: what it is, what to bring, how long, how much, where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from kiosk.procedures.text import Text

Handling: TypeAlias = Literal["given", "shown", "unknown"]
"""Nộp · chỉ cho xem · the source does not say."""

OFFERED_AT_HOME = "offered-at-home"
"""The kind of tally of how often a procedure was shown that can be done at home."""
WayKind: TypeAlias = Literal["here", "online", "post", "elsewhere"]
"""Nộp tại đây · nộp qua mạng, làm được ở nhà · qua bưu điện · nơi khác."""

FeeDoubt: TypeAlias = Literal["regulated", "depends", "unknown"]
"""«Theo quy định» · «Tuỳ trường hợp, hỏi tại quầy» · «Hỏi tại quầy»."""

Flag: TypeAlias = Literal[
    "agency_missing",
    "agency_outdated",
    "channels_missing",
    "conditions_omitted",
    "document_text_long",
    "documents_missing",
    "fee_depends",
    "fee_missing",
    "fee_see_note",
    "fee_suspicious",
    "local_variant",
    "name_long",
    "note_omitted",
    "result_missing",
    "time_depends",
    "time_differs",
    "time_missing",
    "time_unit_missing",
]
"""What the source lost; a flag has already taken its doubtful value off the procedure."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Trường hợp: holds when the question under this key was answered so."""

    question: str
    answer: bool


@dataclass(frozen=True, slots=True)
class Question:
    """Câu hỏi có/không: one plain question whose answer chooses papers, or another procedure.

    key           names it within its procedure
    asked_when    all of these must hold for it to be asked; earlier questions only
    yes_leads_to  code of the procedure that is the right one after «Có»; None: stay here
    no_leads_to   the same after «Không»
    """

    key: str
    text: Text
    note: Text | None = None
    asked_when: tuple[Condition, ...] = ()
    yes_leads_to: str | None = None
    no_leads_to: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """Giấy tờ: one paper to bring.

    originals, copies    how many; None: the source does not say
    when                 all of these must hold for it to be needed; empty: always
    is_official_wording  the name stands as published and has no English of its own
    """

    name: Text
    note: Text | None = None
    handling: Handling = "unknown"
    originals: int | None = None
    copies: int | None = None
    when: tuple[Condition, ...] = ()
    is_official_wording: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Lưu ý: one thing worth knowing before going to the counter; `lead` is read first and set in bold."""

    lead: Text
    body: Text
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """Cách nộp: one way of handing in, with what differs there from the counter.

    time, fee  None: as at the counter, or doubtful
    """

    kind: WayKind
    time: Text | None = None
    fee: Text | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """Thủ tục hành chính: one kind of errand under its national code.

    title          plain words, at most 60 characters in either language, unique in the release
    official_name  as published, once and small, so that screen and counter agree
    lane           code of the lane that takes a ticket for it, the guide desk's where no other serves its field;
                   None: it is not done here
    counter        where it is handed in, short («Quầy 2») and long («Quầy 2 – Hộ tịch»); None: it is not done here
    time, fee      None: doubtful or unknown, the screen says so and sends to the counter
    fee_long       fuller wording where there is room; None: `fee` is all there is to say
    papers         empty: unknown, the screen sends to the guide desk and prints no list
    telling_line   time and fee, or what tells it from its neighbours in a list
    place          where it is done instead, when `is_here` is False
    as_of          "2026-07" or "2026": how old the source is
    questions      asked before the papers are shown, in order; see `cases.py`
    ways           every way of handing in that the source knows
    agency         who decides it, by the code of the release's table; None: unknown or outdated
    popularity     how often people of this office ask for it, 0 to 100: higher comes first among equals, 0 is seldom
    decision       number of the decision that published it («163/QĐ-BTP»); None: unknown
    """

    code: str
    title: Text
    official_name: str
    field: Text
    telling_line: Text
    source: str
    as_of: str
    icon: str = "description"
    lane: str | None = None
    counter: Text | None = None
    counter_long: Text | None = None
    time: Text | None = None
    fee: Text | None = None
    fee_long: Text | None = None
    footnote: Text | None = None
    papers: tuple[Paper, ...] = ()
    notes: tuple[Note, ...] = ()
    url: str | None = None
    is_here: bool = True
    place: Text | None = None
    flags: frozenset[Flag] = frozenset()
    questions: tuple[Question, ...] = ()
    ways: tuple[Way, ...] = ()
    agency: str | None = None
    popularity: int = 0
    decision: str | None = None

    @property
    def is_listed(self) -> bool:
        """Whether it stands in lists; another province's version is only found by searching, and last."""
        return "local_variant" not in self.flags

    @property
    def can_be_done_at_home(self) -> bool:
        """Làm được ở nhà: it can be filed on the national portal."""
        return any(way.kind == "online" for way in self.ways)

    @property
    def fee_doubt(self) -> FeeDoubt | None:
        """Why there is no fee to show; None when there is one."""
        if self.fee is not None:
            return None
        if "fee_depends" in self.flags:
            return "depends"
        return "regulated" if "fee_see_note" in self.flags else "unknown"

    @property
    def has_official_name_of_its_own(self) -> bool:
        """Whether the official name says more than the title does."""
        return _bare(self.official_name) != _bare(self.title.vi)


def _bare(name: str) -> str:
    """A name without the word «Thủ tục» in front and without the non-breaking blanks of labels."""
    return name.replace("\u00a0", " ").casefold().removeprefix("thủ tục").strip()
