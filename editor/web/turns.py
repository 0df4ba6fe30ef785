"""What a person does with turns: each view reads its form, calls one function below, and shows the studio again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from editor.render import submit
from editor.web import access, problems, studio
from editor.web.forms import AskForm, CritiqueForm, FinalizeForm, KeyForm, RerenderForm, UploadForm
from editor.web.htmx import PersonRequest
from sessions.models import Status, Turn
from sessions.services import attempts, heads


@require_POST
@login_required
def create(request: PersonRequest, session_id: int) -> HttpResponse:
    """A new root from words."""
    session = access.session_for(request.user, session_id)
    form = AskForm(request.POST)
    turn = _told(form, lambda: submit.create(request.user, session, form.ask(), key=form.cleaned_data["key"]))
    return studio.answer(request, session) if turn else studio.unsent(request, session, form)


@require_POST
@login_required
def upload(request: PersonRequest, session_id: int) -> HttpResponse:
    """A new root from a picture."""
    session = access.session_for(request.user, session_id)
    form = UploadForm(request.POST, request.FILES)
    if _told(
        form, lambda: submit.upload(request.user, session, form.cleaned_data["file"], key=form.cleaned_data["key"])
    ):
        return studio.answer(request, session)
    return studio.notice(request, session, " ".join(form.sentences), status=422)


@require_POST
@login_required
def adjust(request: PersonRequest, turn_id: int) -> HttpResponse:
    """An edit of a turn's picture."""
    parent = access.turn_for(request.user, turn_id)
    form = AskForm(request.POST)
    if _told(form, lambda: submit.adjust(request.user, parent, form.ask(), key=form.cleaned_data["key"])):
        return studio.answer(request, parent.session)
    return studio.unsent(request, parent.session, form)


@require_POST
@login_required
def critique(request: PersonRequest, turn_id: int) -> HttpResponse:
    """Remarks on a turn's picture, as a turn of their own."""
    parent = access.turn_for(request.user, turn_id)
    form = CritiqueForm(request.POST)
    if _told(form, lambda: submit.critique(request.user, parent, **form.cleaned_data)):
        return studio.answer(request, parent.session)
    sentence = " ".join(form.sentences)
    if request.htmx:
        return render(request, "studio/show.html#critique_problem", {"sentence": sentence}, status=422)
    return studio.notice(request, parent.session, sentence, status=422)


@require_POST
@login_required
def finalize(request: PersonRequest, turn_id: int) -> HttpResponse:
    """The picture again at 4K."""
    parent = access.turn_for(request.user, turn_id)
    form = FinalizeForm(request.POST)
    if not form.is_valid():
        return studio.notice(request, parent.session, form.sentences[0], status=422)
    submit.finalize(request.user, parent, key=form.cleaned_data["key"], model=form.model, surface=form.surface)
    return studio.answer(request, parent.session)


@require_POST
@login_required
def rerender(request: PersonRequest, turn_id: int) -> HttpResponse:
    """The picture again, clean, at a preview size."""
    parent = access.turn_for(request.user, turn_id)
    form = RerenderForm(request.POST)
    if not form.is_valid():
        return studio.notice(request, parent.session, form.sentences[0], status=422)
    data = form.cleaned_data
    submit.rerender(request.user, parent, key=data["key"], image_size=data["image_size"])
    return studio.answer(request, parent.session)


@require_POST
@login_required
def retry(request: PersonRequest, turn_id: int) -> HttpResponse:
    """The same request once more, as a new turn."""
    turn = access.turn_for(request.user, turn_id)
    form = KeyForm(request.POST)
    if not form.is_valid():
        return studio.notice(request, turn.session, form.sentences[0], status=422)
    submit.retry(request.user, turn, key=form.cleaned_data["key"])
    return studio.answer(request, turn.session)


@require_POST
@login_required
def cancel(request: PersonRequest, turn_id: int) -> HttpResponse:
    """Stop waiting for a turn; says whether it may still be billed."""
    turn = access.turn_for(request.user, turn_id)
    ended = submit.cancel(request.user, turn)
    return studio.answer(request, turn.session, say=f"v{ended.number}: {ended.message}")


@require_POST
@login_required
def keep(request: PersonRequest, turn_id: int) -> HttpResponse:
    """Take a picture that came back different."""
    turn = submit.keep(request.user, access.turn_for(request.user, turn_id))
    return studio.answer(request, turn.session, look=turn)


@require_POST
@login_required
def resolve(request: PersonRequest, turn_id: int, attempt_id: int) -> HttpResponse:
    """Say whether a call whose outcome is unknown was billed."""
    turn = access.turn_for(request.user, turn_id)
    attempt = access.attempt_for(request.user, attempt_id)
    said = request.POST.get("billed")
    if attempt.turn_id != turn.pk or said not in ("yes", "no"):
        return studio.notice(request, turn.session, "Say whether the call was billed: yes or no.", status=422)
    attempts.resolve(attempt, actor=request.user, billed=said == "yes", note="Said on the turn")
    words = "recorded as billed" if said == "yes" else "recorded as not billed"
    return studio.answer(request, turn.session, look=turn, say=f"Try {attempt.number} of v{turn.number}: {words}.")


@require_POST
@login_required
def continue_from(request: PersonRequest, turn_id: int) -> HttpResponse:
    """The next edit starts from this turn: a roll-back or a branch, never a deletion."""
    turn = access.turn_for(request.user, turn_id)
    heads.move_to(turn.session, turn, request.user)
    look = turn if turn.status == Status.DONE and "look" in request.POST else None
    return studio.answer(request, turn.session, look=look)


def _told(form: KeyForm, act: Callable[[], Turn]) -> Turn | None:
    """The turn that a good form opens; None where the form or the act has something to say."""
    return problems.told(form, act) if form.is_valid() else None
