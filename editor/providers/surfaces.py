"""The places where models are served, and what each needs before it can be called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path
from types import MappingProxyType
from typing import Final

import httpx

from editor.providers import vertex
from editor.providers.tokens import NO_KEY as NO_KEY
from editor.providers.tokens import Access, Bearer, KeyHeader
from editor.providers.tokens import Key as Key

KEY_BYTES_MAX: Final = 4096
EMBEDDED: Final = "embedded"
VERTEX: Final = "vertex"


class UnknownSurface(LookupError):
    """No surface has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no surface called {name}. Known: {', '.join(SURFACES)}.")
        self.name = name


class SurfaceNotReady(Exception):
    """The surface lacks something; the sentence names the setting, never its value."""


@dataclass(frozen=True, slots=True)
class Surface:
    """One service. `path` holds `{model}`; `inline_limit_bytes` is the largest request body it takes.

    `file_limit_bytes` is the largest picture in a request, where there is a limit apart. `charges_faults` says whether
    an answered fault of its own (HTTP 5xx) may cost money.
    """

    name: str
    label: str
    base_url: str
    key_env: str
    header: str
    path: str
    inline_limit_bytes: int
    base_url_env: str = ""
    file_limit_bytes: int | None = None
    charges_faults: bool = True

    def url(self, model_id: str) -> str:
        """The address of `generateContent` for one model."""
        return self.base_url.rstrip("/") + self.path.format(model=model_id)

    @property
    def models_url(self) -> str:
        """The address of the surface's list of models."""
        return self.base_url.rstrip("/") + _PROJECT.sub("", self.path.partition("/{model}")[0])


# Every surface answers under v1beta; on Wisdom Gate /v1 is another, OpenAI-shaped service.
_PATH: Final = "/v1beta/models/{model}:generateContent"
_VERTEX_PATH: Final = (
    "/v1beta1/projects/{project}/locations/{location}/publishers/google/models/{model}:generateContent"
)
# Vertex AI lists the models of a publisher, not those of a project (googleapis: ModelGardenService, and the SDK).
_PROJECT: Final = re.compile(r"/projects/[^/]+/locations/[^/]+(?=/publishers/)")
_VERSION: Final = re.compile(r"/v1(beta\d*|alpha\d*)?/*$")

_ALL: Final = (
    Surface(
        name="wisdom-gate",
        label="Wisdom Gate",
        base_url="https://wisdom-gate.juheapi.com",
        key_env="WISDOM_GATE_KEY",
        header="x-goog-api-key",
        path=_PATH,
        inline_limit_bytes=20_000_000,  # not documented: the limit Google's own service had before 2026
        base_url_env="WISDOM_GATE_BASE_URL",
    ),
    Surface(
        name="gemini",
        label="Gemini API",
        base_url="https://generativelanguage.googleapis.com",
        key_env="GEMINI_API_KEY",
        header="x-goog-api-key",
        path=_PATH,
        inline_limit_bytes=100_000_000,
        base_url_env="GEMINI_BASE_URL",
        charges_faults=False,  # ai.google.dev/gemini-api/docs/billing: "Am I charged for failed requests?"
    ),
    Surface(
        name=VERTEX,
        label=vertex.LABEL,
        base_url="https://aiplatform.googleapis.com",
        key_env="",
        header="authorization",
        path=_VERTEX_PATH,
        inline_limit_bytes=500_000_000,
        base_url_env="VERTEX_BASE_URL",
        file_limit_bytes=7_000_000,
        charges_faults=False,  # the same rule
    ),
    Surface(
        name=EMBEDDED,
        label="Embedded engine",
        base_url="http://embedded.invalid",
        key_env="",
        header="",
        path=_PATH,
        inline_limit_bytes=500_000_000,
        charges_faults=False,
    ),
)
SURFACES: Final[Mapping[str, Surface]] = MappingProxyType({item.name: item for item in _ALL})


def surface(name: str, env: Mapping[str, str]) -> Surface:
    """The surface with its base URL, project and location as the environment sets them."""
    if name not in SURFACES:
        raise UnknownSurface(name)
    found = SURFACES[name]
    if name == VERTEX:
        path = found.path.replace("{project}", vertex.project(env)).replace("{location}", vertex.location(env))
        found = replace(found, base_url=vertex.base_url(env), path=path)
    stated = _stated_url(found, env)
    # The path brings the API's version: one that was copied along with the address would be there twice.
    return replace(found, base_url=_VERSION.sub("", stated)) if stated else found


