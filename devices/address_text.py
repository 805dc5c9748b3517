"""Takes one address apart and collects everything that is wrong with it. Pure; used by address.py only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn, TypeVar
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from devices.errors import AddressError

Address = TypeVar("Address")


def address_text(scheme: str, path: str, **options: object) -> str:
    """Write an address, every option in full."""
    query = f"?{urlencode(options)}" if options else ""
    return f"{scheme}://{quote(path)}{query}"


class AddressText:
    """One address while it is read. Every question about it may leave a sentence in `problems`."""

    def __init__(self, text: str, *, example: str) -> None:
        self.text = text
        self.problems: list[str] = []
        self._example = example
        self._split = self._taken_apart()
        self._options: dict[str, str] = {}

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
        self.problems += [f"the option “{name}” is not known here." for name in self._options]
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

    def nothing_more(self) -> None:
        """This kind of device needs no path."""
        if self._split.netloc or self._split.path:
            self.problems.append(f"nothing may follow “{self._split.scheme}:”.")

    def choice(self, option: str, allowed: Sequence[object], usual: object) -> str:
        """The value of an option, or `usual` when it is left out."""
        value = self._options.pop(option, str(usual))
        if value not in map(str, allowed):
            self.problems.append(f"{option}={value} is not allowed; one of {', '.join(map(str, allowed))}.")
            return str(usual)
        return value

    def flow(self, allowed: Sequence[str], usual: str) -> str:
        """How the line is stopped when the printer is full."""
        if self._options.get("flow") != "dsrdtr":
            return self.choice("flow", allowed, usual)
        del self._options["flow"]
        # 6,940 of 19,086 bytes were lost with it.
        self.problems.append("flow=dsrdtr has no effect on Linux and loses bytes; DTR/DSR cables work with rtscts.")
        return usual

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
