"""Liveness: the process answers. It asks nothing of the database, so that a busy one is not taken for a dead one."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """{"status": "ok", "version": …}"""
    return JsonResponse({"status": "ok", "version": settings.VERSION})
