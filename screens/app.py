"""The window: fonts, the observed values, the mailbox's wake, the last-resort handler.

Kivy is imported only after `quiet_kivy` has told it to read nothing from the user's home, write no log and open no
input device of its own choosing.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile

from kiosk.settings import Panel
from screens.dawn import Dawn

# Measured with software drawing: a page that nobody touches needs no more than this, and a touch is still seen
# within 70 ms; while somebody is there the window draws as fast as the panel.
IDLE_FPS, BUSY_FPS = 15, 60
BUSY_S = 5.0
# Whatever woke the sleeping window may take a few pictures until it is all drawn.
AWAKE_S = 0.08
# The start page, which nobody touches, has no countdown: its clock shows minutes.
TICK_S, REST_TICK_S = 0.2, 0.5


def quiet_kivy(panel: Panel) -> None:
    """Set Kivy up for a lobby; before its first import."""
    home = os.environ.setdefault("KIVY_HOME", tempfile.mkdtemp(prefix="kiosk-kivy-"))
    os.makedirs(home, exist_ok=True)  # noqa: PTH103 -- Kivy wants the text
    os.environ.update(
        KIVY_NO_ARGS="1",
        KIVY_NO_CONFIG="1",
        KIVY_NO_FILELOG="1",
        KIVY_NO_ENV_CONFIG="1",
        KIVY_METRICS_DENSITY="1",
        KIVY_METRICS_FONTSCALE="1",
        KIVY_IMAGE="sdl2",
        KIVY_AUDIO="sdl2",
        KIVY_CLIPBOARD="dummy",
        KIVY_LOG_MODE="PYTHON",
    )
    from kivy.config import Config  # noqa: PLC0415

    width, height = panel.size_px
    window: dict[str, str | int] = {
        "width": width,
        "height": height,
        "multisamples": 0,
        "resizable": 0,
        "maxfps": BUSY_FPS,
    }
    window |= {"fullscreen": "auto" if panel.fullscreen else 0, "show_cursor": 0 if panel.fullscreen else 1}
    for key, value in window.items():
        Config.set("graphics", key, str(value))
    Config.set("kivy", "exit_on_escape", "0")
    Config.set("kivy", "log_level", "warning")
    Config.remove_section("input")  # exactly one touch provider: two make two touches of one finger (kivy #3801)
    Config.add_section("input")
    Config.set("input", "mouse", "mouse,disable_multitouch")
    if Config.items("modules"):
        raise RuntimeError("Kivy's modules (inspector, console) must be off")


def run(dawn: Dawn) -> int:
    """Show what comes of it until it is told to end. Returns the exit status."""
    from screens.window import KioskApp  # noqa: PLC0415 -- Kivy

    app = KioskApp(dawn)
    # Set before SDL is, or it takes these signals for a closed window, which a lobby does not allow.
    for end in (signal.SIGTERM, signal.SIGINT):
        signal.signal(end, lambda *_: dawn.mailbox.post(app.stop))
    try:
        app.run()
    except Exception as fault:  # noqa: BLE001 -- before there is a window nothing can be shown; the journal hears it
        app.met(fault)
    finally:
        if dawn.terminal is not None:
            dawn.terminal.kiosk.stop()
    if app.fault is not None:
        sys.stderr.write(f"ended by {type(app.fault).__name__}\n")
    return 0 if app.fault is None else 1
