"""Every answer without a picture becomes one error with a plain sentence, and says whether it is billed."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editor.providers import codec, errors
from editor.providers.messages import PicturePart, Reply, TextPart, Usage
from tests.providers.sources import FileSource

Capture = Callable[[str], list[dict[str, Any]]]
CASES: tuple[tuple[type[errors.ProviderError], str, bool], ...] = (
    (errors.Refused, "IMAGE_SAFETY", False),
    (errors.NoPicture, "NO_IMAGE", True),
    (errors.Refused, "IMAGE_PROHIBITED_CONTENT", False),
    (errors.Refused, "IMAGE_RECITATION", False),
    (errors.NoPicture, "IMAGE_OTHER", True),
    (errors.Refused, "PROHIBITED_CONTENT", False),
    (errors.Refused, "SAFETY", False),
    (errors.NoPicture, "MALFORMED_RESPONSE", True),
    (errors.NoPicture, "MISSING_THOUGHT_SIGNATURE", False),
    (errors.NoPicture, "SOMETHING_NEW", False),
    (errors.NoPicture, "NO_IMAGE", True),
    (errors.NoPicture, "STOP", False),
    (errors.Refused, "IMAGE_SAFETY", False),
    (errors.NoPicture, "EMPTY", True),
    (errors.NoPicture, "EMPTY", True),
)
# facts/wire.md, section 3: every finish reason, what it becomes, and whether asking again unchanged may help.
RULE, MISS = errors.Refused, errors.NoPicture
FINISH_REASONS: dict[str, tuple[type[errors.ProviderError], bool]] = {
    "STOP": (MISS, True),  # and nothing in it: an empty answer
    "MAX_TOKENS": (MISS, False),
    "SAFETY": (RULE, False),
    "RECITATION": (RULE, False),
    "LANGUAGE": (MISS, False),
    "OTHER": (MISS, True),
    "BLOCKLIST": (RULE, False),
    "PROHIBITED_CONTENT": (RULE, False),
    "SPII": (RULE, False),
    "MALFORMED_FUNCTION_CALL": (MISS, False),
    "IMAGE_SAFETY": (RULE, False),
    "IMAGE_PROHIBITED_CONTENT": (RULE, False),
    "IMAGE_OTHER": (MISS, True),
    "NO_IMAGE": (MISS, True),
    "IMAGE_RECITATION": (RULE, False),
    "UNEXPECTED_TOOL_CALL": (MISS, False),
    "TOO_MANY_TOOL_CALLS": (MISS, False),
    "MISSING_THOUGHT_SIGNATURE": (MISS, False),
    "MALFORMED_RESPONSE": (MISS, True),
    "ESCALATION": (RULE, False),
    "PUP_LIMITED_DISABLED": (RULE, False),
    "CONTINUATION": (MISS, False),
    "MODEL_ARMOR": (RULE, False),
    "FINISH_REASON_UNSPECIFIED": (MISS, True),
    "A_REASON_OF_NEXT_YEAR": (MISS, False),
}
BLOCK_REASONS = (
    "SAFETY",
    "OTHER",
    "BLOCKLIST",
    "PROHIBITED_CONTENT",
    "IMAGE_SAFETY",
    "MODEL_ARMOR",
    "JAILBREAK",
    "NEW",
)
PNG_HEAD = b"\x89PNG\r\n\x1a\n"


def failure(reply: Reply) -> errors.ProviderError:
    with pytest.raises(errors.ProviderError) as caught:
        codec.outcome(reply)
    return caught.value


def test_the_cases_cover_the_capture(capture: Capture) -> None:
    assert len(CASES) == len(capture("22"))


@pytest.mark.parametrize("index", range(len(CASES)))
def test_captured_answers_without_a_picture(capture: Capture, index: int) -> None:
    kind, reason, retryable = CASES[index]
    error = failure(codec.parse(json.dumps(capture("22")[index]["response"]["body"]).encode()))
    assert (type(error), error.reason, error.retryable, error.billed) == (kind, reason, retryable, "maybe")


def test_the_providers_words_are_kept(capture: Capture) -> None:
    bodies = [json.dumps(exchange["response"]["body"]).encode() for exchange in capture("22")]
    assert failure(codec.parse(bodies[0])).words == "Unable to show the generated image."
    assert failure(codec.parse(bodies[11])).words == "I can't."


@pytest.mark.parametrize("reason", FINISH_REASONS)
def test_every_finish_reason_is_one_outcome_with_words_and_a_way_on(reason: str) -> None:
    kind, retryable = FINISH_REASONS[reason]
    error = failure(Reply(finish_reason=reason, finish_message="Their words."))
    assert (type(error), error.retryable, error.words) == (kind, retryable, "Their words.")
    assert error.reason == reason
    assert error.sentence.endswith(".")
    assert error.advice.endswith(".")
    assert "!" not in error.sentence + error.advice


@pytest.mark.parametrize("reason", FINISH_REASONS)
def test_every_finish_reason_is_billed_by_its_token_counts(reason: str) -> None:
    assert failure(Reply(finish_reason=reason)).billed == "maybe"
    assert failure(Reply(finish_reason=reason, usage=Usage(9, 0, 0, 9))).billed == "maybe"
    assert failure(Reply(finish_reason=reason, usage=Usage(9, 40, 0, 49))).billed == "yes"
    assert failure(Reply(finish_reason=reason, usage=Usage(9, 0, 212, 221))).billed == "yes"


def test_no_two_known_reasons_of_a_rule_share_a_sentence() -> None:
    rules = [reason for reason, (kind, _) in FINISH_REASONS.items() if kind is RULE]
    assert len({failure(Reply(finish_reason=reason)).sentence for reason in rules}) == len(rules)


def test_an_unknown_reason_is_named() -> None:
    assert "A_REASON_OF_NEXT_YEAR" in failure(Reply(finish_reason="A_REASON_OF_NEXT_YEAR")).sentence
    assert "NEW" in failure(Reply(block_reason="NEW")).sentence


@pytest.mark.parametrize("reason", BLOCK_REASONS)
def test_every_block_reason_is_a_refusal_at_the_request(reason: str) -> None:
    error = failure(Reply(block_reason=reason, finish_message="w"))
    assert isinstance(error, errors.Refused)
    assert (error.at_input, error.reason, error.words, error.retryable) == (True, reason, "w", False)
    assert error.sentence.startswith("Stopped at the request, ")
    assert error.advice.endswith(".")


def test_a_limited_account_is_told_what_words_cannot_mend() -> None:
    assert "account" in failure(Reply(finish_reason="PUP_LIMITED_DISABLED")).advice
    assert "account" not in failure(Reply(finish_reason="SAFETY")).advice


def test_a_blocked_request_is_free_and_stopped_at_the_request() -> None:
    reply = codec.parse(b'{"promptFeedback":{"blockReason":"OTHER","blockReasonMessage":"no such faces"}}')
    error = failure(reply)
    assert isinstance(error, errors.Refused)
    assert (error.at_input, error.reason, error.billed, error.words) == (True, "OTHER", "no", "no such faces")
    assert not error.retryable


def test_a_refusal_after_thinking_is_billed() -> None:
    error = failure(Reply(finish_reason="IMAGE_SAFETY", usage=Usage(9, 0, 212, 221)))
    assert isinstance(error, errors.Refused)
    assert (error.at_input, error.billed) == (False, "yes")


def test_drafts_alone_are_no_result() -> None:
    error = failure(Reply((PicturePart("image/png", PNG_HEAD, thought=True),), "STOP"))
    assert (error.sentence, error.retryable) == ("The model made drafts and no final picture.", False)


def test_bytes_that_are_no_picture_are_a_bad_reply() -> None:
    parts = (PicturePart("image/png", b"GIF89a"), TextPart("done"))
    error = failure(Reply(parts, "STOP"))
    assert (type(error), error.reason, error.billed, error.words) == (errors.BadReply, "NOT_A_PICTURE", "maybe", "done")
    assert failure(Reply(parts, "STOP", usage=Usage(9, 1120, 0, 1129))).billed == "yes"


def test_the_type_of_a_picture_that_lies_elsewhere_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(PNG_HEAD)
    (tmp_path / "b").write_bytes(b"GIF89a")
    good, bad = (PicturePart("image/png", source=FileSource(tmp_path / name)) for name in "ab")
    assert codec.outcome(Reply((good,), "STOP")) is good
    assert failure(Reply((bad,), "STOP")).reason == "NOT_A_PICTURE"


def test_a_refused_picture_is_not_shown() -> None:
    reply = Reply((PicturePart("image/png", PNG_HEAD),), "IMAGE_SAFETY")
    assert isinstance(failure(reply), errors.Refused)


def test_an_error_survives_the_way_between_processes() -> None:
    error = failure(Reply(finish_reason="SAFETY", finish_message="w"))
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert repr(copy) == repr(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)
