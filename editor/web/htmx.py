"""The typed htmx request, and `fragment()`: the whole page, or one named part of it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails


class PersonRequest(HttpRequest):
    """A request of a signed-in person, through the htmx middleware."""

    user: User
    htmx: HtmxDetails


def fragment(
    request: PersonRequest, template: str, part: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render `template#part` for htmx and the whole `template` otherwise. The view names the part, never the client."""
    name = f"{template}#{part}" if request.htmx else template
    response = render(request, name, context, status=status)
    response["Vary"] = "HX-Request"
    return response
