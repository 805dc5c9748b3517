"""A sheet over the page: an answer that needs the citizen, or a code for their telephone. No Kivy."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class SheetState:
    """What a sheet shows, in the citizen's language.

    qr         what its code holds; empty: no code
    primary    closes the sheet or does the safe thing; secondary: the other choice, empty when there is none
    sentences  **bold** marks allowed
    """

    heading: str
    sentences: str
    primary: str
    secondary: str = ""
    icon: str = "info"
    qr: str = ""


def way_to_staff(words: Words, telephone: str) -> SheetState:
    """Where help is. No bell is connected yet: the sheet tells the way, and nothing that is not so."""
    if telephone:
        way = words("Bàn hướng dẫn ở **cạnh cửa ra vào**, hoặc gọi {telephone}.", telephone=telephone)
    else:
        way = words("Bàn hướng dẫn ở **cạnh cửa ra vào**. Cán bộ sẽ giúp {you}.")
    return SheetState(words("Mời đến bàn hướng dẫn"), way, words("Xong"), icon="support_agent")
