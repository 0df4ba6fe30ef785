"""Who may call: a key on the Gemini API and Wisdom Gate, a token on Vertex AI, and the desk that gives tokens out."""

from __future__ import annotations

import json
import secrets
import time
from pathlib import Path
from typing import Any, Final

from editor.emulator.places import Place
from editor.providers.embedded.spelling import WireError

GRANT: Final = "urn:ietf:params:oauth:grant-type:jwt-bearer"
SCOPE: Final = "https://www.googleapis.com/auth/cloud-platform"
TOKEN_LIFE_S: Final = 3600.0  # as Google gives them
_ERROR_INFO: Final = "type.googleapis.com/google.rpc.ErrorInfo"


class Doors:
    """The tokens given out, and the service accounts that may ask for one."""

    def __init__(self) -> None:
        self._accounts: dict[str, tuple[str, float]] = {}
        self._tokens: dict[str, float] = {}

    def admit(self, email: str, public_key: str, lifetime_s: float) -> None:
        """Let a service account in: it proves itself with the private half of the key; its tokens live so long."""
        self._accounts[email] = (public_key, lifetime_s)

    def check(self, place: Place, headers: dict[str, str], query: dict[str, str]) -> None:
        """Raise what the service answers to a caller without leave."""
        if place.surface == "vertex":
            self._check_token(headers.get("authorization", ""))
        elif not (headers.get("x-goog-api-key") or query.get("key")):
            message = (
                "Method doesn't allow unregistered callers (callers without established identity). Please use API Key "
                "or other form of API consumer identity to call this API."
            )
            raise WireError(403, "PERMISSION_DENIED", message)

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Status and answer of the token desk: OAuth 2, RFC 7523 (a signed statement for a token)."""
        if form.get("grant_type") != GRANT:
            return 400, _grant_error("unsupported_grant_type", f"Invalid grant_type: {form.get('grant_type', '')}")
        email, fault = self._who(form.get("assertion", ""))
        if fault:
            return 400, _grant_error("invalid_grant", fault)
        _, lifetime_s = self._accounts[email]
        token = f"ya29.emulator-{secrets.token_urlsafe(24)}"
        self._tokens[token] = time.time() + lifetime_s
        return 200, {"access_token": token, "expires_in": int(lifetime_s), "token_type": "Bearer"}

    def expire(self) -> None:
        """End every token that was given out."""
        self._tokens.clear()

    def _check_token(self, header: str) -> None:
        token = header.removeprefix("Bearer ").strip() if header.startswith("Bearer ") else ""
        if not token:
            message = (
                "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or "
                "other valid authentication credential."
            )
            raise _unauthenticated(message, "CREDENTIALS_MISSING")
        if self._tokens.get(token, 0) <= time.time():
            message = (
                "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other "
                "valid authentication credential."
            )
            raise _unauthenticated(message, "ACCESS_TOKEN_EXPIRED")

    def _who(self, assertion: str) -> tuple[str, str]:
        """The account behind a signed statement, or what is wrong with it."""
        from google.auth import exceptions, jwt  # only where a token is asked for: it loads the cryptography library

        try:
            said = jwt.decode(assertion, verify=False)
            email = str(said.get("iss", ""))
            if email not in self._accounts:
                return "", "Invalid grant: account not found"
            jwt.decode(assertion, certs=self._accounts[email][0])
        except (exceptions.GoogleAuthError, ValueError) as problem:
            return "", f"Invalid JWT: {type(problem).__name__}"
        if SCOPE not in str(said.get("scope", "")):
            return "", "Invalid OAuth scope or ID token audience provided."
        return email, ""


def service_account(url: str, folder: Path) -> tuple[Path, str, str]:
    """A throwaway service account whose token desk is here: its file, its address and its public key in PEM."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    email = f"emulator-{secrets.token_hex(4)}@emulator-project.iam.gserviceaccount.com"
    path = folder / "service-account.json"
    facts = {
        "type": "service_account",
        "project_id": "emulator-project",
        "private_key_id": secrets.token_hex(20),
        "private_key": private.decode(),
        "client_email": email,
        "client_id": "100000000000000000000",
        "token_uri": f"{url}/token",
    }
    path.write_text(json.dumps(facts))
    path.chmod(0o600)
    return path, email, public.decode()


def _grant_error(code: str, words: str) -> dict[str, Any]:
    return {"error": code, "error_description": words}


def _unauthenticated(message: str, reason: str) -> WireError:
    info = {"@type": _ERROR_INFO, "reason": reason, "domain": "googleapis.com"}
    return WireError(401, "UNAUTHENTICATED", message, (info,))
