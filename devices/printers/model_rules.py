"""What may stand in a table of models.toml, and what to say of anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches

BAUDS = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400)
FLOWS = ("rtscts", "xonxoff", "none")
CHOICES: Mapping[str, tuple[object, ...]] = {
    "dialect": ("escpos", "star-raster"),
    "dpi": (203, 180),
    "paper_mm": (58, 80, 112),
    "raster": ("gs_v_0", "gs_paren_l", "esc_star_33"),
    "doubles_dots": (True, False),
    "cut": ("gs_v_0", "gs_v_1", "gs_v_65", "gs_v_66", "esc_i", "esc_m", "star", "none"),
    "present": ("none", "custom_gs_e", "star"),
    "unwanted": ("none", "eject", "retract"),
    "status": ("dle_eot+asb", "dle_eot", "custom_full", "star_asb", "usb_port", "none"),
    "confirm": ("process-id", "star-etb", "ticket-present", "gs-r", "time"),
    "confirm_means": ("printed", "received"),
    "clear": ("dle_dc4_8", "dle_enq_2", "esc_at", "star"),
}
LISTS: Mapping[str, tuple[str, ...]] = {
    "sensors": ("paper_out", "paper_low", "cover", "cutter", "head_temp", "ticket"),
    "quirks": (
        "height48",
        "no_gs_p",
        "asb_reset_by_esc_at",
        "status_zero_when_silent",
        "slow_answer",
        "mute_while_printing",
    ),
}
RANGES: Mapping[str, range] = {
    "dots": range(8, 1025, 8),
    "speed_mm_s": range(10, 1001),
    "max_band_rows": range(1, 129),
    "feed_to_cutter_dots": range(1001),
    "present_steps": range(256),
    "rx_buffer": range(1 << 20),
}
# Every sign that bits of a status can stand for; see devices.printers.facts.Sign.
SIGNS = (
    "offline",
    "cover",
    "paper_stop",
    "paper_out",
    "paper_low",
    "cutter",
    "head_hot",
    "mechanism",
    "error",
    "ticket",
)
ENDS = "ends"  # no sign: the bits of Star's ETB counter, lowest first
COMMANDS = ("page", "end_of_ticket", "feed", "execute", "ask_status", "tell_changes", "count_ends", "clear", "present")
TEXT_PAGES = ("lower", "upper", "cp1258")
MATCH_TEXTS = ("gs_i_name", "ieee1284")
SERIAL = {"baud": BAUDS, "flow": FLOWS}
# What one table must hold together: key and value, the other key, and the values that go with it.
TOGETHER: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("dialect", "escpos", "status", ("dle_eot+asb", "dle_eot", "custom_full", "usb_port", "none")),
    ("dialect", "escpos", "confirm", ("process-id", "ticket-present", "gs-r", "time")),
    ("dialect", "escpos", "cut", ("gs_v_0", "gs_v_1", "gs_v_65", "gs_v_66", "esc_i", "esc_m", "none")),
    ("dialect", "escpos", "present", ("none", "custom_gs_e")),
    ("dialect", "escpos", "clear", ("dle_dc4_8", "dle_enq_2", "esc_at")),
    ("dialect", "star-raster", "status", ("star_asb", "usb_port", "none")),
    ("dialect", "star-raster", "confirm", ("star-etb", "ticket-present", "time")),
    ("dialect", "star-raster", "cut", ("star", "none")),
    ("dialect", "star-raster", "present", ("none", "star")),
    ("dialect", "star-raster", "clear", ("star",)),
    ("confirm", "ticket-present", "present", ("custom_gs_e", "star")),
    ("confirm", "ticket-present", "status", ("custom_full", "star_asb")),
    ("confirm", "star-etb", "status", ("star_asb",)),
    ("confirm", "gs-r", "status", ("dle_eot+asb", "dle_eot", "custom_full")),
    ("confirm", "process-id", "status", ("dle_eot+asb", "dle_eot", "custom_full")),
)


def mistakes(table: Mapping[str, object], keys: tuple[str, ...]) -> Iterator[str]:
    """Everything wrong with one whole table, a sentence each.

    keys  that it must have; any other is refused.
    """
    yield from (f"{key} is missing." for key in keys if key not in table)
    for key, value in table.items():
        if (meaning := mistake(key, value, keys)) is not None:
            yield f"{key} = {value!r}: {meaning}"
    for key, chosen, other, allowed in TOGETHER:
        if table.get(key) == chosen and table.get(other) not in allowed and not _is_wrong(other, table):
            yield f"{other} = {table.get(other)!r} does not go with {key} = {chosen!r}; allowed: {', '.join(allowed)}."


def mistake(key: str, value: object, keys: tuple[str, ...]) -> str | None:
    """What is wrong with one entry, or None."""
    if key in CHOICES:
        return None if _is_one_of(value, CHOICES[key]) else f"allowed: {', '.join(map(str, CHOICES[key]))}."
    if key in RANGES:
        return _range_mistake(RANGES[key], value)
    if key in LISTS:
        fine = isinstance(value, list) and all(entry in LISTS[key] for entry in value)
        return None if fine else f"a list of: {', '.join(LISTS[key])}."
    if key in TABLES:
        fine = isinstance(value, dict) and TABLES[key][0](value)
        return None if fine else TABLES[key][1]
    if key == "name":
        return None if isinstance(value, str) and value else "must be a text."
    return unknown_key(key, keys)


def unknown_key(key: str, keys: tuple[str, ...]) -> str:
    """A key nobody knows, and the one that was probably meant."""
    close = get_close_matches(key, keys, n=1)
    return f"unknown; did you mean {close[0]}?" if close else f"unknown; known keys: {', '.join(keys)}."


def _is_wrong(key: str, table: Mapping[str, object]) -> bool:
    """Whether this entry was already told for itself."""
    return key not in table or not _is_one_of(table[key], CHOICES[key])


def _is_one_of(value: object, allowed: tuple[object, ...]) -> bool:
    return any(value == choice and type(value) is type(choice) for choice in allowed)


def _range_mistake(allowed: range, value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and value in allowed:
        return None
    step = f" in steps of {allowed.step}" if allowed.step > 1 else ""
    return f"allowed: {allowed.start} to {allowed[-1]}{step}."


def _is_serial(value: Mapping[str, object]) -> bool:
    return value.keys() == SERIAL.keys() and all(_is_one_of(value[key], SERIAL[key]) for key in SERIAL)


def _is_match(value: Mapping[str, object]) -> bool:
    usb = value.get("usb", [])
    texts = [value[key] for key in MATCH_TEXTS if key in value]
    known = value.keys() <= {*MATCH_TEXTS, "usb"}
    return known and isinstance(usb, list) and all(isinstance(text, str) for text in [*texts, *usb])


def _is_pages(value: Mapping[str, object]) -> bool:
    return value.keys() <= set(TEXT_PAGES) and all(_is_byte(page) for page in value.values())


def _is_byte(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 255


def _is_bits(value: Mapping[str, object]) -> bool:
    return value.keys() <= {*SIGNS, ENDS} and all(_are_places(places) for places in value.values())


def _are_places(places: object) -> bool:
    return isinstance(places, list) and all(
        isinstance(place, list) and len(place) == 2 and all(_is_byte(number) for number in place) for place in places
    )


def _is_commands(value: Mapping[str, object]) -> bool:
    return value.keys() <= set(COMMANDS) and all(_is_hex(text) for text in value.values())


def _is_hex(text: object) -> bool:
    try:
        return isinstance(text, str) and bool(bytes.fromhex(text))
    except ValueError:
        return False


TABLES: Mapping[str, tuple[Callable[[Mapping[str, object]], bool], str]] = {
    "serial": (_is_serial, f"needs baud ({', '.join(map(str, BAUDS))}) and flow ({', '.join(FLOWS)})."),
    "match": (_is_match, "may hold gs_i_name and ieee1284 (texts) and usb (a list of patterns such as 04b8:0e*)."),
    "text_pages": (_is_pages, f"numbers 0 to 255 for any of: {', '.join(TEXT_PAGES)}."),
    "status_bits": (_is_bits, f"lists of [byte, mask] for any of: {', '.join((*SIGNS, ENDS))}."),
    "commands": (_is_commands, f"bytes in hex for any of: {', '.join(COMMANDS)}."),
}
