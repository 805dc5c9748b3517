"""What lies over a page after «Gọi cán bộ»."""

from __future__ import annotations

import pytest

from kiosk.words import words_of
from screens.session.staff_called import SAMPLES
from tests.at_the_kiosk import plain

VI, EN = words_of("vi"), words_of("en")


@pytest.mark.parametrize(
    ("sample", "heading"),
    [
        ("way", "Mời đến bàn hướng dẫn"),
        ("ringing", "Đang gọi cán bộ…"),
        ("calling", "Đã gọi cán bộ"),
        ("coming", "Cán bộ đang đến"),
        ("nobody", "Mời đến bàn hướng dẫn"),
        ("cooldown", "Đã gọi rồi"),
    ],
)
def test_each_state_has_its_words_and_one_button(sample: str, heading: str) -> None:
    sheet = SAMPLES[sample].sheet(VI)
    assert (plain(sheet.heading), sheet.primary, sheet.secondary) == (heading, "Xong", "")
    assert SAMPLES[sample].sheet(EN).heading != sheet.heading


@pytest.mark.parametrize("sample", list(SAMPLES))
def test_it_is_said_at_once_and_only_a_bell_that_rang_is_claimed(sample: str) -> None:
    said = " ".join(SAMPLES[sample].spoken(VI))
    assert ("Đã gọi" in said) == (sample in ("calling", "cooldown"))
    assert "**" not in said
