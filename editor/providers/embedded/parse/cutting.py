"""Cutting a clause once more where only a part of it cannot be carried out, so that each part is told by itself."""

import re
from dataclasses import replace

from editor.providers.embedded.parse import reading
from editor.providers.embedded.parse.clauses import Ask
from editor.providers.embedded.parse.situation import Reading, Situation

_EDGE = re.compile(
    r"\s+(?=(?:with|without|on|in|at|next to|beside|behind|over|under|against|holding|wearing|walking|across|"
    r"near|featuring|from|"
    r"like|using|under|during|that) )",
    re.IGNORECASE,
)
_QUOTES = '"“”„«»「」'


def parts(ask: Ask, situation: Situation) -> list[tuple[Ask, Reading]]:
    """The clause and its reading, or its parts and theirs; the situation goes along."""
    before = situation.copy()
    whole = reading.read(ask.text, situation, ask.topic)
    if not whole.is_troubled or ask.heading == "keep":
        return [(ask, whole)]
    best: tuple[int, list[tuple[Ask, Reading]], Situation] | None = None
    for edge in _EDGE.finditer(ask.text):
        found = _cut(ask, edge.start(), before, whole)
        if found and (best is None or found[0] < best[0]):
            best = found
    if best is None:
        return [(ask, whole)]
    for name in ("present", "target", "slots", "introduced", "picked", "worded"):
        setattr(situation, name, getattr(best[2], name))
    return best[1]


def _cut(
    ask: Ask, at: int, before: Situation, whole: Reading
) -> tuple[int, list[tuple[Ask, Reading]], Situation] | None:
    """Both parts where only one is in order and they come to what the whole does; with the other one's length."""
    head, tail = ask.text[:at].strip(" \t,;:"), ask.text[at:].strip()
    if not head or not tail or sum(letter in _QUOTES for letter in head) % 2:
        return None
    now = before.copy()
    first = reading.read(head, now, ask.topic)
    now.follows = True
    between = now.copy()
    second = reading.read(tail, now, ask.topic)
    if {**first.changes, **second.changes} != whole.changes or first.is_troubled == second.is_troubled:
        return None
    good = second if first.is_troubled else first
    if ask.said or whole.undo or not (good.changes or (good.named and before.creating)):
        return None
    one, other = replace(ask, text=head), replace(ask, text=tail)
    if first.is_troubled:
        return len(head), [*parts(one, before.copy()), (other, second)], now
    return len(tail), [(one, first), *parts(other, between)], now
