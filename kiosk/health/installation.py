"""What is installed here (cài đặt): versions, settings in force and where each comes from, what is plugged in.

Blocking; read on the staff's thread. Nothing secret stands in it: settings name files, never what lies in them, and
users, passwords and arguments of programs are left out.
"""

from __future__ import annotations

import platform
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from importlib import metadata
from pathlib import Path
from typing import Literal

from kiosk import VERSION
from kiosk.errors import Problem, SettingsRefused
from kiosk.health.measured_panel import MeasuredPanel, read_measured
from kiosk.settings import Settings, read_settings

PROGRAM = Path(__file__).parents[2]
# Who somebody is elsewhere, or a program's arguments: a technician looks into the file, passers-by do not.
UNSHOWN = frozenset({"dossiers.client_id", "dossiers.agency_code", "dossiers.destination_code", "staff_call.command"})
SET_BUT_UNSHOWN = "•••"
USER_OF_ADDRESS = re.compile(r"//[^/@\s]+@")
COMMIT_SHOWN = 8
NOT_MEASURED = MeasuredPanel()


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of kiosk.toml (cài đặt).

    name    table.key
    value   in force now, as people read it; empty: not set
    is_set  it stands in the file; otherwise it is the program's own
    awaits  what the file says by now, when that differs: in force after the next start
    is_entered  it was entered at the terminal, and counts instead of what the file says
    """

    name: str
    value: str
    is_set: bool = False
    awaits: str | None = None
    is_entered: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Which way newer programs come (kênh cập nhật): a branch of a git clone, or files that somebody copied."""

    kind: Literal["git", "copied"] = "copied"
    branch: str = ""
    commit: str = ""


@dataclass(frozen=True, slots=True)
class PluggedIn:
    """One device that could be a printer or a scanner. where: its lasting name, or vendor:product."""

    kind: str
    where: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Installation:
    """Everything of one moment. file: None while the program's own settings are in force."""

    version: str = VERSION
    python: str = ""
    kivy: str = ""
    system: str = ""
    source: Source = Source()
    file: Path | None = None
    folder: Path | None = None
    settings: tuple[Setting, ...] = ()
    mistakes: tuple[Problem, ...] = ()
    plugged: tuple[PluggedIn, ...] = ()


def installation(
    settings: Settings,
    file: Path | None,
    folder: Path,
    *,
    measured: MeasuredPanel = NOT_MEASURED,
    plugged: tuple[PluggedIn, ...] = (),
    program: Path = PROGRAM,
) -> Installation:
    """Look at everything.

    settings  in force since the start
    file      the kiosk.toml they were read from; it may have been changed since
    folder    the state folder
    measured  what was entered about the panel
    """
    after, mistakes = _after_a_restart(settings, file)
    if file is not None and not mistakes:
        after = replace(after, panel=read_measured(folder, after.panel).worn(after.panel))
    entered = frozenset(f"panel.{name}" for name in measured.entered)
    return Installation(
        python=platform.python_version(),
        kivy=_version_of("kivy"),
        system=_system(),
        source=source_of(program),
        file=file,
        folder=folder,
        settings=settings_in_force(settings, after, _keys_of(file), entered),
        mistakes=mistakes,
        plugged=plugged,
    )


def settings_in_force(
    settings: Settings, after: Settings, written: frozenset[str], entered: frozenset[str] = frozenset()
) -> tuple[Setting, ...]:
    """Every key in the order of the manual.

    after    what the file says now; the same as `settings` while nobody has changed it
    written  the keys that stand in it
    entered  the keys that were entered at the terminal
    """
    now, then = _values(settings), _values(after)
    return tuple(
        Setting(name, value, name in written, then[name] if then[name] != value else None, name in entered)
        for name, value in now.items()
    )


def source_of(program: Path) -> Source:
    """By which way the program came here, read from its own folder."""
    with suppress(OSError, UnicodeDecodeError, IndexError):
        git = program / ".git"
        if git.is_file():  # a worktree keeps its state elsewhere
            git = (program / git.read_text("utf-8").partition(": ")[2].strip()).resolve()
        head = (git / "HEAD").read_text("utf-8").strip()
        if not head.startswith("ref: "):
            return Source("git", "", head[:COMMIT_SHOWN])
        name = head.removeprefix("ref: ")
        return Source("git", name.removeprefix("refs/heads/"), _commit(git, name)[:COMMIT_SHOWN])
    return Source()


def _commit(git: Path, name: str) -> str:
    common = git
    with suppress(OSError):
        common = (git / (git / "commondir").read_text("utf-8").strip()).resolve()
    with suppress(OSError):
        return (common / name).read_text("utf-8").strip()
    with suppress(OSError):
        for line in (common / "packed-refs").read_text("utf-8").splitlines():
            if line.endswith(f" {name}"):
                return line.split()[0]
    return ""


def _after_a_restart(settings: Settings, file: Path | None) -> tuple[Settings, tuple[Problem, ...]]:
    """What the next start will read; while that is refused, what is in force, and every reason."""
    if file is None:
        return settings, ()
    try:
        return read_settings(file), ()
    except SettingsRefused as refused:
        return settings, refused.problems


def _keys_of(file: Path | None) -> frozenset[str]:
    if file is None:
        return frozenset()
    try:
        tables = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return frozenset()
    return frozenset(f"{table}.{key}" for table, keys in tables.items() if isinstance(keys, Mapping) for key in keys)


def _values(settings: Settings) -> dict[str, str]:
    return {
        name: _shown(name, getattr(getattr(settings, table.name), each.name))
        for table in fields(settings)
        for each in fields(getattr(settings, table.name))
        for name in (f"{table.name}.{each.name}",)
    }


def _shown(name: str, value: object) -> str:
    match value:
        case None | "" | ():
            return ""
        case _ if name in UNSHOWN:
            return SET_BUT_UNSHOWN
        case bool():
            return str(value).lower()
        case tuple():
            return ", ".join(str(each) for each in value)
        case _ if name == "tickets.store":  # a database's address may end in more than its name
            return USER_OF_ADDRESS.sub("//", str(value)).partition("?")[0]
        case _:
            return USER_OF_ADDRESS.sub("//", str(value))


def _version_of(package: str) -> str:
    with suppress(metadata.PackageNotFoundError):
        return metadata.version(package)
    return ""


def _system() -> str:
    with suppress(OSError):
        return platform.freedesktop_os_release().get("PRETTY_NAME", "")
    return ""
