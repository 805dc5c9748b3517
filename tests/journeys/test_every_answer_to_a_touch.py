"""Whatever a touch on a lane can lead to, met on the terminal: not posed."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.content.shelf import SAMPLE
from kiosk.parts import make_calling
from kiosk.tickets.calling_outcome import Changed, Who
from kiosk.tickets.outcome import Taken
from kiosk.tickets.policy_file import read_policy
from kiosk.time_source import HERE
from screens.tickets.ticket_issued import TicketIssuedState
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk

HOUSEHOLD, LAND = "Hộ tịch, chứng thực", "Đất đai, xây dựng"
CALLS = {"calls_here": True}


def take(kiosk: AtTheKiosk, count: int = 1, *, lane: str = "civil_status", klass: str = "normal") -> None:
    """Numbers taken at another machine of this lobby, as it were."""
    for nth in range(count):
        request = f"{lane}-{klass}-{nth}-{kiosk.time.elapsed_s}"
        taken = kiosk.kiosk.at_printer.take(
            lane, request, language="vi", on_number=lambda _t: None, again=True, klass=klass
        )
        assert isinstance(taken, Taken)
    kiosk.deliver()


def call(kiosk: AtTheKiosk, counter: int) -> None:
    """A clerk calls the next number to a counter, through the store the terminal reads."""
    content, store = kiosk.kiosk.content, kiosk.kiosk.store
    assert content
    assert store
    calling = make_calling(kiosk.kiosk.settings, content, store, read_policy(), time=kiosk.time)
    assert isinstance(calling.call_next(Who(counter)), Changed)
    kiosk.turn_clock(3)


def pack(folder: Path, **limits: int) -> dict[str, object]:
    """The sample content with a daily limit for some lanes, or for every lane."""
    shutil.copytree(SAMPLE, folder / "pack")
    file = folder / "pack" / "lanes.json"
    lanes = json.loads(file.read_text("utf-8"))
    for lane in lanes:
        if limit := limits.get(lane["code"], limits.get("every", 0)):
            lane["daily_limit"] = limit
    file.write_text(json.dumps(lanes), encoding="utf-8")
    return {"folder": folder / "pack"}


def states_seen(kiosk: AtTheKiosk, *touches: str) -> list[TicketIssuedState]:
    """What the page of the number shows one after the other."""
    seen: list[TicketIssuedState] = []
    kiosk.terminal.presenters["ticket_issued"].watch = seen.append
    kiosk.touch(*touches)
    return seen


def test_the_number_then_the_slip_on_its_way_then_in_the_slot(kiosk: AtTheKiosk) -> None:
    seen = states_seen(kiosk, "Lấy số thứ tự", HOUSEHOLD)
    assert [each.slip for each in seen if each.number == "A001"] == ["number", "sent", "confirmed"]


def test_whom_the_home_strip_calls_and_whom_the_policy_lets_first(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(queue=CALLS)
    take(kiosk, 2)
    take(kiosk, klass="priority")
    call(kiosk, 1)
    kiosk.sees("home", strip_label="Đang mời số", strip_value="A003", strip_note="Quầy 1")
    kiosk.sees("home", ticket_line="Đang chờ: 2 người")
    kiosk.touch("Lấy số thứ tự", "Ưu tiên", "Từ 80 tuổi", LAND)
    kiosk.sees("ticket_issued", turn="first", ahead=0)
    assert "Diện ưu tiên: **mời trước**." in str(kiosk.shown("note"))
    kiosk.touch("Xong")
    kiosk.turn_clock(20)
    kiosk.touch("Lấy số thứ tự", "Ưu tiên", HOUSEHOLD)
    kiosk.sees("ticket_issued", turn="in_turn", ratio="1:2")


def test_at_the_guide_desk_the_strip_says_so(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(queue=CALLS)
    take(kiosk, lane="guide_desk")
    call(kiosk, 0)
    kiosk.sees("home", strip_value="H001", strip_note="Bàn hướng dẫn")


def test_a_range_of_minutes_once_the_lane_has_a_history(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(queue=CALLS)
    content, store = kiosk.kiosk.content, kiosk.kiosk.store
    assert content
    assert store
    calling = make_calling(kiosk.kiosk.settings, content, store, read_policy(), time=kiosk.time)
    take(kiosk, 40)
    for _ in range(31):  # a service every two minutes, by one counter
        called = calling.call_next(Who(1))
        assert isinstance(called, Changed)
        kiosk.time.turn(120)
        calling.done(Who(1))
    kiosk.turn_clock(3)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    (_, ahead, wait) = kiosk.state.figures(kiosk.terminal.words)
    assert (ahead.figure, wait.label) == ("9", "Chờ khoảng")
    low, high = map(int, wait.figure.split("–"))
    assert low <= 20 <= high


def test_above_the_limit_of_the_settings_the_citizen_is_asked_before(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(queue={"ask_waiting": 2})
    take(kiosk, 3)
    kiosk.turn_clock(21)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    assert kiosk.sheet() == ("Đang có 3 người chờ", "Ông/Bà có muốn chờ không?")
    kiosk.touch("Không")
    kiosk.sees("take_ticket", answer=None, issuing="")
    assert len(kiosk.whole_tickets) == 3
    kiosk.touch(HOUSEHOLD, "Lấy số")
    kiosk.sees("ticket_issued", number="A004", ahead=3)


def test_who_is_asked_about_the_queue_is_still_asked_about_a_second_number(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(queue={"ask_waiting": 1})
    take(kiosk, 2)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Lấy số")
    assert kiosk.sheet() == ("Phiếu vừa in là A002", "Cần thêm một số nữa?")


def test_a_full_lane_says_so_before_it_is_touched_and_offers_the_way_over_the_network(
    open_kiosk: OpenKiosk, tmp_path: Path
) -> None:
    kiosk = open_kiosk(content=pack(tmp_path, civil_status=1))
    take(kiosk)
    kiosk.touch("Lấy số thứ tự")
    assert [tile.people(kiosk.terminal.words) for tile in kiosk.state.tiles][:2] == ["Đã hết số", "Không phải chờ"]
    kiosk.touch(HOUSEHOLD)
    sheet = kiosk.terminal.sheet()
    assert sheet is not None
    assert (sheet.heading, sheet.qr) == ("Hôm nay đã hết số", "https://dichvucong.gov.vn")
    kiosk.touch("Đã hiểu", "Trang đầu")
    kiosk.sees("home", finished=False)


def test_when_every_lane_is_full_the_door_says_so(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    kiosk = open_kiosk(content=pack(tmp_path, every=1))
    content = kiosk.kiosk.content
    assert content
    for lane in content.lanes:
        take(kiosk, lane=lane.code)
    kiosk.sees("home", finished=True, closed=True, ticket_line="Hôm nay đã hết số")


@pytest.mark.parametrize(
    ("clock", "people", "heading"),
    [
        ("2026-11-25T07:05", "Chưa mở", "Chưa đến giờ phát số. Phát từ 07:30"),
        ("2026-11-25T12:00", "Nghỉ trưa", "Đang nghỉ trưa. Phát lại 13:30"),
        ("2026-11-25T17:30", "Đã hết giờ", "Hết giờ phát số. Mở lại 07:30 Thứ Năm"),
        ("2026-11-29T10:00", "Hôm nay nghỉ", "Hôm nay nghỉ. Mở lại 07:30 Thứ Hai"),
    ],
)
def test_a_closed_lane_names_its_next_opening(open_kiosk: OpenKiosk, clock: str, people: str, heading: str) -> None:
    kiosk = open_kiosk(at=datetime.fromisoformat(clock).replace(tzinfo=HERE))
    kiosk.touch("Lấy số thứ tự")
    assert {tile.people(kiosk.terminal.words) for tile in kiosk.state.tiles} == {people}
    kiosk.touch(HOUSEHOLD)
    assert kiosk.sheet()[0] == heading
    assert kiosk.whole_tickets == []


def test_alone_the_page_says_which_number_will_come_and_tells_no_counts(
    open_kiosk: OpenKiosk, closed_port: int
) -> None:
    lobby = {"store": f"postgresql+psycopg://kiosk@127.0.0.1:{closed_port}/lobby"}
    kiosk = open_kiosk(terminal={"number": 2}, tickets=lobby)
    kiosk.touch("Lấy số thứ tự")
    kiosk.sees("take_ticket", is_alone=True, hint="Máy đang mất mạng nội bộ. Quầy sẽ gọi theo số này.")
    assert {tile.waiting for tile in kiosk.state.tiles} == {None}
    kiosk.touch(HOUSEHOLD)
    kiosk.sees("ticket_issued", number="K2-001", tells_ahead=False)
    assert [each.id for each in kiosk.state.figures(kiosk.terminal.words)] == ["counters"]


def test_the_printer_is_asked_before_the_number_and_what_it_says_is_told_first(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.touch("Lấy số thứ tự")
    kiosk.open_cover()
    hints: list[str] = []
    words = kiosk.terminal.words
    kiosk.terminal.presenter.watch = lambda state: hints.append(state.hint(words))
    kiosk.touch(HOUSEHOLD)
    kiosk.let_it_finish()
    assert "Máy in chưa sẵn sàng. Số sẽ hiện trên màn hình." in hints
    kiosk.sees("paper_trouble", heading="Nắp máy in chưa đóng")


def test_from_a_number_to_the_papers_and_back(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Đăng ký khai sinh", "Lấy số làm thủ tục này", "Xem giấy tờ cần có")
    kiosk.sees("procedure", title="Đăng ký khai sinh")
    kiosk.touch("Quay lại")
    kiosk.sees("ticket_issued", number="A001")
    kiosk.touch("Xong")
    kiosk.turn_clock(20)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Xem giấy tờ cần có")
    kiosk.sees("all_procedures", level="procedures", heading=HOUSEHOLD)
    assert kiosk.state.rows
    content = kiosk.kiosk.content
    assert content
    assert {content.catalogue.by_code[row.code].lane for row in kiosk.state.rows} == {"civil_status"}
    kiosk.touch("Quay lại")
    kiosk.sees("ticket_issued", number="A002")


def test_a_lane_without_procedures_offers_no_papers(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", "Nhận kết quả")
    kiosk.sees("ticket_issued", has_papers=False)


def test_four_numbers_within_two_minutes_are_told_to_staff(kiosk: AtTheKiosk) -> None:
    take(kiosk, 4)
    assert kiosk.events("tickets-many") == [{"count": 4, "minutes": 2}]
