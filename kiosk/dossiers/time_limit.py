"""A limit for work that cannot be limited from inside."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def within(limit_s: float, work: Callable[[], T]) -> T | None:
    """The outcome of `work`, or None when it lasts longer than this; its exceptions are raised here.

    A name server that is silent and a gateway that drips its headers know no time-out of their own. Such work is left
    alone on its thread, which ends with its socket or with the process.
    """
    outcome: Future[T] = Future()
    Thread(target=_carry_out, args=(work, outcome), name="dossier-asking", daemon=True).start()
    try:
        return outcome.result(limit_s)
    except TimeoutError:
        return None


def _carry_out(work: Callable[[], T], outcome: Future[T]) -> None:
    try:
        outcome.set_result(work())
    except BaseException as fault:  # noqa: BLE001 -- heard where the outcome is awaited
        outcome.set_exception(fault)
