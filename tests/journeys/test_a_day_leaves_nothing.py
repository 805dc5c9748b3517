"""After a busy day nothing on disk and nothing in the journal tells who came, with which code, and how they proved it.

Everything is real: state folder, ticket store, sealed answers, tallies, a journal written to a file. Only the folder of
the virtual printer is left out of the search: pictures of slips are what citizens took home with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

import pytest

from kiosk.journal import KeptJournal, StreamJournal
from tests.at_the_kiosk import AtTheKiosk

CODE, READY, PAPERS, MINISTRY = (
    "H24.15-261124-0037",
    "H24.15-261118-0031",
    "H24.15-261116-0034",
    "G01.31-20261117-0004821",
)
UNKNOWN, MISTYPED, ELSEWHERE, SLOW = (
    "H24.15-261125-0404",
    "H24.15-261125-7391",
    "H24.03-261112-0008",
    "H24.15-261125-0990",
)
CODES = (CODE, READY, PAPERS, MINISTRY, UNKNOWN, MISTYPED, ELSEWHERE, SLOW)
FACTS, WRONG_FACT = {CODE: "4821", READY: "3074", PAPERS: "5127", MINISTRY: "9528"}, "6093"
CARD = "031085004821|031234567|NGUYỄN VĂN HẢI|12031985|Nam|12 Lê Lợi|01012022"
HEALTH_CARD = "DN4313112345678|4e677579e1bb856e|1985|1|x"
WITH_SECRET = f"https://motcua.example.vn/tra-cuu?QRSCAN={CODE}-Q7XZ"
WITH_ID = f"https://motcua.example.vn/portaldvc/tra-cuu?SGT=031190123456&MHS={READY}"
OF_CARDS = ("031085004821", "031234567", "NGUYỄN VĂN HẢI", "NGUYEN VAN HAI", "12031985", "12 Lê Lợi", "031190123456")
PERSONS = (*OF_CARDS, "DN4313112345678", "4e677579e1bb856e", "Q7XZ", "N*** V*** H***", "***")
UUID = re.compile(rb"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")


class WrittenJournal(KeptJournal):
    """Keeps events for the stage, and writes them as a service does."""

    def __init__(self, file: TextIO) -> None:
        super().__init__()
        self._stream = StreamJournal(file)

    def write(self, event: str, **fields: object) -> None:
        super().write(event, **fields)
        self._stream.write(event, **fields)


def somebody_scans_and_prints(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.touch("In phiếu tình trạng", "Xem chi tiết")
    kiosk.type_digits(FACTS[CODE])
    kiosk.touch("Xem tình trạng", "In phiếu tình trạng", "Xong")


def somebody_collects_a_result(kiosk: AtTheKiosk) -> None:
    kiosk.scan(WITH_ID)
    kiosk.touch("Lấy số nhận kết quả")
    kiosk.scan("T261125-E001")
    kiosk.touch("Trang đầu")


def somebody_types(kiosk: AtTheKiosk) -> None:
    kiosk.type_code("261116", "0034")
    kiosk.type_digits(WRONG_FACT)
    kiosk.touch("Xem tình trạng", "Nhập lại mã")
    kiosk.type_digits("2611160034")
    kiosk.touch("Xem tình trạng")
    kiosk.type_digits(FACTS[PAPERS])
    kiosk.touch("Xem tình trạng")
    kiosk.speaks_english()
    kiosk.touch("Xong")


def somebody_types_another_code(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Nhập mã bằng tay", "Mã có chữ khác")
    kiosk.type_signs(MINISTRY)
    kiosk.touch("Xem tình trạng")
    kiosk.type_digits(FACTS[MINISTRY])
    kiosk.touch("Xem tình trạng", "Xong")


def somebody_proves_by_card_and_walks_away(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.touch("Xem chi tiết", "Dùng thẻ căn cước để xác minh")
    kiosk.scan(CARD)
    kiosk.sees("dossier_status", minimal=False)
    kiosk.turn_clock(45)


def somebody_holds_everything_to_the_scanner(kiosk: AtTheKiosk) -> None:
    for text in (CARD, HEALTH_CARD, "031085004821", "https://example.com", "x", "y", WITH_SECRET, "1.001193"):
        kiosk.scan(text)
    kiosk.scan(b"\xff" + CARD.encode()[:40])
    kiosk.scan(b"9" * 5000)
    kiosk.turn_clock(80)


def somebody_asks_in_vain(kiosk: AtTheKiosk) -> None:
    for code in (UNKNOWN, ELSEWHERE, SLOW):
        kiosk.scan(code)
    kiosk.touch("Trang đầu")
    kiosk.type_code("261125", "7391")
    kiosk.type_digits(WRONG_FACT)
    kiosk.touch("Xem tình trạng", "Trang đầu")


def somebody_has_no_paper(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.scan(READY)
    kiosk.touch("Xem chi tiết")
    kiosk.type_digits(FACTS[READY])
    kiosk.touch("Xem tình trạng", "In phiếu tình trạng", "Xong")
    kiosk.put_in_paper()


def somebody_comes_while_the_line_is_down(kiosk: AtTheKiosk, port: int) -> None:
    kiosk.lose_the_gateway(port)
    kiosk.scan(CODE)
    kiosk.sees("dossier_status", last_known=True)
    kiosk.touch("In phiếu tình trạng", "Xong")
    kiosk.scan(PAPERS)
    kiosk.touch("Trang đầu")


def a_busy_day(kiosk: AtTheKiosk, closed_port: int) -> None:
    visits = (
        somebody_scans_and_prints,
        somebody_collects_a_result,
        somebody_types,
        somebody_types_another_code,
        somebody_proves_by_card_and_walks_away,
        somebody_holds_everything_to_the_scanner,
        somebody_asks_in_vain,
        somebody_has_no_paper,
    )
    for _ in range(2):
        for visit in visits:
            visit(kiosk)
            kiosk.turn_clock(310)
            kiosk.sees("home")
    somebody_comes_while_the_line_is_down(kiosk, closed_port)


def traces_of(told: bytes) -> list[str]:
    """Which personal texts stand in these bytes: codes whole, in part and without signs, facts as lone digits."""
    codes = {part for code in CODES for part in (code, code.partition("-")[2], re.sub(r"[^0-9A-Z]", "", code))}
    texts = [*codes, *PERSONS]
    spellings = {text: (text.encode(), text.lower().encode(), text.encode("utf-16-le")) for text in texts}
    found = [text for text, ways in spellings.items() if any(way in told for way in ways)]
    lone = UUID.sub(b"", told)
    facts = (*FACTS.values(), WRONG_FACT)
    return found + [fact for fact in facts if re.search(rb"(?<![0-9A-Za-z])%b(?![0-9A-Za-z])" % fact.encode(), lone)]


def files_below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "printed" not in path.relative_to(folder).parts:
            yield path


def test_after_a_busy_day_no_file_and_no_line_tells_who_came(tmp_path: Path, closed_port: int) -> None:
    with ExitStack() as open_things:
        journal = open_things.enter_context((tmp_path / "journal.log").open("w", encoding="utf-8"))
        kiosk = open_things.enter_context(AtTheKiosk(tmp_path, journal=WrittenJournal(journal)))
        a_busy_day(kiosk, closed_port)
        counted = len(kiosk.events("dossier-looked-up"))
        at_work = {path: traces_of(path.read_bytes()) for path in files_below(tmp_path)}
    asleep = {path: traces_of(path.read_bytes()) for path in files_below(tmp_path)}
    assert counted >= 40
    assert {"journal.log", "tickets.db", "answers.db", "answers.key"} <= {path.name for path in at_work}
    assert not {str(path): found for each in (at_work, asleep) for path, found in each.items() if found}
    assert not [path.name for path in tmp_path.rglob("*") if traces_of(path.name.encode())]
    assert len(kiosk.printed_statuses) >= 5, "what citizens took is not searched, and it is there"


@pytest.mark.parametrize(
    "left_behind",
    [CODE, "261124-0037", "G0131202611170004821", CARD, "NGUYEN VAN HAI", "fact=4821;", "031085004821"],
)
def test_the_search_finds_what_is_left_behind(left_behind: str) -> None:
    for way in ("utf-8", "utf-16-le"):
        if way == "utf-8" or left_behind != "fact=4821;":
            assert traces_of(b"\x00\x01" + left_behind.encode(way) + b"\xff")
    assert not traces_of(b"nothing of anybody, 48210 and 10000000-4821-4000-8000-000000000000")
