"""Who may see how much: the table of domain.md 8.4, and that absent and wrong are never told apart."""

from __future__ import annotations

import pytest

from kiosk.dossiers.disclosure import Disclosure, Policy, Proof, proof_among, proof_of
from kiosk.dossiers.dossier import Dossier, minimal
from kiosk.dossiers.local_names import LocalNames
from kiosk.dossiers.provider import Entry, Factor, FactorKind, FactorNeeded, Found, NotFound, OtherOffice
from tests.kiosk.dossiers.dossier_makers import a_dossier, a_question, last_four

DOSSIER = a_dossier(reason="Vì")
ELSEWHERE = "H24.03-261112-0008"
FULL, LITTLE, ASKED, NONE = Found(DOSSIER), Found(minimal(DOSSIER)), FactorNeeded(("id_last4",)), NotFound()
ENTRIES: tuple[Entry, ...] = ("scan", "typed")
PROOFS: tuple[Proof, ...] = ("right", "wrong", "unknown")


@pytest.mark.parametrize(
    ("policy", "entry", "proof", "answer"),
    [
        ("open", "scan", None, LITTLE),
        ("open", "typed", None, LITTLE),
        ("standard", "scan", None, LITTLE),
        ("standard", "typed", None, ASKED),
        ("strict", "scan", None, ASKED),
        ("strict", "typed", None, ASKED),
        *((policy, entry, "right", FULL) for policy in ("open", "standard", "strict") for entry in ENTRIES),
        *((policy, entry, "wrong", NONE) for policy in ("open", "standard", "strict") for entry in ENTRIES),
        ("open", "typed", "unknown", LITTLE),
        ("standard", "scan", "unknown", LITTLE),
        ("standard", "typed", "unknown", NONE),
        ("strict", "scan", "unknown", NONE),
    ],
)
def test_who_may_see_what(policy: Policy, entry: Entry, proof: Proof | None, answer: object) -> None:
    question = a_question(entry=entry, factor=last_four("4821") if proof else None)
    assert Disclosure(policy).told(question, DOSSIER, proof or "unknown") == answer


@pytest.mark.parametrize("policy", ["open", "standard", "strict"])
@pytest.mark.parametrize("code", ["H24.15-261124-0037", ELSEWHERE])
def test_with_a_wrong_fact_a_dossier_looks_as_if_it_were_not_there(policy: Policy, code: str) -> None:
    rules = Disclosure(policy)
    for entry in ENTRIES:
        question = a_question(code, entry, last_four("0000"))
        assert rules.told(question, DOSSIER, "wrong") == rules.told(question, None, "unknown") == NONE


@pytest.mark.parametrize("policy", ["open", "standard", "strict"])
@pytest.mark.parametrize("entry", ENTRIES)
def test_whether_a_fact_is_asked_does_not_depend_on_the_dossier(policy: Policy, entry: Entry) -> None:
    rules, question = Disclosure(policy), a_question(entry=entry)
    dossiers: tuple[Dossier | None, ...] = (DOSSIER, None)
    told = {isinstance(rules.told(question, each, "unknown"), FactorNeeded) for each in dossiers}
    assert told == {rules.asks_first(question) is not None}


def test_a_scan_of_another_office_names_it() -> None:
    rules = Disclosure(names=LocalNames(units={"H24": "Thành phố Hải Phòng", "H24.03": "Sở Xây dựng"}))
    assert rules.told(a_question(ELSEWHERE), None, "unknown") == OtherOffice("Sở Xây dựng")
    assert rules.told(a_question("H24.07-261112-0008"), None, "unknown") == OtherOffice("H24.07 – Thành phố Hải Phòng")
    assert rules.told(a_question("H99.07-261112-0008"), None, "unknown") == OtherOffice("H99.07")


@pytest.mark.parametrize(
    ("kind", "value", "proof"),
    [
        ("id_last4", "4821", "right"),
        ("id_last4", "4822", "wrong"),
        ("id", "031190004821", "right"),
        ("id", "999990004821", "wrong"),
        ("phone_last4", "6677", "right"),
        ("phone_last4", "4821", "wrong"),
        ("secret", "A7K2", "unknown"),
    ],
)
def test_a_fact_is_compared_with_what_it_is_about(kind: FactorKind, value: str, proof: Proof) -> None:
    given = Factor(kind, value)
    assert proof_of(given, id_numbers=["031 190 004 821", None], phones=["0912.346.677"]) == proof


@pytest.mark.parametrize("number", [None, "", "12", "không có"])
def test_without_a_number_nothing_can_be_said(number: str | None) -> None:
    assert proof_of(last_four("4821"), id_numbers=[number]) == "unknown"


def test_all_known_values_are_looked_at_and_other_letters_do_no_harm() -> None:
    assert proof_among("4821", ["0000", "4821"]) == "right"
    assert proof_among("đđđđ", ["4821"]) == "wrong"
    assert proof_among("4821", []) == "unknown"
