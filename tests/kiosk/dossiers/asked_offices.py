"""A provider of every kind over the same dossier, made by the settings as a terminal makes it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kiosk.dossiers.dossier import ProcedureOfDossier
from kiosk.dossiers.drop_file import COLUMNS, keyed_hash
from kiosk.dossiers.local_names import LocalNames, local_names
from kiosk.dossiers.provider import Entry, Factor, Provider, ProviderAnswer, Question
from kiosk.dossiers.providers import provider_of
from kiosk.journal import KeptJournal
from kiosk.settings import Dossiers
from kiosk.time_source import TurnedTime
from tests.kiosk.dossiers.back_offices import (
    CLIENT,
    ID_NUMBER,
    PASSWORD,
    SECRET,
    STAND_INS,
    TWICE,
    UNMAPPED,
    StandIn,
    served,
)
from tests.kiosk.dossiers.dossier_makers import NOW, ON_TIME, a_question, last_four

KEY = "0123456789abcdef0123456789abcdef"
PROCEDURE = ProcedureOfDossier("1.004873", "Xác nhận tình trạng hôn nhân", "Hộ tịch")
NAMES: LocalNames = local_names([PROCEDURE], {"H24": "Thành phố Hải Phòng"})
RIGHT: dict[str, Factor] = {"opencps": Factor("secret", SECRET)}
WRONG: dict[str, Factor] = {"opencps": Factor("secret", "ZZZZ")}
FILE_ROW = {
    "ma_ho_so": ON_TIME,
    "ma_tthc": "1.004873",
    "trang_thai": "4",
    "ngay_nop": "24/11/2026 09:12:00",
    "ngay_tiep_nhan": "24/11/2026 09:12:00",
    "ngay_hen_tra": "27/11/2026 14:00:00",
    "khoa": keyed_hash(KEY.encode(), ON_TIME, ID_NUMBER[-4:]),
}


@dataclass
class AskedOffice:
    """One provider and what stands behind it (a file: nothing that speaks)."""

    kind: str
    provider: Provider
    behind: StandIn | None
    time: TurnedTime
    journal: KeptJournal

    def ask(self, code: str = ON_TIME, entry: Entry = "scan", factor: Factor | None = None) -> ProviderAnswer:
        """One question; OpenCPS answers only to those whose receipt carries the secret."""
        return self.provider.ask(self.question(code, entry, factor))

    def question(self, code: str = ON_TIME, entry: Entry = "scan", factor: Factor | None = None) -> Question:
        """See `ask`."""
        asked = a_question(code, entry, factor)
        if self.kind == "opencps" and factor is None:
            return replace(asked, code=replace(asked.code, secret=SECRET))
        return asked

    @property
    def right(self) -> Factor:
        """The second fact that fits."""
        return RIGHT.get(self.kind, last_four(ID_NUMBER[-4:]))

    @property
    def wrong(self) -> Factor:
        """One that does not."""
        return WRONG.get(self.kind, last_four("0000"))


def csv_of(*rows: dict[str, str]) -> str:
    """An export of these rows."""
    lines = [",".join(f'"{row.get(column, "")}"' for column in COLUMNS) for row in rows]
    return "\n".join([",".join(COLUMNS), *lines, ""])


def dropped(folder: Path, text: str | bytes, name: str = "ho-so.csv", *, seconds_ago: float = 60) -> Path:
    """A file in a drop folder, last written to so long before NOW."""
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    written_s = NOW.timestamp() - seconds_ago
    os.utime(file, (written_s, written_s))
    return file


@contextmanager
def an_office(kind: str, folder: Path, **rules: Any) -> Iterator[AskedOffice]:
    """A provider as the settings make it; rules: keys of [dossiers] that differ."""
    time, journal = TurnedTime(NOW), KeptJournal()
    if kind == "file":
        unmapped = FILE_ROW | {"ma_ho_so": UNMAPPED, "trang_thai": "đang dịch chuyển"}
        twice = FILE_ROW | {"ma_ho_so": TWICE}
        dropped(folder, csv_of(FILE_ROW, unmapped, twice, twice | {"trang_thai": "9"}))
        (folder / "key").write_text(KEY + "\n")
        chosen = Dossiers(provider="file", folder=folder, key_file=folder / "key", **rules)
        yield AskedOffice(kind, provider_of(chosen, names=NAMES, time=time, journal=journal), None, time, journal)
        return
    behind = STAND_INS[kind]()
    (folder / "secret").write_text(PASSWORD + "\n", "utf-8")
    with served(behind) as address:
        where: dict[str, dict[str, Any]] = {
            "igate": {"address": f"{address}/pa", "applicant_id_field": "identityNumber"},
            "opencps": {"address": f"{address}/o/rest/v2", "factors": ("secret", "id_last4", "phone_last4")},
            "national": {
                "address": f"{address}/exchange",
                "agency_code": "000.00.15.H24",
                "destination_code": "VN.GOV.DVCQG",
                "factors": ("id_last4", "phone_last4"),
            },
        }
        usual = {"client_id": CLIENT, "client_secret_file": folder / "secret", "read_timeout_s": 0.5}
        given: dict[str, Any] = (
            usual | {"provider": kind, "token_address": address + behind.login_path} | where[kind] | rules
        )
        provider = provider_of(Dossiers(**given), names=NAMES, time=time, journal=journal)
        yield AskedOffice(kind, provider, behind, time, journal)
