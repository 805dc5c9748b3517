"""What this machine says of itself: disk, temperature, clock, sound. Blocking, never for long; nothing here raises."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROBE_FILE = "disk-probe"
TEMPERATURES = "sys/class/thermal/thermal_zone*/temp"
DISK_ERRORS = "sys/fs/ext4/*/errors_count"
SOUND_CARDS = "proc/asound/cards"
# systemd-timesyncd makes this file when it has the time; chrony is asked itself.
SYNCED = "run/systemd/timesync/synchronized"
CHRONY = ("chronyc", "-c", "tracking")
CHRONY_S = 2.0
# Fields of `chronyc -c tracking`: the offset of the system clock in seconds, and the leap status at the end.
CHRONY_OFFSET, CHRONY_STATUS, CHRONY_FIELDS = 4, 13, 14


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """Found just now; None where the machine does not tell."""

    free_bytes: int | None = None
    is_writable: bool = True
    disk_errors: int = 0
    temperature_c: float | None = None
    is_synced: bool | None = None
    offset_s: float | None = None
    has_sound: bool | None = None


def machine_facts(folder: Path, *, root: Path = Path("/"), chrony: Sequence[str] = CHRONY) -> MachineFacts:
    """Look at everything.

    folder  the state folder: its disk is the one that counts
    root    where /proc, /sys and /run are
    chrony  how chrony is asked
    """
    is_synced, offset_s = _clock(root, chrony)
    return MachineFacts(
        free_bytes=_free(folder),
        is_writable=_is_writable(folder),
        disk_errors=sum(_numbers(root, DISK_ERRORS)),
        temperature_c=max((each / 1000 for each in _numbers(root, TEMPERATURES)), default=None),
        is_synced=is_synced,
        offset_s=offset_s,
        has_sound=_has_sound(root),
    )


def _free(folder: Path) -> int | None:
    with suppress(OSError):
        return shutil.disk_usage(folder).free
    return None


def _is_writable(folder: Path) -> bool:
    """Write and read back: a disk that was mounted read-only after an error says so only then."""
    probe = folder / PROBE_FILE
    try:
        probe.write_bytes(b"ok")
        return probe.read_bytes() == b"ok"
    except OSError:
        return False
    finally:
        with suppress(OSError):
            probe.unlink()


def _numbers(root: Path, pattern: str) -> list[int]:
    found: list[int] = []
    for file in root.glob(pattern):
        with suppress(OSError, ValueError):
            found.append(int(file.read_text("ascii")))
    return found


def _has_sound(root: Path) -> bool:
    try:
        return "[" in (root / SOUND_CARDS).read_text("utf-8")
    except OSError:
        return False


def _clock(root: Path, chrony: Sequence[str]) -> tuple[bool | None, float | None]:
    """Whether a time server is followed, and the offset from it."""
    import subprocess  # noqa: PLC0415 -- 10 ms that a start does without

    with suppress(OSError, subprocess.SubprocessError, ValueError):
        asked = subprocess.run(chrony, capture_output=True, text=True, timeout=CHRONY_S, check=False)  # noqa: S603 -- ours
        fields = asked.stdout.strip().split(",")
        if asked.returncode == 0 and len(fields) == CHRONY_FIELDS:
            return fields[CHRONY_STATUS] != "Not synchronised", float(fields[CHRONY_OFFSET])
    return (True, None) if (root / SYNCED).exists() else (None, None)
