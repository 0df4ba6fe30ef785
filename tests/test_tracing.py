"""Spans through the real SDK, and one line of the log for every call."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from editor import tracing
from editor.providers.errors import Overloaded
from sessions.models import Attempt, Outcome
from sessions.services import attempts
from sessions.services.attempts import Result
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(tracing, "_tracer", trace.get_tracer("overpaint", tracer_provider=provider))
    yield exporter
    provider.shutdown()


@pytest.fixture
def attempt(alice: User) -> Attempt:
    turn = factories.queued(factories.session(alice))
    return attempts.begin(
        turn, model=factories.MODEL, surface="gemini", image_size="1K", input_sha256=[], reserve_usd=Decimal("0.0336")
    )


def test_a_call_is_a_span_within_its_render(spans: InMemorySpanExporter, attempt: Attempt) -> None:
    with tracing.render(attempt.turn_id, "create"), tracing.call(attempt):
        pass
    inner, outer = spans.get_finished_spans()
    assert inner.parent is not None
    assert inner.parent.span_id == outer.context.span_id
    assert dict(inner.attributes or {}) == {
        "gen_ai.operation.name": "generate_content",
        "gen_ai.provider.name": "gemini",
        "gen_ai.request.model": factories.MODEL,
        "overpaint.turn": attempt.turn_id,
        "overpaint.request_id": attempt.request_id,
        "overpaint.image_size": "1K",
    }


def test_a_failure_is_named_and_its_words_are_left_out(spans: InMemorySpanExporter, attempt: Attempt) -> None:
    with pytest.raises(Overloaded), tracing.call(attempt):
        raise Overloaded("busy", "the provider quotes: make it green")
    (span,) = spans.get_finished_spans()
    assert (span.attributes or {})["error.type"] == "Overloaded"
    assert "make it green" not in span.to_json()


def test_without_the_sdk_nothing_is_recorded(attempt: Attempt) -> None:
    with tracing.call(attempt) as span:
        assert not span.is_recording()


def test_every_call_leaves_one_line(attempt: Attempt, caplog: pytest.LogCaptureFixture) -> None:
    result = Result(Outcome.PICTURE, http_status=200, usage={"promptTokenCount": 12}, price_usd=Decimal("0.0336"))
    with caplog.at_level(logging.INFO, "editor.calls"):
        tracing.tell(attempts.as_settled(attempt, result))
    (line,) = caplog.messages
    assert f"request_id={attempt.request_id} turn={attempt.turn_id} try=1 surface=gemini" in line
    assert "status=200 tokens_in=12 tokens_out=0 usd=0.0336 outcome=picture failure=none" in line
    assert "make it green" not in line
