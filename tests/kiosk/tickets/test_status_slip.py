"""The printed status: what stands on it, how it fits, and what becomes of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from devices.printers.virtual_orders import CONTROL_FILE
from devices.printers.virtual_printer import VirtualPrinter
from kiosk.journal import KeptJournal
from kiosk.tickets.layout import LayoutRefused
from kiosk.tickets.slip import OfficeOnSlip
from kiosk.tickets.status_slip import StatusSlip, status_values
from kiosk.tickets.status_slip_layout import STATUS_FILE, read_status_layout
from kiosk.tickets.status_slip_print import STATUS_JOBS, StatusPrinter, composed
from kiosk.time_source import TurnedTime

OFFICE = OfficeOnSlip("Trung tâm Phục vụ hành chính công", "Phường Ngô Quyền, Hải Phòng")
SLIP = StatusSlip(
    code="H24.15-261124-0037",
    procedure=("Xác nhận tình trạng hôn nhân", "Xác nhận tình trạng hôn nhân"),
    state=("Đang giải quyết, đúng hạn", "In progress, on time"),
    as_of=datetime.fromisoformat("2026-11-25T09:41:00+07:00"),
    owner=("Người nộp: Ông N*** V*** H***", "Applicant: Ông N*** V*** H***"),
    label=("Hẹn trả kết quả", "Result promised for"),
    figure=("Thứ Sáu, 27/11/2026", "Friday, 27/11/2026"),
    note=("Từ 14 giờ", "From 14:00"),
    counter="3",
)
LAYOUT = read_status_layout()


def drawn(slip: StatusSlip = SLIP, *, width_dots: int = 576, is_english: bool = False) -> Image.Image:
    values = status_values(slip, OFFICE, LAYOUT.words)
    return composed(LAYOUT, values, width_dots=width_dots, is_english=is_english)


@pytest.mark.parametrize("width_dots", [384, 512, 576, 640])
@pytest.mark.parametrize("is_english", [False, True])
def test_it_is_drawn_for_every_paper_with_its_margins_white(width_dots: int, is_english: bool) -> None:  # noqa: FBT001 -- a parameter
    picture = drawn(width_dots=width_dots, is_english=is_english)
    ink = Image.eval(picture.convert("L"), lambda value: 255 - value).getbbox()
    assert picture.mode == "1"
    assert ink is not None
    assert ink[0] >= LAYOUT.page.margin - 2
    assert ink[2] <= width_dots - LAYOUT.page.margin + 2


def test_the_longest_code_fits_the_narrowest_paper() -> None:
    assert drawn(replace(SLIP, code="W" * 40), width_dots=384).width == 384


def test_without_anything_to_add_it_is_shorter() -> None:
    heights = [
        drawn(SLIP, is_english=True).height,
        drawn(SLIP).height,
        drawn(replace(SLIP, owner=("", ""))).height,
        drawn(replace(SLIP, owner=("", ""), counter="", note=("", ""), label=("", ""), figure=("", ""))).height,
    ]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == len(heights)


def test_old_figures_say_so_and_from_when_they_are() -> None:
    values = status_values(replace(SLIP, is_old=True), OFFICE, LAYOUT.words)
    assert values["old"] == "Máy đang mất kết nối: đây là số liệu lần trước."
    assert values["as_of"] == "09:41, 25/11/2026"
    assert status_values(SLIP, OFFICE, LAYOUT.words)["old"] is None


def test_the_slip_shows_itself_in_no_log() -> None:
    assert repr(SLIP) == "<StatusSlip>"


def test_the_same_status_gives_the_same_dots() -> None:
    assert drawn().tobytes() == drawn().tobytes()


def test_the_samples_of_the_layout_draw_it_whole() -> None:
    assert composed(LAYOUT, LAYOUT.sample, width_dots=576, is_english=True).height > drawn().height


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('"{code}"', '"{codee}"'),
        ("[page]", "[page]\nnonsense = 1"),
        ("margin = 16", "margin = ="),
        ('code         = "H24', 'other        = "H24'),
    ],
)
def test_a_layout_with_a_mistake_is_refused(tmp_path: Path, was: str, becomes: str) -> None:
    broken = tmp_path / "status_slip_layout.toml"
    broken.write_text(STATUS_FILE.read_text("utf-8").replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(LayoutRefused):
        read_status_layout(broken)


def test_a_layout_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutRefused):
        read_status_layout(tmp_path / "nowhere.toml")


@dataclass
class Office:
    """A printer that prints to pictures, and who prints on it."""

    statuses: StatusPrinter
    printed: Path
    journal: KeptJournal

    def jobs(self) -> list[str]:
        return [json.loads(note.read_text("utf-8"))["job"] for note in sorted(self.printed.glob("[0-9]*.json"))]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    clock, journal = TurnedTime(), KeptJournal()
    printer = VirtualPrinter(tmp_path, width_dots=576, now_s=clock.stopwatch_s, now=clock.now, pause=clock.turn)
    return Office(StatusPrinter(printer, OFFICE, clock, journal), tmp_path, journal)


def test_every_job_has_a_name_of_its_own(office: Office) -> None:
    assert [office.statuses.print_status(SLIP, is_english=False) for _ in range(3)] == ["confirmed"] * 3
    assert len(set(office.jobs())) == 3
    assert all(job.startswith(STATUS_JOBS) and len(job) == 4 for job in office.jobs())
    assert office.journal.events == [("status-ended", {"paper": "confirmed"})] * 3


def test_what_is_on_paper_is_what_was_drawn(office: Office) -> None:
    office.statuses.print_status(SLIP, is_english=True)
    with Image.open(next(office.printed.glob("*.png"))) as paper:
        assert paper.convert("1").tobytes() == drawn(is_english=True).tobytes()


def test_without_paper_nothing_comes_out_then_or_later(office: Office) -> None:
    (office.printed / CONTROL_FILE).write_text('paper = "out"\n', encoding="utf-8")
    assert office.statuses.print_status(SLIP, is_english=False) == "unprinted"
    (office.printed / CONTROL_FILE).write_text("\n", encoding="utf-8")
    office.statuses.printer.check(timeout_s=1.0)
    assert office.jobs() == []


def test_a_sign_no_font_has_prints_nothing_and_is_written_down_without_it(office: Office) -> None:
    assert office.statuses.print_status(replace(SLIP, code="\u6f22"), is_english=False) == "unprinted"
    assert office.jobs() == []
    assert office.journal.events == [("status-not-drawn", {"reason": "GlyphMissing"})]
