"""What «Nội dung» shows: the release in use, what lies beside it, and every mistake with its cure. No Kivy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from kiosk.content.brand import colour_problems
from kiosk.content.on_shelf import OnShelf
from kiosk.errors import Problem
from kiosk.procedures.text import Text
from kiosk.words import Words
from screens.health.fact_line import FactLine, Weight, page_of, pages_of
from screens.health.installation_state import mistake_line
from screens.sheet import SheetState

if TYPE_CHECKING:
    from kiosk.content.content import Content

View: TypeAlias = Literal["release", "problems"]
Verdict: TypeAlias = Literal["none", "refused", "sample", "waiting", "looking", "unknown", "newest"]
ROWS_A_PAGE, ROWS_LYING, FEWEST_ROWS = 8, 6, 2


@dataclass(frozen=True, slots=True)
class ShownRelease:
    """The release on the screen, as staff know it."""

    release: int
    released_on: date
    is_sample: bool
    office: Text
    ward: Text
    procedures: int
    life_events: int
    lanes: int
    notices: int
    has_colours: bool = False
    colour_problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, content: Content) -> ShownRelease:
        """From the release itself; no procedure is read for it."""
        brand = content.brand
        return cls(
            content.release,
            content.released_on,
            content.is_sample,
            content.office.name,
            content.office.ward,
            len(content.catalogue.by_code),
            len(content.life_events),
            len(content.lanes),
            len(content.announcements),
            has_colours=bool(brand.ground or brand.action),
            colour_problems=tuple(colour_problems(brand.ground, brand.action)),
        )


@dataclass(frozen=True, slots=True)
class ContentOnKioskState:
    """One picture of the page.

    shown       None: there is no release, and citizens see the house's own page
    shelf       what lies in the folder; None: not looked at yet
    refused     why a release is refused, as known since the start or the last look
    folder      where releases are laid; empty: the sample that comes along
    is_looking  it is being checked
    asks        whether to start anew with a newer release
    """

    shown: ShownRelease | None = None
    shelf: OnShelf | None = None
    refused: tuple[Problem, ...] = ()
    folder: str = ""
    is_lobby: bool = False
    stale_after_days: int = 180
    is_looking: bool = False
    asks: bool = False
    view: View = "release"
    page: int = 1
    per_page: int = ROWS_A_PAGE

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What has to be mended in the release, its colours last: they cost no citizen anything."""
        return (*self.refused, *(self.shown.colour_problems if self.shown else ()))

    @property
    def verdict(self) -> Verdict:
        """How the content stands, the worst first."""
        if self.shown is None:
            return "none"
        if self.refused:
            return "refused"
        if self.shown.is_sample and self.is_lobby:
            return "sample"
        if self.is_looking:
            return "looking"
        if self.shelf is None:
            return "unknown"
        return "waiting" if self.shelf.waiting is not None else "newest"

    @property
    def family(self) -> Literal["err", "warn", "sunk", "ok"]:
        """The colours of the verdict."""
        match self.verdict:
            case "none" | "refused" | "sample":
                return "err"
            case "waiting":
                return "warn"
            case "looking" | "unknown":
                return "sunk"
            case "newest":
                return "ok"

    @property
    def icon(self) -> str:
        """Its sign."""
        return {"err": "error", "warn": "sync", "sunk": "hourglass_top", "ok": "check_circle"}[self.family]

    @property
    def has_problems(self) -> bool:
        """Whether there is a list of mistakes to look at."""
        return bool(self.problems)

    @property
    def pages(self) -> int:
        """Pages of this view."""
        return pages_of(len(self.lines(Words())), self.per_page)

    def summary(self, words: Words) -> str:
        """The verdict as a heading."""
        match self.verdict:
            case "none":
                return words("Máy chưa có dữ liệu thủ tục")
            case "refused":
                return words.many("Gói mới bị từ chối: {count} lỗi", count=len(self.refused))
            case "sample":
                return words("Máy đang dùng dữ liệu mẫu")
            case "waiting":
                return words("Có bản mới đang chờ")
            case "looking":
                return words("Đang kiểm tra gói nội dung…")
            case "unknown":
                return words("Chưa kiểm tra gói nội dung")
            case "newest":
                return words("Đang hiển thị bản mới nhất")

    def cure(self, words: Words) -> str:
        """What to do about it, in one or two sentences."""
        match self.verdict:
            case "none" if self.refused:
                return words("Gói trong thư mục bị từ chối: sửa từng lỗi, rồi chạm «Tải dữ liệu».")
            case "none":
                return words("Kỹ thuật viên đặt gói nội dung của trung tâm vào thư mục, rồi chạm «Tải dữ liệu».")
            case "refused":
                release = self._release(words)
                return words("Người dân vẫn xem {release}. Gửi các lỗi cho người soạn nội dung.", release=release)
            case "sample":
                return words("Kỹ thuật viên đặt content.folder về gói nội dung của trung tâm.")
            case "waiting":
                return words("{release} hiện ra sau khi khởi động lại màn hình.", release=self._waiting(words))
            case "looking":
                return words("Mất vài giây; người dân không bị ảnh hưởng.")
            case "unknown":
                return words("Chạm «Tải dữ liệu» để kiểm tra.")
            case "newest":
                return words("Không phải làm gì.")

    def shown_lines(self, words: Words) -> tuple[FactLine, ...]:
        """The lines of this page."""
        return page_of(self.lines(words), self.page, self.per_page)

    def lines(self, words: Words) -> tuple[FactLine, ...]:
        """All lines of this view."""
        if self.view == "problems":
            return tuple(mistake_line(nth, problem) for nth, problem in enumerate(self.problems))
        return tuple(self._facts(words))

    def _facts(self, words: Words) -> Iterator[FactLine]:
        if self.shown is not None:
            yield from self._of_release(self.shown, words)
        if self.shelf is not None:
            yield from self._of_shelf(self.shelf, words)
        yield FactLine("folder", words("Thư mục gói nội dung"), self.folder or words("Gói mẫu đi kèm máy"))

    def _of_release(self, shown: ShownRelease, words: Words) -> Iterator[FactLine]:
        weight: Weight = "err" if self.verdict == "sample" else ""
        sample = words("dữ liệu mẫu") if shown.is_sample else ""
        day = words.full_date(shown.released_on)
        number = words("Bản số {number} ngày {day}", number=shown.release, day=day)
        yield FactLine("shown", words("Bản đang hiển thị"), " · ".join(filter(None, (number, sample))), weight)
        office = " · ".join((shown.office.in_(words.language), shown.ward.in_(words.language)))
        yield FactLine("office", words("Của"), office)
        counts = (
            words.many("{count} thủ tục", count=shown.procedures),
            words.many("{count} việc gia đình", count=shown.life_events),
            words.many("{count} quầy", count=shown.lanes),
            words.many("{count} thông báo", count=shown.notices),
        )
        yield FactLine("counts", words("Gồm có"), " · ".join(counts))
        yield FactLine("brand", words("Màu nhận diện"), *_colours(shown, words))

    def _of_shelf(self, shelf: OnShelf, words: Words) -> Iterator[FactLine]:
        waiting = self._waiting(words) if shelf.waiting is not None else words("Không có bản nào khác")
        yield FactLine("waiting", words("Bản đang chờ"), waiting, "warn" if shelf.waiting is not None else "")
        kept = words("Bản số {number}", number=shelf.kept) if shelf.kept is not None else words("Chưa giữ bản nào")
        yield FactLine("kept", words("Giữ lại phòng khi bản mới hỏng"), kept)
        if shelf.old is not None:
            count = words.many("{count} thủ tục nhắc hỏi lại tại quầy", count=shelf.old)
            title = words("Số liệu cũ hơn {days} ngày", days=self.stale_after_days)
            yield FactLine("old", title, count if shelf.old else words("Không có"), "warn" if shelf.old else "")

    def _release(self, words: Words) -> str:
        if self.shown is None:
            return ""
        day = words.full_date(self.shown.released_on)
        return words("bản số {number} ngày {day}", number=self.shown.release, day=day)

    def _waiting(self, words: Words) -> str:
        if self.shelf is None or self.shelf.waiting_on is None:
            return ""
        day = words.full_date(self.shelf.waiting_on)
        return words("Bản số {number} ngày {day}", number=self.shelf.waiting, day=day)

    def other_view(self, words: Words) -> str:
        """What the second button does."""
        if self.view == "problems":
            return words("Bản đang hiển thị")
        return words.many("Xem {count} lỗi", count=len(self.problems))

    def dialog(self, words: Words) -> SheetState | None:
        """Whether to start anew with the newer release."""
        if not self.asks:
            return None
        heading, way = words("Đã có bản dữ liệu mới"), words("Khởi động lại màn hình để dùng bản mới.")
        return SheetState(heading, way, words("Để sau"), words("Khởi động lại"), "sync")

    def spoken(self, words: Words) -> Iterator[str]:
        """Title, verdict, then the lines of the page."""
        yield words("Nội dung")
        yield self.summary(words)
        yield self.cure(words)
        yield from (f"{each.title}: {each.line}" for each in self.shown_lines(words))


def _colours(shown: ShownRelease, words: Words) -> tuple[str, Weight]:
    if shown.colour_problems:
        return words("Bị từ chối, chữ sẽ khó đọc; đang dùng màu của máy"), "err"
    return (words("Màu riêng của trung tâm") if shown.has_colours else words("Màu của máy")), ""
