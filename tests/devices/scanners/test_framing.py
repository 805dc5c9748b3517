"""Bytes of a scanner and the scans in them."""

from __future__ import annotations

import tracemalloc
import unicodedata
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.scanners.contract import (
    BehaviourChanged,
    Change,
    Noise,
    Overflow,
    ProgrammingCode,
    Scan,
    Trouble,
    Unreadable,
    Why,
)
from devices.scanners.framing import LONGEST_BYTES, Framer

CODE = "H30.44.15-261125-0042"
SOURCE = "serial:///dev/kiosk-scanner"


def framer(terminator: str = "auto") -> Framer:
    return Framer(SOURCE, terminator=terminator)


def texts(found: list[Scan | Trouble]) -> list[str]:
    return [thing.text for thing in found if isinstance(thing, Scan)]


def troubles(found: list[Scan | Trouble]) -> list[Trouble]:
    return [thing for thing in found if not isinstance(thing, Scan)]


def settled(found: Framer, now_s: float = 5.0) -> None:
    """Three scans with terminators: from now on silence alone ends nothing."""
    for number in range(3):
        found.feed(f"{number}\r".encode(), now_s + number * 0.3)


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\t", b"\x03"])
def test_every_usual_terminator_ends_one_scan(end: bytes) -> None:
    assert framer().feed(CODE.encode() + end, 1.0) == [Scan(CODE, None, 1.0, SOURCE)]


@pytest.mark.parametrize(("name", "end"), [("cr", b"\r"), ("lf", b"\n"), ("tab", b"\t"), ("etx", b"\x03")])
def test_a_chosen_terminator_ends_a_scan_and_silence_does_not(name: str, end: bytes) -> None:
    only = framer(name)
    assert only.feed(CODE.encode(), 1.0) == []
    assert only.tick(1.4) == []
    assert texts(only.feed(end, 1.4)) == [CODE]


def test_a_scanner_set_to_cr_may_send_crlf() -> None:
    only = framer("cr")
    assert texts(only.feed(b"A1\r\nB2\r\n", 1.0)) == ["A1", "B2"]


def test_a_crlf_split_between_two_reads_is_one_scan() -> None:
    split = framer()
    assert texts(split.feed(b"A1\r", 1.0)) == ["A1"]
    assert split.feed(b"\nB2\r", 1.2) == [Scan("B2", None, 1.2, SOURCE)]


def test_several_scans_in_one_read_come_in_order() -> None:
    assert texts(framer().feed(b"A1\rB2\rC3\r", 1.0)) == ["A1", "B2", "C3"]


def test_a_scan_may_come_byte_by_byte() -> None:
    slow = framer()
    found: list[Scan | Trouble] = []
    for number, byte in enumerate(CODE.encode() + b"\r"):
        found += slow.feed(bytes((byte,)), 1.0 + number * 0.02)
    assert texts(found) == [CODE]


def test_without_a_terminator_eighty_milliseconds_of_silence_end_a_scan() -> None:
    bare = framer()
    assert bare.feed(CODE.encode(), 1.0) == []
    assert bare.is_open
    assert bare.tick(1.07) == []
    assert bare.tick(1.081) == [Scan(CODE, None, 1.0, SOURCE)]
    assert not bare.is_open


def test_once_three_scans_were_terminated_silence_only_drops_what_hangs() -> None:
    sure = framer()
    settled(sure)
    assert sure.feed(b"half", 10.0) == []
    assert sure.tick(10.4) == []
    assert sure.tick(10.5) == [Unreadable(Why.CUT_OFF, 4)]
    assert texts(sure.feed(b"whole\r", 11.0)) == ["whole"]


def test_a_scanner_that_lost_its_terminator_is_believed_again() -> None:
    changed = framer()
    settled(changed)
    found: list[Scan | Trouble] = []
    for number in range(5):
        changed.feed(f"code-{number}".encode(), 10.0 + number)
        found += changed.tick(10.6 + number)
    assert texts(found) == ["code-1", "code-2", "code-3", "code-4"]


def test_a_code_that_is_too_long_is_dropped_once_and_the_next_is_read() -> None:
    long = framer()
    found = long.feed(b"A" * 100_000 + b"\r", 1.0)
    assert found == [Overflow()]
    assert len(long._part) <= LONGEST_BYTES
    assert long.is_open
    assert long.tick(1.11) == []
    assert texts(long.feed(b"next\r", 1.2)) == ["next"]


