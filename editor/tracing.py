"""Traces by the OpenTelemetry API, which does nothing until an operator installs and configures its SDK; and the log.

Attribute names follow OpenTelemetry's conventions for generative AI where there is one. Never prompts, bytes or keys.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from opentelemetry.util.types import AttributeValue

from editor.providers.errors import ProviderError
from sessions.models import Attempt

log = logging.getLogger("editor.calls")
_tracer = trace.get_tracer("overpaint")


@contextmanager
def render(turn_id: int, action: str) -> Iterator[Span]:
    """The work on one turn, until it ends or is put off."""
    facts: dict[str, AttributeValue] = {"overpaint.turn": turn_id, "overpaint.action": action}
    with _tracer.start_as_current_span("render", attributes=facts, record_exception=False) as span:
        yield span


@contextmanager
def call(attempt: Attempt) -> Iterator[Span]:
    """One request to a provider."""
    facts: dict[str, AttributeValue] = {
        "gen_ai.operation.name": "generate_content",
        "gen_ai.provider.name": attempt.surface,
        "gen_ai.request.model": attempt.model,
        "overpaint.turn": attempt.turn_id,
        "overpaint.request_id": attempt.request_id,
        "overpaint.image_size": attempt.image_size,
    }
    name = f"generate_content {attempt.model}"
    # The exception itself is left out: a provider's words may be in it, and those may quote the prompt.
    with _tracer.start_as_current_span(
        name, kind=SpanKind.CLIENT, attributes=facts, record_exception=False, set_status_on_exception=False
    ) as span:
        try:
            yield span
        except ProviderError as problem:
            span.set_attribute("error.type", type(problem).__name__)
            span.set_status(Status(StatusCode.ERROR))
            raise


def tell(attempt: Attempt) -> None:
    """How a call ended, as one line of the log."""
    usage = attempt.usage or {}
    facts = {
        "request_id": attempt.request_id,
        "turn": attempt.turn_id,
        "try": attempt.number,
        "surface": attempt.surface,
        "model": attempt.model,
        "size": attempt.image_size,
        "seconds": f"{attempt.latency_s or 0:.3f}",
        "first_byte_s": f"{attempt.first_byte_s or 0:.3f}",
        "status": attempt.http_status or 0,
        "tokens_in": usage.get("promptTokenCount", 0),
        "tokens_out": usage.get("candidatesTokenCount", 0),
        "usd": attempt.price_usd or 0,
        "outcome": attempt.outcome,
        "failure": attempt.failure or "none",
    }
    log.info(" ".join(f"{name}={value}" for name, value in facts.items()))
