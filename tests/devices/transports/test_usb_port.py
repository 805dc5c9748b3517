"""USB printers by libusb: pyusb itself, over a backend that stands for the machine."""

from __future__ import annotations

import errno
import time

import pytest

from devices.errors import DeviceLost
from devices.printers.contract import PrintOutcome, State
from devices.printers.models import known_models
from devices.printers.thermal_printer import ThermalPrinter
from devices.transports.usb_port import SLICE_BYTES, UsbPort
from devices.transports.usb_printer_class import PortStatus, device_id, id_fields, port_status
from tests.devices.slips import small
from tests.devices.usb_machine import BULK, INTERRUPT, Interface, UsbDevice, UsbMachine
from tests.printed_paper import WirePrinter

IDENTITY = b"MFG:EPSON;CMD:ESC/POS;MDL:TM-T82III;"


def opened(*devices: UsbDevice, serial: str = "") -> UsbPort:
    return UsbPort("04b8", "0e15", serial, backend=UsbMachine(*devices))


def test_bytes_go_both_ways_through_the_endpoints_that_were_found() -> None:
    device = UsbDevice(interfaces=[[Interface(endpoints=((0x83, INTERRUPT), (0x85, BULK), (0x04, BULK)))]])
    device.answer = lambda data: data[::-1]
    port = opened(device)
    assert port.write(b"abc", deadline_s=1) == 3
    assert port.read(timeout_s=1) == b"cba"
    assert {"write 0x4", "read 0x85"} <= set(device.done)


def test_opening_neither_resets_nor_configures_anew() -> None:
    device = UsbDevice()
    opened(device).close()
    assert device.done == ["open", "claim 0", "release 0", "close"]


def test_a_printer_without_configuration_gets_one() -> None:
    device = UsbDevice(configured=False)
    opened(device)
    assert "configure 1" in device.done


def test_the_interface_that_answers_is_preferred_with_its_alternate_setting() -> None:
    device = UsbDevice(
        interfaces=[
            [Interface(0, kind=(3, 0, 0), endpoints=((0x81, INTERRUPT),))],
            [
                Interface(1, 0, (7, 1, 1), ((0x02, BULK),)),
                Interface(1, 1, (7, 1, 2)),
                Interface(1, 2, (7, 1, 3)),  # IEEE 1284.4 packets
            ],
        ]
    )
    port = opened(device)
    port.write(b"x", deadline_s=1)
    assert device.done == ["open", "claim 1", "alternate 1.1", "write 0x1"]


def test_a_printer_in_vendor_class_is_taken_when_there_is_nothing_better() -> None:
    assert opened(UsbDevice(interfaces=[[Interface(kind=(0xFF, 0, 0))]])).write(b"x", deadline_s=1) == 1


def test_a_one_way_printer_never_answers_and_the_time_passes() -> None:
    port = opened(UsbDevice(interfaces=[[Interface(kind=(7, 1, 1), endpoints=((0x01, BULK),))]]))
    before_s = time.monotonic()
    assert port.read(timeout_s=0.05) == b""
    assert time.monotonic() - before_s >= 0.049


def test_something_that_is_no_printer_is_refused() -> None:
    with pytest.raises(DeviceLost, match="no printer in it"):
        opened(UsbDevice(interfaces=[[Interface(kind=(8, 6, 80))]]))


def test_of_two_printers_the_one_with_the_serial_number_is_opened() -> None:
    first, second = UsbDevice(serial="A1"), UsbDevice(serial="B2")
    opened(first, second, serial="B2").write(b"x", deadline_s=1)
    assert (bytes(first.written), bytes(second.written)) == (b"", b"x")
    opened(first, second).write(b"y", deadline_s=1)
    assert bytes(first.written) == b"y"


@pytest.mark.parametrize("devices", [(), (UsbDevice(product=0x0202),), (UsbDevice(),)])
def test_a_printer_that_is_not_there_is_lost(devices: tuple[UsbDevice, ...]) -> None:
    with pytest.raises(DeviceLost, match="no USB device 04b8:0e15 with serial number B2"):
        opened(*devices, serial="B2")


def test_the_kernel_s_driver_is_sent_away() -> None:
    device = UsbDevice(kernel_driver=True)
    assert opened(device).write(b"x", deadline_s=1) == 1
    assert device.done[:3] == ["open", "detach 0", "claim 0"]


@pytest.mark.parametrize(
    ("act", "number", "cure"),
    [
        ("open", errno.EACCES, "udev rule"),
        ("detach", errno.EBUSY, "blacklist usblp"),
        ("claim", errno.EBUSY, "blacklist usblp"),
        ("claim", errno.ENODEV, "unplugged"),
        ("claim", errno.EIO, "plug it in again"),
    ],
)
def test_what_keeps_it_from_being_opened_is_told_with_its_cure(act: str, number: int, cure: str) -> None:
    device = UsbDevice(kernel_driver=act == "detach", trouble={act: number})
    with pytest.raises(DeviceLost, match=cure):
        opened(device)
    assert ("close" in device.done) == (act != "open")


def test_time_outs_are_milliseconds_and_never_none() -> None:
    device = UsbDevice()
    port = opened(device)
    port.write(b"x", deadline_s=2.5)
    port.write(b"x", deadline_s=0)
    port.read(timeout_s=0)
    assert device.timeouts_ms[0] == 2500
    assert min(device.timeouts_ms) >= 1


def test_at_most_one_slice_is_taken_and_a_short_one_is_told() -> None:
    device = UsbDevice(room=700)
    port = opened(device)
    assert [port.write(bytes(2000), deadline_s=0.1) for _ in range(3)] == [SLICE_BYTES, 700 - SLICE_BYTES, 0]


