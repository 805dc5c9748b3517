"""Verbs that need no screen: check what a technician must know, and serve the stand-in office."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kiosk.errors import SettingsRefused
from kiosk.health import checks
from kiosk.health.checks import Finding
from kiosk.health.measured_panel import read_measured
from kiosk.journal import KeptJournal
from kiosk.parts import printer_now, read_content, scanner_now
from kiosk.session.staff_door import StaffDoor
from kiosk.settings import find_settings_file, read_settings, state_folder
from kiosk.sound_parts import recordings_now
from kiosk.state_lock import locked
from kiosk.time_source import SystemTime
from kiosk.verbs import devices, lookup, queue, search, staff, staff_pin

if TYPE_CHECKING:
    from kiosk.dossiers.sample_office import Policy

GOOD, BAD = 0, 1


def command_line(arguments: Sequence[str]) -> int:
    """Do what a verb says. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="main.py", description="Một Cửa Kiosk: without a verb the terminal runs.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("run", help="the terminal (see also: run --help)")
    verbs.add_parser("gallery", help="pictures of every screen (see also: gallery --help)")
    check = verbs.add_parser("check", help="settings, content, folder and devices: what is wrong, and the cure")
    check.add_argument("--settings", type=Path, help="kiosk.toml to use")
    office = verbs.add_parser("office", help="the demonstration office over HTTP, on this machine only")
    office.add_argument("--port", type=int, default=8075, help="0 takes any free port")
    office.add_argument("--policy", choices=("open", "standard", "strict"), default="standard")
    office.add_argument(
        "--fault", default="", help="misbehave, question by question in turn: slow,500,garbage,drop,ok …"
    )
    lookup.add_to(verbs)
    devices.add_to(verbs)
    search.add_to(verbs)
    queue.add_to(verbs)
    staff.add_to(verbs)
    staff_pin.add_to(verbs)
    chosen = parser.parse_args(list(arguments))
    if "run" in chosen:
        return int(chosen.run(chosen))
    if chosen.verb == "check":
        return _check(chosen.settings)
    return _office(chosen.port, cast("Policy", chosen.policy), chosen.fault)


def _check(file: Path | None) -> int:
    findings = list(_findings(file))
    for finding in findings:
        print(_line(finding))
    bad = sum(not finding.is_good for finding in findings)
    print(f"{len(findings)} checked, {bad} to repair.")
    return BAD if bad else GOOD


def _findings(file: Path | None) -> Iterator[Finding]:
    """Everything a technician should know, in the order things depend on one another."""
    clock = checks.clock(SystemTime())
    found = find_settings_file(file, os.environ)
    try:
        settings = read_settings(found)
    except SettingsRefused as error:
        yield from (*checks.of_error("settings", error), *checks.files(checks.PROGRAM), clock)
        return
    yield Finding("settings", str(found) if found else "none found: embedded defaults")
    yield from checks.files(checks.PROGRAM)
    yield from checks.content(settings, *read_content(settings))
    folder = state_folder(settings)
    yield from checks.folder(folder, lambda path: locked(path).close())
    yield from checks.panel(read_measured(folder, settings.panel))
    yield checks.tickets(folder)
    yield checks.staff_pin(settings, StaffDoor(folder, time=SystemTime(), journal=KeptJournal()).standing())
    yield clock
    yield checks.printer(settings.printer.address, printer_now(settings, folder))
    yield checks.scanner(settings.scanner.address, scanner_now(settings))
    yield from checks.recordings(recordings_now(settings))
    yield checks.dossiers(settings)
    yield from checks.back_office(settings, SystemTime())


def _line(finding: Finding) -> str:
    mark = "ok  " if finding.is_good else "BAD "
    cure = f"\n       -> {finding.cure}" if finding.cure else ""
    return f"{mark} {finding.what}: {finding.found}{cure}"


def _office(port: int, policy: Policy, fault: str) -> int:
    from kiosk.dossiers.office_faults import FaultyOffice, NoSuchFault, faults_of  # noqa: PLC0415
    from kiosk.dossiers.office_service import make_app, serve  # noqa: PLC0415 -- waitress is for this verb only
    from kiosk.dossiers.sample_office import load_sample_office  # noqa: PLC0415

    def ready(bound: int) -> None:
        print(f"office listening on http://127.0.0.1:{bound}", flush=True)

    try:
        app = FaultyOffice(make_app(load_sample_office(policy=policy)), faults_of(fault))
        serve(port, ready=ready, app=app)
    except NoSuchFault as unknown:
        sys.stderr.write(f"{unknown}\n")
        return BAD
    except OSError as error:
        sys.stderr.write(f"Port {port} cannot be used ({error.strerror}). Choose another with --port, or 0 for any.\n")
        return BAD
    return GOOD
