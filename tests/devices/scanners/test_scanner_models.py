"""What is sent to scanners when they are plugged in."""

from __future__ import annotations

import pytest

from devices.scanners.scanner_models import GENERIC, known_scanner_models, read_scanner_models


def test_nothing_is_sent_that_was_never_tried() -> None:
    models = known_scanner_models()
    assert models[GENERIC].sent_at_start == b""
    assert not [key for key, model in models.items() if model.sent_at_start and not model.is_verified]
    assert all(model.name and model.source for model in models.values())


def test_what_was_tried_is_sent() -> None:
    text = '[own]\nname = "Own"\ninit = "16 4d 0d"\nsource = "its manual, page 3"\nis_verified = true\n'
    assert read_scanner_models(text)["own"].sent_at_start == b"\x16M\r"
    assert read_scanner_models(text.replace("true", "false"))["own"].sent_at_start == b""


@pytest.mark.parametrize("change", [('name = "Own"\n', ""), ("init", "initial"), ('"16"', '"1"')])
def test_a_mistake_in_the_table_is_heard(change: tuple[str, str]) -> None:
    text = '[own]\nname = "Own"\ninit = "16"\nsource = "its manual"\nis_verified = true\n'
    with pytest.raises((TypeError, ValueError, KeyError)):
        read_scanner_models(text.replace(*change))
