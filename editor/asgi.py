"""ASGI entry point: static files first, then progress streams (Channels), then Django."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "editor.settings")

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application

django_application = get_asgi_application()

from django.conf import settings
from django.urls import path, re_path
from servestatic import ServeStaticASGI

from editor.web.progress import ProgressConsumer

routes = URLRouter(
    [
        path("sessions/<int:session_id>/events", AuthMiddlewareStack(ProgressConsumer.as_asgi())),
        re_path(r"", django_application),  # type: ignore[arg-type]
    ]
)
application = ServeStaticASGI(
    ProtocolTypeRouter({"http": routes}),
    root=str(settings.STATIC_ROOT),
    prefix=settings.STATIC_URL,
    # Names made by the manifest storage carry a hash of the content: they may be kept for ever.
    immutable_file_test=r"^.+\.[0-9a-f]{12}\..+$",
)
