"""How much paper was drawn since the roll was changed, and how many slips are left (đếm giấy)."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from devices.printers.contract import Printer, PrinterStatus, PrintOutcome, PrintResult, Progress, unheard
from kiosk.durable_file import write_whole
from kiosk.time_source import TimeSource

if TYPE_CHECKING:
    from PIL import Image

FILE = "paper.json"
MM_AN_INCH = 25.4
# From the head to the cutter: fed after every slip, with nothing on it.
FEED_MM = 14.0
# A whole slip, until this roll has shown how long its slips are.
USUAL_SLIP_MM = 143.0
ENOUGH_SLIPS = 5


@dataclass(frozen=True, slots=True)
class RollUse:
    """What was drawn from the roll in the printer.

    changed_at  when staff said that it was new; None: nobody has, so nobody knows how much is left
    """

    changed_at: datetime | None = None
    printed_mm: float = 0.0
    slips: int = 0
    printed_at: datetime | None = None

    def slips_left(self, roll_m: float) -> int | None:
        """How many slips of the usual length are left; None when no new roll was ever told."""
        if self.changed_at is None:
            return None
        usual_mm = self.printed_mm / self.slips if self.slips >= ENOUGH_SLIPS else USUAL_SLIP_MM
        return max(0, int((roll_m * 1000 - self.printed_mm) / usual_mm))


class PaperCount:
    """Counts on the printer's thread; `use` may be read by any."""

    def __init__(self, folder: Path, *, time: TimeSource) -> None:
        self._file = folder / FILE
        self._time = time
        self.use = RollUse()

    def load(self) -> None:
        """What an earlier run has counted; a file that cannot be read counts as none."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            plain = json.loads(self._file.read_text("utf-8"))
            at = {name: plain[name] and datetime.fromisoformat(plain[name]) for name in ("changed_at", "printed_at")}
            self.use = RollUse(at["changed_at"], float(plain["printed_mm"]), int(plain["slips"]), at["printed_at"])

    def new_roll(self) -> None:
        """Staff have laid in a new one."""
        self._keep(replace(self.use, changed_at=self._time.now(), printed_mm=0.0, slips=0))

    def drawn(self, length_mm: float) -> None:
        """A slip of this length, or the part of it that came out."""
        use = self.use
        new = replace(use, printed_mm=use.printed_mm + length_mm, slips=use.slips + 1, printed_at=self._time.now())
        self._keep(new)

    def _keep(self, use: RollUse) -> None:
        self.use = use
        plain = {
            "changed_at": use.changed_at and use.changed_at.isoformat(),
            "printed_mm": round(use.printed_mm, 1),
            "slips": use.slips,
            "printed_at": use.printed_at and use.printed_at.isoformat(),
        }
        with suppress(OSError):  # a count that is a little behind is no reason to hold up a slip
            write_whole(self._file, json.dumps(plain))


class CountedPrinter:
    """A printer of which every slip is counted; everything else is the printer's own. See Printer."""

    def __init__(self, inner: Printer, count: PaperCount, *, dpi: int) -> None:
        self.inner = inner
        self._count = count
        self._dpi = dpi

    @property
    def width_dots(self) -> int:
        """See Printer."""
        return self.inner.width_dots

    def status(self) -> PrinterStatus:
        """See Printer."""
        return self.inner.status()

    def check(self, *, timeout_s: float) -> PrinterStatus:
        """See Printer."""
        return self.inner.check(timeout_s=timeout_s)

    def print_picture(self, picture: Image.Image, *, job: str, progress: Progress = unheard) -> PrintResult:
        """See Printer."""
        result = self.inner.print_picture(picture, job=job, progress=progress)
        if result.outcome is not PrintOutcome.NOT_PRINTED:
            share = min(1.0, result.bytes_sent / result.bytes_total) if result.bytes_total else 1.0
            self._count.drawn(share * picture.height / self._dpi * MM_AN_INCH + FEED_MM)
        return result

    def expect_stump(self) -> None:
        """See Printer."""
        self.inner.expect_stump()

    def close(self) -> None:
        """See Printer."""
        self.inner.close()
