"""The slips for the gallery: the same dots the printers get, from the layouts' own samples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.tickets.checklist import PrintedHere
from kiosk.tickets.checklist_layout import read_checklist_layout as checklist_layout
from kiosk.tickets.checklist_print import composed as checklist_drawn
from kiosk.tickets.compose import compose
from kiosk.tickets.layout import COMPACT_FILE, read_layout
from kiosk.tickets.slip import OfficeOnSlip
from kiosk.tickets.status_slip_layout import read_status_layout as status_layout
from kiosk.tickets.status_slip_print import composed as status_drawn
from kiosk.time_source import HERE
from kiosk.words import can_speak
from screens.procedures.printed_list import checklist_of
from screens.procedures.procedure_samples import SAMPLES

if TYPE_CHECKING:
    from PIL import Image

# Heads of 80 and of 58 mm paper.
WIDTHS = (576, 384)
DRAWINGS: Mapping[str, str] = {"ticket": "23-print-ticket-80mm", "checklist": "24-print-checklist-80mm"}
OFFICE = OfficeOnSlip("Trung tâm Phục vụ hành chính công", "Phường Ngô Quyền, Hải Phòng", code="NQ")
AT = datetime(2026, 11, 25, 9, 42, tzinfo=HERE)


def write_slips(folder: Path) -> list[dict[str, object]]:
    """Draw every slip into a folder, both widths and languages; returns what the page tells of each."""
    told: list[dict[str, object]] = []
    for sample, width, is_english, picture in _slips():
        language = "en" if is_english else "vi"
        file = f"slip-{sample}-{language}-{width}.webp"
        picture.convert("L").save(folder / file, lossless=True, method=1)
        told.append(
            {
                "file": file,
                "screen": "slips",
                "sample": f"{sample}, {width} dots",
                "language": language,
                "theme": "light",
                "orientation": "portrait",
                "text_step": 1,
                "low_reach": False,
            }
            | ({"drawn_as": DRAWINGS[sample]} if sample in DRAWINGS and (width, language) == (WIDTHS[0], "vi") else {})
        )
    return told


def _slips() -> Iterator[tuple[str, int, bool, Image.Image]]:
    whole, compact, list_layout, status = read_layout(), read_layout(COMPACT_FILE), checklist_layout(), status_layout()
    papers = checklist_of(SAMPLES["papers"], "Ông/Bà", has_english=can_speak("en"))
    here = PrintedHere(OFFICE, 1, AT)
    for width in WIDTHS:
        for is_english in (False, True):
            worn = {"width_dots": width, "is_english": is_english}
            yield "ticket", width, is_english, compose(whole, whole.sample, **worn)  # type: ignore[arg-type]
            yield "ticket_compact", width, is_english, compose(compact, compact.sample, **worn)  # type: ignore[arg-type]
            yield "checklist", width, is_english, checklist_drawn(list_layout, papers, here, **worn)  # type: ignore[arg-type]
            yield "status", width, is_english, status_drawn(status, status.sample, **worn)  # type: ignore[arg-type]
