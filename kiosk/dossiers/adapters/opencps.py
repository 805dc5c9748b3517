"""Asks OpenCPS 2: one dossier by its number and the four characters printed beside it (mã tra cứu).

source  domain.md 9.2: DossierDetailModel.java, DossierTerm.java, APIDateTimeUtils. The system wants number and secret
        in the address of the request; nothing of this program writes an address down. `lastActionNote` is not read:
        it may name officers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from urllib.parse import quote

from pydantic import Field

from kiosk.dossiers.adapters.back_office import BackOffice, Flag, MaskedName, Text, parsed, refusal, whole
from kiosk.dossiers.answer_contract import WirePart
from kiosk.dossiers.disclosure import Proof, proof_of
from kiosk.dossiers.dossier import Channel, Collect, Dossier, Extension, Payment, Status, Step, Supplement
from kiosk.dossiers.http_line import HttpLine, Request, Send, Trust
from kiosk.dossiers.local_names import place_of
from kiosk.dossiers.provider import FactorNeeded, NoAnswer, ProviderAnswer, Question
from kiosk.dossiers.status_map import status_of

# A wrong secret and a number nobody has: the system answers one or the other by its version.
NOT_THERE = frozenset({403, 404})
PAUSED = "PAUSE_OVERDUE"


class _Record(WirePart):
    number: Text = Field(None, alias="dossierNo")
    service_code: Text = Field(None, alias="serviceCode")
    service_name: Text = Field(None, alias="serviceName")
    status: Text = Field(None, alias="dossierStatus")
    sub_status: Text = Field(None, alias="dossierSubStatus")
    lock_state: Text = Field(None, alias="lockState")
    submitted: Text = Field(None, alias="submitDate")
    received: Text = Field(None, alias="receiveDate")
    due: Text = Field(None, alias="dueDate")
    extended: Text = Field(None, alias="extendDate")
    released: Text = Field(None, alias="releaseDate")
    finished: Text = Field(None, alias="finishDate")
    agency_code: Text = Field(None, alias="govAgencyCode")
    agency_name: Text = Field(None, alias="govAgencyName")
    online: Flag = False
    from_post: Text = Field(None, alias="fromViaPostal")
    by_post: Text = Field(None, alias="viaPostal")
    step_name: Text = Field(None, alias="stepName")
    correcting: Text = Field(None, alias="correctingDate")
    fee: Text = Field(None, alias="paymentFee")
    owner: MaskedName = Field(None, alias="applicantName")


class _Numbers(WirePart):
    identity: Text = Field(None, alias="applicantIdNo")
    phone: Text = Field(None, alias="contactTelNo")


@dataclass(frozen=True)
class OpenCpsProvider:
    """One system.

    trust  its token_file is sent as a bearer token, where the system wants one
    """

    office: BackOffice
    line: HttpLine
    trust: Trust

    def ask(self, question: Question) -> ProviderAnswer:
        """See Provider."""
        if needed := self.office.disclosure.asks_first(question):
            return needed
        secret = _secret_of(question)
        if secret is None:  # without one this system answers nobody
            return FactorNeeded(("secret",))
        return self.line.converse(partial(self._ask, question, secret))

    def _ask(self, question: Question, secret: str, send: Send) -> ProviderAnswer:
        authorization = self.trust.authorization()
        if authorization is None:
            return NoAnswer("refused_device")
        headers = {"Accept": "application/json", "X-Request-Id": question.request_id} | authorization
        address = f"{self.office.address.rstrip('/')}/dossiers/{quote(_reference_of(question), safe='')}"
        reply = send(Request("GET", address, headers, query={"secretKey": secret}))
        if isinstance(reply, NoAnswer):
            return reply
        if reply.status in NOT_THERE:
            return self.office.disclosure.told(question, None, "unknown")
        return self._told(question, reply.body) if reply.status == 200 else refusal(reply)

    def _told(self, question: Question, body: bytes) -> ProviderAnswer:
        record = parsed(_Record, body)
        is_reference = question.code.shape == "opencps"
        if record is None or record.number is None or not (is_reference or record.number == question.code.text):
            return NoAnswer("broken_answer")
        return self.office.disclosure.told(question, self._dossier(question, record), _proof(question, body))

    def _dossier(self, question: Question, record: _Record) -> Dossier:
        office, read = self.office, self.office.times.read
        names, unit = office.disclosure.names, office.disclosure.names.unit(
            question.code, record.agency_name, record.agency_code
        )  # fmt: skip
        status = self._status(record)
        due, extended = read("dueDate", record.due), read("extendDate", record.extended)
        return Dossier(
            code=record.number or question.code.text,
            procedure=names.procedure(record.service_code, record.service_name),
            status=status,
            unit=unit,
            detail="full",
            source=office.source,
            as_of=office.time.now(),
            submitted_at=read("submitDate", record.submitted),
            received_at=read("receiveDate", record.received),
            due_at=extended or due,
            finished_at=read("releaseDate", record.released),
            returned_at=read("finishDate", record.finished),
            extension=_extension(due, extended),
            channel=_channel(record),
            steps=(Step(record.step_name, None, "current", None),) if record.step_name else (),
            supplement=self._supplement(record) if status.code == 5 else None,
            payment=_payment(record) if status.code == 6 else None,
            collect=Collect(place_of(unit), None, None, postal=(whole(record.by_post) or 0) > 1),
            owner_masked=record.owner,
        )

    def _status(self, record: _Record) -> Status:
        if record.lock_state == PAUSED:
            return status_of(8)
        return self.office.statuses.status(record.sub_status, record.status)

    def _supplement(self, record: _Record) -> Supplement:
        asked_at = self.office.times.read("correctingDate", record.correcting)
        return Supplement(asked_at, None, None, (), None)


def _secret_of(question: Question) -> str | None:
    if question.factor is not None and question.factor.kind == "secret":
        return question.factor.value
    return question.code.secret


def _reference_of(question: Question) -> str:
    """The number of a dossier; of «D-A7K2-104552» what the system calls its id."""
    return question.code.text.rpartition("-")[2] if question.code.shape == "opencps" else question.code.text


def _proof(question: Question, body: bytes) -> Proof:
    """The system itself has looked at the secret: it answers nobody without the right one."""
    if question.factor is None or question.factor.kind == "secret":
        return "right"
    numbers = parsed(_Numbers, body)
    if numbers is None:
        return "unknown"
    return proof_of(question.factor, id_numbers=[numbers.identity], phones=[numbers.phone])


def _extension(due: datetime | None, extended: datetime | None) -> Extension | None:
    return Extension(None, due, extended, None) if extended and extended != due else None


def _channel(record: _Record) -> Channel:
    if record.online:
        return "online"
    return "postal" if (whole(record.from_post) or 0) > 0 else "counter"


def _payment(record: _Record) -> Payment:
    return Payment(whole(record.fee), paid=False, pay_by=None, where=None)
