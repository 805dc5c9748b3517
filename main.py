"""The door: `run` and `gallery` open the screens, every other verb works without them."""

from __future__ import annotations

import sys

VERBS_WITH_A_SCREEN = ("run", "gallery")


def main(arguments: list[str]) -> int:
    """Go through the door a verb names; without one, run."""
    verb = arguments[0] if arguments else "run"
    if verb in VERBS_WITH_A_SCREEN:
        from screens.start import start  # noqa: PLC0415 -- `check` works on a machine without Kivy

        return start(verb, arguments[1:])
    from kiosk.command_line import command_line  # noqa: PLC0415

    return command_line(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
