"""The printed list of papers: every paper, both languages, every width, nothing outside the margins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageOps

from devices.printers.contract import PrintOutcome, PrintResult
from kiosk.journal import KeptJournal
from kiosk.tickets.checklist import Checklist, ListedPaper, PrintedHere, Remark, list_values
from kiosk.tickets.checklist_layout import CHECKLIST_FILE, read_checklist_layout
from kiosk.tickets.checklist_print import LONGEST_DOTS, ListPrinter, composed
from kiosk.tickets.layout import LayoutRefused
from kiosk.tickets.slip import OfficeOnSlip
from kiosk.time_source import TurnedTime

WIDTHS = (384, 512, 576, 640)
LAYOUT = read_checklist_layout()
URL = "https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc=1.001193"
BIRTH = Checklist(
    title=("Đăng ký khai sinh", "Register a birth"),
    code="1.001193",
    papers=(
        ListedPaper(("Giấy chứng sinh", "Birth record"), ("1 bản chính", "1 original"), "given"),
        ListedPaper(("Tờ khai đăng ký khai sinh", "Form"), ("Có sẵn tại quầy", "At the counter"), "given"),
        ListedPaper(("Căn cước của người đi khai", "ID card"), ("Xem xong trả lại ngay", "Returned"), "shown"),
    ),
    remarks=(Remark(("Ông, bà đi khai thay:", "A relative:"), ("không cần giấy uỷ quyền.", "needs no authority.")),),
    case=("Cha mẹ có đăng ký kết hôn không? Có", "Are the parents married? Yes"),
    time=("Trong ngày", "Same day"),
    fee=("Miễn phí", "Free"),
    place=("Quầy 2 – Hộ tịch", "Counter 2"),
    url=URL,
    updated_on=date(2026, 11, 20),
)
OFFICE = OfficeOnSlip("Trung tâm Phục vụ hành chính công", "Phường Ngô Quyền, Hải Phòng")
HERE = PrintedHere(OFFICE, 1, datetime(2026, 11, 25, 9, 44))  # noqa: DTZ001 -- local, as it is printed
LONG = replace(
    BIRTH,
    title=("Đăng ký khai sinh kết hợp nhận cha, mẹ, con có yếu tố nước ngoài", "Register a birth and a parent"),
    papers=tuple(replace(each, name=(each.name[0] * 6, each.name[1] * 6)) for each in BIRTH.papers),
    official="Thủ tục " * 40,
    fee=("Tuỳ trường hợp, từ 8.000 đồng đến 1.500.000 đồng", "Depends on the case"),
)


def drawn(checklist: Checklist = BIRTH, *, width: int = 576, is_english: bool = False) -> Image.Image:
    return composed(LAYOUT, checklist, HERE, width_dots=width, is_english=is_english)


def boxes(picture: Image.Image) -> int:
    """How many boxes to tick stand at the left margin: columns of 44 dots of unbroken ink."""
    column = [picture.getpixel((17, y)) == 0 for y in range(picture.height)]
    runs = "".join("x" if dark else " " for dark in column).split()
    return sum(28 <= len(run) <= 44 for run in runs)


def test_every_paper_has_a_box_to_tick() -> None:
    assert boxes(drawn()) == 3
    assert boxes(drawn(replace(BIRTH, papers=BIRTH.papers * 5))) == 15


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("checklist", [BIRTH, LONG], ids=["usual", "long"])
@pytest.mark.parametrize("is_english", [False, True])
def test_nothing_burns_outside_the_margins(width: int, checklist: Checklist, *, is_english: bool) -> None:
    picture = drawn(checklist, width=width, is_english=is_english)
    assert (picture.mode, picture.width) == ("1", width)
    box = ImageOps.invert(picture.convert("L")).getbbox()
    assert box is not None
    assert box[0] >= 16
    assert box[2] <= width - 16


@pytest.mark.parametrize("width", WIDTHS)
def test_a_telephone_reads_the_code(width: int) -> None:
    (code,) = zxingcpp.read_barcodes(drawn(width=width).convert("L"))
    assert (code.text, code.format) == (URL, zxingcpp.BarcodeFormat.QRCode)


def test_without_an_address_there_is_no_code() -> None:
    bare = drawn(replace(BIRTH, url=""))
    assert not zxingcpp.read_barcodes(bare.convert("L"))
    assert bare.height < drawn().height - 240


def test_what_is_not_known_takes_no_room() -> None:
    assert drawn(replace(BIRTH, remarks=())).height < drawn().height
    assert drawn(replace(BIRTH, case=("", ""))).height < drawn().height
    assert drawn(replace(BIRTH, updated_on=None)).height < drawn().height


def test_english_stands_under_vietnamese_for_who_reads_it() -> None:
    assert drawn(is_english=True).height > drawn().height + 200
    silent = replace(BIRTH, title=("Đăng ký khai sinh", ""), papers=())
    assert drawn(silent, is_english=True).height < drawn(is_english=True).height


def test_the_same_list_gives_the_same_dots() -> None:
    assert drawn().tobytes() == drawn().tobytes()


def test_a_clock_that_is_not_trusted_is_not_printed() -> None:
    assert list_values(BIRTH, HERE, LAYOUT.words)["printed"] == "09:44, 25/11/2026"
    assert list_values(BIRTH, replace(HERE, at=None), LAYOUT.words)["printed"] == "giờ chưa xác định"


def test_what_can_be_filed_there_says_so_beside_the_code() -> None:
    assert list_values(BIRTH, HERE, LAYOUT.words)["web"] == "Xem trên điện thoại"
    assert list_values(replace(BIRTH, is_online=True), HERE, LAYOUT.words)["web"] == "Nộp qua mạng"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"{title}"', '"{titel}"', "titel"),
        ('kind      = "paper"', 'kind      = "papper"', "papper"),
        ("size  = 24", "size  = 20", "24"),
        ("module     = 6", "", "module"),
    ],
)
def test_a_mistake_in_the_layout_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    shipped = CHECKLIST_FILE.read_text("utf-8")
    assert old in shipped
    changed = tmp_path / "checklist_layout.toml"
    changed.write_text(shipped.replace(old, new, 1), "utf-8")
    with pytest.raises(LayoutRefused) as refused:
        read_checklist_layout(changed)
    assert any(named in str(problem) for problem in refused.value.problems)


def test_a_layout_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutRefused):
        read_checklist_layout(tmp_path / "nowhere.toml")


class PrinterOfTests:
    """Notes what it was given, and answers as it was told."""

    width_dots = 576

    def __init__(self, outcome: PrintOutcome = PrintOutcome.PRINTED) -> None:
        self.outcome = outcome
        self.jobs: list[str] = []

    def print_picture(self, picture: Image.Image, *, job: str, **_: object) -> PrintResult:
        self.jobs.append(job)
        return PrintResult(self.outcome, "told", picture.height, picture.height, frozenset())


def lists_on(printer: PrinterOfTests) -> tuple[ListPrinter, KeptJournal, TurnedTime]:
    journal, time = KeptJournal(), TurnedTime()
    return ListPrinter(printer, OFFICE, 1, time, journal), journal, time  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "paper"),
    [
        (PrintOutcome.PRINTED, "confirmed"),
        (PrintOutcome.ASSUMED, "assumed"),
        (PrintOutcome.NOT_PRINTED, "unprinted"),
        (PrintOutcome.UNKNOWN, "unknown"),
    ],
)
def test_how_it_ended_is_told_and_written_down(outcome: PrintOutcome, paper: str) -> None:
    lists, journal, _ = lists_on(PrinterOfTests(outcome))
    assert lists.print_list(BIRTH, is_english=False) == paper
    assert journal.events == [("list-ended", {"paper": paper})]


def test_no_two_lists_of_a_day_are_one_job_and_none_is_a_tickets() -> None:
    printer = PrinterOfTests()
    for _ in range(3):  # after restarts, too
        lists, _, time = lists_on(printer)
        lists.print_list(BIRTH, is_english=False)
        lists.print_list(BIRTH, is_english=False)
        time.turn(2)
        lists.print_list(BIRTH, is_english=False)
    first = printer.jobs[:3]
    assert len(set(first)) == 3
    assert all(len(job) == 4 and job.startswith("L") for job in first)


def test_more_than_a_metre_is_not_printed() -> None:
    printer = PrinterOfTests()
    lists, _, _ = lists_on(printer)
    endless = replace(BIRTH, papers=BIRTH.papers * 60)
    assert drawn(endless).height > LONGEST_DOTS
    assert lists.print_list(endless, is_english=False) == "too_long"
    assert printer.jobs == []


def test_a_letter_the_font_lacks_is_written_down_and_no_box_is_printed() -> None:
    printer = PrinterOfTests()
    lists, journal, _ = lists_on(printer)
    strange = replace(BIRTH, title=("漢字", ""))
    assert lists.print_list(strange, is_english=False) == "unprinted"
    assert journal.events == [("list-not-drawn", {"reason": "GlyphMissing"})]
    assert printer.jobs == []
