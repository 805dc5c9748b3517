"""What lies in the folder of the releases now, beside the one that is shown: a newer one, or one that is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.content.content import Content
from kiosk.content.known_good import last_good
from kiosk.content.shelf import read_shown
from kiosk.errors import ContentRefused, Problem
from kiosk.procedures.procedure import Procedure


@dataclass(frozen=True, slots=True)
class OnShelf:
    """Gói nội dung trên kệ.

    waiting     a whole release other than the one shown; the next start shows it. None: there is none
    waiting_on  the day it was made
    problems    why what lies there is refused
    kept        the last good one, kept in case the next one is refused; None: none is
    old         its procedures that say «Xin hỏi lại tại quầy» because of their age; None: not counted
    """

    waiting: int | None = None
    waiting_on: date | None = None
    problems: tuple[Problem, ...] = ()
    kept: int | None = None
    old: int | None = None


def look_at_shelf(
    folder: Path,
    shown: Content | None,
    *,
    kept_in: Path,
    is_old: Callable[[Procedure], bool],
    check: Callable[[Path], Content] = read_shown,
) -> OnShelf:
    """Check what lies in the folder now. Blocking: a whole release takes about a second.

    shown    the release on the screen; None: there is none
    kept_in  where the last good one is kept
    is_old   whether a procedure is too old to be relied on
    """
    kept = last_good(folder, kept_in=kept_in)
    kept_no = kept.release if kept is not None else None
    try:
        found = check(folder)
    except ContentRefused as refused:
        return OnShelf(problems=refused.problems, kept=kept_no)
    old = sum(map(is_old, found.catalogue.by_code.values()))
    if shown is not None and (found.release, found.released_on) == (shown.release, shown.released_on):
        return OnShelf(kept=kept_no, old=old)
    return OnShelf(found.release, found.released_on, kept=kept_no, old=old)
