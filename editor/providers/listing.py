"""The models that a surface says it serves, and how that differs from the registry."""

from __future__ import annotations

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
TIMEOUT_S: Final = 30.0
# How the makers of these models mark those that make pictures.
_PICTURE_WORDS: Final = ("image", "banana")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the registry and a surface's own list say of each other: model ids, in order."""

    alive: tuple[str, ...]
    not_listed: tuple[str, ...]
    not_known: tuple[str, ...]
    retired_but_listed: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether there is nothing to correct."""
        return not (self.not_listed or self.not_known or self.retired_but_listed)


def listed(surface: Surface, access: Access, *, transport: httpx.BaseTransport | None = None) -> tuple[str, ...]:
    """Ids of every model on the surface's list, all pages. Raises ProviderError, never with the key in it."""
    with httpx.Client(auth=access, timeout=TIMEOUT_S, transport=transport, follow_redirects=False) as client:
        return tuple(dict.fromkeys(_all(surface, access, client)))


def compare(surface: str, live: tuple[str, ...], today: date) -> Comparison:
    """The registry's view of a surface beside the surface's own."""
    ours = {item.id: item for item in catalogue.for_surface(surface)}
    alive = [name for name, item in ours.items() if not item.is_retired(surface, today)]
    pictures = [name for name in live if any(word in name for word in _PICTURE_WORDS)]
    return Comparison(
        alive=tuple(name for name in alive if name in live),
        not_listed=tuple(name for name in alive if name not in live),
        not_known=tuple(name for name in pictures if name not in ours),
        retired_but_listed=tuple(name for name in ours if name not in alive and name in live),
    )


def _all(surface: Surface, access: Access, client: httpx.Client) -> Iterator[str]:
    token = ""
    for _ in range(PAGES_MAX):
        page = _page(surface, access, client, {"pageSize": str(PAGE_SIZE)} | ({"pageToken": token} if token else {}))
        yield from _ids(page)
        token = str(page.get("nextPageToken") or "")
        if not token:
            return
    raise errors.BadReply(f"{surface.label} sent {PAGES_MAX} pages of models and no last one.", billed="no")


def _page(surface: Surface, access: Access, client: httpx.Client, query: Mapping[str, str]) -> Mapping[str, object]:
    try:
        answer = client.get(surface.models_url, params=query)
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        sentence = f"{surface.label} could not be asked for its models ({type(fault).__name__})."
        raise errors.ConnectionFailed(sentence) from None
    if answer.status_code != 200:
        raise faults.error_from(
            answer.status_code, Scrubber(access.secrets()).whole(answer.content), answer.headers, surface=surface
        )
    try:
        page = answer.json()
    except ValueError:
        page = None
    if not isinstance(page, dict):
        raise errors.BadReply(f"{surface.label} answered with something that is no list of models.", billed="no")
    return page


def _ids(page: Mapping[str, object]) -> Iterator[str]:
    """From Google's shape (`models`, or `publisherModels` on Vertex) or OpenAI's (`data`)."""
    for field, name in (("models", "name"), ("publisherModels", "name"), ("data", "id")):
        rows = page.get(field)
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict) and isinstance(row.get(name), str):
                yield str(row[name]).rsplit("/", 1)[-1]
