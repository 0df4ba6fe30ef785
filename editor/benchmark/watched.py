"""The real server with one more address, which counts what its progress streams hold. Only benchmarks start it.

python -m editor.benchmark.watched up --no-open --port N
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any, Final

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

PATH: Final = "/bench/streams"


def watch(application: Application) -> Application:
    """The application, and `GET /bench/streams` beside it."""

    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == PATH:
            body = json.dumps(_counts()).encode()
            await send(
                {
                    "type": "http.response.start",
                    "status": 200,
                    "headers": [(b"content-length", str(len(body)).encode())],
                }
            )
            await send({"type": "http.response.body", "body": body})
            return
        await application(scope, receive, send)

    return watched


def _counts() -> dict[str, int]:
    from editor.web.progress import ProgressConsumer, follower  # here: Django must be set up first

    gc.collect()
    queues = sum(len(streams) for streams in follower().streams.values())
    return {"queues": queues, "consumers": sum(type(each) is ProgressConsumer for each in gc.get_objects())}


def main() -> None:
    """`manage.py` with the watch around the application."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "editor.settings")
    import django
    from django.core.management import execute_from_command_line

    django.setup()
    from editor import setup

    setup.prepare()
    setup.collect_static()  # before the application looks for the folder
    from editor import asgi

    asgi.application = watch(asgi.application)
    execute_from_command_line(["manage.py", *sys.argv[1:]])


if __name__ == "__main__":
    main()
