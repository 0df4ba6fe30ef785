"""Answer -> Verdict: are the pixels what was asked?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from editor.providers import billing
from editor.providers.surfaces import EMBEDDED
from editor.render.call import Answer
from sessions.models import Outcome
from sessions.services.attempts import Result

RATIO_TOLERANCE = 0.02
# The edges may differ from the table by rounding in edits; more than 2 % of an edge is a smaller size.
EDGE_TOLERANCE = 0.02


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the picture is as asked; if not, `reason` in words. Sizes in pixels."""

    has_picture: bool
    as_asked: bool
    reason: str = ""


def judge(answer: Answer) -> Verdict:
    """Compare the decoded picture with the plan."""
    result = answer.received.result
    if answer.received.failure or result is None:
        return Verdict(False, False)
    wrong = wrong_size(answer.planned.expected_px, (result.width_px, result.height_px))
    return Verdict(True, not wrong, wrong)


def wrong_size(expected: tuple[int, int], got: tuple[int, int]) -> str:
    """In words, how the pixels differ from what was asked; empty when they are right."""
    wanted, real = expected[0] / expected[1], got[0] / got[1]
    off_ratio = max(wanted, real) / min(wanted, real) - 1 > RATIO_TOLERANCE
    short = min(got[0] / expected[0], got[1] / expected[1]) < 1 - EDGE_TOLERANCE
    if not off_ratio and not short:
        return ""
    asked, came = f"{expected[0]} × {expected[1]}", f"{got[0]} × {got[1]}"
    return f"Asked for {asked}, it came back as {came}."


def result_of(answer: Answer, verdict: Verdict) -> Result:
    """How the attempt is settled. The provider's token counts are the bill; without them the list price is."""
    received = answer.received
    failure = received.failure
    return Result(
        _outcome(answer, verdict),
        http_status=answer.delivery.status,
        finish_reason=received.finish_reason or (failure.reason if failure else ""),
        usage=received.usage,
        price_usd=price_usd(answer),
        error=failure.sentence if failure else verdict.reason,
        failure=failure.kind if failure else "" if verdict.as_asked else "WrongSize",
        is_retryable=_may_help(answer),
        billed=failure.billed if failure else "yes",
        response_id=received.response_id,
        request_bytes=answer.delivery.request_bytes or None,
        response_bytes=answer.delivery.response_bytes,
        first_byte_s=answer.delivery.first_byte_s or None,
    )


def price_usd(answer: Answer) -> Decimal:
    """What the call cost in USD."""
    planned, failure = answer.planned, answer.received.failure
    if failure and failure.billed == "no":
        return Decimal(0)
    counted = billing.usd(answer.received.usage, planned.model, has_picture=bool(answer.received.pictures))
    if counted is not None:
        return counted
    return planned.price_usd if failure is None or failure.billed == "yes" else Decimal(0)


def _outcome(answer: Answer, verdict: Verdict) -> Outcome:
    failure = answer.received.failure
    is_open = failure is not None and failure.kind == "BadReply" and failure.billed == "maybe"
    if is_open and not answer.received.usage and answer.planned.surface != EMBEDDED:
        return Outcome.UNKNOWN  # it came, it is no good, and nothing in it tells whether it was billed
    if failure:
        return Outcome.REFUSED if failure.kind == "Refused" else Outcome.NO_PICTURE
    return Outcome.PICTURE if verdict.as_asked else Outcome.WRONG_PICTURE


def _may_help(answer: Answer) -> bool:
    """Whether the same request may bring a better reply. The embedded engine never changes its mind."""
    if answer.planned.surface == EMBEDDED:
        return False
    failure = answer.received.failure
    return failure.retryable if failure else True
