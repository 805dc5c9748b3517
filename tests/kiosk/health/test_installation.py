"""What is installed: where each setting comes from, what waits for a restart, no secret, which way updates come."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from kiosk.health.installation import SET_BUT_UNSHOWN, Setting, Source, installation, source_of
from kiosk.settings import Dossiers, Settings, StaffCallSettings, TicketSettings, known_keys, read_settings

WRITTEN = "[panel]\ndiagonal_in = 23.8\n[terminal]\nnumber = 1\n"


def looked(file: Path | None, settings: Settings) -> dict[str, Setting]:
    """Every key by its name."""
    return {each.name: each for each in installation(settings, file, Path("state")).settings}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kiosk.toml"
    path.write_text(WRITTEN, encoding="utf-8")
    return path


def test_every_key_is_told_with_its_value_and_whether_it_stands_in_the_file(file: Path) -> None:
    keys = looked(file, read_settings(file))
    assert tuple(keys) == tuple(known_keys())
    assert keys["panel.diagonal_in"] == Setting("panel.diagonal_in", "23.8", is_set=True)
    assert keys["terminal.number"] == Setting("terminal.number", "1", is_set=True)  # the same as without it, but his
    assert keys["panel.orientation"] == Setting("panel.orientation", "portrait")
    assert keys["terminal.always_open"].value == ""
    assert keys["dossiers.factors"].value == "id_last4"
    assert not any(each.is_set for each in looked(None, Settings()).values())


def test_what_was_changed_since_the_start_waits_for_the_next_one(file: Path) -> None:
    settings = read_settings(file)
    file.write_text("[panel]\ndiagonal_in = 27\n", encoding="utf-8")
    keys = looked(file, settings)
    assert keys["panel.diagonal_in"] == Setting("panel.diagonal_in", "23.8", is_set=True, awaits="27.0")
    assert [each.name for each in keys.values() if each.awaits is not None] == ["panel.diagonal_in"]


@pytest.mark.parametrize(
    ("written", "told"), [("[panel]\ndiagonal_in = 3\n", "panel.diagonal_in"), ("[panel", "kiosk")]
)
def test_a_file_that_was_spoiled_is_told_before_the_restart_that_would_fail(
    file: Path, written: str, told: str
) -> None:
    settings = read_settings(file)
    file.write_text(written, encoding="utf-8")
    found = installation(settings, file, Path("state"))
    assert told in found.mistakes[0].place
    assert found.mistakes[0].cure
    assert not [each for each in found.settings if each.awaits is not None]


def test_a_file_that_is_gone_is_told_too(file: Path) -> None:
    settings = read_settings(file)
    file.unlink()
    assert "cannot be read" in installation(settings, file, Path("state")).mistakes[0].meaning


def test_no_user_password_or_argument_is_told() -> None:
    secret = "s3cret"  # noqa: S105 -- what must not be seen
    settings = Settings(
        tickets=TicketSettings(store=f"postgresql+psycopg://{secret}@lobby/kiosk?password={secret}"),
        dossiers=Dossiers(address=f"https://user:{secret}@gateway.example.vn", client_id=secret, agency_code=secret),
        staff_call=StaffCallSettings(command=("curl", "-u", secret)),
    )
    keys = looked(None, settings)
    assert secret not in repr(keys)
    assert keys["tickets.store"].value == "postgresql+psycopg://lobby/kiosk"
    assert keys["dossiers.address"].value == "https://gateway.example.vn"
    assert keys["staff_call.command"].value == SET_BUT_UNSHOWN
    named_secrets = [
        each.name for table in (Dossiers, TicketSettings) for each in fields(table) if "secret" in each.name
    ]
    assert named_secrets == ["client_secret_file"], "a key that holds a secret itself needs a rule of its own"


def test_versions_are_those_of_this_machine(tmp_path: Path) -> None:
    found = installation(Settings(), None, tmp_path)
    assert found.python.startswith("3.")
    assert found.kivy.startswith("2.")


@pytest.mark.parametrize("packed", [False, True])
def test_a_clone_names_its_branch_and_commit(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001 -- a case
    git = tmp_path / ".git"
    (git / "refs/heads").mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/stable\n", encoding="utf-8")
    if packed:
        (git / "packed-refs").write_text(f"# pack-refs\n{'ab12cd34' * 5} refs/heads/stable\n", encoding="utf-8")
    else:
        (git / "refs/heads/stable").write_text(f"{'ab12cd34' * 5}\n", encoding="utf-8")
    assert source_of(tmp_path) == Source("git", "stable", "ab12cd34")


def test_a_clone_at_one_commit_and_a_copy_are_told_apart(tmp_path: Path) -> None:
    assert source_of(tmp_path) == Source("copied")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text(f"{'0f' * 20}\n", encoding="utf-8")
    assert source_of(tmp_path) == Source("git", "", "0f0f0f0f")


def test_a_worktree_knows_the_branch_of_its_clone(tmp_path: Path) -> None:
    git, tree = tmp_path / "clone/.git", tmp_path / "tree"
    (git / "worktrees/tree").mkdir(parents=True)
    (git / "refs/heads").mkdir(parents=True)
    tree.mkdir()
    (tree / ".git").write_text(f"gitdir: {git / 'worktrees/tree'}\n", encoding="utf-8")
    (git / "worktrees/tree/HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (git / "worktrees/tree/commondir").write_text("../..\n", encoding="utf-8")
    (git / "refs/heads/main").write_text(f"{'9a' * 20}\n", encoding="utf-8")
    assert source_of(tree) == Source("git", "main", "9a9a9a9a")
