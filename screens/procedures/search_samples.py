"""Every state of the search page, for pictures and tests."""

from __future__ import annotations

from dataclasses import replace

from kiosk.procedures.text import Text
from screens.procedures.search import ResultRow, SearchState
from screens.session.home import SAMPLE_EVENTS
from screens.typed import Typed

_FIELD = Text("Hộ tịch", "Civil status")
_COUNTER = Text("Quầy 2", "Counter 2")
_SAME_DAY = Text("Trong ngày", "Same day")


def _days(count: int) -> Text:
    return Text(f"{count} ngày làm việc", f"{count} working days")


def _row(code: str, vi: str, en: str, time: Text, icon: str = "description", why: str = "") -> ResultRow:
    return ResultRow(code, Text(vi, en), _FIELD, time, _COUNTER, why, icon)


_ROWS = (
    replace(_row("1.001193", "Đăng ký khai sinh", "Register a birth", _SAME_DAY), first=True),
    _row("1.004884", "Đăng ký lại khai sinh", "Register a birth again", _days(5), "history"),
    _row("2.000635", "Bản sao Giấy khai sinh (trích lục)", "Copy of a birth certificate", _SAME_DAY, "approval"),
    _row("1.004859", "Sửa thông tin trên Giấy khai sinh", "Correct a birth certificate", _days(3), "edit_document"),
    _row("1.004772", "Khai sinh cho người lớn", "Birth of an adult", _days(5)),
    _row(
        "1.000689", "Khai sinh và nhận cha, mẹ, con", "Birth and recognition of a parent", _days(3), "family_restroom"
    ),
    _row("2.000986", "Khai sinh, thường trú và thẻ bảo hiểm", "Birth, residence and health card", _days(3), "groups"),
    _row("1.000893", "Khai sinh khi đã có hồ sơ cá nhân", "Birth with papers at hand", _days(5)),
    _row("1.001695", "Khai sinh có yếu tố nước ngoài", "Birth with a foreign parent", _days(5), "language"),
)
_LAND = (
    replace(
        _row("1.012783", "Cấp đổi sổ đỏ, sổ hồng", "Exchange a land certificate", _days(10), "home_work", "làm sổ đỏ"),
        first=True,
    ),
    _row("1.012786", "Cấp lại sổ đỏ, sổ hồng bị mất", "Replace a lost certificate", _days(10), "history", "làm sổ đỏ"),
    _row("1.012784", "Tách thửa, hợp thửa đất", "Split or merge plots of land", _days(15), "home_work", "sổ đỏ"),
)
_EMPTY = SearchState(frequent=(*_ROWS[:3], _LAND[0], *_ROWS[4:6]), events=SAMPLE_EVENTS)
_RESULTS = replace(_EMPTY, typed=Typed("giay khai sinh"), looked="giay khai sinh", rows=_ROWS)
_NOTHING = replace(_EMPTY, typed=Typed("xin visa di my"), looked="xin visa di my")
SAMPLES = {
    "empty": _EMPTY,
    "one_letter": replace(_EMPTY, typed=Typed("g")),
    "results": _RESULTS,
    "results_page_2": replace(_RESULTS, page=2),
    "one_result": replace(_RESULTS, rows=_ROWS[:1]),
    "no_result": _NOTHING,
    "ask_back": replace(_EMPTY, typed=Typed("lam so do"), looked="lam so do", rows=_LAND, is_close=True),
    "guess": replace(_EMPTY, typed=Typed("sinh nhat"), looked="sinh nhat", rows=_ROWS[:3], is_weak=True),
    "accents": replace(
        _RESULTS,
        typed=Typed("giấy khai sinh", "accents"),
        candidates=("sinh", "sính", "sình", "xinh", "xin"),
    ),
    "accents_empty": replace(_EMPTY, typed=Typed("", "accents")),
    "accents_no_result": replace(
        _NOTHING, typed=Typed("xin visa di my", "accents"), candidates=("my", "mỹ", "mỳ", "mý")
    ),
    "remark": replace(
        _RESULTS,
        typed=Typed("so ho khau"),
        looked="so ho khau",
        remark=Text("Sổ hộ khẩu giấy không còn dùng", "The paper household book is no longer used"),
    ),
    "digits": replace(_RESULTS, typed=Typed("1.001193", "digits"), rows=_ROWS[:1], looked="1.001193"),
    "large": replace(_RESULTS, per_page=2),
    "full_field": replace(_RESULTS, typed=Typed("dang ky khai sinh cho con cua nguoi lam viec xa")),
    "slow": replace(_EMPTY, typed=Typed("giay khai sinh"), is_slow=True),
}
