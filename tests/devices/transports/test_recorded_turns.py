"""Recordings, read and made harder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import RecordingRefused
from devices.transports.recorded_turns import (
    FROM_DEVICE,
    TO_DEVICE,
    Turn,
    Turns,
    answered,
    cut,
    every_split,
    line_of,
    read_turns,
    truncated,
    with_xoff,
)

RECORDING = """
# EPSON TM-T82III, paper in
{"t": 0, "dir": ">", "hex": "10 04 01"}
{"t": 7, "dir": "<", "hex": "12"}
{"t": 20, "dir": ">", "hex": "1d614e"}
{"t": 31, "dir": "<", "hex": "10 00 00 00"}
"""
TURNS = (
    Turn(0, TO_DEVICE, b"\x10\x04\x01"),
    Turn(7, FROM_DEVICE, b"\x12"),
    Turn(20, TO_DEVICE, b"\x1da\x4e"),
    Turn(31, FROM_DEVICE, b"\x10\0\0\0"),
)
WRONG = {
    "": ("line 1: nothing is recorded", "record again"),
    "ticket": ("line 1: not JSON", '{"t": 0'),
    '\n{"t": 0, "dir": ">"}': ("line 2: exactly", '"hex"'),
    "[]": ("exactly",),
    '{"t": -1, "dir": ">", "hex": "10"}': ("t = -1 is no time", "milliseconds"),
    '{"t": true, "dir": ">", "hex": "10"}': ("t = True is no time",),
    '{"t": 0, "dir": "=", "hex": "10"}': ("dir = '=' is no direction", '"<" from it'),
    '{"t": 0, "dir": ">", "hex": "1"}': ("hex holds no bytes", "pairs"),
    '{"t": 0, "dir": ">", "hex": 10}': ("hex holds no bytes",),
    '{"t": 0, "dir": ">", "hex": ""}': ("hex holds no bytes",),
    '{"t": 5, "dir": ">", "hex": "10"}\n{"t": 4, "dir": "<", "hex": "12"}': ("line 2: t = 4 lies before",),
}
turns = st.lists(
    st.builds(
        Turn, st.integers(0, 10**6), st.sampled_from([TO_DEVICE, FROM_DEVICE]), st.binary(min_size=1, max_size=9)
    ),
    min_size=1,
).map(lambda each: tuple(sorted(each, key=lambda turn: turn.t_ms)))


def test_a_recording_is_read() -> None:
    assert read_turns(RECORDING) == TURNS
    assert answered(TURNS) == b"\x12\x10\0\0\0"


@given(turns)
def test_a_recording_written_and_read_again_is_the_same(recorded: Turns) -> None:
    assert read_turns("\n".join(map(line_of, recorded))) == recorded


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_line_is_told_with_its_number_its_meaning_and_its_cure(text: str) -> None:
    with pytest.raises(RecordingRefused) as refused:
        read_turns(text)
    for part in WRONG[text]:
        assert part in str(refused.value)


def test_all_wrong_lines_are_told_at_once() -> None:
    with pytest.raises(RecordingRefused) as refused:
        read_turns('x\n{"t": 0, "dir": ">", "hex": "10"}\ny')
    assert [problem[:7] for problem in refused.value.problems] == ["line 1:", "line 3:"]


@given(turns, st.sets(st.integers(0, 100)))
def test_cutting_changes_no_byte_and_no_moment(recorded: Turns, places: set[int]) -> None:
    harder = cut(recorded, places)
    assert answered(harder) == answered(recorded)
    assert [turn for turn in harder if turn.way == TO_DEVICE] == [turn for turn in recorded if turn.way == TO_DEVICE]
    assert {turn.t_ms for turn in harder} == {turn.t_ms for turn in recorded}
    assert all(turn.data for turn in harder)


def test_every_split_of_four_bytes_is_tried() -> None:
    splits = {tuple(turn.data for turn in harder if turn.way == FROM_DEVICE) for harder in every_split(TURNS)}
    assert len(splits) == 7  # three places to cut, each cut or not, but not none
    assert (b"\x12", b"\x10", b"\0", b"\0", b"\0") in splits


def test_a_long_answer_is_cut_at_every_place() -> None:
    long = (Turn(0, FROM_DEVICE, bytes(range(100))),)
    splits = list(every_split(long))
    assert len(splits) == 100
    assert len(splits[-1]) == 100


def test_xoff_comes_before_any_byte_and_xon_behind_it() -> None:
    assert [answered(with_xoff(TURNS, place)) for place in (0, 2)] == [
        b"\x13\x12\x11\x10\0\0\0",
        b"\x12\x10\x13\0\x11\0\0",
    ]


@given(turns, st.integers(0, 50))
def test_a_truncated_conversation_ends_in_the_middle_of_any_answer(recorded: Turns, at: int) -> None:
    shorter = truncated(recorded, at)
    assert answered(shorter) == answered(recorded)[:at]
    assert [turn for turn in shorter if turn.way == TO_DEVICE] == [turn for turn in recorded if turn.way == TO_DEVICE]
