"""Keys of a scanner, and what they spell."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from evdev import ecodes as e
from hypothesis import given
from hypothesis import strategies as st

from devices.scanners import key_codes
from devices.scanners.contract import Scan, Trouble, Unreadable, Why
from devices.scanners.framing import Framer
from devices.scanners.key_codes import Keys
from devices.scanners.key_layouts import KEYS, LAYOUTS, NONE
from tests.devices.scanners.typed_keys import RECORDED, SHIFTED, UNSHIFTED, Event, held, keys_of, press, recorded

CODE = "H24.15-261124-0037"
ALPHABET = "".join(SHIFTED) + "".join(UNSHIFTED)


def spelt(events: Iterable[Event], layout: str = "us") -> str:
    keys = Keys(layout)
    return b"".join(keys.typed(event.type, event.code, event.value) for event in events).decode()


def found(events: Iterable[Event]) -> list[Scan | Trouble]:
    """What comes out behind the framing."""
    framer = Framer("keys")
    return framer.feed(spelt(events).encode(), 1.0) + framer.tick(9.0)


def said(thing: Scan | Trouble) -> str:
    assert isinstance(thing, Scan | Unreadable)
    return thing.text if isinstance(thing, Scan) else thing.why.value


@given(st.text(ALPHABET, max_size=40))
def test_every_text_of_the_us_keyboard_is_spelt_as_it_was_typed(text: str) -> None:
    assert spelt(keys_of(text)) == text


@pytest.mark.parametrize("path", sorted(RECORDED.glob("*.jsonl")), ids=lambda path: path.stem)
def test_a_record_of_events_says_what_was_scanned(path: Path) -> None:
    about = json.loads(path.read_text("utf-8").splitlines()[0])
    assert [said(thing) for thing in found(recorded(path.stem))] == about["scans"]


def test_the_kernel_calls_them_the_same() -> None:
    ours = {name: getattr(key_codes, name) for name in ("EV_SYN", "EV_KEY", "SYN_DROPPED")}
    assert ours == {name: e.ecodes[name] for name in ours}
    assert {
        *(e.KEY_LEFTSHIFT, e.KEY_RIGHTSHIFT, e.KEY_LEFTALT, e.KEY_RIGHTALT),
        *(e.KEY_LEFTCTRL, e.KEY_RIGHTCTRL, e.KEY_LEFTMETA, e.KEY_RIGHTMETA),
    } == key_codes.MODIFIERS
    assert {e.KEY_CAPSLOCK, e.KEY_NUMLOCK, e.KEY_SCROLLLOCK} == key_codes.LOCKS
    assert (KEYS[0], KEYS[-1]) == (e.KEY_1, e.KEY_102ND)


@pytest.mark.parametrize("end", [e.KEY_ENTER, e.KEY_KPENTER, e.KEY_TAB])
def test_either_enter_and_tab_end_a_code(end: int) -> None:
    assert [str(scan) for scan in found(keys_of("A1") + press(end) + keys_of("B2\r"))] == [
        "Scan(length=2, symbology=None, source='keys')"
    ] * 2


def test_the_keypad_is_digits_whatever_numlock_says() -> None:
    codes = [e.ecodes[f"KEY_KP{digit}"] for digit in range(10)] + [e.KEY_KPDOT, e.KEY_KPMINUS, e.KEY_KPSLASH]
    events = press(e.KEY_NUMLOCK) + [event for code in codes for event in press(code)]
    assert spelt(events) == "0123456789.-/"


def test_capslock_changes_nothing() -> None:
    assert spelt(press(e.KEY_CAPSLOCK) + keys_of("aB1") + press(e.KEY_CAPSLOCK)) == "aB1"


def test_a_key_that_is_held_is_one_character() -> None:
    down, *rest = press(e.KEY_A)
    assert spelt([down, *[Event(1, e.KEY_A, 2)] * 30, *rest]) == "a"


def test_shift_let_go_before_the_letter_comes_up_is_still_one_capital() -> None:
    events = [Event(1, e.KEY_RIGHTSHIFT, 1), Event(1, e.KEY_H, 1), Event(1, e.KEY_RIGHTSHIFT, 0), Event(1, e.KEY_2, 1)]
    assert spelt(events) == "H2"


def test_of_two_shifts_either_is_enough() -> None:
    inside = held(e.KEY_RIGHTSHIFT, press(e.KEY_A)) + press(e.KEY_B)
    assert spelt(held(e.KEY_LEFTSHIFT, inside) + press(e.KEY_C)) == "ABc"


def test_a_shift_that_never_came_up_ends_with_its_code() -> None:
    assert spelt([Event(1, e.KEY_LEFTSHIFT, 1), *press(e.KEY_A), *press(e.KEY_ENTER), *press(e.KEY_2)]) == "A\r2"


def alt_code(digits: str) -> list[Event]:
    return held(e.KEY_LEFTALT, [event for digit in digits for event in press(e.ecodes[f"KEY_KP{digit}"])])


@pytest.mark.parametrize(
    "unclear",
    [
        alt_code("7877"),
        alt_code("0234"),
        alt_code("65"),
        held(e.KEY_LEFTCTRL, press(e.KEY_RIGHTBRACE)),
        held(e.KEY_LEFTMETA, press(e.KEY_R)),
        held(e.KEY_RIGHTALT, press(e.KEY_E)),
        press(e.KEY_F4),
        press(e.KEY_BACKSPACE),
        [Event(0, 3, 0)],
    ],
    ids=["Alt 7877", "Alt 0234", "Alt 65", "Ctrl ]", "the system key", "AltGr", "F4", "Backspace", "lost events"],
)
def test_what_is_not_spelt_for_sure_makes_the_whole_code_unreadable(unclear: list[Event]) -> None:
    (trouble, after) = found(keys_of("H24") + unclear + keys_of("15\r" + CODE + "\r"))
    assert isinstance(trouble, Unreadable)
    assert trouble.why is Why.NO_SUCH_CHARACTER
    assert isinstance(after, Scan)
    assert after.text == CODE


def test_a_modifier_alone_types_nothing() -> None:
    assert spelt(press(e.KEY_LEFTALT) + press(e.KEY_LEFTCTRL) + press(e.KEY_LEFTSHIFT) + keys_of("A1")) == "A1"


@pytest.mark.parametrize(
    ("layout", "taken_for_us"),
    [
        ("us", "H24.15-261124-0037"),
        ("uk", "H24.15-261124-0037"),
        ("de", "H24.15/261124/0037"),
        ("fr", "H@$<!%6@^!!@$6))#&"),
    ],
)
def test_the_layout_of_the_scanner_decides_what_its_keys_spell(layout: str, taken_for_us: str) -> None:
    """A scanner set to a layout presses the keys that carry the characters there; here named by the US keyboard."""
    layout_of = LAYOUTS[layout]
    by_character = {
        character: (code, shift)
        for shift, table in enumerate((layout_of.plain, layout_of.shifted))
        for code, character in table.items()
    }
    events: list[Event] = []
    for character in CODE:
        code, shift = by_character[character]
        events += held(e.KEY_LEFTSHIFT, press(code)) if shift else press(code)
    assert spelt(events, layout) == CODE
    assert spelt(events, "us") == taken_for_us


@pytest.mark.parametrize(
    ("layout", "key", "text"),
    [("de", e.KEY_Q, "@"), ("de", e.KEY_102ND, "|"), ("fr", e.KEY_0, "@"), ("fr", e.KEY_6, "|")],
)
def test_altgr_spells_the_third_character_of_a_key(layout: str, key: int, text: str) -> None:
    assert spelt(held(e.KEY_RIGHTALT, press(key)), layout) == text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_has_every_letter_digit_and_sign_of_a_receipt(layout: str) -> None:
    table = LAYOUTS[layout]
    spelt_by_it = {*table.plain.values(), *table.shifted.values(), *table.third.values()}
    assert set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-/_:?=&|*]") <= spelt_by_it


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 767), st.integers(0, 2))), st.sampled_from([*LAYOUTS]))
def test_any_events_spell_something_printable_or_nothing(events: list[tuple[int, int, int]], layout: str) -> None:
    text = spelt([Event(*event) for event in events], layout)
    assert all(character.isprintable() or character in f"\r\t{NONE}" for character in text)
