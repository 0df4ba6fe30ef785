"""ASGI entry point: static files first, then progress streams (Channels), then Django."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "editor.settings")

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402

django_application = get_asgi_application()

from django.conf import settings  # noqa: E402
from django.urls import path, re_path  # noqa: E402
from servestatic import ServeStaticASGI  # noqa: E402

from editor.web.progress import ProgressConsumer  # noqa: E402

routes = URLRouter(
    [
        path("sessions/<int:session_id>/events", AuthMiddlewareStack(ProgressConsumer.as_asgi())),
        re_path(r"", django_application),
    ]
)
application = ServeStaticASGI(
    ProtocolTypeRouter({"http": routes}),
    root=str(settings.STATIC_ROOT),
    prefix=settings.STATIC_URL,
    # Names made by the manifest storage carry a hash of the content: they may be kept for ever.
    immutable_file_test=r"^.+\.[0-9a-f]{12}\..+$",
)
