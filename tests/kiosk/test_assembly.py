"""All parts of one terminal, on their real threads: started in order, stopped in reverse."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from devices.printers.contract import Condition, State
from devices.printers.virtual_printer import VirtualPrinter
from devices.scanners.contract import Scan, ScannerState
from devices.scanners.keyboard_scanner import KeyboardScanner
from kiosk.assembly import Kiosk, assemble, parked
from kiosk.health.paper_count import CountedPrinter
from kiosk.journal import KeptJournal
from kiosk.mailbox import Mailbox
from kiosk.parts import is_slip_compact, printer_now, read_content, scanner_now, slip_layout
from kiosk.settings import Settings, Terminal
from kiosk.settings_file import checked
from kiosk.tickets.layout import LAYOUT_FILE, read_layout
from kiosk.tickets.outcome import Taken
from kiosk.time_source import HERE, SystemTime, TurnedTime
from tests.at_the_kiosk import AtTheKiosk, settings_of

PATIENCE_S = 20.0
SATURDAY = datetime(2026, 11, 28, 10, 0, tzinfo=HERE)


class Screen:
    """The thread of the screens: opens letters until what it waits for has happened."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._came = threading.Semaphore(0)
        mailbox.wake = self._came.release

    def turns_until(self, happened: list[object]) -> None:
        while not happened:
            assert self._came.acquire(timeout=PATIENCE_S), "nothing came"
            self._mailbox.deliver()


@contextmanager
def a_terminal(folder: Path, **sections: dict[str, object]) -> Iterator[Kiosk]:
    sections.setdefault("scanner", {"address": f"virtual://{folder}/scanner"})
    settings = settings_of(folder, **sections)
    kiosk = assemble(settings, time=SystemTime(), journal=KeptJournal(), mailbox=Mailbox())
    kiosk.start()
    try:
        yield kiosk
    finally:
        kiosk.stop()


def test_what_the_devices_say_comes_to_the_screen(tmp_path: Path) -> None:
    with a_terminal(tmp_path) as kiosk:
        screen, whole = Screen(kiosk.mailbox), list[object]()

        def heard() -> None:
            if kiosk.facts.printer.state is State.READY and kiosk.facts.scanner is ScannerState.READY:
                whole.append(kiosk.facts)

        kiosk.on_facts = heard
        screen.turns_until(whole)
    assert kiosk.facts.lanes
    assert not kiosk.facts.store_is_broken


def test_a_code_written_into_the_scanners_file_comes_as_a_scan(tmp_path: Path) -> None:
    with a_terminal(tmp_path) as kiosk:
        screen, ready, scans = Screen(kiosk.mailbox), list[object](), list[object]()
        kiosk.on_facts = lambda: ready.append(1) if kiosk.facts.scanner is ScannerState.READY else None
        kiosk.on_scan = scans.append
        screen.turns_until(ready)
        with (tmp_path / "scanner" / "scan.txt").open("a", encoding="utf-8") as file:
            file.write("H24.15-261124-0037\n")
        screen.turns_until(scans)
    (scan,) = scans
    assert isinstance(scan, Scan)
    assert scan.text == "H24.15-261124-0037"


def test_a_binary_code_comes_as_a_trouble_and_leaves_no_text(tmp_path: Path) -> None:
    with a_terminal(tmp_path) as kiosk:
        screen, ready, troubles = Screen(kiosk.mailbox), list[object](), list[object]()
        kiosk.on_facts = lambda: ready.append(1) if kiosk.facts.scanner is ScannerState.READY else None
        kiosk.on_unreadable = troubles.append
        screen.turns_until(ready)
        with (tmp_path / "scanner" / "scan.txt").open("ab") as file:
            file.write(b"\xff\xfe\x80 031085004821\n")
        screen.turns_until(troubles)
        assert "031085004821" not in str(kiosk.journal.newest_first())
        assert kiosk.journal.last("scan-unreadable")


def test_a_ticket_from_the_printers_thread_is_a_number_and_then_a_slip(tmp_path: Path) -> None:
    with a_terminal(tmp_path, terminal={"always_open": True}) as kiosk:
        screen, ended, told = Screen(kiosk.mailbox), list[object](), list[str]()

        def take() -> object:
            return kiosk.at_printer.take(
                "land",
                "request-1",
                language="vi",
                on_number=lambda ticket: told.append(ticket.number),
                again=False,
                klass="normal",
            )

        assert kiosk.printer.do(take, ended.append)
        screen.turns_until(ended)
    (outcome,) = ended
    assert isinstance(outcome, Taken)
    assert (told, outcome.paper) == (["B001"], "confirmed")
    facts = json.loads((tmp_path / "state" / "printed" / "001.json").read_text("utf-8"))
    assert facts["outcome"] == "printed"


def test_a_serial_scanner_that_is_not_there_is_offline_and_nothing_waits_for_it(tmp_path: Path) -> None:
    with a_terminal(tmp_path, scanner={"address": f"serial://{tmp_path}/no-such-port"}) as kiosk:
        screen, offline = Screen(kiosk.mailbox), list[object]()
        kiosk.on_facts = lambda: offline.append(1) if kiosk.facts.scanner is ScannerState.OFFLINE else None
        screen.turns_until(offline)


def test_a_terminal_that_never_started_can_be_stopped(tmp_path: Path) -> None:
    kiosk = assemble(settings_of(tmp_path), time=SystemTime(), journal=KeptJournal(), mailbox=Mailbox())
    kiosk.stop()
    kiosk.stop()