def test_empty_packets_are_no_answer_and_do_not_keep_the_processor_busy() -> None:
    device = UsbDevice()
    device.incoming.extend([b""] * 1000 + [b"\x12"])
    port = opened(device)
    assert port.read(timeout_s=0.05) == b""
    assert len(device.incoming) > 900
    device.incoming.clear()
    device.incoming.extend([b"", b"\x12"])
    assert port.read(timeout_s=1) == b"\x12"


@pytest.mark.parametrize("act", ["write", "read"])
def test_a_halted_endpoint_is_freed(act: str) -> None:
    device = UsbDevice(trouble={act: errno.EPIPE})
    device.incoming.append(b"\x12")
    port = opened(device)
    if act == "write":
        assert [port.write(b"x", deadline_s=1), port.write(b"x", deadline_s=1)] == [0, 1]
    else:
        assert port.read(timeout_s=1) == b"\x12"
    assert any(done.startswith("clear") for done in device.done)


@pytest.mark.parametrize("act", ["write", "read"])
def test_unplugging_is_noticed(act: str) -> None:
    device = UsbDevice()
    port = opened(device)
    device.trouble = {act: errno.ENODEV, "release": errno.ENODEV}
    with pytest.raises(DeviceLost, match="unplugged"):
        port.write(b"x", deadline_s=1) if act == "write" else port.read(timeout_s=1)
    port.close()


def test_closing_twice_does_no_harm() -> None:
    device = UsbDevice()
    port = opened(device)
    port.close()
    port.close()
    for use in (lambda: port.read(timeout_s=0), lambda: port.write(b"x", deadline_s=0), port.device_id):
        with pytest.raises(DeviceLost, match="closed"):
            use()
    assert device.done.count("close") == 1


def test_the_printer_says_who_it_is() -> None:
    device = UsbDevice(identity=(len(IDENTITY) + 2).to_bytes(2, "big") + IDENTITY)
    assert opened(device).device_id() == IDENTITY.decode()


def test_who_it_is_is_asked_of_the_right_interface_without_claiming_another() -> None:
    device = UsbDevice(interfaces=[[Interface(0, kind=(3, 0, 0))], [Interface(1)]], identity=b"\x00\x07MDL:X")
    assert opened(device).device_id() == "MDL:X"
    assert [done for done in device.done if "claim" in done or "request" in done] == ["claim 1", "request a1 0 0100"]


def test_paper_and_errors_are_told_by_the_port() -> None:
    device = UsbDevice(status=0x30)
    assert opened(device).port_status() == PortStatus(paper_empty=True, selected=True, no_error=False)
    assert "request a1 1 0000" in device.done


def test_a_printer_that_refuses_a_request_is_still_there() -> None:
    port = opened(UsbDevice(trouble={"request": errno.EPIPE}))
    assert (port.device_id(), port.port_status()) == ("", None)


def test_a_printer_that_is_gone_answers_no_request() -> None:
    port = opened(UsbDevice(trouble={"request": errno.ENODEV}))
    for use in (port.device_id, port.port_status, port.soft_reset):
        with pytest.raises(DeviceLost, match="unplugged"):
            use()


def test_a_soft_reset_is_asked_for_by_its_number() -> None:
    device = UsbDevice()
    opened(device).soft_reset()
    assert "request 21 2 0000" in device.done


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (b"\x00\x07MDL:Xrest", "MDL:X"),
        (b"\x07\x00MDL:X", "MDL:X"),
        (b"\xff\xffMDL:X\0", "MDL:X"),
        (b"", ""),
        (b"\0", ""),
    ],
)
def test_a_device_identity_is_read_whatever_its_length_says(answer: bytes, text: str) -> None:
    assert device_id(answer) == text


def test_the_entries_of_an_identity_have_one_name_each() -> None:
    fields = id_fields("MANUFACTURER:EPSON;COMMAND SET:ESC/POS; MDL : TM-T82;SERN:7;nonsense;")
    assert fields == {"MFG": "EPSON", "CMD": "ESC/POS", "MDL": "TM-T82", "SN": "7"}


def test_each_bit_of_the_port_means_one_thing() -> None:
    assert port_status(0x20) == PortStatus(paper_empty=True, selected=False, no_error=False)
    assert port_status(0x10) == PortStatus(paper_empty=False, selected=True, no_error=False)
    assert port_status(0x08) == PortStatus(paper_empty=False, selected=False, no_error=True)


def test_a_ticket_is_printed_and_a_replugged_printer_goes_on() -> None:
    paper = WirePrinter(576)
    machine = UsbMachine(UsbDevice(answer=paper.receive))
    model = known_models()["epson-tm-t82iii"]
    printer = ThermalPrinter(lambda _: UsbPort("04b8", "0e15", backend=machine), model, now_s=time.monotonic)
    assert printer.check(timeout_s=20).state is State.READY
    assert printer.print_picture(small(), job="0001").outcome is PrintOutcome.PRINTED
    machine.devices[0].trouble = {"write": errno.ENODEV, "read": errno.ENODEV}
    assert printer.check(timeout_s=20).state is State.OFFLINE
    machine.devices = [UsbDevice(answer=paper.receive)]
    until_s = time.monotonic() + 20
    while printer.check(timeout_s=5).state is not State.READY:
        assert time.monotonic() < until_s
    assert printer.print_picture(small(), job="0002").outcome is PrintOutcome.PRINTED
    assert len(paper.pictures()) == 2
    printer.close()
