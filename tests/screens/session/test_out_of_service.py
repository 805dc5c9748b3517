"""The house's own page."""

from __future__ import annotations

import pytest

from kiosk.words import words_of
from screens.session.out_of_service import SAMPLES, OutOfServiceState

VI, EN = words_of("vi"), words_of("en")


def test_after_a_fault_it_offers_the_way_to_the_desk_only() -> None:
    assert list(OutOfServiceState().spoken(VI)) == ["Máy đang được kiểm tra.", "Mời đến bàn hướng dẫn."]


def test_without_content_it_says_that_dossiers_can_be_followed() -> None:
    assert "đưa giấy hẹn vào khe quét, hoặc gõ mã" in OutOfServiceState(can_follow=True).still(VI)


def test_without_a_scanner_it_asks_to_type() -> None:
    assert OutOfServiceState(can_follow=True, has_scanner=False).still(VI).endswith("mời gõ mã trên giấy hẹn.")


def test_a_telephone_is_named_where_there_is_one() -> None:
    assert "0225 3 123 456" in SAMPLES["telephone"].lead(VI)


@pytest.mark.parametrize("sample", list(SAMPLES))
def test_every_sample_is_said_in_both_languages_without_marks(sample: str) -> None:
    for words in (VI, EN):
        said = " ".join(SAMPLES[sample].spoken(words))
        assert said
        assert "**" not in said
