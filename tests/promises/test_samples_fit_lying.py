"""Every screen in every sample, both languages, lying: large targets, nothing cut or overlapping, as accepted."""

from __future__ import annotations

import pytest

from tests.surveys import Check, Survey, every_check, pictures_are_the_accepted_ones, survey, told


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    return survey("landscape", "--compare", tmp_path_factory.mktemp("lying"))


@pytest.mark.screen
@every_check
def test_samples_fit_lying(surveyed: Survey, check: Check) -> None:
    assert told(surveyed, check) == []


@pytest.mark.screen
def test_pictures_lying_are_the_accepted_ones(surveyed: Survey) -> None:
    assert told(surveyed, pictures_are_the_accepted_ones) == []
