"""Answer -> Verdict: are the pixels what was asked?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from editor.render.call import Answer
from editor.render.plan import Plan
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


def judge(planned: Plan, answer: Answer) -> Verdict:
    """Compare the decoded picture with the plan."""
    result = answer.received.result
    if answer.received.failure or result is None:
        return Verdict(False, False)
    wrong = wrong_size(planned.expected_px, (result.width_px, result.height_px))
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


def result_of(planned: Plan, answer: Answer, verdict: Verdict) -> Result:
    """How the attempt is settled. Price in USD: what the catalogue lists where a picture came, else what was billed."""
    received = answer.received
    failure = received.failure
    if failure is None:
        outcome = Outcome.PICTURE if verdict.as_asked else Outcome.WRONG_PICTURE
        price = planned.price_usd
    else:
        outcome = Outcome.REFUSED if failure.kind == "Refused" else Outcome.NO_PICTURE
        price = planned.price_usd if failure.billed == "yes" else Decimal(0)
    return Result(
        outcome,
        http_status=answer.http_status,
        finish_reason=received.finish_reason or (failure.reason if failure else ""),
        usage=received.usage,
        price_usd=price,
        error=failure.sentence if failure else verdict.reason,
    )
