"""The two commands of a newcomer: what they say when something is missing, and that nothing is done twice."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
VERBS = ("setup", "run", "test", "check", "gallery", "pictures", "words", "docs", "bench", "soak", "clean")
DUMP_HEADER = 25 * 4

needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="needs make: runs wherever `make test` was called")


def spoken(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a command says."""
    everything = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"} | environment
    return subprocess.run(
        command,
        cwd=ROOT,
        env=everything,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@needs_make
def test_make_alone_lists_every_verb() -> None:
    said = spoken("make").stdout
    assert re.findall(r"^  (\w+) ", said, re.MULTILINE) == ["help", *VERBS]


def test_ci_calls_make_test_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert [line for line in lines[1:] if line] == ["set -eu", 'cd "$(dirname "$0")/.."', "make test"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_an_interpreter_that_does_not_fit_is_refused_by_name(tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text("#!/bin/sh\necho 3.9\n", "utf-8")
    old.chmod(0o755)
    said = spoken("packaging/set_up.sh", "run", PYTHON=str(old), DISPLAY=":0")
    assert said.returncode == 1
    assert said.stderr == f"PYTHON={old} is 3.9; needed is 3.11, 3.12 or 3.13.\n"


def test_without_rights_the_line_to_run_is_printed_and_nothing_is_done(tmp_path: Path) -> None:
    checkout = bare_checkout(tmp_path)
    commands = {
        "id": "echo 1000",
        "sudo": "exit 1",
        "dpkg-query": "printf 'ii libgl1 '",
        "apt-get": f"touch {tmp_path}/ran",
    }
    for name, what in commands.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{what}\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    said = spoken(
        checkout / "packaging" / "set_up.sh", "run", PATH=f"{tmp_path}:{os.environ['PATH']}", PYTHON=sys.executable
    )
    assert said.returncode == 1
    line = next(line.strip() for line in said.stderr.splitlines() if "apt-get" in line)
    assert line.startswith("sudo apt-get update && sudo apt-get install --yes --no-install-recommends libgl1-mesa-dri ")
    assert "xvfb" in line.split()  # there is no display
    assert "libgl1" not in line.split()  # it is there already
    assert not (tmp_path / "ran").exists()
    assert not (checkout / ".venv").exists()


def bare_checkout(folder: Path) -> Path:
    """A checkout that was never set up, as far as the set-up looks."""
    checkout = folder / "checkout"
    (checkout / "packaging").mkdir(parents=True)
    shutil.copy2(ROOT / "packaging" / "set_up.sh", checkout / "packaging")
    return checkout


def test_no_file_that_is_handed_out_names_a_package_registry() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "Makefile", "packaging/set_up.sh", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text("utf-8")
        assert not re.search(r"index-url \S*//|https?://\S*(pypi|simple)", text), name


def test_what_a_virtual_display_shows_is_written_as_a_picture(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("virtual_display", ROOT / "packaging" / "virtual_display.py")
    assert spec is not None
    assert spec.loader is not None
    display = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(display)
    shown = Image.new("RGB", (6, 4), "#8c1a1f")
    ImageDraw.Draw(shown).rectangle((1, 1, 2, 2), "#163a6b")
    (tmp_path / "dump").write_bytes(window_dump(shown, colours=3, spare=8))
    display.keep(tmp_path / "dump", tmp_path / "screen.png")
    with Image.open(tmp_path / "screen.png") as written:
        assert written.tobytes() == shown.tobytes()
    (tmp_path / "dump").write_bytes(window_dump(shown, colours=3, spare=8)[:-40])
    with pytest.raises(display.NotADump):
        display.keep(tmp_path / "dump", tmp_path / "screen.png")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["dump", "screen.png"]


def window_dump(picture: Image.Image, *, colours: int, spare: int) -> bytes:
    """A picture as X's window dump: a header of big-endian words, colours, rows with spare bytes at their ends."""
    stride = picture.width * 4 + spare
    words = [0] * 25
    words[0], words[4], words[5], words[11], words[12], words[19] = DUMP_HEADER, *picture.size, 32, stride, colours
    header = b"".join(word.to_bytes(4, "big") for word in words)
    pixels = picture.tobytes("raw", "BGRX")
    line = picture.width * 4
    rows = (pixels[start : start + line].ljust(stride, b"\0") for start in range(0, len(pixels), line))
    return header + bytes(12 * colours) + b"".join(rows)