def test_no_thread_is_left_behind(tmp_path: Path) -> None:
    before = threading.active_count()
    with a_terminal(tmp_path):
        assert threading.active_count() == before + 5
    assert threading.active_count() == before


def test_without_settings_slips_are_pictures_and_the_keyboard_is_the_scanner(tmp_path: Path) -> None:
    settings = Settings(terminal=Terminal(state_folder=tmp_path))
    kiosk = assemble(settings, time=TurnedTime(), journal=KeptJournal(), mailbox=Mailbox())
    assert isinstance(kiosk.printer_device, CountedPrinter)
    assert isinstance(kiosk.printer_device.inner, VirtualPrinter)
    assert kiosk.printer_device.inner.slips.folder == tmp_path / "printed"
    assert isinstance(kiosk.scanner_device, KeyboardScanner)
    kiosk.stop()


@pytest.mark.parametrize(
    ("terminal", "is_open"),
    [
        ({}, True),  # the sample on a desk at night
        ({"always_open": False}, False),
        ({"always_open": True}, True),
        ({"production": True}, False),
        ({"production": True, "always_open": True}, True),
    ],
)
def test_numbers_outside_office_hours_are_for_desks(tmp_path: Path, terminal: dict[str, object], is_open: bool) -> None:  # noqa: FBT001
    tables = {
        "terminal": {"state_folder": tmp_path, **terminal},
        "scanner": {"address": f"virtual://{tmp_path}/scanner"},
    }
    kiosk = assemble(checked(tables), time=TurnedTime(SATURDAY), journal=KeptJournal(), mailbox=Mailbox())
    assert kiosk.content is not None
    opening = kiosk.opening_of(kiosk.content.lanes[0], SATURDAY)
    kiosk.stop()
    assert opening.is_open is is_open
    assert (opening.why is None) is is_open


def test_a_parked_terminal_starts_and_stops_without_a_thread(tmp_path: Path) -> None:
    before = threading.active_count()
    kiosk = parked(settings_of(tmp_path), (), time=TurnedTime(), journal=KeptJournal(), mailbox=Mailbox())
    kiosk.start()
    assert threading.active_count() == before
    kiosk.stop()
    assert not (tmp_path / "state").exists()


def test_slips_address_citizens_as_the_screen_does(tmp_path: Path) -> None:
    slips = []
    for number, you in enumerate(("Ông/Bà", "Ông/Bà", "Quý khách")):
        with AtTheKiosk(tmp_path / str(number), terminal={"form_of_address": you}) as kiosk:
            kiosk.touch("Lấy số thứ tự", "Hộ tịch, chứng thực")
            slips.append((kiosk.printed / "001.png").read_bytes())
    assert slips[0] == slips[1]
    assert slips[0] != slips[2]


# For technicians


def test_a_look_at_the_printer_tells_and_lets_go(tmp_path: Path) -> None:
    settings = Settings()
    assert printer_now(settings, tmp_path).may_print
    (tmp_path / "printed" / "printer.toml").write_text('cover = "open"', encoding="utf-8")
    status = printer_now(settings, tmp_path)
    assert status.state is State.BLOCKED
    assert status.conditions == {Condition.COVER_OPEN}


def test_a_look_at_a_printer_that_is_not_there(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, printer={"address": f"escpos+serial://{tmp_path}/no-such-port?baud=9600"})
    assert not printer_now(settings, tmp_path, timeout_s=0.2).may_print


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("keyboard:", ScannerState.READY),
        ("virtual://{folder}/scanner", ScannerState.READY),
        ("serial://{folder}/no-such-port", ScannerState.OFFLINE),
    ],
)
def test_a_look_at_the_scanner(tmp_path: Path, address: str, state: ScannerState) -> None:
    before = threading.active_count()
    settings = settings_of(tmp_path, scanner={"address": address.format(folder=tmp_path)})
    assert scanner_now(settings, timeout_s=PATIENCE_S) is state
    assert threading.active_count() == before


def test_the_content_that_comes_along_is_whole() -> None:
    content, problems = read_content(Settings())
    assert problems == ()
    assert content is not None
    assert content.is_sample


@pytest.mark.parametrize(
    ("address", "slip", "is_compact"),
    [
        ("", "auto", False),
        ("escpos+tcp://127.0.0.1", "auto", False),
        ("escpos+serial:///dev/kiosk-printer?baud=115200", "auto", False),
        ("escpos+serial:///dev/kiosk-printer?baud=19200", "auto", True),
        ("escpos+serial:///dev/kiosk-printer?baud=19200", "full", False),
        ("escpos+tcp://127.0.0.1", "compact", True),
    ],
)
def test_slow_lines_get_the_short_slip_unless_told_otherwise(address: str, slip: str, *, is_compact: bool) -> None:
    assert is_slip_compact(checked({"printer": {"address": address, "slip": slip}})) is is_compact


def test_a_mistake_in_the_centres_own_layout_is_written_down_and_paper_still_comes(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(LAYOUT_FILE.read_text("utf-8").replace("size  = 24", "size  = 9", 1), "utf-8")
    journal = KeptJournal()
    assert slip_layout(checked({"printer": {"layout_file": str(own)}}), journal) == read_layout()
    assert journal.names() == ["ticket-layout-refused"]
    own.write_text(LAYOUT_FILE.read_text("utf-8").replace("size  = 24", "size  = 25", 1), "utf-8")
    assert slip_layout(checked({"printer": {"layout_file": str(own)}}), journal) != read_layout()
