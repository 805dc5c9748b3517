"""How well the sample office's search understands people: floors, so that nothing makes it worse unnoticed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial

import pytest

from kiosk.procedures.vietnamese_text import Tone, bare, taken_apart
from tests.kiosk.procedures.search_makers import EVERYDAY, EXAMPLES, HELD_OUT, queries, sample_search, share_found

TELEX = {"â": "aa", "ă": "aw", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
TELEX_TONES = {Tone.SAC: "s", Tone.HUYEN: "f", Tone.HOI: "r", Tone.NGA: "x", Tone.NANG: "j", Tone.LEVEL: ""}

VNI = {"â": "a6", "ă": "a8", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}
VNI_TONES = {Tone.SAC: "1", Tone.HUYEN: "2", Tone.HOI: "3", Tone.NGA: "4", Tone.NANG: "5", Tone.LEVEL: ""}


def telexed(text: str) -> str:
    parts = [taken_apart(word) for word in text.lower().split()]
    return " ".join("".join(TELEX.get(c, c) for c in letters) + TELEX_TONES[tone] for letters, tone in parts)


def in_vni(text: str) -> str:
    parts = [taken_apart(word) for word in text.lower().split()]
    return " ".join("".join(VNI.get(c, c) for c in letters) + VNI_TONES[tone] for letters, tone in parts)


def swapped(text: str) -> str:
    """The second and third letter of the longest word the other way round."""
    longest = max(bare(text).split(), key=len)
    return bare(text).replace(longest, longest[0] + longest[2:3] + longest[1:2] + longest[3:], 1)


def doubled(text: str) -> str:
    """The second letter of the longest word twice."""
    longest = max(text.split(), key=len)
    return text.replace(longest, longest[:2] + longest[1:], 1)


def test_an_accepted_procedure_is_among_the_first_three_for_the_examples() -> None:
    assert share_found(sample_search(), queries(EXAMPLES), within=3) >= 0.97


def test_and_for_as_many_words_that_were_never_looked_at() -> None:
    asked = queries(HELD_OUT)
    assert len(asked) >= 400
    assert share_found(sample_search(), asked, within=3) >= 0.98
    assert share_found(sample_search(), asked, within=1) >= 0.90


def test_and_for_nine_hundred_other_ways_to_ask() -> None:
    asked = queries(EVERYDAY)
    assert len(asked) >= 800
    assert share_found(sample_search(), asked, within=3) >= 0.97
    assert share_found(sample_search(), asked, within=1) >= 0.90


@pytest.mark.parametrize(
    ("change", "floor"),
    [
        (bare, 0.97),
        (str.upper, 0.97),
        (telexed, 0.96),
        (in_vni, 0.97),
        (partial(unicodedata.normalize, "NFD"), 0.97),
        (lambda text: text.replace(" ", ""), 0.95),
        (doubled, 0.94),
        (swapped, 0.94),
        (lambda text: f"cho tôi hỏi {text} thì cần giấy tờ gì ạ", 0.95),
    ],
    ids=["bare", "upper", "telex", "vni", "decomposed", "joined", "doubled", "swapped", "polite"],
)
def test_the_same_questions_typed_differently_are_still_understood(change: Callable[[str], str], floor: float) -> None:
    changed = [(change(query), codes) for query, codes in queries(EXAMPLES)]
    assert share_found(sample_search(), changed, within=3) >= floor
