"""The page of a dossier."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.dossiers.dossier import Collect, Status
from kiosk.words import words_of
from screens.dossiers.status_samples import FULL, SAMPLES, sample_look, sample_time
from screens.dossiers.status_state import DossierStatusState, without_bureau
from screens.registry import SCREENS
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk, plain

VI, EN = words_of("vi"), words_of("en")
CODE = "H24.15-261124-0037"


def test_the_page_of_a_whole_answer() -> None:
    state = SAMPLES["in_time"]
    assert plain(state.heading(VI)) == "Đang giải quyết, đúng hạn"
    assert (state.label(VI), state.figure(VI)) == ("Hẹn trả kết quả", "Thứ Sáu, 27/11/2026")
    assert plain(state.line(VI)) == "Từ 14 giờ, tại **Quầy 3** · còn 2 ngày làm việc"
    assert plain(state.who_line(VI)) == "Xác nhận tình trạng hôn nhân · Người nộp: Ông N*** V*** H***"
    assert state.unit_line(VI) == "Số liệu lúc 09:41 hôm nay. Thông tin sẽ tự ẩn khi rời máy."


def test_the_short_answer_names_the_field_and_the_unit_and_nobody() -> None:
    state = SAMPLES["minimal"]
    assert (state.who_line(VI), state.steps, state.minimal) == ("Lĩnh vực: Hộ tịch", (), True)
    assert state.unit_line(VI).startswith("Nơi giải quyết: Trung tâm Phục vụ hành chính công phường Ngô Quyền.")
    assert "***" not in " ".join(state.spoken(VI))


def test_figures_of_another_day_carry_it() -> None:
    old = sample_look(replace(FULL, as_of=sample_time("24T16:05")))
    assert plain(old.unit_line(VI)).startswith("Số liệu lúc 16:05, Thứ Ba, 24/11.")


def test_figures_are_never_of_tomorrow() -> None:
    ahead = sample_look(replace(FULL, as_of=sample_time("26T08:00")))
    assert plain(ahead.unit_line(VI)).startswith("Số liệu lúc 09:42 hôm nay.")
    assert plain(replace(ahead, last_known=True).banner(VI)).endswith("lúc 09:42 hôm nay.")


def test_a_long_reason_is_broken_where_a_sentence_ends() -> None:
    long = replace(SAMPLES["stopped_long"], text_pages=3)
    pieces = [replace(long, page=page).line(VI) for page in (1, 2, 3)]
    assert [piece[-1] for piece in pieces] == [".", ".", "."]
    assert " ".join(pieces) == SAMPLES["stopped_long"].line(VI)
    assert replace(long, page=4).line(VI) == pieces[-1], "the page of the steps follows"
    endless = sample_look(replace(FULL, status=Status(8, "", "stopped"), reason="chờ " * 300))
    assert all(replace(endless, text_pages=6, page=page).line(VI) for page in range(1, 7))


def test_where_it_is_over_rating_comes_first_and_a_late_dossier_may_be_complained_about() -> None:
    over, late = SAMPLES["done_rate"], SAMPLES["late_complain"]
    assert (over.offers_rating, over.prints_first, over.aside) == (True, False, "print")
    assert (late.offers_rating, late.prints_first, late.aside) == (False, True, "complain")
    assert (SAMPLES["done"].offers_rating, SAMPLES["late"].aside) == (False, ""), "not where there is no such page"


def test_a_page_that_is_there_is_offered(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    assert (kiosk.state.may_rate, kiosk.state.may_complain) == ("rating" in SCREENS, "feedback" in SCREENS)


@pytest.mark.parametrize(
    ("waited_s", "text"),
    [
        (None, ""),
        (0.0, ""),
        (0.39, ""),
        (0.4, "Đang tìm…"),
        (3.9, "Đang tìm…"),
        (4.0, "Đang tìm… Mạng đang chậm."),
        (60.0, "Đang tìm… Mạng đang chậm."),
    ],
)
def test_waiting_is_told_in_words(waited_s: float | None, text: str) -> None:
    assert DossierStatusState(CODE, waited_s=waited_s).waiting_text(VI) == text


def test_a_ticket_is_offered_for_a_result_at_a_counter_only() -> None:
    assert SAMPLES["ready"].offers_ticket
    assert not SAMPLES["ready_postal"].offers_ticket
    assert not SAMPLES["in_time"].offers_ticket
    assert not DossierStatusState(CODE, waited_s=1.0).offers_ticket


@pytest.mark.parametrize(
    ("sample", "first", "aside"),
    [
        ("in_time", "print", ""),
        ("zalo", "print", "zalo"),
        ("minimal", "print", "details"),
        ("last_known", "print", ""),
        ("ready", "collect", "print"),
        ("ready_minimal", "collect", "details"),
        ("ready_postal", "print", ""),
        ("asking", "", ""),
    ],
)
def test_what_most_people_want_next_stands_first(sample: str, first: str, aside: str) -> None:
    state = SAMPLES[sample]
    assert (state.offers_ticket, state.prints_first) == (first == "collect", first == "print")
    assert (state.aside, bool(state.aside_icon), bool(state.aside_label(VI))) == (aside, bool(aside), bool(aside))


def test_a_short_answer_that_asks_for_something_leads_to_the_whole_one() -> None:
    assert SAMPLES["more_papers_minimal"].line(VI) == "Bấm «Xem chi tiết» để biết thêm, hoặc hỏi tại quầy."


def test_another_office_that_handles_it_is_named() -> None:
    assert SAMPLES["elsewhere"].unit_line(VI).startswith("Nơi giải quyết: Sở Tài chính.")


def test_what_does_not_fit_goes_to_another_page_and_nothing_is_lost() -> None:
    state = SAMPLES["more_papers_many"]
    looks = [state]
    for _ in range(4):
        looks.append(looks[-1].squeezed())
    assert state.look is not None
    for each in looks:
        lines = [line for page in range(1, each.pages + 1) for line in replace(each, page=page).line(VI).split("\n")]
        assert [line for line in lines if line.startswith("•")][:9] == [f"• {paper}" for paper in state.look.papers]
    assert [each.pages for each in looks] == [2, 3, 3, 4, 4]
    assert (looks[1].steps, len(replace(looks[1], page=3).steps)) == ((), 4)
    assert not replace(looks[1], page=3).shows_card


def test_a_long_reason_goes_over_pages_word_by_word() -> None:
    state = SAMPLES["stopped_long"].squeezed().squeezed().squeezed()
    assert (state.text_pages, state.pages) == (3, 4)
    told = " ".join(replace(state, page=page).line(VI) for page in (1, 2, 3))
    assert told == SAMPLES["stopped_long"].line(VI)


@pytest.mark.parametrize(
    ("sample", "label", "trouble"),
    [
        ("in_time", "In phiếu tình trạng", ""),
        ("printing", "Đang in…", ""),
        ("printed", "Mời lấy giấy ở khe in", ""),
        ("print_failed", "In phiếu tình trạng", "**Chưa in được phiếu.** Nên chụp ảnh màn hình."),
    ],
)
def test_what_becomes_of_the_slip_is_told(sample: str, label: str, trouble: str) -> None:
    assert (SAMPLES[sample].print_label(VI), SAMPLES[sample].print_trouble(VI)) == (label, trouble)
    assert (trouble.replace("**", "") in list(SAMPLES[sample].spoken(VI))) is bool(trouble)


@pytest.mark.parametrize("sample", ["refused", "withdrawn", "minimal", "asking"])
def test_where_there_is_no_way_to_go_there_are_no_steps(sample: str) -> None:
    assert SAMPLES[sample].steps == ()


@pytest.mark.parametrize("sample", list(SAMPLES))
def test_every_state_has_words_and_an_icon_beside_its_colour(sample: str) -> None:
    state = SAMPLES[sample]
    assert state.icon
    assert state.tone
    for words in (VI, EN):
        said = " ".join(state.spoken(words))
        assert said.strip()
        assert "**" not in said


@pytest.mark.parametrize("sample", list(SAMPLES))
def test_a_full_name_is_on_no_page(sample: str) -> None:
    look = SAMPLES[sample].look
    assert look is None or look.dossier.owner_masked in (None, "Ông N*** V*** H***")


def test_a_page_never_shows_its_personal_part_in_a_log() -> None:
    assert "N***" not in repr(SAMPLES["in_time"])
    assert FULL.code not in repr(SAMPLES["in_time"])


@pytest.mark.parametrize(
    ("name", "short"),
    [("Thủ tục đăng ký khai sinh", "Đăng ký khai sinh"), ("Cấp bản sao", "Cấp bản sao"), ("Thủ tục ", ""), ("", "")],
)
def test_the_bureaus_own_word_is_left_out(name: str, short: str) -> None:
    assert without_bureau(name) == short


def test_the_code_for_zalo_holds_no_dossier(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(channels={"zalo_url": "https://zalo.me/example"})
    kiosk.scan(CODE)
    kiosk.touch("Xem chi tiết")
    kiosk.type_digits("4821")
    kiosk.touch("Xem tình trạng", "Nhận tin qua Zalo")
    sheet = kiosk.terminal.sheet()
    assert sheet is not None
    assert sheet.qr == "https://zalo.me/example"
    assert CODE not in f"{sheet.heading}{sheet.sentences}{sheet.qr}"
    kiosk.touch("Xong")
    kiosk.sees("dossier_status", phone=False)


def test_it_is_done_with_one_touch(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.touch("Xong")
    kiosk.sees("home")


def test_an_answer_that_came_is_left_45_seconds_from_then(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.scan(CODE)
    kiosk.turn_clock(7)
    kiosk.let_it_finish()
    kiosk.turn_clock(44.75)
    kiosk.sees("dossier_status")
    kiosk.turn_clock(0.25)
    kiosk.sees("still_there")


def test_the_language_of_the_page_is_the_language_of_the_question(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.speaks_english()
    kiosk.sees("dossier_status", heading="In progress, on time", label="Result promised for")


def test_a_result_by_post_says_so() -> None:
    postal = sample_look(
        replace(FULL, status=SAMPLES["ready"].look.dossier.status, collect=Collect(None, None, None, postal=True))  # type: ignore[union-attr]
    )
    assert plain(postal.heading(VI)) == "Đã có kết quả, đang gửi qua bưu điện"


def test_while_an_answer_is_awaited_there_is_nothing_to_go_on_to(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.scan(CODE)
    kiosk.touch("Xem chi tiết", "In phiếu tình trạng")
    kiosk.sees("dossier_status", aside="", prints_first=False, printing="")
    kiosk.let_it_finish()
    kiosk.sees("dossier_status", heading="Đang giải quyết, đúng hạn")


def test_a_question_of_somebody_who_has_gone_is_not_asked(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.scan(CODE)
    kiosk.touch("Trang đầu")
    kiosk.let_it_finish()
    assert kiosk.events("dossier-looked-up") == []
