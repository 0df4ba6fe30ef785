"""The metrics endpoint: for whoever holds the token on this machine, and otherwise not there."""

from __future__ import annotations

import secrets
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@require_GET
@never_cache
def show(request: HttpRequest) -> HttpResponse:
    """All metrics as text. 404 where no token is set and for other machines, 401 without the token."""
    if not settings.METRICS_TOKEN or not _is_local(request.META.get("REMOTE_ADDR", "")):
        raise Http404
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    is_right = secrets.compare_digest(given.strip().encode(), settings.METRICS_TOKEN.encode())
    if scheme.lower() != "bearer" or not is_right:
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    from editor import metrics  # only an installation that is watched loads it

    return HttpResponse(metrics.text(), content_type=CONTENT_TYPE)


def _is_local(address: str) -> bool:
    """Whether the caller is on this machine. Behind a proxy on it, uvicorn puts the real caller's address here."""
    try:
        caller = ip_address(address)
    except ValueError:
        return False
    mapped = caller.ipv4_mapped if isinstance(caller, IPv6Address) else None
    return (mapped or caller).is_loopback
