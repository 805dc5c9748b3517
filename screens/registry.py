"""Every screen: its kv, its presenter, its samples. One table; nothing else knows the list.

A screen's module is imported when its presenter or its samples are first asked for: the first picture needs one of
them, and importing all costs 50 ms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, cast

from kiosk.session.situation import ScreenName
from screens.presenter import Presenter

HERE = Path(__file__).parent
OF_THE_FRAME = ("basics", "frame")
OF_PAGES = ("buttons", "cards")
PAGED_WIDGETS = HERE / "widgets" / "paged.kv"


@dataclass(frozen=True, slots=True)
class Entry:
    """One screen; its kv, its module, its kv class and its presenter are all called like it.

    lies        whether it has a layout of its own for lying panels.
    pages       when it takes its paged form: always where pages do (large letters, small panels, low reach); on small
                panels and at step 2, when its usual form is made for the rest; never, when it fits everywhere.
    samples_in  module beside it that holds the samples, where they are many.
    """

    name: ScreenName
    folder: str
    lies: bool = True
    pages: Literal["always", "small", "never"] = "never"
    samples_in: str = ""

    @property
    def presenter(self) -> type[Presenter[Any]]:
        """What it knows and does."""
        return cast("type[Presenter[Any]]", getattr(self._module(self.name), f"{camel_case(self.name)}Presenter"))

    @property
    def samples(self) -> Mapping[str, Any]:
        """Every state it can be in, by name."""
        return cast("Mapping[str, Any]", self._module(self.samples_in or self.name).SAMPLES)

    def _module(self, name: str) -> Any:
        return import_module(f"screens.{self.folder}.{name}")


SCREENS: Mapping[ScreenName, Entry] = {
    entry.name: entry
    for entry in (
        Entry("home", "session", pages="always"),
        Entry("life_event", "procedures", pages="always"),
        Entry("search", "procedures", samples_in="search_samples", pages="always"),
        Entry("all_procedures", "procedures", pages="always"),
        Entry("procedure", "procedures", samples_in="procedure_samples", pages="always"),
        Entry("dossier_status", "dossiers", samples_in="status_samples", pages="always"),
        Entry("not_a_receipt", "dossiers", pages="always"),
        Entry("type_receipt_code", "dossiers", pages="always"),
        Entry("on_time_board", "dossiers", pages="always"),
        Entry("rating", "dossiers", pages="always"),
        Entry("feedback", "dossiers", pages="always"),
        Entry("take_ticket", "tickets", samples_in="take_ticket_samples", pages="always"),
        Entry("ticket_issued", "tickets", pages="always"),
        Entry("paper_trouble", "tickets", pages="always"),
        Entry("comfort", "session", pages="small"),
        Entry("still_there", "session", lies=False),
        Entry("out_of_service", "session", lies=False, pages="always"),
        Entry("staff_pin", "health"),
        Entry("device_check", "health", samples_in="check_samples"),
        Entry("installation", "health", samples_in="installation_samples"),
        Entry("content_on_kiosk", "health", samples_in="content_samples"),
        Entry("journal_page", "health", samples_in="journal_samples"),
        Entry("lanes_today", "health"),
    )
}


def camel_case(name: str) -> str:
    """TakeTicket."""
    return "".join(part.capitalize() for part in name.split("_"))


def kv_file(name: ScreenName) -> Path:
    """How a screen looks."""
    return HERE / SCREENS[name].folder / f"{name}.kv"


def frame_files() -> tuple[Path, ...]:
    """How the frame looks, and what everything is made of: all that the first picture needs."""
    return tuple(HERE / "widgets" / f"{name}.kv" for name in OF_THE_FRAME)


def widget_files() -> tuple[Path, ...]:
    """How the pieces look that every page is built of."""
    return tuple(HERE / "widgets" / f"{name}.kv" for name in OF_PAGES)


def kv_class(name: ScreenName, *, landscape: bool, paged: bool = False, small: bool = False) -> str:
    """The kv rule of a screen: TakeTicket, TakeTicketLandscape, TakeTicketPaged."""
    pages = SCREENS[name].pages
    if (paged and pages == "always") or (small and pages == "small"):
        return camel_case(name) + "Paged"
    return camel_case(name) + ("Landscape" if landscape and SCREENS[name].lies else "")
