"""What a procedure says about itself."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError, replace

import pytest

from kiosk.procedures.procedure import FeeDoubt, Flag, Procedure, Way
from kiosk.procedures.text import Text

BIRTH = Procedure(
    code="1.001193",
    title=Text("Đăng ký khai sinh", "Register a birth"),
    official_name="Thủ tục đăng ký khai sinh",
    field=Text("Hộ tịch", "Civil status"),
    telling_line=Text("Trong ngày", "Same day"),
    source="Cổng Dịch vụ công quốc gia",
    as_of="2026-07",
)


@pytest.mark.parametrize(("language", "words"), [("vi", "Hộ tịch"), ("en", "Civil status"), ("fr", "Hộ tịch")])
def test_a_text_speaks_vietnamese_unless_english_is_asked_for(language: str, words: str) -> None:
    assert Text("Hộ tịch", "Civil status").in_(language) == words


@pytest.mark.parametrize(
    ("flags", "doubt"),
    [
        (frozenset[Flag](), "unknown"),
        (frozenset[Flag]({"fee_missing"}), "unknown"),
        (frozenset[Flag]({"fee_suspicious"}), "unknown"),
        (frozenset[Flag]({"fee_see_note"}), "regulated"),
        (frozenset[Flag]({"fee_depends"}), "depends"),
    ],
)
def test_an_unknown_fee_says_why(flags: frozenset[Flag], doubt: FeeDoubt) -> None:
    assert replace(BIRTH, flags=flags).fee_doubt == doubt


def test_a_known_fee_leaves_no_doubt() -> None:
    flags = frozenset[Flag]({"fee_see_note"})
    assert replace(BIRTH, fee=Text("Miễn phí", "Free"), flags=flags).fee_doubt is None


def test_the_official_name_is_shown_only_where_it_says_more_than_the_title() -> None:
    assert not BIRTH.has_official_name_of_its_own
    assert replace(BIRTH, official_name="Đăng ký lại khai sinh").has_official_name_of_its_own


def test_another_provinces_version_stands_in_no_list() -> None:
    assert BIRTH.is_listed
    assert not replace(BIRTH, flags=frozenset[Flag]({"local_variant"})).is_listed


def test_what_can_be_filed_on_the_portal_can_be_done_at_home() -> None:
    assert replace(BIRTH, ways=(Way("here"), Way("online"))).can_be_done_at_home
    assert not replace(BIRTH, ways=(Way("here"), Way("post"))).can_be_done_at_home


def test_a_procedure_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        BIRTH.code = "1.000656"  # type: ignore[misc]


def test_procedures_only_think() -> None:
    heavy = {"pydantic", "requests", "sqlalchemy", "socket", "kivy", "kiosk.content", "kiosk.tickets"}
    ask = "import sys, kiosk.procedures.catalogue; print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert not heavy & set(answer.stdout.split())
