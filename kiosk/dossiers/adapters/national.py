"""Asks an adapter of the national exchange (trục liên thông, DVCQG) on the province's bus: log-in, then TraCuuHoSo.

source  domain.md 9.3: VietOpenCPS DVCQGIntegrationActionImpl.java. Its credentials belong to a machine of the province,
        not to a lobby; for terminals there is the gateway (`http`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, Json

from kiosk.dossiers.adapters.back_office import BackOffice, MaskedName, Text, parsed, refusal, whole
from kiosk.dossiers.adapters.kept_token import Fresh, KeptToken
from kiosk.dossiers.answer_contract import WirePart
from kiosk.dossiers.disclosure import Proof, proof_of
from kiosk.dossiers.dossier import Channel, Collect, Dossier, Payment, Supplement
from kiosk.dossiers.http_line import HttpLine, Reply, Request, Send
from kiosk.dossiers.local_names import place_of
from kiosk.dossiers.provider import NoAnswer, ProviderAnswer, Question
from kiosk.dossiers.secret_file import secret_in

SUCCESS = frozenset({"0", "00"})
CHANNELS: dict[str | None, Channel] = {"1": "counter", "2": "online", "3": "postal"}
BY_POST = "1"
# No answer says how long a session lasts.
SESSION_S = 600.0


class _Fee(WirePart):
    price: Text = Field(None, alias="Gia")


class _Paper(WirePart):
    name: Text = Field(None, alias="TenGiayTo")


class _Supplement(WirePart):
    text: Text = Field(None, alias="NoiDungBoSung")
    requested: Text = Field(None, alias="NgayBoSung")
    accepted: Text = Field(None, alias="NgayTiepNhanBoSung")
    papers: list[_Paper] | None = Field(None, alias="DanhSachGiayToBoSung")
    new_due: Text = Field(None, alias="NgayHenTraMoi")


class _Record(WirePart):
    code: Text = Field(None, alias="MaHoSo")
    procedure_code: Text = Field(None, alias="MaTTHC")
    procedure_name: Text = Field(None, alias="TenTTHC")
    field_name: Text = Field(None, alias="TenLinhVuc")
    channel: Text = Field(None, alias="KenhThucHien")
    status: Text = Field(None, alias="TrangThaiHoSo")
    submitted: Text = Field(None, alias="NgayNopHoSo")
    received: Text = Field(None, alias="NgayTiepNhan")
    due: Text = Field(None, alias="NgayHenTra")
    finished: Text = Field(None, alias="NgayKetThucXuLy")
    returned: Text = Field(None, alias="NgayTra")
    delivery: Text = Field(None, alias="HinhThuc")
    place: Text = Field(None, alias="ThongTinTra")
    unit: Text = Field(None, alias="DonViXuLy")
    owner: MaskedName = Field(None, alias="ChuHoSo")
    fees: list[_Fee] | None = Field(None, alias="DanhSachLePhi")
    supplements: list[_Supplement] | None = Field(None, alias="DanhSachHoSoBoSung")


class _Identity(WirePart):
    number: Text = Field(None, alias="SoDinhDanh")


class _Numbers(WirePart):
    code: Text = Field(None, alias="MaHoSo")
    phone: Text = Field(None, alias="SoDienThoai")
    identities: list[_Identity] | _Identity | None = Field(None, alias="DinhDanhCHS")

    @property
    def id_numbers(self) -> list[str | None]:
        """One document or several."""
        given = self.identities if isinstance(self.identities, list) else [self.identities or _Identity()]
        return [each.number for each in given]


class _Answer(WirePart):
    error: Text = Field(None, alias="error_code")
    result: list[_Record] | None = None


class _NumbersAnswer(WirePart):
    result: list[_Numbers] | None = None


def _has_result(answer: _Answer) -> _Answer:
    if answer.result is None and answer.error is None:
        raise ValueError("an answer of the exchange")
    return answer


class _Wrapped(WirePart):
    """One proxy puts the whole answer as text into a field of another."""

    message: Json[Annotated[_Answer, AfterValidator(_has_result)]]


class _WrappedNumbers(WirePart):
    message: Json[_NumbersAnswer]


class _Session(WirePart):
    session: Text = None


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks. agency: `madonvi`; destination: header `dstcode` for the bus, "" none."""

    login_address: str
    user: str
    secret_file: Path
    agency: str
    destination: str = ""

    def headers(self) -> dict[str, str]:
        """For every request."""
        usual = {"Content-Type": "application/json", "Accept": "application/json"}
        return usual | ({"dstcode": self.destination} if self.destination else {})


