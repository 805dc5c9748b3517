"""Everyday words to a procedure: what is found, what is said about it, what is counted."""

from __future__ import annotations

import pytest

from kiosk.words import words_of
from screens.procedures.search import SearchState, is_long_enough
from screens.procedures.search_samples import SAMPLES
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk

VI, EN = words_of("vi"), words_of("en")


@pytest.fixture
def search(kiosk: AtTheKiosk) -> AtTheKiosk:
    kiosk.touch("Tìm thủ tục")
    return kiosk


def titles(kiosk: AtTheKiosk) -> list[str]:
    return [row.title.vi for row in kiosk.state.rows]


def test_without_typing_the_frequent_ones_and_the_life_events_are_there(search: AtTheKiosk) -> None:
    search.sees("search", text="", is_start=True, has_tiles=True)
    assert len(search.state.frequent) == 6
    assert len(search.state.events) == 9
    search.touch(search.state.frequent[0].title.vi)
    search.sees("procedure", crumb=None)


def test_nothing_is_looked_for_before_the_second_letter(search: AtTheKiosk) -> None:
    search.type_words("k")
    search.sees("search", looked=None, is_start=True)
    search.type_words("h")
    search.sees("search", looked="kh", is_start=False)


def test_results_come_when_the_finger_rests(search: AtTheKiosk) -> None:
    for letter in "khai":
        search.press_key(letter)
    search.sees("search", text="khai", looked=None)
    search.time.turn(0.125)
    search.terminal.tick()
    search.sees("search", looked=None)
    search.time.turn(0.125)
    search.terminal.tick()
    search.sees("search", looked="khai")
    assert titles(search)


def test_the_go_key_does_not_wait(search: AtTheKiosk) -> None:
    for letter in "khai":
        search.press_key(letter)
    search.press_key("go")
    search.sees("search", looked="khai")


def test_what_is_found_by_other_words_says_by_which(search: AtTheKiosk) -> None:
    search.type_words("vo moi de")
    assert titles(search)[0] == "Đăng ký khai sinh"
    assert search.state.rows[0].line(VI) == "vì Ông/Bà gõ: vợ mới đẻ"
    assert SAMPLES["results"].rows[0].line(VI) == "Hộ tịch · Trong ngày · Quầy 2"


def test_only_the_first_result_is_edged(search: AtTheKiosk) -> None:
    search.type_words("khai sinh")
    assert [row.first for row in search.state.rows] == [True] + [False] * (len(search.state.rows) - 1)


def test_more_results_are_on_further_pages_and_every_one_is_on_exactly_one(search: AtTheKiosk) -> None:
    search.type_words("khai sinh")
    seen = list(search.state.shown)
    while search.offers("Xem thêm") and search.state.has_more:
        search.touch("Xem thêm")
        seen += search.state.shown
    assert tuple(seen) == search.state.rows
    search.touch("Trang trước")
    search.sees("search", page=search.state.pages - 1)


def test_another_letter_starts_on_the_first_page(search: AtTheKiosk) -> None:
    search.type_words("khai")
    search.touch("Xem thêm")
    search.type_words(" sinh")
    search.sees("search", page=1, looked="khai sinh")


def test_what_is_found_in_vain_offers_the_life_events_and_people(search: AtTheKiosk) -> None:
    search.type_words("zzzqqq")
    search.sees("search", found_nothing=True, nothing_heading="Chưa tìm thấy “zzzqqq”.")
    search.touch("Gọi cán bộ")
    assert search.sheet()[0] == "Mời đến bàn hướng dẫn"
    search.touch("Xong", "Xem theo việc gia đình")
    search.sees("search", text="", has_tiles=True)


def test_the_last_syllable_is_offered_with_its_marks(search: AtTheKiosk) -> None:
    search.type_words("dang ky ket hon")
    search.press_key("ê")
    search.press_key("back")
    assert search.state.has_accents
    assert search.state.underlined == "hon"
    search.touch("hôn")
    search.sees("search", text="dang ky ket hôn")


def test_a_tone_key_re_tones_the_last_syllable_and_takes_it_off_again(search: AtTheKiosk) -> None:
    search.type_words("so do")
    search.press_key("hỏi")
    search.sees("search", text="so dỏ")
    search.press_key("hỏi")
    search.sees("search", text="so do")


def test_the_digits_find_a_procedure_by_its_code(search: AtTheKiosk) -> None:
    search.type_words("1.001193")
    assert [row.code for row in search.state.rows] == ["1.001193"]


def test_back_comes_back_to_the_words_and_results_as_they_were(search: AtTheKiosk) -> None:
    search.type_words("khai sinh")
    before = search.state
    search.touch(before.shown[1].title.vi, "Quay lại")
    assert search.state == before


