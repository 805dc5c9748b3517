"""What is announced when and where, which colours can be read, and whose dossier begins with which letters."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.content.announcements import Announcement, Where, announcements_on
from kiosk.content.brand import contrast
from kiosk.content.shelf import SAMPLE, read_pack
from kiosk.content.units import Province, Unit, Units
from kiosk.procedures.text import Text

TET = Announcement("tet", Text("Nghỉ Tết", "Closed"), date(2027, 1, 25), date(2027, 2, 10), "home")
POWER = Announcement("power", Text("Cắt điện", "No power"), date(2027, 2, 10), date(2027, 2, 11), "everywhere")
HAI_PHONG = Province("31", "Hải Phòng", ("H23", "H24"))
UNITS = Units("31", "11329", (Unit("11329", "Phường Ngô Quyền", ("Phường Máy Chai",)),), (HAI_PHONG,))


@pytest.mark.parametrize(
    ("day", "where", "said"),
    [
        (date(2027, 1, 24), "home", ()),
        (date(2027, 1, 25), "home", (TET,)),
        (date(2027, 1, 25), "tickets", ()),
        (date(2027, 2, 10), "home", (TET, POWER)),
        (date(2027, 2, 11), "tickets", (POWER,)),
        (date(2027, 2, 12), "home", ()),
    ],
)
def test_an_announcement_is_said_from_its_first_day_to_its_last(
    day: date, where: Where, said: tuple[Announcement, ...]
) -> None:
    assert announcements_on(day, where, (TET, POWER)) == said


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#767676", "#FFFFFF", 4.5),
        ("#8A1A1E", "#FFFFFF", 9.4),
    ],
)
def test_contrast_is_reckoned_as_wcag_does(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.1)
    assert contrast(other, one) == contrast(one, other)


def test_a_province_is_known_by_any_beginning_its_dossiers_ever_had() -> None:
    assert UNITS.province_of("H23") == HAI_PHONG
    assert UNITS.province_of("G09") is None
    assert UNITS.unit("11329") == UNITS.units[0]
    assert UNITS.unit("00001") is None


def test_the_sample_office_stands_in_its_own_tables() -> None:
    units = read_pack(SAMPLE).units
    own = units.unit(units.own_unit or "")
    assert own
    assert own.name == "Phường Ngô Quyền"
    assert len(units.units) == 114
    assert len(units.provinces) == 34
    beginnings = [each for province in units.provinces for each in province.identifiers]
    assert len(beginnings) == len(set(beginnings)) == 63
