"""What can be wrong with an answer that looks good: each changes a good one in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from editor.emulator import pictures
from editor.emulator.replies import Reply
from editor.providers.outcomes import media_type_of

Spoiler = Callable[[Reply, dict[str, Any]], None]

_REFUSING: Final = "I can describe that picture, but I cannot make it. Shall I try something close to it?"
_NOT_SHOWN: Final = "Unable to show the generated image. The model could not generate the image based on the prompt."
_NO_PICTURE: Final = b"<html><body>Please sign in to the network to continue.</body></html>"


def finish(reason: str) -> Spoiler:
    """No picture, and this finish reason."""

    def spoil(reply: Reply, arguments: dict[str, Any]) -> None:
        reply.content["candidates"] = [{"finishReason": reason, "finishMessage": _NOT_SHOWN, "index": 0}]
        _count_no_picture(reply)

    return spoil


def blocked(reason: str) -> Spoiler:
    """The prompt was stopped: no candidates at all."""

    def spoil(reply: Reply, arguments: dict[str, Any]) -> None:
        del reply.content["candidates"]
        feedback = {"blockReason": reason}
        if "createTime" in reply.content:  # Vertex AI gives a sentence with it
            feedback["blockReasonMessage"] = "The prompt could not be submitted."
        reply.content["promptFeedback"] = feedback
        reply.usage.pop("thoughtsTokenCount", None)  # it never came to thinking
        _count_no_picture(reply)

    return spoil


def no_picture(reply: Reply, arguments: dict[str, Any]) -> None:
    """A sentence instead of a picture, and STOP."""
    reply.candidate["content"] = {"role": "model", "parts": [{"text": _REFUSING}]}
    _count_no_picture(reply)
    reply.usage["candidatesTokenCount"] = (len(_REFUSING) + 3) // 4
    reply.usage["totalTokenCount"] += reply.usage["candidatesTokenCount"]


def not_a_picture(reply: Reply, arguments: dict[str, Any]) -> None:
    """Bytes that are no picture."""
    reply.put(reply.pictures[-1], _NO_PICTURE)


def truncated(reply: Reply, arguments: dict[str, Any]) -> None:
    """A picture that ends in the middle."""
    part = reply.pictures[-1]
    data = reply.data(part)
    reply.put(part, data[: int(len(data) * float(arguments.get("share", 0.6)))])


def wrong_size(reply: Reply, arguments: dict[str, Any]) -> None:
    """A sound picture of other pixels: those of `size` in the script, or half of each edge."""
    part = reply.pictures[-1]
    width_px, height_px = arguments.get("size") or [edge // 2 for edge in _pixels(reply.data(part))]
    part["inlineData"] = reply.hold(pictures.build(int(width_px), int(height_px)))["inlineData"]


def wrong_type(reply: Reply, arguments: dict[str, Any]) -> None:
    """A picture that is declared as what it is not."""
    inline = reply.pictures[-1]["inlineData"]
    inline["mimeType"] = "image/png" if inline["mimeType"] == "image/jpeg" else "image/jpeg"


def two_pictures(reply: Reply, arguments: dict[str, Any]) -> None:
    """A draft as an ordinary picture before the final one, and charged like one (reported of the pro model)."""
    final = reply.pictures[-1]
    draft = reply.hold(pictures.build(512, 512)) | {k: v for k, v in final.items() if k == "thoughtSignature"}
    reply.parts.insert(reply.parts.index(final), draft)
    for row in reply.usage.get("candidatesTokensDetails", []):
        reply.usage["candidatesTokenCount"] += row["tokenCount"]
        reply.usage["totalTokenCount"] += row["tokenCount"]
        row["tokenCount"] *= 2


def thought_pictures(reply: Reply, arguments: dict[str, Any]) -> None:
    """Drafts marked as thoughts, before the picture: not signed, not charged, not the result."""
    drafts = [reply.hold(pictures.build(512, 512)) | {"thought": True} for _ in range(2)]
    reply.parts[:0] = [{"text": "Trying two framings.", "thought": True}, *drafts]


def malformed(body: list[bytes]) -> list[bytes]:
    """JSON that stops in the middle of the picture, sent as if that were all."""
    whole = b"".join(body)
    return [whole[: len(whole) * 3 // 5]]


def _count_no_picture(reply: Reply) -> None:
    """The bill without a picture: the input, and the thoughts, which are told twice and counted once.

    Reported; Google does not say what a stopped answer costs (facts: wire format section 3, usageMetadata).
    """
    usage = reply.usage
    usage.pop("candidatesTokensDetails", None)
    thoughts = usage.get("thoughtsTokenCount", 0)
    usage["candidatesTokenCount"] = thoughts
    usage["totalTokenCount"] = usage.get("promptTokenCount", 0) + thoughts


def _pixels(data: bytes) -> tuple[int, int]:
    """Width and height from the header of a PNG."""
    if media_type_of(data) != "image/png":
        raise ValueError("The engine answers PNG.")
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
