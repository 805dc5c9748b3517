"""The stage: a whole terminal on virtual devices, without a window, a thread or a clock that runs by itself.

Everything behind the glass is real: the assembled kiosk, its store, its printer of pictures, the sample office and
the sample content. Only time and workers are the test's: it is Wednesday 25/11/2026, 09:42, until it is turned.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
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
from kiosk.content.known_good import FILE_NAME as KNOWN_GOOD
from kiosk.content.known_good import read_or_keep
from kiosk.content.shelf import SAMPLE
from kiosk.journal import KeptJournal
from kiosk.mailbox import Mailbox
from kiosk.session.situation import ScreenName
from kiosk.settings import Settings
from kiosk.settings_file import checked
from kiosk.staff_acts import REPORT_JOB, TEST_JOB
from kiosk.tallies import Tally, open_tallies
from kiosk.tickets.checklist_print import LIST_JOBS
from kiosk.tickets.status_slip_print import STATUS_JOBS
from kiosk.time_source import TurnedTime
from kiosk.workers import AtOnce, Kept
from screens.code_keys import code_keys
from screens.keyboard import keys_of
from screens.terminal import Terminal
from screens.typed import LAYERS, LayerName

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
        "Giải quyết đúng hạn": "see_board",
    },
    "life_event": {"Gọi cán bộ": "call_staff", "Gõ tìm": "search"},
    "search": {
        "Xoá": "clear",
        "Xem tất cả": "see_all",
        "Xem theo việc gia đình": "clear",
        "Gọi cán bộ": "call_staff",
    },
    "all_procedures": {"Gõ tìm": "search"},
    "procedure": {
        "Lấy số làm thủ tục này": "take_ticket",
        "In danh sách": "print_list",
        "Mở trên điện thoại": "open_phone",
        "Có": "answer_yes",
        "Không": "answer_no",
        "Chưa rõ": "answer_unsure",
        "Đổi câu trả lời": "ask_again",
    },
    "dossier_status": {
        "In phiếu tình trạng": "print_slip",
        "Lấy số nhận kết quả": "take_ticket",
        "Xem chi tiết": "aside",
        "Nhận tin qua Zalo": "aside",
        "Đánh giá": "rate",
        "Xong": "done",
    },
    "not_a_receipt": {
        "Thử lại": "primary",
        "Nhập lại mã": "primary",
        "Nhập mã hồ sơ bằng tay": "primary",
        "Nhập mã khác": "primary",
        "Tìm thủ tục": "find",
        "Gọi cán bộ": "call_staff",
    },
    "type_receipt_code": {
        "Mã có chữ khác": "aside",
        "Dùng thẻ căn cước để xác minh": "use_card",
        "Chờ thẻ lần nữa": "primary",
        "Gõ thay vì dùng thẻ": "aside",
        "Xoá hết": "clear",
        "Xoá một số": "rub_out",
        "Bỏ qua": "aside",
        "Xem tình trạng": "primary",
    },
    "on_time_board": {"Tra hồ sơ của tôi": "type_code", "Góp ý, phản ánh": "comment"},
    "rating": {"Viết góp ý": "write", "Bỏ qua": "skip", "Xong": "skip", "Gửi": "send"},
    "feedback": {"Gửi": "send", "Xong": "done"},
    "take_ticket": {"Ưu tiên": "toggle_priority", "Chưa biết chọn ô nào?": "guide"},
    "ticket_issued": {"In lại": "print_again", "Xong": "done", "Xem giấy tờ cần có": "see_papers"},
    "paper_trouble": {"Đã nhớ số, xong": "done", "In lại": "print_again", "Gọi cán bộ": "call_staff"},
    "comfort": {"Đặt lại": "restore", "Xong": "done"},
    "still_there": {"Tôi còn ở đây": "here", "Xong, về trang đầu": "leave"},
    "out_of_service": {"Nhập mã hồ sơ": "type_code"},
    "staff_pin": {
        "Xoá hết": "clear",
        "Xoá một số": "rub_out",
        "Thoát": "leave",
        "Vào": "primary",
        "Tiếp tục": "primary",
    },
    "device_check": {
        "Thoát": "leave",
        "In thử": "test_print",
        "Quét thử": "test_scan",
        "Thử chạm": "test_touch",
        "Thử loa": "test_sound",
        "Tải dữ liệu": "reload",
        "Đã thay giấy": "roll_changed",
        "Nhật ký": "journal",
        "Kiểm tra lại": "look_again",
        "Đạt": "say_yes",
        "Nghe rõ": "say_yes",
        "Không đạt": "say_no",
        "Không nghe": "say_no",
        "Xong": "close",
        "In tất cả": "print_all",
    },
    "installation": {
        "Xem lại": "look_again",
        "Máy này": "see_machine",
        "Từng mục": "see_settings",
        "Thiết bị": "see_devices",
    },
    "content_on_kiosk": {"Tải dữ liệu": "reload", "Xem lỗi": "see_problems"},
    "lanes_today": {
        "Câu khác": "other_notice",
        "Bắt đầu ngày mới": "ask_day",
        "Số chưa in": "see_unprinted",
        "Giữ hàng đợi qua đêm": "switch_overnight",
        "Bật thông báo": "switch_notice",
    },
    "journal_page": {"Xem báo cáo": "other_view", "Xem nhật ký": "other_view", "In báo cáo": "print_report"},
}
OUT = ("confirmed", "assumed")
PIN = "480615"
OF_STAFF = (TEST_JOB, REPORT_JOB)


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
    journal   where events are kept; a new one when not given
    """

    def __init__(
        self,
        folder: Path,
        *,
        at: datetime | None = None,
        patient: bool = False,
        journal: KeptJournal | None = None,
        **sections: Mapping[str, object],
    ) -> None:
        self.folder = folder
        self.settings = settings_of(folder, **sections)
        self.time = TurnedTime() if at is None else TurnedTime(at)
        self.journal = journal or KeptJournal()
        started_before(self.settings)
        self.kiosk = assemble(self.settings, time=self.time, journal=self.journal, mailbox=Mailbox())
        self.kiosk.pause = self.time.turn
        self.worker = Kept(self.kiosk.mailbox) if patient else AtOnce(self.kiosk.mailbox)
        self.kiosk.printer = self.kiosk.network = self.worker
        self.kiosk.staff.worker = self.worker
        self.kiosk.voice = AtOnce(self.kiosk.mailbox)
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

    def type_signs(self, signs: str) -> None:
        """Touch keys of the keyboard for codes."""
        for sign in signs:
            assert sign in {key.code for key in code_keys()}, f"there is no key for {sign!r}"
            self.terminal.touched()
            self.terminal.presenter.press(sign)  # type: ignore[attr-defined]

    def type_words(self, text: str) -> None:
        """Touch keys of the search's keyboard, letter by letter, and rest until results are there."""
        for letter in text:
            self.press_key({" ": "space"}.get(letter, letter))
        self.turn_clock(STEP_S)

    def press_key(self, code: str) -> None:
        """One key of the keyboard in front; on the way, the key of the layer that has it."""
        presenter: Any = self.terminal.presenter
        for layer in ("", *LAYERS):
            if layer and code not in _codes(presenter.state.typed.layer):
                presenter.press(layer)
        assert code in _codes(presenter.state.typed.layer), f"there is no key for {code!r}"
        self.terminal.touched()
        presenter.press(code)
        self.deliver()

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

    # What staff do

    def hold_the_mark(self) -> None:
        """Five seconds on the mark of the header."""
        self.terminal.staff_wish_in()
        self.deliver()

    def staff_come(self, pin: str = PIN) -> None:
        """Staff hold the mark and enter their PIN; a terminal without one gets it first."""
        self.kiosk.staff.door.set_first_pin(pin)
        self.hold_the_mark()
        self.type_digits(pin)
        self.touch("Vào")

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

    def lose_the_gateway(self, port: int) -> None:
        """From now on dossiers are asked about at a port of this machine where nobody listens."""
        dossiers = {"provider": "http", "address": f"http://127.0.0.1:{port}", "total_timeout_s": 1.0}
        self.kiosk.settings = replace(self.kiosk.settings, dossiers=checked({"dossiers": dossiers}).dossiers)
        self.kiosk._lookup = None

    def let_it_finish(self) -> None:
        """Whatever waits on a worker is done now."""
        if isinstance(self.worker, Kept):
            self.worker.finish()
        self.deliver()

    # What time does

    def turn_clock(self, seconds: float, *, strides: int = 1) -> None:
        """Let time pass as the window does: ticks, and the heartbeat of the printer's thread.

        strides  of the window's steps taken at once, where hours pass and nobody looks at every second.
        """
        for _ in range(round(seconds / STEP_S / strides)):
            self.time.turn(STEP_S * strides)
            beats, self._steps = self._steps // STEPS_A_HEARTBEAT, self._steps + strides
            if self._steps // STEPS_A_HEARTBEAT > beats:
                self.kiosk.at_printer.look_around()
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
        return self.terminal.presenters[self.screen].state

    def sees(self, screen: ScreenName, **expected: object) -> None:
        """The page in front, and what it shows: fields of its state, or its texts in the citizen's language."""
        shown = {name: self.shown(name) for name in expected}
        assert (self.screen, shown) == (screen, expected), f"there is {self.screen}: {shown}"

    def shown(self, name: str) -> object:
        """One field of the state in front, or one of its texts, every blank an ordinary one."""
        found = getattr(self.state, name)
        value: object = found(self.terminal.words) if callable(found) else found
        return plain(value) if isinstance(value, str) else value

    def scanner_line(self) -> str:
        """The line about the scanner that lies over every page; nothing most of the time."""
        return plain(self.terminal.frame().notice_text(self.terminal.words))

    def sheet(self) -> tuple[str, str]:
        """Heading and sentences of the sheet over the page; a test that asks expects one."""
        sheet = self.terminal.sheet()
        assert sheet is not None
        return plain(sheet.heading), plain(sheet.sentences)

    @property
    def whole_tickets(self) -> list[str]:
        """The slips that came out whole, read by an independent decoder from their barcodes; «in lại» as journalled."""
        folder = SlipFolder(self.printed)
        numbers = [
            number
            for number in folder.numbers()
            if not self._job_of(number).startswith((LIST_JOBS, STATUS_JOBS, *OF_STAFF))
        ]
        facts = {number: self.facts_of(number) for number in numbers}
        out = [number for number in numbers if facts[number]["rows"] == facts[number]["of_rows"]]
        whole = [self._code_on(number).split("-", 2)[2] for number in out]
        marks = [fields["is_reprint"] for fields in self.events("ticket-slip-ended") if fields["paper"] in OUT]
        return [f"{number} in lại" if mark else number for number, mark in zip(whole, marks, strict=True)]

    @property
    def printed_lists(self) -> list[str]:
        """The lists of papers that came out: what an independent decoder reads from their QR codes."""
        numbers = SlipFolder(self.printed).numbers()
        return [self._code_on(number) for number in numbers if self._job_of(number).startswith(LIST_JOBS)]

    @property
    def printed_statuses(self) -> list[Path]:
        """The pictures of the statuses that came out."""
        numbers = SlipFolder(self.printed).numbers()
        found = [number for number in numbers if self._job_of(number).startswith(STATUS_JOBS)]
        return [self.printed / f"{number:03d}.png" for number in found]

    @property
    def printed_for_staff(self) -> list[str]:
        """The jobs of test slips and reports that came out."""
        jobs = [self._job_of(number) for number in SlipFolder(self.printed).numbers()]
        return [job for job in jobs if job in OF_STAFF]

    @property
    def printed(self) -> Path:
        """Where the virtual printer puts its slips."""
        return self.kiosk.folder / "printed"

    def counted(self, kind: str) -> tuple[Tally, ...]:
        """What the terminal has counted of a kind, most often first."""
        tallies = open_tallies(self.kiosk.folder)
        found = tallies.listed(kind)
        tallies.close()
        return found

    def events(self, name: str) -> list[dict[str, object]]:
        """The fields of every event of this name in the journal."""
        return [fields for event, fields in self.journal.events if event == name]

    def facts_of(self, slip: int) -> dict[str, Any]:
        """What the virtual printer notes beside a slip: job, rows, of_rows, when, outcome."""
        facts: dict[str, Any] = json.loads((self.printed / f"{slip:03d}.json").read_text("utf-8"))
        return facts

    def _code_on(self, slip: int) -> str:
        with Image.open(self.printed / f"{slip:03d}.png") as picture:
            codes = zxingcpp.read_barcodes(picture.convert("L"))
        return codes[0].text if codes else "-(torn)"

    def _job_of(self, slip: int) -> str:
        job: str = self.facts_of(slip)["job"]
        return job

    def _touchable(self, label: str) -> Callable[[], object]:
        found = self._touchables()
        assert label in found, f"«{label}» is not on {self.screen}; there are: {', '.join(found)}"
        return found[label]

    def _touchables(self) -> dict[str, Callable[[], object]]:
        sheet = self.terminal.sheet()
        if self.screen == "still_there":
            asking = self.terminal.presenters["still_there"]
            return {label: getattr(asking, verb) for label, verb in BUTTONS["still_there"].items()}
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
            case "search":
                found = state.shown if state.has_results else state.shown_chips
                rows = {row.title.vi: partial(presenter.open, row.code) for row in found}
                rows |= {event.name.vi: partial(presenter.open_event, event.code) for event in state.events}
                rows |= {word: partial(presenter.choose_word, word) for word in state.candidates}
            case "all_procedures":
                rows = {row.title.vi: partial(presenter.choose, row.code) for row in state.shown}
            case "on_time_board":
                words = self.terminal.words
                rows = {key.label(words): partial(presenter.choose_period, key.kind) for key in state.periods}
            case "rating":
                words = self.terminal.words
                rows = {face.label(words): partial(presenter.rate, face.score) for face in state.faces}
                rows |= {chip.label(words): partial(presenter.toggle, chip.reason) for chip in state.chips}
            case "feedback":
                words = self.terminal.words
                rows = {chip.label(words): partial(presenter.toggle, chip.reason) for chip in state.chips}
                rows |= {word: partial(presenter.choose_word, word) for word in state.candidates}
            case "procedure" if state.target:
                rows = {state.target.title.vi: presenter.open_target}
            case "take_ticket":
                rows = {tile.lane.name: partial(presenter.choose, tile.code) for tile in state.shown}
                rows |= {chip.klass.name.vi: partial(presenter.choose_class, chip.klass.code) for chip in state.chips}
            case "lanes_today":
                rows = {f"Đóng {row.name.vi}": partial(presenter.door, row.code) for row in state.shown}
                rows |= {f"Hết số {row.name.vi}": partial(presenter.end, row.code) for row in state.shown}
            case "device_check":
                rows = {f"In {row.code}": partial(presenter.print_one, row.code) for row in state.shown}
                rows |= {f"Huỷ {row.code}": partial(presenter.ask_void, row.code) for row in state.shown}
            case _:
                pass
        further = "Xem thêm" if self.screen == "search" else "Trang sau"
        pager = {further: 1, "Trang trước": -1} if getattr(state, "pages", 1) > 1 else {}
        turns: dict[str, Callable[[], object]] = {label: partial(presenter.turn, by) for label, by in pager.items()}
        return {plain(label): what for label, what in rows.items()} | turns


