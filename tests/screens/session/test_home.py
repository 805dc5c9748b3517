"""The start page."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.content.shelf import SAMPLE
from kiosk.time_source import HERE
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
    assert (HomeState().rate_text(VI), HomeState().rate_note(VI)) == ("Xem tiến độ", "")


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


@pytest.mark.parametrize(
    ("sample", "banner", "icon"),
    [
        ("offline", "**Đang mất kết nối.** Số liệu lúc 08:15 hôm nay.", "wifi_off"),
        ("printer_absent", "**Máy in đang nghỉ.** Số vẫn lấy được trên màn hình.", "print_error"),
        ("notice", "Chiều 27/11, Quầy 4 nghỉ. Mời đến Quầy 5.", "campaign"),
    ],
)
def test_one_banner_at_a_time_lost_line_before_printer_before_notice(sample: str, banner: str, icon: str) -> None:
    state = SAMPLES[sample]
    assert (state.banner(VI), state.banner_icon) == (banner, icon)
    worse = replace(SAMPLES["notice"], has_printer=False)
    assert worse.banner(VI) == SAMPLES["printer_absent"].banner(VI)
    assert replace(worse, old_since=SAMPLES["offline"].old_since).banner(VI) == SAMPLES["offline"].banner(VI)


def test_several_notices_take_turns_while_nobody_touches_anything(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "pack")
    days = {"from": "2026-11-25", "until": "2026-11-26"}
    lines = [
        {
            "code": code,
            "text": {"vi": code, "en": code},
            "shown_from": days["from"],
            "shown_until": days["until"],
            "where": "home",
        }
        for code in ("mot", "hai")
    ]
    (tmp_path / "pack" / "announcements.json").write_text(json.dumps(lines), encoding="utf-8")
    kiosk = open_kiosk(content={"folder": tmp_path / "pack"})
    seen: list[str] = []
    for _ in range(4):
        kiosk.turn_clock(15)
        seen.append(str(kiosk.shown("banner")))
    assert sorted(set(seen)) == ["hai", "mot"]
    assert seen[0] == seen[2] != seen[1]
    kiosk.it_is(datetime(2026, 11, 27, 8, 0, tzinfo=HERE))
    kiosk.sees("home", banner="")


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
