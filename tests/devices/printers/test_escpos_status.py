"""Bytes from a printer and what they mean."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from devices.printers.escpos_status import (
    Answer,
    AutomaticStatus,
    Fact,
    Garbled,
    InOrderAnswer,
    ProcessDone,
    StatusParser,
    Told,
)

NOW_S = 10.0
CONVERSATION = b"\x12\x10\x00\x00\x00\x16\x37\x2200A1\x00\x12\x5fTM-T82\x00\x37\x25\x00\x18\x00\x0f\x00\x72"
MEANING: list[Fact] = [
    Answer(1, 0x12, NOW_S),
    AutomaticStatus(b"\x10\x00\x00\x00", NOW_S),
    Answer(2, 0x16, NOW_S),
    ProcessDone("00A1", NOW_S),
    Answer(3, 0x12, NOW_S),
    Told(b"TM-T82", NOW_S),
    Told(b"\x25", NOW_S),
    AutomaticStatus(b"\x18\x00\x0f\x00", NOW_S),
    Answer(4, 0x72, NOW_S),
]


def asking(*questions: int) -> StatusParser:
    parser = StatusParser()
    for question in questions:
        parser.expect(question)
    return parser


def test_a_whole_conversation_is_understood() -> None:
    assert asking(1, 2, 3, 4).feed(CONVERSATION, NOW_S) == MEANING


@given(st.sets(st.integers(1, len(CONVERSATION) - 1)))
def test_any_split_gives_the_same_facts(cuts: set[int]) -> None:
    parser = asking(1, 2, 3, 4)
    edges = [0, *sorted(cuts), len(CONVERSATION)]
    parts = [CONVERSATION[start:end] for start, end in pairwise(edges)]
    assert [fact for part in parts for fact in parser.feed(part, NOW_S)] == MEANING


@given(st.data())
def test_xon_and_xoff_may_stand_anywhere(data: st.DataObject) -> None:
    mixed = bytearray(CONVERSATION)
    for at in sorted(data.draw(st.lists(st.integers(0, len(CONVERSATION)), max_size=8)), reverse=True):
        mixed.insert(at, data.draw(st.sampled_from([0x11, 0x13])))
    assert asking(1, 2, 3, 4).feed(bytes(mixed), NOW_S) == MEANING


@given(st.binary(max_size=300))
def test_bytes_nobody_asked_for_are_never_an_answer(data: bytes) -> None:
    facts = StatusParser().feed(data, NOW_S)
    assert not [fact for fact in facts if isinstance(fact, Answer | InOrderAnswer)]


@given(st.lists(st.binary(max_size=40), max_size=20))
def test_rubbish_is_remembered_only_within_bounds(parts: list[bytes]) -> None:
    parser = StatusParser()
    for part in parts:
        parser.feed(part, NOW_S)
        assert len(parser._part) <= 80


def test_an_unasked_answer_is_counted_and_dropped() -> None:
    parser = StatusParser()
    assert parser.feed(b"\x12\x12", NOW_S) == []
    assert parser.dropped == 2


def test_answers_belong_to_the_questions_in_their_order() -> None:
    parser = asking(4, 1)
    assert parser.feed(b"\x1e", NOW_S) == [Answer(4, 0x1E, NOW_S)]
    assert parser.is_waiting
    assert parser.feed(b"\x12", NOW_S) == [Answer(1, 0x12, NOW_S)]
    assert not parser.is_waiting


def test_a_forgotten_question_gets_no_answer() -> None:
    parser = asking(1)
    parser.forget_questions()
    assert parser.feed(b"\x12", NOW_S) == []


def test_an_in_order_answer_is_only_taken_when_asked() -> None:
    parser = StatusParser()
    assert parser.feed(b"\x00", NOW_S) == []
    parser.expect_in_order()
    assert parser.feed(b"\x00", NOW_S) == [InOrderAnswer(0, NOW_S)]
    assert parser.feed(b"\x00", NOW_S) == []


def test_three_strays_within_a_second_are_garbage() -> None:
    parser = asking(1)
    assert parser.feed(b"\xff\xff", NOW_S) == []
    assert parser.feed(b"\xff", NOW_S + 0.5) == [Garbled(NOW_S + 0.5)]
    assert not parser.is_waiting


def test_three_strays_in_three_seconds_are_only_strays() -> None:
    parser = StatusParser()
    assert [parser.feed(b"\xff", NOW_S + second) for second in (0, 1.5, 3)] == [[], [], []]


def test_after_garbage_nothing_counts_until_it_was_quiet_for_a_tenth_of_a_second() -> None:
    parser = StatusParser()
    parser.feed(b"\xff\xff\xff", NOW_S)
    parser.expect(1)
    assert parser.feed(b"\x12", NOW_S + 0.05) == []
    assert parser.feed(b"\x12", NOW_S + 0.16) == [Answer(1, 0x12, NOW_S + 0.16)]


def test_half_an_automatic_status_is_garbage_after_a_tenth_of_a_second() -> None:
    parser = StatusParser()
    assert parser.feed(b"\x10\x00", NOW_S) == []
    assert parser.feed(b"", NOW_S + 0.09) == []
    assert parser.feed(b"", NOW_S + 0.11) == [Garbled(NOW_S + 0.11)]


def test_an_answer_that_breaks_into_an_automatic_status_still_counts() -> None:
    assert asking(1).feed(b"\x10\x00\x12", NOW_S) == [Answer(1, 0x12, NOW_S)]


def test_a_block_that_never_ends_is_dropped() -> None:
    parser = StatusParser()
    assert parser.feed(b"\x37" + b"A" * 31, NOW_S) == []
    assert parser.feed(b"\x10\x00\x00\x00", NOW_S) == [AutomaticStatus(b"\x10\x00\x00\x00", NOW_S)]


def test_noise_of_a_wrong_speed_is_called_garbled() -> None:
    noise = Random(5).randbytes(400)  # noqa: S311 - noise, not a secret
    assert any(isinstance(fact, Garbled) for fact in asking(1).feed(noise, NOW_S))
