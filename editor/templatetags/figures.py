"""How the studio says hashes, ratios and data for its scripts. Load with `{% load figures %}`."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template

from editor.providers import surfaces
from sessions.models import Attempt, LedgerKind, Turn

register = template.Library()

WIDE = 1.35


@register.filter
def as_json(value: Any) -> str:
    """The value as JSON, for a data attribute (the template escapes it)."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@register.filter
def short_hash(sha256: str) -> str:
    """9c41 e07b … 52aa: enough of a SHA-256 to compare by eye."""
    return f"{sha256[:4]} {sha256[4:8]} … {sha256[-4:]}"


@register.filter
def ratio_class(ratio: str) -> str:
    """The class that gives a box this ratio: 4:5 becomes ar-4-5; square where no ratio is known."""
    return f"ar-{ratio.replace(':', '-')}" if ratio else "ar-1-1"


@register.filter
def is_wide(ratio: str) -> bool:
    """True for a ratio so wide that two pictures stand better above one another."""
    across, _, down = ratio.partition(":")
    return bool(down) and int(across) / int(down) > WIDE


@register.filter
def percent(share: float) -> str:
    """A share (0..1) as the whole percents that were reached: 43 %."""
    return f"{int(share * 100 + 1e-6)} %"


@register.filter
def said(turn: Turn) -> str:
    """The words a person asked with; for a turn without words, what it is."""
    if turn.action in ("finalize", "rerender") and turn.parent:
        return f"{turn.image_size} of v{turn.parent.number}"
    brief = turn.brief or {}
    words = brief.get("instruction") or brief.get("text") or "; ".join(brief.get("change") or [])
    if turn.action == "upload":
        words = brief.get("file_name") or ""
    return " ".join(str(words).split()) or turn.get_action_display()


@register.filter
def surface_label(name: str) -> str:
    """A surface's name as people know it."""
    known = surfaces.SURFACES.get(name)
    return known.label if known else name


@register.filter
def billed(turn: Turn) -> str:
    """What the turn cost in USD, as the ledger knows it, and how much more it may be where a call never told."""
    unknown = [call for call in turn.attempts.all() if call.outcome == "unknown" and call.surface != surfaces.EMBEDDED]
    known = f"${turn.cost_usd:,.3f}"
    if not unknown:
        return known
    held, those = sum(map(reserved, unknown), Decimal(0)), "a call" if len(unknown) == 1 else f"{len(unknown)} calls"
    return f"{known}; up to ${held:,.3f} more may have been, for {those} whose outcome is unknown"


@register.filter
def size_of(pair: tuple[int, int] | None) -> str:
    """1856 × 2304."""
    return f"{pair[0]} × {pair[1]}" if pair else ""


@register.filter
def reserved(attempt: Attempt) -> Decimal:
    """USD set aside for a call. Asks nothing of the database where its ledger lines were read with it."""
    lines = (line.amount_usd for line in attempt.ledger.all() if line.kind == LedgerKind.RESERVE)
    return sum(lines, Decimal(0))


@register.filter
def of(found: Mapping[Any, Any], key: Any) -> Any:
    """The entry of a mapping under a key that the template knows by name only."""
    return found.get(key)


@register.filter
def whole(count: int | str) -> str:
    """A count with its thousands set apart; services send some as text."""
    return f"{int(count):,}" if str(count).isdecimal() else str(count)


@register.simple_tag
def new_key() -> str:
    """An idempotency key, fresh for the form that holds it."""
    return uuid.uuid4().hex
