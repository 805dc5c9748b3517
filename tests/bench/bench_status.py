"""From a scanned code to the painted status, beside the bare HTTP round trip to the same office in the same run.

The window, its threads and the office are real: `main.py office` on loopback, a virtual panel, software drawing. A
scan begins where the scanner's thread hands over a whole code (the line adds its own time before that) and ends with
the first picture that shows the standing. Prints medians; status 1 when the terminal adds more than its aim.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.whole_terminal import PROGRAM, office, virtual_panel

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "20"))
AIM_MS = 100.0
REST_S = 0.8
CODES = ("H24.15-261124-0037", "H24.15-261118-0031", "H24.15-261109-0042", "H24.15-261119-0016")
SCREEN_WAITS_S = 60.0


def main() -> int:
    """Measure in a process of its own and print the table; 1 when the aim is missed."""
    with tempfile.TemporaryDirectory() as folder, virtual_panel() as display, office(Path(folder)) as address:
        command = [sys.executable, __file__, address, folder]
        environment = {**os.environ, "DISPLAY": display, "PYTHONPATH": str(PROGRAM)}
        told = subprocess.run(
            command, cwd=PROGRAM, env=environment, stdout=subprocess.PIPE, check=True, timeout=SCREEN_WAITS_S * 5
        )
    found = json.loads(told.stdout.splitlines()[-1])
    bare, painted = statistics.median(found["bare"]), statistics.median(found["painted"])
    over = painted - bare
    sys.stdout.write(f"{'':44}{'median':>10}{'worst':>10}{'aim':>10}\n")
    sys.stdout.write(line("bare HTTP round trip, ms", bare, max(found["bare"]), ""))
    sys.stdout.write(line("scan -> painted status, ms", painted, max(found["painted"]), ""))
    sys.stdout.write(line("what the terminal adds, ms", over, max(found["painted"]) - bare, f"<= {AIM_MS:.0f}"))
    if missed := int(sum(found["missed"])):
        sys.stdout.write(f"{missed} of {len(found['missed'])} scans were not answered in time and asked again\n")
    return int(over > AIM_MS)


def line(name: str, median: float, worst: float, aim: str) -> str:
    """One row."""
    return f"{name:44}{median:>10.1f}{worst:>10.1f}{aim:>10}\n"


def bare_ms(address: str) -> list[float]:
    """The same question by plain requests on one connection kept open: less than the terminal, which opens one each."""
    import requests  # noqa: PLC0415 -- of the child process

    found: list[float] = []
    with requests.Session() as session:
        for nth in range(ROUNDS):
            question = {"code": CODES[nth % len(CODES)], "entry": "scan", "factor": None}
            started_s = time.perf_counter()
            answer = session.post(f"{address}/v1/dossier-lookups", json=question, timeout=8)
            answer.json()
            found.append((time.perf_counter() - started_s) * 1000)
            assert answer.status_code == 200
    return found


def measured(address: str, folder: Path) -> dict[str, list[float]]:
    """Both series, in this process."""
    from kiosk.assembly import assemble  # noqa: PLC0415
    from kiosk.journal import KeptJournal  # noqa: PLC0415
    from kiosk.mailbox import Mailbox  # noqa: PLC0415
    from kiosk.settings_file import checked  # noqa: PLC0415
    from kiosk.time_source import SystemTime  # noqa: PLC0415
    from screens.app import quiet_kivy, run  # noqa: PLC0415
    from screens.dawn import Dawn  # noqa: PLC0415

    dossiers = {"provider": "http", "address": address, "misses_allowed": 100}
    scanner = {"address": f"virtual://{folder / 'scans'}"}
    settings = checked({"terminal": {"state_folder": folder / "state"}, "dossiers": dossiers, "scanner": scanner})
    journal = KeptJournal()
    kiosk = assemble(settings, time=SystemTime(), journal=journal, mailbox=Mailbox())
    quiet_kivy(settings.panel)
    from screens.terminal import Terminal  # noqa: PLC0415 -- after Kivy was told to be quiet

    terminal = Terminal(kiosk)
    bare = bare_ms(address)
    painted: list[float] = []
    follow(terminal, painted)
    assert run(Dawn.of(terminal)) == 0
    unanswered = [fields["outcome"] for name, fields in journal.events if name == "dossier-looked-up"]
    missed = [float(outcome != "found") for outcome in unanswered]
    # The first one builds the page and imports.
    return {"bare": bare + bare_ms(address), "painted": painted[1:], "missed": missed}


def follow(terminal: Any, painted: list[float]) -> None:
    """Scan one code after the other, each from the start page, and note when its standing stands in a picture."""
    from kivy.app import App  # noqa: PLC0415
    from kivy.clock import Clock  # noqa: PLC0415
    from kivy.core.window import Window  # noqa: PLC0415

    from devices.scanners.contract import Scan  # noqa: PLC0415

    begun: list[float] = []

    def flipped(*_: object) -> None:
        shown = terminal.presenters["dossier_status"].state
        if begun and terminal.screen == "dossier_status" and shown.look is not None:
            painted.append((time.perf_counter() - begun.pop()) * 1000)
            end: Callable[[float], object] = lambda _dt: App.get_running_app().stop()  # noqa: E731
            Clock.schedule_once(rest if len(painted) <= ROUNDS else end, REST_S)
        elif begun and terminal.screen == "not_a_receipt":  # a busy machine did not answer in time: once more
            begun.clear()
            Clock.schedule_once(rest, REST_S)

    def rest(_dt: float) -> None:
        terminal.home()
        Clock.schedule_once(scan, REST_S)

    def scan(_dt: float) -> None:
        text = CODES[len(painted) % len(CODES)]
        begun.append(time.perf_counter())
        terminal.kiosk.mailbox.post(lambda: terminal.kiosk.on_scan(Scan(text, "C0", 0.0, "bench")))

    Window.bind(on_flip=flipped)
    Clock.schedule_once(scan, 5.0)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(measured(sys.argv[1], Path(sys.argv[2]))) + "\n")
        sys.exit(0)
    sys.exit(main())
