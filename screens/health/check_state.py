"""What «Kiểm tra máy» shows: the parts, a test, or the numbers without paper. No Kivy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kiosk.health.part import PartCheck, to_mend
from kiosk.words import Words
from screens.health.check_rows import ICONS, Family, PartRow
from screens.health.device_tests import POINTS, ScanSeen, Stage, TouchTest, UnprintedRow
from screens.sheet import SheetState

View: TypeAlias = Literal["parts", "print", "scan", "touch", "sound", "unprinted"]
Asked: TypeAlias = Literal["", "restart", "void", "reload"]
ROWS_A_PAGE, ROWS_LYING = 7, 3
NO_TOUCH = TouchTest()


@dataclass(frozen=True, slots=True)
class DeviceCheckState:
    """One picture of the page.

    is_looking   machine and gateway are being asked
    view         the parts, or a test, or the numbers without paper
    stage        how far the test is
    trouble      why it failed or cannot be done, in the printer's words; empty: no reason is known
    asked        the dialog over the page
    note         one line about what was just done; empty most of the time
    is_too_high  the panel hangs higher than a seated hand can use it
    """

    checks: tuple[PartCheck, ...] = ()
    terminal_no: int = 1
    version: str = ""
    is_looking: bool = False
    view: View = "parts"
    stage: Stage = "running"
    trouble: PartCheck | None = None
    scans: tuple[ScanSeen, ...] = ()
    touch: TouchTest = NO_TOUCH
    unprinted: tuple[UnprintedRow, ...] = ()
    page: int = 1
    per_page: int = ROWS_A_PAGE
    asked: Asked = ""
    chosen: str = ""
    note: Literal["", "roll_changed", "none_unprinted", "reloaded", "nothing_new"] = ""
    is_too_high: bool = False

    # The parts

    @property
    def shows_parts(self) -> bool:
        """Whether the list of parts is in front."""
        return self.view == "parts"

    @property
    def shows_test(self) -> bool:
        """Whether a test with words and buttons is."""
        return self.view in {"print", "scan", "sound"} or (self.view == "touch" and self.stage != "running")

    @property
    def shows_field(self) -> bool:
        """Whether the crosses of the touch test are."""
        return self.view == "touch" and self.stage == "running"

    @property
    def shows_unprinted(self) -> bool:
        """Whether the numbers without paper are."""
        return self.view == "unprinted"

    @property
    def rows(self) -> tuple[PartRow, ...]:
        """The seven parts."""
        last = len(self.checks) - 1
        return tuple(PartRow(check, nth == last) for nth, check in enumerate(self.checks))

    @property
    def summary_family(self) -> Family:
        """The colours of the summary: something to mend, all well, or being looked at."""
        if to_mend(self.checks, Words()):
            return "err"
        return "sunk" if self.is_looking else "ok"

    @property
    def summary_icon(self) -> str:
        """The part that is the matter, or that all is well."""
        mend = to_mend(self.checks, Words())
        if mend:
            return ICONS[mend[0].part]
        return "hourglass_top" if self.is_looking else "check_circle"

    def title(self, words: Words) -> str:
        """What is in front."""
        if self.view == "parts":
            return words("Kiểm tra máy")
        return words("Số chưa in") if self.view == "unprinted" else self.test_title(words)

    def subtitle(self, words: Words) -> str:
        """Which machine, which program."""
        return words(
            "Chế độ cán bộ · Máy số {number} · Bản {version}", number=f"{self.terminal_no:02d}", version=self.version
        )

    def summary(self, words: Words) -> str:
        """What is the matter, as a heading."""
        mend = to_mend(self.checks, words)
        if mend:
            return mend[0].trouble(words)
        return words("Đang kiểm tra…") if self.is_looking else words("Mọi bộ phận đều tốt")

    def summary_line(self, words: Words) -> str:
        """What to do, and how much more there is; without trouble what was just done."""
        mend = to_mend(self.checks, words)
        if not mend and self.is_looking:
            return words("Đang hỏi máy in, máy chủ và ổ đĩa.")
        if not mend:
            return " ".join(self._notes(words)) or words("Không phải làm gì.")
        more = words.many("Và {count} việc nữa.", count=len(mend) - 1) if len(mend) > 1 else ""
        return " ".join(part for part in (mend[0].cure(words), more, *self._notes(words)) if part)

    def _notes(self, words: Words) -> Iterator[str]:
        if self.note:
            yield self.note_text(words)
        if self.is_too_high:
            yield words("Màn hình treo quá cao cho người ngồi: xem «Cài đặt».")

    def note_text(self, words: Words) -> str:
        """What was just done."""
        match self.note:
            case "":
                return ""
            case "roll_changed" | "none_unprinted":
                return words("Đã ghi nhận cuộn giấy mới, không có số nào chưa in.")
            case "reloaded":
                return words("Đã có bản dữ liệu mới.")
            case "nothing_new":
                return words("Dữ liệu đang dùng là bản mới nhất.")

    # Tests

    def test_title(self, words: Words) -> str:
        """Which test."""
        match self.view:
            case "print":
                return words("In thử")
            case "scan":
                return words("Quét thử")
            case "touch":
                return words("Thử chạm")
            case "sound":
                return words("Thử loa")
            case _:
                return ""

    def test_lines(self, words: Words) -> str:
        """What to do, to look at, or how it ended."""
        match self.stage:
            case "passed":
                return self._passed(words)
            case "failed" | "impossible":
                return self._failed(words)
            case _:
                return self._under_way(words)

    def _under_way(self, words: Words) -> str:
        match self.view, self.stage:
            case "print", "running":
                return words("Đang in phiếu thử…")
            case "print", _:
                return words("Phiếu có **dòng cuối**, vạch **100 mm** dài đúng 10 cm, chữ rõ, không sọc trắng?")
            case "scan", _:
                return words(
                    "Đưa một mã vạch vào khe quét. Máy chỉ cho biết **loại mã và độ dài**, không giữ nội dung."
                )
            case "sound", "running":
                return words("Đang phát tiếng thử…")
            case "sound", _:
                return words("Có nghe rõ tiếng vừa phát ở loa không?")
            case _:
                return ""

    def _passed(self, words: Words) -> str:
        if self.view == "touch":
            return self._deviation(words)
        return words("**Đạt.** Kết quả đã được ghi vào báo cáo.")

    def _failed(self, words: Words) -> str:
        if self.view == "touch":
            way = words("Lau mặt kính, bỏ vật che mép màn hình, thử lại; vẫn lệch thì gọi kỹ thuật viên.")
            return f"{self._deviation(words)}\n{way}"
        if self.view == "sound" and self.stage == "impossible":
            return words("**Máy không có loa hoặc chưa nối được loa.** Các phần khác vẫn dùng được.")
        if self.trouble is not None:
            return f"**{self.trouble.trouble(words)}.** {self.trouble.cure(words)}"
        return words("**Không đạt.** Kết quả đã được ghi vào báo cáo. Mời gọi kỹ thuật viên.")

    def _deviation(self, words: Words) -> str:
        largest = words.number(self.touch.largest_mm, decimals=1)
        if self.touch.passed:
            return words("**Đạt.** Chạm lệch nhiều nhất {mm} mm.", mm=largest)
        return words("**Không đạt.** Chạm lệch nhiều nhất {mm} mm.", mm=largest)

    @property
    def asks(self) -> bool:
        """Whether staff say now how it was."""
        return self.view in {"print", "sound"} and self.stage == "asking"

    def yes(self, words: Words) -> str:
        """It was right."""
        return words("Nghe rõ") if self.view == "sound" else words.of("test", "Đạt")

    def no(self, words: Words) -> str:
        """It was not."""
        return words("Không nghe") if self.view == "sound" else words.of("test", "Không đạt")

    def scan_lines(self, words: Words) -> str:
        """What was read, the newest first."""
        return "\n".join(scan.line(words) for scan in reversed(self.scans)) if self.view == "scan" else ""

    def touch_line(self, words: Words) -> str:
        """How far the touch test is."""
        done = min(len(self.touch.deviations_mm) + 1, len(POINTS))
        return words("Chạm đúng giữa dấu cộng ({number} / {count})", number=done, count=len(POINTS))

    # Numbers without paper

    @property
    def pages(self) -> int:
        """Pages of that list, at least one."""
        return max(1, -(-len(self.unprinted) // self.per_page))

    @property
    def shown(self) -> tuple[UnprintedRow, ...]:
        """The numbers of this page."""
        page = min(self.page, self.pages)
        return self.unprinted[(page - 1) * self.per_page : page * self.per_page]

    def unprinted_line(self, words: Words) -> str:
        """What to do with them."""
        if self.stage == "running" and self.asked == "" and self.is_looking:
            return words("Đang in…")
        if self.trouble is not None:
            return f"{self.trouble.trouble(words)}. {self.trouble.cure(words)}"
        if not self.unprinted:
            return words("Mọi số đang chờ đều đã có phiếu.")
        return words("In rồi gọi người dân đến nhận; ai đã về thì huỷ số.")

    # Dialogs

    def dialog(self, words: Words) -> SheetState | None:
        """What lies over the page."""
        match self.asked:
            case "":
                return None
            case "restart":
                heading, way = words("Khởi động lại màn hình?"), words("Số và phiếu vẫn được giữ. Mất khoảng nửa phút.")
                return SheetState(heading, way, words.of("button", "Không"), words("Khởi động lại"), "restart_alt")
            case "reload":
                heading, way = words("Đã có bản dữ liệu mới"), words("Khởi động lại màn hình để dùng bản mới.")
                return SheetState(heading, way, words("Để sau"), words("Khởi động lại"), "sync")
            case "void":
                heading = words("Huỷ số {number}?", number=self.chosen)
                way = words("Chỉ huỷ khi người dân đã về. Số đã huỷ không được gọi nữa.")
                return SheetState(heading, way, words.of("button", "Không"), words("Huỷ số"), "cancel")

    def spoken(self, words: Words) -> Iterator[str]:
        """Title, the problem or the test, then the parts."""
        yield self.title(words)
        if self.view == "parts":
            yield self.summary(words)
            yield self.summary_line(words)
            yield from (row.say(words) for row in self.rows)
        elif self.view == "unprinted":
            yield self.unprinted_line(words)
            yield from (f"{row.code}. {row.line(words)}" for row in self.unprinted)
        else:
            yield self.touch_line(words) if self.shows_field else self.test_lines(words).replace("**", "")
