"""ASGI entry point: static files first, then progress streams (Channels), then Django."""

import os
from collections.abc import Awaitable, Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "editor.settings")

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application

django_application = get_asgi_application()

from django.conf import settings
from django.urls import path, re_path
from servestatic import ServeStaticASGI

from editor.web.progress import ProgressConsumer

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
FORM_OVERHEAD_BYTES = 1024 * 1024


def limit_body(application: Any, limit: int) -> Any:
    """Refuse a request body above `limit` bytes while it arrives: Django would first write all of it to disk."""

    async def limited(scope: Scope, receive: Receive, send: Send) -> None:
        declared = dict(scope.get("headers", ())).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > limit:
            await _too_large(send, limit)
            return
        seen = 0

        async def counted() -> dict[str, Any]:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            return message if seen <= limit else {"type": "http.disconnect"}

        await application(scope, counted, send)

    return limited


async def _too_large(send: Send, limit: int) -> None:
    sentence = f"This is too large. The limit is {(limit - FORM_OVERHEAD_BYTES) // 1048576} MB. Choose a smaller file."
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": sentence.encode()})


pages = limit_body(django_application, settings.UPLOAD_MAX_BYTES + FORM_OVERHEAD_BYTES)
routes = URLRouter(
    [
        path("sessions/<int:session_id>/events", AuthMiddlewareStack(ProgressConsumer.as_asgi())),
        re_path(r"", pages),
    ]
)
application = ServeStaticASGI(
    ProtocolTypeRouter({"http": routes}),
    root=str(settings.STATIC_ROOT),
    prefix=settings.STATIC_URL,
    # Names made by the manifest storage carry a hash of the content: they may be kept for ever.
    immutable_file_test=r"^.+\.[0-9a-f]{12}\..+$",
)
