"""The paper list: what, how long, how much, where."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.procedures.procedure import Procedure
from kiosk.words import words_of
from screens.procedures.procedure_samples import SAMPLES
from screens.procedures.procedure_state import PAPERS_UPRIGHT, ProcedureState
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk

VI, EN = words_of("vi"), words_of("en")


def birth() -> Procedure:
    procedure = SAMPLES["papers"].procedure
    assert procedure is not None
    return procedure


MARRIED = ("Không", "Có", "Có")  # no foreigner, married, with a birth record


def test_the_facts_of_a_birth(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Đăng ký khai sinh", *MARRIED)
    kiosk.sees("procedure", code_line="Mã thủ tục 1.001193 · Cập nhật 20/11/2026", time="Trong ngày", fee="Miễn phí*")
    kiosk.sees("procedure", place="Quầy 2", banner="", pages=1)
    assert str(kiosk.shown("footnote")).startswith("* ")


def test_the_same_in_english_with_the_official_name_once(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Đăng ký khai sinh", *MARRIED)
    kiosk.speaks_english()
    kiosk.sees("procedure", title="Register a birth", time="Same day")
    assert "đăng ký khai sinh" in str(kiosk.shown("official"))


def test_a_wide_page_has_room_for_the_long_words() -> None:
    state = SAMPLES["papers"]
    assert (state.fee(VI), state.fee(VI, long=True)) == ("Miễn phí*", "Miễn phí trong 60 ngày đầu")
    assert (state.place(VI), state.place(VI, long=True)) == ("Quầy 2", "Quầy 2 – Hộ tịch")


@pytest.mark.parametrize(
    ("flags", "fee"),
    [
        (frozenset({"fee_see_note"}), "Theo quy định"),
        (frozenset({"fee_depends"}), "Tuỳ trường hợp"),
        (frozenset({"fee_missing"}), "Hỏi tại quầy"),
        (frozenset(), "Hỏi tại quầy"),
    ],
)
def test_a_doubtful_figure_is_not_shown(flags: frozenset[str], fee: str) -> None:
    doubtful = replace(birth(), time=None, fee=None, fee_long=None, flags=flags)  # type: ignore[arg-type]
    state = ProcedureState(doubtful)
    assert (state.fee(VI), state.time(VI)) == (fee, "Hỏi tại quầy")


def test_papers_are_numbered_through_all_pages() -> None:
    many = replace(birth(), papers=birth().papers * 3)
    numbers = [
        [row.number for row in ProcedureState(many, page=page).papers]
        for page in range(1, ProcedureState(many).pages + 1)
    ]
    assert numbers == [[1, 2, 3, 4], [5, 6, 7, 8], [9]]
    assert all(len(page) <= PAPERS_UPRIGHT for page in numbers)


def test_the_last_paper_of_a_page_is_known() -> None:
    assert [row.last for row in SAMPLES["papers_paged"].papers] == [False, False, False, True]


def test_notes_stand_with_the_first_papers_only() -> None:
    assert SAMPLES["papers"].note(VI).startswith("**")
    second = replace(SAMPLES["papers"], page=2)
    assert (second.note(VI), second.footnote(VI)) == ("", "")


def test_a_paper_is_left_there_or_only_shown() -> None:
    assert [row.tag(VI) for row in SAMPLES["papers"].papers] == ["Nộp", "Nộp", "Chỉ cho xem"]


def test_without_papers_the_guide_desk_is_named() -> None:
    assert SAMPLES["no_papers"].no_papers(VI) == "Giấy tờ cần mang: mời hỏi bàn hướng dẫn."
    assert SAMPLES["papers"].no_papers(VI) == ""


def test_an_old_record_says_that_it_is_old(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(content={"stale_after_days": 1})
    kiosk.touch("Sinh con", "Đăng ký khai sinh")
    kiosk.sees("procedure", banner="**Số liệu cũ hơn 1 ngày.** Xin hỏi lại tại quầy.")


def test_what_is_not_done_here_names_the_place() -> None:
    place = birth().title
    elsewhere = replace(birth(), is_here=False, place=place, lane=None, counter=None, counter_long=None)
    assert ProcedureState(elsewhere).place(VI) == place.vi


def test_without_a_counter_of_its_own_the_lanes_counters_are_named() -> None:
    bare = replace(birth(), counter=None, counter_long=None)
    assert ProcedureState(bare, counters="1 – 2").place(VI) == "Quầy 1 – 2"
    assert ProcedureState(bare).place(VI) == "Bàn hướng dẫn"


def test_a_code_nobody_knows_is_an_empty_page_and_no_fault(kiosk: AtTheKiosk) -> None:
    kiosk.terminal.presenter.go("procedure", ("9.999999", None))
    kiosk.sees("procedure", title="", papers=(), url="", fee="", place="")


def test_a_ticket_for_a_procedure_without_a_lane_asks_for_the_lane(kiosk: AtTheKiosk) -> None:
    kiosk.terminal.presenter.go("procedure", ("9.999999", None))
    kiosk.touch("Lấy số làm thủ tục này")
    kiosk.sees("take_ticket", issuing="", answer=None)


def test_the_code_for_the_telephone_is_in_the_citizens_language(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Đăng ký khai sinh", "Mở trên điện thoại")
    assert kiosk.sheet() == ("Quét mã để mở trên điện thoại", "Trang của Cổng Dịch vụ công quốc gia.")
    kiosk.speaks_english()
    assert kiosk.sheet()[0] == "Scan to open on your phone"


LISTS = [name for name, state in SAMPLES.items() if state.is_list]


@pytest.mark.parametrize("sample", LISTS)
def test_title_time_and_fee_are_said_before_the_papers(sample: str) -> None:
    title, facts, count, *papers = SAMPLES[sample].spoken(VI)
    assert title == "Đăng ký khai sinh"
    assert facts.startswith("Thời hạn: ")
    assert len(papers) == len(SAMPLES[sample].papers)
    assert count
    assert all(SAMPLES[sample].spoken(EN))


def test_beside_a_question_only_the_question_is_said() -> None:
    assert list(SAMPLES["asks_first"].spoken(VI)) == ["Đăng ký khai sinh", "Cha mẹ bé có đăng ký kết hôn không?"]
    assert list(SAMPLES["leads_to"].spoken(VI))[1].endswith("Khai sinh và nhận cha, mẹ, con")


def test_another_provinces_version_says_so() -> None:
    assert SAMPLES["local_variant"].banner(VI).startswith("**Bản của tỉnh khác.**")


def test_what_can_be_done_at_home_says_so_first_and_how_it_differs_there() -> None:
    line = SAMPLES["ways"].home_line(VI)
    assert line.startswith("**Làm được ở nhà:**")
    assert line.endswith("(Trong ngày · Miễn phí).")
    assert SAMPLES["ways"].note(VI).startswith("**Qua bưu điện**")


def test_that_it_can_be_done_at_home_is_counted_when_it_is_offered(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Đăng ký khai sinh")
    assert [(each.key, each.times) for each in kiosk.counted("offered-at-home")] == [("1.001193", 1)]


def test_a_closed_lane_says_when_it_opens_and_the_list_can_still_be_printed(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(at=datetime.fromisoformat("2026-11-25T11:45:00+07:00"))
    kiosk.touch("Sinh con", "Đăng ký khai sinh", *MARRIED)
    kiosk.sees("procedure", ticket_label="Đang nghỉ trưa. Phát lại 13:30", can_be_printed=True)
    kiosk.touch("Lấy số làm thủ tục này")
    assert kiosk.sheet()[0].startswith("Đang nghỉ trưa")


def test_what_is_not_done_here_offers_no_number() -> None:
    state = SAMPLES["not_here"]
    assert not state.is_here
    assert "Sở Tư pháp" in state.banner(VI)


def test_notes_go_first_then_the_way_home_then_papers_to_other_pages() -> None:
    state = SAMPLES["ways"]
    notes = state.squeezed()
    assert (notes.apart, notes.is_home_line_here, notes.pages) == (True, True, 2)
    home = notes.squeezed()
    assert (home.is_home_line_here, len(home.papers)) == (False, 3)
    assert len(home.squeezed().papers) == 2


def test_the_longest_official_name_is_read_whole_on_pages_of_its_own() -> None:
    state = SAMPLES["long_name"]
    for _ in range(3):
        state = state.squeezed()
    assert state.name_pages == 3
    first = state.paper_pages + 1
    parts = [replace(state, page=page).official(VI) for page in range(first, first + state.name_pages)]
    procedure = state.procedure
    assert procedure is not None
    assert " ".join(part for part in parts if part) == f"Tên chính thức: {procedure.official_name.rstrip()}"
    assert replace(state, page=first + state.name_pages).official(VI) == ""
