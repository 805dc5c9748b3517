"""The least a touch can do in Kivy: a press colours a box, its release puts another box and word in its place."""

from __future__ import annotations

import os
import sys

os.environ.update(
    KIVY_NO_ARGS="1", KIVY_NO_CONFIG="1", KIVY_NO_FILELOG="1", KIVY_NO_CONSOLELOG="1", KIVY_METRICS_DENSITY="1"
)

from kivy.config import Config

width, height = sys.argv[1:3]
for key, value in (("width", width), ("height", height), ("multisamples", "0")):
    Config.set("graphics", key, value)
Config.remove_section("input")
Config.add_section("input")
Config.set("input", "mouse", "mouse,disable_multitouch")

from kivy.app import App  # noqa: E402
from kivy.core.window import Window  # noqa: E402
from kivy.uix.anchorlayout import AnchorLayout  # noqa: E402
from kivy.uix.button import Button  # noqa: E402


class Bare(App):  # type: ignore[misc]  # Kivy ships no types
    """One box in the middle."""

    turn = 0

    def build(self) -> AnchorLayout:
        """See kivy."""
        self.root = AnchorLayout()
        Window.bind(on_flip=self.first)
        self.next()
        return self.root

    def next(self, *_: object) -> None:
        """The other box: what a page that changes is here."""
        self.turn += 1
        box = Button(text=f"{self.turn}", size_hint=(0.5, 0.5), background_color=(self.turn % 2, 1, 1, 1))
        box.bind(on_release=self.next)
        self.root.clear_widgets()
        self.root.add_widget(box)

    def first(self, *_: object) -> None:
        """Tell that it stands."""
        Window.unbind(on_flip=self.first)
        sys.stdout.write("up\n")
        sys.stdout.flush()


Bare().run()
