"""A value that holds something of a citizen never shows it when it is written down by mistake."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import ModuleType

import pytest

import kiosk.dossiers
import screens.dossiers
from devices.scanners.contract import Scan
from kiosk.dossiers.answer_contract import LookupRequest, wire_question
from kiosk.dossiers.dossier import Dossier, Extension, Payment, ProcedureOfDossier, Status, Step, Supplement, Unit
from kiosk.dossiers.private_value import PrivateValue
from kiosk.dossiers.provider import Factor, Found, LastKnown, Question
from kiosk.dossiers.receipt_code import ReceiptCode, read_code
from kiosk.session.situation import Place, Situation
from kiosk.words import Words
from screens.dossiers.dossier_status import Asked
from screens.dossiers.not_a_receipt import NotAReceiptState, state_of
from screens.dossiers.status_state import DossierStatusState
from screens.dossiers.status_words import Look, StepRow, step_rows
from screens.dossiers.typing_state import BoxLook, TypeReceiptCodeState

AT = datetime(2026, 11, 25, 2, 41, tzinfo=UTC)
CODE = "H24.15-261124-0037"
SECRET, FACT, CARD = "Q7XZ", "4821", "031190004821"
OWNER, REASON, PAPER = "Ông N*** V*** H***", "Thửa đất đang có đơn tranh chấp.", "Giấy chứng nhận"
AMOUNT = 51_234
# What must not be seen, in any piece large enough to be recognised.
PRIVATE = (CODE, "261124", "0037", SECRET, FACT, CARD, "N***", "tranh chấp", PAPER, str(AMOUNT))

RECEIPT = ReceiptCode(CODE, "new", "H24.15", date(2026, 11, 24), "0037", SECRET)
FACTOR = Factor("id_last4", FACT)
QUESTION = Question(RECEIPT, "typed", FACTOR, "vi", "00000000-0000-4000-8000-000000000000")
ASKED = Asked(RECEIPT, "typed", FACTOR)
DOSSIER = Dossier(
    code=CODE,
    procedure=ProcedureOfDossier("1.004873", "Xác nhận tình trạng hôn nhân", "Hộ tịch"),
    status=Status(4, "Đang xử lý", "progress"),
    unit=Unit("H24.15", "Trung tâm"),
    detail="full",
    source="Hệ thống một cửa",
    as_of=AT,
    steps=(Step("Tiếp nhận", "Quầy 2", "done", AT),),
    owner_masked=OWNER,
    reason=REASON,
    supplement=Supplement(None, None, None, (PAPER,), None),
    payment=Payment(AMOUNT, paid=False, pay_by=None, where="Quầy 3"),
)
LOOK = Look(DOSSIER, "in_time", AT)
TYPING = TypeReceiptCodeState(day="261124", serial="0037", fact=FACT, kind="id_last4")
VALUES: tuple[object, ...] = (
    RECEIPT,
    FACTOR,
    ASKED,
    QUESTION,
    LookupRequest.model_validate(wire_question(QUESTION)),
    DOSSIER,
    Found(DOSSIER),
    LastKnown(DOSSIER),
    Extension(AT, None, AT, REASON),
    Supplement(None, None, REASON, (PAPER,), None),
    Payment(AMOUNT, paid=False, pay_by=None, where=None),
    LOOK,
    DossierStatusState(CODE, look=LOOK),
    NotAReceiptState("not_seen_yet", code=CODE),
    TYPING,
    BoxLook("day", "261124", "done", "Năm, tháng, ngày"),
    Place("dossier_status", ASKED),
    Place("dossier_status", CODE),
    Situation(Place("dossier_status", ASKED), (Place("type_receipt_code", (ASKED, ("id_last4",))),)),
    Scan(CODE, "C0", 1.0, "scanner+virtual://"),
    Scan(f"{CARD}||Nguyễn Văn An|01011990|Nam|Số 1 phố Lê Lợi|01012021", "Q1", 1.0, "scanner+virtual://"),
)
# Fields by these names are personal wherever a dossier is dealt with …
PERSONAL_FIELDS = frozenset(
    {"code", "secret", "serial", "day", "fact", "factor", "value", "owner_masked", "look", "reason", "items", "dossier"}
)
# … but for these, and why.
NOT_PERSONAL = {
    "ProcedureCode.code": "the number of a procedure, the same for everybody",
    "ProcedureOfDossier.code": "as above",
    "Status.code": "one of ten national numbers",
    "Unit.code": "the number of an office",
    "TicketCode.day": "the day of a queue slip",
    "BoxLook.look": "how a box looks",
    "Look.dossier": "a private value itself",
    "Found.dossier": "a private value itself",
    "LastKnown.dossier": "a private value itself",
    "OnTimeBoardState.day": "today",
    "ReasonChip.reason": "what a chip says, the same for everybody",
    "Face.look": "how a face looks",
}


def written_down(value: object) -> str:
    """Every way in which a value gets into a log, an exception or a report."""
    error = ValueError(value)
    return " ".join(
        (repr(value), str(value), f"{value}", repr([value]), repr({"about": value}), repr(error), str(error))
    )


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_nothing_private_is_seen(value: object) -> None:
    text = written_down(value)
    assert not [piece for piece in PRIVATE if piece in text]
    assert "Nguyễn" not in text


def test_a_scanned_card_leaves_nothing_behind() -> None:
    card = f"{CARD}||Nguyễn Văn An|01011990|Nam|Số 1 phố Lê Lợi|01012021"
    reading = read_code(card, our_units=("H24.15",), today=date(2026, 11, 25))
    for value in (reading, state_of(reading)):
        fields = [str(getattr(value, field.name)) for field in dataclasses.fields(value)]
        assert not [text for text in fields if CARD in text or "Nguyễn" in text or "1990" in text]


def test_the_boxes_of_a_code_do_not_show_it_either() -> None:
    assert not [piece for piece in PRIVATE if piece in repr(TYPING.boxes(Words()))]


def test_the_steps_of_a_dossier_name_no_person() -> None:
    rows: tuple[StepRow, ...] = step_rows(DOSSIER, (), DOSSIER.as_of)
    assert not [piece for piece in PRIVATE if piece in repr(rows)]


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """The modules of a package."""
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def test_every_value_with_a_personal_field_hides_it() -> None:
    """A new value of dossiers is private, hides the field, or says in NOT_PERSONAL why it may be seen."""
    shown: set[str] = set()
    for module in (*modules(kiosk.dossiers), *modules(screens.dossiers)):
        for name, kind in inspect.getmembers(module, inspect.isclass):
            if (
                kind.__module__ == module.__name__
                and dataclasses.is_dataclass(kind)
                and not issubclass(kind, PrivateValue)
            ):
                shown |= {f"{name}.{field.name}" for field in dataclasses.fields(kind) if field.repr}
    assert {each for each in shown if each.partition(".")[2] in PERSONAL_FIELDS} == set(NOT_PERSONAL)
