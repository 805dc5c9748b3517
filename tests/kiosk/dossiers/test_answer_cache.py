"""Last known answers: sealed, dated, forgotten in time, and never wider than what the paper alone may learn."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.dossiers.answer_cache import KEY, STORE, AnswerCache, CacheLimits, wipe
from kiosk.dossiers.dossier import Dossier, Extension, minimal
from kiosk.dossiers.provider import Factor
from kiosk.dossiers.receipt_code import ReceiptCode, read_code
from kiosk.journal import KeptJournal
from kiosk.time_source import HERE, TurnedTime
from tests.kiosk.dossiers.dossier_makers import NOW, ON_TIME, OURS, TODAY, a_dossier, a_question, at, last_four

OWNER = "N*** V*** H***"


@pytest.fixture
def time() -> TurnedTime:
    return TurnedTime(NOW)


def a_cache(folder: Path, time: TurnedTime, limits: CacheLimits | None = None) -> AnswerCache:
    return AnswerCache(folder, time, KeptJournal(), limits)


def codes(count: int) -> list[str]:
    return [f"H24.15-261124-{number:04}" for number in range(count)]


def everything_written(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_what_a_scan_was_told_is_known_again_without_a_line(tmp_path: Path, time: TurnedTime) -> None:
    cache = a_cache(tmp_path, time)
    cache.keep(a_question(), minimal(a_dossier()))
    assert cache.last_known(a_question()) == minimal(a_dossier())


def test_it_is_known_after_a_restart_too(tmp_path: Path, time: TurnedTime) -> None:
    before = a_cache(tmp_path, time)
    before.keep(a_question(), a_dossier())
    before.close()
    assert a_cache(tmp_path, time).last_known(a_question()) == minimal(a_dossier())


def test_names_procedure_and_reasons_are_not_kept(tmp_path: Path, time: TurnedTime) -> None:
    cache = a_cache(tmp_path, time)
    late = Extension(at("11-24"), at("11-26"), at("12-01"), "thiếu chữ ký của ông Nguyễn Văn Hùng")
    cache.keep(a_question(), a_dossier(owner_masked=OWNER, reason="vì lý do riêng", extension=late))
    known = cache.last_known(a_question())
    assert known is not None
    assert (known.owner_masked, known.reason, known.procedure.name, known.detail) == (None, None, None, "minimal")
    assert known.extension == replace(late, reason=None)


@pytest.mark.parametrize("entry", ["scan", "typed"])
def test_an_answer_that_needed_a_second_fact_is_neither_kept_nor_told(
    tmp_path: Path, time: TurnedTime, entry: str
) -> None:
    cache = a_cache(tmp_path, time)
    cache.keep(a_question(factor=last_four("4821")), a_dossier())
    cache.keep(a_question(entry="typed"), a_dossier())
    assert cache.last_known(a_question()) is None
    cache.keep(a_question(), a_dossier())
    assert cache.last_known(a_question(entry="typed")) is None
    assert cache.last_known(a_question(entry="scan", factor=last_four("4821"))) is None, entry


def test_a_secret_printed_on_the_paper_is_no_more_than_the_paper(tmp_path: Path, time: TurnedTime) -> None:
    paper = read_code("https://one-stop.example.vn/?QRSCAN=BNG-26-00123-A7K2", our_units=OURS, today=TODAY)
    assert isinstance(paper, ReceiptCode)
    asked = replace(a_question(), code=paper, factor=Factor("secret", "A7K2"))
    cache = a_cache(tmp_path, time)
    cache.keep(asked, a_dossier(owner_masked=OWNER))
    assert cache.last_known(asked) == minimal(a_dossier())
    other_paper = replace(paper, secret="A7K3")  # noqa: S106 -- of a sample
    guesses = [
        replace(asked, factor=Factor("secret", "A7K3")),
        replace(asked, code=other_paper, factor=Factor("secret", "A7K3")),
        replace(asked, code=replace(paper, secret=None), factor=None),
        replace(asked, entry="typed"),
    ]
    assert [cache.last_known(guess) for guess in guesses] == [None] * len(guesses)


def test_what_is_not_told_any_more_is_forgotten(tmp_path: Path, time: TurnedTime) -> None:
    cache = a_cache(tmp_path, time)
    cache.forget(a_question())
    assert not list(tmp_path.iterdir()), "nothing was kept: nothing to open"
    for code in codes(2):
        cache.keep(a_question(code), a_dossier())
    cache.forget(a_question(codes(2)[0], entry="typed"))
    cache.forget(a_question(codes(2)[1]))
    assert [cache.last_known(a_question(code)) is None for code in codes(2)] == [False, True]


def test_neither_code_nor_answer_can_be_read_on_the_disk(tmp_path: Path, time: TurnedTime) -> None:
    cache = a_cache(tmp_path, time)
    cache.keep(a_question(), a_dossier(owner_masked=OWNER))
    cache.close()
    written = everything_written(tmp_path)
    for secret in (ON_TIME, "261124", "Hộ tịch", "Ngô Quyền", "2026-11-27", OWNER):
        assert secret.encode() not in written


def test_one_code_does_not_open_the_answer_of_another(tmp_path: Path, time: TurnedTime) -> None:
    cache = a_cache(tmp_path, time)
    cache.keep(a_question(codes(2)[0]), a_dossier())
    assert cache.last_known(a_question(codes(2)[1])) is None


def test_the_latest_answer_takes_the_place_of_the_one_before(tmp_path: Path, time: TurnedTime) -> None:
    cache = a_cache(tmp_path, time)
    cache.keep(a_question(), a_dossier(4))
    time.turn(60)
    cache.keep(a_question(), a_dossier(9))
    known = cache.last_known(a_question())
    assert known is not None
    assert known.status.code == 9


def test_after_a_day_it_is_forgotten(tmp_path: Path, time: TurnedTime) -> None:
    cache = a_cache(tmp_path, time)
    cache.keep(a_question(), a_dossier())
    time.turn(timedelta(hours=24).total_seconds())
    assert cache.last_known(a_question()) is not None
    time.turn(1)
    assert cache.last_known(a_question()) is None
    time.turn(-3600)
    assert cache.last_known(a_question()) is None, "it is gone, not hidden"


def test_a_clock_that_was_ahead_leaves_nothing_behind(tmp_path: Path, time: TurnedTime) -> None:
    cache = a_cache(tmp_path, time)
    time.turn(timedelta(days=400).total_seconds())
    cache.keep(a_question(), a_dossier())
    time.turn(-timedelta(days=400).total_seconds())
    assert cache.last_known(a_question()) is None


def test_a_clock_nobody_trusts_keeps_and_tells_nothing(tmp_path: Path) -> None:
    time = TurnedTime(datetime(2026, 11, 25, 9, 42, tzinfo=HERE))
    cache = a_cache(tmp_path, time)
    cache.keep(a_question(), a_dossier())
    time.trusted = False
    assert cache.last_known(a_question()) is None
    cache.keep(a_question(codes(1)[0]), a_dossier())
    time.trusted = True
    assert cache.last_known(a_question(codes(1)[0])) is None


def test_only_so_many_are_kept_and_the_oldest_go_first(tmp_path: Path, time: TurnedTime) -> None:
    cache = a_cache(tmp_path, time, CacheLimits(answers=3))
    for code in codes(5):
        cache.keep(a_question(code), a_dossier())
        time.turn(1)
    assert [cache.last_known(a_question(code)) is not None for code in codes(5)] == [False, False, True, True, True]


def test_an_answer_out_of_all_proportion_is_not_kept(tmp_path: Path, time: TurnedTime) -> None:
    cache = a_cache(tmp_path, time, CacheLimits(answer_bytes=200))
    cache.keep(a_question(), a_dossier())
    assert cache.last_known(a_question()) is None


def test_wiping_takes_answers_and_key(tmp_path: Path, time: TurnedTime) -> None:
    cache = a_cache(tmp_path, time)
    cache.keep(a_question(), a_dossier())
    cache.close()
    assert wipe(tmp_path) >= 2
    assert everything_written(tmp_path) == b""
    assert a_cache(tmp_path, time).last_known(a_question()) is None
    assert wipe(tmp_path / "nowhere") == 0


def test_a_terminal_that_runs_forgets_with_the_wiping(tmp_path: Path, time: TurnedTime) -> None:
    cache = a_cache(tmp_path, time)
    cache.keep(a_question(), a_dossier())
    wipe(tmp_path)
    assert cache.last_known(a_question()) is None
    cache.keep(a_question(), a_dossier())
    assert cache.last_known(a_question()) is not None


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 32])
def test_with_another_key_older_answers_stay_shut(tmp_path: Path, time: TurnedTime, damage: bytes) -> None:
    before = a_cache(tmp_path, time)
    before.keep(a_question(), a_dossier())
    before.close()
    (tmp_path / KEY).write_bytes(damage)
    after = a_cache(tmp_path, time)
    assert after.last_known(a_question()) is None
    after.keep(a_question(), a_dossier())
    assert after.last_known(a_question()) == minimal(a_dossier())


def test_a_changed_byte_is_no_answer(tmp_path: Path, time: TurnedTime) -> None:
    cache = a_cache(tmp_path, time)
    cache.keep(a_question(), a_dossier())
    store, _ = cache._open()
    with store.writing.begin() as connection:
        connection.exec_driver_sql("UPDATE answer SET sealed = substr(sealed, 1, 40) || x'00' || substr(sealed, 42)")
    assert cache.last_known(a_question()) is None


def test_a_disk_that_fails_is_said_once_and_look_ups_go_on(tmp_path: Path, time: TurnedTime) -> None:
    (tmp_path / STORE).mkdir()
    journal = KeptJournal()
    cache = AnswerCache(tmp_path, time, journal)
    for _ in range(3):
        cache.keep(a_question(), a_dossier())
        assert cache.last_known(a_question()) is None
    assert journal.names() == ["answer-cache-broken"]


def test_the_key_is_for_nobody_else(tmp_path: Path, time: TurnedTime) -> None:
    a_cache(tmp_path, time).keep(a_question(), a_dossier())
    assert (tmp_path / KEY).stat().st_mode & 0o777 == 0o600


def test_the_minimal_form_is_the_one_of_the_contract() -> None:
    full = a_dossier(owner_masked=OWNER, reason="x")
    hidden = ("submitted_at", "channel", "supplement", "payment", "reason", "owner_masked")
    small: Dossier = minimal(full)
    assert [getattr(small, name) for name in hidden] == [None] * len(hidden)
    assert (small.steps, small.procedure.field, small.due_at, small.detail) == (
        (), full.procedure.field, full.due_at, "minimal",
    )  # fmt: skip