def test_the_longest_allowed_code_is_read() -> None:
    assert texts(framer().feed(b"A" * LONGEST_BYTES + b"\r", 1.0)) == ["A" * LONGEST_BYTES]


@pytest.mark.parametrize("edges", [(b"\x02", b""), (b"\0", b"\0"), (b"\xef\xbb\xbf", b"")])
def test_frames_around_a_code_are_taken_off(edges: tuple[bytes, bytes]) -> None:
    assert texts(framer().feed(edges[0] + CODE.encode() + edges[1] + b"\r", 1.0)) == [CODE]


@pytest.mark.parametrize("inside", [b"\x1b", b"\x08", b"\x7f", b"\x16", b"\0", b"\xc2\x9b"])
def test_a_code_that_would_drive_a_program_is_refused(inside: bytes) -> None:
    data = b"ab" + inside + b"cd"
    assert framer().feed(data + b"\r", 1.0) == [Unreadable(Why.CONTROL_CHARACTER, len(data))]


@pytest.mark.parametrize("encoding", ["cp1258", "utf-16-le", "utf-16-be"])
def test_vietnamese_in_another_encoding_is_refused_and_never_guessed(encoding: str) -> None:
    data = "Đương Nguyên".encode(encoding)
    (trouble,) = framer().feed(data + b"\r", 1.0)
    assert isinstance(trouble, Unreadable)


def test_letters_are_composed() -> None:
    apart = unicodedata.normalize("NFD", "Đường Nguyễn Huệ")
    assert texts(framer().feed(apart.encode() + b"\r", 1.0)) == ["Đường Nguyễn Huệ"]


@pytest.mark.parametrize(
    ("data", "text", "symbology"),
    [
        (b"]C0ABC123", "ABC123", "C0"),
        (b"]C1ABC123", "ABC123", "C1"),
        (b"]A0ABC", "ABC", "A0"),
        (b"]A7ABC", "ABC", "A7"),
        *((b"]E%d5901" % way, "5901", f"E{way}") for way in range(5)),
        *((b"]Q%dABC" % way, "ABC", f"Q{way}") for way in range(7)),
        *((b"]d%dABC" % way, "ABC", f"d{way}") for way in range(7)),
        *((b"]L%dABC" % way, "ABC", f"L{way}") for way in range(3)),
        (b"]e0ABC", "ABC", "e0"),
        (b"]z3ABC", "ABC", "z3"),
    ],
)
def test_an_aim_prefix_becomes_the_symbology(data: bytes, text: str, symbology: str) -> None:
    assert framer().feed(data + b"\r", 1.0) == [Scan(text, symbology, 1.0, SOURCE)]


@pytest.mark.parametrize("text", ["]", "]C", "]c", "]q1ABC", "]l0ABC", "]J0ABC", "C0]ABC"])
def test_what_only_looks_like_an_aim_prefix_is_text(text: str) -> None:
    assert framer().feed(f"{text}\r".encode(), 1.0) == [Scan(text, None, 1.0, SOURCE)]


@pytest.mark.parametrize("data", [b"\r", b"\r\n\r\n", b"\0\r", b"\x02\x03", b"]C0\r", b"\xef\xbb\xbf\r"])
def test_an_empty_code_is_ignored(data: bytes) -> None:
    assert framer().feed(data, 1.0) == []


def test_the_same_code_within_a_second_and_a_half_is_one_scan() -> None:
    held = framer()
    found = [thing for now_s in (1.0, 1.5, 2.8) for thing in held.feed(b"A1\r", now_s)]
    assert texts(found) == ["A1"]
    assert texts(held.feed(b"A1\r", 4.4)) == ["A1"]


def test_two_codes_by_turns_are_both_read() -> None:
    both = framer()
    found = [thing for number, code in enumerate((b"A\r", b"B\r", b"A\r")) for thing in both.feed(code, 1 + number / 9)]
    assert texts(found) == ["A", "B", "A"]


def test_a_flood_is_noise_until_a_second_of_silence() -> None:
    flooded = framer()
    found = flooded.feed("".join(f"{number}\r" for number in range(500)).encode(), 1.0)
    assert len(texts(found)) == 20
    assert troubles(found) == [Noise()]
    assert flooded.feed(b"more\r", 1.9) == []
    assert texts(flooded.feed(b"good\r", 3.0)) == ["good"]


def test_twenty_scans_in_a_second_are_still_a_person_with_helpers() -> None:
    quick = framer()
    found = [thing for number in range(40) for thing in quick.feed(f"{number}\r".encode(), 1 + number * 0.051)]
    assert len(texts(found)) == 40


