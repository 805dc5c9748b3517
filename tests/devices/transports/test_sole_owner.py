"""One owner for one device, among threads and among programs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from devices.errors import DeviceLost
from devices.transports.sole_owner import sole_owner

ROOT = Path(__file__).parents[3]
OTHER = "import sys; from devices.transports.sole_owner import sole_owner; held = sole_owner(sys.argv[1]); {then}"


def other_program(name: str, then: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", OTHER.format(then=then), name]
    return subprocess.run(command, cwd=ROOT, text=True, capture_output=True, timeout=60, check=False)


@pytest.fixture
def name() -> str:
    """A device that no other run of these tests means."""
    return f"printer of {os.getpid()}"


def test_whoever_comes_second_is_told_and_may_when_the_first_is_done(name: str) -> None:
    held = sole_owner(name)
    with pytest.raises(DeviceLost, match="another program of this machine has it open"):
        sole_owner(name)
    sole_owner(f"{name} 2").close()
    held.close()
    sole_owner(name).close()


def test_another_program_is_kept_out_and_one_that_was_killed_holds_nothing(name: str) -> None:
    with sole_owner(name):
        assert "only one may" in other_program(name, "print('in')").stderr
    killed = other_program(name, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert (killed.returncode, killed.stderr) == (-9, "")
    sole_owner(name).close()
