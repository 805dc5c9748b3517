"""Stand-ins of systems in use, built from the documented fields only (domain.md 9.1-9.3), and able to misbehave.

Fields no adapter may read hold sentinels. These are made anew for every answer, so that finding one in memory
afterwards means that an adapter kept it.
"""

from __future__ import annotations

import base64
import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any, ClassVar, Literal, TypeAlias
from urllib.parse import parse_qs, unquote
from wsgiref.types import StartResponse, WSGIEnvironment

from kiosk.dossiers.office_server import OfficeServer
from tests.kiosk.dossiers.dossier_makers import ON_TIME

Fault: TypeAlias = Literal[
    "400", "401", "403", "404", "429", "500", "503", "504",
    "garbage", "html", "empty", "list", "deep", "huge", "redirect", "drop", "drip", "silent",
]  # fmt: skip
Stage: TypeAlias = Literal["login", "search"]
OWNER, ID_NUMBER, PHONE, SECRET = "Nguyễn Văn Hùng", "031190004821", "0912346677", "A7K2"
CLIENT, PASSWORD = "kiosk-1", "mật khẩu: dài & lạ"
TWICE, UNMAPPED, ABSENT = "H24.15-261124-0002", "H24.15-261124-0003", "H24.15-261124-9999"
ELSEWHERE = "H24.03-261112-0008"
BACKWARDS = "RETFA-NEES-EB-REVEN-YAM-SIHT"


def never(what: str) -> str:
    """A value that must be nowhere afterwards."""
    return f"{what} {''.join(reversed(BACKWARDS))}"


