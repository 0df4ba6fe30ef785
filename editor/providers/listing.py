"""The models that a surface says it serves, and how that differs from the registry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import httpx

from editor.providers import catalogue, errors, faults
from editor.providers.surfaces import Surface
from editor.providers.tokens import Access, Scrubber

PAGES_MAX: Final = 50
PAGE_SIZE: Final = 100
PAGE_BYTES_MAX: Final = 8_000_000
TIMEOUT_S: Final = 30.0
# Gateways list the pictures of other makers too, and Google lists Imagen: those speak another wire than ours.
_PICTURE_MODEL: Final = re.compile(r"gemini-[\w.-]*image[\w.-]*|[\w.-]*banana[\w.-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the registry and a surface's own list say of each other: model ids, in order.

    Models of the registry go by our id, those that it lacks by the surface's name.
    """

    alive: tuple[str, ...]
    not_listed: tuple[str, ...]
    not_known: tuple[str, ...]
    retired_but_listed: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether there is nothing to correct."""
        return not (self.not_listed or self.not_known or self.retired_but_listed)


def listed(surface: Surface, access: Access, *, transport: httpx.BaseTransport | None = None) -> tuple[str, ...]:
    """Names of the models on the surface's list that answer `generateContent`, from all its pages.

    Raises ProviderError, never with the key in it.
    """
    with httpx.Client(auth=access, timeout=TIMEOUT_S, transport=transport, follow_redirects=False) as client:
        return tuple(dict.fromkeys(_all(surface, access, client)))


def compare(surface: str, live: tuple[str, ...], today: date) -> Comparison:
    """The registry's view of a surface beside the surface's own."""
    ours = catalogue.for_surface(surface)
    present = {item.id for item in ours if item.wire_id(surface) in live}
    alive = {item.id for item in ours if not item.is_retired(surface, today)}
    known = {name for item in ours for name in (item.id, item.wire_id(surface))}
    return Comparison(
        alive=tuple(item.id for item in ours if item.id in alive & present),
        not_listed=tuple(item.id for item in ours if item.id in alive - present),
        not_known=tuple(name for name in live if name not in known and _PICTURE_MODEL.fullmatch(name)),
        retired_but_listed=tuple(item.id for item in ours if item.id in present - alive),
    )


def _all(surface: Surface, access: Access, client: httpx.Client) -> Iterator[str]:
    token = ""
    for _ in range(PAGES_MAX):
        page = _page(surface, access, client, {"pageSize": str(PAGE_SIZE)} | ({"pageToken": token} if token else {}))
        yield from _names(page)
        token = str(page.get("nextPageToken") or "")
        if not token:
            return
    raise errors.BadReply(f"{surface.label} sent {PAGES_MAX} pages of models and no last one.", billed="no")


def _page(surface: Surface, access: Access, client: httpx.Client, query: Mapping[str, str]) -> Mapping[str, object]:
    try:
        with client.stream("GET", surface.models_url, params=query) as answer:
            body = _limited(answer, surface)
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        sentence = f"{surface.label} could not be asked for its models ({type(fault).__name__})."
        raise errors.ConnectionFailed(sentence) from None
    body = Scrubber(access.secrets()).whole(body)
    if answer.status_code == 404:
        sentence = f"{surface.label} has no list of models at its address."
        advice = "Check the base URL; some gateways keep no list."
        raise errors.RequestRefused(sentence, advice=advice, http_status=404)
    if answer.status_code != 200:
        raise faults.error_from(answer.status_code, body, answer.headers, surface=surface)
    return _read(body, surface)


def _limited(answer: httpx.Response, surface: Surface) -> bytes:
    found = bytearray()
    for chunk in answer.iter_bytes():
        found += chunk
        if len(found) > PAGE_BYTES_MAX:
            raise errors.BadReply(f"{surface.label} sent a list of models that does not end.", billed="no")
    return bytes(found)


def _read(body: bytes, surface: Surface) -> Mapping[str, object]:
    try:
        page: object = json.loads(body)
    except (ValueError, RecursionError):
        page = None
    if not isinstance(page, dict):
        raise errors.BadReply(f"{surface.label} answered with something that is no list of models.", billed="no")
    return page


def _names(page: Mapping[str, object]) -> Iterator[str]:
    """From Google's shape (`models`, or `publisherModels` on Vertex) or OpenAI's (`data`)."""
    for field, key in (("models", "name"), ("publisherModels", "name"), ("data", "id")):
        rows = page.get(field)
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict) and isinstance(row.get(key), str) and _takes_prompts(row):
                yield str(row[key]).rsplit("/", 1)[-1]


def _takes_prompts(row: Mapping[str, object]) -> bool:
    """Whether it answers `generateContent`; a list that does not say so names nothing else."""
    methods = row.get("supportedGenerationMethods")
    return not isinstance(methods, list) or "generateContent" in methods
