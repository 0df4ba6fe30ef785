"""Signing in: by the one-time link that the start prints, or by the password of a named account."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from editor.accounts import redeem
from editor.web.forms import SignInForm

WRONG = "No account has this name and password. Check both; capitals count."


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; after it, the page that was asked for."""
    if request.headers.get("HX-Request"):
        return _whole_page(request)
    going_to = _safe_next(request)
    if request.user.is_authenticated:
        return redirect(going_to)
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if user is not None:
            login(request, user)
            return redirect(going_to)
        form.add_error(None, WRONG)
    status = 422 if form.errors else 200
    return render(request, "sign_in/form.html", {"form": form, "next": going_to}, status=status)


@never_cache
@require_GET
def with_link(request: HttpRequest, token: str) -> HttpResponse:
    """Follow a one-time link. A used or old one says how to get another."""
    if redeem(request, token) or request.user.is_authenticated:
        return redirect("home")
    return render(request, "sign_in/link_gone.html", status=410)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this browser's sign-in."""
    logout(request)
    return redirect("sign-in")


def _whole_page(request: HttpRequest) -> HttpResponse:
    """For a fragment that was asked for after the sign-in ran out: the form must not land inside the page."""
    page = urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
    address = f"{request.path}?{urlencode({'next': page})}"
    return HttpResponse(status=204, headers={"HX-Redirect": address})


def _safe_next(request: HttpRequest) -> str:
    """Where to go after signing in: the page that was asked for, if it is ours."""
    wish = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wish, {request.get_host()}, require_https=request.is_secure())
    return wish if ours else str(redirect(settings.LOGIN_REDIRECT_URL).url)
