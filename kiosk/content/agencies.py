"""Who decides: the many spellings of the national records -> one table of agencies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kiosk.content.editorial import EditorialAgency
from kiosk.content.national_record import NationalRecord

DOUBTFUL = {"agency_missing", "agency_outdated", "local_variant"}


class Agencies:
    """Cơ quan giải quyết, found by how a record spells them."""

    def __init__(self, table: Iterable[EditorialAgency]) -> None:
        agencies = tuple(table)
        spellings = ((_folded(name), each.code) for each in agencies for name in (each.name.vi, *each.spelt))
        # Longest first: some names hold a comma of their own.
        self._spellings = sorted(spellings, key=lambda pair: -len(pair[0]))
        self._together: Mapping[frozenset[str], str] = {
            frozenset(each.together): each.code for each in agencies if each.together
        }

    def of(self, record: NationalRecord) -> str | None:
        """The code of who decides; None when the record does not say, names a body of the past, or one unknown here.

        Several agencies are one only where the table has them together: which of them it will be, nobody can guess.
        """
        if record.executing_agency is None or DOUBTFUL & set(record.quality):
            return None
        codes = self._codes_in(record.executing_agency)
        return next(iter(codes)) if len(codes) == 1 else self._together.get(codes)

    def _codes_in(self, spelt: str) -> frozenset[str]:
        rest, codes = f", {_folded(spelt)}, ", set()
        for spelling, code in self._spellings:
            if f", {spelling}, " in rest:
                rest = rest.replace(f", {spelling}, ", ", ")
                codes.add(code)
        return frozenset(codes) if not rest.strip(", ") else frozenset()


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("uỷ", "ủy").split())
