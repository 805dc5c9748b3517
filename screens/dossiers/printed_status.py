"""The status as it is printed: the words of the page in both languages, and no more of a person than the page shows."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.tickets.checklist import NOTHING, Pair
from kiosk.tickets.status_slip import StatusSlip
from kiosk.words import Words, words_of
from screens.dossiers.status_state import DossierStatusState, without_bureau
from screens.dossiers.status_words import hour_words

Said = Callable[[Words], str]


def slip_of(state: DossierStatusState, you: str, *, has_english: bool) -> StatusSlip:
    """What goes onto paper for what the page shows."""
    if state.look is None:
        raise ValueError("there is no answer to print")
    look, dossier = state.look, state.look.dossier
    vietnamese, english = words_of("vi", you), words_of("en", you) if has_english else None

    def both(said: Said) -> Pair:
        return said(vietnamese), said(english) if english else ""

    what = without_bureau(dossier.procedure.name or dossier.procedure.field or "")
    owner = dossier.owner_masked if dossier.detail == "full" else None
    collect, has_promise = dossier.collect, look.state == "in_time" and dossier.due_at is not None
    goes_to_counter = look.state == "ready" or has_promise
    return StatusSlip(
        code=dossier.code,
        procedure=both(lambda words: words("Lĩnh vực: {field}", field=what) if state.minimal else what),
        owner=both(lambda words: words("Người nộp: {name}", name=owner)) if owner else NOTHING,
        state=both(look.heading),
        label=both(look.label),
        figure=both(look.date),
        note=both(lambda words: words("Từ {time}", time=hour_words(words, dossier.due_at)))  # type: ignore[arg-type]
        if has_promise
        else NOTHING,
        counter=(collect.counter or "") if collect and not collect.postal and goes_to_counter else "",
        as_of=look.as_of,
        is_old=state.last_known,
    )
