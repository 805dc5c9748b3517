"""An identity card (CCCD) held to any scanner exists nowhere but in the one scan that was handed over."""

from __future__ import annotations

import logging
import pickle
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from devices.scanners.code_reading import CodeReader
from devices.scanners.contract import Scan, Trouble
from devices.scanners.framing import Framer
from devices.scanners.key_codes import Keys
from tests.devices.real_lines import wait_until
from tests.devices.scanners.scanner_plays import CARD, Stage
from tests.devices.scanners.typed_keys import keys_of

PIECES = [piece for piece in CARD.split("|") if len(piece) > 3]
WAYS = {
    "whole": CARD.encode() + b"\r",
    "behind an AIM prefix": b"]Q1" + CARD.encode() + b"\r",
    "in another encoding": CARD.encode("utf-16") + b"\r",
    "with a control character": CARD.encode() + b"\x07\r",
    "cut in a letter": CARD.encode()[:38] + b"\r",
    "too long": CARD.encode() * 60 + b"\r",
    "twice": (CARD.encode() + b"\r") * 2,
}


def seen(text: str) -> list[str]:
    return [piece for piece in PIECES if piece in text]


def written_down(value: object) -> str:
    """Every way in which a value gets into a log, an exception or a report."""
    error = ValueError(value)
    return " ".join((repr(value), str(value), f"{value}", repr([value]), repr(error), str(error)))


@pytest.mark.parametrize("way", WAYS)
def test_nothing_that_comes_out_of_a_card_shows_it(way: str) -> None:
    framer = Framer("scanner")
    found = framer.feed(WAYS[way], 1.0) + framer.tick(9.0)
    assert found
    assert not seen(" ".join(written_down(thing) for thing in found))


@pytest.mark.parametrize("way", WAYS)
def test_after_a_card_the_scanner_holds_nothing_of_it(way: str) -> None:
    framer = Framer("scanner")
    framer.feed(WAYS[way], 1.0)
    framer.tick(9.0)
    held = pickle.dumps(vars(framer))
    assert not [piece for piece in PIECES if piece.encode() in held or piece.encode("utf-16-le") in held]


def test_troubles_have_no_place_for_a_text() -> None:
    for trouble in Trouble.__args__:
        assert not {name for name in trouble.__slots__ if name in {"text", "data", "code"}}


def test_a_card_typed_by_keys_is_held_by_no_key() -> None:
    keys = Keys()
    for event in keys_of("031190004821|x\r"):
        keys.typed(event.type, event.code, event.value)
    assert "031190004821" not in repr(vars(keys))


def test_a_listener_that_fails_in_the_middle_leaves_a_trace_without_the_card(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with Stage(tmp_path) as stage, caplog.at_level(logging.DEBUG):
        stage.play([CARD.encode() + b"\r"])
        wait_until(lambda: bool(stage.listener.scans), "the card")
        traces = [trace_of(lambda: fail(stage.listener.scans[0])), trace_of(lambda: CodeReader("s").read(b"\xff", 1.0))]
    out, err = capfd.readouterr()
    assert not seen(" ".join([*traces, caplog.text, out, err, *(path.name for path in tmp_path.iterdir())]))


def fail(scan: Scan) -> None:
    raise RuntimeError(f"cannot deal with {scan}")


def trace_of(call: Callable[[], object]) -> str:
    try:
        call()
    except RuntimeError as error:
        return "".join(traceback.format_exception(error))
    return ""


def test_nobody_keeps_the_text_of_a_scan_but_the_scan() -> None:
    """CPython cannot overwrite a text; what can be promised is that nobody else refers to it."""
    framer = Framer("scanner")
    (scan,) = framer.feed(CARD.encode() + b"\r", 1.0)
    assert isinstance(scan, Scan)
    references = sys.getrefcount(scan.text)
    assert references == len(("the scan", "the call that counts"))
