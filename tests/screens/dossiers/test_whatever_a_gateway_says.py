"""Whatever a gateway answers within the contract, page, speech and slip can be made of it, and tell what they may."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.dossiers.answer_reading import AnswerReader
from kiosk.dossiers.provider import Found
from kiosk.dossiers.standing import acceptance_is_slow
from kiosk.dossiers.status_map import status_of
from kiosk.dossiers.working_days import WorkingDays
from kiosk.words import words_of
from screens.dossiers.printed_status import slip_of
from screens.dossiers.status_samples import sample_look
from screens.dossiers.status_state import DossierStatusState

WORDS = (words_of("vi"), words_of("en"))
CODE = "H24.15-261124-0037"
TIMES = st.sampled_from(
    ["0001-01-01T00:00:00Z", "1990-01-01T00:00:00+14:00", "2024-02-29T23:59:59-12:00", "2026-11-24T09:12:00+07:00",
     "2026-11-25T02:42:00Z", "2026-11-27T07:00:00Z", "2099-12-31T23:59:59+07:00", "9999-12-31T23:59:59-12:00"]
)  # fmt: skip
TEXTS = st.text(max_size=30) | st.sampled_from(["Nguyễn Văn Hùng", "[b]x[/b] **y** {count}", "x" * 5000, "%s &amp;"])
TEXT, TIME = st.none() | TEXTS, st.none() | TIMES
STEPS = st.lists(
    st.fixed_dictionaries({"label": TEXTS, "where": TEXT, "state": st.sampled_from(["done", "next"]), "at": TIME}),
    max_size=5,
)
STATUSES = st.sampled_from([None, *range(1, 11)]).map(
    lambda code: {"code": code, "label": "", "group": status_of(code).group}
)
ANSWERS = st.fixed_dictionaries(
    {
        "code": st.just(CODE),
        "procedure": st.fixed_dictionaries({"code": TEXT, "name": TEXT, "field": TEXT}),
        "status": STATUSES,
        "unit": st.fixed_dictionaries({"code": TEXT, "name": TEXTS}),
        "steps": STEPS,
        "supplement": st.none()
        | st.fixed_dictionaries({"supply_by": TIME, "text": TEXT, "items": st.lists(TEXTS, max_size=9)}),
        "payment": st.none()
        | st.fixed_dictionaries(
            {"amount_vnd": st.none() | st.integers(0, 10**15), "paid": st.booleans(), "pay_by": TIME, "where": TEXT}
        ),
        "collect": st.none()
        | st.fixed_dictionaries({"place": TEXT, "counter": TEXT, "hours": TEXT, "postal": st.booleans()}),
        "reason": TEXT,
        "owner_masked": TEXT,
        "detail": st.just("full"),
        "source": TEXTS,
        "as_of": st.just("2026-11-25T09:41:00+07:00"),
        **dict.fromkeys(("submitted_at", "received_at", "due_at", "finished_at", "returned_at"), TIME),
    }
)


def everything_said(state: DossierStatusState) -> str:
    told = []
    for words in WORDS:
        told += [state.who_line(words), state.heading(words), state.label(words), state.figure(words)]
        told += [state.line(words), state.unit_line(words), state.banner(words), *state.spoken(words)]
        told += [part for step in state.all_steps for part in (step.title(words), step.note(words))]
    return "\n".join(told)


@given(ANSWERS)
@settings(max_examples=60)
def test_a_page_and_a_slip_can_be_made_of_it(answer: dict[str, Any]) -> None:
    outcome = AnswerReader().read(CODE, 200, json.dumps(answer).encode())
    assert isinstance(outcome, Found)
    dossier, state = outcome.dossier, sample_look(outcome.dossier)
    now = state.look.now if state.look else None
    assert now is not None
    acceptance_is_slow(dossier, now, WorkingDays(), [])
    assert len(everything_said(state)) < 60_000
    while state.page < state.pages:
        state = DossierStatusState(CODE, look=state.look, page=state.page + 1)
        everything_said(state)
    slip = slip_of(state, "Ông/Bà", has_english=True)
    assert "Nguyễn Văn Hùng" not in (dossier.owner_masked or "") + " ".join(slip.owner)
