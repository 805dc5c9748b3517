"""Words of closed sets that stand in the journal, as staff read them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

IN_VIETNAMESE: Mapping[str, str] = MappingProxyType(
    {
        # What became of a slip, and of a device
        "confirmed": "đã in",
        "assumed": "chắc đã in",
        "unprinted": "chưa in",
        "unknown": "chưa rõ",
        "ready": "sẵn sàng",
        "printing": "đang in",
        "blocked": "dừng",
        "offline": "mất kết nối",
        # Why a printer stands still
        "paper-out": "hết giấy",
        "paper-low": "sắp hết giấy",
        "cover-open": "nắp mở",
        "cutter": "kẹt dao cắt",
        "overheat": "quá nóng",
        "mechanism": "kẹt giấy",
        "panel-offline": "tạm ngắt trên máy in",
        "not-taken": "phiếu chưa được lấy",
        "stalled": "không nhận dữ liệu",
        "no-answer": "không trả lời",
        "garbled": "trả lời sai",
        "disconnected": "mất dây",
        "not-supported": "không báo được",
        # What was scanned
        "ReceiptCode": "mã hồ sơ",
        "PersonalCode": "mã cá nhân",
        "TicketCode": "phiếu số thứ tự",
        "ProcedureCode": "mã thủ tục",
        "SquareCode": "mã vuông",
        "BadDate": "mã sai ngày",
        "Unreadable": "không đọc được",
        "NotACode": "mã khác",
        # How a question about a dossier ended
        "found": "có kết quả",
        "last_known": "kết quả đã lưu",
        "not_found": "không thấy",
        "other_office": "nơi khác giải quyết",
        "factor_needed": "cần xác minh",
        "too_many_tries": "thử quá nhiều lần",
        "timeout": "quá thời gian",
        "unreachable": "không nối được",
        "server_error": "máy chủ lỗi",
        # What staff tested
        "print-test": "in thử",
        "scan-test": "quét thử",
        "touch-test": "thử chạm",
        "sound-test": "thử loa",
        "True": "đạt",
        "False": "không đạt",
    }
)


def in_vietnamese(value: object) -> str:
    """A value of the journal as it is read: each of its words that has one in Vietnamese is replaced."""
    return ", ".join(IN_VIETNAMESE.get(word, word) for word in str(value).split(", "))
