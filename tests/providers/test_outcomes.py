"""Every answer without a picture becomes one error with a plain sentence, and says whether it is billed."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from editor.providers import codec, errors
from editor.providers.messages import PicturePart, Reply, TextPart, Usage

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
EVERY_REASON = (  # noqa: SIM905 - a list of words reads better than a column of quotes
    "STOP MAX_TOKENS SAFETY RECITATION LANGUAGE OTHER BLOCKLIST PROHIBITED_CONTENT SPII MALFORMED_FUNCTION_CALL "
    "IMAGE_SAFETY IMAGE_PROHIBITED_CONTENT IMAGE_OTHER NO_IMAGE IMAGE_RECITATION UNEXPECTED_TOOL_CALL "
    "TOO_MANY_TOOL_CALLS MISSING_THOUGHT_SIGNATURE MALFORMED_RESPONSE ESCALATION PUP_LIMITED_DISABLED CONTINUATION "
    "MODEL_ARMOR FINISH_REASON_UNSPECIFIED"
).split()


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


@pytest.mark.parametrize("reason", EVERY_REASON)
def test_every_finish_reason_has_a_sentence_and_a_way_on(reason: str) -> None:
    error = failure(Reply(finish_reason=reason))
    assert error.sentence.endswith(".")
    assert error.advice.endswith(".")
    assert "!" not in error.sentence + error.advice


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
    error = failure(Reply((PicturePart("image/png", b"\x89PNG\r\n\x1a\n", thought=True),), "STOP"))
    assert error.sentence == "The model made drafts and no final picture."


def test_bytes_that_are_no_picture_are_a_bad_reply() -> None:
    error = failure(Reply((PicturePart("image/png", b"GIF89a"), TextPart("done")), "STOP"))
    assert (type(error), error.billed, error.words) == (errors.BadReply, "yes", "done")


def test_a_refused_picture_is_not_shown() -> None:
    reply = Reply((PicturePart("image/png", b"\x89PNG\r\n\x1a\n"),), "IMAGE_SAFETY")
    assert isinstance(failure(reply), errors.Refused)


def test_an_error_survives_the_way_between_processes() -> None:
    error = failure(Reply(finish_reason="SAFETY", finish_message="w"))
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert repr(copy) == repr(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)
