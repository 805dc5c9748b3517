"""What every USB printer (máy in USB) understands besides its own language. Pure.

source  Universal Serial Bus Device Class Definition for Printing Devices 1.1; IEEE 1284 device identity.
"""

from __future__ import annotations

from dataclasses import dataclass

PRINTER_CLASS, PRINTERS_SUBCLASS = 0x07, 0x01
ONE_WAY, BOTH_WAYS = 0x01, 0x02
VENDOR_CLASS = 0xFF  # some printers call themselves so when a switch says "vendor class"

GET_DEVICE_ID, GET_PORT_STATUS, SOFT_RESET = 0, 1, 2
LONGEST_ID_BYTES = 1023


@dataclass(frozen=True, slots=True)
class PortStatus:
    """Three lines of the parallel port that USB printers still tell; clones often say "fine" whatever happens."""

    paper_empty: bool
    selected: bool  # online
    no_error: bool


def port_status(byte: int) -> PortStatus:
    """The answer to GET_PORT_STATUS: bit 5 paper empty, bit 4 selected, bit 3 no error."""
    return PortStatus(bool(byte & 0x20), bool(byte & 0x10), bool(byte & 0x08))


def device_id(answer: bytes) -> str:
    """The answer to GET_DEVICE_ID as text, such as "MFG:EPSON;CMD:ESC/POS;MDL:TM-T82III;"; "" when there is none.

    answer  two bytes of length, which include themselves, then ASCII. Some printers swap the two.
    """
    for length in (int.from_bytes(answer[:2], "big"), int.from_bytes(answer[:2], "little")):
        if 2 < length <= len(answer):
            return answer[2:length].decode("ascii", "replace").strip("\0 ")
    return answer[2:].decode("ascii", "replace").strip("\0 ")


def id_fields(text: str) -> dict[str, str]:
    """The entries of a device identity by short name: MFG maker, MDL model, CMD languages, SN serial number."""
    long_names = {"MANUFACTURER": "MFG", "MODEL": "MDL", "COMMAND SET": "CMD", "SERIALNUMBER": "SN", "SERN": "SN"}
    pairs = (entry.partition(":") for entry in text.split(";"))
    named = {name.strip().upper(): value.strip() for name, colon, value in pairs if colon}
    return {long_names.get(name, name): value for name, value in named.items()}
