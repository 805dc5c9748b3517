"""Players: a program of the system, files, and none."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from devices.sound.command_player import CommandPlayer, aplay, paplay
from devices.sound.contract import Player, Sound, SoundState
from devices.sound.file_player import FilePlayer, NoPlayer
from devices.sound.headphones import Sockets, has_sound_card, is_plugged_in, sockets, sound_now
from devices.sound.open_sound import open_player
from devices.sound.wav import at_volume, read_wav

SOUND = Sound(bytes(range(200)) * 4, 8000)
HEARD_BY = SoundState.LOUDSPEAKER
PATIENCE_S = 20.0


def program(script: str) -> CommandPlayer:
    return CommandPlayer(lambda _sound: ["sh", "-c", script], lambda: HEARD_BY)


def test_a_program_gets_every_sample_at_the_wanted_volume(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    assert program(f"cat > {taken}").play(SOUND, 4, lambda: True)
    assert taken.read_bytes() == at_volume(SOUND, 4).samples


@pytest.mark.parametrize("script", ["exit 3", "head -c 10; exit 1", "kill -9 $$"])
def test_a_program_that_dies_in_mid_sentence_is_a_sound_nobody_heard_and_the_next_is_tried(script: str) -> None:
    player = program(script)
    assert not player.play(SOUND, 10, lambda: True)
    assert not player.play(SOUND, 10, lambda: True)


def test_a_program_that_is_missing_harms_nobody() -> None:
    assert not CommandPlayer(lambda _sound: ["no-such-player"], lambda: HEARD_BY).play(SOUND, 10, lambda: True)


def test_hush_ends_a_sound_at_once_and_before_any_sound_does_nothing() -> None:
    player, started, ended = program("echo; sleep 60"), threading.Event(), threading.Event()
    player.hush()

    def wanted() -> bool:
        started.set()
        return True

    def play() -> None:
        assert not player.play(SOUND, 10, wanted)
        ended.set()

    thread = threading.Thread(target=play)
    thread.start()
    assert started.wait(PATIENCE_S)
    player.hush()
    assert ended.wait(PATIENCE_S), "or it would sleep a minute"
    thread.join()


def test_what_is_no_longer_wanted_ends_and_never_begins_when_nobody_wanted_it() -> None:
    answers = iter((True, True, False))
    assert not program("sleep 60").play(SOUND, 10, lambda: next(answers))
    assert not program("sleep 60").play(SOUND, 10, lambda: False)


def test_the_command_lines_name_format_and_rate_and_never_a_file() -> None:
    for line in (aplay(SOUND), paplay(SOUND)):
        assert "8000" in " ".join(line)
        assert not any("/" in word for word in line)


def test_files_instead_of_a_loudspeaker_are_numbered_and_hold_what_was_said(tmp_path: Path) -> None:
    player = FilePlayer(tmp_path / "said")
    assert player.play(SOUND, 10, lambda: True)
    assert player.play(SOUND, 3, lambda: True)
    assert not player.play(SOUND, 3, lambda: False)
    assert [path.name for path in sorted((tmp_path / "said").iterdir())] == ["001.wav", "002.wav"]
    assert read_wav((tmp_path / "said" / "001.wav").read_bytes()) == SOUND
    (tmp_path / "said" / "headphones").touch()
    assert player.state() is SoundState.HEADPHONES


@pytest.mark.parametrize("player", [NoPlayer(), open_player("none")])
def test_without_a_loudspeaker_nothing_is_heard_and_nothing_fails(player: Player) -> None:
    player.hush()
    assert player.state() is SoundState.NONE
    assert not player.play(SOUND, 10, lambda: True)


def test_the_kernel_tells_cards_and_plugs(tmp_path: Path) -> None:
    cards, classes = tmp_path / "pcm", tmp_path / "input"
    assert not has_sound_card(cards)
    cards.write_text("00-00: ALC : ALC : playback 1 : capture 1\n")
    assert has_sound_card(cards)
    for name, switches in (("event3", "4"), ("event4", "0"), ("event5", "1 0"), ("event6", "nonsense"), ("event7", "")):
        (classes / name / "device" / "capabilities").mkdir(parents=True)
        (classes / name / "device" / "capabilities" / "sw").write_text(f"{switches}\n")
    (classes / "event8").mkdir()
    nodes = sockets(classes, Path("/dev/input"))
    assert nodes == [Path("/dev/input/event3")]
    assert is_plugged_in(nodes, lambda _node: 4)
    assert not is_plugged_in(nodes, lambda _node: 3)

    looks: list[list[Path]] = []
    plugs = Sockets(lambda: looks.append(nodes) or nodes, every=3)  # type: ignore[func-returns-value]
    assert [plugs.is_plugged_in(lambda _node: 4) for _ in range(4)] == [True] * 4
    assert len(looks) == 2

    def refused(_node: Path) -> int:
        raise PermissionError

    assert not is_plugged_in(nodes, refused), "what cannot be asked counts as a loudspeaker"


@pytest.mark.parametrize(
    ("card", "plug", "state"),
    [(False, True, SoundState.NONE), (True, False, SoundState.LOUDSPEAKER), (True, True, SoundState.HEADPHONES)],
)
def test_where_sound_comes_out(card: bool, plug: bool, state: SoundState) -> None:  # noqa: FBT001
    assert sound_now(has_card=lambda: card, plugged_in=lambda: plug) is state
