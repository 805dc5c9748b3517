"""Asks an iGate-like system (VNPT): a token by client credentials, then a search by code.

source  domain.md 9.1: the fields its public site reads, seen at TP HCM. Of `applicant` only the name is read: masked.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any, cast

from pydantic import Field, create_model

from kiosk.dossiers.adapters.back_office import BackOffice, MaskedName, Text, parsed, refusal, whole
from kiosk.dossiers.adapters.kept_token import Fresh, KeptToken
from kiosk.dossiers.answer_contract import WirePart
from kiosk.dossiers.disclosure import Proof, proof_of
from kiosk.dossiers.dossier import Channel, Collect, Dossier
from kiosk.dossiers.http_line import TOKEN, HttpLine, Reply, Request, Send
from kiosk.dossiers.local_names import place_of
from kiosk.dossiers.provider import NoAnswer, ProviderAnswer, Question
from kiosk.dossiers.secret_file import secret_in
from kiosk.dossiers.status_map import folded

SEARCH = "/dossier-search/dvc"
CHANNELS: dict[str, Channel] = {"truc tuyen": "online", "truc tiep": "counter", "buu chinh": "postal"}
USUAL_TOKEN_S = 60
LONGEST_TOKEN_S = 24 * 3600


class _Token(WirePart):
    access_token: str
    expires_in: Text = None

    @property
    def lasts_s(self) -> int:
        """What it says, within reason; RFC 6749 wants no more than that it says something."""
        given = whole(self.expires_in)
        return USUAL_TOKEN_S if given is None else min(given, LONGEST_TOKEN_S)


class _Named(WirePart):
    name: Text = None


class _Procedure(WirePart):
    translate: list[_Named] | dict[str, _Named] | None = None

    @property
    def name(self) -> str | None:
        """The first name there is: a list or a map by language."""
        given = self.translate.values() if isinstance(self.translate, dict) else self.translate or ()
        return next((each.name for each in given if each.name), None)


class _Person(WirePart):
    owner: MaskedName = Field(None, alias="fullname")


class _Applicant(WirePart):
    data: _Person | None = None


class _Record(WirePart):
    code: Text = None
    procedure: _Procedure | None = None
    status: Text = Field(None, alias="statusCurrentTask")
    channel: _Named | None = Field(None, alias="applyMethod")
    applied: Text = Field(None, alias="appliedDate")
    appointed: Text = Field(None, alias="appointmentDate")
    completed: Text = Field(None, alias="completedDate")
    applicant: _Applicant | None = None


class _Answer(WirePart):
    content: list[_Record]


@dataclass(frozen=True, slots=True)
class Client:
    """How this terminal proves itself to the token server. secret_file: see `secret_file.py`."""

    token_address: str
    client_id: str
    secret_file: Path

    def basic(self) -> str | None:
        """The Authorization header (RFC 6749, 2.3.1); None when the secret cannot be read."""
        secret = secret_in(self.secret_file)
        return secret and "Basic " + base64.b64encode(f"{self.client_id}:{secret}".encode()).decode()


@dataclass
class IGateProvider:
    """One system.

    id_field  the field below `applicant.data` with the identity number, if the site allows it to be compared: read only
              while a second fact is being compared. "": nothing is read there, and nobody gets more than the minimal.
    """

    office: BackOffice
    line: HttpLine
    client: Client
    id_field: str = ""
    _token: KeptToken = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._token = KeptToken(self.office.time)

    def ask(self, question: Question) -> ProviderAnswer:
        """See Provider."""
        if needed := self.office.disclosure.asks_first(question):
            return needed
        return self.line.converse(partial(self._ask, question))

    def _ask(self, question: Question, send: Send) -> ProviderAnswer:
        was_kept = self._token.is_kept
        reply = self._search(question, send)
        if isinstance(reply, Reply) and reply.status == 401:
            self._token.forget()
            if was_kept:
                reply = self._search(question, send)
        if isinstance(reply, NoAnswer):
            return reply
        return self._told(question, reply.body) if reply.status == 200 else refusal(reply)

    def _search(self, question: Question, send: Send) -> Reply | NoAnswer:
        token = self._token.value(partial(self._fetched, send))
        if isinstance(token, NoAnswer):
            return token
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        query = {"page": "0", "size": "10", "spec": "slice", "code": question.code.text}
        address = self.office.address.rstrip("/") + SEARCH
        return send(Request("GET", address, headers | {"X-Request-Id": question.request_id}, query=query))

    def _fetched(self, send: Send) -> Fresh | NoAnswer:
        basic = self.client.basic()
        if basic is None:
            return NoAnswer("refused_device")
        headers = {"Authorization": basic, "Content-Type": "application/x-www-form-urlencoded"}
        reply = send(Request("POST", self.client.token_address, headers, b"grant_type=client_credentials"))
        if isinstance(reply, NoAnswer):
            return reply
        if reply.status in {400, 401, 403}:  # RFC 6749, 5.2
            return NoAnswer("refused_device")
        token = parsed(_Token, reply.body) if reply.status == 200 else None
        if token is None or not TOKEN.fullmatch(token.access_token):
            answer = refusal(reply)
            return answer if isinstance(answer, NoAnswer) else NoAnswer("server_error")
        return Fresh(token.access_token, token.lasts_s)

    def _told(self, question: Question, body: bytes) -> ProviderAnswer:
        answer = parsed(_Answer, body)
        if answer is None:
            return NoAnswer("broken_answer")
        found = [record for record in answer.content if record.code == question.code.text]
        if len(found) > 1:
            return NoAnswer("ambiguous")
        dossier = self._dossier(question, found[0]) if found else None
        return self.office.disclosure.told(question, dossier, self._proof(question, body))

    def _proof(self, question: Question, body: bytes) -> Proof:
        if question.factor is None or not self.id_field:
            return "unknown"
        answer = parsed(self._numbers, body)
        records = cast("Any", answer).content if answer else []
        numbers = [each.applicant.data.number for each in records if each.code == question.code.text]
        return proof_of(question.factor, id_numbers=numbers)

    @cached_property
    def _numbers(self) -> type[WirePart]:
        """A model of nothing but codes and the one number."""
        data = create_model("Data", __base__=WirePart, number=(Text, Field(None, alias=self.id_field)))
        applicant = create_model("Applicant", __base__=WirePart, data=(data, data()))
        record = create_model("Record", __base__=WirePart, code=(Text, None), applicant=(applicant, applicant()))
        return create_model("Answer", __base__=WirePart, content=(list[record], ...))

    def _dossier(self, question: Question, record: _Record) -> Dossier:
        office, times = self.office, self.office.times
        applied = times.read("appliedDate", record.applied)
        unit = office.disclosure.names.unit(question.code)
        person = record.applicant.data if record.applicant else None
        return Dossier(
            code=question.code.text,
            procedure=office.disclosure.names.procedure(None, record.procedure.name if record.procedure else None),
            status=office.statuses.status(record.status),
            unit=unit,
            detail="full",
            source=office.source,
            as_of=office.time.now(),
            submitted_at=applied,
            received_at=applied,
            due_at=times.read("appointmentDate", record.appointed),
            finished_at=times.read("completedDate", record.completed),
            channel=CHANNELS.get(folded(record.channel.name or "")) if record.channel else None,
            collect=Collect(place, None, None, postal=False) if (place := place_of(unit)) else None,
            owner_masked=person.owner if person else None,
        )
