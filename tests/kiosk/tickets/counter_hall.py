"""The stage of the calling tests: two lanes, three counters, people who come and are called."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select

from kiosk.database import Store
from kiosk.tickets.calling import Calling
from kiosk.tickets.calling_outcome import CallOutcome, Changed, QueueTicket, Who
from kiosk.tickets.lane import AnyTime, Lane
from kiosk.tickets.numbering import Numbering, Touch
from kiosk.tickets.policy import Policy
from kiosk.tickets.policy_file import read_policy
from kiosk.tickets.tables import ticket_event
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import TurnedTime

CIVIL = Lane("civil", "A", "Hộ tịch", "Civil status", (1, 2), "i")
LAND = Lane("land", "B", "Đất đai", "Land", (2, 3), "i")
GUIDE = Lane("guide", "H", "Bàn hướng dẫn", "Guide desk", (), "i", is_guide_desk=True)
LANES = {lane.code: lane for lane in (CIVIL, LAND, GUIDE)}
POLICY = read_policy()
OFFICE = "NQ1"


@dataclass
class Hall:
    """A store with its counters."""

    store: Store
    clock: TurnedTime
    policy: Policy = POLICY
    absent_after_calls: int = 1
    taken: int = field(default=0)

    def __post_init__(self) -> None:
        self.numbering = Numbering(self.store, time=self.clock, kiosk_no=1)
        self.calling = Calling(
            tuple(LANES.values()),
            self.store,
            self.policy,
            time=self.clock,
            absent_after_calls=self.absent_after_calls,
            office=OFFICE,
        )

    def takes(self, *lanes: str, klass: str = "normal") -> list[str]:
        """People come one after the other, a second apart."""
        return [self.one_takes(lane, klass).number for lane in lanes]

    def one_takes(self, lane: str, klass: str) -> Ticket:
        self.taken += 1
        self.clock.turn(1)
        found = self.numbering.take(Touch(f"r{self.taken}", LANES[lane], AnyTime(), klass, again=True))
        assert isinstance(found, Ticket)
        return found

    def calls(self, counter: int) -> str:
        """The number the counter calls; it is finished at once."""
        found = self.called(counter)
        assert isinstance(self.calling.done(Who(counter)), Changed)
        return found.number

    def called(self, counter: int) -> QueueTicket:
        return ticket_of(self.calling.call_next(Who(counter)))

    def now(self, number: str) -> QueueTicket:
        found = self.calling.find(number)
        assert found is not None
        return found[0]

    def trace(self, number: str) -> list[str]:
        found = self.calling.find(number)
        assert found is not None
        return [step.kind for step in found[1]]

    def events(self) -> int:
        with self.store.reading.connect() as connection:
            return len(connection.execute(select(ticket_event.c.id)).all())


def ticket_of(outcome: CallOutcome) -> QueueTicket:
    assert isinstance(outcome, Changed), outcome
    return outcome.ticket
