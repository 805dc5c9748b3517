"""The stage: a whole terminal on virtual devices, without a window, a thread or a clock that runs by itself.

Everything behind the glass is real: the assembled kiosk, its store, its printer of pictures, the sample office and
the sample content. Only time and workers are the test's: it is Wednesday 25/11/2026, 09:42, until it is turned.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol, Self

import zxingcpp
from PIL import Image

from devices.printers.slip_folder import SlipFolder
from devices.printers.virtual_orders import CONTROL_FILE
from devices.scanners.contract import OnScan, OnState, OnTrouble, ScannerState
from devices.scanners.framing import Framer
from devices.scanners.telling import Telling
from kiosk.assembly import HEARTBEAT_S, assemble
from kiosk.journal import KeptJournal
from kiosk.mailbox import Mailbox
from kiosk.session.situation import ScreenName
from kiosk.settings import Settings
from kiosk.settings_file import checked
from kiosk.time_source import TurnedTime
from kiosk.workers import AtOnce, Kept
from screens.terminal import Terminal

# Both are whole in binary, so that sums of them never miss a limit by a hair.
STEP_S = 0.25
STEPS_A_HEARTBEAT = int(HEARTBEAT_S / STEP_S)
NO_BREAK = "\u00a0"
# What stands on the buttons of a page, and the verb behind it; lists and keys of the bar are found below.
BUTTONS: Mapping[ScreenName, Mapping[str, str]] = {
    "home": {
        "Lấy số thứ tự": "take_ticket",
        "Tìm thủ tục": "find",
        "Nhập mã bằng tay": "type_code",
        "Nhập mã hồ sơ": "type_code",
    },
    "life_event": {"Lấy số": "take_ticket"},
    "procedure": {"Lấy số làm thủ tục này": "take_ticket", "Mở trên điện thoại": "open_phone"},
    "dossier_status": {
        "Lấy số nhận kết quả": "take_ticket",
        "Xem chi tiết": "see_details",
        "Nhận tin qua Zalo": "open_phone",
        "Xong": "done",
    },
    "not_a_receipt": {
        "Thử lại": "primary",
        "Nhập lại mã": "primary",
        "Nhập mã hồ sơ bằng tay": "primary",
        "Tìm thủ tục": "find",
        "Gọi cán bộ": "call_staff",
    },
    "type_receipt_code": {
        "Xoá hết": "clear",
        "Xoá một số": "rub_out",
        "Bỏ qua": "skip",
        "Xem tình trạng": "look_up",
    },
    "take_ticket": {"Ưu tiên": "toggle_priority", "Chưa biết chọn ô nào?": "guide"},
    "ticket_issued": {"In lại": "print_again", "Xong": "done"},
    "paper_trouble": {"Đã nhớ số, xong": "done", "In lại": "print_again", "Gọi cán bộ": "call_staff"},
    "out_of_service": {"Nhập mã hồ sơ": "type_code"},
}
OUT = ("confirmed", "assumed")


def plain(text: str) -> str:
    """A text without the blanks that only keep words on one line."""
    return text.replace(NO_BREAK, " ")


class ScannerInHand:
    """A scanner that needs no thread: it reads at the moment something is held to it, by the real rules."""

    def __init__(self, time: TurnedTime) -> None:
        self._time = time
        self._framer = Framer("in hand", terminator="lf")
        self._telling: Telling | None = None

    def listen(self, on_scan: OnScan, on_state: OnState, on_trouble: OnTrouble) -> None:
        self._telling = Telling(on_scan, on_state, on_trouble)
        self._telling.state(ScannerState.READY)

    def close(self) -> None:
        self._telling = None

    def read(self, data: bytes) -> None:
        if self._telling is not None:
            self._telling.found(self._framer.feed(data + b"\n", self._time.stopwatch_s()))

    def is_now(self, state: ScannerState) -> None:
        if self._telling is not None:
            self._telling.state(state)


class AtTheKiosk:
    """One terminal and who stands before it; to be used in a `with`.

    sections  tables of kiosk.toml that differ from a lobby's terminal on a desk
    at        the moment it is
    patient   work waits until `let_it_finish`: for looking at the moment in between
    """

    def __init__(
        self, folder: Path, *, at: datetime | None = None, patient: bool = False, **sections: Mapping[str, object]
    ) -> None:
        self.folder = folder
        self.settings = settings_of(folder, **sections)
        self.time = TurnedTime() if at is None else TurnedTime(at)
        self.journal = KeptJournal()
        self.kiosk = assemble(self.settings, time=self.time, journal=self.journal, mailbox=Mailbox())
        self.kiosk.pause = self.time.turn
        self.worker = Kept(self.kiosk.mailbox) if patient else AtOnce(self.kiosk.mailbox)
        self.kiosk.printer = self.kiosk.network = self.worker
        self.kiosk.scanner_thread = AtOnce(self.kiosk.mailbox)
        self.scanner = self.kiosk.scanner_device = ScannerInHand(self.time)
        self.terminal = Terminal(self.kiosk)
        self._steps = 0

    def __enter__(self) -> Self:
        self.kiosk.start()
        self.let_it_finish()
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.kiosk.stop()

    # What a citizen does

    def touch(self, *labels: str) -> None:
        """Touch what stands on the glass, one after the other, by its Vietnamese words."""
        for label in labels:
            self.terminal.touched()
            self._touchable(label)()
            self.deliver()

    def offers(self, label: str) -> bool:
        """Whether such a thing can be touched now."""
        return label in self._touchables()

    def type_digits(self, digits: str) -> None:
        """Touch keys of the number pad."""
        for digit in digits:
            self.terminal.touched()
            self.terminal.presenter.press(digit)  # type: ignore[attr-defined]

    def type_code(self, day: str, serial: str) -> None:
        """Type a receipt code from the start page and ask for it."""
        self.touch("Nhập mã bằng tay")
        self.type_digits(day + serial)
        self.touch("Xem tình trạng")

    def scan(self, text: str | bytes) -> None:
        """Hold a code to the scanner."""
        self.turn_clock(2)  # nobody scans twice within that time, and a scanner in doubt reads twice
        self.scanner.read(text if isinstance(text, bytes) else text.encode())
        self.deliver()

    def speaks_english(self) -> None:
        """The key of the bar that says «English»."""
        self.terminal.press_key("language")
        self.deliver()

    # What machines do

    def let_paper_run_out(self, *, after_rows: int | None = None) -> None:
        """The roll is empty, at once or so many rows into the next slip."""
        self.tell_printer('paper = "out"' if after_rows is None else f"paper_ends_at_row = {after_rows}")

    def put_in_paper(self) -> None:
        """A new roll, the cover closed, the plug in: all is well with the printer."""
        self.tell_printer("")

    def open_cover(self) -> None:
        """The printer stands open."""
        self.tell_printer('cover = "open"')

    def unplug_printer(self) -> None:
        """The printer has lost its cable."""
        self.tell_printer("offline = true")

    def printer_cannot_confirm(self) -> None:
        """A printer of the kind that never says when a slip is out."""
        self.tell_printer("confirms = false")

    def tell_printer(self, orders: str) -> None:
        """What printer.toml says from now on; see devices.printers.virtual_orders."""
        self.printed.mkdir(parents=True, exist_ok=True)
        (self.printed / CONTROL_FILE).write_text(f"{orders}\n", encoding="utf-8")

    def unplug_scanner(self) -> None:
        """The scanner has lost its cable."""
        self.scanner.is_now(ScannerState.OFFLINE)
        self.deliver()

    def plug_in_scanner(self) -> None:
        """And has it back."""
        self.scanner.is_now(ScannerState.READY)
        self.deliver()

    def let_it_finish(self) -> None:
        """Whatever waits on a worker is done now."""
        if isinstance(self.worker, Kept):
            self.worker.finish()
        self.deliver()

    # What time does

    def turn_clock(self, seconds: float) -> None:
        """Let time pass as the window does: ticks, and the heartbeat of the printer's thread."""
        for _ in range(round(seconds / STEP_S)):
            self.time.turn(STEP_S)
            self._steps += 1
            if self._steps % STEPS_A_HEARTBEAT == 0:
                self.kiosk._heartbeat()
            self.deliver()
            self.terminal.tick()

    def it_is(self, moment: datetime) -> None:
        """Nobody came until this moment."""
        self.time.turn((moment - self.time.now()).total_seconds())
        self.turn_clock(HEARTBEAT_S)

    def deliver(self) -> None:
        """The screen's thread opens its letters, and what those bring."""
        while self.kiosk.mailbox.deliver():
            pass

    # What is seen

    @property
    def screen(self) -> ScreenName:
        """The page in front."""
        return self.terminal.screen

    @property
    def state(self) -> Any:
        """What the page in front shows."""
        return self.terminal.presenter.state

    def sees(self, screen: ScreenName, **expected: object) -> None:
        """The page in front, and what it shows: fields of its state, or its texts in the citizen's language."""
        shown = {name: self.shown(name) for name in expected}
        assert (self.screen, shown) == (screen, expected), f"there is {self.screen}: {shown}"

    def shown(self, name: str) -> object:
        """One field of the state in front, or one of its texts, every blank an ordinary one."""
        found = getattr(self.state, name)
        value: object = found(self.terminal.words) if callable(found) else found
        return plain(value) if isinstance(value, str) else value

    def sheet(self) -> tuple[str, str]:
        """Heading and sentences of the sheet over the page; a test that asks expects one."""
        sheet = self.terminal.sheet()
        assert sheet is not None
        return plain(sheet.heading), plain(sheet.sentences)

    @property
    def whole_tickets(self) -> list[str]:
        """The slips that came out whole, read by an independent decoder from their barcodes; «in lại» as journalled."""
        folder = SlipFolder(self.printed)
        slips = [(self._number_on(number), self.facts_of(number)) for number in folder.numbers()]
        whole = [number for number, facts in slips if facts["rows"] == facts["of_rows"]]
        marks = [fields["is_reprint"] for fields in self.events("ticket-slip-ended") if fields["paper"] in OUT]
        return [f"{number} in lại" if mark else number for number, mark in zip(whole, marks, strict=True)]

    @property
    def printed(self) -> Path:
        """Where the virtual printer puts its slips."""
        return self.kiosk.folder / "printed"

    def events(self, name: str) -> list[dict[str, object]]:
        """The fields of every event of this name in the journal."""
        return [fields for event, fields in self.journal.events if event == name]

    def facts_of(self, slip: int) -> dict[str, Any]:
        """What the virtual printer notes beside a slip: job, rows, of_rows, when, outcome."""
        facts: dict[str, Any] = json.loads((self.printed / f"{slip:03d}.json").read_text("utf-8"))
        return facts

    def _number_on(self, slip: int) -> str:
        with Image.open(self.printed / f"{slip:03d}.png") as picture:
            codes = zxingcpp.read_barcodes(picture.convert("L"))
        return codes[0].text.partition("-")[2] if codes else "(torn)"

    def _touchable(self, label: str) -> Callable[[], object]:
        found = self._touchables()
        assert label in found, f"«{label}» is not on {self.screen}; there are: {', '.join(found)}"
        return found[label]

    def _touchables(self) -> dict[str, Callable[[], object]]:
        sheet = self.terminal.sheet()
        if sheet is not None:
            buttons = {sheet.primary: True, sheet.secondary: False}
            return {text: partial(self.terminal.press_sheet, primary=p) for text, p in buttons.items() if text}
        presenter: Any = self.terminal.presenter
        named = {label: getattr(presenter, verb) for label, verb in BUTTONS[self.screen].items()}
        words = self.terminal.words
        codes = {key.label(words): key.code for key in self.terminal.frame().keys}
        bar = {label: partial(self.terminal.press_key, code) for label, code in codes.items()}
        return bar | self._rows(presenter) | named

    def _rows(self, presenter: Any) -> dict[str, Callable[[], object]]:
        """The tiles and rows of a page, by what stands on them."""
        state = presenter.state
        rows: dict[str, Callable[[], object]] = {}
        match self.screen:
            case "home":
                rows = {event.name.vi: partial(presenter.open_event, event.code) for event in state.events}
            case "life_event":
                rows = {row.title.vi: partial(presenter.open, row.code) for row in state.shown}
            case "take_ticket":
                rows = {tile.lane.name: partial(presenter.choose, tile.code) for tile in state.shown}
            case _:
                pass
        pager = {"Trang sau": 1, "Trang trước": -1} if getattr(state, "pages", 1) > 1 else {}
        turns: dict[str, Callable[[], object]] = {label: partial(presenter.turn, by) for label, by in pager.items()}
        return {plain(label): what for label, what in rows.items()} | turns


class OpenKiosk(Protocol):
    """Puts up a terminal that differs from the usual one; see AtTheKiosk."""

    def __call__(self, *, at: datetime | None = None, patient: bool = False, **sections: object) -> AtTheKiosk: ...


def settings_of(folder: Path, **sections: Mapping[str, object]) -> Settings:
    """A terminal's settings: its state below `folder`, hours as in an office, and what a test wants otherwise."""
    usual: dict[str, dict[str, object]] = {"terminal": {"state_folder": folder / "state", "always_open": False}}
    tables = {name: {**usual.get(name, {}), **table} for name, table in {**usual, **sections}.items()}
    return checked(tables)
