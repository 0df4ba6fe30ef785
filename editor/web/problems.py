"""What went wrong, as a page or a fragment: one table from an error to its status and its words.

`ProblemMiddleware` turns an error that a view let through into a page, or for htmx into a notice that leaves the page
as it is. `told` is for forms: the sentence goes beside what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.deprecation import MiddlewareMixin

from editor.render.errors import RenderError
from sessions.errors import AssetMissing, FenceLost, SessionsError, TurnConflict

T = TypeVar("T")

# Error of the record -> HTTP status, title. The most special first.
TABLE: Final[tuple[tuple[type[SessionsError], int, str], ...]] = (
    (TurnConflict, 409, "The version has moved on"),
    (FenceLost, 409, "Another worker took over"),
    (AssetMissing, 410, "The picture is not in the store"),
    (SessionsError, 500, "The record refused it"),
)


class Telling(Protocol):
    """A form that can be told a sentence."""

    def tell(self, sentence: str) -> None:
        """Take a sentence for the person."""


def told(form: Telling, act: Callable[[], T]) -> T | None:
    """The result of an act; where it refuses, None, and the form has been told why."""
    try:
        return act()
    except RenderError as problem:
        form.tell(problem.sentence)
    except TurnConflict as problem:
        form.tell(_sentence(problem))
    return None


class ProblemMiddleware(MiddlewareMixin):
    """Answers for the errors of our own rooms. Anything else is a fault and stays one."""

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """A page for errors we know; None lets the others go on."""
        if isinstance(problem, RenderError):
            return answer(request, problem.status, "That cannot be made", problem.sentence)
        for kind, status, title in TABLE:
            if isinstance(problem, kind):
                return answer(request, status, title, _sentence(problem))
        return None


def _sentence(problem: Exception) -> str:
    words = str(problem).rstrip(".")
    return f"{words}. Reload the page to see where the session stands."


def answer(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    """A problem page; for htmx a notice in #problem, so that nothing on the page is lost."""
    context = {"status": status, "title": title, "sentence": sentence}
    if not request.headers.get("HX-Request"):
        return render(request, "problem.html", context, status=status)
    response = render(request, "partials/notice.html", context, status=status)
    response["HX-Retarget"] = "#problem"
    response["HX-Reswap"] = "innerHTML"
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: never there, or somebody else's. Which of the two is not told."""
    return answer(request, 404, "Not here", "There is nothing at this address, or it belongs to another account.")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without the token of this browser."""
    sentence = "The form was older than your sign-in, or cookies are off. Nothing was done. Reload and send it again."
    return answer(request, 403, "This form was not accepted", sentence)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours. Rendered without context, since any part of it may be the fault."""
    if request.headers.get("HX-Request"):
        words = {"title": "A fault in Overpaint", "sentence": "It is in the log. Your versions are safe. Try again."}
        response = HttpResponse(render_to_string("partials/notice.html", words), status=500)
        response["HX-Retarget"] = "#problem"
        response["HX-Reswap"] = "innerHTML"
        return response
    return HttpResponse(render_to_string("500.html"), status=500)
