"""After anything a scanner can do, the next good code is read; nothing is kept of what went wrong."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from devices.scanners.contract import Noise, Overflow, ProgrammingCode, Unreadable, Why
from devices.scanners.framing import LONGEST_BYTES
from tests.devices.real_lines import wait_until
from tests.devices.scanners.scanner_plays import CARD, CODE, PLAYS, Stage

GOOD = "000.00.16.H24-210115-0001"
READ = CODE.decode()
NUMBERS = ["0", "1", "2"]


@pytest.mark.parametrize("terminator", ["auto", "cr"])
@pytest.mark.parametrize("play", PLAYS)
def test_after_every_play_the_next_good_code_is_read(tmp_path: Path, play: str, terminator: str) -> None:
    with Stage(tmp_path, terminator) as stage:
        stage.play([*PLAYS[play], 3.0])
        wait_until(lambda: stage.framer.is_calm, "the end of what was half there")
        stage.play([f"{GOOD}\r".encode()])
        wait_until(lambda: stage.listener.texts[-1:] == [GOOD], "the good code")
        assert stage.listener.texts.count(GOOD) == 1
        assert len(stage.framer._part) <= LONGEST_BYTES


EXPECTED = {
    "ends with CRLF in two writes": [READ],
    "between STX and ETX": [READ],
    "one byte at a time": [READ],
    "no terminator": [READ],
    "two codes in one write": ["A1", READ],
    "a stall in the middle": [*NUMBERS, READ],
    "a stall that is too long": [*NUMBERS, READ[7:]],
    "truncated": NUMBERS,
    "truncated in the middle of a letter": [],
    "100 kB without an end": [],
    "the same code again and again": [READ],
    "UTF-16": [],
    "NFD": [unicodedata.normalize("NFC", "Hộ tịch")],
    "an identity card": [CARD],
    "control characters": [],
    "a product code with separators": [],
    "a programming code": [],
    "unplugged in the middle of a code": [],
}
TROUBLES = {
    "a stall that is too long": [Unreadable(Why.CUT_OFF, 7)],
    "truncated": [Unreadable(Why.CUT_OFF, 7)],
    "100 kB without an end": [Overflow()],
    "a flood of codes": [Noise()],
    "a flood that goes on": [Noise()],
    "control characters": [Unreadable(Why.CONTROL_CHARACTER, 8)],
    "a product code with separators": [Unreadable(Why.GS1_SEPARATOR, 25)],
    "a programming code": [ProgrammingCode("Newland")] * 3,
    "the same code again and again": [],
    "unplugged in the middle of a code": [],
}


@pytest.mark.parametrize("play", sorted(EXPECTED | TROUBLES))
def test_every_play_ends_as_written(tmp_path: Path, play: str) -> None:
    with Stage(tmp_path) as stage:
        for step in PLAYS[play]:
            stage.play([step])
        stage.clock.turn(3.0)
        wait_until(lambda: stage.framer.is_calm, "the end of what was half there")
        stage.play([b"last\r"])
        wait_until(lambda: stage.listener.texts[-1:] == ["last"], "the last code")
        if play in EXPECTED:
            assert stage.listener.texts[:-1] == EXPECTED[play]
        if play in TROUBLES:
            assert stage.listener.troubles == TROUBLES[play]
