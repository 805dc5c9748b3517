"""The offices round about: to say kindly whose a dossier is when it is not ours."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """Đơn vị cấp xã of our own province.

    code          five digits of the General Statistics Office · name  «Phường Ngô Quyền»
    predecessors  the units it was made of in July 2025, as older papers name them
    """

    code: str
    name: str
    predecessors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Province:
    """Tỉnh, thành phố: name, and the beginnings («H24») its dossier codes may have, those from before July 2025 too."""

    code: str
    name: str
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Units:
    """Đơn vị hành chính; `own_unit` is None for an office that is no commune's."""

    own_province: str
    own_unit: str | None
    units: tuple[Unit, ...]
    provinces: tuple[Province, ...]

    def unit(self, code: str) -> Unit | None:
        """The unit of our province under its code."""
        return next((each for each in self.units if each.code == code), None)

    def province_of(self, identifier: str) -> Province | None:
        """The province whose dossiers begin so: «H24» -> Hải Phòng; None for a ministry's or an unknown one."""
        return next((each for each in self.provinces if identifier in each.identifiers), None)
