"""What a terminal makes after its first picture, joined here: its desk, its slips, its way to the office.

Nothing of this is imported before somebody needs it: SQLAlchemy alone costs 200 ms and 28 MB.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.database import Store, open_store
from kiosk.errors import ContentRefused, KioskError, Problem
from kiosk.parts import make_lookup, open_lobby, slip_layout
from kiosk.tickets.desk import Desk, DeskRelease
from kiosk.tickets.slip import OfficeOnSlip
from kiosk.tickets.store_care import CareTaken, Damaged, NotDone, is_due, take_care
from kiosk.tickets.tables import create_tables
from kiosk.tickets.waiting import LaneNow
from kiosk.workers import ThreadWorker

if TYPE_CHECKING:
    from kiosk.assembly import Kiosk
    from kiosk.content.content import Content
    from kiosk.dossiers.lookup import Lookup
    from kiosk.tickets.checklist_print import ListPrinter
    from kiosk.tickets.numbering import Numbers
    from kiosk.tickets.own_prefix import LobbyNumbers
    from kiosk.tickets.policy import Policy
    from kiosk.tickets.status_slip_print import StatusPrinter


def make_desk(kiosk: Kiosk) -> Desk:
    """Where numbers are taken. Raises StoreBroken."""
    content = kiosk.content
    if content is None:
        raise ContentRefused(Problem("content", "", "Without content there are no lanes.", "See the content problems."))
    store = kiosk.store = kiosk.store or open_store(kiosk.folder / "tickets.db")
    create_tables(store)
    policy = kiosk.policy = _policy(kiosk) if kiosk.settings.queue.calls_here else None
    return Desk(
        DeskRelease(content.lanes, _office_on_slip(kiosk, content), content.release, policy),
        store,
        kiosk.printer_device,
        opening=kiosk.opening_of,
        kiosk_no=kiosk.settings.terminal.number,
        time=kiosk.time,
        journal=kiosk.journal,
        layout=slip_layout(kiosk.settings, kiosk.journal),
        numbers=_numbers(kiosk, store, policy),
    )


def _numbers(kiosk: Kiosk, store: Store, policy: Policy | None) -> Numbers | None:
    if kiosk.settings.tickets.store:
        kiosk.lobby = kiosk.lobby or _make_lobby_numbers(kiosk, store, policy)
        return _foretold(kiosk, kiosk.lobby)
    if policy is None:
        return None
    from kiosk.tickets.forecast import Forecaster  # noqa: PLC0415 -- only where numbers are called
    from kiosk.tickets.numbering import Numbering  # noqa: PLC0415
    from kiosk.tickets.queue_reading import board_now  # noqa: PLC0415

    kiosk.teller = Forecaster(store, policy, opening=kiosk.opening_of, time=kiosk.time)
    kiosk.read_board = lambda: board_now(store, kiosk.time)
    return _foretold(kiosk, Numbering(store, time=kiosk.time, kiosk_no=kiosk.settings.terminal.number))


def _make_lobby_numbers(kiosk: Kiosk, store: Store, policy: Policy | None) -> LobbyNumbers:
    """Numbers from the lobby's store, this terminal's own behind them; with a policy its waits and its board, too.

    raises  StoreBroken when another machine of the lobby has this terminal's number.
    """
    from kiosk.tickets.lobby_line import LobbyLine  # noqa: PLC0415 -- only where there is a lobby
    from kiosk.tickets.lobby_queue import LobbyQueue  # noqa: PLC0415
    from kiosk.tickets.own_prefix import LobbyNumbers  # noqa: PLC0415

    number = kiosk.settings.terminal.number
    thread = ThreadWorker("lobby", kiosk.mailbox)
    thread.start()
    line = LobbyLine(lambda: open_lobby(kiosk.settings), thread)
    numbers = LobbyNumbers(store, line, time=kiosk.time, kiosk_no=number, journal=kiosk.journal)
    try:
        numbers.join()
    except KioskError:
        numbers.close()
        raise
    if policy is not None:
        alone, time = (lambda: numbers.is_alone), kiosk.time
        queue = LobbyQueue(line, policy, opening=kiosk.opening_of, time=time, is_alone=alone)
        kiosk.teller, kiosk.read_board = queue, queue.board
    return numbers


def _policy(kiosk: Kiosk) -> Policy:
    """The policy of the settings; a mistake in its file must not stop the numbers, so the embedded one stands in."""
    from kiosk.tickets.policy_file import PolicyRefused, read_policy  # noqa: PLC0415 -- pydantic

    try:
        return read_policy(kiosk.settings.queue.policy_file)
    except PolicyRefused as error:
        for problem in error.problems:
            kiosk.journal.write("queue-policy-refused", problem=str(problem))
        return read_policy()


def _foretold(kiosk: Kiosk, numbers: Numbers) -> Numbers:
    from kiosk.tickets.foretold import ForetoldNumbers  # noqa: PLC0415 -- only where numbers are called

    teller = kiosk.teller
    return numbers if teller is None else ForetoldNumbers(numbers, teller, kiosk.journal)


def _office_on_slip(kiosk: Kiosk, content: Content) -> OfficeOnSlip:

    you = kiosk.settings.terminal.form_of_address
    office, counts = content.office, kiosk.counts_waiting
    return OfficeOnSlip(office.name.vi, office.slip_ward.vi, you, counts=counts, code=office.short_code)


def make_list_printer(kiosk: Kiosk, content: Content) -> ListPrinter:
    """Prints lists of papers."""
    from kiosk.tickets.checklist_print import ListPrinter  # noqa: PLC0415 -- only when asked

    number, office = kiosk.settings.terminal.number, _office_on_slip(kiosk, content)
    return ListPrinter(kiosk.printer_device, office, number, kiosk.time, kiosk.journal)


def make_status_printer(kiosk: Kiosk, content: Content) -> StatusPrinter:
    """Prints where a dossier stands."""
    from kiosk.tickets.status_slip_print import StatusPrinter  # noqa: PLC0415 -- only when asked

    return StatusPrinter(kiosk.printer_device, _office_on_slip(kiosk, content), kiosk.time, kiosk.journal)


def make_dossier_lookup(kiosk: Kiosk) -> Lookup:
    """Where dossiers are asked about."""
    from kiosk.dossiers.answer_cache import AnswerCache  # noqa: PLC0415 -- cryptography: only when asked
    from kiosk.dossiers.late_memory import LateMemory  # noqa: PLC0415

    cache = AnswerCache(kiosk.folder, kiosk.time, kiosk.journal)
    memory = LateMemory(cache, lambda work: kiosk.network.do(work, lambda _none: None))
    time, journal, content = kiosk.time, kiosk.journal, kiosk.content
    return make_lookup(kiosk.settings, time=time, journal=journal, memory=memory, content=content, pause=kiosk.pause)


def look_after_store(kiosk: Kiosk, lanes: Sequence[LaneNow]) -> None:
    """Once a night, while nobody can be waiting: see `store_care`. Printer's thread."""
    store, now = kiosk.store, kiosk.time.now()
    if store is None or not is_due(store, lanes, now, is_trusted=kiosk.time.is_trusted()):
        return
    match take_care(store, now):
        case CareTaken(removed, copy):
            kiosk.journal.write("ticket-store-looked-after", removed=removed, copy=copy.name)
        case Damaged(said):
            kiosk.journal.write("ticket-store-damaged", reason=said)
        case NotDone(reason):
            kiosk.journal.write("ticket-store-not-copied", reason=reason)
