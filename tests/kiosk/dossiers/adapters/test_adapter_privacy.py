"""Nothing an adapter may not read is anywhere afterwards: not in memory, not in a log, not in an exception."""

from __future__ import annotations

import gc
import logging
from pathlib import Path
from threading import enumerate as all_threads

import pytest

from kiosk.dossiers.provider import Found
from tests.kiosk.dossiers.asked_offices import an_office
from tests.kiosk.dossiers.back_offices import BACKWARDS, ID_NUMBER, OWNER, PHONE, SECRET, Fault, never
from tests.kiosk.dossiers.dossier_makers import ON_TIME

SYSTEMS = ("igate", "opencps", "national")
FAULTS: tuple[Fault | None, ...] = (None, "500", "garbage", "html", "drop", "redirect", "deep")


def in_memory(piece: str) -> list[str]:
    """The kind of every container of this process that holds a text with this piece."""
    gc.collect()
    encoded, found = piece.encode(), []
    waiting = gc.get_objects()
    while waiting:
        container = waiting.pop()
        for each in gc.get_referents(container):
            is_text = type(each) is str and each is not piece and piece in each
            if is_text or (type(each) in {bytes, bytearray} and each is not encoded and encoded in each):
                found.append(type(container).__name__)
            elif type(each) in {dict, tuple} and not gc.is_tracked(each):
                waiting.append(each)  # the collector leaves out containers of texts only
    return found


def wait_for_askers() -> None:
    """Threads of questions end right after their answer."""
    for thread in all_threads():
        if thread.name == "dossier-asking":
            thread.join(5)


def test_the_search_finds_what_is_kept() -> None:
    kept = [{"address": never("address")}, never("body").encode()]
    assert in_memory("".join(reversed(BACKWARDS))) == ["list", "dict"]
    assert kept


@pytest.mark.parametrize("kind", SYSTEMS)
@pytest.mark.parametrize("fault", FAULTS)
def test_no_field_that_is_never_read_is_in_memory_afterwards(kind: str, fault: Fault | None, tmp_path: Path) -> None:
    with an_office(kind, tmp_path) as system:
        assert system.behind is not None
        answers = [system.ask(factor=system.right), system.ask(factor=system.wrong), system.ask()]
        assert isinstance(answers[0], Found)
        system.behind.fault = fault
        answers.append(system.ask(factor=system.right))
        wait_for_askers()
    assert in_memory("".join(reversed(BACKWARDS))) == []
    assert answers


@pytest.mark.parametrize("kind", [*SYSTEMS, "file"])
def test_no_answer_holds_a_name_or_a_number(kind: str, tmp_path: Path) -> None:
    with an_office(kind, tmp_path) as office:
        answer = office.ask(factor=office.right)
    assert isinstance(answer, Found)
    texts = [value for value in gc.get_referents(answer.dossier) if isinstance(value, str)]
    assert texts
    for secret in (OWNER, ID_NUMBER, ID_NUMBER[-4:], PHONE, SECRET):
        assert not [text for text in texts if secret in text]


@pytest.mark.parametrize("kind", [*SYSTEMS, "file"])
@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_of_a_question_or_an_answer_is_written_anywhere(
    kind: str, fault: Fault | None, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.CRITICAL, logger="waitress")
    caplog.set_level(logging.DEBUG)
    with an_office(kind, tmp_path) as office:
        if office.behind is not None:
            office.behind.fault = fault
            office.behind.changes = {"dueDate": "31/31/2026", "NgayHenTra": never("time"), "appointmentDate": "?"}
        for factor in (office.right, office.wrong, None):
            office.ask(factor=factor)
            office.ask("H24.15-261124-9999", factor=factor)
    written = caplog.text + "".join(capfd.readouterr()) + str(office.journal.events)
    for private in (ON_TIME, "261124", OWNER, ID_NUMBER, ID_NUMBER[-4:], PHONE, SECRET, BACKWARDS, "secretKey"):
        assert private not in written
    assert "".join(reversed(BACKWARDS)) not in written


def test_the_libraries_below_write_no_address_at_all(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """urllib3 writes whole ones, number and secret included: for debugging, and as a warning about an odd header."""
    caplog.set_level(logging.DEBUG)
    with an_office("opencps", tmp_path) as system:
        system.ask(factor=system.right)
    loud = [name for name in logging.root.manager.loggerDict if name.startswith("urllib3")]
    assert loud
    assert all(logging.getLogger(name).disabled for name in loud)
