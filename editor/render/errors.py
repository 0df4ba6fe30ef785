"""What can go wrong that is not the provider's fault.

RenderError         base; `sentence` is for the person, `status` the HTTP status
    BadAsk          the form asks for what cannot be made
    NotReady        the surface or model cannot be used now
    NothingToEdit   the parent has no picture
    Halted          the calls on record leave nothing to try
"""

from __future__ import annotations

from collections.abc import Sequence

from sessions.models import Attempt, Outcome


class RenderError(Exception):
    """A request that ends before any provider is asked."""

    status = 422

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadAsk(RenderError):
    """The form asks for what cannot be made."""


class NotReady(RenderError):
    """The surface or model cannot be used now."""


class NothingToEdit(RenderError):
    """The parent has no picture."""

    status = 409


class Halted(RenderError):
    """The calls of a turn leave nothing to try: found when a process takes over after the last of them ended."""

    def __init__(self, halt: str, calls: Sequence[Attempt]) -> None:
        unknown = [each for each in calls if each.outcome == Outcome.UNKNOWN]
        last = calls[-1].error if calls else ""
        if halt == "repeated once already" and unknown:
            super().__init__(
                f"{_count(len(unknown))} cut off in flight. Outcome unknown, may have been billed, so no other was "
                "made. Try again if you want one."
            )
            return
        super().__init__(f"{last or 'The calls of this version brought no picture.'} Try again, or use another model.")


def _count(calls: int) -> str:
    return "One call was" if calls == 1 else f"{calls} calls were"
