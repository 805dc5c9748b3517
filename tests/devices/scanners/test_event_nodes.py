"""Which of the keyboards of a terminal is the scanner."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from evdev import ecodes

from devices.errors import DeviceLost
from devices.scanners.event_nodes import NodeFinder, Wanted
from tests.devices.scanners.typed_keys import Numbers, PipeNode

PANEL = "usb-0000:00:14.0-1/input0"


class Machine:
    """A terminal with a keyboard of its own, a touch panel and a scanner of two interfaces."""

    def __init__(self) -> None:
        scanner = Numbers(0x0C2E, 0x0B61)
        place = "usb-0000:00:14.0-2/input"
        self.nodes = {
            "/dev/input/event0": PipeNode("AT Translated Set 2 keyboard", "isa0060/serio0/input0", Numbers(1, 1)),
            "/dev/input/event1": PipeNode("Panel", PANEL, Numbers(0x222A, 1), keys=(ecodes.BTN_TOUCH,)),
            "/dev/input/event2": PipeNode("Honeywell Barcode Scanner", f"{place}0", scanner),
            "/dev/input/event3": PipeNode("Honeywell Barcode Scanner", f"{place}1", scanner, keys=(ecodes.KEY_POWER,)),
        }
        self.refused: set[str] = set()

    def opened(self, path: str) -> PipeNode:
        if path in self.refused or path not in self.nodes:
            raise PermissionError(13, "Permission denied")
        return self.nodes[path]

    def found(self, wanted: Wanted) -> list[str]:
        nodes = NodeFinder(wanted, open_node=self.opened, node_paths=lambda: sorted(self.nodes))()
        return [path for path, node in self.nodes.items() if node in nodes]


@pytest.fixture
def machine() -> Iterator[Machine]:
    made = Machine()
    yield made
    for node in made.nodes.values():
        node.unplug()
        node.close()


BOTH = ["/dev/input/event2", "/dev/input/event3"]


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(name="auto"),
        Wanted(usb="0c2e:0b61"),
        Wanted(usb="0C2E:0B61"),
        Wanted(name="honeywell"),
        Wanted(path="/dev/input/event2"),
        Wanted(path="/dev/input/event3"),
    ],
    ids=["by what scanners are called", "USB", "USB in capitals", "name", "path", "path of the other node"],
)
def test_all_nodes_of_the_device_are_opened_and_the_others_let_go(machine: Machine, wanted: Wanted) -> None:
    assert machine.found(wanted) == BOTH
    assert [node.is_closed for node in machine.nodes.values()] == [True, True, False, False]


def test_a_link_of_udev_leads_to_its_node(machine: Machine, tmp_path: Path) -> None:
    link = tmp_path / "usb-Honeywell-event-kbd"
    link.symlink_to("/dev/input/event2")
    assert machine.found(Wanted(path=str(link))) == BOTH


@pytest.mark.parametrize("wanted", [Wanted(usb="ffff:0001"), Wanted(name="nobody"), Wanted(path="/dev/input/event9")])
def test_what_is_not_there_is_lost_and_nothing_stays_open(machine: Machine, wanted: Wanted) -> None:
    with pytest.raises(DeviceLost):
        machine.found(wanted)
    assert all(node.is_closed for node in machine.nodes.values())


def test_a_second_scanner_of_the_same_kind_is_left_alone(machine: Machine) -> None:
    twin = PipeNode("Honeywell Barcode Scanner", "usb-0000:00:14.0-3/input0")
    machine.nodes["/dev/input/event4"] = twin
    assert machine.found(Wanted(usb="0c2e:0b61")) == BOTH
    assert twin.is_closed


def test_a_node_that_may_not_be_opened_hides_no_other(machine: Machine) -> None:
    machine.refused = {"/dev/input/event0", "/dev/input/event3"}
    assert machine.found(Wanted(name="auto")) == ["/dev/input/event2"]


def test_without_a_place_a_node_is_a_device_of_its_own(machine: Machine) -> None:
    for path in BOTH:
        machine.nodes[path].phys = ""
    assert machine.found(Wanted(name="auto")) == ["/dev/input/event2"]


def test_on_a_machine_without_such_a_device_evdev_finds_none() -> None:
    with pytest.raises(DeviceLost):
        NodeFinder(Wanted(name="a scanner that nobody has made"))()
