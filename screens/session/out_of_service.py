"""Nothing to show at all, or a fault: the house's own page, never a desktop or a trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from devices.scanners.contract import ScannerState
from kiosk.words import Words
from screens.presenter import Presenter


@dataclass(frozen=True, slots=True)
class OutOfServiceState:
    """can_follow: dossiers can still be looked up."""

    can_follow: bool = False
    has_scanner: bool = True
    telephone: str = ""

    def lead(self, words: Words) -> str:
        """Where help is."""
        if self.telephone:
            return words("Mời đến bàn hướng dẫn, hoặc gọi {telephone}.", telephone=self.telephone)
        return words("Mời đến bàn hướng dẫn.")

    def still(self, words: Words) -> str:
        """What still works."""
        if not self.can_follow:
            return ""
        if not self.has_scanner:
            return words("Vẫn **tra được hồ sơ**: mời gõ mã trên giấy hẹn.")
        return words("Vẫn **tra được hồ sơ**: mời đưa giấy hẹn vào khe quét, hoặc gõ mã.")

    def spoken(self, words: Words) -> Iterator[str]:
        """What is the matter, and where help is."""
        yield words("Máy đang được kiểm tra.")
        yield self.lead(words)
        if self.can_follow:
            yield self.still(words).replace("**", "")


class OutOfServicePresenter(Presenter[OutOfServiceState]):
    """Offers what still works."""

    def first(self) -> OutOfServiceState:
        """Without content dossiers can still be followed; after a fault nothing can."""
        can_follow = self.terminal.kiosk.content is None and not self.terminal.situation.faulty
        return OutOfServiceState(can_follow, has_scanner=self.terminal.facts.scanner is not ScannerState.OFFLINE)

    def facts_changed(self) -> None:
        """A fault takes the last offer away."""
        self.show(self.first())

    def type_code(self) -> None:
        """To the number pad."""
        self.go("type_receipt_code")


SAMPLES = {
    "fault": OutOfServiceState(),
    "no_content": OutOfServiceState(can_follow=True),
    "telephone": OutOfServiceState(telephone="0225 3 123 456"),
}
