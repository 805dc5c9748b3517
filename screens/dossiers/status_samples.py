"""Every state of the dossier page, for the gallery, the picture tests and the manual."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.dossiers.dossier import (
    Collect,
    Dossier,
    Extension,
    Payment,
    ProcedureOfDossier,
    Status,
    StatusGroup,
    Step,
    Supplement,
    Unit,
)
from kiosk.dossiers.standing import days_late, days_left, look_state
from kiosk.dossiers.working_days import WorkingDays
from screens.dossiers.status_state import DossierStatusState
from screens.dossiers.status_words import Look


def sample_time(text: str) -> datetime:
    """A moment of November 2026, as "25T09:41"."""
    return datetime.fromisoformat(f"2026-11-{text}:00+07:00")


_UNIT = Unit("H24.15", "Trung tâm Phục vụ hành chính công phường Ngô Quyền")
FULL = Dossier(
    code="H24.15-261124-0037",
    procedure=ProcedureOfDossier("1.004873", "Xác nhận tình trạng hôn nhân", "Hộ tịch"),
    status=Status(4, "Đang xử lý", "progress"),
    unit=_UNIT,
    detail="full",
    source="Hệ thống một cửa (dữ liệu mẫu)",
    as_of=sample_time("25T09:41"),
    received_at=sample_time("24T09:12"),
    due_at=sample_time("27T14:00"),
    steps=(
        Step("Tiếp nhận", "Quầy 2", "done", sample_time("24T09:12")),
        Step("Xác minh, xử lý", "Công chức Tư pháp – Hộ tịch", "current", None),
        Step("Ký duyệt", "Lãnh đạo", "next", sample_time("26T16:00")),
        Step("Trả kết quả", "Quầy 3", "next", sample_time("27T14:00")),
    ),
    collect=Collect(_UNIT.name, "3", "07:30–11:30, 13:30–17:00", postal=False),
    owner_masked="Ông N*** V*** H***",
)


def sample_look(dossier: Dossier = FULL) -> DossierStatusState:
    """The page of a dossier on Wednesday 25/11/2026 at 09:42."""
    now = sample_time("25T09:42")
    days = WorkingDays()
    look = Look(dossier, look_state(dossier, now), now, days_left(dossier, now, days), days_late(dossier, now, days))
    return DossierStatusState(dossier.code, look=look)


def _as(code: int | None, group: StatusGroup, of: Dossier = FULL) -> Dossier:
    return replace(of, status=Status(code, "", group))


_FINISHED = replace(
    FULL,
    code="H24.15-261116-0063",
    received_at=sample_time("16T09:12"),
    due_at=sample_time("20T14:00"),
    finished_at=sample_time("19T16:00"),
)
_DONE_STEPS = (
    Step("Tiếp nhận", "Quầy 2", "done", sample_time("16T09:12")),
    Step("Xác minh, xử lý", "Công chức Tư pháp – Hộ tịch", "done", None),
    Step("Ký duyệt", "Lãnh đạo", "done", sample_time("19T16:00")),
    Step("Trả kết quả", "Quầy 3", "done", sample_time("20T14:05")),
)
_READY_STEPS = (*_DONE_STEPS[:3], Step("Trả kết quả", "Quầy 3", "current", None))
_LATE = replace(
    FULL,
    code="H24.15-261119-0024",
    received_at=sample_time("19T09:12"),
    due_at=sample_time("23T16:00"),
    steps=(
        Step("Tiếp nhận", "Quầy 2", "done", sample_time("19T09:12")),
        Step("Xác minh, xử lý", "Công chức Tư pháp – Hộ tịch", "current", None),
        Step("Ký duyệt", "Lãnh đạo", "next", sample_time("23T11:00")),
        Step("Trả kết quả", "Quầy 3", "next", sample_time("23T16:00")),
    ),
)
_MINIMAL = replace(
    FULL, detail="minimal", procedure=ProcedureOfDossier(None, None, "Hộ tịch"), steps=(), owner_masked=None
)
_EXTENSION = Extension(
    sample_time("12T10:15"),
    sample_time("12T16:00"),
    sample_time("27T14:00"),
    "Cần xác minh thêm tại nơi cư trú trước đây.",
)
_TOO_LATE_EXTENSION = replace(_EXTENSION, decided_at=sample_time("24T08:00"), previous_due_at=sample_time("23T16:00"))
_LONG_AGO = datetime.fromisoformat("2026-10-15T10:00:00+07:00")
_NINE_PAPERS = (
    "Bản vẽ mặt bằng, mặt đứng, mặt cắt công trình (02 bộ)",
    "Ảnh chụp hiện trạng công trình",
    "Bản sao giấy chứng nhận quyền sử dụng đất",
    "Bản cam kết bảo đảm an toàn công trình liền kề",
    "Giấy xác nhận tình trạng hôn nhân của nơi cư trú trước đây",
    "Giấy khám sức khoẻ cấp trong 6 tháng",
    "Phiếu lý lịch tư pháp",
    "Hợp đồng thuê nhà có chữ ký của hai bên",
    "Tờ khai đã sửa ngành nghề",
)
_LONG_REASON = (
    "Thửa đất đang có đơn tranh chấp về ranh giới với thửa liền kề, Uỷ ban nhân dân phường đang xác minh. "
    "Hồ sơ được giải quyết tiếp khi có kết luận bằng văn bản của cơ quan có thẩm quyền. "
    "Trong thời gian tạm dừng, các giấy tờ đã nộp được giữ tại bộ phận một cửa, không phải nộp lại. "
    "Mọi thay đổi về người đứng tên hoặc địa chỉ liên hệ, xin báo lại tại quầy đã tiếp nhận hồ sơ."
)
SAMPLES: dict[str, DossierStatusState] = {
    "in_time": sample_look(),
    "minimal": sample_look(_MINIMAL),
    "zalo": replace(sample_look(), zalo_url="https://zalo.me/example"),
    "phone": replace(sample_look(), zalo_url="https://zalo.me/example", phone=True),
    "waiting": sample_look(replace(_as(1, "waiting"), due_at=None, steps=())),
    "waiting_long": DossierStatusState(
        FULL.code,
        look=Look(
            replace(_as(1, "waiting"), due_at=None, steps=(), submitted_at=sample_time("19T10:20")),
            "waiting",
            sample_time("25T09:42"),
            accepted_late=True,
        ),
    ),
    "extended": sample_look(replace(FULL, extension=_EXTENSION)),
    "late": sample_look(_LATE),
    "late_complain": replace(sample_look(_LATE), may_complain=True),
    "late_new_date": sample_look(
        replace(
            _LATE,
            due_at=_TOO_LATE_EXTENSION.new_due_at,
            extension=_TOO_LATE_EXTENSION,
            steps=(*_LATE.steps[:2], *FULL.steps[2:]),
        )
    ),
    "more_papers": sample_look(
        replace(
            _as(5, "your_turn"),
            supplement=Supplement(
                sample_time("23T09:00"),
                sample_time("30T16:00"),
                None,
                ("Bản sao giấy chứng nhận quyền sử dụng đất", "Ảnh chụp hiện trạng công trình"),
                None,
            ),
        )
    ),
    "more_papers_many": sample_look(
        replace(
            _as(5, "your_turn"),
            supplement=Supplement(sample_time("23T09:00"), sample_time("30T16:00"), None, _NINE_PAPERS, None),
        )
    ),
    "more_papers_too_late": sample_look(
        replace(
            _as(5, "your_turn"),
            supplement=Supplement(sample_time("03T09:00"), sample_time("20T16:00"), None, _NINE_PAPERS[:1], None),
        )
    ),
    "more_papers_minimal": sample_look(replace(_MINIMAL, status=Status(5, "", "your_turn"))),
    "pay": sample_look(replace(_as(6, "your_turn"), payment=Payment(50000, paid=False, pay_by=None, where="Quầy 3"))),
    "pay_until": sample_look(
        replace(
            _as(6, "your_turn"),
            payment=Payment(
                18_750_000,
                paid=False,
                pay_by=sample_time("30T16:00"),
                where="Kho bạc Nhà nước hoặc trực tuyến, theo thông báo của cơ quan thuế",
            ),
        )
    ),
    "paid": sample_look(replace(_as(6, "your_turn"), payment=Payment(50000, paid=True, pay_by=None, where="Quầy 3"))),
    "ready": sample_look(replace(_as(9, "ready", _FINISHED), steps=_READY_STEPS)),
    "ready_minimal": sample_look(replace(_MINIMAL, status=Status(9, "", "ready"))),
    "ready_long": sample_look(
        replace(
            _as(9, "ready", _FINISHED),
            code="H24.15-261013-0016",
            received_at=_LONG_AGO - timedelta(days=2),
            due_at=_LONG_AGO,
            finished_at=_LONG_AGO,
            steps=(
                replace(_DONE_STEPS[0], at=_LONG_AGO - timedelta(days=2)),
                _DONE_STEPS[1],
                replace(_DONE_STEPS[2], at=_LONG_AGO),
                _READY_STEPS[3],
            ),
        )
    ),
    "ready_postal": sample_look(
        replace(
            _as(9, "ready", _FINISHED),
            steps=(*_DONE_STEPS[:3], Step("Trả kết quả", "Bưu điện", "current", None)),
            collect=Collect(None, None, None, postal=True),
        )
    ),
    "done": sample_look(replace(_as(10, "ended", _FINISHED), steps=_DONE_STEPS, returned_at=sample_time("20T14:05"))),
    "done_rate": replace(
        sample_look(replace(_as(10, "ended", _FINISHED), steps=_DONE_STEPS, returned_at=sample_time("20T14:05"))),
        may_rate=True,
    ),
    "refused": sample_look(
        replace(_as(3, "ended"), steps=(), reason="Một bên chưa đủ tuổi kết hôn theo quy định.", due_at=None)
    ),
    "stopped": sample_look(replace(_as(8, "stopped"), reason="Thửa đất đang có đơn tranh chấp.")),
    "stopped_long": sample_look(replace(_as(8, "stopped"), reason=_LONG_REASON)),
    "withdrawn": sample_look(replace(_as(7, "ended"), steps=(), reason=None)),
    "unknown_status": sample_look(_as(None, "progress")),
    "no_date": sample_look(replace(FULL, due_at=None)),
    "last_known": replace(sample_look(replace(_MINIMAL, as_of=sample_time("25T08:15"))), last_known=True),
    "elsewhere": replace(sample_look(replace(FULL, unit=Unit("H24.07", "Sở Tài chính"))), elsewhere=True),
    "printing": replace(sample_look(), printing="printing"),
    "printed": replace(sample_look(), printing="printed"),
    "print_failed": replace(sample_look(), printing="failed"),
    "print_no_paper": replace(sample_look(), printing="failed", cause="no_paper"),
    "asking": DossierStatusState(FULL.code, waited_s=1.0),
    "slow": DossierStatusState(FULL.code, waited_s=5.0),
}
