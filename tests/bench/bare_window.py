"""The least a Kivy program can be: one empty window of the panel's size. What the terminal is measured against."""

from __future__ import annotations

import os
import sys
from importlib import import_module

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
from kivy.uix.label import Label  # noqa: E402

from kiosk.process_age import process_age_s  # noqa: E402


class Bare(App):  # type: ignore[misc]  # Kivy ships no types
    """A word in a window."""

    def build(self) -> Label:
        """See kivy."""
        Window.bind(on_flip=self.first)
        return Label(text="Kivy")

    def first(self, *_: object) -> None:
        """Tell when the first picture stood."""
        Window.unbind(on_flip=self.first)
        for event in ("screen-up", "page-up"):  # its one word is all its page
            sys.stdout.write(f'{{"event": "{event}", "milliseconds": {round(process_age_s() * 1000)}}}\n')
        sys.stdout.flush()


if sys.argv[3:]:  # the libraries every terminal of this kind needs, and nothing of ours
    for library in (
        "PIL.ImageDraw",
        "PIL.ImageFont",
        "barcode",
        "pydantic",
        "requests",
        "segno",
        "serial",
        "sqlalchemy",
    ):
        import_module(library)
Bare().run()
