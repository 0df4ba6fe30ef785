"""What a preview may become when a service is overloaded."""

from __future__ import annotations

from collections.abc import Sequence

from editor.resilience.tries import SIZES


def smaller(size: str, makes: Sequence[str]) -> str | None:
    """The next smaller size that the model makes, or None."""
    below = SIZES[SIZES.index(size) + 1 :] if size in SIZES else ()
    return next((each for each in below if each in makes), None)
