"""What a slip says of waiting and of turns: only what is known and only where numbers are called here."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kiosk.tickets.estimate import WaitRange
from kiosk.tickets.lane import Lane
from kiosk.tickets.layout import COMPACT_FILE, read_layout
from kiosk.tickets.policy_file import read_policy
from kiosk.tickets.slip import OfficeOnSlip, Slip, slip_values
from kiosk.tickets.ticket import Ticket

AT = datetime(2026, 11, 25, 2, 42, tzinfo=UTC)
TICKET = Ticket(1, date(2026, 11, 25), "A", 30, "civil", "normal", "r", 1, AT, True, 5, AT)  # noqa: FBT003
SLIP = Slip(TICKET, Lane("civil", "A", "Hộ tịch", "x", (1,), "i"), OfficeOnSlip("Trung tâm", "Phường"))
WORDS = read_layout().words


def said(slip: Slip, value: str) -> str | None:
    return slip_values(slip, WORDS)[value]


@pytest.mark.parametrize(
    ("wait", "text"),
    [
        (None, None),
        (WaitRange(15, 25), "15–25 phút"),
        (WaitRange(0, 5), "dưới 5 phút"),
        (WaitRange(50, 75), "50–75 phút"),
        (WaitRange(60, 90), "hơn 60 phút"),
        (WaitRange(15, 25, crosses_noon=True), "có thể sang buổi chiều"),
    ],
)
def test_the_wait(wait: WaitRange | None, text: str | None) -> None:
    assert said(replace(SLIP, ticket=replace(TICKET, estimate=wait)), "estimate") == text


def test_a_slip_printed_again_tells_no_wait_for_it_was_another_moments() -> None:
    again = replace(SLIP, ticket=replace(TICKET, estimate=WaitRange(15, 25)), reprinted_at=AT)
    assert said(again, "estimate") is None


def test_where_nobody_calls_here_neither_people_nor_wait_are_told() -> None:
    silent = replace(SLIP.office, counts=False)
    slip = replace(SLIP, office=silent, ticket=replace(TICKET, estimate=WaitRange(15, 25)))
    assert (said(slip, "ahead"), said(slip, "estimate")) == (None, None)


@pytest.mark.parametrize(
    ("klass", "text"),
    [
        ("normal", None),
        ("priority", "Diện ưu tiên: xen kẽ 1:2"),
        ("urgent80", "Diện ưu tiên: mời trước"),
        ("of_another_policy", "Diện ưu tiên"),
    ],
)
def test_the_rule_of_a_class(klass: str, text: str | None) -> None:
    slip = replace(SLIP, ticket=replace(TICKET, klass=klass), policy=read_policy())
    assert said(slip, "priority") == text


def test_without_a_policy_of_ours_no_ratio_is_promised() -> None:
    assert said(replace(SLIP, ticket=replace(TICKET, klass="priority")), "priority") == "Diện ưu tiên"


def test_the_short_slip_has_the_same_words() -> None:
    assert read_layout(COMPACT_FILE).words == WORDS
