"""Each check: what was looked at, what was found, what to do."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from devices.printers.contract import PrinterStatus
from devices.scanners.contract import ScannerState
from kiosk.content.brand import GOOD_CONTRAST, colour_problems
from kiosk.content.content import Content
from kiosk.dossiers.drop_folder import OLD, DropFolder
from kiosk.dossiers.providers import statuses_of
from kiosk.dossiers.status_map import StatusMap
from kiosk.dossiers.time_limit import within
from kiosk.errors import AlreadyRunning, KioskError, Problem
from kiosk.health.measured_panel import MeasuredPanel
from kiosk.journal import KeptJournal
from kiosk.session.staff_door import DoorDamaged, NoPinSet
from kiosk.settings import Settings
from kiosk.time_source import TimeSource
from kiosk.words import LANGUAGES, Language, words_of

PROGRAM = Path(__file__).parents[2]
LONGEST_READ_S = 30.0
LEAST_FREE_BYTES = 200 * 1024 * 1024
FONTS = tuple(f"fonts/NotoSans-{weight}.vi.ttf" for weight in ("Regular", "Medium", "SemiBold", "Bold", "ExtraBold"))
ICON_FONTS = ("icons/KioskIcons-filled.ttf", "icons/KioskIcons-outline.ttf", "icons/icons.json")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. `cure` is empty when there is nothing to do."""

    what: str
    found: str
    is_good: bool = True
    cure: str = ""


def files(program: Path) -> Iterator[Finding]:
    """Fonts, icons and the English catalogue that come with the program."""
    missing = [name for name in (*FONTS, *ICON_FONTS) if not (program / "assets" / name).is_file()]
    for name in missing:
        yield Finding("font or icon", f"assets/{name} is missing", is_good=False, cure="Install the program again.")
    if not missing:
        yield Finding("fonts and icons", "complete")
    for language in LANGUAGES:
        try:
            words_of(language)
        except FileNotFoundError:
            yield Finding("words", f"the catalogue of {language} is missing", is_good=False, cure="Run `make setup`.")


def panel(measured: MeasuredPanel) -> Iterator[Finding]:
    """How large the panel is and how high it hangs, and where that is said."""
    for each in measured.problems:
        yield Finding("panel", f"{each.place} = {each.value}: {each.meaning}", is_good=False, cure=each.cure)
    by = "entered at the terminal" if measured.entered else "as kiosk.toml says"
    diagonal, bottom = measured.value("diagonal_in"), measured.value("panel_bottom_mm")
    yield Finding("panel", f'{diagonal:g}", lower edge {bottom:g} mm above the floor, {by}')


def content(settings: Settings, release: Content | None, problems: tuple[Problem, ...]) -> Iterator[Finding]:
    """The content release: whole, or every reason why not."""
    for problem in problems:
        yield Finding("content", str(problem), is_good=False)
    if release is None:
        return
    kind = "the sample that comes along" if release.is_sample else f"release {release.release}"
    count = len(release.catalogue.by_code)
    yield Finding("content", f"{kind}, {count} procedures, {len(release.lanes)} lanes, made {release.released_on}")
    yield from _brand(release)
    if release.is_sample and settings.terminal.production:
        cure = "Set content.folder to the centre's own release."
        yield Finding("content", "a lobby shows sample content", is_good=False, cure=cure)


def _brand(release: Content) -> Iterator[Finding]:
    """Its colours: refused ones, and those that are weaker than the program's own."""
    ground, action = release.brand.ground, release.brand.action
    refused = tuple(colour_problems(ground, action))
    for each in refused:
        found = f"{each.place} = {each.value}: {each.meaning} The program's own colours stand in."
        yield Finding("brand", found, is_good=False, cure=each.cure)
    for each in () if refused else colour_problems(ground, action, least=GOOD_CONTRAST):
        yield Finding("brand", f"{each.place} = {each.value}: {each.meaning} Shown all the same.", cure=each.cure)


