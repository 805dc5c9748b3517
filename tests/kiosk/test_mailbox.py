"""Letters from every thread, opened in order on one."""

from __future__ import annotations

import threading
from functools import partial

import pytest

from kiosk.mailbox import Mailbox

THREADS, LETTERS = 8, 500


def test_letters_are_opened_in_the_order_they_came() -> None:
    mailbox, opened = Mailbox(), list[int]()
    for number in range(5):
        mailbox.post(partial(opened.append, number))
    assert opened == [], "nothing is opened before the owner comes"
    assert mailbox.deliver() == 5
    assert opened == [0, 1, 2, 3, 4]
    assert mailbox.deliver() == 0


def test_whoever_sleeps_is_woken_after_the_letter_lies_there() -> None:
    mailbox, opened = Mailbox(), list[str]()
    mailbox.wake = lambda: opened.append(f"woken, {mailbox.deliver()} letter")
    mailbox.post(lambda: opened.append("opened"))
    assert opened == ["opened", "woken, 1 letter"]


def test_a_letter_posted_while_delivering_waits_for_the_next_round() -> None:
    mailbox, opened = Mailbox(), list[str]()

    def chatty() -> None:
        opened.append("chatty")
        mailbox.post(chatty)

    mailbox.post(chatty)
    assert mailbox.deliver() == 1
    assert mailbox.deliver() == 1
    assert opened == ["chatty", "chatty"]


def test_many_threads_and_every_one_in_its_own_order() -> None:
    mailbox, opened = Mailbox(), list[tuple[int, int]]()

    def write(thread: int) -> None:
        for number in range(LETTERS):
            mailbox.post(partial(opened.append, (thread, number)))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert mailbox.deliver() == THREADS * LETTERS
    for thread_number in range(THREADS):
        assert [number for thread, number in opened if thread == thread_number] == list(range(LETTERS))


def test_a_letter_that_raises_is_heard_and_the_next_ones_stay() -> None:
    mailbox, opened = Mailbox(), list[str]()

    def broken() -> None:
        raise ZeroDivisionError("heard")

    mailbox.post(broken)
    mailbox.post(lambda: opened.append("the next"))
    with pytest.raises(ZeroDivisionError, match="heard"):
        mailbox.deliver()
    assert mailbox.deliver() == 1
    assert opened == ["the next"]