@cache
def sample_once_checked() -> bytes:
    """What a terminal keeps of the sample content after its first start; the check itself takes half a second."""
    with tempfile.TemporaryDirectory() as folder:
        read_or_keep(SAMPLE, kept_in=Path(folder))
        return (Path(folder) / KNOWN_GOOD).read_bytes()


def started_before(settings: Settings) -> None:
    """Leave the state folder of a terminal that has shown the sample content before: all but the first start."""
    folder = settings.terminal.state_folder
    if folder is None or settings.content.folder is not None or folder.is_file():
        return
    if not (folder / KNOWN_GOOD).exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / KNOWN_GOOD).write_bytes(sample_once_checked())


def _codes(layer: LayerName) -> set[str]:
    return {key.code for key in keys_of(layer)}


class OpenKiosk(Protocol):
    """Puts up a terminal that differs from the usual one; see AtTheKiosk."""

    def __call__(self, *, at: datetime | None = None, patient: bool = False, **sections: object) -> AtTheKiosk: ...


def settings_of(folder: Path, **sections: Mapping[str, object]) -> Settings:
    """A terminal's settings: its state below `folder`, hours as in an office, and what a test wants otherwise."""
    usual: dict[str, dict[str, object]] = {
        "sound": {"output": "none"},
        "terminal": {"state_folder": folder / "state", "always_open": False},
    }
    tables = {name: {**usual.get(name, {}), **table} for name, table in {**usual, **sections}.items()}
    return checked(tables)
