"""Chooses what plays: by the setting, or by what this machine has."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from devices.sound.command_player import CommandPlayer, aplay, paplay
from devices.sound.contract import Player, SoundState
from devices.sound.file_player import FilePlayer, NoPlayer
from devices.sound.headphones import has_sound_card, is_plugged_in, sockets, sound_now

FOLDER = "virtual://"


def open_player(output: str, environment: Mapping[str, str] = os.environ) -> Player:
    """The player of a setting: auto, none, aplay, paplay, or virtual:///folder for files instead of sound."""
    match output:
        case "none":
            return NoPlayer()
        case _ if output.startswith(FOLDER):
            return FilePlayer(Path(output.removeprefix(FOLDER)))
        case "paplay":
            return CommandPlayer(paplay, _through_server)
        case "aplay":
            return CommandPlayer(aplay, sound_now)
    if has_server(environment) and shutil.which("paplay"):
        return CommandPlayer(paplay, _through_server)
    if has_sound_card() and shutil.which("aplay"):
        return CommandPlayer(aplay, sound_now)
    return NoPlayer()


def has_server(environment: Mapping[str, str]) -> bool:
    """Whether PulseAudio or PipeWire listens for this user."""
    folder = environment.get("XDG_RUNTIME_DIR")
    return bool(folder) and (Path(str(folder)) / "pulse" / "native").exists()


def _through_server() -> SoundState:
    return SoundState.HEADPHONES if is_plugged_in(sockets()) else SoundState.LOUDSPEAKER
