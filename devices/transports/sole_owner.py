"""One owner for a device among all programs of this machine, where the line itself would admit several. Linux."""

from __future__ import annotations

import errno
import socket

from devices.errors import DeviceLost

# An abstract name: no file to write, to leave behind or to have rights to; it is free again when its program ends.
PREFIX = "\0mot-cua-kiosk device "


def sole_owner(name: str) -> socket.socket:
    """Be the one who has the device of this name, until what is returned is closed.

    name    at most 80 characters, the same for whoever means this device.
    raises  DeviceLost when another program, or another part of this one, has it.
    """
    held = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        held.bind(PREFIX + name)
    except OSError as error:
        held.close()
        why = "another program of this machine has it open; only one may" if error.errno == errno.EADDRINUSE else error
        raise DeviceLost(f"{name}: {why}") from error
    return held
