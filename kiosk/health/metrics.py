"""Figures of one terminal as a text file for a collector (node_exporter, Zabbix): nothing of any citizen, ever.

Labels come from closed sets: states, conditions, names of events. The file is replaced whole, so a reader never sees
half of it; it is not synced, for the next one comes in half a minute.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from devices.printers.contract import Condition, Paper, PrinterStatus, State
from devices.scanners.contract import ScannerState
from kiosk import VERSION
from kiosk.health.machine import MachineFacts
from kiosk.health.paper_count import RollUse
from kiosk.journal import event_kinds

# Whoever collects runs as another user.
RIGHTS = 0o644
ESCAPED = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known at one moment.

    release  of the content on the screen; 0: there is none
    counts   how often each event was written since the start
    """

    printer: PrinterStatus
    scanner: ScannerState
    machine: MachineFacts
    roll: RollUse
    counts: Mapping[str, int]
    release: int = 0
    is_clock_trusted: bool = True


def metrics(figures: Figures) -> str:
    """The text format of Prometheus, one family after the other."""
    return "".join(f"{line}\n" for line in _lines(figures))


def write_metrics(file: Path, text: str) -> bool:
    """Replace the file; False when it cannot be written."""
    new = file.with_name(f"{file.name}.{os.getpid()}.new")  # no collector reads that ending
    try:
        new.write_text(text, encoding="utf-8")
        new.chmod(RIGHTS)
        new.replace(file)
    except OSError:
        with suppress(OSError):
            new.unlink()
        return False
    return True


def _lines(figures: Figures) -> Iterator[str]:
    printer, machine = figures.printer, figures.machine
    labels = {"version": VERSION, "content": str(figures.release), "printer_model": printer.model}
    yield from _family("build_info", "gauge", {_labels(labels): 1})
    yield from _family(
        "printer_state", "gauge", {_labels({"state": each.value}): each is printer.state for each in State}
    )
    conditions = {_labels({"condition": each.value}): each in printer.conditions for each in Condition}
    yield from _family("printer_condition", "gauge", conditions)
    yield from _gauge("printer_paper_low", printer.paper is Paper.LOW or Condition.PAPER_LOW in printer.conditions)
    if figures.roll.changed_at is not None:
        yield from _gauge("printer_meters_since_roll", round(figures.roll.printed_mm / 1000, 3))
    yield from _gauge("scanner_ready", figures.scanner is ScannerState.READY)
    yield from _gauge("content_release", figures.release)
    yield from _gauge("clock_trusted", figures.is_clock_trusted)
    yield from _gauge("clock_offset_seconds", machine.offset_s)
    yield from _gauge("disk_free_bytes", machine.free_bytes)
    yield from _gauge("disk_writable", machine.is_writable)
    yield from _gauge("disk_ext4_errors", machine.disk_errors)
    yield from _gauge("temperature_celsius", machine.temperature_c)
    counts = {_labels({"event": name}): figures.counts.get(name, 0) for name in event_kinds()}
    yield from _family("events_total", "counter", counts)


def _gauge(name: str, value: float | None) -> Iterator[str]:
    """One figure; nothing at all where the machine does not tell it."""
    if value is not None:
        yield from _family(name, "gauge", {"": value})


def _family(name: str, kind: str, samples: Mapping[str, float]) -> Iterator[str]:
    yield f"# TYPE kiosk_{name} {kind}"
    for labels, value in samples.items():
        yield f"kiosk_{name}{labels} {float(value):.15g}"


def _labels(labels: Mapping[str, str]) -> str:
    return "{" + ",".join(f'{name}="{value.translate(ESCAPED)}"' for name, value in labels.items()) + "}"
