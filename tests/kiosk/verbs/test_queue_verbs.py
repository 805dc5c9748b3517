"""`queue …`: a counter without a page; every answer with an exit status and what to do."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kiosk.command_line import command_line
from kiosk.database import Store, open_store
from kiosk.tickets.lane import AnyTime, Lane
from kiosk.tickets.numbering import Numbering, Touch
from kiosk.tickets.tables import create_tables
from kiosk.time_source import SystemTime
from kiosk.verbs.queue import DONE, NOT_DONE, REFUSED, STORE
from tests.postgres_server import WITHOUT, is_here, postgres_server

CIVIL = Lane("civil_status", "A", "Hộ tịch, chứng thực", "Civil status", (1, 2), "i")


@dataclass
class Shell:
    """A terminal's folder and a technician in front of it."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    store: Store
    status: int = DONE
    printed: str = ""
    said: str = ""
    more: list[str] = field(default_factory=list)

    def takes(self, *classes: str) -> None:
        numbering = Numbering(self.store, time=SystemTime(), kiosk_no=1)
        for nth, klass in enumerate(classes):
            numbering.take(Touch(f"{nth}", CIVIL, AnyTime(), klass, again=True))

    def types(self, line: str) -> str:
        settings = ["--settings", str(self.folder / "kiosk.toml")]
        self.status = command_line(["queue", *shlex.split(line), *settings])
        self.printed, self.said = self.capsys.readouterr()
        return self.printed

    def facts(self, line: str) -> Any:
        return json.loads(self.types(f"{line} --json"))


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Shell]:
    settings = f'[terminal]\nstate_folder = "{tmp_path}"\n[queue]\ncalls_here = true\nabsent_after_calls = 1\n'
    (tmp_path / "kiosk.toml").write_text(settings, encoding="utf-8")
    store = open_store(tmp_path / STORE)
    create_tables(store)
    yield Shell(tmp_path, capsys, store)
    store.close()


def test_a_morning_at_two_counters(shell: Shell) -> None:
    shell.takes("normal", "normal", "priority", "normal")
    assert "A003" in shell.types("call --counter 1 --staff lan")
    assert "vì: lượt ưu tiên (xen kẽ 1:2)" in shell.printed
    assert "A001" in shell.types("call --counter 2")
    assert "serving" in shell.types("serve --counter 2")
    assert "done" in shell.types("done --counter 2")
    assert "absent" in shell.types("absent --counter 1")
    assert "waiting" in shell.types("back A003 --staff huong")
    assert "land" in shell.types("transfer A004 --to land")
    assert "void" in shell.types("void A002 --reason left")
    assert shell.status == DONE
    assert "A003" in shell.types("call --counter 1")
    assert "called by mistake" not in shell.types("put-back --counter 1")
    assert shell.types("list").splitlines()[-1] == "2 numbers."
    assert shell.types("list --all").splitlines()[-1] == "4 numbers."
    assert shell.types("list --lane land").startswith("A004")
    assert shell.types("close --today") == "2 closed. A003, A004\n"


def test_what_json_tells_of_a_call(shell: Shell) -> None:
    shell.takes("priority")
    facts = shell.facts("call --counter 1")
    assert (facts["outcome"], facts["number"], facts["state"], facts["counter"]) == ("done", "A001", "called", 1)
    assert facts["why_vi"] == "lượt ưu tiên (xen kẽ 1:2)"
    assert not {"id", "request_id"} & facts.keys()
    board = shell.facts("board")
    assert (board["calls"][0]["number"], board["waiting"]) == ("A001", [])
    assert [each["number"] for each in shell.facts("list")] == ["A001"]
    assert shell.facts("close") == {"outcome": "done", "closed": []}


def test_one_number_and_everything_that_happened_to_it_with_the_law_of_its_class(shell: Shell) -> None:
    shell.takes("urgent80")
    shell.types("call --counter 1 --staff lan")
    text = shell.types("why A001")
    assert "diện: Từ 80 tuổi; căn cứ: Luật Người cao tuổi (chưa đối chiếu)" in text
    assert "called  counter 1  by lan  (tier0)" in text
    assert [each["kind"] for each in shell.facts("why a001")["steps"]] == ["issued", "called"]


