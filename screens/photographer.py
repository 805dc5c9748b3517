"""Takes pictures of a still terminal in a window nobody looks at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kivy.clock import Clock
from kivy.core.window import Window as KivyWindow
from kivy.graphics import ClearBuffers, ClearColor, Fbo, Scale, Translate
from kivy.graphics.context import get_context
from kivy.graphics.opengl import GL_RGBA, GL_UNSIGNED_BYTE, glReadPixels
from PIL import Image

from screens.dawn import Dawn
from screens.gallery import Shot, pose
from screens.terminal import Terminal
from screens.widgets.frame import Window
from screens.window import KioskApp


class Photographer(KioskApp):
    """The app on its own clock: pose, let the layout settle, take the picture, next."""

    def __init__(self, terminal: Terminal, shots: Iterable[Shot], folder: Path, suffix: str = ".png") -> None:
        super().__init__(Dawn.of(terminal))
        self._shots = iter(shots)
        self._folder = folder
        self._suffix = suffix

    def on_start(self) -> None:
        """No fingers, no devices: only pictures."""
        Clock.schedule_once(self._next, 0)

    def _next(self, _dt: float) -> None:
        for shot in self._shots:
            self.terminal.situation = replace(self.terminal.situation, faulty=False)
            pose(self.terminal, shot)
            self.settle()
            self.take(shot)
            get_context().gl_dealloc()  # Kivy lets go of textures between two turns, and all this is one turn
        self.stop()

    def take(self, shot: Shot) -> None:
        """Take one picture of what stands there now."""
        taken = picture(self.window)
        if self._suffix == ".webp":  # some thousand for a page in a browser: half as wide is a fifth of the time
            taken.reduce(2).save(self._folder / shot.file(".webp"), quality=80, method=1)
        else:
            taken.save(self._folder / shot.name, compress_level=4)


def photograph(terminal: Terminal, shots: Iterable[Shot], folder: Path, suffix: str = ".png") -> None:
    """Take these pictures."""
    Photographer(terminal, shots, folder, suffix).run()


def picture(window: Window) -> Image.Image:
    """What the window shows, without the window."""
    width, height = (round(side) for side in window.size)
    fbo = Fbo(size=(width, height), with_stencilbuffer=True)
    with fbo:
        ClearColor(*KivyWindow.clearcolor)
        ClearBuffers()
        Scale(1, -1, 1)
        Translate(0, -height, 0)
    fbo.add(window.canvas)
    fbo.draw()
    fbo.bind()
    pixels = glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE)
    fbo.release()
    fbo.remove(window.canvas)
    return Image.frombytes("RGBA", (width, height), pixels).convert("RGB")
