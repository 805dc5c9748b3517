"""`devices …`: what a technician sees of printers and scanners on real lines."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import pytest
import zxingcpp

from devices.printers.contract import Condition
from devices.transports.recorded_turns import read_turns
from kiosk.command_line import command_line
from kiosk.health.device_trials import FILE, KEPT, Trial, keep_trial, last_of, trials
from kiosk.tickets.trial_slip import CODE, LAST_LINE, trial_slip
from kiosk.time_source import HERE
from kiosk.verbs.device_cures import BUSY, CURES, cures_of
from kiosk.verbs.devices import GOOD, TROUBLE, WRONG
from kiosk.verbs.scanning import watch
from tests.devices.real_lines import PtyPrinter, PtyScanner, TcpPrinter
from tests.printed_paper import CLEAR

RECEIPT = b"H24.15-261124-0037"


class Technician:
    """Types verbs and reads what comes; the state folder is the test's."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.state = folder / "state"
        self._capsys = capsys
        monkeypatch.setenv("KIOSK_STATE", str(self.state))
        monkeypatch.chdir(folder)

    def types(self, *arguments: str) -> int:
        self.status = command_line(["devices", *arguments])
        said = self._capsys.readouterr()
        self.out, self.err = said.out, said.err
        return self.status

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def technician(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Technician:
    return Technician(tmp_path, capsys, monkeypatch)


def test_what_is_plugged_in_is_listed_or_its_absence_said(technician: Technician) -> None:
    status = technician.types("list", "--json")
    assert (status == GOOD) is bool(technician.lines)
    assert all({"kind", "address", "usb", "name"} <= line.keys() for line in technician.lines)
    assert technician.lines or "Nothing is plugged in" in technician.err


def test_a_test_slip_goes_through_the_line_whole_and_its_codes_can_be_read(
    technician: Technician, tmp_path: Path
) -> None:
    with PtyPrinter(tmp_path) as printer:
        address = f"escpos+serial://{printer.path}?baud=115200&flow=none&model=epson-tm-t82iii"
        assert technician.types("print-test", address, "--json") == GOOD
        (slip,) = printer.pictures()
    assert technician.lines[0]["outcome"] == "printed"
    assert {code.text for code in zxingcpp.read_barcodes(slip.convert("L"))} == {CODE}


def test_a_printer_without_paper_is_told_and_the_result_kept(technician: Technician) -> None:
    with TcpPrinter() as printer:
        printer.change(paper_out=True)
        address = f"escpos+tcp://127.0.0.1:{printer.port}?model=epson-tm-t82iii"
        assert technician.types("print-test", address) == TROUBLE
    assert "paper-out" in technician.out
    assert "Put in a new roll." in technician.out
    assert BUSY not in technician.out
    (kept,) = trials(technician.state)
    assert (kept.test, kept.passed) == ("print-test", False)


def test_a_printer_that_cannot_be_opened_may_belong_to_the_running_terminal(technician: Technician) -> None:
    assert technician.types("print-test", "escpos+serial:///dev/not-there", "--json") == TROUBLE
    cures = technician.lines[0]["cures"]
    assert isinstance(cures, list)
    assert any(BUSY in cure for cure in cures)


def test_every_condition_a_printer_can_complain_of_has_a_cure() -> None:
    assert CURES.keys() == set(Condition) - {Condition.NOT_SUPPORTED}
    assert list(cures_of({Condition.COVER_OPEN, Condition.PAPER_OUT})) == [
        CURES[Condition.PAPER_OUT],
        CURES[Condition.COVER_OPEN],
    ]


def test_a_probe_says_who_is_there_and_what_it_answers(technician: Technician, tmp_path: Path) -> None:
    with PtyPrinter(tmp_path) as printer:
        address = f"escpos+serial://{printer.path}?baud=115200&flow=none&model=epson-tm-t82iii"
        technician.types("probe", address, "--json")
    answers = technician.lines[0]["answers"]
    assert isinstance(answers, list)
    assert {"dle-eot-1", "dle-eot-2", "dle-eot-4", "process-id"} <= set(answers)


def test_a_silent_printer_is_trouble_and_advice_comes_with_it(technician: Technician) -> None:
    with TcpPrinter() as printer:
        printer.change(mute=True)
        assert technician.types("probe", f"escpos+tcp://127.0.0.1:{printer.port}?model=epson-tm-t82iii") == TROUBLE
    assert "answers     nothing" in technician.out
    assert "advice" in technician.out


def test_nobody_can_be_asked_behind_a_folder(technician: Technician, tmp_path: Path) -> None:
    assert technician.types("probe", f"virtual://{tmp_path}/printed") == WRONG
    assert technician.types("record", f"virtual://{tmp_path}/printed", str(tmp_path / "x.jsonl")) == WRONG


def test_a_wrong_address_is_told_with_what_is_allowed(technician: Technician) -> None:
    for verb in ("probe", "print-test", "scan-test", "watch"):
        assert technician.types(verb, "carrier-pigeon://x") == WRONG
        assert "allowed" in technician.err


def test_a_code_is_told_by_kind_and_length_and_never_by_its_text(technician: Technician, tmp_path: Path) -> None:
    with PtyScanner(tmp_path) as scanner:
        address = f"serial://{scanner.path}?baud=9600&terminator=cr"
        over = Event()

        def hold_it_there() -> None:
            while not over.wait(0.2):  # what comes before the line is opened is rightly thrown away
                scanner.send(b"]C0" + RECEIPT + b"\r")

        sending = Thread(target=hold_it_there, daemon=True)
        sending.start()
        assert technician.types("scan-test", address, "--seconds", "15", "--json") == GOOD
        over.set()
        sending.join(5)
    assert technician.lines[-1] == {"read": "ReceiptCode", "length": len(RECEIPT), "symbology": "C0"}
    assert RECEIPT.decode() not in technician.out + (technician.state / FILE).read_text("utf-8")


def test_a_scanner_that_reads_nothing_fails_its_test(technician: Technician, tmp_path: Path) -> None:
    assert technician.types("scan-test", f"serial://{tmp_path}/none?baud=9600", "--seconds", "0.2") == TROUBLE
    assert "offline" in technician.out
    (kept,) = trials(technician.state)
    assert (kept.passed, kept.finding) == (False, "0 of 1 read")


def test_watching_tells_a_state_when_it_changes(tmp_path: Path) -> None:
    told: list[tuple[object, object]] = []
    with PtyPrinter(tmp_path) as printer:
        address = f"escpos+serial://{printer.path}?baud=115200&flow=none&model=epson-tm-t82iii"

        def said(line: dict[str, object]) -> None:
            told.append((line["state"], line["conditions"]))
            printer.tell(paper_out=True)

        began_s = monotonic()  # the watch ends when the change was told; a change that never comes, after a minute
        now_s = lambda: 2.0 if len(told) > 1 else (monotonic() - began_s) / 60  # noqa: E731 -- as `open_printer` takes it
        assert watch([address], seconds=1.0, as_json=True, now_s=now_s, said=said) == TROUBLE
    assert told == [("ready", []), ("blocked", ["paper-out"])]


def test_watching_ends_with_its_time(technician: Technician, tmp_path: Path) -> None:
    assert technician.types("watch", f"escpos+serial://{tmp_path}/none?baud=115200", "--seconds", "0.01") == TROUBLE


def test_a_recording_holds_both_sides_and_is_never_written_over(technician: Technician, tmp_path: Path) -> None:
    file = tmp_path / "slip.jsonl"
    with TcpPrinter() as printer:
        address = f"escpos+tcp://127.0.0.1:{printer.port}?model=epson-tm-t82iii"
        assert technician.types("record", address, str(file)) == GOOD
        assert {json.loads(line)["dir"] for line in file.read_text("utf-8").splitlines()} == {">", "<"}
        before = file.read_bytes()
        assert technician.types("record", address, str(file)) == WRONG
    assert file.read_bytes() == before
    assert "does not exist" in technician.err


def test_a_recording_goes_on_when_the_line_is_opened_anew(technician: Technician, tmp_path: Path) -> None:
    file = tmp_path / "torn.jsonl"
    with TcpPrinter() as printer:
        printer.change(paper_ends_after_bytes=3000)
        address = f"escpos+tcp://127.0.0.1:{printer.port}?model=epson-tm-t82iii"
        assert technician.types("record", address, str(file)) == TROUBLE
    turns = read_turns(file.read_text("utf-8"))  # refused if its time fell
    assert sum(CLEAR in turn.data for turn in turns) == 2


def test_refused_settings_are_told(technician: Technician, tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text('[printer]\naddress = "nonsense"\n', encoding="utf-8")
    assert technician.types("watch", "--seconds", "0.1") == WRONG
    assert "nonsense" in technician.err


@pytest.mark.parametrize(("width_dots", "dpi"), [(384, 203), (512, 180), (576, 203), (640, 203)])
def test_the_test_slip_has_a_true_hundred_millimetres_and_reaches_both_edges(width_dots: int, dpi: int) -> None:
    slip = trial_slip(width_dots, dpi, ("09:42",))
    pixels = slip.load()
    assert pixels is not None
    runs = [0]
    for y in range(slip.height):
        runs = [*runs, 0] if pixels[28, y] else [*runs[:-1], runs[-1] + 1]
    assert round(100 * dpi / 25.4) in runs
    ruler = next(y for y in range(slip.height) if not pixels[0, y])
    assert not any(pixels[x, ruler] for x in range(width_dots))


def test_its_last_line_says_what_it_means_when_it_is_missing() -> None:
    assert "điều khiển luồng" in LAST_LINE


def test_results_are_kept_by_device_and_the_oldest_forgotten(tmp_path: Path) -> None:
    at = datetime(2026, 11, 25, 9, 42, tzinfo=HERE)
    for number in range(KEPT + 5):
        assert keep_trial(tmp_path, Trial("print-test", f"printer {number % 2}", at, number % 2 == 0, f"slip {number}"))
    assert len(trials(tmp_path)) == KEPT
    assert sorted(trial.finding for trial in last_of(tmp_path)) == [f"slip {KEPT + 3}", f"slip {KEPT + 4}"]


def test_a_damaged_result_is_left_out_and_a_folder_that_cannot_be_written_is_no_end(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"test": 1}\nnonsense\n', encoding="utf-8")
    assert trials(tmp_path) == ()
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert not keep_trial(tmp_path / "file", Trial("x", "y", datetime.now(HERE), passed=True, finding=""))
