"""What may be written down, and what never."""

from __future__ import annotations

import io
import json

import pytest

from kiosk.journal import KeptJournal, StreamJournal, event_kinds, written_fields


def test_an_event_is_one_line_of_json() -> None:
    stream = io.StringIO()
    journal = StreamJournal(stream)
    journal.write("ticket-issued", number="A030", lane="civil_status")
    journal.write("kiosk-stopped")
    first, second = stream.getvalue().splitlines()
    assert json.loads(first) == {"event": "ticket-issued", "number": "A030", "lane": "civil_status"}
    assert json.loads(second) == {"event": "kiosk-stopped"}


def test_a_value_with_line_breaks_does_not_break_the_line() -> None:
    stream = io.StringIO()
    StreamJournal(stream).write("content-refused", problem="lanes.json:\nprefix")
    assert len(stream.getvalue().splitlines()) == 1


def test_numbers_stay_numbers_and_everything_else_is_text() -> None:
    written = written_fields("dossier-looked-up", {"outcome": ValueError("x"), "milliseconds": 12.5})
    assert written == {"outcome": "x", "milliseconds": 12.5}


@pytest.mark.parametrize("journal", [KeptJournal(), StreamJournal(io.StringIO())])
def test_an_event_nobody_declared_is_a_mistake_of_ours(journal: KeptJournal | StreamJournal) -> None:
    with pytest.raises(KeyError):
        journal.write("citizen-named")
    with pytest.raises(KeyError):
        journal.write("ticket-issued", name="Nguyễn Văn A")


def test_a_kept_journal_holds_what_a_stream_would_have_received() -> None:
    journal = KeptJournal()
    journal.write("scanned", kind="ReceiptCode")
    assert journal.events == [("scanned", {"kind": "ReceiptCode"})]
    assert journal.names() == ["scanned"]


def test_every_declared_field_has_a_privacy_and_every_event_a_meaning() -> None:
    for kind in event_kinds().values():
        assert kind.kind in {"citizen-action", "staff-action", "condition", "fault", "lifecycle"}
        assert set(kind.fields.values()) <= {"open", "short", "never"}
        assert kind.meaning.endswith(".")
        assert kind.text


def test_no_event_has_room_for_a_person() -> None:
    personal = {"name", "code", "dossier", "dossier_code", "phone", "id_number", "card", "factor", "text", "scan"}
    assert not [(name, field) for name, kind in event_kinds().items() for field in kind.fields if field in personal]
