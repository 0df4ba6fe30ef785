"""Vertex AI's own settings: the project, the place, and where the credentials come from."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from editor.providers import errors
from editor.providers.tokens import Ask, Credentials

LABEL: Final = "Vertex AI"
SCOPE: Final = "https://www.googleapis.com/auth/cloud-platform"
FILE_BYTES_MAX: Final = 64 * 1024
TOKEN_URI: Final = "https://oauth2.googleapis.com/token"  # noqa: S105 - the address where tokens are given out
METADATA_HOST: Final = "metadata.google.internal"

_NEEDED: Final = {
    "service_account": ("client_email", "private_key", "token_uri"),
    "authorized_user": ("client_id", "client_secret", "refresh_token"),
}
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9.:-]*")
_YES: Final = {"yes", "true", "1", "on"}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the credentials come from, without what they hold: a file, or the machine itself where there is none."""

    path: Path | None = None
    called: str = ""


def missing(env: Mapping[str, str]) -> str:
    """What keeps Vertex AI from being called, or nothing. Names settings, never values; touches no network."""
    found = origin(env)
    if found is None:
        return (
            f"{LABEL} needs VERTEX_CREDENTIALS_FILE or GOOGLE_APPLICATION_CREDENTIALS in the environment, a gcloud "
            "login on this machine, or VERTEX_AMBIENT=yes on one of Google's."
        )
    info, fault = _read(found)
    if fault:
        return fault
    for setting, value in (("VERTEX_PROJECT", project(env, info)), ("VERTEX_LOCATION", location(env))):
        if not value:
            return f"{LABEL} needs {setting} in the environment: the credentials name no project."
        if not _NAME.fullmatch(value):
            return f"{LABEL} cannot use {setting}: it takes small letters, digits and hyphens."
    return ""


def origin(env: Mapping[str, str]) -> Origin | None:
    """The one place the credentials are taken from. What is set goes before what merely lies on the machine."""
    for setting in ("VERTEX_CREDENTIALS_FILE", "GOOGLE_APPLICATION_CREDENTIALS"):
        if env.get(setting, "").strip():
            return Origin(Path(env[setting].strip()), f"the file that {setting} names")
    if env.get("VERTEX_AMBIENT", "").strip().lower() in _YES:
        return Origin()
    folder = env.get("CLOUDSDK_CONFIG", "").strip() or (env.get("HOME", "") and f"{env['HOME']}/.config/gcloud")
    login = Path(folder) / "application_default_credentials.json"
    return Origin(login, "the gcloud login of this machine") if folder and login.is_file() else None


def project(env: Mapping[str, str], info: Mapping[str, Any] | None = None) -> str:
    """Id of the project that is charged: as set, or the one the service account belongs to."""
    stated = env.get("VERTEX_PROJECT", "").strip()
    if stated:
        return stated
    if info is None:
        found = origin(env)
        info = _read(found)[0] if found else {}
    return str(info.get("project_id", ""))


def location(env: Mapping[str, str]) -> str:
    """Where the model runs. Image models are served at `global` (facts: wire format section 9)."""
    return env.get("VERTEX_LOCATION", "").strip() or "global"


def base_url(env: Mapping[str, str]) -> str:
    """The address of the location, by Google's three rules (facts: wire format section 9)."""
    place = location(env)
    match place:
        case "global":
            return "https://aiplatform.googleapis.com"
        case "us" | "eu":
            return f"https://aiplatform.{place}.rep.googleapis.com"
    return f"https://{place}-aiplatform.googleapis.com"


def load(env: Mapping[str, str]) -> Credentials:
    """The credentials, ready to fetch a token. Raises `KeyRefused` where they are of no use."""
    found = origin(env)
    if found is None:
        raise errors.KeyRefused(missing(env))
    if found.path is None:
        return Ambient(env.get("GCE_METADATA_HOST", "").strip() or METADATA_HOST)
    info, fault = _read(found)
    if fault:
        raise errors.KeyRefused(fault)
    try:
        return _credentials(info)
    except ValueError:  # google-auth's own text may quote the file
        raise errors.KeyRefused(f"{LABEL} cannot use {found.called}: its private key is malformed.") from None


def _credentials(info: Mapping[str, Any]) -> Credentials:
    # Imported here: a start without Vertex must not pay for it.
    from google.oauth2 import credentials, service_account

    made: Credentials
    if info["type"] == "service_account":
        made = service_account.Credentials.from_service_account_info(info, scopes=[SCOPE])
    else:
        made = credentials.Credentials(
            token=None,
            refresh_token=info["refresh_token"],
            client_id=info["client_id"],
            client_secret=info["client_secret"],
            token_uri=info.get("token_uri") or TOKEN_URI,
            quota_project_id=info.get("quota_project_id"),
            scopes=[SCOPE],
        )
    return made


def _read(found: Origin) -> tuple[Mapping[str, Any], str]:
    """What the file holds and no fault, or nothing and the fault."""
    if found.path is None:
        return {}, ""
    try:
        with found.path.open("rb") as file:
            info = json.loads(file.read(FILE_BYTES_MAX))
    except OSError:
        return {}, f"{LABEL} cannot read {found.called}."
    except (ValueError, RecursionError):
        return {}, f"{LABEL} cannot use {found.called}: it is not JSON."
    kind = info.get("type") if isinstance(info, dict) else None
    if kind not in _NEEDED:
        return {}, f"{LABEL} cannot use {found.called}: it takes a service account or a gcloud login of a person."
    lacking = [name for name in _NEEDED[kind] if not isinstance(info.get(name), str) or not info[name]]
    if lacking:
        return {}, f"{LABEL} cannot use {found.called}: it has no {' and no '.join(lacking)}."
    return info, ""


class Ambient:
    """The account of a machine of Google's, asked for at its metadata server. google-auth's own needs `requests`."""

    def __init__(self, host: str) -> None:
        self.token: str | None = None
        self.expiry: datetime | None = None
        self._url = f"http://{host}/computeMetadata/v1/instance/service-accounts/default/token?scopes={SCOPE}"

    def refresh(self, request: Ask) -> None:
        answer = request(self._url, headers={"metadata-flavor": "Google"}, timeout=3.0)
        try:
            row = json.loads(answer.data) if answer.status == 200 else {}
            self.expiry = datetime.now(UTC).replace(tzinfo=None) + timedelta(seconds=int(row["expires_in"]))
            self.token = str(row["access_token"])
        except (ValueError, KeyError, TypeError):
            sentence = f"The metadata server gave no token for {LABEL} (HTTP {answer.status})."
            raise errors.KeyRefused(sentence, advice="Give the machine a service account, then try again.") from None

    def apply(self, headers: MutableMapping[str, str]) -> None:
        headers["authorization"] = f"Bearer {self.token}"
