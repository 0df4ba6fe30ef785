"""The retry budget of a surface: repeats are a share of calls, so that an outage is not doubled by us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

WINDOW_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Allowance:
    """Every first call of the last minute earns `per_call` tokens, `standing` are always there; a repeat takes one.

    The standing tokens let a quiet installation repeat at all; the share is what a busy one may add to an outage.
    """

    per_call: float = 0.25
    standing: float = 10.0


def tokens(first_calls: int, repeats: int, allowance: Allowance) -> float:
    """Tokens left on a surface, from the calls that it received in the last minute."""
    return allowance.standing + allowance.per_call * first_calls - repeats
