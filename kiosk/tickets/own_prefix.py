"""When the lobby's store is silent: K2-001 from this terminal's own SQLite at once; given to the lobby when it is back.

A printed number is never renamed. Blocks of numbers reserved for each terminal were rejected: they print numbers out of
order, leave gaps, and must be reclaimed after a dead terminal (tickets.md 6).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from kiosk.database import Store
from kiosk.errors import Problem, StoreBroken
from kiosk.journal import Journal
from kiosk.tickets import ticket_store
from kiosk.tickets.handing_over import HandedOver, hand_over, holder_of_number, keep_copy, waiting_to_go
from kiosk.tickets.lobby_line import Asked, LobbyLine, Silence
from kiosk.tickets.numbering import Numbering, Touch
from kiosk.tickets.outcome import Refusal
from kiosk.tickets.place_in_lane import people_before
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import TimeSource

# What a citizen waits at most to find out that the lobby is silent; only the first one does.
DEADLINE_S = 1.0
# At a start nobody waits yet, and tables may have to be made.
JOINED_S = 5.0
# A probe that takes longer is no sign of health.
PROBED_S = 5.0
# The lobby has to answer so often in a row, once a heartbeat, before numbers come from it again.
PROBES = 3


class LobbyNumbers:
    """Numbers of one terminal among several (see `Numbers`); belongs to the printer's thread."""

    def __init__(self, local: Store, line: LobbyLine, *, time: TimeSource, kiosk_no: int, journal: Journal) -> None:
        self._local = local
        self._line = line
        self._time = time
        self._kiosk_no = kiosk_no
        self._journal = journal
        self._here = Numbering(local, time=time, kiosk_no=kiosk_no, is_alone=True)
        self._problem: Problem | None = None
        self._probe: Asked[HandedOver | Problem] | None = None
        self._probed_at_s = 0.0
        self._answers = 0
        self.is_alone = True

    def join(self) -> None:
        """Find the lobby, once, at the start; without it the terminal begins alone.

        raises  StoreBroken when another machine of the lobby has this terminal's number.
        """
        found = self._line.ask(self._meet, timeout_s=JOINED_S)
        if isinstance(found, Silence):
            self._journal.write("ticket-lobby-silent", reason=found.why)
        else:
            self._heard(found)
            self.is_alone = False
        self._refuse_if_doubled()

    def take(self, touch: Touch) -> Ticket | Refusal:
        """The ticket of a touch: from the lobby, or after `DEADLINE_S` of silence this terminal's own.

        raises  StoreBroken as `join`; SQLAlchemyError when this terminal's own store is silent.
        """
        self._refuse_if_doubled()
        if found := self._here.ticket_of(touch.request_id):
            return found
        if self.is_alone:
            return self._here.take(touch)
        given = self._line.ask(lambda lobby: self._there(lobby).take(touch), timeout_s=DEADLINE_S)
        if isinstance(given, Silence):
            self._lost(given)
            return self._here.take(touch)
        return keep_copy(self._local, given, release_no=touch.release_no) if isinstance(given, Ticket) else given

    def ticket_of(self, request_id: str) -> Ticket | None:
        """The ticket a request was answered with, here or, while it answers, in the lobby."""
        found = self._here.ticket_of(request_id)
        if found or self.is_alone:
            return found
        given = self._line.ask(lambda lobby: self._there(lobby).ticket_of(request_id), timeout_s=DEADLINE_S)
        if isinstance(given, Silence):
            self._lost(given)
            return None
        return keep_copy(self._local, given, release_no=0) if given else None

    def still_waits(self, request_id: str) -> bool:
        """Whether a number may still be called, as the lobby knows: the copy here does not hear of calls.

        A lobby that is silent may have called it: then no. A lonely number it has not got yet waits.
        """
        if not self._here.still_waits(request_id):
            return False
        if self.is_alone:
            found = self._here.ticket_of(request_id)
            return found is not None and found.origin == "alone"
        state = self._line.ask(lambda lobby: _state_there(lobby, request_id), timeout_s=DEADLINE_S)
        if isinstance(state, Silence):
            self._lost(state)
            return False
        return state in {"waiting", None}

    def waiting(self) -> Mapping[str, int] | None:
        """People waiting by lane, as the lobby knows; None while this terminal is alone. Once a heartbeat."""
        self._look_for_lobby()
        if self.is_alone:
            return None
        counted = self._line.ask(lambda lobby: self._there(lobby).waiting(), timeout_s=DEADLINE_S)
        if isinstance(counted, Silence):
            self._lost(counted)
            return None
        return counted

    def given(self) -> Mapping[str, int] | None:
        """Numbers given today by lane, as the lobby knows; None while this terminal is alone."""
        if self.is_alone:
            return None
        counted = self._line.ask(lambda lobby: self._there(lobby).given(), timeout_s=DEADLINE_S)
        if isinstance(counted, Silence):
            self._lost(counted)
            return None
        return counted

    def people_before(self, number: str, day: date) -> int | None:
        """How many wait before a number, as the lobby knows: the copies here hear neither of calls nor of others."""
        if self.is_alone:
            return None
        found = self._line.ask(lambda lobby: people_before(lobby, number, day), timeout_s=DEADLINE_S)
        if isinstance(found, Silence):
            self._lost(found)
            return None
        return found

    def in_lobby(self, act: Callable[[Store], object]) -> bool:
        """Do something in the lobby's store too; False while it cannot be asked."""
        return not self.is_alone and not isinstance(self._line.ask(act, timeout_s=DEADLINE_S), Silence)

    def close(self) -> None:
        """Let go of the lobby."""
        self._line.close()

    def _look_for_lobby(self) -> None:
        """One probe at a time, never waited for; the lonely numbers go with it, to the last one."""
        if self._probe is not None and not self._hear_probe(self._probe):
            return
        if self.is_alone or waiting_to_go(self._local):
            self._probe, self._probed_at_s = self._line.begin(self._meet), self._time.stopwatch_s()

    def _hear_probe(self, probe: Asked[HandedOver | Problem]) -> bool:
        is_late = self._time.stopwatch_s() - self._probed_at_s > PROBED_S
        if not probe.is_answered() and not is_late:
            return False
        found = probe.wait(0)
        self._probe = None
        if isinstance(found, Silence):
            self._answers = 0
            return True
        self._heard(found)
        self._answers += 1
        if self.is_alone and self._answers >= PROBES and self._problem is None:
            self.is_alone = False
            self._journal.write("ticket-lobby-back")
        return True

    def _meet(self, lobby: Store) -> HandedOver | Problem:
        """On the line's thread: whose number it is, and the lonely numbers handed over."""
        holder = holder_of_number(self._local, lobby, self._kiosk_no)
        if holder is None:
            return hand_over(self._local, lobby, now=self._time.now())
        return Problem(
            "terminal.number",
            str(self._kiosk_no),
            f"Another machine of this lobby has this number ({holder}); both would print the same numbers.",
            f"Give one of them another number; after exchanging a machine, delete terminal_{self._kiosk_no} from "
            "the table meta of the lobby's store.",
        )

    def _heard(self, found: HandedOver | Problem) -> None:
        if isinstance(found, Problem):
            self._problem = found
            return
        self._problem = None
        for number in found.done:
            self._journal.write("ticket-handed-over", number=number)
        for number in found.refused:
            self._journal.write("ticket-not-handed-over", number=number)

    def _refuse_if_doubled(self) -> None:
        if self._problem is not None:
            raise StoreBroken(self._problem)

    def _lost(self, silence: Silence) -> None:
        self.is_alone, self._answers = True, 0
        self._journal.write("ticket-lobby-silent", reason=silence.why)

    def _there(self, lobby: Store) -> Numbering:
        return Numbering(lobby, time=self._time, kiosk_no=self._kiosk_no)


def _state_there(lobby: Store, request_id: str) -> str | None:
    with lobby.reading.connect() as connection:
        return ticket_store.state_of_request(connection, request_id)
