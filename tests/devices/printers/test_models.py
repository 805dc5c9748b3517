"""The table of models: what is shipped, and how mistakes in it are told."""

from __future__ import annotations

import pytest

from devices.printers.models import HERE, ModelsRefused, known_models, one_way, read_models

SHIPPED = HERE.read_text(encoding="utf-8")


def test_the_shipped_models_are_whole() -> None:
    assert set(known_models()) >= {"generic-80", "generic-58", "epson-tm-t82iii"}


def test_a_model_inherits_what_it_does_not_say() -> None:
    epson, generic = known_models()["epson-tm-t82iii"], known_models()["generic-80"]
    assert (epson.dots, epson.baud, epson.flow) == (generic.dots, generic.baud, generic.flow)
    assert (epson.confirm, generic.confirm) == ("process-id", "time")


def test_the_source_of_widths_is_named_at_the_head() -> None:
    assert "escpos-printer-db, CC BY 4.0" in SHIPPED.partition("[")[0]


def test_every_key_is_explained_at_the_head() -> None:
    head = SHIPPED.partition("\n[")[0]
    for key in ("dots", "dpi", "speed_mm_s", "cut", "status", "sensors", "confirm", "clear", "quirks", "serial"):
        assert f"# {key} " in head


def test_all_mistakes_are_told_at_once() -> None:
    wrong = SHIPPED + '[wrong]\ninherit = "generic-80"\ndots = 577\ncut = "axe"\nsensors = ["smell"]\ncolour = 1\n'
    wrong += '[orphan]\ninherit = "nobody"\n[circle]\ninherit = "circle"\n'
    with pytest.raises(ModelsRefused) as refused:
        read_models(wrong)
    said = str(refused.value)
    for part in (
        "[wrong] dots = 577: allowed: 8 to 1024 in steps of 8.",
        "[wrong] cut = 'axe': allowed: gs_v_0",
        "[wrong] sensors = ['smell']: a list of: paper_out",
        "[wrong] colour = 1: unknown; known keys: name",
        "[orphan] inherit = 'nobody'",
        "[circle] inherit = 'circle'",
    ):
        assert part in said


def test_a_table_without_anything_says_what_is_missing() -> None:
    with pytest.raises(ModelsRefused, match=r"\[empty\] dots is missing"):
        read_models("[empty]\n")


def test_a_text_that_is_no_table_is_refused() -> None:
    with pytest.raises(ModelsRefused, match="not TOML"):
        read_models("[")
    with pytest.raises(ModelsRefused):
        read_models("dots = 576")


def test_behind_a_one_way_line_a_model_cannot_answer() -> None:
    model = one_way(known_models()["epson-tm-t82iii"])
    assert not model.answers
    assert (model.confirm, model.dots) == ("time", 576)
