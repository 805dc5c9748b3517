"""Nothing to show at all, or a fault: the house's own page, never a desktop or a trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from devices.scanners.contract import ScannerState
from kiosk.words import Words
from screens.presenter import Presenter


@dataclass(frozen=True, slots=True)
class OutOfServiceState:
    """can_follow: dossiers can still be looked up; is_updating: it will be back in some minutes."""

    can_follow: bool = False
    has_scanner: bool = True
    telephone: str = ""
    is_updating: bool = False

    def heading(self, words: Words) -> str:
        """What the matter is."""
        return words("Máy đang được cập nhật.") if self.is_updating else words("Máy đang được kiểm tra.")

    def lead(self, words: Words) -> str:
        """Where help is."""
        if self.is_updating:
            return words("Xin chờ ít phút, hoặc mời đến bàn hướng dẫn.")
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
        yield self.heading(words)
        yield self.lead(words)
        if self.can_follow:
            yield self.still(words).replace("**", "")


class OutOfServicePresenter(Presenter[OutOfServiceState]):
    """Offers what still works."""

    def first(self) -> OutOfServiceState:
        """Without content dossiers can still be followed; after a fault nothing can."""
        content, situation = self.terminal.kiosk.content, self.terminal.situation
        return OutOfServiceState(
            can_follow=content is None and not situation.faulty,
            has_scanner=self.terminal.facts.scanner is not ScannerState.OFFLINE,
            telephone=(content.office.telephone or "") if content else "",
            is_updating=situation.is_updating and not situation.faulty,
        )

    def facts_changed(self) -> None:
        """A fault takes the last offer away."""
        self.show(self.first())

    def type_code(self) -> None:
        """To the number pad."""
        self.go("type_receipt_code")


SAMPLES = {
    "fault": OutOfServiceState(),
    "no_content": OutOfServiceState(can_follow=True),
    "updating": OutOfServiceState(is_updating=True),
    "telephone": OutOfServiceState(telephone="0225 3 123 456"),
}
