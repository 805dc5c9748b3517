"""What the terminal asks and tells the office beside dossiers, on the network's thread: figures in, remarks out.

Figures are asked for while somebody may look at them, never more often than `FRESH_S`; a remark is on disk before
anybody is thanked for it, and is sent until the office has it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from kiosk.dossiers.on_time import OnTimeBoard
from kiosk.errors import KioskError
from kiosk.journal import Journal
from kiosk.settings import Settings
from kiosk.time_source import TimeSource
from kiosk.workers import Worker

if TYPE_CHECKING:
    from kiosk.dossiers.feedback import Remark
    from kiosk.dossiers.feedback_outbox import FeedbackOutbox
    from kiosk.dossiers.gateway import Gateway
    from kiosk.dossiers.on_time_contract import BoardOutcome

# How old figures may be before they are asked for again; a silent office is asked less often than it could answer.
FRESH_S, AGAIN_S = 600.0, 60.0
# What was kept while the line was gone goes out that often.
DELIVERY_S = 300.0
# Whoever gave a bad mark may still be choosing reasons.
STILL_WRITING = timedelta(minutes=3)
Kept: TypeAlias = Literal["kept", "not_kept"]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of one period.

    board      the last figures; None: there are none
    is_silent  the office did not answer when it was asked last: what is shown is as old as it says
    asked      whether anything was heard at all
    """

    board: OnTimeBoard | None = None
    is_silent: bool = False
    asked: bool = False


@dataclass
class OfficeTalk:
    """The other talk with the office. Made and asked on the screen's thread; `then` of its work comes there, too.

    on_news  called when figures have come, or when the office fell silent
    """

    settings: Settings
    folder: Path
    time: TimeSource
    journal: Journal
    worker: Callable[[], Worker]
    on_news: Callable[[], None]
    _known: dict[str, Figures] = field(default_factory=dict)
    _asked_at_s: dict[str, float] = field(default_factory=dict)
    _told_rows: set[tuple[str, datetime]] = field(default_factory=set)
    _delivered_at_s: float = 0.0
    _gateway: Gateway | None = None
    _outbox: FeedbackOutbox | None = None
    _is_silent: bool = False

    # Figures

    def figures(self, period: str) -> Figures:
        """What is known of a period now, at once."""
        return self._known.get(period, Figures())

    def want(self, period: str) -> None:
        """Somebody may look at these figures: ask for them unless that was done lately."""
        now_s, asked_s = self.time.stopwatch_s(), self._asked_at_s.get(period)
        pause_s = AGAIN_S if self.figures(period).is_silent else FRESH_S
        if asked_s is not None and now_s - asked_s < pause_s:
            return
        self._asked_at_s[period] = now_s
        self.worker().do(lambda: self._ask(period), lambda outcome: self._heard(period, outcome))

    def _ask(self, period: str) -> BoardOutcome:
        return self._line().board(period)

    def _heard(self, period: str, outcome: BoardOutcome) -> None:
        from kiosk.dossiers.on_time_contract import NoFigures  # noqa: PLC0415 -- pydantic: not before somebody asks

        if isinstance(outcome, OnTimeBoard):
            self._check_rows(outcome)
            self._known[period] = Figures(outcome.shown(), asked=True)
        elif isinstance(outcome, NoFigures):
            self._known[period] = Figures(asked=True)
        else:
            self._known[period] = replace(self.figures(period), is_silent=True, asked=True)
        is_silent = self._known[period].is_silent
        if is_silent != self._is_silent:
            self.journal.write("on-time-silent" if is_silent else "on-time-back")
        self._is_silent = is_silent
        self.on_news()

    def _check_rows(self, board: OnTimeBoard) -> None:
        told = (board.period, board.as_of)
        if not board.adds_up and told not in self._told_rows:
            self._told_rows.add(told)
            self.journal.write("on-time-rows-differ", period=board.period)

    # Remarks

    def keep(self, remark: Remark, then: Callable[[Kept], None], *, is_finished: bool) -> bool:
        """Write a remark down, then try to deliver it; the same id again replaces what was kept before.

        is_finished  nothing more will be added to it: it may go out at once
        """
        due_at = self.time.now() if is_finished else self.time.now() + STILL_WRITING
        return self.worker().do(lambda: self._keep(remark, due_at), lambda kept: self._kept(kept, then))

    def tick(self) -> None:
        """A second has passed: what is kept may be due."""
        now_s = self.time.stopwatch_s()
        if now_s - self._delivered_at_s >= DELIVERY_S:
            self._delivered_at_s = now_s
            self.worker().do(self._deliver, lambda _count: None)

    def close(self) -> None:
        """Give the files back."""
        if self._outbox is not None:
            self._outbox.close()

    def _kept(self, kept: Kept, then: Callable[[Kept], None]) -> None:
        then(kept)
        if kept == "kept":
            self.worker().do(self._deliver, lambda _count: None)

    def _keep(self, remark: Remark, due_at: datetime) -> Kept:
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 -- only when somebody has something to say

        try:
            self._box().keep(remark, due_at=due_at)
        except (SQLAlchemyError, KioskError) as error:
            self.journal.write("feedback-not-kept", reason=type(error).__name__)
            return "not_kept"
        return "kept"

    def _deliver(self) -> int:
        """What is due goes out, oldest first, until the office does not answer."""
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 -- as above

        from kiosk.dossiers.feedback_outbox import FILE  # noqa: PLC0415

        if self._outbox is None and not (self.folder / FILE).exists():
            return 0
        count = 0
        try:
            box = self._box()
            for body in box.due(self.time.now()):
                match self._line().rate(body):
                    case "delivered":
                        box.delivered(body["id"])
                        count += 1
                    case "refused":
                        box.refused(body["id"])
                        self.journal.write("feedback-refused")
                    case "later":
                        break
        except (SQLAlchemyError, KioskError) as error:
            self.journal.write("feedback-not-kept", reason=type(error).__name__)
        if count:
            self.journal.write("feedback-delivered", count=count)
        return count

    def _line(self) -> Gateway:
        if self._gateway is None:
            from kiosk.dossiers.providers import gateway_of  # noqa: PLC0415 -- requests: only when asked

            self._gateway = gateway_of(self.settings.dossiers, time=self.time)
        return self._gateway

    def _box(self) -> FeedbackOutbox:
        if self._outbox is None:
            from kiosk.dossiers.feedback_outbox import open_outbox  # noqa: PLC0415 -- SQLAlchemy: only when needed

            self._outbox = open_outbox(self.folder)
        return self._outbox
