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
