"""How the status and costs pages say shares, days and surfaces. Load with `{% load reports %}`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import floor

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from editor.providers.surfaces import SURFACES

register = template.Library()


@register.filter
def percent(share: float | None) -> str:
    """A share of 1 as people say it: 14 %, under 1 %; a dash where there is none."""
    if share is None:
        return "–"
    return "under 1 %" if 0 < share < 0.01 else f"{share * 100:.0f} %"


@register.filter
def whole(count: float) -> int:
    """What is there in full: 9 of 9.75, and never less than nothing."""
    return max(floor(count), 0)


@register.filter
def span(seconds: float) -> str:
    """A round length of time: 15 s, 4 min, 1 min 30 s."""
    minutes, rest = divmod(round(seconds), 60)
    return " ".join(
        part for part in (f"{minutes} min" if minutes else "", f"{rest} s" if rest or not minutes else "") if part
    )


@register.filter
def surface(name: str) -> str:
    """The name of a surface for people; an unknown one as it is written."""
    found = SURFACES.get(name)
    return found.label if found else name


@register.filter
def weekday(day: str) -> str:
    """Wed 5, from 2026-11-05."""
    return date_format(date.fromisoformat(day), "D j")


@register.filter
def calendar(day: date) -> str:
    """November 2026."""
    return date_format(day, "F Y")


@register.filter
def each_usd(total: Decimal, count: int) -> Decimal | None:
    """What one of them cost; None where there are none."""
    return total / count if count else None


@register.simple_tag
def bar(share: float, open_share: float = 0.0) -> SafeString:
    """A bar of `share` percent whose last `open_share` percent are half as high. The figures beside it say the same."""
    # Attributes, not styles: the content security policy forbids inline styles.
    return format_html(
        '<svg class="bar" width="100%" height="8" aria-hidden="true"><rect class="paid" width="{}%" height="100%"/>'
        '<rect class="open" x="{}%" y="50%" width="{}%" height="50%"/></svg>',
        f"{share - open_share:.2f}",
        f"{share - open_share:.2f}",
        f"{open_share:.2f}",
    )
