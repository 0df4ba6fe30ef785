"""Spans through the real SDK, and one line of the log for every call."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from editor import tracing
from editor.providers.errors import Overloaded
from editor.render.call import Abandoned
from sessions.errors import FenceLost, TurnConflict
from sessions.models import Attempt, Outcome
from sessions.services import attempts
from sessions.services.attempts import Result
from tests import factories

pytestmark = pytest.mark.django_db
PROMPT, KEY = "make it green", "AIza-planted-key"
USAGE = {"promptTokenCount": 1130, "candidatesTokenCount": "1120", "thoughtsTokenCount": 40}
PICTURE = Result(Outcome.PICTURE, http_status=200, usage=USAGE, price_usd=Decimal("0.0336"), response_id="r-1")


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(tracing, "_tracer", trace.get_tracer("overpaint", tracer_provider=provider))
    yield exporter
    provider.shutdown()


@pytest.fixture
def attempt(alice: User, settings: LazySettings) -> Attempt:
    settings.PROVIDER_ENV = {"GEMINI_API_KEY": KEY}
    return begun(alice, "gemini")


def begun(owner: User, surface: str) -> Attempt:
    turn = factories.queued(factories.session(owner))
    return attempts.begin(
        turn, model=factories.MODEL, surface=surface, image_size="1K", input_sha256=[], reserve_usd=Decimal("0.0336")
    )


def only(spans: InMemorySpanExporter) -> ReadableSpan:
    (span,) = spans.get_finished_spans()
    return span


def line_of(attempt: Attempt, result: Result, caplog: pytest.LogCaptureFixture) -> str:
    with caplog.at_level(logging.INFO, "editor.calls"):
        tracing.tell(attempts.as_settled(attempt, result))
    (line,) = caplog.messages
    return line


def test_a_call_is_a_span_within_its_render(spans: InMemorySpanExporter, attempt: Attempt) -> None:
    with tracing.render(attempt.turn_id, "create"), tracing.call(attempt):
        pass
    inner, outer = spans.get_finished_spans()
    assert inner.parent is not None
    assert inner.parent.span_id == outer.context.span_id
    assert (inner.name, inner.kind) == (f"generate_content {factories.MODEL}", SpanKind.CLIENT)
    assert dict(outer.attributes or {}) == {"overpaint.turn": attempt.turn_id, "overpaint.action": "create"}
    assert dict(inner.attributes or {}) == {
        "gen_ai.operation.name": "generate_content",
        "gen_ai.output.type": "image",
        "gen_ai.provider.name": "gcp.gemini",
        "gen_ai.request.model": factories.MODEL,
        "server.address": "generativelanguage.googleapis.com",
        "overpaint.turn": attempt.turn_id,
        "overpaint.attempt.request_id": attempt.request_id,
        "overpaint.surface": "gemini",
        "overpaint.image_size": "1K",
    }


def test_the_address_is_the_one_that_is_set(spans: InMemorySpanExporter, alice: User, settings: LazySettings) -> None:
    settings.PROVIDER_ENV = {"WISDOM_GATE_BASE_URL": "http://127.0.0.1:9080/v1beta"}
    with tracing.call(begun(alice, "wisdom-gate")):
        pass
    facts = only(spans).attributes or {}
    assert (facts["server.address"], facts["server.port"]) == ("127.0.0.1", 9080)
    assert facts["gen_ai.provider.name"] == "wisdom-gate"


def test_the_embedded_engine_has_no_address(spans: InMemorySpanExporter, alice: User) -> None:
    with tracing.call(begun(alice, "embedded")):
        pass
    assert "server.address" not in (only(spans).attributes or {})


def test_tokens_price_and_the_providers_id_are_on_the_settled_call(
    spans: InMemorySpanExporter, attempt: Attempt
) -> None:
    tracing.tell(attempts.as_settled(attempt, PICTURE))
    span = only(spans)
    facts = dict(span.attributes or {})
    assert {
        "gen_ai.response.id": "r-1",
        "gen_ai.usage.input_tokens": 1130,
        "gen_ai.usage.output_tokens": 1120,
        "overpaint.thought_tokens": 40,
        "http.response.status_code": 200,
        "overpaint.outcome": "picture",
        "overpaint.usd": 0.0336,
        "overpaint.attempt.request_id": attempt.request_id,
    }.items() <= facts.items()
    assert "error.type" not in facts
    assert span.status.status_code == StatusCode.UNSET


def test_a_failed_call_settles_as_an_error(spans: InMemorySpanExporter, attempt: Attempt) -> None:
    tracing.tell(attempts.as_settled(attempt, Result(Outcome.ERROR, failure="RateLimited", http_status=429)))
    span = only(spans)
    assert (span.attributes or {})["error.type"] == "RateLimited"
    assert span.status.status_code == StatusCode.ERROR


@pytest.mark.parametrize("problem", [Overloaded("busy", f"the provider quotes: {PROMPT}"), ValueError(PROMPT)])
def test_a_failure_is_named_and_its_words_are_left_out(
    spans: InMemorySpanExporter, attempt: Attempt, problem: Exception
) -> None:
    with pytest.raises(type(problem)), tracing.render(attempt.turn_id, "create"), tracing.call(attempt):
        raise problem
    for span in spans.get_finished_spans():
        assert (span.attributes or {})["error.type"] == type(problem).__name__
        assert span.status.status_code == StatusCode.ERROR
        assert span.status.description is None
        assert PROMPT not in span.to_json()


@pytest.mark.parametrize("kind", [Abandoned, FenceLost, TurnConflict])
def test_a_render_that_gives_way_is_no_error(spans: InMemorySpanExporter, kind: type[Exception]) -> None:
    with pytest.raises(kind), tracing.render(1, "create"):
        raise kind("taken over")
    span = only(spans)
    assert span.status.status_code == StatusCode.UNSET
    assert (span.attributes or {})["overpaint.stopped"] == kind.__name__
    assert "error.type" not in (span.attributes or {})


def test_without_the_sdk_nothing_is_recorded(attempt: Attempt) -> None:
    with tracing.render(attempt.turn_id, "create") as outer, tracing.call(attempt) as inner:
        assert not outer.is_recording()
        assert not inner.is_recording()


def test_every_call_leaves_one_line(attempt: Attempt, caplog: pytest.LogCaptureFixture) -> None:
    line = line_of(attempt, PICTURE, caplog)
    facts = dict(each.split("=") for each in line.split(" "))
    assert float(facts.pop("seconds")) >= 0
    assert facts == {
        "request_id": attempt.request_id,
        "turn": str(attempt.turn_id),
        "try": "1",
        "surface": "gemini",
        "model": factories.MODEL,
        "size": "1K",
        "first_byte_s": "none",
        "status": "200",
        "tokens_in": "1130",
        "tokens_out": "1120",
        "tokens_thought": "40",
        "usd": "0.0336",
        "outcome": "picture",
        "failure": "none",
    }


def test_what_is_not_known_is_not_called_zero(attempt: Attempt, caplog: pytest.LogCaptureFixture) -> None:
    line = line_of(attempt, Result(Outcome.UNKNOWN, failure="TimedOut"), caplog)
    assert "first_byte_s=none status=none" in line
    assert "usd=none outcome=unknown failure=TimedOut" in line


@pytest.mark.parametrize("count", [f"{PROMPT}\n{KEY}", [KEY], {"a": PROMPT}, True, None, 1.5])
def test_line_and_span_hold_no_prompt_and_no_key(
    spans: InMemorySpanExporter, attempt: Attempt, caplog: pytest.LogCaptureFixture, count: object
) -> None:
    """Whatever the provider writes where numbers belong, and whatever words came with a failure."""
    attempt.input_sha256 = ["ab" * 32]
    usage = {"promptTokenCount": count, "candidatesTokenCount": count, "thoughtsTokenCount": count, "more": KEY}
    said = f"{PROMPT} {KEY}"
    result = Result(Outcome.ERROR, usage=usage, error=said, note=said, finish_reason=said, failure="Overloaded")
    line = line_of(attempt, result, caplog)
    for text in (line, only(spans).to_json()):
        assert not [secret for secret in (PROMPT, KEY, "ab" * 32, "\r") if secret in text]
    assert "\n" not in line
    assert "tokens_in=0 tokens_out=0 tokens_thought=0" in line
