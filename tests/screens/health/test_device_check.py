"""«Kiểm tra máy»: the worst first with its cure, the tests of devices, paper and the numbers without it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.health.device_trials import trials
from kiosk.time_source import HERE
from kiosk.words import Language, words_of
from screens.health.check_samples import SAMPLES
from tests.at_the_kiosk import AtTheKiosk

RECEIPT, CARD = "H24.15-261124-0037", "031085004821|031234567|NGUYỄN VĂN HẢI|12031985|Nam|12 Lê Lợi|01012022"
LANE = "Hộ tịch, chứng thực"


@pytest.fixture
def staff(kiosk: AtTheKiosk) -> AtTheKiosk:
    kiosk.staff_come()
    kiosk.sees("device_check")
    return kiosk


def facts(kiosk: AtTheKiosk) -> dict[str, str]:
    """The rows as they are read: part, result and fact."""
    words = kiosk.terminal.words
    return {row.code: f"{row.result(words)}: {row.fact(words)}" for row in kiosk.state.rows}


def kept(kiosk: AtTheKiosk) -> dict[str, bool]:
    """The tests that are remembered, and how they ended."""
    return {trial.test: trial.passed for trial in trials(kiosk.kiosk.folder)}


def test_every_part_has_its_row_and_nothing_is_to_be_done(staff: AtTheKiosk) -> None:
    assert list(facts(staff)) == ["scanner", "printer", "server", "content", "sound", "disk", "clock"]
    assert facts(staff)["scanner"].startswith("Tốt: Sẵn sàng từ 09:4")
    assert facts(staff)["content"].startswith("Tốt: 426 thủ tục · dữ liệu mẫu")
    assert facts(staff)["server"] == "Tốt: Văn phòng mẫu đi kèm máy"
    assert facts(staff)["disk"].startswith("Tốt: Còn ")


def test_a_scanner_without_its_cable_comes_first_with_what_to_do(staff: AtTheKiosk) -> None:
    staff.turn_clock(60)
    staff.terminal.touched()
    staff.unplug_scanner()
    assert facts(staff)["scanner"] == "Lỗi: Mất từ 09:43 · máy đang tự nối lại"
    staff.sees("device_check", summary="Máy quét mã vạch chưa cắm")
    assert "cắm lại dây USB" in staff.shown("summary_line")  # type: ignore[operator]
    staff.let_paper_run_out()
    staff.touch("Kiểm tra lại")
    assert "Và 1 việc nữa." in staff.shown("summary_line")  # type: ignore[operator]
    staff.plug_in_scanner()
    staff.sees("device_check", summary="Máy in hết giấy")


def test_in_thu_prints_a_slip_and_keeps_what_staff_saw(staff: AtTheKiosk) -> None:
    staff.touch("In thử")
    staff.sees("device_check", view="print", stage="asking")
    assert staff.printed_for_staff == ["TEST"]
    staff.touch("Đạt")
    staff.sees("device_check", stage="passed")
    assert kept(staff) == {"print-test": True}
    staff.touch("Xong")
    staff.sees("device_check", view="parts")


def test_in_thu_without_paper_says_why_and_keeps_that_it_failed(staff: AtTheKiosk) -> None:
    staff.let_paper_run_out()
    staff.touch("In thử")
    staff.sees("device_check", stage="failed")
    assert "Máy in hết giấy" in staff.shown("test_lines")  # type: ignore[operator]
    assert kept(staff) == {"print-test": False}


def test_quet_thu_tells_kind_and_length_and_keeps_nothing_of_the_code(staff: AtTheKiosk) -> None:
    staff.scan(RECEIPT)
    staff.sees("device_check", view="parts")
    staff.touch("Quét thử")
    for text in (RECEIPT, CARD, b"\xff\xfe"):
        staff.scan(text)
    staff.sees(
        "device_check", view="scan", scan_lines="Có mã nhưng không đọc được\nMã cá nhân, 69 ký tự\nMã hồ sơ, 18 ký tự"
    )
    staff.touch("Quay lại")
    staff.turn_clock(4)
    assert kept(staff) == {"scan-test": True}
    everything = b"".join(path.read_bytes() for path in staff.kiosk.folder.rglob("*") if path.is_file())
    everything += repr(staff.journal.events).encode() + repr(staff.state).encode()
    assert not [text for text in (RECEIPT, "031085004821", "NGUYỄN") if text.encode() in everything]


def touch_all(kiosk: AtTheKiosk, off_mm: float) -> None:
    """All nine crosses, one of them missed by so much, on a field of 250 × 400 mm."""
    for nth in range(9):
        x, y = kiosk.state.touch.target
        kiosk.terminal.presenter.touch_point(x + (off_mm / 250 if nth == 4 else 0), y, 250.0, 400.0)  # type: ignore[attr-defined]
    kiosk.deliver()


@pytest.mark.parametrize(("off_mm", "passes"), [(3.2, True), (8.0, True), (8.2, False)])
def test_thu_cham_measures_nine_points_in_millimetres(staff: AtTheKiosk, off_mm: float, passes: bool) -> None:  # noqa: FBT001
    staff.touch("Thử chạm")
    assert [key.code for key in staff.terminal.frame().keys] == ["back", "home"]
    touch_all(staff, off_mm)
    staff.sees("device_check", stage="passed" if passes else "failed")
    assert f"{off_mm:.1f}".replace(".", ",") in staff.shown("test_lines")  # type: ignore[operator]
    assert kept(staff) == {"touch-test": passes}


class Loudspeaker:
    """What is heard is up to the test."""

    languages: tuple[Language, ...] = ("vi", "en")

    def __init__(self, *, is_there: bool = True) -> None:
        self.is_there = is_there

    def play_test(self) -> bool:
        return self.is_there


def test_thu_loa_asks_what_was_heard_and_a_terminal_without_one_is_whole(staff: AtTheKiosk) -> None:
    staff.kiosk.staff.sound = Loudspeaker()
    staff.touch("Thử loa", "Nghe rõ")
    staff.sees("device_check", stage="passed")
    staff.touch("Xong")
    staff.kiosk.staff.sound = Loudspeaker(is_there=False)
    staff.touch("Thử loa")
    staff.sees("device_check", stage="impossible")
    assert kept(staff) == {"sound-test": False}


def somebody_without_paper(kiosk: AtTheKiosk, *, minutes_ago: float) -> None:
    kiosk.let_paper_run_out()
    kiosk.turn_clock(3)
    kiosk.touch("Lấy số thứ tự", LANE)
    kiosk.sees("paper_trouble")
    kiosk.turn_clock(minutes_ago * 60)


def test_after_a_new_roll_the_older_numbers_are_offered_and_print_on_one_press(kiosk: AtTheKiosk) -> None:
    for _ in range(2):
        somebody_without_paper(kiosk, minutes_ago=20)
    kiosk.staff_come()
    kiosk.put_in_paper()
    kiosk.touch("Đã thay giấy")
    kiosk.sees("device_check", view="unprinted")
    assert [row.code for row in kiosk.state.unprinted] == ["A001", "A002"]
    assert kiosk.state.unprinted[0].line(words_of("vi")).startswith("Lấy lúc 09:42 · Hộ tịch")
    kiosk.touch("In A002")
    assert kiosk.whole_tickets == ["A002"]
    kiosk.touch("In tất cả")
    assert kiosk.whole_tickets == ["A002", "A001"]
    kiosk.sees("device_check", unprinted=(), unprinted_line="Mọi số đang chờ đều đã có phiếu.")


def test_a_number_whose_citizen_has_gone_is_voided_after_one_question(kiosk: AtTheKiosk) -> None:
    somebody_without_paper(kiosk, minutes_ago=20)
    kiosk.staff_come()
    kiosk.put_in_paper()
    kiosk.touch("Đã thay giấy", "Huỷ A001")
    assert kiosk.sheet()[0] == "Huỷ số A001?"
    kiosk.touch("Không")
    assert [row.code for row in kiosk.state.unprinted] == ["A001"]
    kiosk.touch("Huỷ A001", "Huỷ số")
    kiosk.sees("device_check", unprinted=())
    assert {lane.lane.code: lane.waiting for lane in kiosk.terminal.facts.lanes}["civil_status"] == 0
    assert kiosk.events("ticket-voided") == [{"number": "A001"}]


def test_when_the_printer_fails_again_the_list_stays_and_says_why(kiosk: AtTheKiosk) -> None:
    for _ in range(2):
        somebody_without_paper(kiosk, minutes_ago=20)
    kiosk.staff_come()
    kiosk.touch("Đã thay giấy", "In tất cả")
    kiosk.sees("device_check", view="unprinted")
    assert len(kiosk.state.unprinted) == 2
    assert "Máy in hết giấy" in kiosk.shown("unprinted_line")  # type: ignore[operator]


def test_paper_is_counted_from_the_press_on(staff: AtTheKiosk) -> None:
    assert "Còn khoảng" not in facts(staff)["printer"]
    staff.touch("Đã thay giấy")
    assert facts(staff)["printer"].startswith("Tốt: Còn khoảng 139 phiếu")
    staff.touch("In thử", "Đạt", "Xong")
    assert facts(staff)["printer"].startswith("Tốt: Còn khoảng 13")
    assert "in gần nhất 09:4" in facts(staff)["printer"]


def test_restarting_asks_first_and_ends_the_program(staff: AtTheKiosk) -> None:
    ended: list[int] = []
    staff.terminal.end = lambda: ended.append(1)
    staff.touch("Khởi động lại", "Không")
    assert not ended
    staff.touch("Khởi động lại")
    assert staff.sheet()[0] == "Khởi động lại màn hình?"
    staff.terminal.press_sheet(primary=False)
    assert ended == [1]
    assert staff.events("staff-restart")


def test_tai_du_lieu_says_that_there_is_nothing_newer(staff: AtTheKiosk) -> None:
    staff.touch("Tải dữ liệu")
    staff.sees("device_check", note_text="Dữ liệu đang dùng là bản mới nhất.")


def test_it_ends_by_itself_and_then_asks_for_the_pin_again(staff: AtTheKiosk) -> None:
    staff.turn_clock(121)
    staff.sees("still_there", left_s=19)
    staff.turn_clock(20)
    staff.sees("home")
    staff.hold_the_mark()
    staff.sees("staff_pin", typed=0)


def test_numbers_of_another_day_are_not_offered(kiosk: AtTheKiosk) -> None:
    somebody_without_paper(kiosk, minutes_ago=20)
    kiosk.put_in_paper()
    kiosk.it_is(kiosk.time.now() + timedelta(days=1))
    assert kiosk.time.now().tzinfo is HERE
    kiosk.staff_come()
    kiosk.touch("Đã thay giấy")
    kiosk.sees("device_check", view="parts", unprinted=())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_state_says_its_parts_or_its_test(language: str) -> None:
    words = words_of("vi" if language == "vi" else "en")
    for name, state in SAMPLES.items():
        said = list(state.spoken(words))
        assert len(said) >= 2, name
        assert not [line for line in said if "**" in line]
    assert len(list(SAMPLES["all_good"].spoken(words))) == 10
