"""The scanner is a keyboard: nothing it types reaches a page, and what it cannot spell is said to be unreadable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from evdev import ecodes

from devices.scanners.key_codes import Keys
from kiosk.errors import SettingsRefused
from kiosk.settings_file import checked
from tests.at_the_kiosk import AtTheKiosk
from tests.devices.scanners.typed_keys import Event, held, keys_of, press
from tests.devices.scanners.typed_keys import recorded as recorded_keys

CODE = "H24.15-261124-0037"


def typed(kiosk: AtTheKiosk, events: list[Event]) -> None:
    """What a grabbed scanner types, as it reaches the terminal: through its own key table and the framing."""
    keys = Keys("us")
    text = b"".join(keys.typed(event.type, event.code, event.value) for event in events)
    kiosk.scan(text.replace(b"\r", b""))


def test_a_receipt_is_read(kiosk: AtTheKiosk) -> None:
    typed(kiosk, list(recorded_keys("us_receipt")))
    kiosk.sees("dossier_status", code=CODE)


def test_with_capslock_on_it_is_read_all_the_same(kiosk: AtTheKiosk) -> None:
    typed(kiosk, list(recorded_keys("caps_lock")))
    kiosk.sees("dossier_status", code=CODE)


@pytest.mark.parametrize(
    "unclear",
    [
        held(ecodes.KEY_LEFTALT, [event for digit in "7877" for event in press(ecodes.ecodes[f"KEY_KP{digit}"])]),
        held(ecodes.KEY_LEFTCTRL, press(ecodes.KEY_O)),
        held(ecodes.KEY_LEFTALT, press(ecodes.KEY_F4)),
    ],
    ids=["Alt 7877", "Ctrl O", "Alt F4"],
)
def test_a_name_in_alt_codes_or_a_command_is_unreadable_and_does_nothing(
    kiosk: AtTheKiosk, unclear: list[Event]
) -> None:
    for _ in range(2):
        typed(kiosk, keys_of("nguy") + unclear + keys_of("n\r"))
    kiosk.sees("not_a_receipt", heading="Máy chưa đọc được")
    kiosk.scan(CODE)
    kiosk.sees("dossier_status", code=CODE)


@pytest.fixture
def journal_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    """What systemd tells a service whose words it keeps."""
    stream = os.fstat(2)
    monkeypatch.setenv("INVOCATION_ID", "0f1c")
    monkeypatch.setenv("JOURNAL_STREAM", f"{stream.st_dev}:{stream.st_ino}")


@pytest.mark.usefixtures("journal_stream")
def test_started_by_systemd_a_keyboard_is_refused_with_what_to_do() -> None:
    with pytest.raises(SettingsRefused) as refused:
        checked({"scanner": {"address": "keyboard:"}})
    (problem,) = refused.value.problems
    assert "started by systemd" in problem.meaning
    assert checked({"scanner": {"address": "evdev://0c2e:0b61"}}).scanner.address == "evdev://0c2e:0b61"


def test_a_desk_whose_window_was_started_by_systemd_keeps_its_keyboard(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = (tmp_path / "journal").open("w")
    with other:
        stream = os.fstat(other.fileno())
        monkeypatch.setenv("INVOCATION_ID", "0f1c")
        monkeypatch.setenv("JOURNAL_STREAM", f"{stream.st_dev}:{stream.st_ino}")
        assert checked({}).scanner.address == "keyboard:"
