"""The places where models are served, and what each needs before it can be called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

KEY_BYTES_MAX: Final = 4096
EMBEDDED: Final = "embedded"


class UnknownSurface(LookupError):
    """No surface has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no surface called {name}. Known: {', '.join(SURFACES)}.")
        self.name = name


class SurfaceNotReady(Exception):
    """The surface lacks something; the sentence names the setting, never its value."""


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


@dataclass(frozen=True, slots=True)
class Surface:
    """One service. `path` holds `{model}`; `inline_limit_bytes` is the largest request body it takes."""

    name: str
    label: str
    base_url: str
    key_env: str
    header: str
    path: str
    inline_limit_bytes: int
    base_url_env: str = ""
    not_yet: str = ""

    def url(self, model_id: str) -> str:
        """The address of `generateContent` for one model."""
        return self.base_url.rstrip("/") + self.path.format(model=model_id)


# Every surface answers under v1beta; on Wisdom Gate /v1 is another, OpenAI-shaped service.
_PATH: Final = "/v1beta/models/{model}:generateContent"
_VERTEX_PATH: Final = "/v1beta1/projects/{{project}}/locations/global/publishers/google/models/{model}:generateContent"

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
    ),
    Surface(
        name="vertex",
        label="Vertex AI",
        base_url="https://aiplatform.googleapis.com",
        key_env="",
        header="authorization",
        path=_VERTEX_PATH,
        inline_limit_bytes=500_000_000,
        base_url_env="VERTEX_BASE_URL",
        not_yet="Vertex AI arrives with a later release.",
    ),
    Surface(
        name=EMBEDDED,
        label="Embedded engine",
        base_url="http://embedded.invalid",
        key_env="",
        header="",
        path=_PATH,
        inline_limit_bytes=500_000_000,
    ),
)
SURFACES: Final[Mapping[str, Surface]] = MappingProxyType({item.name: item for item in _ALL})


def surface(name: str, env: Mapping[str, str]) -> Surface:
    """The surface with its base URL as the environment sets it."""
    if name not in SURFACES:
        raise UnknownSurface(name)
    found = SURFACES[name]
    base_url = env.get(found.base_url_env, "").strip() if found.base_url_env else ""
    return replace(found, base_url=base_url) if base_url else found


def missing(name: str, env: Mapping[str, str]) -> str:
    """What keeps the surface from being called, or nothing. Names settings, never values."""
    found = surface(name, env)
    if found.not_yet:
        return found.not_yet
    url_fault = _url_fault(found)
    if url_fault or not found.key_env:
        return url_fault
    return _read_key(found, env)[1]


def ready(name: str, env: Mapping[str, str]) -> bool:
    """Whether the surface can be called."""
    return not missing(name, env)


def key(name: str, env: Mapping[str, str]) -> Key:
    """The key of the surface; an empty one where none is needed."""
    fault = missing(name, env)
    if fault:
        raise SurfaceNotReady(fault)
    found = surface(name, env)
    return Key(_read_key(found, env)[0]) if found.key_env else NO_KEY


def _url_fault(found: Surface) -> str:
    if found.base_url.startswith(("https://", "http://")):
        return ""
    return f"{found.label} needs {found.base_url_env} to start with https:// or http://."


def _read_key(found: Surface, env: Mapping[str, str]) -> tuple[str, str]:
    """The key and no fault, or no key and the fault."""
    file_env = f"{found.key_env}_FILE"
    secret = env.get(found.key_env, "").strip()
    source = found.key_env
    if not secret and env.get(file_env, "").strip():
        source = file_env
        try:
            secret = Path(env[file_env].strip()).read_text("utf-8", "replace")[:KEY_BYTES_MAX].strip()
        except OSError:
            return "", f"{found.label} cannot read the file that {file_env} names."
    if not secret:
        return "", f"{found.label} needs {found.key_env} (or {file_env}) in the environment."
    # A header takes printable ASCII only; the HTTP library would quote the whole key in its complaint.
    if not secret.isascii() or not secret.isprintable() or " " in secret:
        return "", f"{found.label} cannot use {source}: it holds characters that no key has."
    return secret, ""
