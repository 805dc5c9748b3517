"""Sound, disk, temperature and clock as staff judge them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.health.part import PartName, Result
from kiosk.words import Language, Words

GIGA = 1024**3
LEAST_FREE_BYTES = GIGA // 5
FEW_FREE_BYTES = GIGA
# Small PCs slow down from here on; below it nothing has to be done.
HOT_C = 85.0
# Slips and waiting times are told to the minute.
LARGEST_OFFSET_S = 5.0


@dataclass(frozen=True, slots=True)
class SoundCheck:
    """Loa, giọng đọc. has_card None: not looked at; spoken: languages there is a voice for."""

    has_card: bool | None = None
    spoken: tuple[Language, ...] = ()
    part: PartName = field(default="sound", init=False)

    @property
    def result(self) -> Result:
        """See PartCheck."""
        if self.has_card is None:
            return "unknown"
        return "good" if self.has_card and self.spoken else "absent"

    def fact(self, words: Words) -> str:
        """See PartCheck."""
        if self.has_card is None:
            return words("Chưa kiểm tra")
        if not self.has_card:
            return words("Không có loa; các phần khác vẫn dùng được")
        match "vi" in self.spoken, "en" in self.spoken:
            case True, True:
                return words("Có tiếng Việt, tiếng Anh")
            case True, False:
                return words("Có tiếng Việt")
            case False, True:
                return words("Có tiếng Anh")
            case _:
                return words("Có loa, chưa có giọng đọc")

    def trouble(self, words: Words) -> str:  # noqa: ARG002 -- a terminal without a loudspeaker is whole
        """See PartCheck."""
        return ""

    def cure(self, words: Words) -> str:  # noqa: ARG002 -- as above
        """See PartCheck."""
        return ""


@dataclass(frozen=True, slots=True)
class DiskCheck:
    """Ổ đĩa, nhiệt độ. free_bytes None: not looked at; errors: counted by the file system itself."""

    free_bytes: int | None = None
    temperature_c: float | None = None
    is_writable: bool = True
    errors: int = 0
    part: PartName = field(default="disk", init=False)

    @property
    def is_hot(self) -> bool:
        """Whether it is too warm."""
        return self.temperature_c is not None and self.temperature_c >= HOT_C

    @property
    def result(self) -> Result:
        """See PartCheck."""
        if self.free_bytes is None:
            return "unknown"
        if not self.is_writable or self.errors or self.free_bytes < LEAST_FREE_BYTES or self.is_hot:
            return "bad"
        return "low" if self.free_bytes < FEW_FREE_BYTES else "good"

    def fact(self, words: Words) -> str:
        """See PartCheck."""
        if self.free_bytes is None:
            return words("Chưa kiểm tra")
        decimals = 0 if self.free_bytes >= 10 * GIGA else 1
        free = words("Còn {size} GB", size=words.number(self.free_bytes / GIGA, decimals=decimals))
        warm = f"{self.temperature_c:.0f} °C" if self.temperature_c is not None else ""
        return " · ".join(part for part in (free, warm) if part)

    def trouble(self, words: Words) -> str:
        """See PartCheck."""
        if self.result not in {"bad", "low"}:
            return ""
        if not self.is_writable:
            return words("Ổ đĩa không ghi được")
        if self.errors:
            return words("Ổ đĩa báo lỗi")
        if self.is_hot:
            return words("Máy quá nóng")
        return words("Ổ đĩa sắp đầy")

    def cure(self, words: Words) -> str:
        """See PartCheck."""
        if not self.trouble(words):
            return ""
        if self.is_writable and not self.errors and self.is_hot:
            return words("Mở lối thông gió, lau bụi quạt; chưa mát thì gọi kỹ thuật viên.")
        return words("Gọi kỹ thuật viên trong ngày: số và phiếu được giữ trên ổ đĩa này.")


@dataclass(frozen=True, slots=True)
class ClockCheck:
    """Đồng hồ.

    is_trusted  whether its time may be printed
    is_synced   whether it is held against a time server; None: nobody can tell
    offset_s    how far it is off that server's time
    """

    is_trusted: bool = True
    is_synced: bool | None = None
    offset_s: float | None = None
    part: PartName = field(default="clock", init=False)

    @property
    def result(self) -> Result:
        """See PartCheck."""
        is_off = self.offset_s is not None and abs(self.offset_s) > LARGEST_OFFSET_S
        if not self.is_trusted or (self.is_synced and is_off):
            return "bad"
        return "good" if self.is_synced else "unknown"

    def fact(self, words: Words) -> str:
        """See PartCheck."""
        if not self.is_trusted:
            return words("Sai ngày: sớm hơn ngày làm ra phần mềm")
        if not self.is_synced:
            return words("Chưa so được với giờ chuẩn")
        if self.offset_s is None:
            return words("Khớp giờ chuẩn")
        return words("Khớp giờ chuẩn, lệch {seconds} giây", seconds=words.number(abs(self.offset_s), decimals=1))

    def trouble(self, words: Words) -> str:
        """See PartCheck."""
        return words("Đồng hồ sai") if self.result == "bad" else ""

    def cure(self, words: Words) -> str:
        """See PartCheck."""
        if self.result != "bad":
            return ""
        return words("Gọi kỹ thuật viên chỉnh giờ và xem pin đồng hồ; trong lúc đó phiếu in không ghi giờ.")
