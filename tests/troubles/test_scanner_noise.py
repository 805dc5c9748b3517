"""The scanner is broken or held wrong: noise, floods, bursts. The journal stays short, the next receipt is read."""

from __future__ import annotations

from random import Random

from tests.at_the_kiosk import AtTheKiosk

CODE = "H24.15-261124-0037"
RANDOM = Random(3)  # noqa: S311 - noise, not a secret


def test_a_flood_of_codes_is_one_entry_and_ends_with_a_second_of_silence(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con")
    flood = b"\n".join(b"%c" % letter * 2 for letter in range(0x80, 0x100)) * 4
    kiosk.scan(flood)
    entries = [event["kind"] for event in kiosk.events("scan-unreadable")]
    assert entries.count("Noise") == 1
    assert len(entries) <= 21
    kiosk.scan(CODE)
    kiosk.sees("dossier_status", code=CODE)


def test_a_burst_of_a_hundred_kilobytes_is_one_entry(kiosk: AtTheKiosk) -> None:
    kiosk.scan(b"A" * 100_000)
    assert kiosk.events("scan-unreadable") == [{"kind": "Overflow"}]
    kiosk.scan(CODE)
    kiosk.sees("dossier_status", code=CODE)


def test_binary_noise_stops_nothing(kiosk: AtTheKiosk) -> None:
    for _ in range(20):
        kiosk.scan(RANDOM.randbytes(200))
    kiosk.scan(CODE)
    kiosk.sees("dossier_status", code=CODE)


def test_a_code_held_before_the_scanner_is_one_scan(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    for _ in range(20):
        kiosk.turn_clock(0.25)
        kiosk.scanner.read(CODE.encode())
        kiosk.deliver()
    assert len(kiosk.events("scanned")) == 1
    kiosk.sees("dossier_status", code=CODE)


def test_what_cannot_be_read_is_told_once_while_it_is_held_there(kiosk: AtTheKiosk) -> None:
    for _ in range(20):
        kiosk.turn_clock(0.25)
        kiosk.scanner.read(b"\xff\xfe\x80\x81")
        kiosk.deliver()
    assert kiosk.events("scan-unreadable") == [{"kind": "Unreadable"}]
