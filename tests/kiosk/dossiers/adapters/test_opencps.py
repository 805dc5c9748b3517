"""OpenCPS: nobody is answered without the secret of the receipt; its own states, dates and posts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.dossiers.provider import Factor, FactorNeeded, Found, NoAnswer, NotFound
from kiosk.dossiers.receipt_code import ReceiptCode, read_code
from tests.kiosk.dossiers.asked_offices import AskedOffice, an_office
from tests.kiosk.dossiers.back_offices import PHONE, SECRET
from tests.kiosk.dossiers.dossier_makers import ON_TIME, OURS, TODAY, a_question, last_four


@pytest.fixture
def opencps(tmp_path: Path) -> Iterator[AskedOffice]:
    with an_office("opencps", tmp_path) as office:
        yield office


def full(office: AskedOffice, **changes: Any) -> Found:
    assert office.behind is not None
    office.behind.changes = changes
    answer = office.ask(factor=office.right)
    assert isinstance(answer, Found)
    return answer


def test_without_a_secret_nobody_is_asked(opencps: AskedOffice) -> None:
    for question in (a_question(), a_question(factor=last_four("4821"))):
        assert opencps.provider.ask(question) == FactorNeeded(("secret",))
    assert opencps.behind is not None
    assert opencps.behind.heard == []


def test_the_secret_of_a_scan_and_digits_are_compared_together(opencps: AskedOffice) -> None:
    for factor, detail in (
        (last_four("4821"), "full"),
        (Factor("phone_last4", PHONE[-4:]), "full"),
        (last_four("0000"), None),
        (Factor("phone_last4", "4821"), None),
    ):
        asked = opencps.question()
        answer = opencps.provider.ask(replace(asked, factor=factor))
        assert (answer.dossier.detail if isinstance(answer, Found) else None) == detail
        assert isinstance(answer, Found | NotFound)


def test_a_barcode_with_the_systems_own_id_is_asked_by_it_and_shown_by_its_number(opencps: AskedOffice) -> None:
    code = read_code(f"D-{SECRET}-104552", our_units=OURS, today=TODAY)
    assert isinstance(code, ReceiptCode)
    answer = opencps.provider.ask(replace(a_question(), code=code))
    assert isinstance(answer, Found)
    assert answer.dossier.code == ON_TIME
    assert opencps.behind is not None
    assert opencps.behind.heard[-1][1] == "/o/rest/v2/dossiers/104552"


def test_a_number_with_slashes_stays_one_part_of_the_address(opencps: AskedOffice) -> None:
    assert opencps.ask("03115/2026/04417", factor=opencps.right) == NotFound()


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"dossierStatus": "waiting"}, 5),
        ({"dossierStatus": "processing", "dossierSubStatus": "paying"}, 6),
        ({"dossierStatus": "processing", "dossierSubStatus": "step_120"}, 4),
        ({"dossierStatus": "processing", "lockState": "PAUSE_OVERDUE"}, 8),
        ({"dossierStatus": "handover"}, 4),
        ({"dossierStatus": "releasing"}, 9),
        ({"dossierStatus": "DONE"}, 10),
        ({"dossierStatus": "denied"}, 3),
        ({"dossierStatus": None}, None),
    ],
)
def test_its_states_are_national_ones(opencps: AskedOffice, changes: dict[str, Any], status: int | None) -> None:
    assert full(opencps, **changes).dossier.status.code == status


def test_an_extended_date_is_the_one_now_valid(opencps: AskedOffice) -> None:
    dossier = full(opencps, extendDate="30/11/2026 16:00:00").dossier
    assert dossier.extension is not None
    assert dossier.due_at == dossier.extension.new_due_at
    assert (dossier.due_at.day, dossier.extension.previous_due_at and dossier.extension.previous_due_at.day) == (30, 27)


def test_posts_payments_and_supplements(opencps: AskedOffice) -> None:
    posted = full(opencps, viaPostal=2, online=True, dossierStatus="paying", paymentFee="150000").dossier
    assert posted.collect is not None
    assert posted.payment is not None
    assert (posted.collect.postal, posted.channel, posted.payment.amount_vnd) == (True, "online", 150000)
    by_post = full(opencps, fromViaPostal=1, dossierStatus="waiting", correctingDate="25/11/2026 08:00:00").dossier
    assert by_post.supplement is not None
    assert by_post.supplement.requested_at is not None
    assert (by_post.channel, by_post.supplement.text) == ("postal", None)


def test_a_token_is_sent_where_the_system_wants_one(tmp_path: Path) -> None:
    with an_office("opencps", tmp_path, token_file=tmp_path / "token") as office:
        assert office.ask() == NoAnswer("refused_device")
        (tmp_path / "token").write_text("abc.def\n")
        assert isinstance(office.ask(), Found)
        assert office.behind is not None
        assert office.behind.heard[-1][3]["authorization"] == "Bearer abc.def"
