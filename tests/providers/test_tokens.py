"""Tokens for Vertex AI: one way in, fetched late, renewed in time, and nothing secret in any error."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from editor.providers import errors, surfaces, tokens, vertex
from editor.providers.tokens import Bearer, Key, KeyHeader, Scrubber

MARKER = "marker-secret-5f3a9"
NOON = datetime(2026, 11, 25, 12, 0)


@pytest.fixture(scope="module")
def private_key() -> str:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return made.private_bytes(*form).decode()


@dataclass
class SignIn:
    """A token service: gives out numbered tokens, or answers as told."""

    url: str = ""
    answers: list[tuple[int, str]] = field(default_factory=list)
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def answer(self) -> tuple[int, str]:
        if self.answers:
            return self.answers.pop(0)
        token = f"{MARKER}-{len(self.asked)}"
        return 200, json.dumps({"access_token": token, "expires_in": 3600, "token_type": "Bearer"})


@pytest.fixture
def sign_in() -> Iterator[SignIn]:
    service = SignIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
            service.asked.append(parse_qs(body))
            service.headers.append({name.lower(): value for name, value in self.headers.items()})
            service.paths.append(self.path)
            status, text = service.answer()
            self.send_response(status)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        do_GET = do_POST

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_address[1]}/token"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield service
    server.shutdown()
    server.server_close()


Account = Callable[..., dict[str, str]]


@pytest.fixture
def account(tmp_path: Path, private_key: str, sign_in: SignIn) -> Account:
    """Writes a credentials file and gives the environment that names it."""

    def write(kind: str = "service_account", **more: Any) -> dict[str, str]:
        row: dict[str, Any] = {"type": kind, "token_uri": sign_in.url}
        if kind == "service_account":
            row |= {"client_email": "a@demo.iam", "private_key": private_key, "project_id": "demo-project"}
        else:
            row |= {"client_id": "id", "client_secret": MARKER, "refresh_token": MARKER, "quota_project_id": "payer"}
        row = {name: value for name, value in (row | more).items() if value is not None}
        (tmp_path / "account.json").write_text(json.dumps(row))
        return {"VERTEX_CREDENTIALS_FILE": str(tmp_path / "account.json")}

    return write


def headers_of(access: tokens.Access) -> httpx.Headers:
    return next(access.auth_flow(httpx.Request("POST", "https://vertex.invalid"))).headers


def failure(access: tokens.Access) -> errors.ProviderError:
    """The error of a sign-in that must fail and must not show a secret anywhere."""
    with pytest.raises(errors.ProviderError) as caught:
        headers_of(access)
    error = caught.value
    shown = "".join(traceback.format_exception(error))
    assert MARKER not in f"{error!r} {vars(error)} {shown} {pickle.dumps(error)!r}"
    assert "PRIVATE KEY" not in shown
    return error


def test_a_service_account_signs_with_a_bearer_token(account: Account, sign_in: SignIn) -> None:
    access = surfaces.authenticate("vertex", account())
    assert sign_in.asked == []
    assert headers_of(access)["authorization"] == f"Bearer {MARKER}-1"
    assert list(sign_in.asked[0]) == ["assertion", "grant_type"]
    headers_of(access)
    assert len(sign_in.asked) == 1


def test_a_gcloud_login_signs_and_names_who_pays(account: Account, sign_in: SignIn) -> None:
    env = account("authorized_user") | {"VERTEX_PROJECT": "demo-project"}
    sent = headers_of(surfaces.authenticate("vertex", env))
    assert (sent["authorization"], sent["x-goog-user-project"]) == (f"Bearer {MARKER}-1", "payer")
    assert sign_in.asked[0]["scope"] == [vertex.SCOPE]


def test_a_machine_of_googles_signs_with_its_own_account(sign_in: SignIn) -> None:
    env = {"VERTEX_AMBIENT": "yes", "VERTEX_PROJECT": "demo", "GCE_METADATA_HOST": sign_in.url.split("/")[2]}
    access = surfaces.authenticate("vertex", env)
    assert sign_in.asked == []
    assert headers_of(access)["authorization"] == f"Bearer {MARKER}-1"
    assert sign_in.headers[0]["metadata-flavor"] == "Google"
    assert sign_in.paths[0].startswith("/computeMetadata/v1/instance/service-accounts/default/token?scopes=")


@pytest.mark.parametrize("answer", [(404, "none"), (200, "{}"), (200, "[1]"), (200, f'{{"access_token":"{MARKER}"}}')])
def test_a_machine_without_an_account_says_so(sign_in: SignIn, answer: tuple[int, str]) -> None:
    sign_in.answers = [answer]
    env = {"VERTEX_AMBIENT": "yes", "VERTEX_PROJECT": "demo", "GCE_METADATA_HOST": sign_in.url.split("/")[2]}
    error = failure(surfaces.authenticate("vertex", env))
    assert type(error) is errors.KeyRefused
    assert error.sentence == f"The metadata server gave no token for Vertex AI (HTTP {answer[0]})."


@dataclass
class Held:
    """Credentials whose tokens are numbered and last an hour; `fault` is raised instead of a new one."""

    token: str | None = None
    expiry: datetime | None = None
    made: int = 0
    fault: errors.ProviderError | None = None

    def refresh(self, request: tokens.Ask) -> None:
        if self.fault:
            raise self.fault
        self.made += 1
        self.token, self.expiry = f"token-{self.made}", NOON + timedelta(hours=self.made)

    def apply(self, headers: Any) -> None:
        headers["authorization"] = f"Bearer {self.token}"


def bearer(held: Held, minutes: list[int]) -> Bearer:
    return Bearer("Vertex AI", lambda: held, now=lambda: NOON + timedelta(minutes=minutes[0]))


def test_a_token_is_renewed_shortly_before_it_ends() -> None:
    minutes, held = [0], Held()
    access = bearer(held, minutes)
    for minute, token in ((0, 1), (55, 1), (56, 2), (100, 2), (117, 3)):
        minutes[0] = minute
        assert headers_of(access)["authorization"] == f"Bearer token-{token}"


def test_a_token_that_still_holds_outlasts_a_failed_renewal() -> None:
    minutes, held = [0], Held()
    access = bearer(held, minutes)
    headers_of(access)
    minutes[0], held.fault = 57, errors.ConnectionFailed("No.")
    assert headers_of(access)["authorization"] == "Bearer token-1"
    minutes[0] = 60
    assert type(failure(access)) is errors.ConnectionFailed


def test_many_threads_fetch_one_token() -> None:
    held = Held()
    access = bearer(held, [0])
    with ThreadPoolExecutor(8) as threads:
        sent = list(threads.map(lambda _: headers_of(access)["authorization"], range(64)))
    assert (set(sent), held.made) == ({"Bearer token-1"}, 1)


def test_a_refused_token_is_dropped_and_may_be_tried_again_once() -> None:
    held = Held()
    access = bearer(held, [0])
    first = next(access.auth_flow(httpx.Request("POST", "https://vertex.invalid")))
    assert access.refused(first)
    assert access.refused(first)  # another call that went out with the same token
    second = next(access.auth_flow(httpx.Request("POST", "https://vertex.invalid")))
    assert second.headers["authorization"] == "Bearer token-2"
    assert not access.refused(second)
    third = next(access.auth_flow(httpx.Request("POST", "https://vertex.invalid")))
    access.accepted()
    assert access.refused(third)


def test_a_refused_key_is_not_tried_again() -> None:
    assert not KeyHeader("x-goog-api-key", Key(MARKER)).refused(httpx.Request("POST", "https://x.invalid"))


REFUSALS = [
    ((400, f'{{"error":"invalid_grant","error_description":"Bad {MARKER}"}}'), errors.KeyRefused, "invalid_grant"),
    ((401, f'{{"error":"invalid_client","error_description":"{MARKER}"}}'), errors.KeyRefused, "invalid_client"),
    ((403, f"<html>{MARKER}</html>"), errors.KeyRefused, ""),
    ((200, f'{{"no_token":"{MARKER}"}}'), errors.KeyRefused, ""),
]


@pytest.mark.parametrize(("answer", "kind", "reason"), REFUSALS)
@pytest.mark.parametrize("account_kind", ["service_account", "authorized_user"])
def test_a_refused_sign_in_is_a_refused_key(
    account: Account,
    sign_in: SignIn,
    answer: tuple[int, str],
    kind: type[errors.ProviderError],
    reason: str,
    account_kind: str,
) -> None:
    sign_in.answers = [answer]
    error = failure(surfaces.authenticate("vertex", account(account_kind) | {"VERTEX_PROJECT": "demo"}))
    assert (type(error), error.reason, error.retryable, error.billed) == (kind, reason, False, "no")
    assert error.sentence == "The sign-in of Vertex AI did not accept the credentials."


def test_a_sign_in_that_fails_on_its_own_side_is_tried_again_later(account: Account, sign_in: SignIn) -> None:
    sign_in.answers = [(503, f'{{"error":"{MARKER}"}}')] * 4
    error = failure(surfaces.authenticate("vertex", account()))
    assert (type(error), error.retryable, error.billed) == (errors.ConnectionFailed, True, "no")


def test_a_sign_in_out_of_reach_is_a_failed_connection(account: Account) -> None:
    error = failure(surfaces.authenticate("vertex", account(token_uri="http://127.0.0.1:1/token")))
    assert (type(error), error.billed) == (errors.ConnectionFailed, "no")
    assert error.sentence == "The sign-in of Vertex AI could not be reached. Nothing was sent."


def test_a_sign_in_that_does_not_answer_is_a_time_out() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as silent:  # listens, and serves nobody
        url = f"http://127.0.0.1:{silent.server_address[1]}/{MARKER}"
        with pytest.raises(errors.TimedOutConnecting, match="did not answer in 0 s") as caught:
            tokens.Ask("Vertex AI")(url, timeout=0.2)
    assert MARKER not in "".join(traceback.format_exception(caught.value))


BAD_FILES = {
    "not json": "it is not JSON",
    f'["{MARKER}"]': "it takes a service account or a gcloud login",
    f'{{"type":"external_account","x":"{MARKER}"}}': "it takes a service account or a gcloud login",
    f'{{"type":"service_account","client_email":"a","private_key":"{MARKER}"}}': "it has no token_uri",
    f'{{"type":"authorized_user","client_secret":"{MARKER}"}}': "it has no client_id and no refresh_token",
    "[" * 60_000: "it is not JSON",
}


@pytest.mark.parametrize(("text", "why"), BAD_FILES.items())
def test_a_file_of_no_use_is_told_without_its_contents(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "account.json").write_text(text)
    fault = surfaces.missing("vertex", {"GOOGLE_APPLICATION_CREDENTIALS": str(tmp_path / "account.json")})
    assert fault.startswith(f"Vertex AI cannot use the file that GOOGLE_APPLICATION_CREDENTIALS names: {why}")
    assert MARKER not in fault
    assert str(tmp_path) not in fault


def test_a_malformed_private_key_is_told_at_the_first_call(account: Account) -> None:
    begin = "-----BEGIN PRIVATE " + "KEY-----"
    access = surfaces.authenticate("vertex", account(private_key=f"{begin}\n{MARKER}\n-----END PRIVATE KEY-----\n"))
    error = failure(access)
    assert type(error) is errors.KeyRefused
    assert error.sentence == (
        "Vertex AI cannot use the file that VERTEX_CREDENTIALS_FILE names: its private key is malformed."
    )


def test_a_file_that_goes_away_later_is_a_refused_key(account: Account, tmp_path: Path) -> None:
    access = surfaces.authenticate("vertex", account())
    (tmp_path / "account.json").unlink()
    assert failure(access).sentence == "Vertex AI cannot read the file that VERTEX_CREDENTIALS_FILE names."


def test_what_is_set_goes_before_what_lies_on_the_machine(tmp_path: Path) -> None:
    gcloud = tmp_path / ".config" / "gcloud"
    gcloud.mkdir(parents=True)
    (gcloud / "application_default_credentials.json").write_text("{}")
    env = {"HOME": str(tmp_path)}
    login = vertex.origin(env)
    assert login
    assert login.called == "the gcloud login of this machine"
    assert vertex.origin({"CLOUDSDK_CONFIG": str(gcloud)}) == login
    assert vertex.origin(env | {"VERTEX_AMBIENT": "yes"}) == vertex.Origin()
    general = env | {"VERTEX_AMBIENT": "yes", "GOOGLE_APPLICATION_CREDENTIALS": "/general"}
    own = general | {"VERTEX_CREDENTIALS_FILE": "/own"}
    assert [str(found.path) for found in map(vertex.origin, (general, own)) if found] == ["/general", "/own"]
    assert vertex.origin({"HOME": str(tmp_path / "nobody"), "VERTEX_AMBIENT": "no"}) is None


def test_credentials_that_are_gone_at_the_call_are_refused() -> None:
    with pytest.raises(errors.KeyRefused, match="needs VERTEX_CREDENTIALS_FILE"):
        vertex.load({})


def test_a_start_without_vertex_does_not_load_google_auth() -> None:
    code = (
        "import sys; import editor.providers.wire; print([name for name in sys.modules if name.startswith('google')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_nothing_that_signs_shows_or_travels(account: Account) -> None:
    for access in (KeyHeader("x-goog-api-key", Key(MARKER)), surfaces.authenticate("vertex", account())):
        headers_of(access)
        assert MARKER not in f"{access!r} {access} {[access]} {access.secrets()}"
        with pytest.raises(TypeError):
            pickle.dumps(access)


@pytest.mark.parametrize("width", [1, 2, 7, 1000])
def test_a_secret_is_taken_out_wherever_the_stream_is_cut(width: int) -> None:
    said = f'a {MARKER} b "{MARKER}" {MARKER}{MARKER[:-1]} {MARKER[1:]}'.encode()
    chunks = [said[start : start + width] for start in range(0, len(said), width)]
    clean = b"".join(Scrubber([Key(MARKER), Key("")]).stream(chunks))
    assert clean == f'a *** b "***" ***{MARKER[:-1]} {MARKER[1:]}'.encode()
    assert b"".join(Scrubber([]).stream(chunks)) == said
