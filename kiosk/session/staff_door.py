"""The door to the staff pages: a PIN of six digits, and staff cards that lead to it (mã PIN, thẻ cán bộ).

Kept in one file of the state folder, mode 0600: the PIN as scrypt with its salt, cards as keyed hashes, tries and lock.
Neither PIN nor text of a card is written anywhere.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

from kiosk.durable_file import write_whole
from kiosk.journal import Journal
from kiosk.session.staff_tries import StaffTries
from kiosk.time_source import TimeSource

FILE = "staff.json"
PIN_DIGITS = 6
# 32 MB and 0.1 s a try on a small PC: all million PINs take a day on one core of whoever has stolen the file.
SCRYPT_N, SCRYPT_R, SCRYPT_P, SCRYPT_BYTES = 2**15, 8, 1, 32
SCRYPT_MEMORY = 64 * 1024 * 1024
MOST_CARDS = 40
NO_TRIES = StaffTries()
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Entered:
    """The PIN was right."""


@dataclass(frozen=True, slots=True)
class WrongPin:
    """It was not; never where. left: tries before the lock."""

    left: int


@dataclass(frozen=True, slots=True)
class DoorLocked:
    """Nothing is tried now. seconds: until it may be."""

    seconds: int


@dataclass(frozen=True, slots=True)
class NoPinSet:
    """First installation: whoever has the key of the cabinet sets one."""


@dataclass(frozen=True, slots=True)
class DoorDamaged:
    """The file cannot be read: nobody enters, and nobody may set a PIN here; `main.py staff-pin` can."""


Standing: TypeAlias = WrongPin | DoorLocked | NoPinSet | DoorDamaged
"""How the door stands before anybody tries; WrongPin tells the tries left."""
PinOutcome: TypeAlias = Entered | Standing


@dataclass(frozen=True, slots=True)
class _Kept:
    """The file."""

    salt: bytes = b""
    pin: bytes = field(default=b"", repr=False)
    tries: StaffTries = NO_TRIES
    card_key: bytes = field(default=b"", repr=False)
    cards: tuple[str, ...] = ()


def is_pin(digits: str) -> bool:
    """Whether this can be a PIN at all: six digits."""
    return len(digits) == PIN_DIGITS and digits.isascii() and digits.isdigit()


def is_guessed_first(pin: str) -> bool:
    """One digit six times, or digits in a row: what a stranger tries first."""
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return len(steps) == 1 and steps <= {0, 1, -1}


class StaffDoor:
    """Blocking: scrypt and a synced file. `is_card` alone is quick and may be asked on the screen's thread."""

    def __init__(self, folder: Path, *, time: TimeSource, journal: Journal) -> None:
        self._file = folder / FILE
        self._time = time
        self._journal = journal
        self._key, self._cards = b"", frozenset[str]()
        self._unwritten: _Kept | None = None

    # The PIN

    def standing(self) -> Standing:
        """How the door stands; also reads the cards anew."""
        kept = self._read()
        return DoorDamaged() if kept is None else self._standing(kept)

    def enter(self, pin: str) -> PinOutcome:
        """Try a PIN. The try is counted on disk before it is judged: no power cut undoes it."""
        kept = self._read()
        if kept is None:
            return DoorDamaged()
        standing = self._standing(kept)
        if not isinstance(standing, WrongPin):
            return standing
        counted = replace(kept, tries=kept.tries.after_wrong(self._time.now()))
        self._write(counted)
        if is_pin(pin) and hmac.compare_digest(_hashed(pin, kept.salt), kept.pin):
            self._write(replace(kept, tries=StaffTries()))
            self._journal.write("staff-entered")
            return Entered()
        after = self._standing(counted)
        if isinstance(after, DoorLocked):
            self._journal.write("staff-locked", minutes=round(after.seconds / 60))
        else:
            self._journal.write("staff-pin-wrong")
        return after

    def set_first_pin(self, pin: str) -> bool:
        """Set a PIN where there is none; False when there is one already, or the file cannot be read or written."""
        kept = self._read()
        return kept is not None and not kept.pin and self.set_pin(pin)

    def set_pin(self, pin: str) -> bool:
        """Set it in any case and open the lock; cards stay. False when it cannot be written down."""
        if not is_pin(pin):
            raise ValueError("not six digits")
        salt = os.urandom(SALT_BYTES)
        is_kept = self._write(replace(self._read() or _Kept(), salt=salt, pin=_hashed(pin, salt), tries=StaffTries()))
        if is_kept:
            self._journal.write("staff-pin-set")
        return is_kept

    # Cards

    @property
    def cards(self) -> int:
        """How many staff cards are known."""
        return len(self._cards)

    def is_card(self, text: str) -> bool:
        """Whether a scanned text is that of a staff card."""
        return bool(self._cards) and _keyed(self._key, text) in self._cards

    def add_card(self, text: str) -> bool:
        """Know this card from now on; False when it cannot be written down, or there are too many."""
        kept = self._read()
        if kept is None or len(kept.cards) >= MOST_CARDS:
            return False
        key = kept.card_key or os.urandom(SCRYPT_BYTES)
        cards = tuple(sorted({*kept.cards, _keyed(key, text)}))
        return self._with_cards(replace(kept, card_key=key, cards=cards), "staff-card-added")

    def forget_cards(self) -> bool:
        """Know none any more."""
        kept = self._read()
        return kept is not None and self._with_cards(replace(kept, card_key=b"", cards=()), "staff-cards-forgotten")

    def _with_cards(self, kept: _Kept, event: str) -> bool:
        is_kept = self._write(kept)
        if is_kept:
            self._journal.write(event)
        return is_kept

    # The file

    def _standing(self, kept: _Kept) -> Standing:
        if not kept.pin:
            return NoPinSet()
        waits_s = round(kept.tries.waits(self._time.now()).total_seconds())
        return DoorLocked(waits_s) if waits_s > 0 else WrongPin(kept.tries.left)

    def _read(self) -> _Kept | None:
        if self._unwritten is not None:  # tries count in memory too, or a full disk would allow any number of them
            return self._unwritten
        try:
            found = _from_plain(json.loads(self._file.read_text("utf-8")))
        except FileNotFoundError:
            found = _Kept()
        except (OSError, ValueError, KeyError, TypeError):
            self._journal.write("staff-file-damaged")
            return None
        self._key, self._cards = found.card_key, frozenset(found.cards)
        return found

    def _write(self, kept: _Kept) -> bool:
        try:
            write_whole(self._file, json.dumps(_to_plain(kept)))
        except OSError as error:  # a full disk must not keep away whoever comes to mend it
            self._journal.write("staff-file-not-written", reason=error.strerror or type(error).__name__)
            self._unwritten = kept
            return False
        self._unwritten = None
        self._key, self._cards = kept.card_key, frozenset(kept.cards)
        return True


def _hashed(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        pin.encode(), salt=salt, n=SCRYPT_N, r=SCRYPT_R, p=SCRYPT_P, maxmem=SCRYPT_MEMORY, dklen=SCRYPT_BYTES
    )


def _keyed(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _to_plain(kept: _Kept) -> dict[str, Any]:
    until = kept.tries.locked_until
    return {
        "salt": kept.salt.hex(),
        "pin": kept.pin.hex(),
        "wrong": kept.tries.wrong,
        "locks": kept.tries.locks,
        "locked_until": until.isoformat() if until else None,
        "card_key": kept.card_key.hex(),
        "cards": list(kept.cards),
    }


def _from_plain(plain: Mapping[str, Any]) -> _Kept:
    until = plain["locked_until"]
    tries = StaffTries(int(plain["wrong"]), int(plain["locks"]), datetime.fromisoformat(until) if until else None)
    cards = tuple(str(card) for card in plain["cards"])
    return _Kept(
        bytes.fromhex(plain["salt"]), bytes.fromhex(plain["pin"]), tries, bytes.fromhex(plain["card_key"]), cards
    )
