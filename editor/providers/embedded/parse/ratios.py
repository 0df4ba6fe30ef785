"""Ratios spoken of in a prompt: "make it 4:5"."""

import re

from editor.providers.clauses import Clause
from editor.providers.embedded import pixels

_RATIO = re.compile(r"(?<![\d:.])(\d{1,2}):(\d{1,2})(?![\d:])")


def asked(prompt: str) -> str:
    """The first ratio of the table that the prompt names, or ""."""
    named = (match[0] for match in _RATIO.finditer(prompt))
    return next((ratio for ratio in named if ratio in pixels.RATIOS), "")


def disagreement(prompt: str, ratio: str) -> tuple[Clause, ...]:
    """A clause where the prompt names another ratio than the one that was set."""
    named = asked(prompt)
    if not named or named == ratio:
        return ()
    return (Clause(f"ratio {named}", "not possible", f"the request sets {ratio}, and the setting wins"),)