def test_a_held_trigger_reports_a_code_that_cannot_be_read_once() -> None:
    held = framer()
    found = [thing for now_s in (1.0, 1.5, 2.0) for thing in held.feed(b"ab\x07cd\r", now_s)]
    assert found == [Unreadable(Why.CONTROL_CHARACTER, 5)]


def test_a_scanner_without_terminators_is_ended_by_the_silence_it_was_given() -> None:
    slow = Framer(SOURCE, terminator="none", silence_s=0.3)
    for number in range(5):
        now_s = 10.0 + number
        assert slow.feed(f"A{number}".encode(), now_s) == []
        assert slow.tick(now_s + 0.29) == []
        assert texts(slow.tick(now_s + 0.31)) == [f"A{number}"]


def test_without_terminators_a_line_end_inside_a_code_is_a_control_character() -> None:
    bare = Framer(SOURCE, terminator="none")
    bare.feed(b"A1\rB2\r", 1.0)
    assert bare.tick(1.1) == [Unreadable(Why.CONTROL_CHARACTER, 6)]


@pytest.mark.parametrize("data", [b"<H30-42>\r", b"H30-42\r", b"<H30-42\r", b"H30-42>\r", b"<]C0H30-42>\r"])
def test_what_the_scanner_was_told_to_put_around_a_code_is_taken_off(data: bytes) -> None:
    framed = Framer(SOURCE, prefix=b"<", suffix=b">")
    assert texts(framed.feed(data, 1.0)) == ["H30-42"]


def test_a_prefix_alone_is_an_empty_code() -> None:
    assert Framer(SOURCE, prefix=b"<", suffix=b">").feed(b"<>\r", 1.0) == []


@pytest.mark.parametrize("data", [b"0108412345678905\x1d10ABC", b"\x1d0108412345678905"])
def test_the_separator_of_product_codes_has_a_reason_of_its_own(data: bytes) -> None:
    assert framer().feed(b"]C1" + data + b"\r", 1.0) == [Unreadable(Why.GS1_SEPARATOR, len(data) + 3)]


def test_a_code_of_a_scanners_manual_names_the_maker_and_is_no_scan() -> None:
    found = framer().feed(b"]C0@SETUPE1\r\x16M\r%#IFSNO$B\r", 1.0)
    assert found == [ProgrammingCode("Newland"), ProgrammingCode("Honeywell"), ProgrammingCode("Netum")]


def coded(framer: Framer, *ends: bytes) -> list[Trouble]:
    """One different code after the other, each ended like this and followed by silence: what was wrong."""
    found: list[Scan | Trouble] = []
    for number, end in enumerate(ends):
        now_s = framer._last_byte_s + 2
        found += framer.feed(b"code-%d" % number + end, now_s)
        found += framer.tick(now_s + 0.6)
    return troubles(found)


CUT_OFF = Unreadable(Why.CUT_OFF, 6)


def test_a_terminator_that_vanishes_is_told_once() -> None:
    told = coded(framer(), *[b"\r"] * 4, *[b""] * 8)
    assert told == [CUT_OFF, CUT_OFF, BehaviourChanged(Change.TERMINATOR_GONE)]


def test_another_terminator_is_told_once_and_so_is_the_way_back() -> None:
    told = coded(framer(), *[b"\r"] * 4, *[b"\t"] * 5, *[b"\r\n"] * 5)
    assert told == [BehaviourChanged(Change.TERMINATOR_OTHER)] * 2


def test_a_scanner_set_to_a_terminator_it_never_sends_is_told_once() -> None:
    told = coded(framer("cr"), *[b""] * 5)
    assert told == [CUT_OFF, CUT_OFF, CUT_OFF, BehaviourChanged(Change.TERMINATOR_GONE), CUT_OFF, CUT_OFF]


@pytest.mark.parametrize("ends", [[b"\r"] * 9, [b"\r\n"] * 9, [b""] * 9, [b"\r", b"", b"\r", b"", b"\r", b""]])
def test_a_scanner_that_stays_as_it_is_changes_nothing(ends: list[bytes]) -> None:
    assert coded(framer(), *ends) == []


def test_a_lost_device_leaves_no_half_code_behind() -> None:
    lost = framer()
    lost.feed(b"half", 1.0)
    lost.forget()
    assert texts(lost.feed(b"whole\r", 1.01)) == ["whole"]


