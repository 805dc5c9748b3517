"""Remarks: nobody is named, nothing is lost, and nothing is delivered twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.dossiers import feedback_outbox
from kiosk.dossiers.feedback import LONGEST_TEXT, Remark, has_personal_number, screened, to_the_hour
from kiosk.dossiers.feedback_outbox import FeedbackOutbox, open_outbox
from kiosk.dossiers.gateway import delivery_of
from kiosk.dossiers.http_gateway import HttpGateway
from kiosk.dossiers.http_line import Limits
from kiosk.dossiers.on_time import OnTimeBoard
from kiosk.dossiers.on_time_contract import NoFigures
from kiosk.time_source import HERE, TurnedTime
from tests.kiosk.dossiers.running_office import an_office

NOW = datetime(2026, 11, 25, 9, 42, tzinfo=HERE)
ID = "7b0e1d52-5b0f-4a3c-9a52-0f1f6a3f0c11"
REMARK = Remark(ID, to_the_hour(NOW), "H24.15", 1, "visit", 2, ("wait",), "chờ lâu quá")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("gọi 0912345678 nhé", "gọi … nhé"),
        ("gọi 0912 345 678", "gọi …"),
        ("số 031-098.123456", "số …"),
        ("căn cước 031098123456 của tôi", "căn cước … của tôi"),
        ("quầy 2, lúc 09:42 ngày 25/11/2026", "quầy 2, lúc 09:42 ngày 25/11/2026"),
        ("chờ 45 phút,  hai lần", "chờ 45 phút, hai lần"),
    ],
)
def test_numbers_of_persons_are_taken_out_before_anything_is_kept(text: str, kept: str) -> None:
    assert screened(text) == kept
    assert has_personal_number(text) == ("…" in kept)
    assert not has_personal_number(screened(text))


def test_a_text_has_an_end_and_a_time_no_minutes() -> None:
    assert len(screened("dài " * 400)) <= LONGEST_TEXT
    assert REMARK.as_json()["at"] == "2026-11-25T09:00:00+07:00"
    assert "name" not in REMARK.as_json()


@contextmanager
def an_outbox(folder: Path) -> Iterator[FeedbackOutbox]:
    box = open_outbox(folder)
    try:
        yield box
    finally:
        box.close()


def test_what_is_kept_survives_and_what_is_delivered_is_gone(tmp_path: Path) -> None:
    with an_outbox(tmp_path) as box:
        box.keep(REMARK, due_at=NOW)
    with an_outbox(tmp_path) as box:
        (kept,) = box.due(NOW)
        assert kept == REMARK.as_json()
        box.delivered(ID)
        assert (box.due(NOW), box.count()) == ((), 0)


def test_reasons_that_come_after_the_mark_replace_it_and_it_waits_for_them(tmp_path: Path) -> None:
    with an_outbox(tmp_path) as box:
        box.keep(replace(REMARK, reasons=()), due_at=NOW + timedelta(minutes=3))
        assert box.due(NOW) == ()
        box.keep(REMARK, due_at=NOW)
        assert [each["reasons"] for each in box.due(NOW)] == [["wait"]]


def test_what_the_office_will_not_have_stays_and_is_not_sent_again(tmp_path: Path) -> None:
    with an_outbox(tmp_path) as box:
        box.keep(REMARK, due_at=NOW)
        box.refused(ID)
        assert (box.due(NOW), box.count()) == ((), 1)


def test_the_oldest_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback_outbox, "MOST_KEPT", 3)
    with an_outbox(tmp_path) as box:
        for nth in range(5):
            box.keep(replace(REMARK, id=f"{nth}"), due_at=NOW + timedelta(minutes=nth))
        assert [each["id"] for each in box.due(NOW + timedelta(hours=1))] == ["2", "3", "4"]


@pytest.mark.parametrize(
    ("status", "delivery"),
    [(201, "delivered"), (409, "delivered"), (422, "refused"), (401, "later"), (503, "later"), (302, "later")],
)
def test_created_and_known_both_mean_delivered(status: int, delivery: str) -> None:
    assert delivery_of(status) == delivery


def test_over_a_real_line_the_second_delivery_does_no_harm_and_bad_ones_are_refused() -> None:
    with an_office(TurnedTime()) as port:
        line = HttpGateway(f"http://127.0.0.1:{port}", limits=Limits(1, 2, 3))
        assert isinstance(line.board("2026-Q4"), OnTimeBoard)
        assert line.board("2019") == NoFigures()
        assert [line.rate(REMARK.as_json()) for _ in range(2)] == ["delivered", "delivered"]
        bad = REMARK.as_json() | {"id": "1" * 8 + ID[8:], "text": "gọi 0912345678"}
        assert line.rate(bad) == "refused"
        assert line.rate(REMARK.as_json() | {"id": "2" * 8 + ID[8:], "score": 6}) == "refused"


def test_without_a_line_it_stays_for_later(closed_port: int) -> None:
    assert HttpGateway(f"http://127.0.0.1:{closed_port}", limits=Limits(1, 1, 2)).rate(REMARK.as_json()) == "later"
