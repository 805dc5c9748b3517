"""What every presenter has: a state, and the ways to show another one, to ask for work and to go on. No Kivy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kiosk.session.session import TIME_OUTS, TimeOut
from kiosk.session.situation import Place, ScreenName
from kiosk.words import Words
from kiosk.workers import Worker
from screens.frame import BarKey
from screens.sheet import SheetState

if TYPE_CHECKING:
    from devices.scanners.contract import Scan, Trouble
    from screens.health.device_tests import ScanKind
    from screens.terminal import Terminal

State = TypeVar("State")
Answer = TypeVar("Answer")


class Presenter(Generic[State]):
    """What one screen knows and does. Built once; `forget` takes it back to its first state."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.watch: Callable[[State], None] = lambda _state: None
        self._visit = 0
        self._under_way = 0
        self.state: State = self.first()

    def first(self) -> State:
        """The state before anybody came."""
        raise NotImplementedError

    def enter(self, about: Any) -> None:
        """The citizen came here; `about` is what `go` was given."""

    def facts_changed(self) -> None:
        """A device, the queue, the clock or what the citizen prefers changed; called while this screen is in front."""

    def tick(self) -> None:
        """A second has passed; called while this screen is in front."""

    def show(self, state: State) -> None:
        """Replace the state; the page follows."""
        if state != self.state:
            self.state = state
            self.watch(state)

    def step_back(self) -> bool:
        """«Quay lại» was pressed: go a step back within this page. False when it begins here."""
        return False

    def time_out(self) -> TimeOut | None:
        """How long this page stays without anybody there; None: it stays."""
        # Without content the house's own page stands before places that must end all the same.
        return TIME_OUTS.get(self.terminal.page, TIME_OUTS.get(self.terminal.situation.place.screen))

    def staff_scanned(self, scan: Scan, kind: ScanKind) -> None:
        """A code was scanned while this staff page was in front; most drop it."""

    def staff_unreadable(self, trouble: Trouble) -> None:
        """The same for one that cannot be read."""

    def squeeze(self) -> bool:
        """The page is taller than its room: show less on it. False when nothing can be moved away."""
        return False

    def keys(self) -> tuple[BarKey, ...] | None:
        """The bottom bar just now; None: the usual one of this screen."""
        return None

    def flow(self, *, flows: bool) -> None:
        """The page turns over by itself what does not fit (`flows`): give it as much of a list as it can hold."""

    def sheet(self, words: Words) -> SheetState | None:  # noqa: ARG002 -- most pages have none
        """What lies over the page just now."""
        return None

    def sheet_primary(self) -> None:
        """The first button of that sheet."""

    def sheet_secondary(self) -> None:
        """The second one."""

    def forget(self) -> None:
        """Nothing of the last citizen stays; answers still on their way are not for the next one."""
        self._visit += 1
        self._under_way = 0
        self.show(self.first())

    def later(self, worker: Worker, work: Callable[[], Answer], then: Callable[[Answer], None]) -> bool:
        """Do blocking work elsewhere; `then` comes on this thread, unless the visit has ended meanwhile."""

        def ended(answer: Answer) -> None:
            self._under_way -= 1
            then(answer)

        is_taken = worker.do(work, self.for_this_visit(ended))
        self._under_way += is_taken
        return is_taken

    @property
    def is_at_work(self) -> bool:
        """Whether something this visit asked for by `later` is still on its way."""
        return self._under_way > 0

    def for_this_visit(self, then: Callable[[Answer], None]) -> Callable[[Answer], None]:
        """The same callable, deaf once this visit has ended."""
        visit = self._visit

        def heard(answer: Answer) -> None:
            if visit == self._visit:
                then(answer)

        return heard

    def go(self, screen: ScreenName, about: object = None) -> None:
        """On to another screen."""
        self.terminal.go(Place(screen, about))

    @property
    def now(self) -> datetime:
        """The office's time."""
        return self.terminal.kiosk.time.now()

    @property
    def words(self) -> Words:
        """The words of the citizen's language, for what is printed or said; pages ask `app.words`."""
        return self.terminal.words