@pytest.mark.parametrize(
    ("line", "outcome", "cure"),
    [
        ("call --counter 2", "nobody_waiting", "Nobody waits in civil_status."),
        ("call --counter 1", "counter_busy", "finish it first"),
        ("call --counter 99", "no_such_counter", "Counters: 0, 1, 2"),
        ("done --counter 2", "nothing_called", "`queue call`"),
        ("done A001 --counter 2", "not_now", "called at counter 1"),
        ("void Z999 --reason left", "no_such_ticket", "A030 or K2-001"),
        ("why B001", "no_such_ticket", "`queue list`"),
        ("transfer A001 --to nowhere", "no_such_lane", "Lanes: civil_status"),
        ("list --lane nowhere", "no_such_lane", "Lanes: civil_status"),
    ],
)
def test_what_cannot_be_done_says_why_and_what_to_do(shell: Shell, line: str, outcome: str, cure: str) -> None:
    shell.takes("normal")
    shell.types("call --counter 1")
    assert cure in shell.types(line)
    assert shell.status == NOT_DONE
    assert shell.facts(line)["outcome"] == outcome


def test_too_few_calls_says_how_many(shell: Shell) -> None:
    settings = shell.folder / "kiosk.toml"
    settings.write_text(settings.read_text("utf-8").replace("calls = 1", "calls = 3"), encoding="utf-8")
    shell.takes("normal")
    shell.types("call --counter 1")
    assert shell.types("absent --counter 1") == "A001 was called 1 of 3 times: `queue recall` first.\n"
    assert shell.facts("absent --counter 1")["needed"] == 3


def test_the_same_press_again_is_told_as_such(shell: Shell) -> None:
    shell.takes("normal", "normal")
    shell.types("call --counter 1 --press p1")
    assert shell.facts("call --counter 1 --press p1")["outcome"] == "already_so"
    assert shell.status == DONE


@pytest.mark.parametrize(
    ("line", "said"), [("call", "--counter N"), ("call --counter 1 --staff 'Trần Thị B'", "letters, digits")]
)
def test_a_line_that_cannot_be_meant_is_refused(shell: Shell, line: str, said: str) -> None:
    shell.types(line)
    assert shell.status == REFUSED
    assert said in shell.said
    assert "Trần" not in shell.said


def without_a_store(shell: Shell) -> None:
    shell.store.close()
    (shell.folder / STORE).rename(shell.folder / "elsewhere.db")


def with_a_broken_policy(shell: Shell) -> None:
    (shell.folder / "policy.toml").write_text('pattern = "P"\n', encoding="utf-8")
    settings = shell.folder / "kiosk.toml"
    settings.write_text(
        f'{settings.read_text("utf-8")}policy_file = "{shell.folder / "policy.toml"}"\n', encoding="utf-8"
    )


def with_broken_settings(shell: Shell) -> None:
    (shell.folder / "kiosk.toml").write_text("[queue]\ncalls_hear = true\n", encoding="utf-8")


def without_content(shell: Shell) -> None:
    settings = shell.folder / "kiosk.toml"
    settings.write_text(f'{settings.read_text("utf-8")}[content]\nfolder = "{shell.folder}"\n', encoding="utf-8")


@pytest.mark.parametrize(
    ("breaks", "said"),
    [
        (without_a_store, "KIOSK_STATE"),
        (with_a_broken_policy, "policy.toml, fairness_min"),
        (with_broken_settings, "calls_here"),
        (without_content, "office.json"),
    ],
)
def test_what_a_technician_must_mend_first(shell: Shell, breaks: Callable[[Shell], None], said: str) -> None:
    breaks(shell)
    shell.types("board")
    assert shell.status == REFUSED
    assert said in shell.said
    assert not breaks.__name__.endswith("store") or not (shell.folder / STORE).exists()


@pytest.mark.skipif(not is_here(), reason=WITHOUT)
def test_in_a_lobby_the_numbers_are_those_of_its_store(shell: Shell) -> None:
    shell.takes("normal")
    settings = (shell.folder / "kiosk.toml").read_text("utf-8")
    with postgres_server() as server:
        place = server.new_database()
        (shell.folder / "kiosk.toml").write_text(f'{settings}[tickets]\nstore = "{place}"\n', encoding="utf-8")
        assert shell.types("list") == "0 numbers.\n"
    shell.types("list")
    assert shell.status == REFUSED
    assert "127.0.0.1" in shell.said
