"""From the first page to the board of on-time rates, as the office gives its figures, or does not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from kiosk.dossiers.sample_office import load_sample_office
from kiosk.time_source import HERE, TurnedTime
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk
from tests.kiosk.dossiers.running_office import an_office


def over_http(port: int) -> dict[str, object]:
    return {"provider": "http", "address": f"http://127.0.0.1:{port}", "total_timeout_s": 2.0}


def test_one_touch_leads_to_this_months_figures_and_from_there_on(kiosk: AtTheKiosk) -> None:
    kiosk.turn_clock(1)
    kiosk.sees("home", rate_text="97,8%", rate_note="tháng này")
    kiosk.touch("Giải quyết đúng hạn")
    kiosk.sees("on_time_board", rate="97,8%", finished="1.284", in_progress="163")
    kiosk.sees("on_time_board", line="Tháng 11/2026 · Số liệu tự động, lúc 09:30 hôm nay", banner="")
    assert [(line.name, line.rate) for line in kiosk.state.lines(kiosk.terminal.words)][:2] == [
        ("Hộ tịch, chứng thực", "99,4%"),
        ("Chính sách, trợ cấp", "98,1%"),
    ]
    kiosk.touch("Quý này")
    kiosk.sees("on_time_board", period_name="Quý 4/2026", finished="2.790")
    kiosk.touch("Năm nay")
    kiosk.sees("on_time_board", period_name="Năm 2026", rate="97,7%")
    kiosk.touch("Tra hồ sơ của tôi", "Quay lại", "Góp ý, phản ánh", "Quay lại")
    kiosk.sees("on_time_board", kind="year")
    kiosk.turn_clock(105)
    kiosk.sees("home")


def test_the_figures_come_over_the_line_and_grow_old_when_it_is_cut(open_kiosk: OpenKiosk, closed_port: int) -> None:
    with an_office(TurnedTime()) as port:
        kiosk = open_kiosk(dossiers=over_http(port))
        kiosk.turn_clock(1)
        kiosk.sees("home", rate_text="97,8%", banner="")
    kiosk.turn_clock(600)
    kiosk.sees("home", rate_text="97,8%", banner="**Đang mất kết nối.** Số liệu lúc 09:30 hôm nay.")
    kiosk.touch("Giải quyết đúng hạn")
    kiosk.sees("on_time_board", is_silent=True, banner="**Đang mất kết nối.** Số liệu lúc 09:30 hôm nay.")
    assert kiosk.events("on-time-silent") == [{}]
    with an_office(kiosk.time, port=port):
        kiosk.turn_clock(61)
        kiosk.sees("on_time_board", is_silent=False, banner="")
    assert kiosk.events("on-time-back") == [{}]
    assert closed_port != port


def test_rows_that_do_not_add_up_leave_the_total_and_are_reported_once(open_kiosk: OpenKiosk) -> None:
    office = load_sample_office()
    figures: dict[str, Any] = json.loads(json.dumps(office.on_time))
    figures["month"]["rows"][0]["finished"] += 1
    with an_office(TurnedTime(), replace(office, on_time=figures)) as port:
        kiosk = open_kiosk(dossiers=over_http(port))
        kiosk.touch("Giải quyết đúng hạn")
        kiosk.sees("on_time_board", rate="97,8%", shown=())
        kiosk.turn_clock(70)
    assert kiosk.events("on-time-rows-differ") == [{"period": "2026-11"}]


def test_figures_of_the_content_stand_in_only_for_their_own_month(open_kiosk: OpenKiosk, closed_port: int) -> None:
    kiosk = open_kiosk(dossiers=over_http(closed_port))
    kiosk.turn_clock(1)
    kiosk.sees("home", rate_text="97,8%")
    kiosk.it_is(datetime(2026, 12, 1, 8, 0, tzinfo=HERE))
    kiosk.sees("home", rate_text="Xem tiến độ", rate_note="")
    kiosk.touch("Giải quyết đúng hạn")
    kiosk.sees("on_time_board", board=None, nothing="Chưa có số liệu tháng này", rate="–")


def test_on_a_wall_the_three_periods_take_turns_and_nothing_can_be_touched(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(terminal={"public_display": True})
    assert kiosk.terminal.frame().keys == ()
    seen = []
    for _ in range(4):
        seen.append(kiosk.state.kind)
        kiosk.turn_clock(15)
    assert seen == ["month", "quarter", "year", "month"]
    kiosk.scan("H24.15-261124-0037")
    kiosk.sees("on_time_board", periods=())


def test_on_a_small_wall_every_page_of_a_period_has_its_turn(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(terminal={"public_display": True})
    presenter: Any = kiosk.terminal.presenter
    presenter.flow(flows=True)
    presenter.counted(2)
    seen = []
    for _ in range(7):
        seen.append((kiosk.state.kind, kiosk.state.turned))
        kiosk.turn_clock(15)
    assert seen == [(kind, turned) for kind in ("month", "quarter", "year") for turned in (0, 1)] + [("month", 0)]
    assert not presenter.squeeze(), "the page turns over by itself what does not fit"


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_a_page_that_is_too_tall_shows_fewer_rows_and_loses_none(open_kiosk: OpenKiosk, orientation: str) -> None:
    kiosk = open_kiosk(panel={"orientation": orientation})
    kiosk.touch("Giải quyết đúng hạn")
    presenter = kiosk.terminal.presenter
    while presenter.squeeze():
        pass
    kiosk.sees("on_time_board", per_page=2, pages=3)
    names = []
    for _ in range(3):
        names += [row.name for row in kiosk.state.shown]
        if kiosk.state.page < 3:
            kiosk.touch("Trang sau")
    assert len(set(names)) == 6