def missing(name: str, env: Mapping[str, str]) -> str:
    """What keeps the surface from being called, or nothing. Names settings, never values; touches no network."""
    found = surface(name, env)
    url_fault = _url_fault(found)
    if url_fault:
        return url_fault
    if name == VERTEX:
        return vertex.missing(env)
    return _read_key(found, env)[1] if found.key_env else ""


def remarks(name: str, env: Mapping[str, str]) -> tuple[str, ...]:
    """What is set twice or oddly and was made the best of. Names settings, never values."""
    found, said = surface(name, env), []
    file_env = f"{found.key_env}_FILE"
    if found.key_env and env.get(found.key_env, "").strip() and env.get(file_env, "").strip():
        said.append(f"{found.key_env} and {file_env} are both set: {found.key_env} is used, the file is not read.")
    if _VERSION.search(_stated_url(found, env)):
        said.append(
            f"{found.base_url_env} ends in a version of the API, which was left out: the calls bring their own."
        )
    if not _url_fault(found) and found.name != EMBEDDED and _is_open(httpx.URL(found.base_url)):
        said.append(f"{found.base_url_env} begins with http://: the key crosses the network unencrypted.")
    return tuple(said)


def ready(name: str, env: Mapping[str, str]) -> bool:
    """Whether the surface can be called."""
    return not missing(name, env)


def authenticate(name: str, env: Mapping[str, str]) -> Access:
    """What signs the calls to a surface: its key, or a token that renews itself. Raises `SurfaceNotReady`."""
    found, fault = surface(name, env), missing(name, env)
    if fault:
        raise SurfaceNotReady(fault)
    if name == VERTEX:
        return Bearer(found.label, lambda: vertex.load(env))
    return KeyHeader(found.header, key(name, env))


def key(name: str, env: Mapping[str, str]) -> Key:
    """The key of a surface that takes one; an empty one where none is needed. Raises `SurfaceNotReady`."""
    fault = missing(name, env)
    if fault:
        raise SurfaceNotReady(fault)
    found = surface(name, env)
    return Key(_read_key(found, env)[0]) if found.key_env else NO_KEY


def _stated_url(found: Surface, env: Mapping[str, str]) -> str:
    return env.get(found.base_url_env, "").strip() if found.base_url_env else ""


def _url_fault(found: Surface) -> str:
    setting = found.base_url_env
    if not found.base_url.startswith(("https://", "http://")):
        return f"{found.label} needs {setting} to start with https:// or http://."
    try:
        url = httpx.URL(found.base_url)
    except httpx.InvalidURL:  # its text quotes the address
        return f"{found.label} cannot use {setting}: it is no address."
    # A key written here would show in every log line of the HTTP library.
    if not url.host or url.userinfo or set("?#") & set(found.base_url):
        return f"{found.label} needs {setting} to be an address alone: no user, password, query or fragment."
    return ""


def _is_open(url: httpx.URL) -> bool:
    """Whether calls leave this machine without encryption."""
    if url.scheme != "http" or url.host == "localhost":
        return False
    try:
        return not ip_address(url.host).is_loopback
    except ValueError:
        return True


def _read_key(found: Surface, env: Mapping[str, str]) -> tuple[str, str]:
    """The key and no fault, or no key and the fault."""
    file_env = f"{found.key_env}_FILE"
    secret = env.get(found.key_env, "").strip()
    source = found.key_env
    if not secret and env.get(file_env, "").strip():
        source = file_env
        try:
            with Path(env[file_env].strip()).open("rb") as file:
                secret = file.read(KEY_BYTES_MAX).decode("utf-8", "replace").strip()
        except OSError:
            return "", f"{found.label} cannot read the file that {file_env} names."
    if not secret:
        return "", f"{found.label} needs {found.key_env} (or {file_env}) in the environment."
    # A header takes printable ASCII only; the HTTP library would quote the whole key in its complaint.
    if not secret.isascii() or not secret.isprintable() or " " in secret:
        return "", f"{found.label} cannot use {source}: it holds characters that no key has."
    return secret, ""
