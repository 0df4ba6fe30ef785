"""The status page: surfaces, routes, limits and queues as they stand, and the calls whose bill nobody knows."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from editor.render import status
from editor.render.status import Status
from editor.web import access, problems
from editor.web.htmx import PersonRequest, fragment
from sessions.services import attempts, reconcile

PAGE: Final = "status/show.html"
REFRESH_S: Final = 10
UNKNOWN_ROWS: Final = 50


@never_cache
@require_safe
@login_required
def show(request: PersonRequest) -> HttpResponse:
    """The page; for htmx the part that renews itself."""
    return fragment(request, PAGE, "live", _context(request))


@never_cache
@require_POST
@login_required
def resolve(request: PersonRequest, attempt_id: int) -> HttpResponse:
    """The owner says whether a call was billed: the reservation turns into a cost, or is given back."""
    attempt = access.attempt_for(request.user, attempt_id)
    said = request.POST.get("billed")
    if said not in ("yes", "no"):
        return problems.answer(request, 422, "Nothing was changed", "Say whether the call was billed: yes or no.")
    attempts.resolve(attempt, actor=request.user, billed=said == "yes", note="Said on the status page")
    if not request.htmx:
        return redirect(f"{reverse('status')}#unknown")
    attempt.refresh_from_db(fields=["price_usd"])
    return fragment(request, PAGE, "resolved", _context(request) | {"resolved": attempt})


def _context(request: PersonRequest) -> dict[str, Any]:
    now = timezone.now()
    found = status.read(now)
    unknown = reconcile.unknown(request.user, now=now)
    return {
        "status": found,
        "mine": status.mine(request.user, now),
        "unknown": unknown[:UNKNOWN_ROWS],
        "unknown_count": len(unknown),
        "unknown_usd": sum(each.reserved_usd for each in unknown),
        "summary": _summary(found),
        "policy": settings.RETRY_POLICY,
        "rules": settings.BREAKER_RULES,
        "allowance": settings.RETRY_ALLOWANCE,
        "now": now,
        "refresh_s": REFRESH_S,
        "here": "status",
    }


def _summary(found: Status) -> str:
    """One sentence that only changes when something changes: it is read aloud."""
    paused = found.paused
    if len(paused) == 1:
        surface, route = paused[0]
        return f"{route.label} on {surface.label} keeps failing. It is asked again when it may have recovered."
    if paused:
        return f"{len(paused)} routes keep failing. They are asked again when they may have recovered."
    full = [each.label for each in found.surfaces if each.requests.is_full or each.pictures.is_full]
    if full:
        return f"Calls wait for the rate limit of {' and '.join(full)}."
    ready = [each.label for each in found.surfaces if not each.missing]
    return f"Ready: {', '.join(ready)}."
