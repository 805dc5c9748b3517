"""Values whose content never reaches a log, an exception text or a test report by accident."""

from __future__ import annotations


class PrivateValue:
    """Base of values about a person or their dossier: writing one down by mistake says only what kind of thing it is.

    A dataclass below it needs `repr=False`, or the generated text would bring the content back.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"
