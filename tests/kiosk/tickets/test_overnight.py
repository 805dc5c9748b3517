"""A queue kept overnight keeps its numbers, is called first, and new numbers begin after it; days by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from kiosk.staff_days import Days
from kiosk.tickets.overnight import next_day
from kiosk.time_source import HERE
from tests.at_the_kiosk import AtTheKiosk

LANE, CODE = "Hộ tịch, chứng thực", "civil_status"
TODAY, TOMORROW = date(2026, 11, 25), date(2026, 11, 26)


def takes(kiosk: AtTheKiosk) -> str:
    kiosk.touch("Lấy số thứ tự", LANE)
    kiosk.sees("ticket_issued")
    number: str = kiosk.state.number
    kiosk.touch("Xong")
    kiosk.turn_clock(30)
    return number


def waiting(kiosk: AtTheKiosk) -> int | None:
    return {lane.lane.code: lane.waiting for lane in kiosk.terminal.facts.lanes}[CODE]


def tomorrow(kiosk: AtTheKiosk) -> None:
    kiosk.it_is(datetime(2026, 11, 26, 8, 0, tzinfo=HERE))


def test_who_waits_keeps_the_number_and_the_next_one_comes_after_it(kiosk: AtTheKiosk) -> None:
    assert [takes(kiosk), takes(kiosk)] == ["A001", "A002"]
    kiosk.staff_come()
    kiosk.touch("Thông báo", "Giữ hàng đợi qua đêm")
    assert kiosk.state.days == Days(TODAY, None, is_kept=True)
    kiosk.terminal.home()
    tomorrow(kiosk)
    assert waiting(kiosk) == 2
    assert takes(kiosk) == "A003"
    assert waiting(kiosk) == 3
    kiosk.scan("T261125-A002")
    assert kiosk.kiosk.at_printer.ahead_of("A002", TODAY) == 1
    kiosk.it_is(datetime(2026, 11, 27, 8, 0, tzinfo=HERE))
    assert waiting(kiosk) == 0, "one night only"


def test_without_it_every_day_begins_anew(kiosk: AtTheKiosk) -> None:
    takes(kiosk)
    tomorrow(kiosk)
    assert waiting(kiosk) == 0
    assert takes(kiosk) == "A001"


def test_a_kept_number_can_be_printed_again_beside_a_new_one_of_the_same_job(kiosk: AtTheKiosk) -> None:
    takes(kiosk)
    kiosk.kiosk.staff_acts.keep_overnight(is_kept=True)
    tomorrow(kiosk)
    assert takes(kiosk) == "A002"
    desk = kiosk.kiosk.at_printer.desk()
    kept, new = (desk._numbering.ticket_of(request) for request in _requests(kiosk))
    assert kept is not None
    assert new is not None
    assert [desk.print_again(each).paper for each in (kept, new, kept)] == ["confirmed"] * 3


def _requests(kiosk: AtTheKiosk) -> list[str]:
    store = kiosk.kiosk.store
    assert store is not None
    with store.reading.connect() as connection:
        return list(connection.exec_driver_sql("select request_id from ticket order by id").scalars())


def test_a_doubtful_clock_begins_no_day_but_staff_do(kiosk: AtTheKiosk) -> None:
    takes(kiosk)
    tomorrow(kiosk)
    kiosk.time.trusted = False
    assert takes(kiosk) == "A002"
    kiosk.staff_come()
    kiosk.touch("Thông báo", "Bắt đầu ngày mới", "Bắt đầu ngày mới")
    assert kiosk.events("day-begun") == [{"day": "2026-11-26"}]
    kiosk.terminal.home()
    assert takes(kiosk) == "A001"


@pytest.mark.parametrize(
    ("last", "now", "is_trusted", "day"),
    [
        (None, TODAY, True, TODAY),
        (None, TODAY, False, TODAY),
        (TODAY, TOMORROW, True, TOMORROW),
        (date(2031, 1, 1), TODAY, True, TODAY),  # a wrong year must not lock the numbers in the future
        (TODAY, TOMORROW, False, TOMORROW),
        (TODAY, date(1970, 1, 1), False, TOMORROW),
        (TODAY, TODAY, False, TOMORROW),
        (TODAY, date(2038, 1, 19), False, TOMORROW),
    ],
)
def test_the_day_that_staff_begin(last: date | None, now: date, is_trusted: bool, day: date) -> None:  # noqa: FBT001
    at = datetime.combine(now, datetime.min.time(), HERE) + timedelta(hours=8)
    assert next_day(last, at, is_trusted=is_trusted) == day
