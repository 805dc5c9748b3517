"""Asking an unknown printer who it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

import pytest

from devices.errors import DeviceLost
from devices.printers.models import Model, known_models
from devices.printers.probe import PROBED_BAUDS, ProbeReport, probe, suggested_model, ticket_seconds
from devices.transports.contract import Transport
from devices.transports.memory_port import MemoryPort
from tests.devices.printers.machines import Machine, Presenter, UsbLine
from tests.devices.turned_clock import TurnedClock
from tests.printed_paper import WirePrinter
from tests.star_paper import StarPrinter

EPSON = known_models()["epson-tm-t82iii"]
GENERIC = known_models()["generic-80"]
WHO = {1: b"\x20", 2: b"\x02", 0x41: b"_10.26\0", 0x42: b"_EPSON\0", 0x43: b"_TM-T82III\0", 0x44: b"_X3F7000001\0"}


class Introduced(WirePrinter):
    """A printer that says who it is (GS I)."""

    def __init__(self) -> None:
        super().__init__()
        self.paper.identity = WHO


@dataclass
class Bench:
    """A machine at one speed, and the speeds at which it was tried."""

    machine: Machine
    speaks_at: int | None = None
    clock: TurnedClock = field(default_factory=TurnedClock)
    tried: list[int | None] = field(default_factory=list)
    lines: list[MemoryPort] = field(default_factory=list)

    def open_at(self, baud: int | None, _timeout_s: float) -> Transport:
        self.tried.append(baud)
        noise = Random(3)  # noqa: S311 - noise, not a secret

        def answer(data: bytes) -> bytes:
            said = self.machine.receive(data) if baud == self.speaks_at else b""
            return said if baud == self.speaks_at else noise.randbytes(len(data) // 2)

        self.lines.append(MemoryPort(answer, self.clock.turn))
        return self.lines[-1]

    def probe(self, model: Model, bauds: tuple[int | None, ...] = (None,), deadline_s: float = 30.0) -> ProbeReport:
        return probe(self.open_at, model, bauds, self.clock.now_s, deadline_s)


def test_an_epson_says_who_it_is_and_differs_in_nothing() -> None:
    report = Bench(Introduced()).probe(EPSON)
    assert (report.maker, report.name, report.firmware, report.serial) == (
        "EPSON",
        "TM-T82III",
        "10.26",
        "X3F7000001",
    )
    assert report.answers == {f"dle-eot-{number}" for number in (1, 2, 3, 4)} | {"gs-i-1", "gs-i-2", "process-id"}
    assert (report.suggested, report.differences, report.advice) == ("epson-tm-t82iii", (), ())


def test_another_model_is_named_and_never_switched_to() -> None:
    report = Bench(Introduced()).probe(GENERIC)
    assert report.model == "generic-80"
    assert "It calls itself TM-T82III: that is model=epson-tm-t82iii, not generic-80." in report.differences
    assert any("confirm=process-id" in told for told in report.differences)


def test_a_clone_that_promises_process_ids_in_vain_is_told() -> None:
    clone = WirePrinter()
    clone.knows_process_id = False
    report = Bench(clone).probe(EPSON)
    assert report.name == ""
    assert any("does not answer process ids" in told for told in report.differences)


def test_a_printer_set_to_another_speed_is_found_there() -> None:
    bench = Bench(Introduced(), speaks_at=19200)
    report = bench.probe(EPSON, PROBED_BAUDS)
    assert (report.baud, bench.tried) == (19200, [115200, 38400, 19200])
    assert "It answers at 19200 baud, not at 115200." in report.differences
    assert report.advice == ("At 19200 baud a ticket takes 10.4 s; set printer and port to 115200.",)
    assert all(line.is_closed for line in bench.lines)


def test_a_silent_printer_is_tried_at_every_speed_and_then_called_silent() -> None:
    mute = WirePrinter()
    mute.mute = True
    bench = Bench(mute, speaks_at=115200)
    report = bench.probe(GENERIC, PROBED_BAUDS)
    assert report.is_silent
    assert bench.tried == list(PROBED_BAUDS)
    assert "at 115200, 38400, 19200, 9600 baud" in report.differences[0]
    assert "model=generic-80-mute" in report.advice[0]


def test_a_printer_whose_model_cannot_answer_but_does_is_told() -> None:
    report = Bench(WirePrinter()).probe(known_models()["generic-80-mute"])
    assert any("would tell when paper is out" in told for told in report.differences)


def test_a_presenter_answers_its_full_status() -> None:
    assert "full-status" in Bench(Presenter()).probe(known_models()["custom-kpm"]).answers


def test_a_star_printer_is_asked_in_its_own_language() -> None:
    star = StarPrinter()
    report = Bench(star).probe(known_models()["star-tsp100"])
    assert report.answers == {"star-asb"}
    assert not report.differences
    assert bytes(star.received) == b"\x1b\x06\x01"


def test_an_escpos_printer_with_the_model_of_a_star_is_silent() -> None:
    assert Bench(WirePrinter()).probe(known_models()["star-tsp100"]).is_silent


def test_a_printer_that_waits_for_the_rest_of_a_torn_slip_is_told_by_its_silence_in_order() -> None:
    machine = Introduced()
    machine.receive(b"\x1dv0\x00\x48\x00\x80\x00torn")
    report = Bench(machine).probe(EPSON)
    assert "dle-eot-1" in report.answers
    assert any("rest of a torn slip" in told for told in report.advice)


def test_the_whole_takes_no_longer_than_it_may() -> None:
    mute = WirePrinter()
    mute.mute = True
    bench = Bench(mute, speaks_at=115200)
    bench.probe(GENERIC, PROBED_BAUDS, deadline_s=0.5)
    assert bench.clock.seconds - 100 <= 0.5 + 1e-6


def test_a_printer_that_answers_through_its_usb_port_alone_is_told_how_to_be_used() -> None:
    clock = TurnedClock()
    report = probe(lambda *_: UsbLine(turn=clock.turn), GENERIC, (None,), clock.now_s, 10.0)
    assert report.answers == {"usb-port"}
    assert any("status=usb_port" in told for told in report.differences)


def test_a_line_that_cannot_be_opened_is_told_with_its_reason() -> None:
    def refuse(_baud: int | None, _timeout_s: float) -> Transport:
        raise DeviceLost("no such node")

    report = probe(refuse, EPSON, (115200,), TurnedClock().now_s, 5.0)
    assert (report.trouble, report.is_silent, report.differences) == ("no such node", True, ())


def test_a_probe_prints_nothing_and_leaves_nothing_for_the_next_slip() -> None:
    machine = Introduced()
    Bench(machine).probe(EPSON)
    assert machine.paper.rows_since_cut == 0
    assert bytes(machine.received).endswith(b"\x1b@")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("TM-T88VI", "epson-tm-t88vi"),
        ("TM-T88V", "epson-tm-t88v"),
        ("TM-T82", "epson-tm-t82"),
        ("unheard of", ""),
        ("", ""),
    ],
)
def test_the_longest_name_that_fits_is_meant(name: str, key: str) -> None:
    assert suggested_model(name, "escpos") == key


def test_a_ticket_at_9600_takes_twenty_seconds() -> None:
    assert round(ticket_seconds(9600)) == 21


@pytest.mark.parametrize("seed", range(60))
def test_noise_is_no_answer(seed: int) -> None:
    class Noise:
        random = Random(seed)  # noqa: S311 - noise, not a secret

        def receive(self, _data: bytes) -> bytes:
            return self.random.randbytes(self.random.randrange(4))

    report = Bench(Noise(), speaks_at=9600).probe(EPSON, (9600,))
    assert report.is_silent
