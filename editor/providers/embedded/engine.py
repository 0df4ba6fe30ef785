"""The embedded engine's door: a generateContent request in, the same JSON as the real service out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.providers.embedded.rules import Rules

_DEFECT = b'{"error": {"code": 500, "message": "Internal error encountered.", "status": "INTERNAL"}}'


def answer(path: str, body: bytes) -> tuple[int, bytes]:
    """HTTP status and JSON body for a POST of `body` to `path`; the same request gives the same bytes. Never raises.

    Everything else is imported on the first call, so that the web process can name this function without paying for it.
    """
    try:
        from editor.providers.embedded import conversation

        return conversation.answer(path, body)
    except Exception:  # noqa: BLE001  a service answers a defect of its own with 500; the client's rules take it from there
        return 500, _DEFECT


def stand_in(body: bytes, rules: Rules) -> tuple[int, bytes]:
    """The same for the model of these rules, whatever its path. Never raises."""
    try:
        from editor.providers.embedded import conversation

        return conversation.respond(body, rules)
    except Exception:  # noqa: BLE001  as above
        return 500, _DEFECT
