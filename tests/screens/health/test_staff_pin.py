"""The PIN page: six digits judged by the door, nothing of them shown, kept or told."""

from __future__ import annotations

import random

import pytest

from kiosk.journal import KeptJournal
from kiosk.session.situation import STAFF_PAGES
from kiosk.words import words_of
from screens.health.staff_pin import SAMPLES
from tests.at_the_kiosk import PIN, AtTheKiosk, OpenKiosk

CARD = "CANBO-0042-7F3A"
WRONG = "480616"
RECEIPT = "H24.15-261124-0037"


@pytest.fixture
def at(kiosk: AtTheKiosk) -> AtTheKiosk:
    kiosk.kiosk.staff.door.set_first_pin(PIN)
    return kiosk


def enter(kiosk: AtTheKiosk, pin: str) -> None:
    kiosk.type_digits(pin)
    kiosk.touch("Vào")


def test_the_right_pin_leads_to_the_device_check(at: AtTheKiosk) -> None:
    at.hold_the_mark()
    at.sees("staff_pin", typed=0, message="")
    enter(at, PIN)
    at.sees("device_check", view="parts")
    assert at.events("staff-entered")


def test_a_wrong_pin_tells_the_tries_left_and_five_lock_the_pad(at: AtTheKiosk) -> None:
    at.hold_the_mark()
    for left in (4, 3, 2, 1):
        enter(at, WRONG)
        at.sees("staff_pin", typed=0, message=f"Mã chưa đúng. Còn {left} lần thử.")
    enter(at, WRONG)
    at.sees("staff_pin", message="Tạm khoá. Thử lại sau 5 phút.", may_type=False)
    at.type_digits("480")
    at.sees("staff_pin", typed=0)


def test_the_lock_outlasts_a_restart_and_runs_out_in_front_of_whoever_waits(
    at: AtTheKiosk, open_kiosk: OpenKiosk
) -> None:
    at.hold_the_mark()
    for _ in range(5):
        enter(at, WRONG)
    at.kiosk.stop()
    again = open_kiosk(at=at.time.now())
    again.hold_the_mark()
    again.sees("staff_pin", message="Tạm khoá. Thử lại sau 5 phút.")
    for _ in range(12):
        again.turn_clock(25)
        again.terminal.touched()
    again.turn_clock(1)
    again.sees("staff_pin", message="", may_type=True)
    enter(again, PIN)
    again.sees("device_check")


def test_nothing_of_the_pin_is_in_state_journal_or_folder(at: AtTheKiosk) -> None:
    at.hold_the_mark()
    at.type_digits(PIN)
    assert PIN not in repr(at.state) + repr(at.terminal.presenter.__dict__["state"])
    assert at.state.typed == 6
    at.touch("Vào")
    at.turn_clock(4)
    at.kiosk.staff.events.flush()
    assert PIN not in repr(at.journal.events)
    files = [path.read_bytes() for path in at.kiosk.folder.rglob("*") if path.is_file()]
    assert not [data for data in files if PIN.encode() in data]


def test_leaving_forgets_what_was_typed(at: AtTheKiosk) -> None:
    at.hold_the_mark()
    at.type_digits("480")
    at.touch("Thoát")
    at.sees("home")
    at.hold_the_mark()
    at.sees("staff_pin", typed=0)
    at.type_digits(PIN)
    at.turn_clock(30)
    at.sees("home")


def test_a_first_pin_is_set_twice_alike_and_not_one_of_those_tried_first(kiosk: AtTheKiosk) -> None:
    kiosk.hold_the_mark()
    kiosk.sees("staff_pin", step="set_first")
    kiosk.type_digits("123456")
    kiosk.touch("Tiếp tục")
    kiosk.sees("staff_pin", step="set_first", message="Mã này quá dễ đoán. Mời chọn mã khác.")
    kiosk.type_digits(PIN)
    kiosk.touch("Tiếp tục")
    kiosk.type_digits(WRONG)
    kiosk.touch("Tiếp tục")
    kiosk.sees("staff_pin", step="set_first", message="Hai lần nhập khác nhau. Mời đặt lại từ đầu.")
    for _ in range(2):
        kiosk.type_digits(PIN)
        kiosk.touch("Tiếp tục")
    kiosk.sees("device_check")
    kiosk.touch("Thoát")
    kiosk.hold_the_mark()
    kiosk.sees("staff_pin", step="enter")


def test_a_staff_card_leads_to_the_pin_and_ends_the_visit_before(at: AtTheKiosk) -> None:
    at.kiosk.staff.door.add_card(CARD)
    at.scan(RECEIPT)
    at.sees("dossier_status")
    at.speaks_english()
    at.scan(CARD)
    at.sees("staff_pin", typed=0)
    assert at.terminal.language == "vi"
    at.touch("Quay lại")
    at.sees("home")
    assert CARD not in repr(at.journal.events)


def test_a_receipt_scanned_before_the_pin_belongs_to_nobody(at: AtTheKiosk) -> None:
    at.hold_the_mark()
    at.scan(RECEIPT)
    at.scan(b"\xff\xfe")
    at.sees("staff_pin")
    assert not at.events("scanned")


def test_random_fingers_and_scans_never_get_past_the_pin(open_kiosk: OpenKiosk) -> None:
    """Whatever is touched: without the PIN no staff page but the one that asks for it."""
    kiosk, chance = open_kiosk(journal=KeptJournal()), random.Random(22)  # noqa: S311 -- the same fingers every time
    kiosk.kiosk.staff.door.set_first_pin(PIN)
    seen = set()
    for nth in range(300):
        offered = list(kiosk._touchables())
        kiosk.touch(chance.choice(offered))
        if nth % 40 == 0:
            kiosk.hold_the_mark()
        if kiosk.screen == "staff_pin" and chance.random() < 0.3:
            kiosk.type_digits(f"{chance.randrange(10):d}" * 3)
        if nth % 25 == 0:
            kiosk.scan(chance.choice((RECEIPT, "x" * 40, "031085004821")))
        seen.add(kiosk.screen)
        assert kiosk.screen not in STAFF_PAGES - {"staff_pin"}
    assert "staff_pin" in seen
    assert not kiosk.events("staff-entered")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_state_says_what_to_do_and_no_digit(language: str) -> None:
    words = words_of("vi" if language == "vi" else "en")
    for state in SAMPLES.values():
        assert len(list(state.spoken(words))) >= 2
        assert PIN not in " ".join(state.spoken(words))
