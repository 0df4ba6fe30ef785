"""Every HTTP error shape becomes the right typed error."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from editor.providers import catalogue, errors, surfaces
from editor.providers.codec import error_from

Capture = Callable[[str], list[dict[str, Any]]]
GEMINI = surfaces.surface("gemini", {})


def google(code: int, message: str, status: str = "", *details: Mapping[str, object]) -> bytes:
    return json.dumps({"error": {"code": code, "message": message, "status": status, "details": details}}).encode()


def retry_info(delay: object) -> dict[str, object]:
    return {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay}


def test_the_longer_of_both_waits_is_honoured(capture: Capture) -> None:
    answer = capture("24")[0]["response"]
    error = error_from(429, json.dumps(answer["body"]).encode(), answer["headers"], surface=GEMINI)
    assert (type(error), error.retry_after_s, error.retryable, error.billed) == (errors.RateLimited, 22.0, True, "no")
    assert error.sentence == "Gemini API is taking no more calls for the moment. It asks to wait 22 s."
    assert error.words.startswith("You exceeded your current quota")


@pytest.mark.parametrize(
    ("details", "headers", "wait_s"),
    [
        ((retry_info("21.5s"),), {}, 21.5),
        ((retry_info("0s"),), {"retry-after": "3"}, 3.0),
        ((retry_info("soon"),), {}, None),
        ((retry_info("-4s"),), {}, None),
        ((), {"Retry-After": "nan"}, None),
        (
            (),
            {"Retry-After": "Wed, 25 Nov 2026 10:00:30 GMT", "Date": "Wed, 25 Nov 2026 10:00:00 GMT"},
            30.0,
        ),
        ((), {"Retry-After": "Wed, 25 Nov 2026 10:00:30 GMT"}, None),
        ((retry_info("2s"), retry_info("5s")), {}, 5.0),
        ((), {"Retry-After": "later", "Date": "Wed, 25 Nov 2026 10:00:00 GMT"}, None),
    ],
)
def test_waits_are_read_from_body_and_header(
    details: tuple[Mapping[str, object], ...], headers: dict[str, str], wait_s: float | None
) -> None:
    error = error_from(429, google(429, "slow down", "RESOURCE_EXHAUSTED", *details), headers)
    assert error.retry_after_s == wait_s


SPENT = (
    {"quotaId": "GenerateRequestsPerDayPerProjectPerModel"},
    {"quotaMetric": "generativelanguage.googleapis.com/image_requests_per_day"},
)


@pytest.mark.parametrize("violation", SPENT)
def test_a_spent_day_says_when_it_ends_and_is_not_tried_again(violation: Mapping[str, str]) -> None:
    quota = {"violations": [{"quotaId": "GenerateRequestsPerMinutePerProject"}, violation, "nonsense"]}
    body = google(429, "quota", "RESOURCE_EXHAUSTED", quota, retry_info("30s"))
    error = error_from(429, body, {"Retry-After": "30"}, surface=GEMINI)
    assert (type(error), error.retryable, error.retry_after_s) == (errors.QuotaUsedUp, False, None)
    assert error.sentence == (
        "Gemini API will make no more pictures today. The count starts anew at midnight Pacific time."
    )


def test_a_spent_minute_is_waited_out() -> None:
    quota = {"violations": [{"quotaId": "GenerateRequestsPerMinutePerProject"}]}
    error = error_from(429, google(429, "quota", "RESOURCE_EXHAUSTED", quota, retry_info("30s")), {})
    assert (type(error), error.retryable, error.retry_after_s) == (errors.RateLimited, True, 30.0)


def test_capacity_without_details_is_waited_out() -> None:
    error = error_from(429, google(429, "Resource exhausted, please try again later.", "RESOURCE_EXHAUSTED"), {})
    assert (type(error), error.retry_after_s) == (errors.RateLimited, None)


BILLED = {"wisdom-gate": "maybe", "gemini": "no", "vertex": "no", "embedded": "no"}


@pytest.mark.parametrize("name", surfaces.SURFACES)
@pytest.mark.parametrize("status", [408, 500, 502, 504])
def test_an_answered_fault_costs_nothing_where_the_surface_says_so(name: str, status: int) -> None:
    error = error_from(status, b"", {}, surface=surfaces.surface(name, {}))
    assert (type(error), error.billed, error.retryable) == (errors.ProviderFault, BILLED[name], True)


@pytest.mark.parametrize("name", surfaces.SURFACES)
@pytest.mark.parametrize("status", [503, 529])
def test_overload_costs_nothing_anywhere(name: str, status: int) -> None:
    error = error_from(status, b"", {"Retry-After": "7"}, surface=surfaces.surface(name, {}))
    assert (type(error), error.billed, error.retry_after_s) == (errors.Overloaded, "no", 7.0)


def test_a_fault_of_nobody_known_may_be_billed() -> None:
    assert error_from(500, b"", {}).billed == "maybe"


def test_a_refused_token_is_called_credentials() -> None:
    error = error_from(401, google(401, "no", "UNAUTHENTICATED"), {}, surface=surfaces.surface("vertex", {}))
    assert error.sentence == "Vertex AI did not accept the credentials."
    assert error.advice == "Check the credentials and the account's rights, then try again."


CASES: tuple[tuple[int, bytes, type[errors.ProviderError], bool, errors.Billed], ...] = (
    (400, google(400, "Invalid JSON payload received.", "INVALID_ARGUMENT"), errors.RequestRefused, False, "no"),
    (400, google(400, "Image part is missing a thought_signature in"), errors.SignatureLost, False, "no"),
    (400, google(400, "Corrupted thought signature."), errors.SignatureLost, False, "no"),
    (400, google(400, "API key not valid."), errors.KeyRefused, False, "no"),
    (400, google(400, "x", "", {"reason": "API_KEY_INVALID"}), errors.KeyRefused, False, "no"),
    (400, google(400, "User location", "FAILED_PRECONDITION"), errors.NotOffered, False, "no"),
    (401, b'{"error":{"message":"bad token","type":"auth","code":null}}', errors.KeyRefused, False, "no"),
    (402, b'{"error":"insufficient balance"}', errors.NotOffered, False, "no"),
    (403, google(403, "denied", "PERMISSION_DENIED"), errors.KeyRefused, False, "no"),
    (404, b"<html><title>Not found</title></html>", errors.RequestRefused, False, "no"),
    (404, google(404, "models/x is not found for API version v1beta"), errors.RetiredModel, False, "no"),
    (408, b"", errors.ProviderFault, True, "no"),
    (413, b"", errors.RequestTooLarge, False, "no"),
    (429, b'{"error":{"message":"pay","code":"insufficient_quota"}}', errors.QuotaUsedUp, False, "no"),
    (499, google(499, "gone", "CANCELLED"), errors.RequestRefused, False, "no"),
    (500, google(500, "internal", "INTERNAL"), errors.ProviderFault, True, "no"),
    (502, b"<html><h1>Bad Gateway</h1></html>", errors.ProviderFault, True, "no"),
    (503, google(503, "overloaded", "UNAVAILABLE"), errors.Overloaded, True, "no"),
    (503, b'[{"error":{"code":503,"message":"busy"}}]', errors.Overloaded, True, "no"),
    (504, google(504, "late", "DEADLINE_EXCEEDED"), errors.ProviderFault, True, "no"),
    (302, b"", errors.RequestRefused, False, "no"),
    (204, b"", errors.BadReply, True, "maybe"),
    (400, b"[]", errors.RequestRefused, False, "no"),
    (400, b"7", errors.RequestRefused, False, "no"),
)


@pytest.mark.parametrize(("status", "body", "kind", "retryable", "billed"), CASES)
def test_each_status_has_its_error(
    status: int, body: bytes, kind: type[errors.ProviderError], retryable: bool, billed: errors.Billed
) -> None:
    error = error_from(status, body, {}, surface=GEMINI)
    assert (type(error), error.retryable, error.billed, error.http_status) == (kind, retryable, billed, status)
    assert "Gemini API" in error.sentence
    assert error.advice.endswith(".")


def test_words_of_a_page_lose_their_tags() -> None:
    page = b"<html><style>p{}</style><h1>502\nBad Gateway</h1>\x00<p>nginx</html>"
    assert error_from(502, page, {}).words == "502 Bad Gateway nginx"


def test_words_are_cut() -> None:
    assert len(error_from(500, b"a" * 5000, {}).words) == 1000


def test_a_retired_model_names_its_end_and_its_successor() -> None:
    dead = catalogue.model("gemini-3.1-flash-image-preview")
    error = error_from(404, google(404, "models/x is not found"), {}, surface=GEMINI, model=dead)
    assert isinstance(error, errors.RetiredModel)
    assert error.sentence == "gemini-3.1-flash-image-preview was shut down on Gemini API on 25 June 2026."
    assert (error.successor, error.advice) == ("gemini-nano-banana-2.1", "Use gemini-nano-banana-2.1.")


def test_a_model_that_was_never_there_names_the_default() -> None:
    gate = surfaces.surface("wisdom-gate", {})
    model = catalogue.model("gemini-nano-banana-2.1")
    error = error_from(404, google(404, "model not found"), {}, surface=gate, model=model)
    assert error.sentence == "Wisdom Gate does not serve gemini-nano-banana-2.1."
    assert error.advice == "Use gemini-3.1-flash-image-preview."
