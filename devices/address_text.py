"""Takes one address apart and collects everything that is wrong with it. Pure; used by address.py only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NoReturn, TypeVar
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from devices.errors import AddressError

Address = TypeVar("Address")
USB_IDS = re.compile(r"(?P<vendor>[0-9a-fA-F]{4}):(?P<product>[0-9a-fA-F]{4})")
HEX = "0x"


def address_text(scheme: str, place: str, **options: object) -> str:
    """Write an address, every option in full; an option that is "" is left out."""
    told = {name: value for name, value in options.items() if value != ""}
    query = f"?{urlencode(told)}" if told else ""
    return f"{scheme}://{quote(place, safe='/:[]')}{query}"


def bytes_text(data: bytes) -> str:
    """Bytes as they stand in an address: printable ASCII as it is, everything else as 0x…."""
    text = data.decode("latin-1")
    return text if text.isascii() and text.isprintable() and not text.startswith(HEX) else HEX + data.hex()


class AddressText:
    """One address while it is read. Every question about it may leave a sentence in `problems`."""

    def __init__(self, text: str, *, example: str) -> None:
        self.text = text
        self.problems: list[str] = []
        self._example = example
        self._split = self._taken_apart()
        self._options: dict[str, str] = {}
        self._known: list[str] = []

    def read(self, kinds: Mapping[str, Callable[[AddressText], Address]]) -> Address:
        """Read it as the kind its scheme names.

        raises  AddressError with all problems when there is one.
        """
        kind = kinds.get(self._split.scheme)
        if kind is None:
            allowed = ", ".join(f"{scheme}:" for scheme in kinds)
            self._refuse(f"“{self._split.scheme}:” is no kind of device; allowed: {allowed}.")
        self._take_options()
        address = kind(self)
        known = f"allowed: {', '.join(self._known)}" if self._known else "none is"
        self.problems += [f"the option “{name}” is not known here; {known}." for name in self._options]
        if self.problems:
            self._refuse(*self.problems)
        return address

    def path(self) -> str:
        """The absolute path after the three slashes."""
        if self._split.netloc:
            self.problems.append(f"“{self._split.netloc}” stands where a path begins; write three slashes: ///path.")
        elif len(self._split.path) < 2 or not self._split.path.startswith("/"):
            self.problems.append("a path is missing; write three slashes: ///path.")
        path = unquote(self._split.path)
        if not path.isprintable():
            self.problems.append("the path holds characters that cannot be printed.")
        return path

    def host_and_port(self, usual_port: int) -> tuple[str, int]:
        """The host and TCP port of a network device."""
        host = self._split.hostname or ""
        if not host:
            self.problems.append("a host is missing, such as 192.0.2.10.")
        if self._split.path not in {"", "/"}:
            self.problems.append(f"“{self._split.path}” after the host means nothing here.")
        try:
            port = usual_port if self._split.port is None else self._split.port
        except ValueError:
            port = 0
        if not 1 <= port <= 65535:
            self.problems.append("the port must be a number from 1 to 65535, usually 9100.")
        return host, port

    def usb_ids(self) -> tuple[str, str]:
        """The two numbers of a USB device, lower case: vendor and product."""
        ids = USB_IDS.fullmatch(self._split.netloc)
        if ids is None:
            wrong = f"“{self._split.netloc}” is no USB device" if self._split.netloc else "a USB device is missing"
            self.problems.append(f"{wrong}; write vendor and product as lsusb shows them, such as 04b8:0e15.")
        if self._split.path not in {"", "/"}:
            self.problems.append(f"“{self._split.path}” after the USB device means nothing here.")
        return (ids["vendor"].lower(), ids["product"].lower()) if ids else ("", "")

    def path_or_usb_ids(self) -> str:
        """Either the absolute path after three slashes, or vendor:product after two."""
        return ":".join(self.usb_ids()) if self._split.netloc else self.path()

    def nothing_more(self) -> None:
        """This kind of device needs no path."""
        if self._split.netloc or self._split.path:
            self.problems.append(f"nothing may follow “{self._split.scheme}:”.")

    def choice(self, option: str, allowed: Sequence[object], usual: object) -> str:
        """The value of an option, or `usual` when it is left out."""
        value = self.text_of(option, str(usual))
        if value not in map(str, allowed):
            self.problems.append(f"{option}={value} is not allowed; one of {', '.join(map(str, allowed))}.")
            return str(usual)
        return value

    def text_of(self, option: str, usual: str = "") -> str:
        """The words of an option, or `usual` when it is left out."""
        self._known.append(option)
        value = self._options.pop(option, usual)
        if not value.isprintable():
            self.problems.append(f"{option} holds characters that cannot be printed.")
        return value

    def number(self, option: str, allowed: range, usual: int) -> int:
        """A whole number, or `usual` when it is left out."""
        value = self.text_of(option, str(usual))
        if value.isascii() and value.isdigit() and int(value) in allowed:
            return int(value)
        self.problems.append(f"{option}={value} is not allowed; a number from {allowed[0]} to {allowed[-1]}.")
        return usual

    def data(self, option: str, longest_bytes: int) -> bytes:
        """A few bytes: plain text, percent-encoded where needed, or in hexadecimal after 0x."""
        self._known.append(option)
        told = self._options.pop(option, "")
        data = _bytes_of(told)
        if data is None:
            self.problems.append(f"{option} is neither plain ASCII nor hexadecimal; write 0x02 for the byte 02.")
        elif len(data) > longest_bytes:
            self.problems.append(f"{option} is longer than {longest_bytes} bytes.")
        return data or b""

    def several(self, options: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Those of these options that are given, with their words, in the order of the address."""
        wanted = tuple(options)
        self._known += wanted
        given = tuple((name, value) for name, value in self._options.items() if name in wanted)
        for name, _ in given:
            del self._options[name]
        return given

    def _taken_apart(self) -> SplitResult:
        try:
            return urlsplit(self.text.strip())
        except ValueError as error:  # such as a [ that is never closed
            self._refuse(f"{error}.")

    def _take_options(self) -> None:
        pairs = parse_qsl(self._split.query, keep_blank_values=True)
        self._options = dict(pairs)
        repeated = {name for name, _ in pairs if sum(name == other for other, _ in pairs) > 1}
        self.problems += [f"the option “{name}” is given twice." for name in sorted(repeated)]
        if self._split.fragment:
            self.problems.append(f"“#{self._split.fragment}” means nothing here.")

    def _refuse(self, *problems: str) -> NoReturn:
        raise AddressError(self.text, *problems, f"Example: {self._example}")


def _bytes_of(told: str) -> bytes | None:
    """What plain text or 0x… stands for, or None."""
    if not told.startswith(HEX):
        return told.encode() if told.isascii() and told.isprintable() else None
    try:
        return bytes.fromhex(told.removeprefix(HEX))
    except ValueError:
        return None
