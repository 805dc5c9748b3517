"""`lookup CODE`: what the terminal would be told about a dossier, for technicians. Masked as on the screen."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias, cast, get_args

from kiosk.dossiers.answer_cache import wipe
from kiosk.dossiers.answer_contract import FACTOR_LENGTHS
from kiosk.dossiers.cures import CURES
from kiosk.dossiers.dossier import Dossier
from kiosk.dossiers.lookup import LookupOutcome, outcome_word
from kiosk.dossiers.provider import (
    Factor,
    FactorKind,
    FactorNeeded,
    Found,
    LastKnown,
    NoAnswer,
    OtherOffice,
    TooManyTries,
)
from kiosk.dossiers.receipt_code import ReceiptCode, read_code
from kiosk.errors import SettingsRefused
from kiosk.journal import StreamJournal
from kiosk.parts import make_lookup
from kiosk.plain_values import to_plain
from kiosk.settings import find_settings_file, read_settings, state_folder
from kiosk.time_source import SystemTime

FOUND, NOTHING, NOT_A_CODE = 0, 1, 2
Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 -- its type has no other name


def add_to(verbs: Subparsers) -> None:
    """Describe the verb."""
    verb = verbs.add_parser("lookup", help="one dossier, as the terminal would be told: state, dates, masked name")
    verb.add_argument("--forget", action="store_true", help="wipe the last known answers of this terminal instead")
    verb.add_argument(
        "code",
        nargs="?",
        default="",
        help="code of the receipt; - reads it from standard input, so that no history keeps it",
    )
    verb.add_argument("--factor", help="second fact: 4821, or id_last4=4821, phone_last4=…, secret=…; - reads it")
    verb.add_argument("--scanned", action="store_true", help="ask as a scan, not as a typed code")
    verb.add_argument("--json", action="store_true", help="one JSON object")
    verb.add_argument("--settings", type=Path, help="kiosk.toml to use")
    verb.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """0: found; 1: not found, no answer, a second fact is needed; 2: no code, no second fact, or settings refused."""
    time = SystemTime()
    try:
        settings = read_settings(find_settings_file(chosen.settings, os.environ))
    except SettingsRefused as error:
        sys.stderr.write(f"{error}\n")
        return NOT_A_CODE
    if chosen.forget:
        return _forget(state_folder(settings))
    rules = settings.dossiers
    text = _given(chosen.code)
    reading = read_code(
        text, our_units=rules.unit_prefixes, extra_patterns=rules.extra_code_patterns, today=time.now().date()
    )
    if not isinstance(reading, ReceiptCode):
        _tell({"outcome": "not_a_code", "kind": type(reading).__name__}, as_json=chosen.json)
        return NOT_A_CODE
    factor = _factor(_given(chosen.factor) if chosen.factor else "", rules.factors[0])
    if factor and (len(factor.value) != FACTOR_LENGTHS[factor.kind] or not factor.value.isalnum()):
        _tell(
            {"outcome": "not_a_factor", "kind": factor.kind, "signs": FACTOR_LENGTHS[factor.kind]}, as_json=chosen.json
        )
        return NOT_A_CODE
    # The journal of the terminal is its own: this one only keeps the technician's screen clean.
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        lookup = make_lookup(settings, time=time, journal=StreamJournal(nowhere))
        outcome = lookup.ask(reading, "scan" if chosen.scanned else "typed", factor)
    _tell(dict(_facts(outcome)), as_json=chosen.json)
    return FOUND if isinstance(outcome, Found | LastKnown) else NOTHING


def _forget(folder: Path) -> int:
    try:
        gone = wipe(folder)
    except OSError as error:
        sys.stderr.write(f"{folder}: {error.strerror}. Run it as the user of the terminal.\n")
        return NOTHING
    print("Every last known answer is forgotten." if gone else "Nothing was remembered.")
    return FOUND


def _given(text: str) -> str:
    return sys.stdin.readline().strip() if text == "-" else text


def _factor(text: str, usual: FactorKind) -> Factor | None:
    kind, equals, value = text.partition("=")
    if equals and kind in get_args(FactorKind):
        return Factor(cast("FactorKind", kind), value)
    return Factor(usual, text) if text else None


def _facts(outcome: LookupOutcome) -> Iterator[tuple[str, Any]]:
    """What may be told, name by name; a value that is not known is left out."""
    yield "outcome", outcome_word(outcome)
    match outcome:
        case Found(dossier) | LastKnown(dossier):
            yield from _of(dossier)
        case OtherOffice(unit_name):
            yield "unit", unit_name
        case FactorNeeded(kinds):
            yield "kinds", list(kinds)
        case TooManyTries(seconds):
            yield "retry_after_s", seconds
        case NoAnswer(why, seconds):
            if seconds:
                yield "retry_after_s", seconds
            yield "cure", CURES[why]
        case _:
            pass


def _of(dossier: Dossier) -> Iterator[tuple[str, Any]]:
    plain: dict[str, Any] = to_plain(dossier)
    yield from ((name, value) for name, value in plain.items() if value not in (None, []))


def _tell(facts: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(facts, ensure_ascii=False))
        return
    for name, value in _flat(facts):
        print(f"{name:24}{value}")


def _flat(facts: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Tables inside tables as dotted names; lists one line each."""
    for name, value in facts.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        elif isinstance(value, list):
            for nth, each in enumerate(value, 1):
                inner = each if isinstance(each, dict) else {"": each}
                yield from _flat(inner, f"{before}{name}.{nth}" + ("." if isinstance(each, dict) else ""))
        elif value is not None:
            yield f"{before}{name}", str(value)
