"""«Gọi cán bộ»: a real program runs, a real file is written, and nothing is claimed that is not so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kiosk.command_line import command_line
from kiosk.session.staff_coming import coming_since, say_coming
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk, plain

RINGS = "import os, pathlib, sys; pathlib.Path(sys.argv[1]).open('a').write(os.environ['KIOSK_WHY'] + '\\n')"


def bell(tmp_path: Path) -> dict[str, object]:
    return {"command": [sys.executable, "-c", RINGS, str(tmp_path / "rung")]}


def rung(tmp_path: Path) -> list[str]:
    file = tmp_path / "rung"
    return file.read_text("utf-8").split() if file.exists() else []


def test_without_a_bell_the_way_is_shown_and_nothing_claimed(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Gọi cán bộ")
    assert kiosk.sheet()[0] == "Mời đến bàn hướng dẫn"
    assert kiosk.events("staff-called") == kiosk.events("staff-bell-failed") == []


def test_the_bell_rings_then_somebody_comes(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    kiosk = open_kiosk(staff_call=bell(tmp_path))
    kiosk.touch("Gọi cán bộ")
    assert kiosk.sheet() == ("Đã gọi cán bộ", "Xin chờ một chút.")
    assert rung(tmp_path) == ["citizen"]
    kiosk.turn_clock(20)
    say_coming(kiosk.kiosk.folder, kiosk.time.now())
    kiosk.turn_clock(3)
    assert kiosk.sheet()[0] == "Cán bộ đang đến"
    assert kiosk.events("staff-coming") == [{}]


def test_while_the_bell_has_not_answered_nobody_is_said_to_have_been_called(
    open_kiosk: OpenKiosk, tmp_path: Path
) -> None:
    kiosk = open_kiosk(patient=True, staff_call=bell(tmp_path))
    kiosk.touch("Gọi cán bộ")
    assert kiosk.sheet()[0] == "Đang gọi cán bộ…"


def test_pressed_again_it_does_not_ring_again_and_says_so(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    kiosk = open_kiosk(staff_call=bell(tmp_path))
    kiosk.touch("Gọi cán bộ", "Xong")
    kiosk.turn_clock(30)
    kiosk.touch("Gọi cán bộ")
    assert kiosk.sheet() == ("Đã gọi rồi", "Xin chờ thêm.")
    assert rung(tmp_path) == ["citizen"]
    kiosk.touch("Xong")
    kiosk.turn_clock(31)
    kiosk.touch("Gọi cán bộ")
    assert rung(tmp_path) == ["citizen"] * 2


def test_when_nobody_comes_the_way_is_shown_though_the_page_was_wiped(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    kiosk = open_kiosk(staff_call=bell(tmp_path))
    kiosk.touch("Sinh con")
    kiosk.terminal.call_staff()
    kiosk.deliver()
    kiosk.turn_clock(89)
    assert (kiosk.screen, kiosk.sheet()[0]) == ("life_event", "Đã gọi cán bộ")
    kiosk.turn_clock(1)
    assert kiosk.sheet()[0] == "Mời đến bàn hướng dẫn"
    kiosk.turn_clock(15)
    assert (kiosk.screen, kiosk.sheet()[0]) == ("home", "Mời đến bàn hướng dẫn")
    kiosk.turn_clock(75)
    assert kiosk.terminal.sheet() is None


@pytest.mark.parametrize("command", [["/nowhere/at/all"], [sys.executable, "-c", "raise SystemExit(1)"]])
def test_a_bell_that_fails_shows_the_way_and_is_written_down(open_kiosk: OpenKiosk, command: list[str]) -> None:
    kiosk = open_kiosk(staff_call={"command": command})
    kiosk.touch("Gọi cán bộ")
    assert kiosk.sheet()[0] == "Mời đến bàn hướng dẫn"
    assert kiosk.events("staff-bell-failed") == [{"why": "citizen"}]


def test_a_relay_is_drawn_and_let_go_and_a_wrong_name_makes_no_file(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    line = tmp_path / "value"
    line.write_text("0", encoding="ascii")
    kiosk = open_kiosk(staff_call={"line_file": str(line), "line_s": 3})
    drawn: list[str] = []

    def pause(seconds: float) -> None:
        drawn.append(f"{line.read_text('ascii')} for {seconds:g} s")

    kiosk.kiosk.bell.pause = pause
    kiosk.touch("Gọi cán bộ")
    assert (drawn, line.read_text("ascii")) == (["1 for 3 s"], "0")
    assert kiosk.sheet()[0] == "Đã gọi cán bộ"
    line.unlink()
    kiosk.turn_clock(60)
    kiosk.terminal.call_staff()
    kiosk.deliver()
    assert kiosk.sheet()[0] == "Mời đến bàn hướng dẫn"
    assert not line.exists()


def test_a_number_without_paper_tells_staff_at_once_and_says_when(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    kiosk = open_kiosk(staff_call=bell(tmp_path))
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", "Hộ tịch, chứng thực")
    kiosk.sees("paper_trouble", note="Máy **đã báo cán bộ** thay giấy lúc 09:42. Khi có giấy, chạm «In lại».")
    assert kiosk.terminal.sheet() is None
    assert rung(tmp_path) == ["printer"]


def test_without_a_bell_the_page_of_a_number_without_paper_claims_nothing(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", "Hộ tịch, chứng thực")
    assert "đã báo" not in plain(kiosk.state.note(kiosk.terminal.words))


def test_a_clerk_answers_with_a_verb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_STATE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert command_line(["staff", "coming"]) == 0
    assert coming_since(tmp_path) is not None
    assert command_line(["staff", "ring"]) == 1, "there is no bell in the settings"


def test_an_answer_from_before_the_call_is_none(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    kiosk = open_kiosk(staff_call=bell(tmp_path))
    say_coming(kiosk.kiosk.folder, kiosk.time.now())
    kiosk.turn_clock(6)
    kiosk.touch("Gọi cán bộ")
    kiosk.turn_clock(6)
    assert kiosk.sheet()[0] == "Đã gọi cán bộ"
