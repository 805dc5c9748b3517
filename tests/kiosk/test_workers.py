"""Threads that do one thing after another, and their stand-ins."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from kiosk.mailbox import Mailbox
from kiosk.workers import LONGEST_QUEUE, AtOnce, Kept, ThreadWorker, Worker

PATIENCE_S = 20.0
THREADS_OF_THIS_PROCESS = Path("/proc/self/task")


class Post(Mailbox):
    """A mailbox whose owner can wait for letters."""

    def __init__(self) -> None:
        self._came = threading.Semaphore(0)
        super().__init__(wake=self._came.release)

    def open_next(self, count: int = 1) -> None:
        for _ in range(count):
            assert self._came.acquire(timeout=PATIENCE_S), "no letter came"
        self.deliver()


@contextmanager
def a_thread(mailbox: Mailbox, name: str = "tested", **how: object) -> Iterator[ThreadWorker]:
    worker = ThreadWorker(name, mailbox, **how)  # type: ignore[arg-type]
    worker.start()
    try:
        yield worker
    finally:
        assert worker.stop(timeout_s=PATIENCE_S)


def test_work_is_done_elsewhere_and_the_answer_comes_here() -> None:
    mailbox, heard = Post(), list[tuple[int, int]]()
    here = threading.get_ident()
    with a_thread(mailbox) as worker:
        assert worker.do(threading.get_ident, lambda there: heard.append((there, threading.get_ident())))
        mailbox.open_next()
    ((there, heard_on),) = heard
    assert there != here
    assert heard_on == here


def test_answers_come_in_the_order_of_the_work() -> None:
    mailbox, heard = Post(), list[int]()
    with a_thread(mailbox) as worker:
        for number in range(20):
            worker.do(partial(int, number), heard.append)
        mailbox.open_next(20)
    assert heard == list(range(20))


def test_a_fault_in_the_work_is_raised_where_it_is_heard_and_the_thread_lives_on() -> None:
    mailbox, heard = Post(), list[str]()
    with a_thread(mailbox) as worker:
        worker.do(lambda: 1 // 0, lambda _answer: heard.append("an answer"))
        with pytest.raises(ZeroDivisionError):
            mailbox.open_next()
        worker.do(lambda: "well", heard.append)
        mailbox.open_next()
    assert heard == ["well"]


def test_not_even_an_exit_dies_in_silence() -> None:
    mailbox = Post()

    def leaves() -> None:
        raise SystemExit(3)

    with a_thread(mailbox) as worker:
        worker.do(leaves, lambda _answer: None)
        with pytest.raises(SystemExit):
            mailbox.open_next()


def test_a_thread_that_hangs_takes_32_works_and_then_says_no() -> None:
    mailbox, goes_on = Post(), threading.Event()
    with a_thread(mailbox) as worker:
        begun = threading.Event()
        worker.do(lambda: begun.set() or goes_on.wait(PATIENCE_S), lambda _answer: None)  # type: ignore[func-returns-value]
        assert begun.wait(PATIENCE_S)
        taken = [worker.do(lambda: None, lambda _answer: None) for _ in range(LONGEST_QUEUE + 3)]
        assert taken == [True] * LONGEST_QUEUE + [False] * 3
        goes_on.set()


def names_in_the_kernel() -> set[str]:
    return {comm.read_text("utf-8").strip() for comm in THREADS_OF_THIS_PROCESS.glob("*/comm")}


@pytest.mark.skipif(not THREADS_OF_THIS_PROCESS.exists(), reason="the kernel shows names of threads on Linux only")
def test_the_kernel_knows_the_name_so_that_ps_tells_who_hangs() -> None:
    mailbox = Post()
    with a_thread(mailbox, "printer") as worker:
        seen: list[set[str]] = []
        worker.do(names_in_the_kernel, seen.append)
        mailbox.open_next()
    assert "printer" in seen[0]


@pytest.mark.skipif(not THREADS_OF_THIS_PROCESS.exists(), reason="the kernel shows names of threads on Linux only")
def test_a_long_name_is_cut_and_no_trouble() -> None:
    mailbox = Post()
    with a_thread(mailbox, "a_name_longer_than_the_kernel_takes") as worker:
        seen: list[set[str]] = []
        worker.do(names_in_the_kernel, seen.append)
        mailbox.open_next()
    assert "a_name_longer_t" in seen[0]


def test_between_works_it_does_what_it_does_when_idle() -> None:
    beats = threading.Semaphore(0)
    mailbox = Post()
    with a_thread(mailbox, idle=beats.release, every_s=0.01):
        for _ in range(3):
            assert beats.acquire(timeout=PATIENCE_S)


def test_a_fault_when_idle_is_heard_too() -> None:
    mailbox = Post()

    def faulty() -> None:
        raise OSError("the heartbeat")

    with a_thread(mailbox, idle=faulty, every_s=0.01), pytest.raises(OSError, match="the heartbeat"):
        mailbox.open_next()


def test_stopping_finishes_the_work_in_hand_and_what_was_taken() -> None:
    mailbox, heard = Post(), list[int]()
    with a_thread(mailbox) as worker:
        for number in range(5):
            worker.do(partial(int, number), heard.append)
    mailbox.open_next(5)
    assert heard == [0, 1, 2, 3, 4]


def test_stopping_a_thread_that_hangs_gives_up_in_time() -> None:
    goes_on = threading.Event()
    worker = ThreadWorker("hanging", Mailbox())
    worker.start()
    worker.do(lambda: goes_on.wait(PATIENCE_S), lambda _answer: None)
    assert not worker.stop(timeout_s=0.05)
    goes_on.set()
    assert worker.stop(timeout_s=PATIENCE_S)


def test_stopping_a_thread_whose_queue_is_full_gives_up_in_time() -> None:
    goes_on, begun = threading.Event(), threading.Event()
    worker = ThreadWorker("full", Mailbox())
    worker.start()
    worker.do(lambda: begun.set() or goes_on.wait(PATIENCE_S), lambda _answer: None)  # type: ignore[func-returns-value]
    assert begun.wait(PATIENCE_S)
    while worker.do(lambda: None, lambda _answer: None):
        pass
    assert not worker.stop(timeout_s=0.05)
    goes_on.set()
    assert worker.stop(timeout_s=PATIENCE_S)


def test_a_thread_that_was_never_started_has_nothing_to_end() -> None:
    assert ThreadWorker("never", Mailbox()).stop()


# The stand-ins of tests keep the same promise: every answer comes through the mailbox.


def does_at_once(mailbox: Mailbox) -> tuple[Worker, Callable[[], None]]:
    return AtOnce(mailbox), lambda: None


def keeps(mailbox: Mailbox) -> tuple[Worker, Callable[[], None]]:
    worker = Kept(mailbox)
    return worker, worker.finish


@pytest.mark.parametrize("made", [does_at_once, keeps])
def test_what_work_posts_comes_before_its_answer(
    made: Callable[[Mailbox], tuple[Worker, Callable[[], None]]],
) -> None:
    mailbox, heard = Mailbox(), list[str]()
    worker, finish = made(mailbox)
    worker.start()
    assert worker.do(lambda: mailbox.post(lambda: heard.append("on the way")), lambda _answer: heard.append("the end"))
    finish()
    assert heard == []
    mailbox.deliver()
    assert heard == ["on the way", "the end"]
    assert worker.stop()


def test_kept_work_is_not_begun_before_it_is_let_go() -> None:
    begun: list[str] = []
    worker = Kept(Mailbox())
    worker.do(lambda: begun.append("work"), lambda _answer: None)
    assert begun == []
    worker.finish()
    worker.finish()
    assert begun == ["work"]
