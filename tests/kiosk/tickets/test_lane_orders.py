"""Staff close a lane, end its numbers for today, open it again: for this day, over a restart, and no longer."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.time_source import HERE
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk

LANE, CODE = "Hộ tịch, chứng thực", "civil_status"


def ordered(kiosk: AtTheKiosk, *labels: str) -> None:
    kiosk.staff_come()
    kiosk.touch("Thông báo", *labels)
    kiosk.terminal.home()


def test_a_closed_lane_gives_no_number_and_says_so_until_it_is_opened(kiosk: AtTheKiosk) -> None:
    ordered(kiosk, f"Đóng {LANE}")
    kiosk.touch("Lấy số thứ tự", LANE)
    assert kiosk.sheet()[0] == "Hàng này đang tạm đóng. Mời hỏi bàn hướng dẫn."
    assert not kiosk.whole_tickets
    kiosk.touch("Đã hiểu", "Trang đầu")
    ordered(kiosk, f"Đóng {LANE}")
    kiosk.touch("Lấy số thứ tự", LANE)
    assert kiosk.whole_tickets == ["A001"]


def test_no_more_numbers_today_is_asked_once_more_and_outlasts_a_restart_but_not_the_night(
    kiosk: AtTheKiosk, open_kiosk: OpenKiosk
) -> None:
    ordered(kiosk, f"Hết số {LANE}", "Hết số hôm nay")
    kiosk.kiosk.stop()
    again = open_kiosk(at=kiosk.time.now())
    again.touch("Lấy số thứ tự", LANE)
    assert again.sheet()[0] == "Hôm nay đã hết số"
    again.touch("Đã hiểu", "Trang đầu")
    again.it_is(again.time.now() + timedelta(days=1))
    again.touch("Lấy số thứ tự", LANE)
    assert again.whole_tickets == ["A001"]


def test_the_prepared_line_stands_on_the_first_page_while_it_is_on(kiosk: AtTheKiosk) -> None:
    content = kiosk.kiosk.content
    assert content is not None
    line = content.announcements[0].text.vi
    kiosk.it_is(datetime(2027, 5, 10, 9, 0, tzinfo=HERE))  # a day for which the release has nothing to say
    kiosk.sees("home", banner="")
    ordered(kiosk, "Bật thông báo")
    kiosk.sees("home", banner=line)
    assert kiosk.events("lanes-ordered") == [{"what": "notice-on", "lane": ""}]
    ordered(kiosk, "Bật thông báo")
    kiosk.sees("home", banner="")
