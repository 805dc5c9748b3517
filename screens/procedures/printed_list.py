"""The list of one case, as it is printed: the words of the page in both languages, no person."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.procedures.procedure import Note
from kiosk.procedures.text import Text
from kiosk.tickets.checklist import NOTHING, Checklist, ListedPaper, Pair
from kiosk.tickets.checklist import Remark as ListedRemark
from kiosk.words import Words, words_of
from screens.procedures.paper_rows import note_of
from screens.procedures.procedure_state import ProcedureState, Remark, remark_words

Said = Callable[[Words], str]


def checklist_of(state: ProcedureState, you: str, *, has_english: bool) -> Checklist:
    """What goes onto paper for what the page shows, all of its pages together."""
    procedure = state.procedure
    if procedure is None:
        raise ValueError("there is no procedure to print")
    vietnamese, english = words_of("vi", you), words_of("en", you) if has_english else None

    def both(said: Said) -> Pair:
        return said(vietnamese), said(english) if english else ""

    def of(text: Text | None) -> Pair:
        return both(lambda words: text.in_(words.language)) if text else NOTHING

    return Checklist(
        title=of(procedure.title),
        code=procedure.code,
        official=procedure.official_name if procedure.has_official_name_of_its_own else "",
        case=both(state.case_line),
        papers=tuple(
            ListedPaper(of(each.name), both(lambda words, paper=each: note_of(paper, words)), each.handling)  # type: ignore[misc]
            for each in state.all_papers
        ),
        remarks=tuple(_remark(each, both) for each in (*([state.online] if state.online else []), *state.remarks)),
        time=both(state.time),
        fee=both(state.fee),
        place=both(lambda words: state.place(words, long=True)),
        footnote=of(procedure.footnote),
        url=state.url,
        is_online=procedure.can_be_done_at_home,
        updated_on=state.updated_on,
    )


def _remark(remark: Remark, both: Callable[[Said], Pair]) -> ListedRemark:
    if isinstance(remark, Note):
        lead, body = remark.lead, remark.body
        return ListedRemark(both(lambda words: lead.in_(words.language)), both(lambda words: body.in_(words.language)))
    return ListedRemark(
        both(lambda words: _parts(remark_words(remark, words))[0]),
        both(lambda words: _parts(remark_words(remark, words))[1]),
    )


def _parts(rich: str) -> tuple[str, str]:
    """Lead words and the rest of a text whose lead is bold."""
    _, lead, rest = rich.split("**", 2)
    return lead, rest.strip()
