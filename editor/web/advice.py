"""The line under the prompt: what the request will take, and whether another model would serve it better."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from editor.render.choices import Choices
from editor.render.hints import Draft, Hint, hint
from editor.web import instead, pickers
from sessions.models import Session

LINE = "partials/hint.html"


def context(found: Hint, session: Session | None = None) -> dict[str, Any]:
    """What the line shows: prices as the pickers say them, and where its buttons lead without scripts."""
    pro, successor = found.pro, found.successor
    return {
        "hint": found,
        "hint_url": reverse("session-hint", args=[session.pk]) if session else reverse("start-hint"),
        "then": instead.rows(found.then, found.size, found.surface),
        "pro_price": pickers.price_text(pro.model, pro.size) if pro else "",
        "pro_value": pickers.value_of(pro.model) if pro else "",
        "successor_price": pickers.price_text(successor, pickers.usual_size(successor)) if successor else "",
        "successor_value": pickers.value_of(successor) if successor else "",
    }


def for_page(offered: Choices, session: Session | None = None, draft: Draft | None = None) -> dict[str, Any]:
    """The line of a page that is drawn whole."""
    return context(hint(draft or Draft(), offered, session), session)


def switched(request: HttpRequest) -> QueryDict:
    """The form as it was sent, with the model that the line's button names."""
    data = request.POST.copy()
    taken = request.POST.get("switch", "")
    if taken:
        data["choice"] = str(taken)
    return data
