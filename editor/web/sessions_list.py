"""The sessions of a person: list, search, and the start of a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from editor.providers.embedded.starters import starters
from editor.providers.surfaces import EMBEDDED
from editor.render import submit
from editor.render.choices import choices
from editor.render.hints import Draft
from editor.render.hints import hint as found_hint
from editor.web import advice, pickers, problems, starter_pictures
from editor.web.forms import HintForm, StartForm
from editor.web.htmx import PersonRequest, fragment
from sessions.services import sessions

PAGE_ROWS = 50
QUERY_MAX_CHARS = 200
ROW_CARDS = 3  # as many starters stand in a row; the ratios of a row add up to those of the others


@dataclass(frozen=True, slots=True)
class StarterCard:
    """An example on the start page. Width and height are those of its picture, in pixels."""

    slug: str
    title: str
    line: str
    prompt: str
    aspect_ratio: str
    picture: str
    width_px: int
    height_px: int


def home(request: HttpRequest) -> HttpResponse:
    """The front door leads to the sessions."""
    return redirect("session-list")


@never_cache
@require_safe
@login_required
def session_list(request: PersonRequest) -> HttpResponse:
    """The list, or the page to start from while there is none."""
    query = request.GET.get("q", "").strip()[:QUERY_MAX_CHARS]
    after = int(text) if (text := request.GET.get("after", "")).isdecimal() and len(text) < 9 else 0
    total = sessions.count(request.user, query)
    if not total and not query:
        return render(request, "sessions/new.html", _start_page(StartForm()) | {"here": "sessions"})
    found = sessions.summaries(request.user, query, limit=PAGE_ROWS, offset=after)
    context = {"summaries": found, "query": query, "total": total, "here": "sessions"} | _pages(
        after, len(found), total
    )
    return fragment(request, "sessions/list.html", "rows", context)


@never_cache
@require_safe
@login_required
def new(request: PersonRequest) -> HttpResponse:
    """The start page; `?starter=` fills in an example for those without JavaScript."""
    slug = request.GET.get("starter", "")
    card = next((each for each in _cards() if each.slug == slug), None)
    first = {"prompt": card.prompt, "aspect_ratio": card.aspect_ratio} if card else {}
    context = _start_page(StartForm(initial=first)) | {"chosen_starter": slug, "here": "new"}
    return render(request, "sessions/new.html", context)


@never_cache
@require_POST
@login_required
def hint(request: PersonRequest) -> HttpResponse:
    """The line under the prompt; without htmx the page again. A file has to be chosen again then: browsers insist."""
    draft = HintForm(request.POST).draft()
    if request.htmx:
        return render(request, advice.LINE, advice.context(found_hint(draft, choices())))
    form = StartForm(advice.switched(request))
    return render(request, "sessions/new.html", _start_page(form, draft) | {"here": "new"})


@never_cache
@require_POST
@login_required
def start(request: PersonRequest) -> HttpResponse:
    """Open the session and its first turn; then its studio. A refused form comes back with everything still in it."""
    form = StartForm(request.POST, request.FILES)
    turn = problems.told(form, lambda: _submit(request, form)) if form.is_valid() else None
    if turn is None:
        return _refused(request, form)
    address = reverse("studio", args=[turn.session_id])
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _submit(request: PersonRequest, form: StartForm) -> Any:
    data = form.cleaned_data
    return submit.start(request.user, key=data["key"], ask=form.first_ask(), file=data["file"])


def _refused(request: PersonRequest, form: StartForm) -> HttpResponse:
    if request.htmx:
        return render(request, "sessions/start_problem.html", {"form": form}, status=422)
    return render(request, "sessions/new.html", _start_page(form) | {"here": "new"}, status=422)


def _start_page(form: StartForm, draft: Draft | None = None) -> dict[str, Any]:
    found = choices()
    said = {name: form[name].value() or "" for name in ("image_size", "aspect_ratio", "choice")}
    return {
        "form": form,
        "pickers": pickers.build(found, **said),
        **advice.for_page(found, draft=draft),
        "starters": _rows_of_cards(),
        "key_missing": found.default.surface == EMBEDDED,
        "limits": {
            "prompt_chars": settings.PROMPT_MAX_CHARS,
            "upload_bytes": settings.UPLOAD_MAX_BYTES,
            "upload_mb": settings.UPLOAD_MAX_BYTES // 1048576,
        },
    }


def _rows_of_cards() -> list[list[StarterCard]]:
    cards = _cards()
    return [cards[first : first + ROW_CARDS] for first in range(0, len(cards), ROW_CARDS)]


def _cards() -> list[StarterCard]:
    return [
        StarterCard(
            slug=each.slug,
            title=each.title,
            line=each.line,
            prompt=each.prompt,
            aspect_ratio=each.aspect_ratio,
            picture=static(starter_pictures.address(each)),
            width_px=width_px,
            height_px=height_px,
        )
        for each in starters()
        for width_px, height_px in [starter_pictures.size_px(each)]
    ]


def _pages(after: int, shown: int, total: int) -> dict[str, int | None]:
    return {
        "first": after + 1,
        "last": after + shown,
        "newer": max(after - PAGE_ROWS, 0) if after else None,
        "older": after + shown if after + shown < total else None,
    }
