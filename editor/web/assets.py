"""Bytes by content hash: for their owner only, cached for ever, streamed in small pieces."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import IO

from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.core.handlers.asgi import ASGIRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from editor import thumbs
from editor.templatetags.studio import by_engine
from editor.web.access import asset_for, turn_for
from editor.web.htmx import PersonRequest
from sessions import blobs
from sessions.models import Asset, Turn
from sessions.services import assets as asset_store

# Every piece is one trip to a thread: 64 kB of them cost a 1K picture 20 ms of a busy interpreter.
PIECE_BYTES = 512 * 1024
# The address names the bytes, so they never change; private, since only their owner may see them.
CACHE = "private, max-age=31536000, immutable"
FILE_NAME_MAX_CHARS = 80


@require_safe
@login_required
def picture(request: PersonRequest, sha256: str, suffix: str) -> HttpResponseBase:
    """The picture itself."""
    asset = asset_for(request.user, sha256)
    if suffix != asset.suffix:
        raise Http404
    return _serve(request, asset_store.blob_name(asset), asset.media_type, etag=asset.sha256, size=asset.byte_count)


@require_safe
@login_required
def thumb(request: PersonRequest, sha256: str, edge_px: int) -> HttpResponseBase:
    """A WebP whose longer edge is at most 96, 256, 512 or 1600 pixels; made now if it is missing."""
    if edge_px not in thumbs.EDGES_PX:
        raise Http404
    asset = asset_for(request.user, sha256)
    etag = f"{asset.sha256}-{edge_px}"
    known = get_conditional_response(request, etag=f'"{etag}"')
    return known or _serve(request, thumbs.ensure(asset, edge_px), "image/webp", etag=etag)


@require_safe
@login_required
def download(request: PersonRequest, turn_id: int) -> HttpResponseBase:
    """The turn's picture as a file with a name that says what it is."""
    turn = turn_for(request.user, turn_id)
    asset = turn.output
    if asset is None:
        raise Http404
    name = asset_store.blob_name(asset)
    response = _serve(request, name, asset.media_type, etag=asset.sha256, size=asset.byte_count)
    response["Content-Disposition"] = content_disposition_header(True, file_name(turn, asset)) or "attachment"
    response["Cache-Control"] = "private, no-cache"  # the title in the file name may change
    return response


def file_name(turn: Turn, asset: Asset) -> str:
    """<title>-v<number>-<width>x<height>.<suffix>, without what file systems refuse; the engine's say that they are."""
    words = re.sub(r'[\x00-\x1f\x7f/\\:*?"<>|]+', " ", turn.session.title)
    title = " ".join(words.split()).strip(". ")[:FILE_NAME_MAX_CHARS].strip() or "overpaint"
    made = "-embedded-engine" if by_engine(turn) else ""
    return f"{title}-v{turn.number}{made}-{asset.width_px}x{asset.height_px}.{asset.suffix}"


def _serve(request: HttpRequest, name: str, media_type: str, *, etag: str, size: int | None = None) -> HttpResponseBase:
    quoted = f'"{etag}"'
    response = get_conditional_response(request, etag=quoted) or _body(request, name, media_type, size)
    response["ETag"] = quoted
    response["Cache-Control"] = CACHE
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _body(request: HttpRequest, name: str, media_type: str, size: int | None) -> HttpResponseBase:
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=media_type)
        size = default_storage.size(name) if size is None else size
    else:
        file = blobs.open_blob(name)
        size = getattr(file, "size", size)
        pieces = AsyncPieces(file) if isinstance(request, ASGIRequest) else Pieces(file)
        response = StreamingHttpResponse(pieces, content_type=media_type)
    if size is not None:
        response["Content-Length"] = str(size)
    return response


@dataclass(frozen=True, slots=True)
class Pieces:
    """An open file in pieces of PIECE_BYTES. The response closes it, also when nobody reads it."""

    file: IO[bytes]

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.file.read(PIECE_BYTES):
            yield piece

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()


@dataclass(frozen=True, slots=True)
class AsyncPieces:
    """The same for ASGI, where a plain iterator would be read whole into memory before the first byte leaves."""

    file: IO[bytes]

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = sync_to_async(self.file.read, thread_sensitive=False)
        while piece := await read(PIECE_BYTES):
            yield piece

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()
