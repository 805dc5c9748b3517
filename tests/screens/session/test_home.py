"""The start page."""

from __future__ import annotations

import pytest

from kiosk.words import words_of
from screens.session.home import SAMPLES, HomeState, Side
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk, plain

VI, EN = words_of("vi"), words_of("en")


def test_nine_things_that_happen_in_a_family(kiosk: AtTheKiosk) -> None:
    assert [plain(event.name.vi) for event in kiosk.state.events] == [
        "Sinh con",
        "Kết hôn",
        "Mất người thân",
        "Mua bán nhà, đất",
        "Mở cửa hàng",
        "Đi học",
        "Giấy tờ tuỳ thân",
        "Sao y, chứng thực",
        "Trợ cấp, chính sách",
    ]


def test_the_count_follows_the_queue(kiosk: AtTheKiosk) -> None:
    kiosk.sees("home", ticket_line="Không phải chờ")
    kiosk.touch("Lấy số thứ tự", "Hộ tịch, chứng thực", "Xong", "Lấy số thứ tự", "Đất đai, xây dựng", "Xong")
    kiosk.sees("home", ticket_line="Đang chờ: 2 người", waiting=2)


def test_without_somebody_calling_the_strip_tells_the_hours(kiosk: AtTheKiosk) -> None:
    kiosk.sees("home", strip_label="Giờ làm việc", strip_value="07:30–11:30", strip_note="13:30–17:00")


def test_the_on_time_rate_has_the_comma_of_its_language(kiosk: AtTheKiosk) -> None:
    kiosk.sees("home", rate_text="97,8%")
    kiosk.speaks_english()
    kiosk.sees("home", rate_text="97.8%")
    assert HomeState().rate_text(VI) == "–"


@pytest.mark.parametrize(
    ("sample", "line"),
    [
        ("normal", "Đang chờ: 12 người"),
        ("closed", "Mở lại 07:30 Thứ Hai"),
        ("lunch", "Mở lại 13:30"),
        ("tickets_finished", "Hôm nay đã hết số"),
        ("printer_absent", "Số hiện trên màn hình"),
        ("counts_unknown", "Chọn việc cần làm"),
        ("nobody_waiting", "Không phải chờ"),
    ],
)
def test_the_ticket_door_says_what_to_expect(sample: str, line: str) -> None:
    assert plain(SAMPLES[sample].ticket_line(VI)) == line


def test_the_ticket_door_in_english() -> None:
    assert SAMPLES["normal"].ticket_line(EN) == "12 people waiting"
    assert HomeState(waiting=1).ticket_line(EN) == "1 person waiting"


def test_one_banner_and_only_where_it_says_something_new() -> None:
    assert "Máy in đang nghỉ" in SAMPLES["printer_absent"].banner(VI)
    assert [SAMPLES[name].banner(VI) for name in ("normal", "closed", "scanner_absent")] == ["", "", ""]
    closed_without_printer = HomeState(why="lunch", has_printer=False)
    assert closed_without_printer.banner(VI) == "", "no numbers now: the printer is nobody's trouble"


@pytest.mark.parametrize(
    ("side", "where"), [("below", "bên dưới"), ("beside", "bên cạnh"), ("left", "bên trái"), ("right", "bên phải")]
)
def test_the_scan_card_points_to_the_scanner(side: Side, where: str) -> None:
    state = HomeState(scanner_side=side)
    assert state.scan_sentence(VI) == f"Đưa mã vạch trên giấy hẹn vào khe quét {where}."
    assert state.scan_sentence(EN) != state.scan_sentence(VI)


def test_on_a_lying_panel_the_scanner_is_beside_unless_told_otherwise(open_kiosk: OpenKiosk) -> None:
    open_kiosk(panel={"orientation": "landscape"}).sees("home", scanner_side="beside")


def test_the_door_stays_open_for_whoever_wants_to_know_why_it_is_closed(kiosk: AtTheKiosk) -> None:
    kiosk.turn_clock(0.25)
    kiosk.touch("Lấy số thứ tự")
    kiosk.sees("take_ticket")


@pytest.mark.parametrize("sample", list(SAMPLES))
def test_every_sample_says_something_in_both_languages(sample: str) -> None:
    for words in (VI, EN):
        assert all(SAMPLES[sample].spoken(words))
    assert next(SAMPLES[sample].spoken(VI)) == "Kính chào Ông/Bà."
