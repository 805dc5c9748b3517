"""What a scanner reads and how devices change, told as it happens. Never what stands in a code."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import Any

from devices.address import ScannerAddress, parse_printer_address, parse_scanner_address
from devices.errors import AddressError
from devices.open_device import open_printer, open_scanner
from devices.printers.contract import Printer
from devices.scanners.contract import Scan, Scanner, ScannerState, Trouble
from kiosk.dossiers.receipt_code import read_code
from kiosk.settings import Settings
from kiosk.time_source import HERE

HEARTBEAT_S = 1.0
JOIN_S = 2.0
Heard = Scan | ScannerState | Trouble


def scan_test(address: ScannerAddress, settings: Settings, *, seconds: float, count: int, as_json: bool) -> int:
    """Wait for codes and tell what kind each is; returns how many were read."""
    scanner = open_scanner(address, now_s=monotonic)
    heard: SimpleQueue[Heard] = SimpleQueue()
    listening = Thread(target=scanner.listen, args=(heard.put,) * 3, daemon=True)
    listening.start()
    read, until_s = 0, monotonic() + seconds
    try:
        while read < count and (left_s := until_s - monotonic()) > 0:
            try:
                each = heard.get(timeout=left_s)
            except Empty:
                break
            read += isinstance(each, Scan)
            tell(_facts(each, settings), as_json=as_json)
    finally:
        scanner.close()
        listening.join(JOIN_S)
    return read


def _facts(heard: Heard, settings: Settings) -> dict[str, Any]:
    match heard:
        case Scan(text, symbology):
            rules = settings.dossiers
            reading = read_code(
                text,
                our_units=rules.unit_prefixes,
                extra_patterns=rules.extra_code_patterns,
                today=datetime.now(HERE).date(),
            )
            return {"read": type(reading).__name__, "length": len(text), "symbology": symbology or "not sent"}
        case ScannerState():
            return {"scanner": heard.value}
        case trouble:
            return {"trouble": str(trouble)}


def watch(
    addresses: Sequence[str],
    *,
    seconds: float,
    as_json: bool,
    now_s: Callable[[], float] = monotonic,
    said: Callable[[dict[str, Any]], None] | None = None,
) -> int:
    """Tell each state when it changes, until the time is over (0: never); 0 when all were ready at the end.

    said  is told each line in place of the terminal
    """
    say = said or partial(tell, as_json=as_json)
    lines: SimpleQueue[dict[str, Any]] = SimpleQueue()
    over = Event()
    watchers = [_watcher(address, lines, over) for address in addresses]
    threads = [Thread(target=look, daemon=True) for look, _ in watchers]
    states: dict[str, str] = {}
    for thread in threads:
        thread.start()
    until_s = now_s() + seconds if seconds else float("inf")
    try:
        while (left_s := until_s - now_s()) > 0:
            try:
                line = lines.get(timeout=min(left_s, HEARTBEAT_S))
            except Empty:
                continue
            states[line["address"]] = line["state"]
            say({"at": f"{datetime.now(HERE):%H:%M:%S}", **line})
    finally:
        over.set()
        for _, close in watchers:
            close()
        for thread in threads:
            thread.join(JOIN_S)
    return int(any(state != "ready" for state in states.values()) or not states)


Watcher = tuple[Callable[[], None], Callable[[], None]]


def _watcher(text: str, lines: SimpleQueue[dict[str, Any]], over: Event) -> Watcher:
    """What looks at one device on a thread of its own, and what ends that. Raises AddressError."""
    try:
        printer = open_printer(parse_printer_address(text), now_s=monotonic)
    except AddressError as as_printer:
        try:
            scanner = open_scanner(parse_scanner_address(text), now_s=monotonic)
        except AddressError as as_scanner:
            raise AddressError(text, *as_printer.problems, *as_scanner.problems) from None
        return lambda: _listen(text, scanner, lines), scanner.close
    return lambda: _look(text, printer, lines, over), printer.close


def _look(text: str, printer: Printer, lines: SimpleQueue[dict[str, Any]], over: Event) -> None:
    before: tuple[str, ...] = ()
    while not over.is_set():
        status = printer.check(timeout_s=HEARTBEAT_S)
        conditions = sorted(condition.value for condition in status.conditions)
        if (now := (status.state.value, *conditions)) != before:
            before = now
            lines.put({"address": text, "state": status.state.value, "conditions": conditions, "detail": status.detail})
        over.wait(HEARTBEAT_S)


def _listen(text: str, scanner: Scanner, lines: SimpleQueue[dict[str, Any]]) -> None:
    scanner.listen(
        lambda _scan: None,
        lambda state: lines.put({"address": text, "state": state.value}),
        lambda _trouble: None,
    )


def tell(facts: dict[str, Any], *, as_json: bool) -> None:
    """One line of what happened."""
    if as_json:
        print(json.dumps(facts, ensure_ascii=False), flush=True)
        return
    words = (f"{', '.join(value) if isinstance(value, list) else value}" for value in facts.values() if value)
    print("  ".join(words), flush=True)
