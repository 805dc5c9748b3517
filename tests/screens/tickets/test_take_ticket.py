"""The right lane in one touch."""

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
from screens.tickets.take_ticket_samples import SAMPLE_LANES, SAMPLES
from screens.tickets.take_ticket_state import LANES_A_PAGE, LEAST_LANES, LaneTile, TakeTicketState
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk, plain

VI, EN = words_of("vi"), words_of("en")
HOUSEHOLD = "Hộ tịch, chứng thực"


def test_six_lanes_each_with_counter_and_people(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự")
    assert [(plain(tile.lane.name), tile.counters(VI)) for tile in kiosk.state.tiles] == [
        ("Hộ tịch, chứng thực", "Quầy 1 – 2"),
        ("Đất đai, xây dựng", "Quầy 4"),
        ("Kinh doanh, thuế", "Quầy 5"),
        ("Chính sách, trợ cấp", "Quầy 6"),
        ("Cư trú, căn cước", "Quầy 7"),
        ("Nhận kết quả", "Quầy 3"),
    ]
    kiosk.sees("take_ticket", hours_line="Giờ làm việc: 07:30 – 11:30 và 13:30 – 17:00", pages=1)


def test_the_guide_desk_has_its_own_door_and_no_tile(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự")
    assert kiosk.state.guide.is_guide_desk
    assert not [tile for tile in kiosk.state.tiles if tile.lane.is_guide_desk]
    kiosk.sees("take_ticket", guide_line="Chạm vào đây, cán bộ hướng dẫn sẽ hỏi giúp")


def test_the_guide_desk_says_that_its_number_is_on_the_way(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.touch("Lấy số thứ tự", "Chưa biết chọn ô nào?")
    kiosk.sees("take_ticket", guide_line="Đang lấy số…")


@pytest.mark.parametrize(
    ("tile", "people"),
    [
        (LaneTile(SAMPLE_LANES[0], 5), "5 người chờ"),
        (LaneTile(SAMPLE_LANES[0], 0), "Không phải chờ"),
        (LaneTile(SAMPLE_LANES[0], None), ""),
        (LaneTile(SAMPLE_LANES[0], 5, issuing=True), ""),
        (LaneTile(SAMPLE_LANES[0], 5, "day_off"), "Hôm nay nghỉ"),
        (LaneTile(SAMPLE_LANES[0], 5, "lunch"), "Nghỉ trưa"),
        (LaneTile(SAMPLE_LANES[0], 5, "before_hours"), "Chưa mở"),
        (LaneTile(SAMPLE_LANES[0], 5, "after_hours"), "Đã hết giờ"),
        (LaneTile(SAMPLE_LANES[0], 5, is_full=True), "Đã hết số"),
    ],
)
def test_a_tile_says_how_many_wait_or_why_nobody_may(tile: LaneTile, people: str) -> None:
    assert tile.people(VI) == people
    assert bool(tile.people(EN)) is bool(people)


def test_the_counts_follow_the_queue_while_the_page_is_open(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự")
    kiosk.kiosk.at_printer.take(
        "land", "r-1", language="vi", on_number=lambda _ticket: None, again=False, klass="normal"
    )
    kiosk.deliver()
    assert [tile.people(VI) for tile in kiosk.state.tiles][:2] == ["Không phải chờ", "1 người chờ"]


def test_more_than_six_lanes_are_paged() -> None:
    tiles = tuple(LaneTile(lane) for lane in (*SAMPLE_LANES, *SAMPLE_LANES[:2]))
    assert TakeTicketState(tiles=tiles).pages == 2
    assert len(TakeTicketState(tiles=tiles).shown) == LANES_A_PAGE
    assert len(TakeTicketState(tiles=tiles, page=2).shown) == 2


def test_a_page_that_is_too_tall_shows_fewer_lanes_and_keeps_the_first_in_sight() -> None:
    state = replace(SAMPLES["more_lanes"], page=2)
    first = state.shown[0].code
    assert first in {tile.code for tile in state.squeezed().shown}
    assert [state.squeezed().per_page, state.squeezed().squeezed().per_page] == [4, 3]
    smallest = replace(state, per_page=LEAST_LANES)
    assert (smallest.squeezed().shows_hours, smallest.squeezed().squeezed()) == (False, smallest.squeezed())


def test_several_classes_are_chips_and_the_wider_one_is_chosen_first() -> None:
    chips = SAMPLES["priority_classes"].chips
    assert [(chip.name(VI), chip.chosen) for chip in chips] == [
        ("Từ 80 tuổi", False),
        ("Người cao tuổi, khuyết tật, mang thai, người có công", True),
    ]
    assert chips[0].name(EN) == "Aged 80 and over"
    assert SAMPLES["priority_on"].chips == SAMPLES["choosing"].chips == ()


def with_limit(folder: Path, limit: int) -> Path:
    shutil.copytree(SAMPLE, folder / "pack")
    lanes = json.loads((folder / "pack" / "lanes.json").read_text("utf-8"))
    lanes[0]["daily_limit"] = limit
    (folder / "pack" / "lanes.json").write_text(json.dumps(lanes), encoding="utf-8")
    return folder / "pack"


def test_a_lane_that_is_full_says_when_again(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    kiosk = open_kiosk(content={"folder": with_limit(tmp_path, 1)})
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Xong")
    kiosk.turn_clock(20)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    heading, sentences = kiosk.sheet()
    assert heading == "Hôm nay đã hết số"
    assert sentences == "Phát lại 07:30 Thứ Năm, hoặc nộp qua mạng."
    kiosk.touch("Đã hiểu", "Đất đai, xây dựng")
    kiosk.sees("ticket_issued", number="B001")


def test_an_answer_with_a_choice_has_the_safe_one_first(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Xong", "Lấy số thứ tự", HOUSEHOLD)
    sheet = kiosk.terminal.sheet()
    assert sheet is not None
    assert (sheet.primary, sheet.secondary, sheet.icon) == ("Không, cảm ơn", "Lấy thêm", "confirmation_number")


def test_an_answer_without_a_choice_has_one_button(kiosk: AtTheKiosk) -> None:
    kiosk.it_is(datetime(2026, 11, 25, 12, 0, tzinfo=HERE))
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    sheet = kiosk.terminal.sheet()
    assert sheet is not None
    assert (sheet.primary, sheet.secondary) == ("Đã hiểu", "")


def test_a_thread_that_takes_no_more_work_gives_no_number(kiosk: AtTheKiosk) -> None:
    kiosk.kiosk.printer = Overloaded()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    assert kiosk.sheet()[0] == "Chưa lấy được số"
    kiosk.touch("Đã hiểu")
    kiosk.sees("take_ticket", issuing="", answer=None)


class Overloaded:
    """A printer's thread that hangs: nothing more is taken."""

    def start(self) -> None:
        pass

    def do(self, work: object, then: object) -> bool:  # noqa: ARG002 -- see Worker
        return False

    def stop(self, *, timeout_s: float = 2.0) -> bool:  # noqa: ARG002 -- see Worker
        return True


def test_an_answer_is_gone_with_the_citizen(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Xong", "Lấy số thứ tự", HOUSEHOLD)
    kiosk.turn_clock(105)
    kiosk.sees("home")
    kiosk.touch("Lấy số thứ tự")
    kiosk.sees("take_ticket", answer=None, lane="")


@pytest.mark.parametrize("sample", list(SAMPLES))
def test_title_hint_and_lanes_are_said_or_the_answer(sample: str) -> None:
    state = SAMPLES[sample]
    said = [plain(text) for text in state.spoken(VI)]
    if state.answer is None:
        assert said[:2] == ["Lấy số thứ tự", state.hint(VI)]
        assert len(said) == 2 + len(state.shown)
    else:
        assert said == [plain(state.answer_heading(VI)), plain(state.answer_text(VI))]
        assert (sheet := state.sheet(VI)) is not None
        assert [plain(sheet.heading), plain(sheet.sentences)] == said
    assert all(state.spoken(EN))
