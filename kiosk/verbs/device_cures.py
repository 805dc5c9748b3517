"""What a technician does about a printer's condition: one sentence each, for the verbs that found it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from devices.printers.contract import Condition

BUSY = "If the terminal is running, stop it first (systemctl stop kiosk): a device has one owner."
CURES: Mapping[Condition, str] = {
    Condition.DISCONNECTED: f"Look at plug, power and address (devices list). {BUSY}",
    Condition.PAPER_OUT: "Put in a new roll.",
    Condition.PAPER_LOW: "Have a new roll at hand.",
    Condition.COVER_OPEN: "Close the cover until it clicks.",
    Condition.CUTTER: "Free the knife: switch off, take the paper out, open and close the cover, switch on.",
    Condition.OVERHEAT: "Wait until the head is cool.",
    Condition.MECHANISM: "Switch it off and on; if it says so again, it needs repair.",
    Condition.PANEL_OFFLINE: "Press the key on its panel that takes it on line.",
    Condition.NOT_TAKEN: "Take the slip out of its mouth.",
    Condition.STALLED: "Look at cable and flow= (docs/devices.md, Wiring); switch it off and on.",
    Condition.GARBLED: "Speed or model are wrong: devices probe tries the speeds.",
    Condition.NO_ANSWER: f"Look at power, cable and speed: devices probe tries the speeds. {BUSY}",
}


def cures_of(conditions: Collection[Condition]) -> Iterator[str]:
    """What to do, the nearest cause first; nothing for what needs nothing."""
    yield from (cure for condition, cure in CURES.items() if condition in conditions)
