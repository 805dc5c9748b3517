"""«Dễ đọc hơn»: everything takes effect at once, and nothing of the page left behind is lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from devices.sound.contract import SoundState
from kiosk.session.preferences import Preferences, TextStep
from kiosk.words import words_of
from screens.session.comfort import PAGES, ComfortPresenter, ComfortState
from tests.at_the_kiosk import AtTheKiosk

VI, EN = words_of("vi"), words_of("en")
SECTIONS = {"text", "colour", "low_reach", "speech", "more_time", "volume"}


@pytest.fixture
def comfort(kiosk: AtTheKiosk) -> ComfortPresenter:
    kiosk.kiosk.facts = replace(kiosk.kiosk.facts, sound=SoundState.LOUDSPEAKER)
    kiosk.touch("Nhập mã bằng tay")
    kiosk.type_digits("26112")
    kiosk.touch("Dễ đọc hơn")
    presenter = kiosk.terminal.presenter
    assert isinstance(presenter, ComfortPresenter)
    return presenter


def test_letters_colours_reach_voice_and_time_change_at_once(kiosk: AtTheKiosk, comfort: ComfortPresenter) -> None:
    comfort.choose_text(4)
    comfort.choose_colour("light_on_black")
    for code in ("low_reach", "speech", "more_time"):
        comfort.toggle(code)
    comfort.turn_volume(1)
    worn = Preferences("vi", 4, "light_on_black", low_reach=True, speech=True, more_time=True, volume=7)
    assert kiosk.terminal.preferences == comfort.state.preferences == worn
    kiosk.sees("comfort", pages=4)


def test_done_and_back_return_to_the_page_left_with_its_digits(kiosk: AtTheKiosk, comfort: ComfortPresenter) -> None:
    comfort.choose_text(2)
    comfort.done()
    kiosk.sees("type_receipt_code", day="26112")
    for label in ("Dễ đọc", "Quay lại", "Dễ đọc", "Dễ đọc"):  # its own key leads back, too
        kiosk.touch(label)
    kiosk.sees("type_receipt_code", day="26112")
    assert kiosk.terminal.preferences.text_step == 2


def test_reset_restores_all_but_the_language_and_stays_on_the_page(
    kiosk: AtTheKiosk, comfort: ComfortPresenter
) -> None:
    kiosk.speaks_english()
    comfort.choose_text(3)
    comfort.toggle("more_time")
    comfort.turn(1)
    comfort.restore()
    assert kiosk.terminal.preferences == Preferences("en")
    kiosk.sees("comfort", page=1, pages=1)


def test_the_language_changes_here_and_in_the_bar(kiosk: AtTheKiosk, comfort: ComfortPresenter) -> None:
    comfort.speak_other()
    assert (kiosk.terminal.language, comfort.state.preferences.language) == ("en", "en")
    kiosk.speaks_english()
    assert comfort.state.preferences.language == "vi"


def test_a_voice_nobody_could_hear_stays_off_and_its_row_says_why(kiosk: AtTheKiosk, comfort: ComfortPresenter) -> None:
    kiosk.kiosk.facts = replace(kiosk.kiosk.facts, sound=SoundState.NONE)
    comfort.facts_changed()
    comfort.toggle("speech")
    assert not kiosk.terminal.preferences.speech
    speech = next(each for each in comfort.state.left_switches if each.code == "speech")
    assert (speech.note(VI), speech.note(EN)) == ("Máy này chưa có loa", "No loudspeaker here")
    assert "listen" not in {key.code for key in kiosk.terminal.frame().keys}


def test_headphones_are_told_and_the_volume_has_ends(kiosk: AtTheKiosk, comfort: ComfortPresenter) -> None:
    kiosk.kiosk.facts = replace(kiosk.kiosk.facts, sound=SoundState.HEADPHONES)
    comfort.facts_changed()
    assert "Đang dùng tai nghe" in " ".join(comfort.state.spoken(VI))
    for _ in range(12):
        comfort.turn_volume(-1)
    assert not any(bar.is_filled for bar in comfort.state.bars)
    comfort.toggle("speech")  # whoever wants to listen hears something
    assert kiosk.terminal.preferences.volume == 2
    for _ in range(12):
        comfort.turn_volume(1)
    assert all(bar.is_filled for bar in comfort.state.bars)


@pytest.mark.parametrize(("lies", "large", "low"), list(product((False, True), repeat=3)))
def test_every_control_stands_on_exactly_one_page(lies: bool, large: bool, low: bool) -> None:  # noqa: FBT001
    step: TextStep = 4 if large else 1
    state = ComfortState(Preferences(text_step=step, low_reach=low), lies=lies)
    shown = [section for columns in PAGES[lies, large, low] for column in columns for section in column]
    assert sorted(shown) == sorted(SECTIONS | ({"language"} if large else set()))
    pages = [replace(state, page=page) for page in range(1, state.pages + 1)]
    assert [len(page.texts) for page in pages].count(4) == 1
    switches = [s.code for page in pages for s in (*page.left_switches, *page.tiles, *page.right_switches)]
    assert sorted(switches) == ["low_reach", "more_time", "speech"]


def test_what_is_said_names_each_control_with_its_value() -> None:
    said = list(ComfortState(Preferences(speech=True)).spoken(VI))
    assert said[0] == "Dễ đọc hơn"
    assert "Cỡ chữ: Vừa, đang chọn" in said
    assert "Đọc to màn hình: Bật. Dùng tai nghe riêng hoặc loa" in said
    assert said[-1] == "Âm lượng: 6 trên 10"
