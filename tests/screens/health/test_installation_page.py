"""«Cài đặt»: a technician sees what is in force and where it comes from, and enters how large the panel is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.health.measured_panel import FILE
from kiosk.settings import Panel, Settings, read_settings
from kiosk.words import words_of
from screens.health.installation import InstallationPresenter
from screens.health.installation_samples import SAMPLES, SETTINGS
from screens.health.installation_state import InstallationState
from screens.theme import theme
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk


def at(kiosk: AtTheKiosk) -> AtTheKiosk:
    """Staff have come and touched «Cài đặt»."""
    kiosk.staff_come()
    kiosk.touch("Cài đặt")
    return kiosk


def lines(kiosk: AtTheKiosk) -> dict[str, str]:
    """Every line of the view, by its title."""
    return {each.title: each.line for each in kiosk.state.lines(words_of("vi"))}


def test_this_machine_is_told_part_by_part_and_follows_its_devices(kiosk: AtTheKiosk) -> None:
    at(kiosk).sees(
        "installation", view="machine", lead="Màn hình chỉnh ngay tại đây; mục khác sửa trong tệp rồi khởi động lại"
    )
    told = lines(kiosk)
    assert told["Phần mềm"].startswith("Bản 0.1.0 · Python 3.")
    assert told["Màn hình"] == "Đứng · 1080 × 1920 điểm · 21,5 inch"
    assert told["Tệp cài đặt"] == "Không có; máy dùng cài đặt sẵn"
    assert told["Gói nội dung"].startswith("Bản số ")
    assert told["Máy quét mã vạch"] == "keyboard: · ở dưới màn hình · Tốt"
    assert told["Thư mục dữ liệu"] == str(kiosk.kiosk.folder)
    kiosk.unplug_scanner()
    assert lines(kiosk)["Máy quét mã vạch"].endswith("Lỗi")


def test_a_changed_file_waits_in_words_and_a_spoiled_one_is_an_error(kiosk: AtTheKiosk, tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    folder = kiosk.kiosk.folder
    usual = f'[terminal]\nalways_open = false\nstate_folder = "{folder}"\n[sound]\noutput = "none"\n'
    file.write_text(f"{usual}[panel]\ndiagonal_in = 27\n", encoding="utf-8")
    kiosk.kiosk.settings_file = file
    at(kiosk).touch("Từng mục")
    kiosk.sees("installation", lead="1 thay đổi trong tệp chờ khởi động lại.", weight="warn")
    assert next(iter(lines(kiosk).items())) == ("panel.diagonal_in", "21.5 · sau khi khởi động lại: 27.0")
    file.write_text("[panel]\ndiagonal = 27\n", encoding="utf-8")
    kiosk.touch("Xem lại")
    kiosk.sees("installation", lead="Tệp cài đặt có 1 lỗi: sửa trước khi khởi động lại.", weight="err")
    assert "Did you mean panel.diagonal_in?" in next(iter(lines(kiosk).values()))


def test_all_keys_are_told_page_by_page(kiosk: AtTheKiosk) -> None:
    at(kiosk).touch("Từng mục")
    seen = []
    for _ in range(kiosk.state.pages):
        seen += [each.code for each in kiosk.state.shown(words_of("vi"))]
        kiosk.touch("Trang sau")
    assert len(seen) == len(set(seen)) == len(lines(kiosk))
    assert {"dossiers.provider", "printer.address", "panel.start_low"} <= set(seen)


def test_what_is_plugged_in_is_looked_up_again(kiosk: AtTheKiosk) -> None:
    at(kiosk).touch("Thiết bị", "Xem lại")
    kiosk.sees("installation", view="devices", shows_ruler=False)
    assert lines(kiosk)


@pytest.mark.parametrize("inches", [15.6, 21.5, 32.0])
def test_the_line_is_100_mm_on_a_panel_whose_diagonal_is_right(inches: float) -> None:
    panel = theme(diagonal_in=inches)
    settings = Settings(panel=Panel(diagonal_in=inches))
    assert InstallationState(settings).ruler_px(panel.size_px) == pytest.approx(panel.mm(100))


def presenter(kiosk: AtTheKiosk) -> InstallationPresenter:
    found = kiosk.terminal.presenter
    assert isinstance(found, InstallationPresenter)
    return found


def test_what_is_entered_counts_at_once_and_after_a_restart(open_kiosk: OpenKiosk) -> None:
    kiosk = at(open_kiosk())
    before = kiosk.state.ruler_px((1080, 1920))
    for _ in range(3):
        presenter(kiosk).enlarge(1)
    presenter(kiosk).enlarge(-0.1)
    presenter(kiosk).lift(-50)
    kiosk.deliver()
    kiosk.sees("installation", diagonal="Đường chéo: 24,4 inch", bottom="Mép dưới cách sàn: 750 mm")
    assert kiosk.state.ruler_px((1080, 1920)) == pytest.approx(before * 21.5 / 24.4)
    assert "21,5 inch, 800 mm của tệp cài đặt" in kiosk.state.source(words_of("vi"))
    assert kiosk.journal.names().count("panel-measured") == 5
    kiosk.kiosk.stop()
    again = at(open_kiosk())
    panel = again.kiosk.settings.panel
    assert (panel.diagonal_in, panel.panel_bottom_mm, panel.size_px) == (24.4, 750, (1080, 1920))
    again.touch("Từng mục")
    assert lines(again)["panel.diagonal_in"] == "24.4 · nhập tại máy"


def test_what_is_entered_ends_where_no_panel_goes(kiosk: AtTheKiosk) -> None:
    at(kiosk)
    for by, mm, expected in ((-1, -100, (10.0, 0.0)), (1, 100, (65.0, 2000.0))):
        for _ in range(60):
            presenter(kiosk).enlarge(by)
            presenter(kiosk).lift(mm)
        panel = kiosk.kiosk.settings.panel
        assert (panel.diagonal_in, panel.panel_bottom_mm) == expected
    kiosk.sees("installation", view="machine")


def test_a_file_that_cannot_be_used_and_a_disk_that_cannot_be_written_are_told(open_kiosk: OpenKiosk) -> None:
    first = open_kiosk()
    file = first.kiosk.folder / FILE
    file.write_text('{"diagonal_in": {"entered": 0, "said": 21.5}}', "utf-8")
    first.kiosk.stop()
    kiosk = at(open_kiosk())
    assert "panel-file-refused" in kiosk.journal.names()
    assert (kiosk.state.source_weight, kiosk.kiosk.settings.panel.diagonal_in) == ("err", 21.5)
    file.unlink()
    file.with_name(f"{FILE}.new").mkdir()  # where the new one would be written first
    presenter(kiosk).enlarge(1)
    kiosk.deliver()
    assert "Không ghi được" in kiosk.state.source(words_of("vi"))
    file.with_name(f"{FILE}.new").rmdir()
    presenter(kiosk).enlarge(1)
    kiosk.deliver()
    assert (kiosk.state.source_weight, file.is_file()) == ("", True)


def test_a_panel_that_hangs_too_high_is_told_on_both_pages_of_technicians(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(panel={"panel_bottom_mm": 1100})
    kiosk.staff_come()
    assert "Màn hình treo quá cao cho người ngồi" in str(kiosk.shown("summary_line"))
    kiosk.touch("Cài đặt")
    assert lines(kiosk)["Độ cao màn hình"].startswith("Mép dưới cách sàn 1.100 mm: quá cao")


@pytest.mark.parametrize(
    ("diagonal_in", "begins"), [(10.1, "10,1 inch là quá nhỏ cho người dân: từ 15 inch"), (15.0, "Đứng")]
)
def test_a_panel_too_small_for_citizens_is_told(open_kiosk: OpenKiosk, diagonal_in: float, begins: str) -> None:
    kiosk = open_kiosk(panel={"diagonal_in": diagonal_in})
    at(kiosk)
    assert lines(kiosk)["Màn hình"].startswith(begins)


def test_long_lines_leave_room_for_fewer(kiosk: AtTheKiosk) -> None:
    at(kiosk)
    kiosk.touch("Trang sau")
    for left in (5, 4, 3):
        assert kiosk.terminal.presenter.squeeze()
        assert kiosk.state.per_page == left
    assert not kiosk.terminal.presenter.squeeze()
    assert kiosk.state.page <= kiosk.state.pages


def test_the_way_back_leads_to_the_parts(kiosk: AtTheKiosk) -> None:
    at(kiosk).touch("Quay lại")
    kiosk.sees("device_check", view="parts")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_state_says_its_lines(language: str) -> None:
    words = words_of("vi" if language == "vi" else "en")
    for name, state in SAMPLES.items():
        said = list(state.spoken(words))
        assert len(said) >= 3, name
        assert not [line for line in said if "**" in line]


def test_the_samples_are_settings_that_may_be_written(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(
        f'[printer]\naddress = "{SETTINGS.printer.address}"\n[scanner]\naddress = "{SETTINGS.scanner.address}"\n',
        encoding="utf-8",
    )
    assert read_settings(file) == SETTINGS
