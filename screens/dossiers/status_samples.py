"""Every state of the dossier page, for the gallery, the picture tests and the manual."""

from __future__ import annotations

from dataclasses import replace

from kiosk.dossiers.dossier import Collect, Dossier, Payment, ProcedureOfDossier, Status, StatusGroup, Step, Supplement
from screens.dossiers.dossier_status import FULL, DossierStatusState, sample_look, sample_time


def _as(code: int | None, group: StatusGroup) -> Dossier:
    return replace(FULL, status=Status(code, "", group))


_DONE_STEPS = tuple(replace(step, state="done") for step in FULL.steps)
_READY_STEPS = (*_DONE_STEPS[:3], Step("Trả kết quả", "Quầy 3", "current", None))
_MINIMAL = replace(
    FULL, detail="minimal", procedure=ProcedureOfDossier(None, None, "Hộ tịch"), steps=(), owner_masked=None
)
SAMPLES: dict[str, DossierStatusState] = {
    "in_time": sample_look(),
    "minimal": sample_look(_MINIMAL),
    "zalo": replace(sample_look(), zalo_url="https://zalo.me/example"),
    "phone": replace(sample_look(), zalo_url="https://zalo.me/example", phone=True),
    "waiting": sample_look(replace(_as(1, "waiting"), due_at=None, steps=())),
    "late": sample_look(replace(FULL, due_at=sample_time("23T16:00"))),
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
    "pay": sample_look(replace(_as(6, "your_turn"), payment=Payment(50000, paid=False, pay_by=None, where="Quầy 3"))),
    "ready": sample_look(replace(_as(9, "ready"), steps=_READY_STEPS)),
    "ready_postal": sample_look(
        replace(
            _as(9, "ready"),
            steps=(*_DONE_STEPS[:3], Step("Trả kết quả", "Bưu điện", "current", None)),
            collect=Collect(None, None, None, postal=True),
        )
    ),
    "done": sample_look(replace(_as(10, "ended"), steps=_DONE_STEPS, returned_at=sample_time("20T14:05"))),
    "refused": sample_look(
        replace(_as(3, "ended"), steps=(), reason="Một bên chưa đủ tuổi kết hôn theo quy định.", due_at=None)
    ),
    "stopped": sample_look(replace(_as(8, "stopped"), reason="Thửa đất đang có đơn tranh chấp.")),
    "withdrawn": sample_look(replace(_as(7, "ended"), steps=(), reason=None)),
    "unknown_status": sample_look(_as(None, "progress")),
    "no_date": sample_look(replace(FULL, due_at=None)),
    "last_known": replace(sample_look(replace(_MINIMAL, as_of=sample_time("25T08:15"))), last_known=True),
    "asking": DossierStatusState(FULL.code, waited_s=1.0),
    "slow": DossierStatusState(FULL.code, waited_s=5.0),
}
