"""One citizen, one terminal, every part real: panel, fingers, serial printer and scanner, office over HTTP."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from tests.devices.real_lines import PtyPrinter, PtyScanner
from tests.whole_terminal import WholeTerminal, office, wait_for, whole_terminal

CODE = "H24.15-261124-0037"
FACT = "4821"
KEYS_OF_A_DESKTOP = (
    *("Escape", "F1", "F11", "Print", "Menu", "super", "super+d", "alt+F4", "alt+Tab"),
    *("ctrl+c", "ctrl+e", "ctrl+q", "ctrl+w", "ctrl+alt+Delete", "ctrl+alt+BackSpace", "ctrl+alt+F2", "ctrl+alt+t"),
)


@dataclass
class Lobby:
    terminal: WholeTerminal
    printer: PtyPrinter
    scanner: PtyScanner


@pytest.fixture
def lobby(tmp_path: Path) -> Iterator[Lobby]:
    with PtyPrinter(tmp_path) as printer, PtyScanner(tmp_path) as scanner, office(tmp_path) as address:
        settings = f"""
            [printer]
            address = "escpos+serial://{printer.path}?baud=115200&flow=none&model=epson-tm-t82iii"
            [scanner]
            address = "serial://{scanner.path}"
            [dossiers]
            provider = "http"
            address = "{address}"
        """
        with whole_terminal(tmp_path, settings) as terminal:
            yield Lobby(terminal, printer, scanner)


@pytest.mark.screen
def test_a_citizen_finds_a_procedure_follows_a_dossier_and_holds_a_ticket(lobby: Lobby) -> None:
    terminal = lobby.terminal
    terminal.sees("home")

    terminal.touch("event-birth")
    terminal.sees("life_event")
    terminal.touch("row-1.001193")
    page = terminal.sees("procedure")
    assert page["heading"]["text"] == "Đăng ký khai sinh"
    terminal.reads("question", "nước ngoài")
    terminal.touch("no")
    terminal.reads("question", "đăng ký kết hôn")
    terminal.touch("yes")
    terminal.reads("question", "Giấy chứng sinh")
    terminal.touch("yes")
    terminal.reads("paper-1", "Giấy chứng sinh")
    assert "Nộp" in terminal.tree()["paper-1"]["say"]
    terminal.touch("bar-home")
    terminal.sees("home")

    wait_for(lambda: terminal.ask(cmd="facts")["scanner"] == "ready", "the scanner")
    lobby.scanner.send(f"{CODE}\r".encode())
    terminal.sees("dossier_status")
    terminal.reads("standing", "Đang giải quyết, đúng hạn")
    assert "who" not in terminal.tree() or "***" not in terminal.tree()["who"]["text"]
    terminal.touch("details")
    terminal.sees("type_receipt_code")
    for digit in FACT:
        terminal.touch(f"key-{digit}")
    terminal.touch("look-up")
    terminal.sees("dossier_status")
    assert "N*** V*** H***" in terminal.reads("who", "***")
    terminal.touch("done")
    terminal.sees("home")

    terminal.touch("bar-language")
    terminal.reads("headline", "What do you need today?")
    terminal.touch("bar-language")
    terminal.reads("headline", "Mời chọn việc cần làm")

    terminal.touch("take-ticket")
    terminal.sees("take_ticket")
    terminal.touch("lane-civil_status")
    terminal.sees("ticket_issued")
    number = terminal.reads("number", "A")
    terminal.reads("heading", "Mời lấy phiếu ở khe in")
    (slip,) = wait_for(lobby.printer.pictures, "the slip")
    assert barcode(slip).endswith(f"-{number}")

    assert_nothing_personal(terminal.log)


@pytest.mark.screen
def test_without_paper_the_number_stays_and_is_printed_when_paper_is_back(lobby: Lobby) -> None:
    terminal = lobby.terminal
    terminal.sees("home")
    lobby.printer.tell(paper_out=True)
    wait_for(lambda: terminal.ask(cmd="facts")["printer"]["state"] == "blocked", "the terminal to notice")
    terminal.touch("take-ticket")
    terminal.reads("hint", "Máy in chưa sẵn sàng")
    terminal.touch("lane-land")
    page = terminal.sees("paper_trouble")
    assert page["heading"]["text"] == "Máy đang hết giấy"
    number = page["number"]["text"]
    assert not lobby.printer.pictures()

    lobby.printer.tell(paper_out=False)
    terminal.touch("print-again")
    page = terminal.sees("ticket_issued")
    assert page["number"]["text"] == number
    (slip,) = wait_for(lobby.printer.pictures, "the slip")
    assert barcode(slip).endswith(f"-{number}")
    facts = terminal.ask(cmd="facts")
    assert facts["lanes"]["land"]["waiting"] == 1


@pytest.mark.screen
def test_the_inspection_socket_is_for_this_user_only_and_no_desktop_is_reached_by_keys(lobby: Lobby) -> None:
    terminal = lobby.terminal
    terminal.sees("home")
    assert stat.S_IMODE(terminal.inspection.stat().st_mode) == 0o600
    assert "error" in terminal.ask(cmd="run", code="1")
    assert terminal.ask(cmd="tree")["size"] == [1080, 1920]
    for key in KEYS_OF_A_DESKTOP:
        terminal.press_key(key)
    assert terminal.sees("home")["take-ticket"]["enabled"]
    assert terminal.running.poll() is None


def barcode(slip: Image.Image) -> str:
    """What an independent decoder reads off a slip."""
    (found,) = zxingcpp.read_barcodes(slip.convert("L"))
    assert found.format == zxingcpp.BarcodeFormat.Code128
    return str(found.text)


def assert_nothing_personal(log: Path) -> None:
    written = log.read_text(encoding="utf-8")
    assert '"event": "scanned"' in written
    for personal in (CODE, CODE[-4:], FACT, "N***"):
        assert personal not in written
