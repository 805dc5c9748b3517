"""A scanner that types, and people who type."""

from __future__ import annotations

from devices.address import parse_scanner_address
from devices.open_device import open_scanner
from devices.scanners.contract import Overflow, Scan, ScannerState, Unreadable, Why
from devices.scanners.keyboard_scanner import KeyboardScanner
from tests.devices.real_lines import wait_until
from tests.devices.scanners.listener import Listener
from tests.devices.turned_clock import TurnedClock


def typed(scanner: KeyboardScanner, text: str, *, every_s: float, start_s: float = 10.0) -> list[bool]:
    return [scanner.feed(character, start_s + number * every_s) for number, character in enumerate(text)]


def keyboard() -> KeyboardScanner:
    scanner = open_scanner(parse_scanner_address("keyboard:"), now_s=TurnedClock().now_s)
    assert isinstance(scanner, KeyboardScanner)
    return scanner


def test_a_fast_burst_with_enter_is_a_scan_on_the_listening_thread() -> None:
    with Listener(keyboard()) as listener:
        scanner = listener.scanner
        assert isinstance(scanner, KeyboardScanner)
        ended = typed(scanner, "H30-42\r", every_s=0.01)
        listener.hears("H30-42")
        assert ended == [False] * 6 + [True]
        assert listener.scans == [Scan("H30-42", None, 10.06, "keyboard:")]
        assert listener.threads == {"scanner"}
        assert listener.states == [ScannerState.READY]


def test_a_person_typing_is_no_scan() -> None:
    assert not any(typed(keyboard(), "khai sinh\r", every_s=0.06))


def test_five_fast_characters_are_no_scan() -> None:
    assert not any(typed(keyboard(), "12345\r", every_s=0.01))


def test_an_enter_that_comes_late_is_a_person_s() -> None:
    scanner = keyboard()
    typed(scanner, "H30-42", every_s=0.01)
    assert not scanner.feed("\r", 11.0)


def test_letters_typed_before_the_burst_do_not_belong_to_it() -> None:
    with Listener(keyboard()) as listener:
        scanner = listener.scanner
        assert isinstance(scanner, KeyboardScanner)
        typed(scanner, "abc", every_s=0.01)
        typed(scanner, "H30-42\n", every_s=0.01, start_s=11.0)
        listener.hears("H30-42")


def test_keys_met_late_behind_a_page_being_drawn_are_still_one_burst() -> None:
    scanner = keyboard()
    for number, character in enumerate("H30-42"):
        scanner.feed(character, 10.0 + number * 0.08, looked_s=10.0 + number * 0.08 - 0.07)
    assert scanner.feed("\r", 10.5, looked_s=10.41)


def test_a_window_that_has_looked_in_vain_knows_a_pause_although_it_met_the_key_late() -> None:
    scanner = keyboard()
    for number, character in enumerate("khai sinh"):
        scanner.feed(character, 10.0 + number * 0.2, looked_s=10.0 + number * 0.2 - 0.1)
    assert not scanner.feed("\r", 12.0, looked_s=11.9)


def test_a_key_that_types_nothing_neither_ends_nor_breaks_a_burst() -> None:
    with Listener(keyboard()) as listener:
        scanner = listener.scanner
        assert isinstance(scanner, KeyboardScanner)
        ended = [scanner.feed(character, 10.0) for character in [*"H30-42", "", *"|X7", "\r"]]
        listener.hears("H30-42|X7")
        assert ended == [False] * 10 + [True]


def test_vietnamese_letters_and_broken_ones() -> None:
    with Listener(keyboard()) as listener:
        scanner = listener.scanner
        assert isinstance(scanner, KeyboardScanner)
        typed(scanner, "Nguyễn Huệ\r", every_s=0.01)
        typed(scanner, "half \ud800 pair\r", every_s=0.01, start_s=12.0)
        wait_until(lambda: bool(listener.troubles), "the broken letter")
        assert listener.texts == ["Nguyễn Huệ"]
        assert listener.troubles == [Unreadable(Why.NOT_UTF8, 13)]


def test_an_endless_burst_is_one_overflow_and_bounded() -> None:
    with Listener(keyboard()) as listener:
        scanner = listener.scanner
        assert isinstance(scanner, KeyboardScanner)
        typed(scanner, "A" * 20_000 + "\r", every_s=0.001)
        wait_until(lambda: listener.troubles == [Overflow()], "the overflow")
        assert len(scanner._burst) == 0
        typed(scanner, "H30-42\r", every_s=0.01, start_s=100.0)
        listener.hears("H30-42")
