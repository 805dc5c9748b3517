"""What this office calls things, for back-offices that send only codes or only names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.dossiers.dossier import ProcedureOfDossier, Unit
from kiosk.dossiers.receipt_code import ReceiptCode
from kiosk.dossiers.status_map import folded


@dataclass(frozen=True, slots=True)
class LocalNames:
    """Tên gọi tại chỗ: made by `local_names`.

    procedures  by code, and by folded name
    units       name by the beginning of a unit code: «H24» is a province, «H24.15» one of its offices
    """

    procedures: Mapping[str, ProcedureOfDossier] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

    def procedure(self, code: str | None, name: str | None, field_name: str | None = None) -> ProcedureOfDossier:
        """A procedure, as completed from the catalogue: by its code first, else by its name."""
        known = self.procedures.get(code or "") or self.procedures.get(folded(name or ""))
        if known is None:
            return ProcedureOfDossier(code, name, field_name)
        return ProcedureOfDossier(code or known.code, name or known.name, field_name or known.field)

    def unit(self, code: ReceiptCode, name: str | None = None, unit_code: str | None = None) -> Unit:
        """Who handles a dossier: by the name given, else by what its code says."""
        return Unit(unit_code or code.unit, name or self.unit_name(code.unit))

    def unit_name(self, code: str | None) -> str:
        """The name of a unit; its code with the province behind it when only that is known."""
        if code is None:
            return ""
        if code in self.units:
            return self.units[code]
        province = next((name for top, name in self.units.items() if top in code.split(".")), None)
        return f"{code} – {province}" if province else code


def local_names(procedures: Iterable[ProcedureOfDossier], units: Mapping[str, str]) -> LocalNames:
    """Names of procedures (of this office first, where two have one name) and units."""
    known: dict[str, ProcedureOfDossier] = {}
    for each in procedures:
        for key in (each.code, folded(each.name or "")):
            if key:
                known.setdefault(key, each)
    return LocalNames(known, units)


def place_of(unit: Unit) -> str | None:
    """Where a result of this unit waits; None while nothing but its code is known."""
    return unit.name if unit.name and unit.name != unit.code else None
