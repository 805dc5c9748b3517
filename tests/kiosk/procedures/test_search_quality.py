"""How well the sample office's search understands people: floors, so that nothing makes it worse unnoticed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.procedures.vietnamese_text import Tone, bare, taken_apart
from tests.kiosk.procedures.search_makers import EVERYDAY, EXAMPLES, queries, sample_search, share_found

TELEX = {"â": "aa", "ă": "aw", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
TELEX_TONES = {Tone.SAC: "s", Tone.HUYEN: "f", Tone.HOI: "r", Tone.NGA: "x", Tone.NANG: "j", Tone.LEVEL: ""}


def telexed(text: str) -> str:
    parts = [taken_apart(word) for word in text.lower().split()]
    return " ".join("".join(TELEX.get(c, c) for c in letters) + TELEX_TONES[tone] for letters, tone in parts)


def doubled(text: str) -> str:
    """The second letter of the longest word twice."""
    longest = max(text.split(), key=len)
    return text.replace(longest, longest[:2] + longest[1:], 1)


def test_an_accepted_procedure_is_among_the_first_three_for_the_examples() -> None:
    assert share_found(sample_search(), queries(EXAMPLES), within=3) >= 0.97


def test_and_for_four_hundred_other_ways_to_ask() -> None:
    asked = queries(EVERYDAY)
    assert len(asked) >= 300
    assert share_found(sample_search(), asked, within=3) >= 0.97
    assert share_found(sample_search(), asked, within=1) >= 0.90


@pytest.mark.parametrize(
    ("change", "floor"),
    [
        (bare, 0.97),
        (str.upper, 0.97),
        (telexed, 0.96),
        (lambda text: text.replace(" ", ""), 0.93),
        (doubled, 0.94),
        (lambda text: f"cho tôi hỏi {text} thì cần giấy tờ gì ạ", 0.95),
    ],
    ids=["bare", "upper", "telex", "joined", "doubled", "polite"],
)
def test_the_same_questions_typed_differently_are_still_understood(change: Callable[[str], str], floor: float) -> None:
    changed = [(change(query), codes) for query, codes in queries(EXAMPLES)]
    assert share_found(sample_search(), changed, within=3) >= floor
