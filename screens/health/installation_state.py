"""What «Cài đặt» shows: this machine with its ruler, the settings in force, what is plugged in. No Kivy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, TypeAlias

from kiosk.errors import Problem
from kiosk.health.installation import Installation, PluggedIn, Setting
from kiosk.health.measured_panel import MeasuredPanel
from kiosk.health.part import PartCheck, PartName, part_name, result_name
from kiosk.settings import Settings
from kiosk.words import Words
from screens.health.fact_line import FactLine, Weight, page_of, pages_of
from screens.panel_sizes import MM_PER_INCH, panel_sizes_of

View: TypeAlias = Literal["machine", "settings", "devices"]
ROWS_A_PAGE, ROWS_LYING, FEWEST_ROWS = 6, 6, 3
# Upright, a view without the ruler holds so many lines more.
MORE_ROWS = 5
RULER_MM = 100.0
LEAST_DIAGONAL_IN = 15  # ADR 0016
# A path or an address longer than two lines keeps its beginning and its end: both tell one file from another.
LONGEST_VALUE = 96
NO_SETTINGS, NOT_MEASURED = Settings(), MeasuredPanel()
NOTHING_FOUND = Installation()
WEIGHTS: Mapping[str, Weight] = MappingProxyType({"bad": "err", "low": "warn"})


@dataclass(frozen=True, slots=True)
class InstallationState:
    """One picture of the page.

    found       None while it is being looked at
    checks      the parts as devices have told
    release     number and day of the release that is shown; None: there is none
    measured    how large the panel is and how high it hangs, and who says so
    """

    settings: Settings = NO_SETTINGS
    found: Installation | None = None
    checks: tuple[PartCheck, ...] = ()
    release: tuple[int, date] | None = None
    view: View = "machine"
    measured: MeasuredPanel = NOT_MEASURED
    page: int = 1
    per_page: int = ROWS_A_PAGE
    more_rows: int = MORE_ROWS

    @property
    def room(self) -> int:
        """Lines a page of this view holds."""
        return self.per_page if self.shows_ruler else self.per_page + self.more_rows

    @property
    def shows_ruler(self) -> bool:
        """Whether the line to hold a ruler to is on the page."""
        return self.view == "machine"

    @property
    def shows_devices(self) -> bool:
        """Whether what is plugged in is."""
        return self.view == "devices"

    @property
    def pages(self) -> int:
        """Pages of this view."""
        return pages_of(len(self.lines(Words())), self.room)

    @property
    def waiting(self) -> tuple[Setting, ...]:
        """Keys that were changed in the file since the start."""
        return tuple(each for each in self._found.settings if each.awaits is not None)

    @property
    def _found(self) -> Installation:
        return self.found or NOTHING_FOUND

    def ruler_px(self, size_px: tuple[int, int]) -> float:
        """How long the line is, in pixels of the panel."""
        width, height = size_px
        return float((width**2 + height**2) ** 0.5 / (self.settings.panel.diagonal_in * MM_PER_INCH) * RULER_MM)

    def lead(self, words: Words) -> str:
        """What is wrong with the file, what waits in it, or where it is."""
        found = self._found
        if self.found is None:
            return words("Đang xem máy đã cài những gì…")
        if found.mistakes:
            return words.many("Tệp cài đặt có {count} lỗi: sửa trước khi khởi động lại.", count=len(found.mistakes))
        if self.waiting:
            return words.many("{count} thay đổi trong tệp chờ khởi động lại.", count=len(self.waiting))
        return words("Màn hình chỉnh ngay tại đây; mục khác sửa trong tệp rồi khởi động lại")

    @property
    def weight(self) -> Weight:
        """Whether somebody has to do something about the file."""
        return "err" if self._found.mistakes else "warn" if self.waiting else ""

    def shown(self, words: Words) -> tuple[FactLine, ...]:
        """The lines of this page."""
        return page_of(self.lines(words), self.page, self.room)

    def lines(self, words: Words) -> tuple[FactLine, ...]:
        """All lines of this view."""
        match self.view:
            case "machine":
                return tuple(self._machine(words))
            case "settings":
                return tuple(self._settings(words))
            case "devices":
                return tuple(self._devices(words))

    # This machine

    def _machine(self, words: Words) -> Iterator[FactLine]:
        if self.found is not None:
            yield from self._program(self.found, words)
        yield FactLine("release", words("Gói nội dung"), *self._release(words))
        yield FactLine("panel", words("Màn hình"), *self._panel(words))
        yield FactLine("height", words("Độ cao màn hình"), *self._height(words))
        yield self._part("scanner", _joined(self.settings.scanner.address, self._side(words)), words)
        yield self._part("printer", self.settings.printer.address or words("Ảnh trong thư mục dữ liệu"), words)
        sound = next((each.fact(words) for each in self.checks if each.part == "sound"), "")
        yield self._part("sound", _joined(self.settings.sound.output, sound), words)
        yield self._part("server", _joined(self._value("dossiers.provider"), self._value("dossiers.address")), words)
        if self.found is not None:
            queue = self._value("tickets.store") or words("Máy này tự đếm số")
            yield FactLine("queue", words("Nơi giữ số thứ tự"), _short(queue))
            yield FactLine("folder", words("Thư mục dữ liệu"), _short(str(self.found.folder)))

    def _program(self, found: Installation, words: Words) -> Iterator[FactLine]:
        parts = (words("Bản {version}", version=found.version), f"Python {found.python}", f"Kivy {found.kivy}")
        yield FactLine("program", words("Phần mềm"), _joined(*parts, found.system))
        yield FactLine("source", words("Kênh cập nhật"), _source(found, words))
        yield FactLine("file", words("Tệp cài đặt"), *self._file(found, words))

    def _release(self, words: Words) -> tuple[str, Weight]:
        if self.release is None:
            return words("Máy chưa có gói nội dung"), "err"
        number, day = self.release
        return words("Bản số {number} · ngày {day}", number=number, day=words.full_date(day)), ""

    def _panel(self, words: Words) -> tuple[str, Weight]:
        panel = self.settings.panel
        way = words("Đứng") if panel.orientation == "portrait" else words("Nằm ngang")
        width, height = panel.size_px
        inches = words("{inches} inch", inches=words.number(panel.diagonal_in, decimals=1))
        if panel.diagonal_in < LEAST_DIAGONAL_IN:
            least = words.number(LEAST_DIAGONAL_IN)
            return words("{inches} là quá nhỏ cho người dân: từ {least} inch", inches=inches, least=least), "err"
        return _joined(way, words("{width} × {height} điểm", width=width, height=height), inches), ""

    def _height(self, words: Words) -> tuple[str, Weight]:
        panel = self.settings.panel
        bottom = words.number(panel.panel_bottom_mm)
        if panel_sizes_of(panel).is_too_high:
            return words("Mép dưới cách sàn {bottom} mm: quá cao cho người ngồi. Hạ màn hình.", bottom=bottom), "err"
        reach = words.number(panel.reach_limit_mm)
        return words("Mép dưới cách sàn {bottom} mm · tay với tới {reach} mm", bottom=bottom, reach=reach), ""

    def _file(self, found: Installation, words: Words) -> tuple[str, Weight]:
        if found.file is None:
            return words("Không có; máy dùng cài đặt sẵn"), "warn"
        return _short(str(found.file)), self.weight

    def _side(self, words: Words) -> str:
        panel = self.settings.panel
        match panel.scanner_side or ("below" if panel.orientation == "portrait" else "beside"):
            case "below":
                return words("ở dưới màn hình")
            case "beside":
                return words("ở bên cạnh màn hình")
            case "left":
                return words("ở bên trái màn hình")
            case "right":
                return words("ở bên phải màn hình")

    def _part(self, part: PartName, where: str, words: Words) -> FactLine:
        check = next((each for each in self.checks if each.part == part), None)
        if check is None:
            return FactLine(part, part_name(part, words), _short(where))
        line = f"{_short(where)} · {result_name(check.result, words)}"
        return FactLine(part, part_name(part, words), line, WEIGHTS.get(check.result, ""))

    def _value(self, name: str) -> str:
        """A setting as it may be shown; what a file of secrets or a password is, `Installation` has left out."""
        return next((each.value for each in self._found.settings if each.name == name), "")

    # Settings

    def _settings(self, words: Words) -> Iterator[FactLine]:
        for nth, problem in enumerate(self._found.mistakes):
            yield mistake_line(nth, problem)
        for each in sorted(self._found.settings, key=lambda key: (key.awaits is None, not key.is_set)):
            yield FactLine(each.name, each.name, self._of_key(each, words), "warn" if each.awaits is not None else "")

    def _of_key(self, key: Setting, words: Words) -> str:
        value = _short(key.value) or words("(trống)")
        if key.awaits is not None:
            then = _short(key.awaits) or words("(trống)")
            return words("{value} · sau khi khởi động lại: {then}", value=value, then=then)
        if key.is_entered:
            return words("{value} · nhập tại máy", value=value)
        return words("{value} · trong tệp", value=value) if key.is_set else words("{value} · cài sẵn", value=value)

    # Devices

    def _devices(self, words: Words) -> Iterator[FactLine]:
        if self.found is not None and not self._found.plugged:
            line = words("Không thấy gì có thể là máy in hoặc máy quét")
            yield FactLine("none", words("Chưa cắm thiết bị nào"), line, "warn")
        for nth, each in enumerate(self._found.plugged):
            used = words("đang dùng") if self._is_used(each) else ""
            yield FactLine(f"device-{nth}", each.name or kind_name(each, words), _of_device(each, used, words))

    def _is_used(self, device: PluggedIn) -> bool:
        named = (self.settings.printer.address, self.settings.scanner.address)
        return bool(device.where) and any(device.where in address for address in named)

    # Ruler

    def ruler_line(self, words: Words) -> str:
        """What to do with the line."""
        return words("Đặt thước vào: vạch phải dài đúng **100 mm**")

    def diagonal(self, words: Words) -> str:
        """The diagonal, as it is entered."""
        inches = words.number(self.settings.panel.diagonal_in, decimals=1)
        return words("Đường chéo: {inches} inch", inches=inches)

    def bottom(self, words: Words) -> str:
        """The height of the panel's lower edge, as it is entered."""
        return words("Mép dưới cách sàn: {bottom} mm", bottom=words.number(self.settings.panel.panel_bottom_mm))

    def source(self, words: Words) -> str:
        """Whose values these are: what was said last counts."""
        measured = self.measured
        if not measured.is_kept:
            return words("Không ghi được vào thư mục dữ liệu: khởi động lại sẽ mất số vừa nhập.")
        if measured.problems:
            return words("Tệp panel.json hỏng, đang dùng số của tệp cài đặt. Nhập lại tại đây.")
        if not measured.entered:
            return words("Theo tệp cài đặt. Chỉnh tại đây có hiệu lực ngay và được giữ lại.")
        inches = words.number(measured.said.diagonal_in, decimals=1)
        bottom = words.number(measured.said.panel_bottom_mm)
        return words(
            "Nhập tại máy, thay cho {inches} inch, {bottom} mm của tệp cài đặt đến khi tệp đổi.",
            inches=inches,
            bottom=bottom,
        )

    @property
    def source_weight(self) -> Weight:
        """Whether somebody has to do something about it."""
        return "err" if self.measured.problems or not self.measured.is_kept else ""

    def spoken(self, words: Words) -> Iterator[str]:
        """Title, then the lines of the page."""
        yield words("Cài đặt")
        yield self.lead(words)
        yield from (f"{each.title}: {each.line}" for each in self.shown(words))
        if self.shows_ruler:
            yield self.ruler_line(words).replace("**", "")
            yield from (self.diagonal(words), self.bottom(words), self.source(words))


def mistake_line(nth: int, problem: Problem) -> FactLine:
    """A mistake as its report words it: it is passed on as it stands."""
    value = f"{problem.value}: " if problem.value else ""
    return FactLine(f"mistake-{nth}", problem.place, f"{_short(value)}{problem.meaning} {problem.cure}".strip(), "err")


def kind_name(device: PluggedIn, words: Words) -> str:
    """What sort of thing it is."""
    match device.kind:
        case "serial":
            return words("Cổng nối tiếp")
        case "keyboard":
            return words("Bàn phím, hoặc máy quét gõ phím")
        case _:
            return words("Máy in USB")


def _source(found: Installation, words: Words) -> str:
    if found.source.kind == "copied":
        return words("Chép tay; máy không tự nhận bản mới")
    branch = words("git, nhánh {branch}", branch=found.source.branch or "–")
    return _joined(branch, found.source.commit)


def _of_device(device: PluggedIn, used: str, words: Words) -> str:
    return _joined(kind_name(device, words) if device.name else "", _short(device.where), used)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _short(value: str) -> str:
    if len(value) <= LONGEST_VALUE:
        return value
    half = LONGEST_VALUE // 2
    return f"{value[:half]}…{value[-half:]}"
