"""No content release can be read: dossiers can still be followed, and the technician reads every mistake."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kiosk.content.shelf import SAMPLE
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk
from tests.journeys.whats_remembered import remembered

CODE = "H24.15-261124-0037"


@pytest.fixture
def without_content(open_kiosk: OpenKiosk, tmp_path: Path) -> AtTheKiosk:
    return open_kiosk(content={"folder": tmp_path / "no_such_folder"})


def test_the_houses_own_page_says_what_still_works(without_content: AtTheKiosk) -> None:
    without_content.sees("out_of_service", can_follow=True, lead="Mời đến bàn hướng dẫn.")
    assert "tra được hồ sơ" in str(without_content.shown("still"))


def test_a_scan_is_answered_as_the_page_promises(without_content: AtTheKiosk) -> None:
    without_content.scan(CODE)
    without_content.sees("dossier_status", heading="Đang giải quyết, đúng hạn", figure="Thứ Sáu, 27/11/2026")
    without_content.touch("Trang đầu")
    without_content.sees("out_of_service", can_follow=True)


def test_a_code_can_be_typed(without_content: AtTheKiosk) -> None:
    without_content.touch("Nhập mã hồ sơ")
    without_content.type_digits("2611240037")
    without_content.touch("Xem tình trạng")
    without_content.type_digits("4821")
    without_content.touch("Xem tình trạng")
    without_content.sees("dossier_status", minimal=False)


def test_a_way_that_leads_nowhere_ends_on_the_houses_page_and_forgets(without_content: AtTheKiosk) -> None:
    without_content.scan("H24.15-261125-0404")
    without_content.touch("Tìm thủ tục")
    without_content.sees("out_of_service")
    without_content.turn_clock(105)
    assert remembered(without_content.terminal, "261125-0404") == set()


def test_a_procedure_code_is_no_way_to_a_page_without_content(without_content: AtTheKiosk) -> None:
    without_content.scan("1.001193")
    without_content.sees("not_a_receipt", variant="something_else")


def test_english_is_one_touch_away_and_goes_again(without_content: AtTheKiosk) -> None:
    without_content.speaks_english()
    without_content.sees("out_of_service", lead="Please come to the desk.")
    without_content.turn_clock(45)
    without_content.sees("out_of_service", lead="Mời đến bàn hướng dẫn.")


def test_the_way_to_staff_is_shown(without_content: AtTheKiosk) -> None:
    without_content.touch("Gọi cán bộ")
    assert without_content.sheet()[0] == "Mời đến bàn hướng dẫn"


def broken_pack(folder: Path) -> Path:
    pack = folder / "pack"
    shutil.copytree(SAMPLE, pack)
    lanes = json.loads((pack / "lanes.json").read_text("utf-8"))
    lanes[0]["prefix"] = "I"
    lanes[1]["counters"] = []
    (pack / "lanes.json").write_text(json.dumps(lanes), encoding="utf-8")
    (pack / "life_events.json").write_text("[{", encoding="utf-8")
    return pack


def test_a_broken_release_is_not_shown_and_every_mistake_is_written_down(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    kiosk = open_kiosk(content={"folder": broken_pack(tmp_path)})
    kiosk.sees("out_of_service", can_follow=True)
    problems = [str(event["problem"]) for event in kiosk.events("content-refused")]
    assert any("lanes.json" in problem and "prefix" in problem for problem in problems)
    assert any("lanes.json" in problem and "counters" in problem for problem in problems)
    assert any("life_events.json" in problem for problem in problems)


def test_a_whole_release_from_a_folder_is_shown(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "pack")
    kiosk = open_kiosk(content={"folder": tmp_path / "pack"})
    kiosk.sees("home")
    assert len(kiosk.state.events) == 9


def test_a_broken_new_release_leaves_the_last_good_one_on_the_screen(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(SAMPLE, pack)
    with AtTheKiosk(tmp_path, content={"folder": pack}) as kiosk:
        kiosk.sees("home")
    (pack / "life_events.json").write_text("[{", encoding="utf-8")
    kiosk = open_kiosk(content={"folder": pack})
    kiosk.sees("home")
    assert len(kiosk.state.events) == 9
    problems = [str(event["problem"]) for event in kiosk.events("content-refused")]
    assert any("life_events.json" in problem for problem in problems)
    assert any("release 1 of 2026-11-20 goes on being shown" in problem for problem in problems)
