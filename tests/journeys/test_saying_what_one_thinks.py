"""A mark, reasons, words: kept before anybody is thanked, delivered until the office has it, and about nobody."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.dossiers.feedback_outbox import FILE, open_outbox
from kiosk.time_source import TurnedTime
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk
from tests.journeys.whats_remembered import remembered
from tests.kiosk.dossiers.running_office import an_office


def offline(port: int) -> dict[str, object]:
    return {"provider": "http", "address": f"http://127.0.0.1:{port}", "total_timeout_s": 1.0}


def kept(kiosk: AtTheKiosk) -> list[dict[str, object]]:
    box = open_outbox(kiosk.kiosk.folder)
    found = box.due(kiosk.time.now())
    box.close()
    return list(found)


def to_rating(kiosk: AtTheKiosk) -> None:
    kiosk.terminal.presenters["dossier_status"].go("rating", "visit")
    kiosk.sees("rating", step="asking", heading="Hôm nay, Ông/Bà thấy được phục vụ thế nào?")


def test_one_touch_is_the_answer_and_the_office_has_it(kiosk: AtTheKiosk) -> None:
    to_rating(kiosk)
    kiosk.touch("Rất hài lòng")
    kiosk.sees("rating", step="thanks", heading="Cảm ơn Ông/Bà.")
    assert kiosk.events("feedback-delivered") == [{"count": 1}]
    kiosk.turn_clock(5)
    kiosk.sees("home")


def test_whoever_was_not_content_is_asked_why(open_kiosk: OpenKiosk, closed_port: int) -> None:
    kiosk = open_kiosk(dossiers=offline(closed_port))
    to_rating(kiosk)
    kiosk.touch("Không hài lòng")
    kiosk.sees("rating", step="reasons", heading="Điều gì chưa tốt?")
    assert kept(kiosk) == [], "it waits for the reasons"
    kiosk.touch("Chờ lâu", "Thái độ", "Phải đi lại nhiều lần", "Thái độ", "Gửi")
    kiosk.sees("rating", step="thanks")
    (remark,) = kept(kiosk)
    assert (remark["score"], remark["reasons"], remark["about"]) == (2, ["wait", "trips"], "visit")
    assert remark["at"] == "2026-11-25T09:00:00+07:00"


def test_a_bad_mark_counts_without_reasons_too(open_kiosk: OpenKiosk, closed_port: int) -> None:
    kiosk = open_kiosk(dossiers=offline(closed_port))
    to_rating(kiosk)
    kiosk.touch("Rất không hài lòng")
    kiosk.turn_clock(30)
    kiosk.sees("home")
    kiosk.turn_clock(180)
    assert [each["score"] for each in kept(kiosk)] == [1]


def test_mark_reasons_and_words_are_one_remark(open_kiosk: OpenKiosk, closed_port: int) -> None:
    kiosk = open_kiosk(dossiers=offline(closed_port))
    to_rating(kiosk)
    kiosk.touch("Không hài lòng", "Chờ lâu", "Viết góp ý")
    kiosk.sees("feedback", chosen=("wait",), may_send=True)
    for key in "quay hai":
        kiosk.press_key({" ": "space"}.get(key, key))
    kiosk.touch("Gửi")
    kiosk.sees("feedback", step="thanks", typed=kiosk.terminal.presenters["feedback"].first().typed)
    (remark,) = kept(kiosk)
    assert (remark["score"], remark["reasons"], remark["text"]) == (2, ["wait"], "quay hai")


def test_it_is_delivered_when_the_line_is_back(open_kiosk: OpenKiosk, closed_port: int) -> None:
    kiosk = open_kiosk(dossiers=offline(closed_port))
    to_rating(kiosk)
    kiosk.touch("Bình thường")
    kiosk.sees("rating", step="thanks")
    assert len(kept(kiosk)) == 1
    with an_office(TurnedTime(), port=closed_port):
        kiosk.turn_clock(301)
    assert kept(kiosk) == []
    assert kiosk.events("feedback-delivered") == [{"count": 1}]


def test_a_number_of_a_person_is_neither_sent_nor_kept(open_kiosk: OpenKiosk, closed_port: int) -> None:
    kiosk = open_kiosk(dossiers=offline(closed_port))
    kiosk.touch("Giải quyết đúng hạn", "Góp ý, phản ánh")
    for digit in "0912345678":
        kiosk.press_key(digit)
    kiosk.sees("feedback", line="Xin đừng ghi số điện thoại, số giấy tờ", may_send=False)
    kiosk.touch("Gửi")
    kiosk.sees("feedback", step="writing")
    assert not (kiosk.kiosk.folder / FILE).exists()
    for _ in "45678":
        kiosk.press_key("back")
    kiosk.touch("Máy khó dùng", "Gửi")
    kiosk.sees("feedback", step="thanks")
    assert kept(kiosk)[0]["text"] == "09123"


def test_where_keys_have_a_page_of_their_own_the_way_back_leads_to_what_can_be_touched(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Giải quyết đúng hạn", "Góp ý, phản ánh")
    presenter: Any = kiosk.terminal.presenter
    presenter.flow(flows=True)
    presenter.raise_keys()
    for key in "quay hai" * 20:
        kiosk.press_key({" ": "space"}.get(key, key))
    above_keys = kiosk.state.shown_text
    kiosk.touch("Quay lại")
    kiosk.sees("feedback", keys_up=False, chips=kiosk.state.chips, may_send=True)
    assert len(above_keys) < len(kiosk.state.shown_text) < len(kiosk.state.typed.text)
    kiosk.touch("Quay lại")
    kiosk.sees("on_time_board")


def test_candidate_words_come_with_their_marks(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Giải quyết đúng hạn", "Góp ý, phản ánh")
    for key in "giay":
        kiosk.press_key(key)
    assert "giấy" in kiosk.state.candidates
    kiosk.touch("giấy")
    kiosk.sees("feedback", underlined="giấy")


def test_without_anything_to_say_nothing_is_sent(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Giải quyết đúng hạn", "Góp ý, phản ánh", "Gửi")
    kiosk.sees("feedback", step="writing", may_send=False)


def test_what_was_typed_is_gone_with_the_citizen(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Giải quyết đúng hạn", "Góp ý, phản ánh")
    for key in "bimatcuatoi":
        kiosk.press_key(key)
    kiosk.turn_clock(120)
    kiosk.sees("home")
    assert not remembered(kiosk.terminal, "bimatcuatoi")
    assert "bimatcuatoi" not in str(kiosk.journal.events)


def test_where_nothing_can_be_written_down_nobody_is_thanked(kiosk: AtTheKiosk) -> None:
    (kiosk.kiosk.folder / FILE).mkdir()
    to_rating(kiosk)
    kiosk.touch("Hài lòng")
    kiosk.sees("rating", step="not_kept", heading="Chưa ghi được ý kiến")
    assert kiosk.events("feedback-not-kept")


@pytest.mark.parametrize("leave", ["Bỏ qua", "Trang đầu"])
def test_whoever_does_not_want_to_says_nothing(kiosk: AtTheKiosk, leave: str) -> None:
    to_rating(kiosk)
    kiosk.touch(leave)
    kiosk.sees("home")
    assert not (kiosk.kiosk.folder / FILE).exists()


def test_a_returned_dossier_offers_to_rate_the_visit(kiosk: AtTheKiosk) -> None:
    kiosk.scan(done_code())
    kiosk.sees("dossier_status", offers_rating=True)
    kiosk.touch("Đánh giá")
    kiosk.sees("rating", step="asking")


def done_code() -> str:
    """A code of the demonstration office whose dossier was returned."""
    from kiosk.dossiers.sample_office import load_sample_office  # noqa: PLC0415 -- of this question only

    office = load_sample_office()
    return str(next(each["code"] for each in office.content["dossiers"] if each["status"]["code"] == 10))
