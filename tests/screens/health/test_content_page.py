"""«Nội dung»: which release citizens see, a newer one, a refused one with every mistake; nothing is edited."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kiosk.content.shelf import SAMPLE
from kiosk.words import words_of
from screens.health.content_samples import SAMPLES
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk


@pytest.fixture
def release(tmp_path: Path) -> Path:
    folder = tmp_path / "release"
    shutil.copytree(SAMPLE, folder)
    return folder


@pytest.fixture
def staff(open_kiosk: OpenKiosk, release: Path) -> AtTheKiosk:
    kiosk = open_kiosk(content={"folder": str(release)})
    kiosk.staff_come()
    return kiosk


def change(folder: Path, file: str, **values: object) -> None:
    """Other values in a file of the release."""
    path = folder / file
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **values}), encoding="utf-8")


def lines(kiosk: AtTheKiosk) -> dict[str, str]:
    """Every line of the view, by its title."""
    return {each.title: each.line for each in kiosk.state.lines(words_of("vi"))}


def test_a_newer_release_waits_and_is_shown_after_a_restart(staff: AtTheKiosk, release: Path) -> None:
    ended: list[int] = []
    staff.terminal.end = lambda: ended.append(1)
    staff.touch("Nội dung")
    staff.sees("content_on_kiosk", verdict="newest", summary="Đang hiển thị bản mới nhất")
    change(release, "office.json", release=413, released_on="2026-11-26")
    staff.touch("Tải dữ liệu")
    staff.sees("content_on_kiosk", verdict="waiting", family="warn")
    assert lines(staff)["Bản đang chờ"] == "Bản số 413 ngày 26/11/2026"
    staff.touch("Để sau")
    assert not ended
    staff.touch("Tải dữ liệu", "Khởi động lại")
    assert ended == [1]


def test_a_refused_release_is_told_mistake_by_mistake_while_citizens_see_the_good_one(
    staff: AtTheKiosk, release: Path
) -> None:
    change(release, "office.json", release=413, released_on="yesterday")
    staff.touch("Tải dữ liệu")
    staff.sees("device_check", summary="Gói nội dung mới bị từ chối")
    assert "Xem từng lỗi ở «Nội dung»" in str(staff.shown("summary_line"))
    staff.touch("Nội dung")
    staff.sees("content_on_kiosk", verdict="refused", summary="Gói mới bị từ chối: 1 lỗi")
    assert str(staff.shown("cure")).startswith("Người dân vẫn xem bản số ")
    staff.touch("Xem lỗi")
    (told,) = lines(staff).items()
    assert told[0] == "office.json, released_on"
    assert told[1].startswith("yesterday: ")
    staff.touch("Xem lỗi")
    staff.sees("content_on_kiosk", view="release")
    shutil.copy(SAMPLE / "office.json", release / "office.json")
    staff.touch("Tải dữ liệu")
    staff.sees("content_on_kiosk", verdict="newest", problems=())
    staff.touch("Quay lại")
    staff.sees("device_check", summary="Mọi bộ phận đều tốt")


def test_after_a_start_with_a_broken_release_the_last_good_one_is_shown_and_said_so(
    staff: AtTheKiosk, open_kiosk: OpenKiosk, release: Path
) -> None:
    staff.kiosk.stop()
    (release / "lanes.json").write_text("[", encoding="utf-8")
    again = open_kiosk(content={"folder": str(release)})
    again.sees("home")
    again.staff_come()
    again.touch("Nội dung")
    again.sees("content_on_kiosk", verdict="refused", summary="Gói mới bị từ chối: 1 lỗi")
    assert lines(again)["Giữ lại phòng khi bản mới hỏng"].startswith("Bản số ")


def test_without_any_release_staff_still_come_here_to_see_why(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    kiosk = open_kiosk(content={"folder": str(tmp_path / "nowhere")})
    kiosk.sees("out_of_service")
    kiosk.staff_come()
    kiosk.touch("Nội dung", "Xem lỗi")
    kiosk.sees("content_on_kiosk", verdict="none", family="err")
    assert lines(kiosk)


def test_pale_colours_are_refused_here_and_in_the_journal_and_the_release_is_shown(
    open_kiosk: OpenKiosk, release: Path
) -> None:
    change(release, "brand.json", colours={"ground": "#D9534F"})
    kiosk = open_kiosk(content={"folder": str(release)})
    kiosk.sees("home")
    (told,) = kiosk.events("brand-refused")
    assert "brand.json, colours.ground = #D9534F" in str(told["problem"])
    kiosk.staff_come()
    kiosk.touch("Nội dung")
    kiosk.sees("content_on_kiosk", verdict="newest")
    assert lines(kiosk)["Màu nhận diện"].startswith("Bị từ chối")
    kiosk.touch("Xem lỗi")
    assert "letters need 4.5" in lines(kiosk)["brand.json, colours.ground"]


def test_nothing_is_asked_twice_while_the_release_is_being_checked(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.staff_come()
    kiosk.let_it_finish()
    kiosk.sees("device_check")
    kiosk.touch("Nội dung", "Tải dữ liệu", "Tải dữ liệu")
    kiosk.sees("content_on_kiosk", verdict="looking")
    kiosk.let_it_finish()
    kiosk.sees("content_on_kiosk", verdict="newest", asks=False)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_state_says_its_verdict_and_what_to_do(language: str) -> None:
    words = words_of("vi" if language == "vi" else "en")
    for name, state in SAMPLES.items():
        said = list(state.spoken(words))
        assert len(said) >= 4, name
        assert all(said)
