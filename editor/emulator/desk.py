"""The emulator's own desk: what was asked so far, which faults come next, how long answers take."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from editor.emulator import answers
from editor.emulator.answers import Answer
from editor.emulator.script import UnknownFault

if TYPE_CHECKING:
    from editor.emulator.provider import Provider

PREFIX: Final = "/emulator/"


def answer(provider: Provider, method: str, path: str, body: bytes) -> Answer:
    """Carry out what the desk is asked. Nothing here is part of the wire."""
    try:
        told: Any = json.loads(body) if body else None
        return answers.of_json(_done(provider, method, path.removeprefix(PREFIX), told))
    except (UnknownFault, ValueError, KeyError, TypeError) as problem:
        return answers.of_json({"error": str(problem)}, 400)
    except LookupError as problem:
        return answers.of_json({"error": str(problem)}, 404)


def _done(provider: Provider, method: str, what: str, told: Any) -> Any:
    match method, what:
        case "GET", "calls":
            return provider.calls.as_json()
        case "DELETE", "calls":
            provider.calls.forget()
            return []
        case "POST", "script":
            provider.script.add(told)
            return {}
        case "DELETE", "script":
            provider.script.clear()
            return {}
        case "POST", "latency":
            provider.latency_s = float(told["latency_s"])
            return {}
        case "POST", "mix":
            provider.script.mix(float(told["share"]), int(told["seed"]))
            return {}
        case "POST", "admit":
            provider.doors.admit(told["email"], told["public_key"], float(told["lifetime_s"]))
            return {}
        case "POST", "expire":
            provider.doors.expire()
            return {}
    raise LookupError(f"The desk knows no {method} {what}.")
