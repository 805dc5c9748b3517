"""How far a virtual printer has come with its orders: which of the later ones are due by now."""

from __future__ import annotations

from collections.abc import Callable

from devices.printers.virtual_orders import Later, Orders, changed

Counts = dict[str, float]


class Course:
    """Counts what the moments of Later are counted in; other orders begin at zero.

    now_s  a stopwatch.
    """

    def __init__(self, now_s: Callable[[], float]) -> None:
        self._now_s = now_s
        self.restart()

    def restart(self) -> None:
        """The same orders, given anew."""
        self._orders: Orders | None = None
        self._since_s = self._now_s()
        self._bytes = self._slips = 0
        self._due: set[Later] = set()

    def now(self, orders: Orders, *, row: int | None = None) -> Orders:
        """What these orders come to now.

        row  of the slip that is being printed, if any. What has become due stays so.
        """
        self._follow(orders)
        self._due |= {each for each in orders.all_later if each.count <= self._counts(row)[each.moment]}
        return changed(orders, tuple(each for each in orders.all_later if each in self._due))

    def next_row(self, orders: Orders, row: int, *, row_bytes: int) -> int | None:
        """The row behind this one at which something becomes due."""
        self._follow(orders)
        rows = [int(each.count) for each in orders.all_later if each.moment == "at_row"]
        counts = [int(each.count) - self._bytes for each in orders.all_later if each.moment == "after_bytes"]
        rows += [row + -(-left // row_bytes) for left in counts]
        return min((each for each in rows if each > row), default=None)

    def took(self, length: int) -> None:
        """So many bytes came."""
        self._bytes += length

    def finished_slip(self) -> None:
        """One whole slip is out."""
        self._slips += 1

    def _follow(self, orders: Orders) -> None:
        if orders != self._orders:
            self.restart()
            self._orders = orders

    def _counts(self, row: int | None) -> Counts:
        return {
            "at_row": -1 if row is None else row,
            "after_bytes": self._bytes,
            "after_ticket": self._slips,
            "after_s": self._now_s() - self._since_s,
        }
