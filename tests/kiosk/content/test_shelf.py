"""The sample release as the screens get it."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from kiosk.content.content import FILES, Content
from kiosk.content.shelf import SAMPLE, read_pack
from kiosk.errors import ContentRefused
from kiosk.procedures.cases import leads_to, papers_for
from kiosk.procedures.procedure import Procedure
from kiosk.procedures.text import Text


@pytest.fixture(scope="module", name="sample")
def read_sample() -> Content:
    return read_pack(SAMPLE)


def of(sample: Content, code: str) -> Procedure:
    found = sample.catalogue.procedure(code)
    assert found
    return found


def test_the_sample_release_is_read_without_a_problem(sample: Content) -> None:
    assert sample.is_sample
    assert sample.released_on == date(2026, 11, 20)


def test_registering_a_birth_reads_as_drawn(sample: Content) -> None:
    birth = of(sample, "1.001193")
    said = (birth.title, birth.telling_line, birth.time, birth.fee, birth.fee_long, birth.counter, birth.counter_long)
    assert [text and text.vi for text in said] == [
        "Đăng ký khai sinh",
        "Trong ngày · Miễn phí nếu đúng hạn",
        "Trong ngày",
        "Miễn phí*",
        "Miễn phí trong 60 ngày đầu",
        "Quầy 2",
        "Quầy 2 – Hộ tịch",
    ]
    first = papers_for(birth, {"foreign_parent": False, "parents_married": True, "birth_record": True})
    assert [(paper.name.vi, paper.note and paper.note.vi, paper.handling) for paper in first] == [
        ("Giấy chứng sinh", "Bản chính, do bệnh viện hoặc trạm y tế cấp", "given"),
        ("Tờ khai đăng ký khai sinh", "Có sẵn tại quầy, cán bộ sẽ giúp điền", "given"),
        ("Căn cước của người đi khai", "Xem xong trả lại ngay", "shown"),
    ]


def test_the_first_note_and_the_footnote_of_a_birth_read_as_drawn(sample: Content) -> None:
    birth = of(sample, "1.001193")
    assert (birth.notes[0].lead.vi, birth.notes[0].body.vi) == (
        "Ông, bà, người thân đi khai thay?",
        "Không cần giấy uỷ quyền, nhưng phải thống nhất trước với cha, mẹ của bé.",
    )
    assert birth.footnote
    assert birth.footnote.vi == (
        "* Miễn phí nếu khai trong 60 ngày từ ngày sinh. Nộp sau 15 giờ có thể nhận kết quả vào ngày làm việc kế tiếp."
    )


def test_having_a_baby_begins_with_the_five_rows_of_the_picture(sample: Content) -> None:
    rows = sample.catalogue.of_life_event("birth")
    assert [(row.title.vi, row.telling_line.vi, row.icon) for row in rows[:5]] == [
        ("Đăng ký khai sinh", "Trong ngày · Miễn phí nếu đúng hạn", "description"),
        ("Khai sinh, thường trú và thẻ bảo hiểm y tế cho bé", "Làm cả ba cùng lúc, nộp một lần", "groups"),
        ("Khai sinh và nhận cha, mẹ, con", "Khi cha mẹ chưa đăng ký kết hôn", "family_restroom"),
        ("Đăng ký lại khai sinh", "Khi bản chính và sổ gốc đều đã mất", "history"),
        ("Bản sao Giấy khai sinh (trích lục)", "Trong ngày · 8.000 đồng/bản", "approval"),
    ]
    assert 5 < len(rows) <= 16


def test_nine_life_events_stand_in_the_order_of_the_tiles(sample: Content) -> None:
    assert [event.name.vi.replace("\u00a0", " ") for event in sample.life_events] == [
        "Sinh con",
        "Kết hôn",
        "Mất người thân",
        "Mua bán nhà, đất",
        "Mở cửa hàng",
        "Đi học",
        "Giấy tờ tuỳ thân",
        "Sao y, chứng thực",
        "Trợ cấp, chính sách",
    ]


def test_six_lanes_and_the_guide_desk_stand_in_the_order_of_the_tiles(sample: Content) -> None:
    assert [(lane.prefix, lane.counters) for lane in sample.lanes] == [
        ("A", (1, 2)),
        ("B", (4,)),
        ("C", (5,)),
        ("D", (6,)),
        ("F", (7,)),
        ("E", (3,)),
        ("H", ()),
    ]
    assert sample.guide_desk.code == "guide_desk"
    assert sample.lane("residence") == sample.lanes[4]
    assert sample.lane(None) is None


@pytest.mark.parametrize(
    ("code", "short", "long"),
    [
        ("1.000894", Text("Quầy 1 – 2", "Counters 1 – 2"), "Quầy 1 – 2: Hộ tịch, chứng thực"),
        ("1.004194", Text("Quầy 7", "Counter 7"), "Quầy 7 – Cư trú, căn cước"),
        ("2.000693", Text("Bàn hướng dẫn", "Guide desk"), "Bàn hướng dẫn cạnh cửa ra vào"),
    ],
)
def test_a_counter_that_staff_did_not_write_is_the_lanes(sample: Content, code: str, short: Text, long: str) -> None:
    procedure = of(sample, code)
    assert procedure.counter == short
    assert procedure.counter_long
    assert procedure.counter_long.vi.replace("\u00a0", " ") == long


def test_what_is_done_elsewhere_says_where_and_takes_no_ticket(sample: Content) -> None:
    exchange = of(sample, "1.012783")
    assert (exchange.is_here, exchange.lane, exchange.counter) == (False, None, None)
    assert exchange.place == Text("Văn phòng đăng ký đất đai", "Land Registration Office")


def test_the_office_says_who_and_when(sample: Content) -> None:
    assert sample.office.name.en == "Public Administration Service Centre"
    assert (sample.office.slip_ward.vi, sample.office.short_code) == ("Phường Ngô Quyền, Hải Phòng", "NQ1")
    (week,) = sample.hours
    assert week.weekdays == (1, 2, 3, 4, 5)
    assert [(each.opens, each.closes) for each in week.periods] == [
        (time(7, 30), time(11, 30)),
        (time(13, 30), time(17)),
    ]
    assert date(2026, 11, 24) not in {day.on for day in sample.special_days}


def test_the_board_shows_ninety_seven_point_eight(sample: Content) -> None:
    assert sample.on_time
    assert sample.on_time.rate == Decimal("97.8")
    assert [str(row.rate) for row in sample.on_time.rows] == ["99.4", "98.1", "97.6", "96.9", "93.5", "89.0"]


def test_a_father_who_is_to_be_named_is_another_procedure(sample: Content) -> None:
    answers = {"foreign_parent": False, "parents_married": False, "father_named": True}
    assert leads_to(of(sample, "1.001193"), answers) == "1.000689"


def test_a_procedure_with_most_papers_none_and_the_longest_name_are_all_shown(sample: Content) -> None:
    shown = tuple(sample.catalogue.by_code.values())
    assert max(len(each.papers) for each in shown) >= 12
    assert min(len(each.papers) for each in shown) == 0
    assert max(len(each.official_name) for each in shown) == 1094


def test_everyday_words_lead_to_procedures(sample: Content) -> None:
    meant = {phrase.casefold(): words.codes for words in sample.everyday_words for phrase in words.phrases}
    assert meant["làm sổ đỏ"][0] in {"1.012753", "1.013978"}
    assert "1.004873" in meant["giấy độc thân"]


def test_fields_stand_in_the_order_of_demand(sample: Content) -> None:
    assert sample.catalogue.fields[0].code == "civil_status"
    assert sum(field.count for field in sample.catalogue.fields) == len(sample.catalogue.listed)
    for field in sample.catalogue.fields:
        groups = sample.catalogue.agencies_of_field(field.code)
        assert sum(len(group.procedures) for group in groups) == field.count


def test_six_frequent_searches_are_done_here(sample: Content) -> None:
    assert len(sample.catalogue.frequent(6)) == 6
    assert all(each.is_here and each.is_listed for each in sample.catalogue.frequent(6))


def test_an_empty_folder_names_every_file_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(ContentRefused) as refused:
        read_pack(tmp_path)
    assert {problem.place for problem in refused.value.problems} == set(FILES)
