"""Something is being installed: the first page says so, nobody is sent away, and nothing stays closed."""

from __future__ import annotations

import os

from kiosk.session.updating import FILE
from tests.at_the_kiosk import AtTheKiosk


def begin(kiosk: AtTheKiosk) -> None:
    file = kiosk.kiosk.folder / FILE
    file.touch()
    now_s = kiosk.time.now().timestamp()
    os.utime(file, (now_s, now_s))


def test_the_first_page_says_that_it_will_be_back_and_then_it_is(kiosk: AtTheKiosk) -> None:
    begin(kiosk)
    kiosk.turn_clock(3)
    kiosk.sees("out_of_service", heading="Máy đang được cập nhật.", can_follow=False)
    (kiosk.kiosk.folder / FILE).unlink()
    kiosk.turn_clock(3)
    kiosk.sees("home")


def test_whoever_stands_there_goes_on_to_the_end(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự")
    begin(kiosk)
    kiosk.turn_clock(3)
    kiosk.touch("Hộ tịch, chứng thực")
    kiosk.sees("ticket_issued", number="A001")
    kiosk.touch("Xong")
    kiosk.sees("out_of_service")


def test_a_file_somebody_forgot_closes_nothing(kiosk: AtTheKiosk) -> None:
    begin(kiosk)
    kiosk.turn_clock(3)
    kiosk.sees("out_of_service")
    kiosk.turn_clock(30 * 60)
    kiosk.sees("home")
