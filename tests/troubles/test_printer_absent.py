"""A printer that is not there: unplugged, never plugged in, at an address nobody answers, or garbled."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.errors import SettingsRefused
from kiosk.settings import read_settings
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk

HOUSEHOLD = "Hộ tịch, chứng thực"


def test_an_unplugged_printer_leaves_the_number_on_the_screen(kiosk: AtTheKiosk) -> None:
    kiosk.unplug_printer()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("paper_trouble", number="A001", heading="Máy in đang mất kết nối")


def test_plugged_in_again_it_prints(kiosk: AtTheKiosk) -> None:
    kiosk.unplug_printer()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.put_in_paper()
    kiosk.touch("In lại")
    assert kiosk.whole_tickets == ["A001"]


def test_a_device_that_does_not_exist_costs_the_paper_and_nothing_else(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    kiosk = open_kiosk(printer={"address": f"escpos+serial://{tmp_path}/no-such-port?baud=115200"})
    kiosk.turn_clock(3)
    kiosk.sees("home", has_printer=False)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("paper_trouble", number="A001", heading="Máy in đang mất kết nối")
    kiosk.touch("Đã nhớ số, xong")
    kiosk.scan("H24.15-261124-0037")
    kiosk.sees("dossier_status", heading="Đang giải quyết, đúng hạn")


def test_a_printer_nobody_answers_for_on_the_network_is_the_same(open_kiosk: OpenKiosk, closed_port: int) -> None:
    kiosk = open_kiosk(printer={"address": f"escpos+tcp://127.0.0.1:{closed_port}"})
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("paper_trouble", number="A001", heading="Máy in đang mất kết nối")


def test_a_folder_that_takes_no_pictures_is_a_printer_that_is_not_there(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    (tmp_path / "a_file").write_text("no folder", encoding="utf-8")
    kiosk = open_kiosk(printer={"address": f"virtual://{tmp_path}/a_file/printed"})
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("paper_trouble", number="A001", heading="Máy in đang mất kết nối")


def test_a_mute_printer_is_not_called_ready(kiosk: AtTheKiosk) -> None:
    kiosk.tell_printer("mute = true")
    kiosk.turn_clock(9)
    kiosk.sees("home", has_printer=False)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("paper_trouble", number="A001")


def test_a_printer_told_nonsense_prints_nothing_and_loses_no_number(kiosk: AtTheKiosk) -> None:
    kiosk.tell_printer('paper = "plenty"')
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("paper_trouble", number="A001", heading="Máy in đang mất kết nối")


@pytest.mark.parametrize(
    "address", ["lpt1:", "escpos+usb://", "escpos+tcp://", "http://printer", "escpos+serial://relative", "virtual://"]
)
def test_an_address_nobody_can_read_is_a_mistake_in_the_settings(tmp_path: Path, address: str) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'[printer]\naddress = "{address}"\n', encoding="utf-8")
    with pytest.raises(SettingsRefused) as refused:
        read_settings(file)
    (problem,) = refused.value.problems
    assert problem.place == "kiosk.toml: printer.address"
    assert problem.value == repr(address)
    assert "escpos+tcp://host:9100" in problem.cure
