"""The one Screen class: a state that is replaced, and the presenter that replaces it."""

from __future__ import annotations

from kivy.properties import ObjectProperty
from kivy.uix.boxlayout import BoxLayout


class KioskScreen(BoxLayout):
    """A page between header and bottom bar. Each screen is a kv rule made of this class; no Python of its own.

    state      a frozen value, always replaced; pages follow it (`rebind`: without it kv would stay silent).
    presenter  what touches do.
    """

    state = ObjectProperty(None, rebind=True)
    presenter = ObjectProperty(None)

    def begin(self) -> None:
        """Somebody comes to this page: paged pages begin at their first one."""

    def unpin(self) -> bool:
        """Move something to give the rest more room; only paged pages can (see `screens.widgets.paged`)."""
        return False
