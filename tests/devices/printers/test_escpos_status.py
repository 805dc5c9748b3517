"""Bytes from a printer and what they mean."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from devices.printers.dialect import dialect_of
from devices.printers.escpos_status import EscPosParser
from devices.printers.facts import (
    NAMED_ERRORS,
    NOTHING,
    Fact,
    Garbled,
    InOrderAnswer,
    MarkTold,
    ProcessDone,
    Reported,
    Sign,
    Told,
)
from devices.printers.models import known_models

EPSON = known_models()["epson-tm-t82iii"]
CUSTOM = known_models()["custom-kpm"]
NOW_S = 10.0
MARKS = b"\x37\x3663\x1f63\x1f1\x1f0\x00\x37\x360\x1f0\x1f1\x1f1\x00"
REST = b"\x12\x5fTM-T82\x00\x37\x25\x00\x18\x00\x0f\x00\x72"
CONVERSATION = b"\x12\x10\x00\x00\x00\x16\x37\x2200A1\x00" + MARKS + REST
OFFLINE_CAUSES = Sign.COVER | Sign.PAPER_STOP | Sign.ERROR | NAMED_ERRORS
PAPER = Sign.PAPER_LOW | Sign.PAPER_OUT
ALL_BUT_TICKET = ~Sign.TICKET
MEANING: list[Fact] = [
    Reported(NOTHING, Sign.OFFLINE, NOW_S, 1),
    Reported(NOTHING, ALL_BUT_TICKET, NOW_S),
    Reported(Sign.COVER, OFFLINE_CAUSES, NOW_S, 2),
    ProcessDone("00A1", NOW_S),
    MarkTold(is_held=True, at_s=NOW_S),
    MarkTold(is_held=False, at_s=NOW_S),
    Reported(NOTHING, NAMED_ERRORS, NOW_S, 3),
    Told(0x5F, b"TM-T82", NOW_S),
    Told(0x37, b"\x25", NOW_S),
    Reported(Sign.OFFLINE | PAPER, ALL_BUT_TICKET, NOW_S),
    Reported(Sign.PAPER_OUT, PAPER, NOW_S, 4),
]


def asking(*questions: int) -> EscPosParser:
    parser = EscPosParser(EPSON)
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
    facts = EscPosParser(EPSON).feed(data, NOW_S)
    assert not [
        fact for fact in facts if isinstance(fact, InOrderAnswer) or (isinstance(fact, Reported) and fact.question)
    ]


@given(st.lists(st.binary(max_size=40), max_size=20))
def test_rubbish_is_remembered_only_within_bounds(parts: list[bytes]) -> None:
    parser = EscPosParser(EPSON)
    for part in parts:
        parser.feed(part, NOW_S)
        assert len(parser._part) <= 80


def test_an_unasked_answer_is_counted_and_dropped() -> None:
    parser = EscPosParser(EPSON)
    assert parser.feed(b"\x12\x12", NOW_S) == []
    assert parser.dropped == 2


def test_answers_belong_to_the_questions_in_their_order() -> None:
    parser = asking(4, 1)
    assert parser.feed(b"\x1e", NOW_S) == [Reported(Sign.PAPER_LOW, PAPER, NOW_S, 4)]
    assert parser.is_waiting
    assert parser.feed(b"\x12", NOW_S) == [Reported(NOTHING, Sign.OFFLINE, NOW_S, 1)]
    assert not parser.is_waiting


def test_a_forgotten_question_gets_no_answer() -> None:
    parser = asking(1)
    parser.forget_questions()
    assert parser.feed(b"\x12", NOW_S) == []


def test_an_in_order_answer_is_only_taken_when_asked() -> None:
    parser = EscPosParser(EPSON)
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
    parser = EscPosParser(EPSON)
    assert [parser.feed(b"\xff", NOW_S + second) for second in (0, 1.5, 3)] == [[], [], []]


def test_after_garbage_nothing_counts_until_it_was_quiet_for_a_tenth_of_a_second() -> None:
    parser = EscPosParser(EPSON)
    parser.feed(b"\xff\xff\xff", NOW_S)
    parser.expect(1)
    assert parser.feed(b"\x12", NOW_S + 0.05) == []
    assert parser.feed(b"\x12", NOW_S + 0.16) == [Reported(NOTHING, Sign.OFFLINE, NOW_S + 0.16, 1)]


def test_half_an_automatic_status_is_garbage_after_a_tenth_of_a_second() -> None:
    parser = EscPosParser(EPSON)
    assert parser.feed(b"\x10\x00", NOW_S) == []
    assert parser.feed(b"", NOW_S + 0.09) == []
    assert parser.feed(b"", NOW_S + 0.11) == [Garbled(NOW_S + 0.11)]


def test_an_answer_that_breaks_into_an_automatic_status_still_counts() -> None:
    assert asking(1).feed(b"\x10\x00\x12", NOW_S) == [Reported(NOTHING, Sign.OFFLINE, NOW_S, 1)]


def test_a_block_that_never_ends_is_dropped() -> None:
    parser = EscPosParser(EPSON)
    assert parser.feed(b"\x37" + b"A" * 31, NOW_S) == []
    assert parser.feed(b"\x10\x00\x00\x00", NOW_S) == [Reported(NOTHING, ALL_BUT_TICKET, NOW_S)]


def test_noise_of_a_wrong_speed_is_called_garbled() -> None:
    noise = Random(5).randbytes(400)  # noqa: S311 - noise, not a secret
    assert any(isinstance(fact, Garbled) for fact in asking(1).feed(noise, NOW_S))


def test_a_question_that_was_not_sent_is_taken_back() -> None:
    parser = asking(1, 2)
    parser.take_back()
    assert parser.feed(b"\x12", NOW_S) == [Reported(NOTHING, Sign.OFFLINE, NOW_S, 1)]
    assert not parser.is_waiting


@given(st.sets(st.integers(1, 5)))
def test_the_full_status_of_a_presenter_is_six_bytes_of_any_value(cuts: set[int]) -> None:
    answer = b"\x10\x0f\x25\x03\x11\x13"  # among them XON and XOFF, which this line does not use
    parser = EscPosParser(CUSTOM)
    parser.expect(20)
    edges = [0, *sorted(cuts), len(answer)]
    facts = [fact for start, end in pairwise(edges) for fact in parser.feed(answer[start:end], NOW_S)]
    everything = Sign.TICKET | PAPER | Sign.COVER | NAMED_ERRORS
    set_now = Sign.TICKET | PAPER | Sign.COVER | Sign.HEAD_HOT | Sign.CUTTER
    assert facts == [Reported(set_now, everything, NOW_S, 20)]


def test_a_full_status_nobody_asked_for_is_told_too() -> None:
    (fact,) = EscPosParser(CUSTOM).feed(b"\x10\x0f\x00\x00\x00\x00", NOW_S)
    assert isinstance(fact, Reported)
    assert (fact.signs, fact.question) == (NOTHING, 0)


def test_zeros_of_a_printer_that_says_nothing_are_silence() -> None:
    parser = EscPosParser(known_models()["zjiang-pos-5890"])
    parser.expect(1)
    assert parser.feed(bytes(8), NOW_S) == []
    assert parser.is_waiting


@given(st.lists(st.binary(max_size=20), max_size=20), st.sampled_from(["epson-tm-t82iii", "custom-kpm", "star-tsp100"]))
def test_any_bytes_in_any_pieces_give_the_same_facts(parts: list[bytes], key: str) -> None:
    model = known_models()[key]
    whole, split = dialect_of(model).parser(model), dialect_of(model).parser(model)
    for parser in (whole, split):
        for question in (1, 2, 20):
            parser.expect(question)
        parser.expect_in_order()
    pieces = [fact for part in parts for fact in split.feed(part, NOW_S)]
    assert pieces == whole.feed(b"".join(parts), NOW_S)
