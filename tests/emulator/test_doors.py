"""Who may call: keys in the header or the address, tokens of the desk, and the words for everybody else."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from google.auth import crypt, jwt

from editor.emulator.child import Emulator
from editor.emulator.doors import GRANT, SCOPE, Doors, service_account
from editor.emulator.places import Place
from editor.providers.embedded.spelling import WireError

MODEL = "gemini-nano-banana-2.1"
GEMINI = Place("/", "gemini", "v1beta", "generateContent", MODEL)
VERTEX = Place("/", "vertex", "v1", "generateContent", MODEL)


def refused(place: Place, headers: dict[str, str], query: dict[str, str] | None = None) -> WireError:
    with pytest.raises(WireError) as caught:
        Doors().check(place, headers, query or {})
    return caught.value


@pytest.mark.parametrize(("headers", "query"), [({"x-goog-api-key": "k"}, {}), ({}, {"key": "k"})])
def test_a_key_opens_in_the_header_or_in_the_address(headers: dict[str, str], query: dict[str, str]) -> None:
    Doors().check(GEMINI, headers, query)


@pytest.mark.parametrize("headers", [{}, {"x-goog-api-key": ""}, {"authorization": "Bearer token"}])
def test_without_a_key_nobody_is_let_in(headers: dict[str, str]) -> None:
    error = refused(GEMINI, headers)
    assert (error.code, error.status) == (403, "PERMISSION_DENIED")
    assert error.message.startswith("Method doesn't allow unregistered callers")


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("", "CREDENTIALS_MISSING"),
        ("Basic abc", "CREDENTIALS_MISSING"),
        ("Bearer ", "CREDENTIALS_MISSING"),
        ("Bearer never-given-out", "ACCESS_TOKEN_EXPIRED"),
    ],
)
def test_vertex_wants_a_token_that_was_given_out(header: str, reason: str) -> None:
    error = refused(VERTEX, {"authorization": header, "x-goog-api-key": "a key is no help here"})
    assert (error.code, error.status, error.details[0]["reason"]) == (401, "UNAUTHENTICATED", reason)


class Account:
    """A service account that is let in, and what it can say of itself."""

    def __init__(self, folder: Path, lifetime_s: float = 3600) -> None:
        self.doors = Doors()
        self.file, self.email, public_key = service_account("http://emulator.test", folder)
        self.doors.admit(self.email, public_key, lifetime_s)

    def statement(self, **changes: Any) -> str:
        now = int(time.time())
        said = {"iss": self.email, "scope": SCOPE, "aud": "x", "iat": now, "exp": now + 600}
        signer = crypt.RSASigner.from_service_account_file(str(self.file))  # type: ignore[no-untyped-call]
        return bytes(jwt.encode(signer, said | changes)).decode()  # type: ignore[no-untyped-call]

    def ask(self, statement: str, grant: str = GRANT) -> tuple[int, dict[str, Any]]:
        return self.doors.token({"grant_type": grant, "assertion": statement})


def test_a_signed_statement_brings_a_token_that_opens(tmp_path: Path) -> None:
    account = Account(tmp_path)
    status, told = account.ask(account.statement())
    assert (status, told["token_type"], told["expires_in"]) == (200, "Bearer", 3600)
    account.doors.check(VERTEX, {"authorization": f"Bearer {told['access_token']}"}, {})


def test_a_token_ends(tmp_path: Path) -> None:
    account = Account(tmp_path, lifetime_s=0)
    _, told = account.ask(account.statement())
    with pytest.raises(WireError, match="invalid authentication credentials"):
        account.doors.check(VERTEX, {"authorization": f"Bearer {told['access_token']}"}, {})


def test_a_statement_must_be_ones_own_fresh_and_for_this_use(tmp_path: Path) -> None:
    account = Account(tmp_path)
    good = account.statement()
    for statement, words in (
        (account.statement(iss="somebody@else"), "account not found"),
        (account.statement(exp=int(time.time()) - 600, iat=int(time.time()) - 1200), "Invalid JWT"),
        (account.statement(scope="https://www.googleapis.com/auth/drive"), "scope"),
        (good[:-8] + good[-8:].swapcase(), "Invalid JWT"),
        ("not a statement", "Invalid JWT"),
    ):
        status, told = account.ask(statement)
        assert (status, told["error"]) == (400, "invalid_grant")
        assert words in told["error_description"]


def test_another_grant_is_not_known(tmp_path: Path) -> None:
    account = Account(tmp_path)
    assert account.ask(account.statement(), grant="password")[1]["error"] == "unsupported_grant_type"


def test_the_key_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    assert Account(tmp_path).file.stat().st_mode & 0o077 == 0


def test_over_http_the_words_are_the_same(emulator: Emulator) -> None:
    answer = httpx.get(f"{emulator.url}/v1beta/models")
    assert (answer.status_code, answer.json()["error"]["status"]) == (403, "PERMISSION_DENIED")
    assert httpx.get(f"{emulator.url}/v1beta/models?key=any").status_code == 200
    answer = httpx.get(f"{emulator.url}/v1beta1/publishers/google/models", headers={"authorization": "Bearer x"})
    assert answer.status_code == 401
    answer = httpx.post(f"{emulator.url}/token", data={"grant_type": GRANT, "assertion": "x.y.z"})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
