"""A program that ends before one of its statements, as with the power."""

from __future__ import annotations

from dataclasses import dataclass


class PowerCut(Exception):
    """Nothing after this statement reaches the store."""


@dataclass
class Cut:
    """Ends a connection's work before one of its statements."""

    statements_left: int | None = None

    def before(self, *_statement: object) -> None:
        if self.statements_left is not None:
            self.statements_left -= 1
            if self.statements_left < 0:
                raise PowerCut
