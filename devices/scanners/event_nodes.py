"""Finds the event nodes (/dev/input/event…) of a scanner that is a keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from devices.errors import DeviceLost
from devices.scanners.evdev_scanner import EventNode
from devices.scanners.key_codes import EV_KEY

INPUT_FOLDER = Path("/dev/input")
ANY_SCANNER = "auto"
# What scanners call themselves.
USUAL_NAMES = re.compile("barcode|scanner|reader", re.IGNORECASE)
KEY_ENTER = 28


class NodeInfo(Protocol):
    """Numbers of the device behind a node."""

    @property
    def vendor(self) -> int:
        """Who made it."""

    @property
    def product(self) -> int:
        """Which of the maker's."""


class KnownNode(EventNode, Protocol):
    """An open node and what the kernel says about it; what evdev's InputDevice is. phys: "usb-…-1.2/input0"."""

    name: str
    phys: str

    @property
    def info(self) -> NodeInfo:
        """Its numbers."""

    def capabilities(self) -> dict[int, list[int]]:
        """Event types and, for keys, their codes."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which device: by the path of one of its nodes, by vendor and product, or by its name; "" does not matter.

    usb   "04b4:0100", four hexadecimal digits each.
    name  a part of the name, in any case; ANY_SCANNER: a keyboard called barcode, scanner or reader.
    """

    path: str = ""
    usb: str = ""
    name: str = ""


class NodeFinder:
    """Opens all nodes of one device; to be called for every try.

    wanted       which device.
    open_node    opens one node by its path; OSError when it cannot be opened.
    node_paths   paths of all nodes there are now.
    """

    def __init__(
        self,
        wanted: Wanted,
        *,
        open_node: Callable[[str], KnownNode] | None = None,
        node_paths: Callable[[], Iterable[str]] | None = None,
    ) -> None:
        self._wanted = wanted
        self._open_node = open_node or _opened_by_evdev
        self._node_paths = node_paths or _all_paths

    def __call__(self) -> Sequence[EventNode]:
        """All nodes of the device that have keys.

        raises  DeviceLost when there is none.
        """
        nodes = self._all_nodes()
        leader = next((node for path, node in nodes if self._is_wanted(path, node)), None)
        chosen = [node for _, node in nodes if leader is not None and _same_device(node, leader)]
        for _, node in nodes:
            if node not in chosen:
                node.close()
        if not chosen:
            raise DeviceLost("no such keyboard")
        return chosen

    def _all_nodes(self) -> list[tuple[str, KnownNode]]:
        nodes = []
        for path in self._node_paths():
            with suppress(OSError):  # not ours to read, or gone since it was listed
                nodes.append((path, self._open_node(path)))
        return nodes

    def _is_wanted(self, path: str, node: KnownNode) -> bool:
        wanted = self._wanted
        if wanted.path:
            return Path(path).resolve() == Path(wanted.path).resolve()
        if KEY_ENTER not in node.capabilities().get(EV_KEY, ()):  # mice and buttons end no codes
            return False
        if wanted.usb:
            return f"{node.info.vendor:04x}:{node.info.product:04x}" == wanted.usb.lower()
        if wanted.name == ANY_SCANNER:
            return USUAL_NAMES.search(node.name) is not None
        return wanted.name.casefold() in node.name.casefold()


def _same_device(node: KnownNode, leader: KnownNode) -> bool:
    """Interfaces of one USB device differ only after the slash of their place."""
    place = [each.phys.rpartition("/")[0] or each.phys for each in (node, leader)]
    numbers = [(each.info.vendor, each.info.product) for each in (node, leader)]
    return node is leader or (place[0] != "" and place[0] == place[1] and numbers[0] == numbers[1])


def _all_paths() -> list[str]:
    return sorted(str(path) for path in INPUT_FOLDER.glob("event*"))


def _opened_by_evdev(path: str) -> KnownNode:
    from evdev import InputDevice  # noqa: PLC0415 -- Linux only, and only for scanners that are keyboards

    node: KnownNode = InputDevice(path, readonly=True)
    return node
