"""The table of models: what is shipped, and how mistakes in it are told."""

from __future__ import annotations

import pytest

from devices.printers.facts import Sign
from devices.printers.model_rules import SIGNS
from devices.printers.models import HERE, KEYS, ModelsRefused, known_models, one_way, overridden, read_models

SHIPPED = HERE.read_text(encoding="utf-8")


def test_the_shipped_models_are_whole() -> None:
    assert set(known_models()) >= {"generic-80", "generic-58", "generic-80-mute", "generic-58-mute", "epson-tm-t82iii"}
    makers = {
        "epson",
        "xprinter",
        "zjiang",
        "rongta",
        "hcc",
        "netum",
        "pbm",
        "yhd",
        "custom",
        "star",
        "citizen",
        "bixolon",
    }
    assert makers <= {key.partition("-")[0] for key in known_models()}


def test_no_printer_is_promised_more_than_it_can_say() -> None:
    for key, model in known_models().items():
        if model.confirm_means == "printed":
            assert model.confirm in {"process-id", "star-etb"}, key
        if not model.answers:
            assert model.confirm == "time", key
            assert not model.sensors, key


def test_the_signs_a_table_may_name_are_those_there_are() -> None:
    assert {Sign[name.upper()] for name in SIGNS} == set(Sign)


def test_a_model_inherits_what_it_does_not_say() -> None:
    epson, generic = known_models()["epson-tm-t82iii"], known_models()["generic-80"]
    assert (epson.dots, epson.baud, epson.flow) == (generic.dots, generic.baud, generic.flow)
    assert (epson.confirm, generic.confirm) == ("process-id", "time")


def test_the_source_of_widths_is_named_at_the_head() -> None:
    assert "escpos-printer-db, CC BY 4.0" in SHIPPED.partition("[")[0]


def test_every_key_is_explained_at_the_head() -> None:
    head = SHIPPED.partition("\n[")[0]
    for key in KEYS:
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


def test_a_key_that_was_probably_meant_is_named() -> None:
    with pytest.raises(ModelsRefused, match=r"speed_mms = 1: unknown; did you mean speed_mm_s\?"):
        read_models(SHIPPED + '[wrong]\ninherit = "generic-80"\nspeed_mms = 1\n')


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('status = "star_asb"', "does not go with dialect = 'escpos'"),
        ('confirm = "ticket-present"', "does not go with confirm = 'ticket-present'"),
        ('match = { usb = "04b8" }', "may hold gs_i_name"),
        ("text_pages = { lower = 300 }", "numbers 0 to 255"),
        ("status_bits = { smell = [[0, 1]] }", "lists of [byte, mask]"),
        ('commands = { page = "1z" }', "bytes in hex"),
        ("serial = { baud = 9600 }", "needs baud"),
    ],
)
def test_tables_within_a_table_are_checked_too(line: str, told: str) -> None:
    with pytest.raises(ModelsRefused) as refused:
        read_models(f'{SHIPPED}[wrong]\ninherit = "generic-80"\n{line}\n')
    assert told in str(refused.value)


def test_a_site_may_change_single_keys() -> None:
    changes = {"dots": "512", "dpi": "180", "doubles_dots": "false", "quirks": "no_gs_p,height48", "cut": "none"}
    changed = overridden(known_models()["generic-80"], {**changes, "baud": "9600", "flow": "xonxoff", "sensors": ""})
    assert (changed.dots, changed.dpi, changed.doubles_dots, changed.cut) == (512, 180, False, "none")
    assert changed.quirks == {"no_gs_p", "height48"}
    assert not changed.sensors
    assert (changed.baud, changed.flow) == (9600, "xonxoff")
    assert overridden(changed, {}) == changed


def test_all_mistakes_of_a_site_are_told_at_once() -> None:
    with pytest.raises(ModelsRefused) as refused:
        overridden(known_models()["generic-80"], {"dots": "513", "dost": "1", "match": "x", "doubles_dots": "perhaps"})
    assert str(refused.value).splitlines() == [
        "dots=513: allowed: 8 to 1024 in steps of 8.",
        "dost=1: unknown; did you mean dots?",
        "match=x: is the model's own; change models.toml.",
        "doubles_dots=perhaps: allowed: True, False.",
    ]


def test_what_a_site_changes_must_still_hold_together() -> None:
    with pytest.raises(ModelsRefused, match="does not go with dialect"):
        overridden(known_models()["generic-80"], {"confirm": "star-etb"})
