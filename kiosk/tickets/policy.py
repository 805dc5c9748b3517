"""Who is called next, and why: priority classes, their ratio, and the wait nobody exceeds (chính sách ưu tiên).

Pure: people waiting go in, their order comes out. The store decides by the same rules in one query (`next_call.py`);
a test holds the two against each other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

Rule: TypeAlias = Literal["restored", "fairness_bound", "tier0", "turn_priority", "turn_normal", "only_one_waiting"]
"""Vắng mặt đã trở lại · chờ quá lâu · diện mời trước · lượt ưu tiên · lượt thường · chỉ một diện đang chờ."""
RULES: tuple[Rule, ...] = ("restored", "fairness_bound", "tier0", "turn_priority", "turn_normal", "only_one_waiting")
PRIORITY, NORMAL = "P", "N"
NORMAL_CLASS = "normal"
# The three turns are one rank among the lanes of a counter: there the older ticket goes first.
_RANK: Mapping[Rule, int] = {"restored": 0, "fairness_bound": 1, "tier0": 2}
_TURN_RANK = 3


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words in both languages."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class PriorityClass:
    """Diện ưu tiên.

    tier        0: before all others; 1: in turn with ordinary numbers
    law         the text it rests on, shown to staff
    is_checked  whether somebody has held that law against its text
    """

    code: str
    tier: Literal[0, 1]
    name: Spoken
    law: str
    is_checked: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """How a centre interleaves.

    pattern       «PNN»: one priority number, two ordinary ones, over and over
    fairness_min  who has waited this many minutes goes before every class; so nobody starves
    reasons       each rule in words; {ratio} {minutes} are filled
    """

    classes: tuple[PriorityClass, ...]
    pattern: str
    fairness_min: int
    reasons: Mapping[Rule, Spoken]

    @property
    def ratio(self) -> str:
        """«1:2»: priority numbers to ordinary ones."""
        return f"{self.pattern.count(PRIORITY)}:{self.pattern.count(NORMAL)}"

    def tier_codes(self, tier: int) -> tuple[str, ...]:
        """The classes of one tier."""
        return tuple(each.code for each in self.classes if each.tier == tier)

    def class_of(self, code: str) -> PriorityClass | None:
        """The class of a ticket; None for an ordinary one, and for a class this policy does not know."""
        return next((each for each in self.classes if each.code == code), None)

    def why(self, rule: Rule) -> Spoken:
        """The reason of a call in words."""
        said, values = self.reasons[rule], {"ratio": self.ratio, "minutes": self.fairness_min}
        return Spoken(said.vi.format(**values), said.en.format(**values))

    def bound(self, now: datetime) -> datetime:
        """Whoever took a number at or before this moment has waited long enough."""
        return now - timedelta(minutes=self.fairness_min)

    def due(self, turns: int) -> str:
        """Whose turn it is after so many turns of the pattern: P or N."""
        return self.pattern[turns % len(self.pattern)]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One number that waits, as far as its order depends on it."""

    id: int
    lane: str
    klass: str
    issued_at: datetime
    n: int
    is_restored: bool = False

    @property
    def place(self) -> tuple[datetime, int, int]:
        """First come, first served."""
        return (self.issued_at, self.n, self.id)


@dataclass(frozen=True, slots=True)
class Choice:
    """Who, and by which rule."""

    who: Waiting
    rule: Rule


def takes_a_turn(rule: Rule) -> bool:
    """Whether a call by this rule uses up a turn of the pattern; a side that stands in for an empty one does not."""
    return rule in {"turn_priority", "turn_normal"}


def lane_order(waiting: Iterable[Waiting], policy: Policy, *, turns: int, now: datetime) -> Iterator[Choice]:
    """Everybody of one lane in the order of the calls, as if all were called at `now` and nobody came any more."""
    left = sorted(waiting, key=lambda each: each.place)
    groups: dict[Rule, list[Waiting]] = {"restored": [], "fairness_bound": [], "tier0": []}
    sides: dict[str, deque[Waiting]] = {PRIORITY: deque(), NORMAL: deque()}
    for each in left:
        rule = _rule_before_turns(each, policy, now)
        if rule is None:
            sides[_side(each, policy)].append(each)
        else:
            groups[rule].append(each)
    for rule, found in groups.items():
        yield from (Choice(each, rule) for each in found)
    yield from _in_turn(sides, policy, turns)


def next_of(waiting: Sequence[Waiting], policy: Policy, *, turns: Mapping[str, int], now: datetime) -> Choice | None:
    """Who is called next by a counter that serves these lanes; None when nobody waits.

    turns  turns used today, by lane
    """
    lanes = {each.lane for each in waiting}
    heads = [
        next(lane_order((each for each in waiting if each.lane == lane), policy, turns=turns.get(lane, 0), now=now))
        for lane in lanes
    ]
    return min(heads, key=lambda head: (_RANK.get(head.rule, _TURN_RANK), head.who.place), default=None)


def _rule_before_turns(each: Waiting, policy: Policy, now: datetime) -> Rule | None:
    if each.is_restored:
        return "restored"
    if each.issued_at <= policy.bound(now):
        return "fairness_bound"
    return "tier0" if each.klass in policy.tier_codes(0) else None


def _side(each: Waiting, policy: Policy) -> str:
    return PRIORITY if each.klass in policy.tier_codes(1) else NORMAL


def _in_turn(sides: Mapping[str, deque[Waiting]], policy: Policy, turns: int) -> Iterator[Choice]:
    while any(sides.values()):
        due = policy.due(turns)
        if sides[due]:
            yield Choice(sides[due].popleft(), "turn_priority" if due == PRIORITY else "turn_normal")
            turns += 1
        else:
            yield Choice(sides[NORMAL if due == PRIORITY else PRIORITY].popleft(), "only_one_waiting")
