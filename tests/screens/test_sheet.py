"""What lies over a page."""

from __future__ import annotations

from kiosk.words import words_of
from screens.sheet import SheetState, way_to_staff
from tests.at_the_kiosk import AtTheKiosk

VI, EN = words_of("vi"), words_of("en")


def test_the_way_to_staff_names_a_place() -> None:
    sheet = way_to_staff(VI, "")
    assert sheet.heading == "Mời đến bàn hướng dẫn"
    assert sheet.sentences == "Bàn hướng dẫn ở **cạnh cửa ra vào**. Cán bộ sẽ giúp Ông/Bà."
    assert (sheet.primary, sheet.secondary, sheet.qr) == ("Xong", "", "")


def test_with_a_telephone_it_names_the_number_too() -> None:
    assert "0225 3 123 456" in way_to_staff(VI, "0225 3 123 456").sentences
    assert "0225 3 123 456" in way_to_staff(EN, "0225 3 123 456").sentences


def test_citizens_are_addressed_as_the_settings_say() -> None:
    assert way_to_staff(words_of("vi", "Quý khách"), "").sentences.endswith("giúp Quý khách.")


def test_two_equal_sheets_are_equal_so_that_nothing_flickers() -> None:
    assert way_to_staff(VI, "") == way_to_staff(VI, "")
    assert SheetState("a", "b", "c") != SheetState("a", "b", "d")


def test_a_sheet_takes_every_touch(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Gọi cán bộ")
    assert kiosk.offers("Xong")
    assert not kiosk.offers("Lấy số thứ tự")
