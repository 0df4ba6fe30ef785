"""The page Status: how the surfaces are doing, what waits, and calls whose bill nobody knows yet."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from editor.render import status as doing
from editor.web.htmx import PersonRequest, fragment
from sessions.models import Attempt
from sessions.services import attempts

PAGE = "status.html"


@never_cache
@require_safe
@login_required
def show(request: PersonRequest) -> HttpResponse:
    """The page; htmx asks for its body again every ten seconds."""
    return fragment(request, PAGE, "body", _context(request))


@never_cache
@require_POST
@login_required
def resolve(request: PersonRequest, attempt_id: int) -> HttpResponse:
    """Say of one's own call that it was billed, or was not. Raises TurnConflict while its outcome may yet be learned."""
    mine = Attempt.objects.filter(turn__session__owner=request.user).select_related("turn__session")
    attempt = get_object_or_404(mine, pk=attempt_id)
    is_billed = request.POST.get("billed") == "yes"
    attempts.resolve(attempt, actor=request.user, billed=is_billed, note="Told by its owner")
    if not request.htmx:
        return redirect("status")
    return render(request, f"{PAGE}#body", _context(request))


def _context(request: PersonRequest) -> dict[str, Any]:
    found = doing.status(request.user, timezone.now())
    return {"status": found, "policy": doing.policy(), "here": "status"}