def folder(path: Path, take: Callable[[Path], object]) -> Iterator[Finding]:
    """The state folder: there, writable, with room; in use by a running terminal is no mistake.

    take  makes the folder and holds it for a moment; raises as `assembly.locked`.
    """
    try:
        take(path)
        yield Finding("state folder", str(path))
    except AlreadyRunning as error:
        yield Finding("state folder", f"{path}, in use by a running terminal: {error.problems[0].meaning}")
    except KioskError as error:
        yield from of_error("state folder", error)
        return
    free = shutil.disk_usage(path).free
    if free < LEAST_FREE_BYTES:
        cure = "Remove what is not needed; below this a ticket store may fail."
        yield Finding("disk", f"{free // 1024**2} MB free", is_good=False, cure=cure)
    else:
        yield Finding("disk", f"{free // 1024**3} GB free")


def tickets(path: Path) -> Finding:
    """The ticket store in a state folder: whether every page of it is whole, and how old the newest copy is."""
    file = path / "tickets.db"
    if not file.exists():
        return Finding("ticket store", "none yet; the first start makes it")
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
            damage = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.Error as error:
        damage = str(error)
    copies = sorted(each.name for each in (path / "backups").glob("tickets-*.db"))
    copy = f"newest copy backups/{copies[-1]}" if copies else "no copy yet; the first night makes one"
    if damage == "ok":
        return Finding("ticket store", f"{file.stat().st_size // 1024} KiB, whole; {copy}")
    cure = "Stop the terminal, move tickets.db with its -wal and -shm aside, put the newest copy in its place."
    return Finding("ticket store", f"damaged ({damage}); {copy}", is_good=False, cure=cure)


def clock(source: TimeSource) -> Finding:
    """Whether the clock may be printed on paper."""
    now = f"{source.now():%Y-%m-%d %H:%M} (Asia/Ho_Chi_Minh)"
    if source.is_trusted():
        return Finding("clock", now)
    return Finding(
        "clock", f"{now} is earlier than this program", is_good=False, cure="Set the clock; look at its battery."
    )


def staff_pin(settings: Settings, standing: object) -> Finding:
    """Whether the staff pages have a PIN; without one, whoever holds the mark first sets it and is let in.

    standing  what `StaffDoor.standing` says
    """
    cure = "Run `main.py staff-pin` as the terminal's user, before the doors open."
    match standing:
        case NoPinSet():
            found = "none is set: whoever holds the mark first may set one"
            is_open = settings.terminal.production
            return Finding("staff PIN", found, is_good=not is_open, cure=cure if is_open else "")
        case DoorDamaged():
            return Finding("staff PIN", "its file cannot be read", is_good=False, cure=cure)
        case _:
            return Finding("staff PIN", "set")


def printer(address: str, status: PrinterStatus) -> Finding:
    """The printer, asked just now; a running terminal holds it, then it stays silent for others."""
    conditions = ", ".join(sorted(condition.value for condition in status.conditions))
    words = " ".join(part for part in (status.state.value, conditions, status.detail) if part)
    cure = (
        ""
        if status.may_print
        else "Look at cable, power, paper and cover; compare printer.address with `ls -l /dev/serial/by-id`."
    )
    return Finding(
        "printer", f"{address or 'pictures in the state folder'}: {words}", is_good=status.may_print, cure=cure
    )


def scanner(address: str, state: ScannerState) -> Finding:
    """The scanner, opened just now."""
    if state is ScannerState.READY:
        return Finding("scanner", address)
    cure = "Plug it in, set it to USB serial (CDC), and compare scanner.address with `ls -l /dev/serial/by-id`."
    return Finding("scanner", f"{address} cannot be opened", is_good=False, cure=cure)


