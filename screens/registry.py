"""Every screen: its kv, its presenter, its samples. One table; nothing else knows the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.session.situation import ScreenName
from screens.dossiers import dossier_status, not_a_receipt, status_samples, type_receipt_code
from screens.presenter import Presenter
from screens.procedures import life_event, procedure
from screens.session import home, out_of_service
from screens.tickets import paper_trouble, take_ticket, ticket_issued

HERE = Path(__file__).parent
WIDGETS = ("basics", "buttons", "cards", "frame", "sheet")


@dataclass(frozen=True, slots=True)
class Entry:
    """One screen.

    folder      where its kv lies; the file and the kv class are called like the screen.
    lies        whether it has a layout of its own for lying panels.
    """

    folder: str
    presenter: type[Presenter[Any]]
    samples: Mapping[str, Any]
    lies: bool = True


SCREENS: dict[ScreenName, Entry] = {
    "home": Entry("session", home.HomePresenter, home.SAMPLES),
    "life_event": Entry("procedures", life_event.LifeEventPresenter, life_event.SAMPLES),
    "procedure": Entry("procedures", procedure.ProcedurePresenter, procedure.SAMPLES),
    "dossier_status": Entry("dossiers", dossier_status.DossierStatusPresenter, status_samples.SAMPLES),
    "not_a_receipt": Entry("dossiers", not_a_receipt.NotAReceiptPresenter, not_a_receipt.SAMPLES),
    "type_receipt_code": Entry("dossiers", type_receipt_code.TypeReceiptCodePresenter, type_receipt_code.SAMPLES),
    "take_ticket": Entry("tickets", take_ticket.TakeTicketPresenter, take_ticket.SAMPLES),
    "ticket_issued": Entry("tickets", ticket_issued.TicketIssuedPresenter, ticket_issued.SAMPLES),
    "paper_trouble": Entry("tickets", paper_trouble.PaperTroublePresenter, paper_trouble.SAMPLES),
    "out_of_service": Entry("session", out_of_service.OutOfServicePresenter, out_of_service.SAMPLES, lies=False),
}


def kv_file(name: ScreenName) -> Path:
    """How a screen looks."""
    return HERE / SCREENS[name].folder / f"{name}.kv"


def widget_files() -> tuple[Path, ...]:
    """How the pieces look that every screen is built of."""
    return tuple(HERE / "widgets" / f"{name}.kv" for name in WIDGETS)


def kv_class(name: ScreenName, *, landscape: bool) -> str:
    """The kv rule of a screen: TakeTicket, TakeTicketLandscape."""
    return "".join(part.capitalize() for part in name.split("_")) + ("Landscape" if landscape and SCREENS[name].lies else "")
