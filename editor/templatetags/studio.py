"""How the pages draw icons and say prices, times and lengths. Load with `{% load studio %}`."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from editor.providers.surfaces import EMBEDDED
from sessions.models import Action, Turn

register = template.Library()

SHAPE_PX = 14


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """A Lucide icon from the sprite: `size` is empty (16 px), "m" (14) or "s" (12), or any class names.

    With a label it speaks for itself; without one it is hidden from readers, so a word must stand beside it.
    """
    voice = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    href = f"{static('icons.svg')}#{name}"
    return format_html('<svg class="i {}" {}><use href="{}"/></svg>', size, voice, href)


@register.simple_tag
def shape(ratio: str) -> SafeString:
    """The outline of a ratio such as 4:5, its longer edge 14 px."""
    across, down = (int(part) for part in ratio.split(":"))
    # The stroke of 1.5 px is drawn half outside its path, so the path is that much smaller than the outline.
    width = max(SHAPE_PX * across / max(across, down), 4) - 1.5
    height = max(SHAPE_PX * down / max(across, down), 4) - 1.5
    return format_html(
        '<svg class="shape" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">'
        '<rect x="{}" y="{}" width="{}" height="{}" rx="1"/></svg>',
        f"{7 - width / 2:.2f}",
        f"{7 - height / 2:.2f}",
        f"{width:.2f}",
        f"{height:.2f}",
    )


@register.filter
def by_engine(turn: Turn) -> bool:
    """True where the embedded engine made the turn's picture, or is making it: such a picture is always labelled."""
    is_made = turn.action not in (Action.UPLOAD, Action.CRITIQUE)
    return is_made and (turn.surface_used or turn.surface_asked) == EMBEDDED


@register.filter
def usd(amount: Decimal | None) -> str:
    """A price with three decimals ($0.101); a dash where it is not known."""
    return "–" if amount is None else f"${amount:,.3f}"


@register.filter
def took(seconds: float | None) -> str:
    """A length of time as people say it: 0.9 s, 14 s, 2 min 05 s."""
    if seconds is None:
        return "–"
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    if seconds < 119.5:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s"


@register.filter
def chars(count: int) -> str:
    """A count with its thousands set apart: 4,000."""
    return f"{count:,}"


@register.filter
def megabytes(count: int) -> str:
    """A length in bytes as MB (1.4) or, below 0.1 MB, kB."""
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{max(count / 1e3, 0.1):.0f} kB"


@register.simple_tag
def moment(when: datetime | None) -> SafeString:
    """A `<time>`: relative under an hour, else the day. times.js keeps it true and puts it in the reader's own zone."""
    if when is None:
        return SafeString("–")
    return format_html('<time datetime="{}" data-moment>{}</time>', when.isoformat(timespec="milliseconds"), ago(when))


def ago(when: datetime, now: datetime | None = None) -> str:
    """just now, 4 minutes ago, 11:08 UTC, 20 Nov, 20 Nov 2025."""
    now = now or timezone.now()
    minutes = int((now - when).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return "1 minute ago" if minutes == 1 else f"{minutes} minutes ago"
    if when.date() == now.date():
        return date_format(when, "H:i") + " UTC"
    return date_format(when, "j M" if when.year == now.year else "j M Y")


@register.filter
def headline(turn: Turn) -> str:
    """What a turn is about, in a line: the words that were asked, the file that came, else the kind of turn."""
    brief: dict[str, Any] = turn.brief or {}
    if turn.action in (Action.RERENDER, Action.FINALIZE):
        return turn.get_action_display()
    words = brief.get("instruction") or ", ".join(brief.get("change") or ()) or brief.get("file_name")
    return " ".join(str(words or "").split()) or turn.get_action_display()