@dataclass
class StandIn:
    """One system: its questions so far (method, path, query, headers), and how it misbehaves at which stage."""

    heard: list[tuple[str, str, dict[str, str], dict[str, str]]] = field(default_factory=list)
    fault: Fault | None = None
    fault_at: Stage = "search"
    faults_left: int = 1_000_000
    changes: dict[str, Any] = field(default_factory=dict)
    over: Event = field(default_factory=Event)
    login_path: ClassVar[str] = ""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = unquote(environ["PATH_INFO"].encode("latin-1").decode())
        query = {name: values[0] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
        headers = {name[5:].lower(): value for name, value in environ.items() if name.startswith("HTTP_")}
        self.heard.append((environ["REQUEST_METHOD"], path, query, headers))
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        stage: Stage = "login" if path == self.login_path else "search"
        if self.fault and self.fault_at == stage and self.faults_left > 0:
            self.faults_left -= 1
            return self._misbehave(self.fault, start_response)
        status, answer = self.answer(path, query, headers, body)
        return _send(status, json.dumps(answer, ensure_ascii=False).encode(), start_response)

    def answer(self, path: str, query: dict[str, str], headers: dict[str, str], body: bytes) -> tuple[int, object]:
        """The status and JSON of one request."""
        raise NotImplementedError

    def asked(self, stage: Stage) -> int:
        """How often it was asked at a stage."""
        return sum((path == self.login_path) == (stage == "login") for _, path, _, _ in self.heard)

    def _misbehave(self, fault: Fault, start_response: StartResponse) -> Iterable[bytes]:
        contents: dict[str, bytes] = {
            "garbage": bytes(range(128, 256)),
            "html": b"<!doctype html><p>Xin thu lai",
            "empty": b"",
            "list": b'[{"content": []}]',
            "deep": b'{"content":' + b"[" * 50_000,
        }
        if fault.isdigit():
            pause = [("Retry-After", "120")] if fault in ("429", "503") else []
            start_response(f"{fault} fault", [*pause, ("Content-Type", "text/html")])
            return [b"<html>fault</html>"]
        if fault in contents:
            return _send(200, contents[fault], start_response, "text/html" if fault == "html" else "application/json")
        if fault == "redirect":
            start_response("302 Found", [("Location", "https://login.invalid/")])
            return []
        if fault == "huge":
            start_response("200 OK", [("Content-Type", "application/json")])
            return itertools.repeat(b" " * 65536, 16)
        if fault == "drop":
            start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", "4000")])
            return _cut()
        start_response("200 OK", [("Content-Type", "application/json")])
        return self._slowly()

    def _slowly(self) -> Iterator[bytes]:
        every_s = 0.05 if self.fault == "drip" else 10
        while not self.over.wait(every_s):
            yield b" "


def _cut() -> Iterator[bytes]:
    yield b'{"content": ['
    raise ConnectionAbortedError("on purpose")


def _send(status: int, body: bytes, start_response: StartResponse, kind: str = "application/json") -> list[bytes]:
    start_response(f"{status} Whatever", [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]


@dataclass
class IGate(StandIn):
    """As its public site is answered."""

    login_path: ClassVar[str] = "/auth/realms/digo/protocol/openid-connect/token"
    tokens: int = 0
    lasts_s: int = 300
    spent: set[str] = field(default_factory=set)

    def answer(self, path: str, query: dict[str, str], headers: dict[str, str], body: bytes) -> tuple[int, object]:
        if path == self.login_path:
            basic = base64.b64encode(f"{CLIENT}:{PASSWORD}".encode()).decode()
            if headers["authorization"] != f"Basic {basic}" or body != b"grant_type=client_credentials":
                return 401, {"error": "invalid_client"}
            self.tokens += 1
            return 200, {"access_token": f"token-{self.tokens}", "expires_in": self.lasts_s, "token_type": "Bearer"}
        token = headers.get("authorization", "").removeprefix("Bearer ")
        if path != "/pa/dossier-search/dvc" or token != f"token-{self.tokens}" or token in self.spent:
            return 401, {"error": "invalid_token"}
        return 200, {"content": self._content(query["code"]), "last": True, "size": int(query["size"])}

    def _content(self, code: str) -> list[dict[str, Any]]:
        found = {ON_TIME: 1, UNMAPPED: 1, TWICE: 2}.get(code, 0)
        return [self._record(code) for _ in range(found)]

    def _record(self, code: str) -> dict[str, Any]:
        person = {"fullname": OWNER, "identityNumber": ID_NUMBER}
        person |= {name: never(name) for name in ("address", "phoneNumber", "email", "birthday")}
        return {
            "id": never("id"),
            "code": code,
            "procedure": {"id": 7, "translate": [{"languageId": 228, "name": "Xác nhận tình trạng hôn nhân"}]},
            "statusCurrentTask": never("status") if code == UNMAPPED else "Đang xử lý",
            "applyMethod": {"id": 1, "name": "Trực tiếp"},
            "appliedDate": "2026-11-24T02:12:00.000+0000",
            "appointmentDate": "2026-11-27T14:00:00",
            "completedDate": "",
            "applicant": {"userId": never("user"), "data": person},
            "currentTask": [{"assignee": {"fullname": never("officer")}}],
        } | self.changes


@dataclass
class OpenCps(StandIn):
    """As DossierDetailModel.java says."""

    def answer(self, path: str, query: dict[str, str], headers: dict[str, str], body: bytes) -> tuple[int, object]:
        del headers, body
        reference = path.removeprefix("/o/rest/v2/dossiers/")
        code = ON_TIME if reference == "104552" else reference
        if code not in {ON_TIME, UNMAPPED} or query.get("secretKey") != SECRET:
            return 404, {"description": "not found"}
        return 200, self._record(code)

    def _record(self, code: str) -> dict[str, Any]:
        nevers = ("address", "cityName", "contactEmail", "delegateName", "delegateIdNo", "delegateTelNo", "userName",
                  "postalAddress", "postalTelNo", "lastActionUser", "lastActionNote", "metaData")  # fmt: skip
        return {
            "dossierId": 104552,
            "dossierNo": code,
            "serviceCode": "1.004873",
            "serviceName": "Xác nhận tình trạng hôn nhân",
            "dossierStatus": "teleporting" if code == UNMAPPED else "processing",
            "dossierSubStatus": "",
            "submitDate": "24/11/2026 09:12:00",
            "receiveDate": "24/11/2026 09:12:00",
            "dueDate": "27/11/2026 14:00:00",
            "extendDate": "",
            "releaseDate": "",
            "finishDate": "",
            "govAgencyCode": "H24.15",
            "govAgencyName": "Trung tâm Phục vụ hành chính công phường Ngô Quyền",
            "online": False,
            "viaPostal": 1,
            "stepName": "Thẩm định",
            "applicantName": OWNER,
            "applicantIdNo": ID_NUMBER,
            "contactTelNo": PHONE,
            **{name: never(name) for name in nevers},
        } | self.changes


@dataclass
class National(StandIn):
    """As DVCQGIntegrationActionImpl.java speaks with the bus."""

    login_path: ClassVar[str] = "/login"
    sessions: int = 0
    is_ended: bool = False
    wraps: bool = False

    def answer(self, path: str, query: dict[str, str], headers: dict[str, str], body: bytes) -> tuple[int, object]:
        del query
        asked = json.loads(body)
        if path == self.login_path:
            if asked != {"username": CLIENT, "password": PASSWORD} or headers.get("dstcode") != "VN.GOV.DVCQG":
                return 200, {"error_code": "-1", "message": "sai tài khoản"}
            self.sessions, self.is_ended = self.sessions + 1, False
            return 200, {"session": f"session-{self.sessions}"}
        if asked["session"] != f"session-{self.sessions}" or self.is_ended:
            return 200, {"result": [], "error_code": "3", "message": "phiên hết hạn"}
        assert (asked["service"], asked["madonvi"]) == ("TraCuuHoSo", "000.00.15.H24")
        found = {ON_TIME: 1, UNMAPPED: 1, TWICE: 2}.get(asked["mahoso"], 0)
        answer = {"result": [self._record(asked["mahoso"]) for _ in range(found)], "error_code": "0", "message": ""}
        return 200, {"status": 200, "message": json.dumps(answer, ensure_ascii=False)} if self.wraps else answer

    def _record(self, code: str) -> dict[str, Any]:
        nevers = ("TrichYeuHoSo", "GhiChu", "MaDoiTuong", "Email", "Fax", "ThongTinKhac", "NoiNopHoSo")
        return {
            "MaHoSo": code,
            "MaTTHC": "1.004873",
            "TenTTHC": "Xác nhận tình trạng hôn nhân",
            "TenLinhVuc": "Hộ tịch",
            "KenhThucHien": "1",
            "TrangThaiHoSo": "77" if code == UNMAPPED else "4",
            "NgayNopHoSo": "20261124091200",
            "NgayTiepNhan": "20261124091200",
            "NgayHenTra": "20261127140000",
            "NgayKetThucXuLy": "",
            "NgayTra": None,
            "HinhThuc": "0",
            "ThongTinTra": "Quầy 3",
            "DonViXuLy": "UBND phường Ngô Quyền",
            "LoaiDoiTuong": "1",
            "ChuHoSo": OWNER,
            "SoDienThoai": PHONE,
            "DinhDanhCHS": [{"LoaiDinhDanh": "1", "SoDinhDanh": ID_NUMBER}],
            "TaiLieuNop": [{"TenTepDinhKem": never("file"), "DuongDanTaiTepTin": never("link")}],
            **{name: never(name) for name in nevers},
        } | self.changes


@contextmanager
def served(stand_in: StandIn) -> Iterator[str]:
    """The address of a stand-in while it is needed."""
    with OfficeServer(stand_in, "127.0.0.1", 0) as server:
        serving = Thread(target=server.run)
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.port}"
        finally:
            stand_in.over.set()
            server.stop()
            serving.join(5)


STAND_INS: dict[str, Callable[[], StandIn]] = {"igate": IGate, "opencps": OpenCps, "national": National}
