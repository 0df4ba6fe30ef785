"""Turn an HTTP error answer, in any of the shapes seen, into one typed error."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from editor.providers import catalogue, errors
from editor.providers.catalogue import ImageModel
from editor.providers.surfaces import Surface

WORDS_MAX: Final = 1000  # characters of the provider's message that are kept


@dataclass(frozen=True, slots=True)
class _Fault:
    """An error answer, read as far as it can be."""

    status: int
    words: str
    code: str
    details: tuple[Mapping[str, object], ...]
    retry_after_s: float | None
    surface: Surface | None
    model: ImageModel | None

    @property
    def label(self) -> str:
        return self.surface.label if self.surface else "The provider"

    def says(self, *phrases: str) -> bool:
        words = self.words.lower().replace("_", " ")
        return any(phrase in words for phrase in phrases)


def error_from(
    status: int,
    body: bytes,
    headers: Mapping[str, str],
    *,
    surface: Surface | None = None,
    model: ImageModel | None = None,
) -> errors.ProviderError:
    """The typed error of an answer that is not 200. Surface and model make the sentence exact."""
    error = _error_object(body)
    details = tuple(item for item in _list(error.get("details")) if isinstance(item, dict))
    fault = _Fault(
        status=status,
        words=_message(error, body),
        code=str(error.get("status") or error.get("code") or ""),
        details=details,
        retry_after_s=_longest(_retry_info_s(details), _retry_after_s(headers)),
        surface=surface,
        model=model,
    )
    if status == 429:
        return _limited(fault)
    if status >= 500 or status == 408:
        return _failed(fault)
    if status < 300:
        sentence = f"{fault.label} answered without an answer (HTTP {status})."
        return errors.BadReply(sentence, fault.words, reason=fault.code, http_status=status)
    return _refused(fault)


def _limited(fault: _Fault) -> errors.ProviderError:
    violations = [item for detail in fault.details for item in _list(detail.get("violations"))]
    per_day = any(_is_per_day(item) for item in violations if isinstance(item, dict))
    if per_day or fault.code == "insufficient_quota":
        sentence = f"{fault.label} will make no more pictures for now: the allowance is used up."
        if per_day:  # ai.google.dev/gemini-api/docs/rate-limits
            sentence = (
                f"{fault.label} will make no more pictures today. The count starts anew at midnight Pacific time."
            )
        return errors.QuotaUsedUp(sentence, fault.words, reason=fault.code, http_status=429)
    wait_s = fault.retry_after_s
    more = "" if wait_s is None else f" It asks to wait {wait_s:.0f} s."
    sentence = f"{fault.label} is taking no more calls for the moment.{more}"
    return errors.RateLimited(sentence, fault.words, reason=fault.code, retry_after_s=wait_s, http_status=429)


def _is_per_day(violation: Mapping[str, object]) -> bool:
    named = f"{violation.get('quotaId', '')} {violation.get('quotaMetric', '')}"
    return "perday" in named.replace("_", "").lower()


def _failed(fault: _Fault) -> errors.ProviderFault:
    kind, sentence = errors.ProviderFault, f"{fault.label} failed on its own side (HTTP {fault.status})."
    if fault.status in {408, 504}:
        sentence = f"{fault.label} ran out of its own time."
    if fault.status in {503, 529}:
        kind, sentence = errors.Overloaded, f"{fault.label} is overloaded."
    is_free = fault.surface is not None and not fault.surface.charges_faults
    return kind(
        sentence,
        fault.words,
        reason=fault.code,
        billed="no" if is_free else None,
        retry_after_s=fault.retry_after_s,
        http_status=fault.status,
    )


def _refused(fault: _Fault) -> errors.RequestRefused:
    if fault.status == 404:
        return _not_found(fault)
    kind, sentence = _refusal(fault)
    error = kind(sentence, fault.words, reason=fault.code, http_status=fault.status)
    if kind is errors.KeyRefused and _has_token(fault):
        error.advice = "Check the credentials and the account's rights, then try again."
    return error


def _has_token(fault: _Fault) -> bool:
    return fault.surface is not None and fault.surface.header == "authorization"


def _refusal(fault: _Fault) -> tuple[type[errors.RequestRefused], str]:
    label = fault.label
    key_invalid = any(detail.get("reason") == "API_KEY_INVALID" for detail in fault.details)
    if fault.status in {401, 403} or key_invalid or fault.says("api key not valid"):
        return errors.KeyRefused, f"{label} did not accept the {'credentials' if _has_token(fault) else 'key'}."
    if fault.says("thought signature"):
        return errors.SignatureLost, f"{label} could not pick up from the earlier turns."
    if fault.status == 402 or fault.code == "FAILED_PRECONDITION":
        return errors.NotOffered, f"{label} does not offer this to the account."
    if fault.status == 413:
        return errors.RequestTooLarge, f"The request is larger than {label} takes."
    if 300 <= fault.status < 400:
        return errors.RequestRefused, f"{label} pointed to another address. Calls do not follow it: check the base URL."
    if fault.status == 499:
        return errors.RequestRefused, f"{label} counts the call as cancelled."
    return errors.RequestRefused, f"{label} did not accept the request."


def _not_found(fault: _Fault) -> errors.RequestRefused:
    if not fault.says("model"):
        sentence = f"{fault.label} does not know this address. Check the base URL."
        return errors.RequestRefused(sentence, fault.words, reason=fault.code, http_status=404)
    known, surface = fault.model, fault.surface.name if fault.surface else ""
    ended = known.retired_on(surface) if known else None
    sentence = f"{fault.label} does not serve {known.id if known else 'this model'}."
    if known and ended:
        sentence = f"{known.id} was shut down on {fault.label} on {ended.day} {ended:%B %Y}."
    successor = catalogue.successor(known.id, surface) if known else ""
    return errors.RetiredModel(sentence, fault.words, successor=successor, http_status=404)


def _error_object(body: bytes) -> Mapping[str, object]:
    """The error record, from Google's shape, OpenAI's, an array around either, or a bare string."""
    try:
        data: object = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    if isinstance(data, list):
        data = data[0] if data else None
    error = data.get("error", data) if isinstance(data, dict) else data
    if isinstance(error, str):
        return {"message": error}
    return error if isinstance(error, dict) else {}


def _message(error: Mapping[str, object], body: bytes) -> str:
    """What the provider said; of a page that is no JSON, its text without tags."""
    message = error.get("message")
    if not isinstance(message, str):
        page = body[: 16 * WORDS_MAX].decode("utf-8", "replace")
        message = re.sub(r"(?is)<(script|style)\b.*?</\1>|<[^>]*>", " ", page)
    printable = "".join(char if char.isprintable() else " " for char in message)
    return " ".join(printable.split())[:WORDS_MAX]


def _retry_info_s(details: tuple[Mapping[str, object], ...]) -> float | None:
    """Wait in seconds from `RetryInfo`, written as "21.5s"."""
    infos = [item for item in details if str(item.get("@type", "")).endswith("RetryInfo")]
    return _longest(*(_seconds(str(info.get("retryDelay", "")).removesuffix("s")) for info in infos))


def _retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Wait in seconds from `Retry-After`: a number, or a date read against the answer's own `Date`."""
    lower = {name.lower(): value for name, value in headers.items()}
    value = lower.get("retry-after", "")
    wait_s = _seconds(value)
    if wait_s is not None or "date" not in lower:
        return wait_s
    try:
        wait = parsedate_to_datetime(value) - parsedate_to_datetime(lower["date"])
    except (TypeError, ValueError):
        return None
    return max(wait, timedelta()).total_seconds()


def _seconds(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def _longest(*waits_s: float | None) -> float | None:
    return max((wait for wait in waits_s if wait is not None), default=None)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
