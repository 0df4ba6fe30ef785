"""Traces by the OpenTelemetry API, which does nothing until an operator installs and configures its SDK; and the log.

Attribute names follow OpenTelemetry's conventions for generative AI where there is one. Never prompts, bytes or keys:
of an exception only its name is kept, for a provider's words may be in its text, and those may quote the prompt.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from types import TracebackType
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from opentelemetry import trace
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from opentelemetry.util.types import AttributeValue

from editor.providers import surfaces
from editor.providers.surfaces import EMBEDDED
from sessions.models import Attempt

log = logging.getLogger("editor.calls")
_tracer = trace.get_tracer("overpaint")

# Well-known values of `gen_ai.provider.name`; other surfaces go by their own names.
PROVIDERS: Final = {"gemini": "gcp.gemini", "vertex": "gcp.vertex_ai"}
# Ways to stop that are nobody's fault. By name: one of them belongs to a room above this one.
QUIET: Final = ("Abandoned", "FenceLost", "TurnConflict")
NONE: Final = "none"


@contextmanager
def render(turn_id: int, action: str) -> Iterator[Span]:
    """The work on one turn, until it ends or is put off."""
    with _span("render", {"overpaint.turn": turn_id, "overpaint.action": action}) as span:
        yield span


@contextmanager
def call(attempt: Attempt) -> Iterator[Span]:
    """One request to a provider, until its answer lies in the spool."""
    with _span(f"generate_content {attempt.model}", _asked(attempt), SpanKind.CLIENT) as span:
        if span.is_recording() and attempt.surface != EMBEDDED:
            span.set_attributes(_server(attempt.surface))
        yield span


def tell(attempt: Attempt) -> None:
    """How a call ended: one line of the log, and a span, for tokens and price are known only once the answer is read.

    Also told of an answer that a killed process left behind, whose own span died with it.
    """
    log.info(" ".join(f"{name}={value}" for name, value in _line(attempt).items()))
    with _span("settle", _asked(attempt) | _answered(attempt)) as span:
        if attempt.failure:
            span.set_attribute("error.type", attempt.failure)
            span.set_status(Status(StatusCode.ERROR))


@contextmanager
def _span(name: str, facts: Mapping[str, AttributeValue], kind: SpanKind = SpanKind.INTERNAL) -> Iterator[Span]:
    with ExitStack() as stack:
        begun = _tracer.start_as_current_span(
            name, kind=kind, attributes=facts, record_exception=False, set_status_on_exception=False
        )
        span = stack.enter_context(begun)
        stack.push(partial(_name_failure, span))
        yield span


def _name_failure(
    span: Span, kind: type[BaseException] | None, _problem: BaseException | None, _trace: TracebackType | None
) -> None:
    if kind is None:
        return
    if kind.__name__ in QUIET:
        span.set_attribute("overpaint.stopped", kind.__name__)
        return
    span.set_attribute("error.type", kind.__name__)
    span.set_status(Status(StatusCode.ERROR))


def _asked(attempt: Attempt) -> dict[str, AttributeValue]:
    return {
        "gen_ai.operation.name": "generate_content",
        "gen_ai.output.type": "image",
        "gen_ai.provider.name": PROVIDERS.get(attempt.surface, attempt.surface),
        "gen_ai.request.model": attempt.model,
        "overpaint.turn": attempt.turn_id,
        "overpaint.attempt.request_id": attempt.request_id,
        "overpaint.surface": attempt.surface,
        "overpaint.image_size": attempt.image_size,
    }


def _server(surface: str) -> dict[str, AttributeValue]:
    """The host that is called; its port only where it is not the usual one."""
    url = urlsplit(surfaces.surface(surface, settings.PROVIDER_ENV).base_url)
    return {"server.address": url.hostname or ""} | ({"server.port": url.port} if url.port else {})


def _answered(attempt: Attempt) -> dict[str, AttributeValue]:
    usage = attempt.usage or {}
    found: dict[str, AttributeValue | None] = {
        "gen_ai.response.id": attempt.response_id or None,
        "gen_ai.usage.input_tokens": _count(usage, "promptTokenCount"),
        "gen_ai.usage.output_tokens": _count(usage, "candidatesTokenCount"),
        "overpaint.thought_tokens": _count(usage, "thoughtsTokenCount"),
        "http.response.status_code": attempt.http_status,
        "overpaint.outcome": str(attempt.outcome),
        "overpaint.usd": None if attempt.price_usd is None else float(attempt.price_usd),
    }
    return {name: value for name, value in found.items() if value is not None}


def _line(attempt: Attempt) -> dict[str, object]:
    usage = attempt.usage or {}
    return {
        "request_id": attempt.request_id,
        "turn": attempt.turn_id,
        "try": attempt.number,
        "surface": attempt.surface,
        "model": attempt.model,
        "size": attempt.image_size or NONE,
        "seconds": _seconds(attempt.latency_s),
        "first_byte_s": _seconds(attempt.first_byte_s),
        "status": attempt.http_status or NONE,
        "tokens_in": _count(usage, "promptTokenCount") or 0,
        "tokens_out": _count(usage, "candidatesTokenCount") or 0,
        "tokens_thought": _count(usage, "thoughtsTokenCount") or 0,
        "usd": NONE if attempt.price_usd is None else attempt.price_usd,
        "outcome": str(attempt.outcome),
        "failure": attempt.failure or NONE,
    }


def _seconds(value: float | None) -> str:
    return NONE if value is None else f"{value:.3f}"


def _count(usage: Mapping[str, object], name: str) -> int | None:
    """A token count; 64-bit numbers come as strings. Anything else a provider writes there is not repeated."""
    value = usage.get(name)
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
