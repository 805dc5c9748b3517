"""`devices list | probe | print-test | scan-test | watch | record`: printers and scanners, for technicians.

A device belongs to one program at a time: while the terminal runs, its own devices cannot be opened here.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from devices.address import (
    FilePrinterAddress,
    PrinterAddress,
    SerialPrinterAddress,
    VirtualPrinterAddress,
    parse_printer_address,
    parse_scanner_address,
)
from devices.errors import AddressError
from devices.open_device import link_to, model_at, open_printer
from devices.plugged import Plugged, listed
from devices.printers.contract import Printer, PrintOutcome
from devices.printers.probe import PROBED_BAUDS, ProbeReport, probe
from devices.printers.thermal_printer import ThermalPrinter
from devices.transports.recording_port import RecordingPort
from kiosk.errors import SettingsRefused
from kiosk.health.device_trials import Trial, keep_trial
from kiosk.settings import Settings, find_settings_file, read_settings, state_folder
from kiosk.tickets.trial_slip import trial_slip
from kiosk.time_source import HERE
from kiosk.verbs.device_cures import BUSY, cures_of
from kiosk.verbs.lookup import Subparsers
from kiosk.verbs.scanning import scan_test, watch

GOOD, TROUBLE, WRONG = 0, 1, 2
PROBE_S = 15.0
CHECK_S = 2.0
RULE_LINKS = {"serial": "kiosk-scanner", "usblp": "kiosk-printer", "usb-printer": "", "keyboard": "kiosk-scanner"}


def add_to(verbs: Subparsers) -> None:
    """Describe the verbs."""
    parser = verbs.add_parser(
        "devices", help="printers and scanners: list, probe, print-test, scan-test, watch, record"
    )
    kinds = parser.add_subparsers(
        dest="device_verb", required=True, metavar="list|probe|print-test|scan-test|watch|record"
    )
    found = _verb(kinds, "list", "what is plugged in, with an address for each", list_devices)
    found.add_argument("--udev", action="store_true", help="rules that give each device a lasting name")
    _with_address(_verb(kinds, "probe", "who is at the other end, and what its model promises in vain", probe_device))
    _with_address(_verb(kinds, "print-test", "one test slip: ruler, 100 mm, letters, bands, codes", print_test))
    scans = _with_address(
        _verb(kinds, "scan-test", "what a scanner reads: kind and length, never the text", _scan_test)
    )
    scans.add_argument("--seconds", type=float, default=30.0, help="how long to wait for a code")
    scans.add_argument("--count", type=int, default=1, help="how many codes to read")
    seen = _verb(kinds, "watch", "states as they change, until Ctrl-C", _watch)
    seen.add_argument("addresses", nargs="*", help="default: printer and scanner of the settings")
    seen.add_argument("--seconds", type=float, default=0.0, help="end after so many; 0: never")
    record = _with_address(_verb(kinds, "record", "a test slip's conversation as a file for replaying", record_device))
    record.add_argument("file", type=Path, help="where to write; it must not exist")


def _verb(
    kinds: Subparsers, name: str, meaning: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    verb = kinds.add_parser(name, help=meaning, description=meaning)
    verb.add_argument("--json", action="store_true", help="one JSON object a line")
    verb.add_argument("--settings", type=Path, help="kiosk.toml to use")
    verb.set_defaults(run=partial(_told_mistakes, run))
    return verb


def _with_address(verb: argparse.ArgumentParser) -> argparse.ArgumentParser:
    verb.add_argument("address", nargs="?", help="default: the one of the settings")
    return verb


def _told_mistakes(run: Callable[[argparse.Namespace], int], chosen: argparse.Namespace) -> int:
    try:
        return run(chosen)
    except (AddressError, SettingsRefused) as error:
        sys.stderr.write(f"{error}\n")
        return WRONG


# list


def list_devices(chosen: argparse.Namespace) -> int:
    """Everything plugged in; 1 when there is nothing."""
    found = listed()
    if chosen.udev:
        for each in found:
            if rule := each.udev_rule(RULE_LINKS[each.kind]):
                print(f"# {each.name or each.kind}\n{rule}")
        if not any(each.usb for each in found):
            sys.stderr.write("Nothing on USB is plugged in; everything else keeps its name by itself.\n")
    elif chosen.json:
        for each in found:
            print(json.dumps(asdict(each) | {"address": each.address}, ensure_ascii=False))
    else:
        _table(("kind", "address", "usb", "name"), [_row(each) for each in found])
    if not found:
        sys.stderr.write("Nothing is plugged in that could be a printer or a scanner.\n")
    return GOOD if found else TROUBLE


def _row(each: Plugged) -> tuple[str, ...]:
    return each.kind, each.address, each.usb, each.name


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    for row in (heads, *rows) if rows else ():
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


# probe


def probe_device(chosen: argparse.Namespace) -> int:
    """Ask a printer who it is; 1 when it is silent or differs from its model."""
    address = _printer_address(chosen)
    if isinstance(address, VirtualPrinterAddress | FilePrinterAddress):
        sys.stderr.write("This address has nobody at the other end to ask.\n")
        return WRONG
    own = address.baud if isinstance(address, SerialPrinterAddress) else None
    bauds = (own, *(baud for baud in PROBED_BAUDS if baud != own)) if own else (None,)

    def open_at(baud: int | None, within_s: float) -> Any:
        there = replace(address, baud=baud) if isinstance(address, SerialPrinterAddress) and baud else address
        return link_to(there)(within_s)

    report = probe(open_at, model_at(address), bauds, monotonic, PROBE_S)
    _tell_report(report, as_json=chosen.json)
    return TROUBLE if report.is_silent or report.differences or report.trouble else GOOD


def _tell_report(report: ProbeReport, *, as_json: bool) -> None:
    plain = asdict(report) | {"answers": sorted(report.answers)}
    if as_json:
        print(json.dumps(plain, ensure_ascii=False))
        return
    for name in ("model", "baud", "maker", "name", "firmware", "serial", "suggested"):
        if plain[name]:
            print(f"{name:12}{plain[name]}")
    print(f"{'answers':12}{', '.join(plain['answers']) or 'nothing'}")
    for name in ("differences", "advice"):
        for sentence in plain[name]:
            print(f"{name:12}{sentence}")
    if report.trouble:
        print(f"{'trouble':12}{report.trouble}\n{'':12}-> {BUSY}")


# print-test and record


def print_test(chosen: argparse.Namespace) -> int:
    """One test slip; 0 when it was confirmed or may be assumed. The result is kept for the readiness report."""
    address = _printer_address(chosen)
    with closing(open_printer(address, now_s=monotonic)) as printer:
        return _printed(printer, address, chosen)


def record_device(chosen: argparse.Namespace) -> int:
    """The same over a line that writes everything down: a conversation of a real printer, for replaying in tests."""
    address = _printer_address(chosen)
    if isinstance(address, VirtualPrinterAddress):
        sys.stderr.write("The virtual printer has no line to record.\n")
        return WRONG
    try:
        into = chosen.file.open("x", encoding="utf-8")
    except OSError as error:
        sys.stderr.write(f"{chosen.file} cannot be written ({error.strerror}). Choose a file that does not exist.\n")
        return WRONG
    baud = address.baud if isinstance(address, SerialPrinterAddress) else None
    open_link, began_s = link_to(address), monotonic()

    def recorded(within_s: float) -> RecordingPort:
        return RecordingPort(open_link(within_s), into, now_s=monotonic, began_s=began_s)

    with into, closing(ThermalPrinter(recorded, model_at(address), now_s=monotonic, baud=baud)) as printer:
        return _printed(printer, address, chosen)


def _printed(printer: Printer, address: PrinterAddress, chosen: argparse.Namespace) -> int:
    model = model_at(address)
    now = datetime.now(HERE)
    status = printer.check(timeout_s=CHECK_S)
    picture = trial_slip(
        printer.width_dots, model.dpi, (f"{now:%H:%M, %d/%m/%Y}", f"{model.name} · {model.confirm}", str(address))
    )
    began_s = monotonic()
    result = printer.print_picture(picture, job="TEST")
    seconds = monotonic() - began_s
    passed = result.outcome in {PrintOutcome.PRINTED, PrintOutcome.ASSUMED}
    conditions = result.conditions | status.conditions
    facts: dict[str, Any] = {
        "outcome": result.outcome.value,
        "evidence": result.evidence,
        "bytes": result.bytes_total,
        "seconds": round(seconds, 2),
        "conditions": sorted(condition.value for condition in conditions),
        "detail": status.detail,
        "cures": [] if passed else list(cures_of(conditions)),
    }
    keep_trial(
        _folder(chosen), Trial("print-test", str(address), now, passed, f"{result.outcome.value}: {result.evidence}")
    )
    _tell(facts, as_json=chosen.json)
    return GOOD if passed else TROUBLE


def _tell(facts: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(facts, ensure_ascii=False))
        return
    for name, value in facts.items():
        if value not in ("", []):
            print(f"{name:12}{_in_one_line(value)}")


def _in_one_line(value: Any) -> str:
    return (" " if value[0].endswith(".") else ", ").join(value) if isinstance(value, list) else str(value)


# scan-test and watch


def _scan_test(chosen: argparse.Namespace) -> int:
    settings = _settings(chosen)
    address = parse_scanner_address(chosen.address or settings.scanner.address)
    read = scan_test(address, settings, seconds=chosen.seconds, count=chosen.count, as_json=chosen.json)
    passed = read >= chosen.count
    finding = f"{read} of {chosen.count} read"
    keep_trial(state_folder(settings), Trial("scan-test", str(address), datetime.now(HERE), passed, finding))
    return GOOD if passed else TROUBLE


def _watch(chosen: argparse.Namespace) -> int:
    settings = _settings(chosen)
    wanted = chosen.addresses or list(_configured(settings))
    with suppress(KeyboardInterrupt):
        return watch(wanted, seconds=chosen.seconds, as_json=chosen.json)
    return GOOD


def _configured(settings: Settings) -> Iterator[str]:
    yield settings.printer.address or f"virtual://{state_folder(settings) / 'printed'}"
    yield settings.scanner.address


def _settings(chosen: argparse.Namespace) -> Settings:
    return read_settings(find_settings_file(chosen.settings, os.environ))


def _folder(chosen: argparse.Namespace) -> Path:
    return state_folder(_settings(chosen))


def _printer_address(chosen: argparse.Namespace) -> PrinterAddress:
    return parse_printer_address(chosen.address or next(_configured(_settings(chosen))))
