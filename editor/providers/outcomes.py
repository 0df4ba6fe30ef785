"""Judge a well-formed reply: its picture, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from editor.providers.errors import BadReply, Billed, NoPicture, Refused
from editor.providers.messages import PicturePart, Reply

_FINISHED: Final = frozenset({"", "STOP", "FINISH_REASON_UNSPECIFIED"})
_UNNAMED: Final = frozenset({"OTHER", "BLOCK_REASON_UNSPECIFIED", "BLOCKED_REASON_UNSPECIFIED"})
_HEAD_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class _Miss:
    """A finish reason that brings no picture, in plain words."""

    sentence: str
    advice: str
    retryable: bool = False


_REPHRASE: Final = "Rephrase the request, then try again."

# Finish and block reasons that are rules at work, not accidents: never tried again unchanged.
_RULES: Final = {
    "SAFETY": "by the provider's safety rules",
    "IMAGE_SAFETY": "by the provider's safety check for pictures",
    "PROHIBITED_CONTENT": "because the provider does not allow this content",
    "IMAGE_PROHIBITED_CONTENT": "because the provider does not allow this picture",
    "BLOCKLIST": "by a word on the provider's blocklist",
    "SPII": "because it touches personal data",
    "RECITATION": "because it comes too close to existing work",
    "IMAGE_RECITATION": "because the picture comes too close to an existing one",
    "MODEL_ARMOR": "by the filter of the provider's account (Model Armor)",
    "JAILBREAK": "because it reads as an attempt to get around the rules",
    "ESCALATION": "by a rule that sends requests like this one to a closer look",
    "PUP_LIMITED_DISABLED": "because the provider has limited the account for breaking its use policy",
}
# Where other words do not help.
_RULE_ADVICE: Final = {
    "MODEL_ARMOR": "Rephrase, or ask whoever runs the provider's account to change its filter.",
    "PUP_LIMITED_DISABLED": "Settle the account's standing with the provider, or use another surface.",
}

_MISSES: Final = {
    "NO_IMAGE": _Miss(
        "The model finished without making a picture.",
        "Try again. If it repeats, ask for the picture only and leave out requests for prose.",
        retryable=True,
    ),
    "IMAGE_OTHER": _Miss("The picture failed for a reason the provider does not give.", "Try again.", retryable=True),
    "OTHER": _Miss("The model stopped for a reason the provider does not give.", "Try again.", retryable=True),
    "MALFORMED_RESPONSE": _Miss("The model's answer came out garbled.", "Try again.", retryable=True),
    "MAX_TOKENS": _Miss(
        "The model ran out of room before the picture was done.", "Shorten the request, or use a smaller size."
    ),
    "LANGUAGE": _Miss("The model does not work in this language.", "Write the request in English."),
    "MISSING_THOUGHT_SIGNATURE": _Miss(
        "The model could not pick up from the earlier turns.", "Send the last picture and the instruction alone."
    ),
    "MALFORMED_FUNCTION_CALL": _Miss("The model tried to call a tool instead of drawing.", _REPHRASE),
    "UNEXPECTED_TOOL_CALL": _Miss("The model tried to call a tool instead of drawing.", _REPHRASE),
    "TOO_MANY_TOOL_CALLS": _Miss("The model called tools instead of drawing.", _REPHRASE),
    "CONTINUATION": _Miss(
        "The model stopped at its limit before the picture was done.", "Shorten the request, or use a smaller size."
    ),
}
_DRAFTS_ONLY: Final = _Miss("The model made drafts and no final picture.", "Try again.")
_EMPTY: Final = _Miss("The answer was empty.", "Try again.", retryable=True)
_WORDS_ONLY: Final = _Miss(
    "The model answered in words instead of a picture.", "Read what it says, then rephrase the request."
)


def media_type_of(data: bytes) -> str | None:
    """Type of a picture by its first bytes: PNG, JPEG or WebP, else nothing. What a sender declares is no proof."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return None


def outcome(reply: Reply) -> PicturePart:
    """The picture of a reply. Raises `Refused`, `NoPicture` or `BadReply` where there is none to show."""
    if reply.block_reason:
        raise _refused(reply, reply.block_reason, at_input=True)
    if reply.finish_reason in _RULES:
        raise _refused(reply, reply.finish_reason, at_input=False)
    picture = reply.picture
    if picture is None:
        raise _no_picture(reply)
    if media_type_of(_head(picture)) is None:
        raise BadReply(
            "What arrived as a picture is not one.", _words(reply), reason="NOT_A_PICTURE", billed=billed(reply)
        )
    return picture


def _head(picture: PicturePart) -> bytes:
    with picture.open() as stream:
        return stream.read(_HEAD_BYTES)


def _refused(reply: Reply, reason: str, *, at_input: bool) -> Refused:
    unnamed = "for a reason the provider does not give" if reason in _UNNAMED else f"by the provider ({reason})"
    where = "Stopped at the request" if at_input else "Stopped at the result"
    sentence = f"{where}, {_RULES.get(reason, unnamed)}."
    refused = Refused(sentence, _words(reply), at_input=at_input, reason=reason, billed=billed(reply))
    refused.advice = _RULE_ADVICE.get(reason, refused.advice)
    return refused


def _no_picture(reply: Reply) -> NoPicture:
    miss = _miss(reply)
    return NoPicture(
        miss.sentence,
        _words(reply),
        advice=miss.advice,
        reason=reply.finish_reason or "EMPTY",
        billed=billed(reply),
        retryable=miss.retryable,
    )


def _miss(reply: Reply) -> _Miss:
    if reply.finish_reason in _MISSES:
        return _MISSES[reply.finish_reason]
    if reply.finish_reason not in _FINISHED:
        return _Miss(f"The model stopped without a picture ({reply.finish_reason}).", _REPHRASE)
    if reply.text.strip():
        return _WORDS_ONLY
    return _DRAFTS_ONLY if any(isinstance(part, PicturePart) for part in reply.parts) else _EMPTY


def _words(reply: Reply) -> str:
    return reply.finish_message or reply.text.strip()


def billed(reply: Reply) -> Billed:
    """Whether a reply costs money. The provider's token counts are its bill; a blocked request without any is free."""
    if reply.usage.output_tokens + reply.usage.thought_tokens > 0:
        return "yes"
    return "no" if reply.block_reason and reply.usage.total_tokens == 0 else "maybe"
