"""Every state of a procedure's page, for pictures and tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from kiosk.procedures.procedure import Condition, Note, Paper, Procedure, Question, Way
from kiosk.procedures.text import Text
from screens.procedures.procedure_state import ProcedureState

_BIRTH = Procedure(
    code="1.001193",
    title=Text("Đăng ký khai sinh", "Register a birth"),
    official_name="Thủ tục đăng ký khai sinh",
    field=Text("Hộ tịch", "Civil status"),
    telling_line=Text("Trong ngày · Miễn phí nếu đúng hạn", "Same day · Free if in time"),
    source="Cổng Dịch vụ công quốc gia",
    as_of="2026-07",
    lane="A",
    counter=Text("Quầy 2", "Counter 2"),
    counter_long=Text("Quầy 2 – Hộ tịch", "Counter 2 – Civil status"),
    time=Text("Trong ngày", "Same day"),
    fee=Text("Miễn phí*", "Free*"),
    fee_long=Text("Miễn phí trong 60 ngày đầu", "Free in the first 60 days"),
    footnote=Text(
        "* Miễn phí nếu khai trong 60 ngày từ ngày sinh. Nộp sau 15 giờ có thể nhận kết quả vào ngày làm việc kế tiếp.",
        "* Free within 60 days of the birth. Filed after 15:00, the result may come on the next working day.",
    ),
    papers=(
        Paper(
            Text("Giấy chứng sinh", "Birth notification"),
            Text("Bản chính, do bệnh viện hoặc trạm y tế cấp", "Original, from the hospital or health station"),
            "given",
        ),
        Paper(
            Text("Tờ khai đăng ký khai sinh", "Birth registration form"),
            Text("Có sẵn tại quầy, cán bộ sẽ giúp điền", "At the counter; staff help to fill it in"),
            "given",
        ),
        Paper(
            Text("Căn cước của người đi khai", "Identity card of the applicant"),
            Text("Xem xong trả lại ngay", "Looked at and given back"),
            "shown",
        ),
    ),
    notes=(
        Note(
            Text("Ông, bà, người thân đi khai thay?", "A relative registers instead?"),
            Text(
                "Không cần giấy uỷ quyền, nhưng phải thống nhất trước với cha, mẹ của bé.",
                "No written authority is needed, but the parents must have agreed.",
            ),
        ),
    ),
    url="https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc=1.001193",
)
_CRUMB = Text("Sinh con", "Having a baby")
_PAPERS = ProcedureState(_BIRTH, _CRUMB, "1 – 2", updated_on=date(2026, 11, 20))
_MANY = replace(_BIRTH, papers=_BIRTH.papers * 2, footnote=None, notes=())
_DOUBTFUL = replace(_BIRTH, time=None, fee=None, fee_long=None, footnote=None, flags=frozenset({"fee_see_note"}))
_MARRIED = Question(
    "parents_married",
    Text("Cha mẹ bé có đăng ký kết hôn không?", "Are the parents married?"),
    Text(
        "Giấy chứng nhận kết hôn của Việt Nam hoặc nước ngoài.", "With a certificate of Vietnam or of another country."
    ),
)
_FATHER = Question(
    "father_named",
    Text("Có ghi tên cha vào giấy khai sinh không?", "Shall the father be named?"),
    asked_when=(Condition("parents_married", answer=False),),
    yes_leads_to="1.000689",
)
_CASES = replace(
    _BIRTH,
    questions=(_MARRIED, _FATHER),
    papers=(
        *_BIRTH.papers[:2],
        Paper(
            Text("Giấy chứng nhận kết hôn", "Marriage certificate"),
            handling="shown",
            originals=1,
            when=(Condition("parents_married", answer=True),),
        ),
        Paper(
            Text("Giấy cam đoan về việc sinh", "Statement about the birth"),
            handling="given",
            originals=1,
            copies=2,
            when=(Condition("parents_married", answer=False),),
        ),
    ),
    footnote=None,
)
_WITH_FATHER = replace(
    _BIRTH, code="1.000689", title=Text("Khai sinh và nhận cha, mẹ, con", "Birth, and recognising a parent")
)
_WAYS = replace(
    _BIRTH,
    ways=(Way("here"), Way("online", Text("Trong ngày", "Same day"), Text("Miễn phí", "Free")), Way("post")),
    footnote=None,
)
_ELSEWHERE = replace(
    _BIRTH,
    is_here=False,
    place=Text("Sở Tư pháp, 7 Minh Khai, Hồng Bàng", "Department of Justice, 7 Minh Khai, Hồng Bàng"),
    lane=None,
    counter=None,
    counter_long=None,
    footnote=None,
)
_SENTENCE = (
    "Văn bản xác nhận của cơ quan, đơn vị có thẩm quyền về quá trình công tác, thời gian tham gia và mức hưởng, "
    "kèm theo bản kê khai của người đề nghị có chứng thực chữ ký theo quy định của pháp luật; "
)
_OFFICIAL = replace(
    _BIRTH,
    papers=tuple(
        Paper(Text(_SENTENCE * times, _SENTENCE * times), originals=1, copies=copies, is_official_wording=True)
        for times, copies in ((1, 2), (4, None), (2, 1))
    ),
    notes=(),
    footnote=None,
)
_HUNDRED = replace(
    _BIRTH,
    papers=tuple(
        Paper(Text(f"Giấy tờ số {n} của hồ sơ", f"Paper {n} of the dossier"), copies=1) for n in range(1, 112)
    ),
    notes=(),
    footnote=None,
)
_LONG_NAME = replace(_BIRTH, official_name=("Thủ tục " + _SENTENCE * 6)[:1094], papers=_BIRTH.papers)
_ANSWERED = (("parents_married", True),)
_NOW = datetime.fromisoformat("2026-11-25T11:42:00+07:00")
SAMPLES = {
    "papers": _PAPERS,
    "papers_paged": replace(_PAPERS, procedure=_MANY),
    "papers_page_2": replace(_PAPERS, procedure=_MANY, page=2),
    "notes_apart": replace(_PAPERS, apart=True, page=2),
    "asks_first": replace(_PAPERS, procedure=_CASES),
    "asks_second": replace(_PAPERS, procedure=_CASES, answers=(("parents_married", False),)),
    "answered": replace(_PAPERS, procedure=_CASES, answers=_ANSWERED),
    "unsure": replace(_PAPERS, procedure=_CASES, answers=(("parents_married", None),)),
    "leads_to": replace(
        _PAPERS,
        procedure=_CASES,
        answers=(("parents_married", False), ("father_named", True)),
        target=_WITH_FATHER,
    ),
    "ways": replace(_PAPERS, procedure=_WAYS),
    "not_here": replace(_PAPERS, procedure=_ELSEWHERE),
    "local_variant": replace(_PAPERS, procedure=replace(_BIRTH, flags=frozenset({"local_variant"}))),
    "no_ticket": replace(
        _PAPERS,
        why_closed="lunch",
        opens_at=datetime.fromisoformat("2026-11-25T13:30:00+07:00"),
        now=_NOW,
    ),
    "stale": replace(_PAPERS, stale_days=180),
    "fact_unknown": replace(_PAPERS, procedure=_DOUBTFUL),
    "no_papers": replace(_PAPERS, procedure=replace(_DOUBTFUL, papers=(), notes=())),
    "official_wording": replace(_PAPERS, procedure=_OFFICIAL),
    "hundred_papers": replace(_PAPERS, procedure=_HUNDRED, page=28),
    "long_name": replace(_PAPERS, procedure=_LONG_NAME, apart=True, page=2),
    "printing": replace(_PAPERS, printing="printing"),
    "printed": replace(_PAPERS, printing="printed"),
    "print_failed": replace(_PAPERS, printing="failed"),
    "print_no_paper": replace(_PAPERS, printing="failed", cause="no_paper"),
    "too_long": replace(_PAPERS, procedure=replace(_HUNDRED, url=None), printing="too_long"),
    "phone": replace(_PAPERS, phone=True),
}
