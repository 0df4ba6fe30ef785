"""One wire client per surface: the network, or the embedded engine in the process pool of its queue."""

from __future__ import annotations

import threading
from pathlib import Path

from django.conf import settings

from editor import pool
from editor.providers import surfaces
from editor.providers.call import Limits
from editor.providers.transport import EmbeddedTransport
from editor.providers.wire import WireClient
from sessions.models import Queue

_clients: dict[tuple[str, str], WireClient] = {}
_lock = threading.Lock()


def client_for(surface: str, queue: Queue) -> WireClient:
    """The client of a surface, made once. Raises SurfaceNotReady when its key is missing."""
    # One pool of connections per surface; only the engine draws finals in a process of their own.
    name = (surface, queue.value if surface == surfaces.EMBEDDED else "")
    with _lock:
        known = _clients.get(name)
        if known is None:
            known = _clients[name] = _make(surface, queue)
        return known


def _make(surface: str, queue: Queue) -> WireClient:
    access = surfaces.authenticate(surface, settings.PROVIDER_ENV)
    limits = Limits(
        first_byte_s=settings.PROVIDER_FIRST_BYTE_S,
        stall_s=settings.PROVIDER_STALL_S,
        total_s=settings.PROVIDER_TIMEOUT_S,
    )
    place = surfaces.surface(surface, settings.PROVIDER_ENV)
    if surface != surfaces.EMBEDDED:
        return WireClient(place, access, limits=limits, is_http2=settings.HTTP2)
    drawing = pool.final if queue == Queue.FINAL else pool.engine
    return WireClient(place, access, transport=EmbeddedTransport(drawing.run, Path(settings.SPOOL_DIR)), limits=limits)


def close_all() -> None:
    """Close every connection pool, at shutdown."""
    with _lock:
        for client in _clients.values():
            client.close()
        _clients.clear()
