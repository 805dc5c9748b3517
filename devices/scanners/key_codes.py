"""Keys of a scanner that is a keyboard -> bytes as a serial scanner would send them. Pure.

The layout is the one the scanner was set to, never the desktop's; Shift is followed here, CapsLock and NumLock are not.
Nothing is guessed: Alt codes, dead keys, Ctrl combinations and keys that spell nothing make the whole code unreadable.
"""

from __future__ import annotations

from devices.scanners.key_layouts import LAYOUTS, NONE

# /usr/include/linux/input-event-codes.h
EV_SYN, EV_KEY = 0, 1
SYN_DROPPED = 3
RELEASED, PRESSED = 0, 1  # 2 is the kernel's own repeating of a key that is held
SHIFT = frozenset({42, 54})
ALT, ALT_GR = 56, 100
CTRL_AND_META = frozenset({29, 97, 125, 126})
MODIFIERS = SHIFT | CTRL_AND_META | {ALT, ALT_GR}
LOCKS = frozenset({58, 69, 70})  # CapsLock, NumLock, ScrollLock
ENDS = {28: b"\r", 96: b"\r", 15: b"\t"}
KEYPAD = (82, 79, 80, 81, 75, 76, 77, 71, 72, 73, 83, 55, 74, 78, 98, 117, 121)
SAME_EVERYWHERE = {**dict(zip(KEYPAD, "0123456789.*-+/=,", strict=True)), 57: " "}


class Keys:
    """The keys of one scanner, whatever number of event nodes they come through.

    layout  a key of LAYOUTS: the keyboard that the scanner pretends to be.
    """

    def __init__(self, layout: str = "us") -> None:
        self._layout = LAYOUTS[layout]
        self._held: set[int] = set()

    def typed(self, kind: int, code: int, value: int) -> bytes:
        """What one event of the kernel's adds: a character in UTF-8, CR or TAB at the end of a code, or b"".

        kind, code, value  as in `struct input_event`; an unclear key adds the byte 1Ah.
        """
        if (kind, code) == (EV_SYN, SYN_DROPPED):  # the kernel's buffer ran over: keys and releases are missing
            self.forget()
            return NONE.encode()
        if kind != EV_KEY:
            return b""
        if code in MODIFIERS:
            return self._modifier(code, value)
        if value != PRESSED or code in LOCKS:
            return b""
        if code in ENDS:
            self.forget()  # no scanner holds Shift over the end of a code; a release that was lost ends here
            return ENDS[code]
        return self._character(code).encode()

    def forget(self) -> None:
        """No key is held: a code has ended, or the device was lost."""
        self._held.clear()

    def _modifier(self, code: int, value: int) -> bytes:
        if value == PRESSED:
            self._held.add(code)
        elif value == RELEASED:
            self._held.discard(code)
        return b""

    def _character(self, code: int) -> str:
        if self._held & CTRL_AND_META or ALT in self._held:
            return NONE
        if code in SAME_EVERYWHERE:
            return SAME_EVERYWHERE[code]
        if ALT_GR in self._held:
            return self._layout.third.get(code, NONE)
        table = self._layout.shifted if self._held & SHIFT else self._layout.plain
        return table.get(code, NONE)
