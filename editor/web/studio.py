"""The studio page: one session, its regions, its tree, its head."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from editor.render.choices import choices
from editor.render.hints import Draft
from editor.render.hints import hint as found_hint
from editor.web import access, advice, desk, pickers, rails
from editor.web.desk import Desk
from editor.web.forms import AskForm, HintForm
from editor.web.htmx import PersonRequest
from editor.web.settings_form import SettingsForm
from sessions.models import Session, Turn
from sessions.services import heads
from sessions.services import sessions as records
from sessions.services import tree as trees

PAGE = "studio/show.html"
REGIONS = f"{PAGE}#regions"


@never_cache
@require_safe
@login_required
def show(request: PersonRequest, session_id: int) -> HttpResponse:
    """The session; `?look=` puts one of its turns on the screen, without it the page follows the work."""
    session = access.session_for(request.user, session_id)
    laid_out = desk.lay_out(request.user, session, _look(request, session), strip=_strip(request))
    return render(request, REGIONS if _wants_regions(request) else PAGE, page(request, laid_out))


@never_cache
@require_safe
@login_required
def tree(request: PersonRequest, session_id: int) -> HttpResponse:
    """The tree sheet, a window at a time; without htmx the studio with its sheet open."""
    session = access.session_for(request.user, session_id)
    after = _number(request, "after")
    sheet = rails.sheet(session.pk, trees.rows(session, after=after))
    if _wants_regions(request):
        context = {"tree": sheet, "look_id": _number(request, "look")}
        return render(request, f"studio/tree.html#{'rows' if after else 'sheet'}", context)
    laid_out = desk.lay_out(request.user, session, _look(request, session))
    return render(request, PAGE, page(request, laid_out) | {"tree": sheet, "look_id": _number(request, "look")})


@require_POST
@login_required
def settings(request: PersonRequest, session_id: int) -> HttpResponse:
    """Rename the session, or change the style that every request carries."""
    session = access.session_for(request.user, session_id)
    form = SettingsForm(request.POST)
    if not form.is_valid():
        return notice(request, session, form.sentences[0], status=422)
    records.change(session, request.user, form.changes())
    return answer(request, session)


@never_cache
@require_POST
@login_required
def hint(request: PersonRequest, session_id: int) -> HttpResponse:
    """The line under the prompt; without htmx the studio again, with everything that was typed. Nothing is sent."""
    session = access.session_for(request.user, session_id)
    draft = HintForm(request.POST).draft(session.style_instruction)
    if request.htmx:
        return render(request, advice.LINE, advice.context(found_hint(draft, choices(session), session), session))
    form = AskForm(advice.switched(request))
    return render(request, PAGE, page(request, desk.lay_out(request.user, session, None), form, draft))


@require_POST
@login_required
def undo(request: PersonRequest, session_id: int) -> HttpResponse:
    """Take back the last move of the head."""
    session = access.session_for(request.user, session_id)
    return answer(request, heads.undo(session, request.user))


@require_POST
@login_required
def redo(request: PersonRequest, session_id: int) -> HttpResponse:
    """Repeat the move that was undone last."""
    session = access.session_for(request.user, session_id)
    return answer(request, heads.redo(session, request.user))


def answer(request: PersonRequest, session: Session, *, look: Turn | None = None, say: str = "") -> HttpResponse:
    """After an act: every region again for htmx, else the page. `say` tells a fact beside it."""
    address = reverse("studio", args=[session.pk]) + (f"?look={look.pk}" if look else "")
    if not request.htmx:
        return redirect(address)
    fresh = access.session_for(request.user, session.pk)
    context = page(request, desk.lay_out(request.user, fresh, look)) | {"notice": say}
    response = render(request, REGIONS, context)
    response["HX-Replace-Url"] = address
    return response


def unsent(request: PersonRequest, session: Session, form: AskForm) -> HttpResponse:
    """A request that was not taken: why, beside the words, which stay as they were typed."""
    sentence = " ".join(form.sentences)
    if request.htmx:
        return render(request, f"{PAGE}#composer_problem", {"sentence": sentence}, status=422)
    context = page(request, desk.lay_out(request.user, session, None), form) | {"sentence": sentence}
    return render(request, PAGE, context, status=422)


def notice(request: PersonRequest, session: Session, sentence: str, *, status: int) -> HttpResponse:
    """Something that was not done, and why, without leaving the page."""
    if request.htmx:
        return render(request, f"{PAGE}#refused", {"sentence": sentence}, status=status)
    context = page(request, desk.lay_out(request.user, session, None)) | {"refused": sentence}
    return render(request, PAGE, context, status=status)


def page(
    request: PersonRequest, laid_out: Desk, form: AskForm | None = None, draft: Draft | None = None
) -> dict[str, Any]:
    """The context of the page and its regions; a form that was refused keeps what was typed."""
    session = laid_out.session
    said = {name: str(form[name].value() or "") for name in ("image_size", "aspect_ratio", "choice")} if form else {}
    usual = {
        "image_size": session.image_size,
        "aspect_ratio": laid_out.ratio,
        "choice": f"{session.surface}:{session.model}",
    }
    wanted = {name: said.get(name) or usual[name] for name in usual}
    offered = choices(session)
    return {
        "desk": laid_out,
        "pickers": pickers.build(offered, **wanted),
        "ratio_now": wanted["aspect_ratio"],
        "draft": _draft(form),
        "look_id": laid_out.look.pk if laid_out.look else 0,
        **advice.for_page(offered, session, draft or _untouched(wanted)),
    }


def _untouched(wanted: dict[str, str]) -> Draft:
    """The pickers as they stand, with nothing written."""
    return Draft(choice=wanted["choice"], image_size=wanted["image_size"], aspect_ratio=wanted["aspect_ratio"])


def _draft(form: AskForm | None) -> dict[str, Any]:
    if form is None:
        return {"prompt": "", "chips": []}
    chips = [{"kind": kind, "text": text} for kind in ("keep", "change") for text in form[kind].value() or ()]
    return {"prompt": form["prompt"].value() or "", "chips": chips}


def _wants_regions(request: PersonRequest) -> bool:
    """True for htmx, except where it restores a page that the browser went back to."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def _look(request: PersonRequest, session: Session) -> Turn | None:
    number = _number(request, "look")
    if not number:
        return None
    turn = access.turn_for(request.user, number)
    if turn.session_id != session.pk:
        raise Http404
    return turn


def _strip(request: PersonRequest) -> int:
    return min(_number(request, "strip") or desk.STRIP_TURNS, desk.STRIP_MOST)


def _number(request: PersonRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 16 else 0
