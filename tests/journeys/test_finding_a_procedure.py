"""From what happens in a family to what to bring."""

from __future__ import annotations

from PIL import Image, ImageChops

from kiosk.content.shelf import SAMPLE, read_pack
from kiosk.tickets.checklist import PrintedHere
from kiosk.tickets.checklist_layout import read_checklist_layout
from kiosk.tickets.checklist_print import composed
from kiosk.tickets.slip import OfficeOnSlip
from screens.procedures.printed_list import checklist_of
from tests.at_the_kiosk import AtTheKiosk


def test_two_touches_and_three_answers_from_the_start_to_what_to_bring(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Đăng ký khai sinh")
    kiosk.sees("procedure", title="Đăng ký khai sinh", crumb_text="Sinh con", is_asking=True)
    kiosk.touch("Không", "Có", "Có")
    kiosk.sees("procedure", time="Trong ngày", place="Quầy 2")
    assert kiosk.state.papers[0].paper.name.vi == "Giấy chứng sinh"
    assert kiosk.state.papers[0].tag(kiosk.terminal.words) == "Nộp"


def test_back_leads_to_the_list_as_it_was_left_and_then_home(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Trang sau")
    second_page = kiosk.state
    kiosk.touch(kiosk.state.shown[0].title.vi, "Quay lại")
    assert kiosk.state == second_page
    kiosk.touch("Quay lại")
    kiosk.sees("home")


def test_the_first_key_of_the_bar_leads_home_from_anywhere(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Kết hôn", "Đăng ký kết hôn", "Trang đầu")
    kiosk.sees("home")


def test_everyday_words_without_accents_to_a_list_on_paper_and_a_number(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Tìm thủ tục")
    kiosk.type_words("lam so do")
    first = kiosk.state.shown[0]
    assert "sổ đỏ" in first.title.vi
    kiosk.touch(first.title.vi)
    kiosk.sees("procedure", title=first.title.vi)
    while kiosk.state.is_asking:
        kiosk.touch("Chưa rõ")
    assert kiosk.state.all_papers
    kiosk.touch("In danh sách")
    procedure = kiosk.state.procedure
    assert kiosk.printed_lists == [procedure.url]
    kiosk.touch("Lấy số làm thủ tục này")
    kiosk.sees("ticket_issued")
    content = kiosk.kiosk.content
    assert content is not None
    lane = content.lane(procedure.lane)
    assert lane is not None
    assert kiosk.whole_tickets == [f"{lane.prefix}001"]
    assert kiosk.counted("search-left") == ()


def test_the_paper_holds_the_list_of_this_case(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Tìm thủ tục")
    kiosk.type_words("vo moi de")
    kiosk.touch("Đăng ký khai sinh", "Không", "Có", "Không", "In danh sách")
    listed = checklist_of(kiosk.state, "Ông/Bà", has_english=True)
    assert "Giấy của người làm chứng về việc sinh" in [paper.name[0] for paper in listed.papers]
    content = kiosk.kiosk.content
    assert content is not None
    office = OfficeOnSlip(content.office.name.vi, content.office.slip_ward.vi)
    here = PrintedHere(office, 1, kiosk.time.now())
    with Image.open(kiosk.printed / "001.png") as paper:
        drawn = composed(read_checklist_layout(), listed, here, width_dots=paper.width)
        assert not ImageChops.difference(paper.convert("L"), drawn.convert("L")).getbbox()


def test_every_procedure_is_behind_the_second_door(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Tìm thủ tục", "Xem tất cả")
    content = read_pack(SAMPLE)
    kiosk.sees("all_procedures", heading="Tất cả thủ tục", total=len(content.catalogue.listed))
    while kiosk.screen == "all_procedures":
        kiosk.touch(kiosk.state.shown[0].title.vi)
    kiosk.sees("procedure", crumb_text=content.catalogue.fields[0].name.vi)


def test_what_was_looked_for_in_vain_is_counted_and_nobody_is_left_alone(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Tìm thủ tục")
    kiosk.type_words("zzz qqq")
    kiosk.sees("search", found_nothing=True)
    kiosk.touch("Xem theo việc gia đình", "Sinh con")
    kiosk.sees("life_event", heading="Sinh con")
    assert [(each.key, each.times) for each in kiosk.counted("search-not-found")] == [("zzz qqq", 1)]


def test_in_english_too(kiosk: AtTheKiosk) -> None:
    kiosk.speaks_english()
    kiosk.terminal.presenter.find()  # type: ignore[attr-defined]
    kiosk.type_words("birth certificate")
    assert kiosk.state.rows[0].code == "1.001193"
    kiosk.terminal.presenter.open("1.001193")  # type: ignore[attr-defined]
    kiosk.sees("procedure", title="Register a birth")
    for _ in range(3):
        kiosk.terminal.presenter.answer_unsure()  # type: ignore[attr-defined]
    kiosk.terminal.presenter.print_list()  # type: ignore[attr-defined]
    kiosk.deliver()
    assert len(kiosk.printed_lists) == 1


def test_every_tile_of_the_start_leads_to_a_whole_list_and_every_row_to_its_page(kiosk: AtTheKiosk) -> None:
    for event in kiosk.state.events:
        name = event.name.vi.replace("\u00a0", " ")
        kiosk.touch(name)
        kiosk.sees("life_event", heading=name)
        for row in kiosk.state.rows:
            kiosk.terminal.presenters["life_event"].open(row.code)  # type: ignore[attr-defined]
            kiosk.sees("procedure", title=row.title.vi, crumb_text=name)
            kiosk.touch("Quay lại")
        kiosk.touch("Quay lại")


def test_a_procedure_page_left_alone_goes_home(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Đăng ký khai sinh")
    kiosk.turn_clock(74.75)
    kiosk.sees("procedure")
    kiosk.turn_clock(0.25)
    kiosk.sees("still_there", private=False)
    kiosk.turn_clock(30)
    kiosk.sees("home")


def test_any_touch_keeps_the_page(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Đăng ký khai sinh")
    kiosk.turn_clock(74)
    kiosk.terminal.touched()
    kiosk.turn_clock(74)
    kiosk.sees("procedure")


def test_the_page_of_the_portal_goes_onto_the_telephone(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Đăng ký khai sinh", "Mở trên điện thoại")
    sheet = kiosk.terminal.sheet()
    assert sheet is not None
    assert sheet.qr.startswith("https://dichvucong.gov.vn/")
    assert sheet.qr == kiosk.state.url
    kiosk.touch("Xong")
    assert kiosk.terminal.sheet() is None
    kiosk.sees("procedure")


def test_help_is_one_touch_away_and_the_sheet_goes_by_itself(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Gọi cán bộ")
    assert kiosk.sheet()[0] == "Mời đến bàn hướng dẫn"
    assert kiosk.events("staff-wanted") == [{}]
    kiosk.turn_clock(74.75)
    assert kiosk.terminal.sheet() is not None
    kiosk.turn_clock(0.25)
    assert kiosk.terminal.sheet() is None
    kiosk.sees("home")


def test_who_is_not_helped_by_the_list_types_or_asks(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Gõ tìm")
    kiosk.sees("search", text="")
    kiosk.touch("Quay lại", "Gọi cán bộ")
    assert kiosk.events("staff-wanted") == [{}]