@dataclass
class NationalProvider:
    """One adapter of the exchange."""

    office: BackOffice
    line: HttpLine
    account: Account
    _session: KeptToken = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._session = KeptToken(self.office.time)

    def ask(self, question: Question) -> ProviderAnswer:
        """See Provider."""
        if needed := self.office.disclosure.asks_first(question):
            return needed
        return self.line.converse(partial(self._ask, question))

    def _ask(self, question: Question, send: Send) -> ProviderAnswer:
        was_kept = self._session.is_kept
        answer = self._once(question, send)
        if was_kept and not self._session.is_kept:  # the session had ended; with a fresh one it is asked once more
            answer = self._once(question, send)
        return answer

    def _once(self, question: Question, send: Send) -> ProviderAnswer:
        session = self._session.value(partial(self._logged_in, send))
        if isinstance(session, NoAnswer):
            return session
        asked = {"session": session, "madonvi": self.account.agency, "service": "TraCuuHoSo"}
        body = json.dumps(asked | {"mahoso": question.code.text}, ensure_ascii=False).encode()
        reply = send(Request("POST", self.office.address, self.account.headers(), body))
        if isinstance(reply, NoAnswer):
            return reply
        if reply.status != 200:
            self._forget_after(reply)
            return refusal(reply)
        return self._told(question, reply.body)

    def _forget_after(self, reply: Reply) -> None:
        if reply.status in {401, 403}:
            self._session.forget()

    def _logged_in(self, send: Send) -> Fresh | NoAnswer:
        password = secret_in(self.account.secret_file)
        if password is None:
            return NoAnswer("refused_device")
        body = json.dumps({"username": self.account.user, "password": password}, ensure_ascii=False).encode()
        reply = send(Request("POST", self.account.login_address, self.account.headers(), body))
        if isinstance(reply, NoAnswer):
            return reply
        if reply.status != 200:
            answer = refusal(reply)
            return answer if isinstance(answer, NoAnswer) else NoAnswer("server_error")
        answered = parsed(_Session, reply.body)
        if answered is None:
            return NoAnswer("broken_answer")
        return Fresh(answered.session, SESSION_S) if answered.session else NoAnswer("refused_device")

    def _told(self, question: Question, body: bytes) -> ProviderAnswer:
        answer = _answer_in(body)
        if answer is None:
            return NoAnswer("broken_answer")
        if answer.error not in SUCCESS:
            # Which failures mean an ended session is written nowhere: each of them ends it.
            self._session.forget()
            return NoAnswer("server_error")
        found = [record for record in answer.result or () if record.code == question.code.text]
        if len(found) > 1:
            return NoAnswer("ambiguous")
        dossier = self._dossier(question, found[0]) if found else None
        return self.office.disclosure.told(question, dossier, _proof(question, body))

    def _dossier(self, question: Question, record: _Record) -> Dossier:
        office, read = self.office, self.office.times.read
        names, status = office.disclosure.names, office.statuses.status(record.status)
        unit = names.unit(question.code, record.unit)
        return Dossier(
            code=question.code.text,
            procedure=names.procedure(record.procedure_code, record.procedure_name, record.field_name),
            status=status,
            unit=unit,
            detail="full",
            source=office.source,
            as_of=office.time.now(),
            submitted_at=read("NgayNopHoSo", record.submitted),
            received_at=read("NgayTiepNhan", record.received),
            due_at=read("NgayHenTra", record.due),
            finished_at=read("NgayKetThucXuLy", record.finished),
            returned_at=read("NgayTra", record.returned),
            channel=CHANNELS.get(record.channel),
            supplement=self._supplement(record) if status.code == 5 else None,
            payment=_payment(record) if status.code == 6 else None,
            collect=Collect(record.place or place_of(unit), None, None, postal=record.delivery == BY_POST),
            owner_masked=record.owner,
        )

    def _supplement(self, record: _Record) -> Supplement | None:
        """The last one that is still open."""
        opened = [each for each in record.supplements or () if not each.accepted]
        if not opened:
            return None
        last, read = opened[-1], self.office.times.read
        papers = tuple(paper.name for paper in last.papers or () if paper.name)
        requested, new_due = read("NgayBoSung", last.requested), read("NgayHenTraMoi", last.new_due)
        return Supplement(requested, None, last.text, papers, new_due)


def _answer_in(body: bytes) -> _Answer | None:
    answer = parsed(_Answer, body)
    if answer is not None and answer.result is None:
        wrapped = parsed(_Wrapped, body)
        return wrapped.message if wrapped else answer if answer.error else None
    return answer


def _proof(question: Question, body: bytes) -> Proof:
    if question.factor is None:
        return "unknown"
    answer = parsed(_NumbersAnswer, body)
    if answer is not None and answer.result is None:
        wrapped = parsed(_WrappedNumbers, body)
        answer = wrapped.message if wrapped else None
    records = [each for each in (answer.result if answer else None) or () if each.code == question.code.text]
    numbers = [number for each in records for number in each.id_numbers]
    return proof_of(question.factor, id_numbers=numbers, phones=[each.phone for each in records])


def _payment(record: _Record) -> Payment:
    """The sum, if every part of it is known."""
    prices = [whole(fee.price) for fee in record.fees or ()]
    known = [price for price in prices if price is not None]
    return Payment(sum(known) if known and len(known) == len(prices) else None, paid=False, pay_by=None, where=None)
