"""The embedded engine's door: a generateContent request in, the same JSON as the real service out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from editor.providers import slip
from editor.providers.embedded import steps

if TYPE_CHECKING:
    from editor.providers.embedded.rules import Rules

STOPPED: Final = 499  # what a server notes when its client went away: nobody reads this answer
_DEFECT = b'{"error": {"code": 500, "message": "Internal error encountered.", "status": "INTERNAL"}}'
_READ: Final = 0.01  # the share of a drawing that reading its instruction is


def answer(path: str, body: bytes, slip_path: str = "") -> tuple[int, bytes]:
    """HTTP status and JSON body for a POST of `body` to `path`; the same request gives the same bytes. Never raises.

    Its steps go to the slip at `slip_path`, where there is one, and a stop on it ends the drawing with `STOPPED`.
    Everything else is imported on the first call, so that the web process can name this function without paying for it.
    """
    try:
        with slip.pen(slip_path, steps.Unwanted) as write, steps.heard_by(write):
            with steps.span("Reading the instruction", 0.0, _READ):
                from editor.providers.embedded import conversation
            with steps.span("Reading the instruction", _READ, 1.0):
                return conversation.answer(path, body)
    except steps.Unwanted:
        return STOPPED, b""
    except Exception:  # noqa: BLE001  a service answers a defect of its own with 500; the client's rules take it from there
        return 500, _DEFECT


def stand_in(body: bytes, rules: Rules) -> tuple[int, bytes]:
    """The same for the model of these rules, whatever its path. Never raises."""
    try:
        from editor.providers.embedded import conversation

        return conversation.respond(body, rules)
    except Exception:  # noqa: BLE001  as above
        return 500, _DEFECT