def test_a_scan_never_shows_its_text() -> None:
    (scan,) = framer().feed("]Q1012345678901|Nguyễn Văn A\r".encode(), 1.0)
    for shown in (repr(scan), str(scan), f"{scan}", repr([scan])):
        assert "Nguyễn" not in shown
        assert "012345678901" not in shown
    assert repr(scan) == f"Scan(length=25, symbology='Q1', source='{SOURCE}')"


@given(st.lists(st.binary(max_size=60), max_size=40), st.sampled_from(["auto", "cr"]))
def test_after_any_noise_the_next_good_scan_is_read(parts: list[bytes], terminator: str) -> None:
    noisy = framer(terminator)
    now_s = 1.0
    for part in parts:
        now_s += 0.01
        noisy.feed(part, now_s)
        assert len(noisy._part) <= LONGEST_BYTES
    now_s += 2.0
    noisy.tick(now_s)
    assert texts(noisy.feed(CODE.encode() + b"\r", now_s))[-1:] == [CODE]


# What arrives in one moment, and how long nothing comes before the next.
MOMENTS = st.lists(
    st.tuples(
        st.one_of(
            st.binary(max_size=40), st.sampled_from([b"A1\r", b"B2\t", b"\r\n", b"x" * 5000, b"1\r2\r3\r4\r5\r" * 5])
        ),
        st.sampled_from([0.0, 0.001, 0.03, 0.079, 0.09, 0.2, 0.6, 1.1, 3.0]),
    ),
    max_size=25,
)


@given(MOMENTS, st.sampled_from(["auto", "cr", "none"]), st.data())
def test_the_same_bytes_at_the_same_times_are_the_same_scans_however_they_are_read(
    moments: list[tuple[bytes, float]], terminator: str, data: st.DataObject
) -> None:
    whole, split = framer(terminator), framer(terminator)
    expected: list[Scan | Trouble] = []
    found: list[Scan | Trouble] = []
    now_s = 8.0
    for part, pause_s in moments:
        expected += whole.feed(part, now_s)
        cuts = sorted({0, len(part)} | data.draw(st.sets(st.integers(0, len(part)), max_size=5)))
        for start, end in pairwise(cuts):
            found += split.feed(part[start:end], now_s)
        for share in data.draw(st.lists(st.floats(0, 1), max_size=3).map(sorted)):
            found += split.tick(now_s + share * pause_s)
        now_s += pause_s
    assert found + split.tick(now_s + 9) == expected + whole.tick(now_s + 9)


@given(st.binary(max_size=300), st.sampled_from(["auto", "none"]))
def test_no_scan_ever_holds_a_control_character(data: bytes, terminator: str) -> None:
    any_bytes = framer(terminator)
    found = any_bytes.feed(data, 1.0) + any_bytes.tick(9.0)
    assert not [text for text in texts(found) if not text or any(unicodedata.category(each) == "Cc" for each in text)]


@given(st.lists(st.sampled_from(["A1", "B2", CODE, "Hộ tịch"]), min_size=1, max_size=8), st.data())
def test_any_split_gives_the_same_scans(codes: list[str], data: st.DataObject) -> None:
    stream = "".join(f"{code}\r\n" for code in codes).encode()
    cuts = sorted(data.draw(st.sets(st.integers(0, len(stream)))) | {0, len(stream)})
    whole, split = framer(), framer()
    found = [thing for start, end in pairwise(cuts) for thing in split.feed(stream[start:end], 1.0)]
    assert texts(found) == texts(whole.feed(stream, 1.0))


def test_a_hundred_kilobytes_of_binary_noise_do_no_harm() -> None:
    noisy = framer()
    random = Random(9)  # noqa: S311 - noise, not a secret
    for step in range(200):
        noisy.feed(random.randbytes(512), 1.0 + step / 1000)
        assert len(noisy._part) <= LONGEST_BYTES
    assert texts(noisy.feed(b"good\r", 5.0)) == ["good"]


@pytest.mark.parametrize("burst", [b"A" * 100_000, b"12345\r" * 16_667, bytes(range(256)) * 391])
def test_a_burst_of_a_hundred_kilobytes_takes_little_memory(burst: bytes) -> None:
    flooded = framer()
    flooded.feed(b"warm\r", 1.0)
    tracemalloc.start()
    try:
        for start in range(0, len(burst), 4096):
            flooded.feed(burst[start : start + 4096], 2.0)
        kept_bytes, most_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most_bytes < 64 * 1024
    assert kept_bytes < 16 * 1024
    assert texts(flooded.feed(b"good\r", 9.0)) == ["good"]
