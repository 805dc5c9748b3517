"""Recorded conversations with real devices: a file, one turn a line <-> values, and ways to make them harder. Pure.

{"t": 0, "dir": ">", "hex": "10 04 01"}     to the device; t in milliseconds since the recording began
{"t": 7, "dir": "<", "hex": "12"}           from the device
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from devices.errors import RecordingRefused

TO_DEVICE, FROM_DEVICE = ">", "<"
XOFF, XON = b"\x13", b"\x11"
FEW_BYTES = 8  # up to here every split of one answer is tried: 128 of them


@dataclass(frozen=True, slots=True)
class Turn:
    """Bytes that went one way at one moment. `way` is ">" to the device, "<" from it."""

    t_ms: int
    way: str
    data: bytes


Turns = tuple[Turn, ...]


def line_of(turn: Turn) -> str:
    """One line of a recording, without its end."""
    return json.dumps({"t": turn.t_ms, "dir": turn.way, "hex": turn.data.hex(" ")})


def read_turns(text: str) -> Turns:
    """Read a recording; empty lines and lines that begin with # mean nothing.

    raises  RecordingRefused with every mistake at once: line, meaning, cure.
    """
    turns: list[Turn] = []
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        turn = _turn(line)
        if isinstance(turn, Turn) and turns and turn.t_ms < turns[-1].t_ms:
            turn = f"t = {turn.t_ms} lies before the turn above; t is counted from the beginning and never falls."
        if isinstance(turn, Turn):
            turns.append(turn)
        else:
            problems.append(f"line {number}: {turn}")
    if not turns and not problems:
        problems.append("line 1: nothing is recorded here; record again, the device was never talked to.")
    if problems:
        raise RecordingRefused(*problems)
    return tuple(turns)


def answered(turns: Turns) -> bytes:
    """Everything that came from the device."""
    return b"".join(turn.data for turn in turns if turn.way == FROM_DEVICE)


def cut(turns: Turns, at: Collection[int]) -> Turns:
    """The same conversation with answers cut in two at these places, counted in bytes from the device."""
    harder: list[Turn] = []
    done = 0
    for turn in turns:
        if turn.way == TO_DEVICE:
            harder.append(turn)
            continue
        inside = sorted({place - done for place in at if 0 < place - done < len(turn.data)})
        ends = (0, *inside, len(turn.data))
        harder += [replace(turn, data=turn.data[begin:end]) for begin, end in pairwise(ends)]
        done += len(turn.data)
    return tuple(harder)


def every_split(turns: Turns) -> Iterator[Turns]:
    """Every way to cut up one answer after the other, and all of them byte by byte.

    An answer longer than FEW_BYTES is cut once, at every place.
    """
    begin = 0
    for turn in turns:
        if turn.way == FROM_DEVICE:
            for places in _places(len(turn.data)):
                yield cut(turns, [begin + place for place in places])
            begin += len(turn.data)
    yield cut(turns, range(begin))


def with_xoff(turns: Turns, at: int) -> Turns:
    """The same conversation, stopped before the byte number `at` from the device and let go behind it."""
    harder: list[Turn] = []
    done = 0
    for turn in turns:
        data, place = turn.data, at - done
        if turn.way == FROM_DEVICE:
            done += len(turn.data)
            if 0 <= place < len(turn.data):
                data = data[:place] + XOFF + data[place : place + 1] + XON + data[place + 1 :]
        harder.append(replace(turn, data=data))
    return tuple(harder)


def truncated(turns: Turns, at: int) -> Turns:
    """The same conversation until the device has said `at` bytes; from there on it says nothing."""
    shorter: list[Turn] = []
    left = at
    for turn in turns:
        data = turn.data if turn.way == TO_DEVICE else turn.data[:left]
        left -= len(data) if turn.way == FROM_DEVICE else 0
        shorter += [replace(turn, data=data)] if data else []
    return tuple(shorter)


def _places(length: int) -> Iterator[Sequence[int]]:
    inside = range(1, length)
    for count in range(1, length) if length <= FEW_BYTES else (1,):
        yield from combinations(inside, count)


def _turn(line: str) -> Turn | str:
    """One line read, or what is wrong with it and how to repair it."""
    try:
        told = json.loads(line)
    except ValueError:
        return 'not JSON; write {"t": 0, "dir": ">", "hex": "10 04 01"}.'
    if not isinstance(told, dict) or told.keys() != {"t", "dir", "hex"}:
        return 'exactly "t", "dir" and "hex" are needed.'
    t_ms, way, digits = told["t"], told["dir"], told["hex"]
    if not isinstance(t_ms, int) or isinstance(t_ms, bool) or t_ms < 0:
        return f"t = {t_ms!r} is no time; write whole milliseconds since the beginning."
    if way not in {TO_DEVICE, FROM_DEVICE}:
        return f'dir = {way!r} is no direction; write ">" to the device or "<" from it.'
    try:
        data = bytes.fromhex(digits)
    except (TypeError, ValueError):
        data = b""
    return Turn(t_ms, way, data) if data else "hex holds no bytes; write pairs of hexadecimal digits, such as 10 04 01."