def test_the_language_changes_the_page_and_keeps_what_was_typed(search: AtTheKiosk) -> None:
    search.type_words("passport")
    search.speaks_english()
    search.sees("search", text="passport")
    assert search.state.rows[0].title.en


def test_what_was_typed_goes_with_the_citizen(search: AtTheKiosk) -> None:
    search.type_words("khai sinh")
    search.turn_clock(105)
    search.sees("home")
    search.touch("Tìm thủ tục")
    search.sees("search", text="", rows=())


def test_a_miss_is_counted_once_as_words_and_a_day(search: AtTheKiosk) -> None:
    search.type_words("xin visa di my")
    rows = search.state.rows
    search.touch("Trang đầu")
    kind = "search-left" if rows else "search-not-found"
    (counted,) = search.counted(kind)
    assert (counted.key, counted.times, counted.first_on) == ("xin visa di my", 1, search.time.now().date())


def test_a_guess_says_so_and_left_without_choosing_it_counts_as_not_found(search: AtTheKiosk) -> None:
    search.type_words("pizza")
    assert search.state.rows
    assert search.state.hint(VI) == "Chưa rõ việc này. Gần giống nhất:"
    search.touch("Trang đầu")
    assert [each.key for each in search.counted("search-not-found")] == ["pizza"]
    assert search.counted("search-left") == ()


def test_found_and_opened_is_no_miss(search: AtTheKiosk) -> None:
    search.type_words("khai sinh")
    search.touch(search.state.shown[0].title.vi, "Trang đầu")
    assert search.counted("search-left") == search.counted("search-not-found") == ()


def test_who_typed_a_name_is_not_counted(search: AtTheKiosk) -> None:
    search.type_words("nguyen van an")
    search.touch("Trang đầu")
    assert search.counted("search-left") == search.counted("search-not-found") == ()


@pytest.mark.parametrize("typed", ["a" * 60, "......", "-----@@@@", "((((((((((", "1" * 48, "qq" * 24, "ă" * 60])
def test_whatever_is_typed_there_is_an_answer(search: AtTheKiosk, typed: str) -> None:
    search.type_words(typed)
    search.press_key("go")
    assert len(search.state.text) <= search.state.typed.longest
    assert list(search.state.spoken(VI))
    search.touch("Xoá")
    search.sees("search", text="", is_start=True)


def test_nothing_waits_while_the_search_is_still_being_made(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.let_it_finish()
    kiosk.touch("Tìm thủ tục")
    kiosk.type_words("khai sinh")
    kiosk.turn_clock(0.5)
    kiosk.sees("search", is_slow=True, hint="Đang tìm…")
    kiosk.let_it_finish()
    kiosk.sees("search", is_slow=False, looked="khai sinh")


def test_four_results_upright_three_lying(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(panel={"orientation": "landscape"})
    kiosk.touch("Tìm thủ tục")
    kiosk.type_words("khai sinh")
    assert len(kiosk.state.shown) == 3


def test_a_page_that_is_too_tall_shows_fewer_results_and_keeps_the_first_in_sight(search: AtTheKiosk) -> None:
    search.type_words("khai")
    search.touch("Xem thêm")
    first = search.state.shown[0]
    presenter = search.terminal.presenter
    assert presenter.squeeze()
    assert first in search.state.shown
    while presenter.squeeze():
        pass
    assert len(search.state.shown) == 1


def test_with_little_room_there_are_fewer_chips(search: AtTheKiosk) -> None:
    while search.terminal.presenter.squeeze():
        pass
    assert len(search.state.shown_chips) == 1


@pytest.mark.parametrize(("text", "enough"), [("", False), ("a", False), ("..", False), ("a.", False), ("đi", True)])
def test_two_letters_are_enough(text: str, *, enough: bool) -> None:
    assert is_long_enough(text) is enough


def test_several_that_fit_alike_are_asked_back() -> None:
    assert SAMPLES["ask_back"].hint(VI) == "Ông/Bà cần việc nào?"
    assert SAMPLES["remark"].hint(VI) == "Sổ hộ khẩu giấy không còn dùng"
    assert SAMPLES["results"].hint(VI).startswith("Gõ không dấu")


@pytest.mark.parametrize("sample", list(SAMPLES))
def test_there_is_always_something_to_say(sample: str) -> None:
    state: SearchState = SAMPLES[sample]
    said = list(state.spoken(VI))
    assert said
    assert all(said)
    assert all(state.spoken(EN))


def test_after_typing_the_count_is_said_before_the_rows() -> None:
    count, *rows = SAMPLES["results"].spoken(VI)
    assert (count, len(rows)) == ("9 kết quả", 4)
    assert SAMPLES["results"].count_line(VI) == "4 trong 9 kết quả"
    assert SAMPLES["results_page_2"].count_line(VI) == "8 trong 9 kết quả"