def recordings(found: Mapping[Language, Mapping[str, bool]]) -> Iterator[Finding]:
    """Recorded sentences: how many there are, and each whose file cannot be heard; the program's own voice says those.

    found  every sentence of a language, and whether its file can be heard
    """
    cure = "Record it as WAV, 16 bits, 4,000 to 96,000 Hz, at most 5 MB, and name the file in clips.json."
    for language, sentences in found.items():
        for sentence in (each for each, can_be_heard in sentences.items() if not can_be_heard):
            yield Finding("recordings", f"{language}: the file for «{sentence}» cannot be heard", False, cure)  # noqa: FBT003
    counts = {language: sum(sentences.values()) for language, sentences in found.items() if sentences}
    if counts:
        told = ", ".join(f"{count} sentences in {language}" for language, count in counts.items())
        yield Finding("recordings", told)


def dossiers(settings: Settings) -> Finding:
    """Where dossiers are asked about; nobody is asked here, for there is no harmless question."""
    rules = settings.dossiers
    production = settings.terminal.production
    if rules.provider == "sample":
        cure = "Set dossiers.provider and dossiers.address to the province's gateway." if production else ""
        return Finding("dossiers", "the embedded demonstration office", is_good=not production, cure=cure)
    for name in ("token_file", "ca_file", "client_cert_file", "client_key_file", "client_secret_file", "key_file"):
        file = getattr(rules, name)
        if file is not None and not os.access(os.path.expandvars(str(file)), os.R_OK):
            cure = f"Correct dossiers.{name}, or let this user read the file."
            return Finding("dossiers", f"{name} {file} cannot be read", is_good=False, cure=cure)
    if rules.provider == "national" and production:
        cure = 'Let a gateway of the province ask the exchange, and set provider = "http".'
        found = "credentials of the national exchange stand in a lobby"
        return Finding("dossiers", found, is_good=False, cure=cure)
    where = rules.address or f"files in {rules.folder}"
    return Finding("dossiers", where if rules.provider == "http" else f"{rules.provider}: {where}")


def back_office(settings: Settings, source: TimeSource) -> Iterator[Finding]:
    """What a site says about its back-office: its words for states, and the export in its drop folder."""
    rules = settings.dossiers
    if rules.provider in {"sample", "http"}:
        return
    statuses, problems = statuses_of(rules)
    for problem in problems:
        yield Finding("states of dossiers", f"{problem.place}: {problem.meaning}", is_good=False, cure=problem.cure)
    if not problems:
        yield Finding("states of dossiers", f"{len(statuses.numbers)} words known")
    if rules.folder is not None and rules.provider == "file":
        yield from _export(rules.folder, statuses, source)


def _export(path: Path, statuses: StatusMap, source: TimeSource) -> Iterator[Finding]:
    """The newest export, read as the terminal would, and every mistake in it."""
    said = KeptJournal()
    folder = DropFolder(Path(os.path.expandvars(str(path))), statuses, source, said)
    within(LONGEST_READ_S, folder.look)  # a folder of another machine may hang
    known = folder.known
    for event, fields in said.events:
        if event in {"dossier-file-refused", "dossier-file-mistake"}:
            where = f"{fields['file']}, line {fields['line']}, {fields.get('column') or 'whole row'}"
            yield Finding("export", f"{where}: {fields['meaning']}", is_good=False, cure=str(fields["cure"]))
    if known is None:
        cure = "Let the one-stop software write a whole *.csv or *.json there; one just written counts after 2 s."
        yield Finding("export", f"no whole file in {path}", is_good=False, cure=cure)
        return
    written = f"{known.file.written_at:%Y-%m-%d %H:%M}"
    is_new = source.now() - known.file.written_at <= OLD
    cure = "" if is_new else "Let the one-stop software export at least once a day."
    found = f"{known.file.name} of {written}, {len(known.table.rows)} dossiers"
    yield Finding("export", found, is_good=is_new, cure=cure)


def of_error(what: str, error: KioskError) -> Iterator[Finding]:
    """Every problem of an exception as findings."""
    for problem in error.problems:
        shown = f" = {problem.value}" if problem.value else ""
        yield Finding(what, f"{problem.place}{shown}: {problem.meaning}", is_good=False, cure=problem.cure)
