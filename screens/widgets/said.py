"""What a widget is to those who do not see it: the leaves of the semantic tree."""

from __future__ import annotations

from kivy.event import EventDispatcher
from kivy.properties import BooleanProperty, ListProperty, StringProperty


class Said(EventDispatcher):
    """A control or text with a name, a role and what is said of it.

    node_id   unique on its screen; empty for pieces inside a control, which are not told apart.
    role      title, text, button, toggle, list, field, key or alert.
    say       what is said; empty means: the same as what is written.
    private   said through headphones only.
    """

    node_id = StringProperty("")
    role = StringProperty("text")
    say = StringProperty("")
    text = StringProperty("")
    private = BooleanProperty(False)
    enabled = BooleanProperty(True)


class Grounded(EventDispatcher):
    """A widget with a ground, a border and round corners, drawn by grounded.kv."""

    ground = ListProperty([0, 0, 0, 0])
    border = ListProperty([0, 0, 0, 0])
    border_px = ListProperty([0])
    radius_px = ListProperty([0])


class Pressable(Said):
    """Something to press. Touches are dealt with by the one Finger of the frame, not here.

    pressed   while a finger is on it; its look follows.
    """

    __events__ = ("on_release",)
    pressed = BooleanProperty(False)

    def on_release(self) -> None:
        """The finger left it on the inside: kv says what happens."""
