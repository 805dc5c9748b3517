"""Every list and procedure of the content, page by page, upright: large targets, nothing cut or overlapping."""

from __future__ import annotations

import pytest

from tests.surveys import Check, Survey, every_check, survey, told


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    return survey("portrait", "--content", tmp_path_factory.mktemp("upright"))


@pytest.mark.screen
@every_check
def test_lists_and_procedures_fit_upright(surveyed: Survey, check: Check) -> None:
    assert told(surveyed, check) == []
