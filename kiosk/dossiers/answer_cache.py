"""Câu trả lời gần nhất: last known answers, sealed, dated, forgotten in time.

On disk stand a keyed hash and a sealed blob per code. The seal's key is made of this terminal's key and the code, so
that even somebody who holds both files learns nothing without knowing a code first. Only what the paper alone was told
is kept, and nothing wider is ever told from here: no name, no procedure, no reason.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from kiosk.database import Store, open_store
from kiosk.dossiers.dossier import Dossier, minimal
from kiosk.dossiers.provider import Question
from kiosk.dossiers.receipt_code import ReceiptCode
from kiosk.errors import StoreBroken
from kiosk.journal import Journal
from kiosk.plain_values import from_plain, to_plain
from kiosk.time_source import TimeSource

STORE, KEY = "answers.db", "answers.key"
KEY_BYTES, NONCE_BYTES = 32, 12

tables = MetaData()
answer = Table(
    "answer",
    tables,
    Column("slot", LargeBinary(32), primary_key=True),
    Column("kept_at_s", Integer, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True)
class CacheLimits:
    """How long and how many answers are kept."""

    age: timedelta = timedelta(hours=24)
    answers: int = 5000
    answer_bytes: int = 16 * 1024


class AnswerCache:
    """One terminal's last known answers. Belongs to the network's thread; never raises for a disk that fails.

    folder  of the terminal's state; store and key are made on demand.
    """

    def __init__(self, folder: Path, time: TimeSource, journal: Journal, limits: CacheLimits | None = None) -> None:
        self._folder = folder
        self._time = time
        self._journal = journal
        self._limits = limits or CacheLimits()
        self._opened: tuple[Store, bytes] | None = None
        self._is_broken = False

    def keep(self, question: Question, dossier: Dossier) -> None:
        """Remember what the paper alone was told; anything else is not kept."""
        if not is_public(question) or not self._time.is_trusted():
            return
        plain = json.dumps(to_plain(minimal(dossier)), ensure_ascii=False, separators=(",", ":")).encode()
        if len(plain) > self._limits.answer_bytes:
            return
        try:
            store, key = self._open()
            slot = _made_of(key, b"slot", question.code)
            nonce = os.urandom(NONCE_BYTES)
            sealed = nonce + AESGCM(_made_of(key, b"seal", question.code)).encrypt(nonce, plain, slot)
            with store.writing.begin() as connection:
                connection.execute(delete(answer).where(answer.c.slot == slot))
                connection.execute(insert(answer).values(slot=slot, kept_at_s=self._now_s(), sealed=sealed))
            self._forget_old(store)
        except (SQLAlchemyError, StoreBroken, OSError) as error:
            self._broken(error)

    def forget(self, question: Question) -> None:
        """What the paper alone was told once is told no more: there is no such dossier now, or it wants a proof."""
        if not is_public(question) or not (self._folder / STORE).exists():
            return
        try:
            store, key = self._open()
            with store.writing.begin() as connection:
                connection.execute(delete(answer).where(answer.c.slot == _made_of(key, b"slot", question.code)))
        except (SQLAlchemyError, StoreBroken, OSError) as error:
            self._broken(error)

    def last_known(self, question: Question) -> Dossier | None:
        """What this paper was last told, not older than the limit; None too when the clock cannot judge its age."""
        if not is_public(question) or not self._time.is_trusted():
            return None
        try:
            store, key = self._open()
            slot = _made_of(key, b"slot", question.code)
            self._forget_old(store)
            with store.reading.connect() as connection:
                sealed = connection.scalar(select(answer.c.sealed).where(answer.c.slot == slot))
        except (SQLAlchemyError, StoreBroken, OSError) as error:
            self._broken(error)
            return None
        return None if sealed is None else _unsealed(sealed, _made_of(key, b"seal", question.code), slot)

    def close(self) -> None:
        """Give the files back; twice without harm."""
        if self._opened is not None:
            self._opened[0].close()
            self._opened = None

    def _open(self) -> tuple[Store, bytes]:
        if self._opened is not None and not (self._folder / KEY).exists():
            self.close()  # a technician has wiped it: what is open still must not be told either
        if self._opened is None:
            store = open_store(self._folder / STORE)
            tables.create_all(store.writing)
            self._opened = store, _terminal_key(self._folder / KEY)
        return self._opened

    def _forget_old(self, store: Store) -> None:
        """What is too old, from the future of a clock that was wrong, or too much."""
        now_s = self._now_s()
        oldest_s = now_s - int(self._limits.age.total_seconds())
        newest = select(answer.c.slot).order_by(answer.c.kept_at_s.desc()).limit(self._limits.answers)
        with store.writing.begin() as connection:
            connection.execute(delete(answer).where((answer.c.kept_at_s < oldest_s) | (answer.c.kept_at_s > now_s)))
            if (connection.scalar(select(func.count()).select_from(answer)) or 0) > self._limits.answers:
                connection.execute(delete(answer).where(answer.c.slot.not_in(newest)))

    def _now_s(self) -> int:
        return int(self._time.now().timestamp())

    def _broken(self, error: Exception) -> None:
        """Say it once: look-ups go on without a memory."""
        if not self._is_broken:
            self._is_broken = True
            self._journal.write("answer-cache-broken", error=type(error).__name__)


def wipe(folder: Path) -> int:
    """Forget every answer and the key of this terminal; returns how many files are gone. Raises OSError.

    The key goes first: nothing can be opened from then on, and a terminal that runs lets go of what it has open.
    """
    files = [path for name in (KEY, STORE, f"{STORE}-wal", f"{STORE}-shm") if (path := folder / name).exists()]
    for path in files:
        path.unlink()
    return len(files)


def is_public(question: Question) -> bool:
    """Whether the gateway answered to the paper alone: then whoever holds the same paper may be told the same.

    A secret printed on it came with the same scan; it is no more than the paper.
    """
    factor, secret = question.factor, question.code.secret
    is_of_the_paper = factor is None or (factor.kind == "secret" and factor.value == secret)
    return question.entry == "scan" and is_of_the_paper


def _made_of(key: bytes, purpose: bytes, code: ReceiptCode) -> bytes:
    """With the secret of a paper that has one: whoever knows only the code finds nothing of it."""
    parts = (purpose, code.text.encode(), (code.secret or "").encode())
    return hmac.new(key, b"\0".join(parts), hashlib.sha256).digest()


def _unsealed(sealed: bytes, key: bytes, slot: bytes) -> Dossier | None:
    try:
        plain = AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], slot)
        return from_plain(Dossier, json.loads(plain))
    except (InvalidTag, ValueError):
        return None


def _terminal_key(path: Path) -> bytes:
    """The key in its file; a new one when there is none or it is no key: older answers cannot be opened any more."""
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        key = b""
    if len(key) == KEY_BYTES:
        return key
    key = os.urandom(KEY_BYTES)
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        os.write(descriptor, key)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    new.replace(path)
    return key
