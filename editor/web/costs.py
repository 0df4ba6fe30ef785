"""The costs page: what the calls of a month cost, by day, model, surface and session. Months and days are UTC."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.handlers.asgi import ASGIRequest
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from editor.providers.surfaces import SURFACES
from editor.web import access
from editor.web.htmx import PersonRequest
from editor.web.months import Month
from editor.web.sheet import AsyncSheet, Sheet
from sessions.services import ledger
from sessions.services.ledger import By, Total

ROWS_MOST: Final = 20
ZERO: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Row:
    """A total, named for people. Its bar, in percent of the longest, and how much of it is open.

    `link` is the id of a session that the person may look at.
    """

    total: Total
    label: str
    share: float
    open_share: float
    link: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind, dearest first; `rest` sums up those that are left out, of which there are `more`."""

    rows: tuple[Row, ...]
    more: int
    rest_usd: Decimal


@never_cache
@require_safe
@login_required
def show(request: PersonRequest) -> HttpResponse:
    """One month of one's own account; for staff everybody's, or one's own with `?whose=me`."""
    today = timezone.now().date()
    month = Month.read(request.GET.get("month", ""), today)
    whose = _whose(request)
    return render(request, "costs/show.html", _context(request.user, whose, month, today))


@never_cache
@require_safe
@login_required
def download(request: PersonRequest, year: int, month: int) -> HttpResponseBase:
    """The lines of a month as CSV, sent while they are read."""
    if not (2000 <= year <= 9998 and 1 <= month <= 12):
        raise Http404
    shown = Month(year, month)
    lines = ledger.entries(_whose(request), shown.since, shown.until)
    sheet = AsyncSheet(lines) if isinstance(request, ASGIRequest) else Sheet(lines)
    response = StreamingHttpResponse(sheet, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="overpaint-costs-{shown}.csv"'
    return response


def _whose(request: PersonRequest) -> User | None:
    """None is everybody: for staff, unless they ask for their own."""
    everybody = request.user.is_staff and request.GET.get("whose") != "me"
    return None if everybody else request.user


def _context(user: User, whose: User | None, month: Month, today: date) -> dict[str, Any]:
    totals = partial(ledger.totals, user=whose, since=month.since, until=month.until)
    days = totals(By.DAY)
    sessions = totals(By.SESSION)
    mine = access.own_ids(user, (int(each.key) for each in sessions[:ROWS_MOST]))
    return {
        "month": month,
        "earlier": month.before if _has_earlier(whose, month) else None,
        "later": month.after if month.after.first <= today else None,
        "is_now": month.holds(today),
        "total": _sum(days),
        "open_usd": ledger.open_usd(whose),
        "days": _bars(_every_day(days, month, today)),
        "by_model": _table(totals(By.MODEL)),
        "by_surface": _table(totals(By.SURFACE), {name: SURFACES[name].label for name in SURFACES}),
        "by_session": _table(sessions, links=mine),
        "by_author": _table(totals(By.AUTHOR)) if whose is None else None,
        "is_everybody": whose is None,
        "whose_query": "&whose=me" if user.is_staff and whose else "",
        "here": "costs",
    }


def _has_earlier(whose: User | None, month: Month) -> bool:
    return ledger.entries(whose, until=month.since).exists()


def _sum(rows: Iterable[Total]) -> Total:
    """Days make up the month, so it needs no query of its own."""
    found = list(rows)
    return Total(
        key="",
        label="",
        calls=sum(each.calls for each in found),
        pictures=sum(each.pictures for each in found),
        settled_usd=sum((each.settled_usd for each in found), ZERO),
        open_usd=sum((each.open_usd for each in found), ZERO),
    )


def _every_day(found: Iterable[Total], month: Month, today: date) -> list[Total]:
    """Days without a call are shown, too: a gap says as much as a bar."""
    by_key = {each.key: each for each in found}
    days = [day for day in month.days if day <= today]
    return [by_key.get(f"{day}", Total(f"{day}", f"{day}", 0, 0, ZERO, ZERO)) for day in days]


def _bars(found: list[Total], names: dict[str, str] | None = None, links: frozenset[int] = frozenset()) -> list[Row]:
    most = max((each.settled_usd + each.open_usd for each in found), default=ZERO)
    return [_row(each, most, names or {}, links) for each in found]


def _row(each: Total, most: Decimal, names: dict[str, str], links: frozenset[int]) -> Row:
    open_share = float(each.open_usd / most * 100) if most else 0.0
    share = float(each.settled_usd / most * 100) + open_share if most else 0.0
    link = int(each.key) if links and int(each.key) in links else None
    return Row(each, names.get(each.key, each.label), share, open_share, link)


def _table(found: list[Total], names: dict[str, str] | None = None, links: frozenset[int] = frozenset()) -> Table:
    rest = found[ROWS_MOST:]
    rest_usd = sum((each.settled_usd + each.open_usd for each in rest), ZERO)
    return Table(tuple(_bars(found[:ROWS_MOST], names, links)), len(rest), rest_usd)
