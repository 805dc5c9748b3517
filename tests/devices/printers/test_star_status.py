"""Bytes from a Star printer and what they mean."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printers.facts import EndsCounted, Garbled, Reported, Sign
from devices.printers.models import known_models
from devices.printers.star_status import STATUS, StarParser, status_bytes
from tests.star_paper import StarPrinter

STAR = known_models()["star-tsp100"]
TUP = known_models()["star-tup500"]
NOW_S = 10.0


def signs(data: bytes, model: str = "star-tsp100") -> Sign:
    fact = StarParser(known_models()[model]).feed(data, NOW_S)[0]
    assert isinstance(fact, Reported)
    return fact.signs


@pytest.mark.parametrize(("header", "length"), [(0x23, 9), (0x0F, 7), (0x21, 8), (0x2F, 15), (0x0D, 0), (0x10, 0)])
def test_the_header_says_how_many_bytes_there_are(header: int, length: int) -> None:
    assert status_bytes(header) == length


def test_a_healthy_printer_answers_the_question_and_tells_its_ends() -> None:
    parser = StarParser(STAR)
    parser.expect(STATUS)
    reported, counted = parser.feed(StarPrinter().status(), NOW_S)
    assert isinstance(reported, Reported)
    assert (reported.signs, reported.question) == (Sign(0), STATUS)
    assert counted == EndsCounted(0, NOW_S)
    assert not parser.is_waiting


@pytest.mark.parametrize("ends", range(32))
def test_the_counter_of_ends_has_five_bits(ends: int) -> None:
    printer = StarPrinter()
    printer.ends = ends
    assert StarParser(STAR).feed(printer.status(), NOW_S)[1] == EndsCounted(ends, NOW_S)


@pytest.mark.parametrize(
    ("at", "byte", "sign"),
    [
        (2, 0x08, Sign.OFFLINE),
        (2, 0x20, Sign.COVER),
        (3, 0x40, Sign.HEAD_HOT),
        (3, 0x08, Sign.CUTTER),
        (3, 0x20, Sign.MECHANISM),
        (5, 0x04, Sign.PAPER_LOW),
        (5, 0x08, Sign.PAPER_OUT),
        (8, 0x04, Sign.TICKET),
    ],
)
def test_each_bit_has_its_sign(at: int, byte: int, sign: Sign) -> None:
    status = bytearray(StarPrinter().status())
    status[at] = byte
    assert signs(bytes(status), "star-tup500") == sign


def test_a_status_of_seven_bytes_tells_no_ends() -> None:
    assert len(StarParser(STAR).feed(b"\x0f\x86\x00\x00\x00\x00\x00", NOW_S)) == 1


@given(st.sets(st.integers(1, 17)))
def test_any_split_gives_the_same_facts(cuts: set[int]) -> None:
    data = StarPrinter().status() * 2
    parser = StarParser(STAR)
    edges = [0, *sorted(cuts), len(data)]
    facts = [fact for start, end in pairwise(edges) for fact in parser.feed(data[start:end], NOW_S)]
    assert facts == StarParser(STAR).feed(data, NOW_S)


def test_half_a_status_is_garbage_after_a_tenth_of_a_second() -> None:
    parser = StarParser(STAR)
    assert parser.feed(StarPrinter().status()[:5], NOW_S) == []
    assert parser.feed(b"", NOW_S + 0.11) == [Garbled(NOW_S + 0.11)]


@given(st.binary(max_size=300))
def test_bytes_nobody_asked_for_answer_no_question(data: bytes) -> None:
    facts = StarParser(TUP).feed(data, NOW_S)
    assert not [fact for fact in facts if isinstance(fact, Reported) and fact.question]


def test_answers_of_an_escpos_printer_are_no_status() -> None:
    assert [type(fact) for fact in StarParser(STAR).feed(b"\x12\x12\x10\x00\x00\x00", NOW_S)] == [Garbled]
