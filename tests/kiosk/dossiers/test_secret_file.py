"""Secrets come from files of one line, also below the credentials of systemd; anything else is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.dossiers.http_line import Request, Trust
from kiosk.dossiers.secret_file import secret_in


@pytest.mark.parametrize("content", [b"", b"\n", b"a\nb\n", b"\xff", b"a\x00b", b"x" * 5000])
def test_what_is_no_single_line_is_no_secret(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret").write_bytes(content)
    assert secret_in(tmp_path / "secret") is None


def test_a_secret_is_read_anew_from_below_the_credentials(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    file = Path("$CREDENTIALS_DIRECTORY/secret")
    assert secret_in(file) is None
    for text in ("mật khẩu", "another one"):
        (tmp_path / "secret").write_text(f"{text}\r\n", "utf-8")
        assert secret_in(file) == text


def test_a_bearer_token_has_only_letters_a_header_may_carry(tmp_path: Path) -> None:
    trust = Trust(token_file=tmp_path / "token")
    for content, header in (("abc.def", {"Authorization": "Bearer abc.def"}), ("mật khẩu", None), ("a b", None)):
        (tmp_path / "token").write_text(content, "utf-8")
        assert trust.authorization() == header
    assert Trust().authorization() == {}


def test_a_request_shows_nothing_of_itself() -> None:
    request = Request("GET", "https://one-stop.example.vn/dossiers/H24", {}, query={"secretKey": "A7K2"})
    assert repr(request) == "<Request>"
