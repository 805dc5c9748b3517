"""Every dossier of the sample office leads to the page of its state, in the words of that state."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.at_the_kiosk import AtTheKiosk, plain
from tests.kiosk.dossiers.sample_answers import the_office

# Which state of the page, how its heading begins, and what stands in the sentences below it.
EXPECTED: dict[str, tuple[str, str, str]] = {
    "acceptance_slow": ("waiting", "Đã nhận qua mạng, chờ tiếp nhận", "Mời hỏi tại quầy."),
    "accepted": ("in_time", "Đã tiếp nhận, đúng hạn", "Từ "),
    "accepted_after_15h": ("in_time", "Đã tiếp nhận, đúng hạn", "Từ "),
    "accepted_online": ("in_time", "Đã tiếp nhận, đúng hạn", "Từ "),
    "due_today": ("in_time", "Đang giải quyết, đúng hạn", "hôm nay"),
    "extended": ("", "", "Cơ quan xin lỗi Ông/Bà"),
    "extended_overdue": ("late", "Đã quá hạn ", "Cơ quan xin lỗi Ông/Bà."),
    "extended_postal": ("in_time", "Đang giải quyết, đúng hạn", "đã hẹn lại từ ngày 01/12/2026"),
    "ministry_code": ("", "", ""),
    "no_due_date": ("in_time", "Đang giải quyết, đúng hạn", "Hồ sơ này không hẹn ngày theo quy định."),
    "not_accepted_yet": ("waiting", "Đã nhận qua mạng, chờ tiếp nhận", "Gửi lúc "),
    "old_code": ("late", "Đã quá hạn ", "Cơ quan xin lỗi Ông/Bà."),  # the new date came after the old one
    "on_time": ("in_time", "", "còn "),
    "on_time_long": ("in_time", "Đang giải quyết, đúng hạn", "còn "),
    "on_time_online": ("in_time", "Đang giải quyết, đúng hạn", "còn "),
    "on_time_postal": ("in_time", "Đang giải quyết, đúng hạn", "còn "),
    "other_unit": ("", "", ""),
    "overdue": ("late", "Đã quá hạn ", "Cơ quan xin lỗi Ông/Bà."),
    "overdue_one_day": ("late", "Đã quá hạn 1 ngày làm việc", "Cơ quan xin lỗi Ông/Bà."),
    "payment": ("pay", "", ""),
    "payment_online": ("pay", "Cần nộp lệ phí", "Cổng Dịch vụ công quốc gia hoặc Quầy 5"),
    "payment_paid": ("pay", "Đã nhận tiền, đang xác nhận", "Hồ sơ được giải quyết tiếp"),
    "payment_small": ("pay", "Cần nộp lệ phí", "Nộp tại: Quầy 2"),
    "ready": ("ready", "Đã có kết quả", ""),
    "ready_early": ("ready", "Đã có kết quả, mời đến Quầy ", "Xin mang theo giấy hẹn"),
    "ready_late": ("ready", "Đã có kết quả, mời đến Quầy ", "Xin mang theo giấy hẹn"),
    "ready_postal": ("ready", "Đã có kết quả, đang gửi qua bưu điện", "Kết quả gửi về địa chỉ đã đăng ký."),
    "ready_waiting_long": ("ready", "Đã có kết quả", "Kết quả đang chờ Ông/Bà từ ngày "),
    "refused": ("refused", "Hồ sơ chưa được tiếp nhận", ""),
    "returned": ("done", "Đã trả kết quả ngày ", "Cảm ơn Ông/Bà."),
    "returned_late": ("done", "Đã trả kết quả ngày ", "Cảm ơn Ông/Bà."),
    "returned_postal": ("done", "Đã trả kết quả ngày ", "Cảm ơn Ông/Bà."),
    "social_insurance": ("in_time", "Đang giải quyết, đúng hạn", ""),
    "stopped": ("stopped", "Hồ sơ tạm dừng", ""),
    "stopped_no_reason": ("stopped", "Hồ sơ tạm dừng", "Mời hỏi lý do tại quầy."),
    "supplement": ("more_papers", "Cần bổ sung giấy tờ", ""),
    "supplement_due_soon": ("more_papers", "Cần bổ sung giấy tờ", "• Phiếu lý lịch tư pháp"),
    "supplement_many_items": ("more_papers", "Cần bổ sung giấy tờ", "• Bản cam kết bảo đảm an toàn"),
    "supplement_no_list": ("more_papers", "Cần bổ sung giấy tờ", "• Xin mang bản gốc giấy chứng nhận đến Quầy 4"),
    "supplement_too_late": ("more_papers", "Cần bổ sung giấy tờ", "Đã quá hạn bổ sung."),
    "unmapped_status": ("unknown_status", "Đang xử lý – xin hỏi quầy", ""),
    "withdrawn": ("withdrawn", "Hồ sơ đã rút theo yêu cầu", ""),
}
OFFICE = the_office()
FACTORS = {record["code"]: record["factor"] for record in OFFICE.content["dossiers"]}


def scenarios() -> Iterator[tuple[str, str]]:
    for name, codes in OFFICE.content["scenarios"].items():
        for code in codes:
            yield name, code


def test_every_scenario_has_its_words() -> None:
    assert set(EXPECTED) == set(OFFICE.content["scenarios"])


def test_scanned_and_proven_every_dossier_shows_its_state(kiosk: AtTheKiosk) -> None:
    for name, code in scenarios():
        state, heading, line = EXPECTED[name]
        kiosk.scan(code)
        assert kiosk.screen == "dossier_status", (name, kiosk.screen)
        short = kiosk.state.look.state
        kiosk.touch("Xem chi tiết")
        kiosk.type_digits(FACTORS[code])
        kiosk.touch("Xem tình trạng")
        kiosk.sees("dossier_status", code=code, minimal=False)
        look = kiosk.state.look
        words = kiosk.terminal.words
        assert look.state == short == (state or look.state), name
        assert plain(kiosk.state.heading(words)).startswith(heading), (name, kiosk.state.heading(words))
        assert line in plain(kiosk.state.line(words)), (name, kiosk.state.line(words))
        assert len(kiosk.state.all_steps) == (0 if look.state in ("refused", "withdrawn") else 4), name
        kiosk.touch("Xong")
        kiosk.turn_clock(70)  # 67 people do not come in one hour


def test_a_weekend_and_a_holiday_are_no_working_days(kiosk: AtTheKiosk) -> None:
    kiosk.scan("H24.15-261120-0044")
    due = kiosk.state.look.dossier.due_at.date()
    content = kiosk.kiosk.content
    assert content is not None
    off = {special.on for special in content.special_days if special.kind == "off"}
    days = kiosk.time.now().date()
    counted = 0
    while days < due:
        days = days.fromordinal(days.toordinal() + 1)
        counted += days.isoweekday() <= 5 and days not in off
    assert kiosk.state.look.days_left == counted


@pytest.mark.parametrize("code", OFFICE.content["scenarios"]["other_unit"])
def test_a_dossier_of_another_office_names_who_handles_it(kiosk: AtTheKiosk, code: str) -> None:
    kiosk.scan(code)
    kiosk.sees("dossier_status", elsewhere=True)
    assert str(kiosk.shown("unit_line")).startswith("Nơi giải quyết: ")


def test_typed_with_a_wrong_fact_every_dossier_is_one_nobody_has_seen(kiosk: AtTheKiosk) -> None:
    for day, serial in (("261124", "0037"), ("261118", "0031"), ("261109", "0042")):
        code = f"H24.15-{day}-{serial}"
        wrong = f"{(int(FACTORS[code]) + 1) % 10_000:04d}"
        kiosk.type_code(day, serial)
        kiosk.type_digits(wrong)
        kiosk.touch("Xem tình trạng")
        kiosk.sees("not_a_receipt", variant="not_seen_yet", code=code)
        kiosk.touch("Trang đầu")
