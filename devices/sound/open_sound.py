"""Chooses what plays: by the setting, or by what this machine has."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from devices.sound.command_player import CommandPlayer, aplay, paplay
from devices.sound.contract import Player
from devices.sound.file_player import FilePlayer, NoPlayer
from devices.sound.headphones import Sockets, has_sound_card, sound_now

FOLDER = "virtual://"


def open_player(output: str, environment: Mapping[str, str] = os.environ) -> Player:
    """The player of a setting: auto, none, aplay, paplay, or virtual:///folder for files instead of sound."""
    match output:
        case "none":
            return NoPlayer()
        case _ if output.startswith(FOLDER):
            return FilePlayer(Path(output.removeprefix(FOLDER)))
        case "paplay":
            return _by_server()
        case "aplay":
            return _by_card()
    if has_server(environment) and shutil.which("paplay"):
        return _by_server()
    if has_sound_card() and shutil.which("aplay"):
        return _by_card()
    return NoPlayer()


def _by_card() -> CommandPlayer:
    plugs = Sockets()
    return CommandPlayer(aplay, lambda: sound_now(plugged_in=plugs.is_plugged_in))


def _by_server() -> CommandPlayer:
    """A server has somewhere to play, or takes the sound and drops it."""
    plugs = Sockets()
    return CommandPlayer(paplay, lambda: sound_now(has_card=lambda: True, plugged_in=plugs.is_plugged_in))


def has_server(environment: Mapping[str, str]) -> bool:
    """Whether PulseAudio or PipeWire listens for this user."""
    folder = environment.get("XDG_RUNTIME_DIR")
    return bool(folder) and (Path(str(folder)) / "pulse" / "native").exists()
