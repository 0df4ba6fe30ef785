"""The local account and its one-time sign-in links, as Jupyter prints them.

A link is Django's own password-reset token over the account's last sign-in: it works once, because signing in changes
what the token was made from, and it dies after a day.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest
from django.urls import reverse

from sessions.services import audit

LOCAL = "local"


class LinkTokens(PasswordResetTokenGenerator):
    """Tokens for sign-in links, separate from those that reset passwords."""

    key_salt = "overpaint.sign-in-link"


_tokens = LinkTokens()


def local_account() -> User:
    """The account of the person at this machine, made at the first start. It has no password: links open it."""
    user, made = User.objects.get_or_create(username=LOCAL, defaults={"first_name": "Me"})
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def link_path(user: User) -> str:
    """Path of a fresh one-time link for `user`."""
    return reverse("sign-in-link", args=[f"{user.pk}-{_tokens.make_token(user)}"])


def redeem(request: HttpRequest, token: str) -> User | None:
    """Sign the link's account in, once. None when the link was used, is too old, or was never ours."""
    number, _, rest = token.partition("-")
    user = User.objects.filter(pk=int(number), is_active=True).first() if number.isdecimal() else None
    if user is None or not _tokens.check_token(user, rest):
        return None
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    audit.record(user, "sign-in.link")
    return user
