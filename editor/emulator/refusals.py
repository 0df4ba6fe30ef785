"""The errors that the service answers, in its own words where they are known (facts: wire format section 7)."""

from __future__ import annotations

import math
from typing import Any, Final

from editor.emulator import answers
from editor.emulator.answers import Answer
from editor.providers.embedded.spelling import WireError

_RPC: Final = "type.googleapis.com/google.rpc."
_HELP: Final = {
    "@type": f"{_RPC}Help",
    "links": [
        {
            "description": "Learn more about Gemini API quotas",
            "url": "https://ai.google.dev/gemini-api/docs/rate-limits",
        }
    ],
}
_QUOTA_WORDS: Final = "You exceeded your current quota, please check your plan and billing details."
_STATUS_WORDS: Final = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    499: "CANCELLED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
# What a load balancer in front of the service says: no JSON at all.
_BAD_GATEWAY: Final = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
    b"<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)


def signature(arguments: dict[str, Any]) -> WireError:
    """400: a model turn came without the signature of its picture."""
    place = "in content position 2, part position 1"
    return WireError(400, "INVALID_ARGUMENT", f"Image part is missing a thought_signature {place}.")


def key_invalid(arguments: dict[str, Any]) -> WireError:
    """400: how the Gemini API answers a key that it does not know."""
    info = {"@type": f"{_RPC}ErrorInfo", "reason": "API_KEY_INVALID", "domain": "googleapis.com"}
    return WireError(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", (info,))


def region(arguments: dict[str, Any]) -> WireError:
    """400: the account's region or billing does not allow the call."""
    return WireError(400, "FAILED_PRECONDITION", "User location is not supported for the API use.")


def unauthenticated(arguments: dict[str, Any]) -> WireError:
    """401: the credentials are not accepted."""
    message = (
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
        "authentication credential."
    )
    return WireError(401, "UNAUTHENTICATED", message)


def forbidden(arguments: dict[str, Any]) -> WireError:
    """403: the key may not use this model."""
    return WireError(403, "PERMISSION_DENIED", "The caller does not have permission")


def too_large(arguments: dict[str, Any]) -> WireError:
    """413. The wording is not published."""
    return WireError(413, "INVALID_ARGUMENT", "Request payload size exceeds the limit.")


def capacity(arguments: dict[str, Any]) -> WireError:
    """429 without a word on when to come back: no capacity."""
    return WireError(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).")


def per_minute(arguments: dict[str, Any]) -> WireError:
    """429: the quota of the minute, with the wait in `RetryInfo`."""
    delay = f"{float(arguments.get('seconds', 26)):g}s"
    retry = {"@type": f"{_RPC}RetryInfo", "retryDelay": delay}
    quota = _quota("GenerateRequestsPerMinutePerProjectPerModel", "10", arguments)
    words = f"{_QUOTA_WORDS} Please retry in {delay}."
    return WireError(429, "RESOURCE_EXHAUSTED", words, (_HELP, quota, retry))


def per_day(arguments: dict[str, Any]) -> WireError:
    """429: the quota of the day. The service names a short wait here too, after which it says the same again."""
    retry = {"@type": f"{_RPC}RetryInfo", "retryDelay": "32s"}
    quota = _quota("GenerateRequestsPerDayPerProjectPerModel", "250", arguments)
    return WireError(429, "RESOURCE_EXHAUSTED", f"{_QUOTA_WORDS} Please retry in 32s.", (_HELP, quota, retry))


def internal(arguments: dict[str, Any]) -> WireError:
    """500."""
    words = "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide"
    return WireError(500, "INTERNAL", words)


def overloaded(arguments: dict[str, Any]) -> WireError:
    """503: the usual way in which pictures fail."""
    return WireError(503, "UNAVAILABLE", "The model is overloaded. Please try again later.")


def deadline(arguments: dict[str, Any]) -> WireError:
    """504."""
    return WireError(504, "DEADLINE_EXCEEDED", "Deadline expired before operation could complete.")


def as_told(arguments: dict[str, Any]) -> WireError:
    """Any status, with the words and the wait that the script gives."""
    status = int(arguments["status"])
    words = str(arguments.get("message", f"The emulator was told to answer {status}."))
    wait_s = arguments.get("retry_after_s")
    details = () if wait_s is None else ({"@type": f"{_RPC}RetryInfo", "retryDelay": f"{float(wait_s):g}s"},)
    return WireError(status, _STATUS_WORDS.get(status, "UNAVAILABLE" if status >= 500 else "UNKNOWN"), words, details)


def told_headers(arguments: dict[str, Any]) -> tuple[tuple[bytes, bytes], ...]:
    """The wait as a header too, where the script gives one."""
    wait_s = arguments.get("retry_after_s")
    return () if wait_s is None else ((b"retry-after", str(math.ceil(float(wait_s))).encode()),)


def bad_gateway() -> Answer:
    """502 as a page, from something in between that never heard of JSON."""
    return Answer(502, [_BAD_GATEWAY], b"text/html; charset=utf-8")


def _quota(quota_id: str, value: str, arguments: dict[str, Any]) -> dict[str, Any]:
    dimensions = {"location": "global", "model": str(arguments.get("model", ""))}
    metric = "generativelanguage.googleapis.com/generate_requests_per_model"
    violation = {"quotaMetric": metric, "quotaId": quota_id, "quotaDimensions": dimensions, "quotaValue": value}
    return {"@type": f"{_RPC}QuotaFailure", "violations": [violation]}


def answer(error: WireError, arguments: dict[str, Any], *, in_array: bool) -> Answer:
    """The error as it is sent."""
    return answers.of_error(error, in_array=in_array, headers=told_headers(arguments))
