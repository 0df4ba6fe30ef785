"""What proves to a surface who is calling: a key, or a token that is renewed; and how neither is ever passed on."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol
from urllib.parse import quote

import httpx

from editor.providers import errors

HIDDEN: Final = b"***"
RENEW_BEFORE: Final = timedelta(minutes=4)  # a token lives about an hour; a call takes up to five minutes to start
SIGN_IN_TIMEOUT_S: Final = 10.0

# The error codes of OAuth 2 (RFC 6749, 5.2) that may be named; anything else in such an answer is not ours to show.
_OAUTH_CODES: Final = ("invalid_grant", "invalid_client", "invalid_scope", "unauthorized_client", "access_denied")


class Key:
    """A secret that does not show itself. Only `reveal` gives it out, to the request header."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def reveal(self) -> str:
        """The secret itself: for the header of a request and for nothing else."""
        return self._secret

    def __repr__(self) -> str:
        return "Key(***)"

    __str__ = __repr__

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("A key is never pickled.")


NO_KEY: Final = Key("")


class Access(httpx.Auth):
    """Signs requests at the last moment, so that none that we build holds the secret. Safe from many threads."""

    def secrets(self) -> tuple[Key, ...]:
        """What must not be passed on, where a service quotes it."""
        return ()

    def accepted(self) -> None:
        """Learn that the service took a request."""

    def refused(self, request: httpx.Request) -> bool:
        """Learn of a 401; tells whether the same request may fare better with what we have now."""
        return False

    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("An access is never pickled.")


class KeyHeader(Access):
    """A key in a header of its own; no header where there is no key."""

    def __init__(self, header: str, key: Key) -> None:
        self._header = header
        self._key = key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._header and self._key.reveal():
            request.headers[self._header] = self._key.reveal()
        yield request

    def secrets(self) -> tuple[Key, ...]:
        return (self._key,)


class Credentials(Protocol):
    """What google-auth's credentials and our own for the metadata server have in common. `expiry` is naive UTC."""

    token: str | None
    expiry: datetime | None

    def refresh(self, request: Ask) -> None:
        """Get a new token."""

    def apply(self, headers: MutableMapping[str, str]) -> None:
        """Write the token, and the project to be charged, into headers."""


def _utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


class Bearer(Access):
    """A token, fetched at the first call and again shortly before it ends or after it was refused."""

    def __init__(self, label: str, load: Callable[[], Credentials], *, now: Callable[[], datetime] = _utc_now) -> None:
        self._label = label
        self._load = load
        self._now = now
        self._lock = threading.Lock()
        self._credentials: Credentials | None = None
        self._may_renew = True
        self._known: deque[Key] = deque(maxlen=8)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        headers: dict[str, str] = {}
        with self._lock:
            self._fresh().apply(headers)
        request.headers.update(headers)
        yield request

    def secrets(self) -> tuple[Key, ...]:
        with self._lock:
            return tuple(self._known)

    def accepted(self) -> None:
        with self._lock:
            self._may_renew = True

    def refused(self, request: httpx.Request) -> bool:
        """Drop the refused token. True once until a call succeeds, and for calls that went out with an older token."""
        used = request.headers.get("authorization", "").removeprefix("Bearer ")
        with self._lock:
            if self._credentials is None or self._credentials.token != used:
                return True
            self._credentials.token = None
            may_renew, self._may_renew = self._may_renew, False
            return may_renew

    def _fresh(self) -> Credentials:
        if self._credentials is None:
            self._credentials = self._load()
        held = self._credentials
        if not held.token or (held.expiry and self._now() >= held.expiry - RENEW_BEFORE):
            self._renew(held)
        return held

    def _renew(self, held: Credentials) -> None:
        from google.auth.exceptions import GoogleAuthError  # only where it is used: a keyless start must not pay for it

        problem: errors.ProviderError
        try:
            held.refresh(Ask(self._label))
        except errors.CallFailed as fault:
            problem = fault
        except GoogleAuthError as fault:
            problem = _named(self._label, fault)
        else:
            self._known.append(Key(held.token or ""))
            return
        still_good = held.token and held.expiry and self._now() < held.expiry
        if not still_good:
            raise problem from None


def _named(label: str, fault: Exception) -> errors.ProviderError:
    """Our error for one of google-auth's. Its own text may quote what was sent, so only known codes are kept."""
    said = str(fault.args[0]) if fault.args else ""
    code = next((code for code in _OAUTH_CODES if said.startswith(code)), "")
    if not code and getattr(fault, "retryable", False):
        return errors.ConnectionFailed(f"The sign-in of {label} failed on its own side. Nothing was sent.")
    advice = "Check the credentials and the account's rights, then try again."
    return errors.KeyRefused(f"The sign-in of {label} did not accept the credentials.", advice=advice, reason=code)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as google-auth reads it."""

    status: int
    headers: Mapping[str, str]
    data: bytes


class Ask:
    """Carries google-auth's requests over our HTTP library. Failures are ours at once: others hold the request."""

    def __init__(self, label: str) -> None:
        self._label = label

    def __call__(
        self,
        url: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
        **_more: Any,
    ) -> Answered:
        try:
            with httpx.Client(timeout=timeout or SIGN_IN_TIMEOUT_S) as http:
                answer = http.request(method, url, content=body, headers=dict(headers or {}))
        except httpx.TimeoutException:
            sentence = f"The sign-in of {self._label} did not answer in {timeout or SIGN_IN_TIMEOUT_S:.0f} s."
            raise errors.TimedOutConnecting(f"{sentence} Nothing was sent.") from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise errors.ConnectionFailed(
                f"The sign-in of {self._label} could not be reached. Nothing was sent."
            ) from None
        return Answered(answer.status_code, answer.headers, answer.content)


class Scrubber:
    """Takes secrets out of what a service said, in any of the spellings in which services quote them."""

    __slots__ = ("_forms",)

    def __init__(self, secrets: Iterable[Key]) -> None:
        forms = {form.encode() for secret in secrets for form in _spellings(secret.reveal())} - {b""}
        self._forms = sorted(forms, key=len, reverse=True)

    def whole(self, body: bytes) -> bytes:
        """The same bytes without the secrets."""
        for form in self._forms:
            body = body.replace(form, HIDDEN)
        return body

    def stream(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The same for a stream, whose chunks may cut a secret in two."""
        keep = len(self._forms[0]) - 1 if self._forms else 0
        held = b""
        for chunk in chunks:
            held = self.whole(held + chunk)
            ready = max(len(held) - keep, 0)
            if ready:
                yield held[:ready]
            held = held[ready:]
        if held:
            yield held


def _spellings(secret: str) -> tuple[str, ...]:
    return secret, secret.replace("/", "\\/"), quote(secret, safe=""), quote(secret)
