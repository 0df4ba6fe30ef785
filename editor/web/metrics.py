"""The metrics endpoint: for whoever holds the token, and otherwise not there."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@require_GET
@never_cache
def show(request: HttpRequest) -> HttpResponse:
    """All metrics as text. 404 where no token is set, 401 without it."""
    if not settings.METRICS_TOKEN:
        raise Http404
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    if not secrets.compare_digest(given, settings.METRICS_TOKEN.encode()):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    from editor import metrics  # only an installation that is watched loads it

    return HttpResponse(metrics.text(), content_type=CONTENT_TYPE)
