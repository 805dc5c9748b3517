"""What one citizen chooses for themselves."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from itertools import product

import pytest

from kiosk.session.preferences import Preferences

USUAL = Preferences()


def test_a_citizen_who_just_came_has_vietnamese_normal_letters_and_a_voice_that_can_be_heard() -> None:
    assert (USUAL.language, USUAL.text_step, USUAL.theme, USUAL.volume) == ("vi", 1, "light", 6)
    assert not any((USUAL.low_reach, USUAL.speech, USUAL.more_time))


def test_nobody_changes_them_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        USUAL.volume = 3  # type: ignore[misc]


@pytest.mark.parametrize(
    ("more_time", "speech", "times"), [(False, False, 1), (False, True, 2), (True, False, 3), (True, True, 4)]
)
def test_more_time_and_speech_multiply_and_never_more_than_four(more_time: bool, speech: bool, times: int) -> None:  # noqa: FBT001
    assert Preferences(more_time=more_time, speech=speech).patience == times


def test_the_volume_stays_within_ten_steps_and_is_heard_while_speech_is_on() -> None:
    for wanted, speech in product(range(-3, 15), (False, True)):
        volume = Preferences(volume=wanted, speech=speech).volume
        assert volume == min(max(wanted, 2 if speech else 0), 10)
    assert replace(Preferences(volume=0), speech=True).volume == 2
