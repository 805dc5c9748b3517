"""The one-stop server and the content release as staff judge them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeAlias

from kiosk.health.part import PartName, Result
from kiosk.words import Words

Answer: TypeAlias = Literal["never", "answered", "silent", "sample"]


@dataclass(frozen=True, slots=True)
class ServerCheck:
    """Máy chủ một cửa: the last answer, or since when there was none.

    answer  never: nobody has asked yet; sample: the demonstration office that comes along
    """

    answer: Answer = "never"
    at: datetime | None = None
    milliseconds: int | None = None
    is_lobby: bool = False
    part: PartName = field(default="server", init=False)

    @property
    def result(self) -> Result:
        """See PartCheck."""
        match self.answer:
            case "answered":
                return "good"
            case "silent":
                return "bad"
            case "sample":
                return "bad" if self.is_lobby else "good"
            case "never":
                return "unknown"

    def fact(self, words: Words) -> str:
        """See PartCheck."""
        at = words.clock(self.at) if self.at else ""
        match self.answer:
            case "answered" if self.milliseconds is not None:
                return words("Trả lời {count} mili giây · lúc {time}", count=self.milliseconds, time=at)
            case "answered":
                return words("Trả lời lúc {time}", time=at)
            case "silent" if at:
                return words("Không trả lời từ {time}", time=at)
            case "silent":
                return words("Không trả lời")
            case "sample":
                return words("Văn phòng mẫu đi kèm máy")
            case "never":
                return words("Chưa có lượt tra cứu nào")

    def trouble(self, words: Words) -> str:
        """See PartCheck."""
        if self.result != "bad":
            return ""
        return words("Chưa nối máy chủ một cửa") if self.answer == "sample" else words("Máy chủ một cửa không trả lời")

    def cure(self, words: Words) -> str:
        """See PartCheck."""
        if self.result != "bad":
            return ""
        if self.answer == "sample":
            return words("Kỹ thuật viên đặt dossiers.provider và dossiers.address trong tệp cài đặt.")
        return words("Xem dây mạng và bộ phát mạng; nếu máy khác vẫn vào mạng được thì gọi kỹ thuật viên.")


@dataclass(frozen=True, slots=True)
class ContentCheck:
    """Dữ liệu thủ tục: what is shown, and whether a newer release was refused.

    release   its number; None: there is none, and nothing can be shown
    problems  mistakes because of which a release was refused
    """

    release: int | None = None
    procedures: int = 0
    released_on: date | None = None
    problems: int = 0
    is_sample: bool = False
    is_lobby: bool = False
    part: PartName = field(default="content", init=False)

    @property
    def result(self) -> Result:
        """See PartCheck."""
        return "bad" if self.release is None or self.problems or (self.is_sample and self.is_lobby) else "good"

    def fact(self, words: Words) -> str:
        """See PartCheck."""
        if self.release is None:
            return words("Không đọc được gói nội dung")
        count = words.many("{count} thủ tục", count=self.procedures)
        made = words("bản ngày {day}", day=words.full_date(self.released_on)) if self.released_on else ""
        return " · ".join(part for part in (count, words("dữ liệu mẫu") if self.is_sample else "", made) if part)

    def trouble(self, words: Words) -> str:
        """See PartCheck."""
        if self.release is None:
            return words("Máy chưa có dữ liệu thủ tục")
        if self.problems:
            return words("Gói nội dung mới bị từ chối")
        return words("Máy đang dùng dữ liệu mẫu") if self.result == "bad" else ""

    def cure(self, words: Words) -> str:
        """See PartCheck."""
        if self.result != "bad":
            return ""
        if self.problems or self.release is None:
            return words("Xem từng lỗi ở «Nội dung» và gửi cho người soạn nội dung.")
        return words("Kỹ thuật viên đặt content.folder về gói nội dung của trung tâm.")
