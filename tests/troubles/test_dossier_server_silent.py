"""The gateway is silent, breaks off, or answers what nobody can use: the citizen reads what to do now."""

from __future__ import annotations

import pytest

from tests.at_the_kiosk import AtTheKiosk, OpenKiosk
from tests.kiosk.dossiers.loopback_gateway import Behaviour, a_gateway, hangs_up, is_silent, says
from tests.kiosk.dossiers.sample_answers import an_error, full_answer

CODE = "H24.15-261124-0037"
TINY: dict[str, object] = {"connect_timeout_s": 0.1, "read_timeout_s": 0.1, "total_timeout_s": 0.3}


def asks_at(open_kiosk: OpenKiosk, address: str) -> AtTheKiosk:
    return open_kiosk(dossiers={"provider": "http", "address": address, **TINY})


def test_a_port_where_nobody_listens_sends_to_the_counter(open_kiosk: OpenKiosk, closed_port: int) -> None:
    kiosk = asks_at(open_kiosk, f"http://127.0.0.1:{closed_port}")
    kiosk.scan(CODE)
    kiosk.sees("not_a_receipt", variant="no_answer", heading="Chưa hỏi được máy chủ", code=CODE)
    kiosk.sees("not_a_receipt", sentences="Mời thử lại sau hoặc hỏi quầy.", primary="Thử lại")
    assert kiosk.events("dossier-service-silent") == [{"why": "unreachable"}]


def test_the_rest_of_the_terminal_works_on(open_kiosk: OpenKiosk, closed_port: int) -> None:
    kiosk = asks_at(open_kiosk, f"http://127.0.0.1:{closed_port}")
    kiosk.scan(CODE)
    kiosk.touch("Tìm thủ tục", "Trang đầu", "Lấy số thứ tự", "Hộ tịch, chứng thực")
    kiosk.sees("ticket_issued", number="A001")


def test_asking_again_helps_once_the_gateway_is_back(open_kiosk: OpenKiosk) -> None:
    with a_gateway(hangs_up, hangs_up, says(200, full_answer())) as gateway:
        kiosk = asks_at(open_kiosk, gateway.address)
        kiosk.scan(CODE)
        kiosk.sees("not_a_receipt", variant="no_answer")
        kiosk.touch("Thử lại")
        kiosk.sees("dossier_status", code=CODE)
    assert len(kiosk.events("dossier-service-silent")) == len(kiosk.events("dossier-service-back")) == 1


def test_the_silence_is_said_once_however_many_ask(open_kiosk: OpenKiosk, closed_port: int) -> None:
    kiosk = asks_at(open_kiosk, f"http://127.0.0.1:{closed_port}")
    for _ in range(4):
        kiosk.scan(CODE)
    assert len(kiosk.events("dossier-service-silent")) == 1
    kiosk.sees("not_a_receipt", variant="no_answer")


@pytest.mark.parametrize(
    ("behaves", "variant"),
    [
        (says(404, an_error("not_found")), "not_seen_yet"),
        (says(422, an_error("code_unreadable")), "not_seen_yet"),
        (says(429, an_error("rate_limited")), "too_many_tries"),
        (says(500, b"<html>broken</html>"), "no_answer"),
        (says(401), "no_answer"),
        (says(302, Location="http://elsewhere.example"), "no_answer"),
        (says(200, b"{"), "no_answer"),
        (says(200, b'{"code": 1}'), "no_answer"),
        (says(200, b'{"code": "H24.15', length=4000), "no_answer"),
        (says(200, b"[" * 2000), "no_answer"),
        (is_silent, "no_answer"),
        (hangs_up, "no_answer"),
    ],
    ids=[
        "404",
        "422",
        "429",
        "500",
        "401",
        "sent elsewhere",
        "no JSON",
        "wrong JSON",
        "half an answer",
        "JSON too deep",
        "silent",
        "hangs up",
    ],
)
def test_every_bad_answer_ends_on_a_page_that_says_what_to_do(
    open_kiosk: OpenKiosk, behaves: Behaviour, variant: str
) -> None:
    with a_gateway(behaves, behaves) as gateway:
        kiosk = asks_at(open_kiosk, gateway.address)
        kiosk.scan(CODE)
        kiosk.sees("not_a_receipt", variant=variant)
    kiosk.touch("Trang đầu")
    kiosk.sees("home")


def test_an_answer_that_takes_long_is_told_in_words_and_never_ends_the_visit(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.scan(CODE)
    kiosk.turn_clock(0.25)
    kiosk.sees("dossier_status", waiting_text="")
    kiosk.turn_clock(0.25)
    kiosk.sees("dossier_status", waiting_text="Đang tìm…")
    kiosk.turn_clock(4)
    kiosk.sees("dossier_status", waiting_text="Đang tìm… Mạng đang chậm.")
    kiosk.turn_clock(5)
    kiosk.sees("dossier_status", waiting_text="Đang tìm… Mạng đang chậm.")
    kiosk.let_it_finish()
    kiosk.sees("dossier_status", waiting_text="", heading="Đang giải quyết, đúng hạn")
    kiosk.turn_clock(44.75)
    kiosk.sees("dossier_status")
    kiosk.turn_clock(0.25)
    kiosk.sees("still_there")
    kiosk.turn_clock(30)
    kiosk.sees("home")


def test_nobody_waits_longer_than_the_settings_say(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.scan(CODE)
    kiosk.turn_clock(9.75)
    kiosk.sees("dossier_status", waiting_text="Đang tìm… Mạng đang chậm.")
    kiosk.turn_clock(0.25)
    kiosk.sees("not_a_receipt", variant="no_answer", code=CODE, primary="Thử lại")
    kiosk.let_it_finish()
    kiosk.sees("not_a_receipt", variant="no_answer")


def test_a_sample_that_answers_too_late_is_a_silent_server(kiosk: AtTheKiosk) -> None:
    kiosk.scan("H24.15-261125-0990")
    kiosk.sees("not_a_receipt", variant="no_answer")


def test_more_questions_than_the_thread_can_take_are_no_answer(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    kiosk.kiosk.network = Overloaded()
    kiosk.scan(CODE)
    kiosk.sees("not_a_receipt", variant="no_answer")


class Overloaded:
    """A worker that takes nothing more."""

    def start(self) -> None:
        pass

    def do(self, work: object, then: object) -> bool:  # noqa: ARG002 -- see Worker
        return False

    def stop(self, *, timeout_s: float = 2.0) -> bool:  # noqa: ARG002 -- see Worker
        return True
