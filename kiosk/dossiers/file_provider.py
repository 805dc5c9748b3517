"""Asks a file that the one-stop software exported: for offices whose system nobody can ask over a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

from kiosk.dossiers.back_office_time import BackOfficeTimes
from kiosk.dossiers.disclosure import Disclosure, Proof, proof_among
from kiosk.dossiers.dossier import Collect, Dossier, Payment, Supplement
from kiosk.dossiers.drop_file import TIMES, Row, amount_vnd, keyed_hash
from kiosk.dossiers.drop_folder import DropFolder, Known
from kiosk.dossiers.local_names import place_of
from kiosk.dossiers.provider import Factor, NoAnswer, ProviderAnswer, Question
from kiosk.dossiers.secret_file import secret_in
from kiosk.dossiers.status_map import StatusMap
from kiosk.dossiers.time_limit import within
from kiosk.journal import Journal
from kiosk.time_source import TimeSource

SHORTEST_KEY = 32


@dataclass(frozen=True, slots=True)
class FileRules:
    """What a site says about its file.

    folder    see DropFolder; key_file: for `khoa`, one line of at least 32 characters; None: nothing can be proven
    source    name of the system, for the small line; limit_s: how long a look-up may wait for a new file to be read
    """

    folder: Path
    key_file: Path | None
    source: str
    limit_s: float = 8.0


class FileProvider:
    """The table of a drop folder as a provider."""

    def __init__(
        self, rules: FileRules, disclosure: Disclosure, statuses: StatusMap, time: TimeSource, journal: Journal
    ) -> None:
        self._rules = rules
        self._disclosure = disclosure
        self._statuses = statuses
        self._time = time
        self._journal = journal
        self._times = BackOfficeTimes(journal, "file")
        self._folder = DropFolder(rules.folder, statuses, time, journal)
        self._reading = Lock()
        self._is_keyless = False

    def ask(self, question: Question) -> ProviderAnswer:
        """See Provider."""
        if needed := self._disclosure.asks_first(question):
            return needed
        within(self._rules.limit_s, self._look)
        known = self._folder.known
        if known is None:
            return NoAnswer("unreachable")
        if known.table.is_ambiguous(question.code.text):
            return NoAnswer("ambiguous")
        row = known.table.row(question.code.text)
        if row is None:
            return self._disclosure.told(question, None, "unknown")
        proof = self._proof(question.factor, question.code.text, row) if question.factor else "unknown"
        return self._disclosure.told(question, self._dossier(question, row, known), proof)

    def _look(self) -> bool:
        """Look for a new file; while a folder of another machine hangs, nobody else waits for it."""
        if not self._reading.acquire(blocking=False):
            return False
        try:
            self._folder.look()
        finally:
            self._reading.release()
        return True

    def _proof(self, factor: Factor, code: str, row: Row) -> Proof:
        key, hashed = self._key(), row["khoa"]
        if key is None or hashed is None or factor.kind == "secret":
            return "unknown"
        return proof_among(keyed_hash(key, code, factor.value[-4:]), [hashed])

    def _key(self) -> bytes | None:
        if self._rules.key_file is None:
            return None
        key = secret_in(self._rules.key_file)
        is_keyless = key is None or len(key) < SHORTEST_KEY
        if is_keyless and not self._is_keyless:
            self._journal.write("dossier-folder-unreadable", what="dossiers.key_file")
        self._is_keyless = is_keyless
        return None if key is None or is_keyless else key.encode()

    def _dossier(self, question: Question, row: Row, known: Known) -> Dossier:
        names, status = self._disclosure.names, self._statuses.status(row["trang_thai"])
        submitted, received, due, finished, returned = self._moments(row)
        unit = names.unit(question.code, row["don_vi"])
        return Dossier(
            code=question.code.text,
            procedure=names.procedure(row["ma_tthc"], None),
            status=status,
            unit=unit,
            detail="full",
            source=self._rules.source,
            # A file from the future is one of a wrong clock: what it says is not newer than now.
            as_of=min(known.file.written_at, self._time.now()),
            submitted_at=submitted,
            received_at=received,
            due_at=due,
            finished_at=finished,
            returned_at=returned,
            supplement=_supplement(row) if status.code == 5 else None,
            payment=_payment(row) if status.code == 6 else None,
            collect=Collect(place_of(unit), row["quay"], None, postal=False),
            reason=row["ly_do"] if status.code in {3, 7, 8} else None,
        )

    def _moments(self, row: Row) -> Iterator[datetime | None]:
        return (self._times.read(column, row[column]) for column in TIMES)


def _supplement(row: Row) -> Supplement:
    return Supplement(None, None, row["noi_dung_bo_sung"], (), None)


def _payment(row: Row) -> Payment:
    return Payment(amount_vnd(row["so_tien"]), paid=False, pay_by=None, where=None)
