"""The table of everything that can go wrong with a call, each by the name that the command line and the script use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from editor.emulator import refusals, spoilers
from editor.emulator.answers import Answer, Ending
from editor.emulator.spoilers import Spoiler
from editor.providers.embedded.spelling import WireError

# Every reason of the official SDK that is not a good end (facts: wire format section 3).
FINISH_REASONS: Final = (
    "MAX_TOKENS", "SAFETY", "RECITATION", "LANGUAGE", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII",
    "MALFORMED_FUNCTION_CALL", "IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT", "IMAGE_OTHER", "NO_IMAGE",
    "IMAGE_RECITATION", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS", "MISSING_THOUGHT_SIGNATURE",
    "MALFORMED_RESPONSE", "ESCALATION", "PUP_LIMITED_DISABLED", "CONTINUATION", "MODEL_ARMOR",
)  # fmt: skip
BLOCK_REASONS: Final = (
    "SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "IMAGE_SAFETY", "MODEL_ARMOR", "JAILBREAK",
)  # fmt: skip
# Longer than any client waits: it is the caller who ends it.
ENDLESS_S: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: an error instead of an answer (`refuse`, `page`), or a good answer made worse.

    `bills`: whether the provider charges for the call. `is_official`: whether shape and words are the service's own, as
    documented, captured or reported; the rest is what something on the way does. `needs_picture`: only an answer that
    holds a picture can go wrong in this way.
    """

    name: str
    words: str
    refuse: Callable[[dict[str, Any]], WireError] | None = None
    page: Callable[[], Answer] | None = None
    spoil: Spoiler | None = None
    garble: Callable[[list[bytes]], list[bytes]] | None = None
    ending: Ending = "complete"
    needs_picture: bool = False
    first_byte_s: float = 0.0
    bills: bool = False
    is_official: bool = True


_ERRORS: Final = (
    Fault("signature-400", "400, a signature is missing", refuse=refusals.signature),
    Fault("key-400", "400, the key is not known", refuse=refusals.key_invalid),
    Fault("region-400", "400, not offered to this account", refuse=refusals.region),
    Fault("key-401", "401, the credentials are not accepted", refuse=refusals.unauthenticated),
    Fault("forbidden-403", "403, the key may not use this", refuse=refusals.forbidden),
    Fault("retired-404", "404, the model is not served"),
    Fault("too-large-413", "413, the request is too large", refuse=refusals.too_large, is_official=False),
    Fault("limited-429", "429 without a wait", refuse=refusals.capacity),
    Fault("limited-429-retry-info", "429 with RetryInfo (`seconds`)", refuse=refusals.per_minute),
    Fault("day-429", "429, the day's quota is used up", refuse=refusals.per_day),
    Fault("internal-500", "500", refuse=refusals.internal),
    Fault("bad-gateway-502", "502, an HTML page", page=refusals.bad_gateway, is_official=False),
    Fault("overloaded-503", "503, overloaded", refuse=refusals.overloaded),
    Fault("deadline-504", "504", refuse=refusals.deadline),
    Fault("status", "the HTTP status that the script gives", refuse=refusals.as_told, is_official=False),
)
_LINE: Final = (
    Fault("slow-first-byte", "no byte comes (`seconds`)", first_byte_s=ENDLESS_S, bills=True, is_official=False),
    Fault("stall", "the body stops and the line stays open", ending="stall", bills=True, is_official=False),
    Fault("reset", "the line is reset mid-body", ending="reset", bills=True, is_official=False),
    Fault("cut", "the line is closed mid-body", ending="cut", bills=True, is_official=False),
    Fault("malformed-json", "200, JSON that stops short", garble=spoilers.malformed, bills=True, is_official=False),
)
_ANSWERS: Final = tuple(
    Fault(name, words, spoil=spoil, needs_picture=True, bills=True)
    for name, words, spoil in (
        ("no-picture", "200, words instead of a picture", spoilers.no_picture),
        ("not-a-picture", "200, bytes that are no picture", spoilers.not_a_picture),
        ("truncated-picture", "200, the picture ends early (`share`)", spoilers.truncated),
        ("wrong-size", "200, other pixels (`size`)", spoilers.wrong_size),
        ("wrong-type", "200, declared as another type", spoilers.wrong_type),
        ("two-pictures", "200, a draft and the picture", spoilers.two_pictures),
        ("thought-pictures", "200, thought pictures and the picture", spoilers.thought_pictures),
    )
)
_FINISHED: Final = tuple(
    Fault(f"finish-{reason}", f"200, finishReason {reason}", spoil=spoilers.finish(reason), bills=True)
    for reason in FINISH_REASONS
)
_BLOCKED: Final = tuple(
    Fault(f"blocked-{reason}", f"200, blockReason {reason}", spoil=spoilers.blocked(reason), bills=True)
    for reason in BLOCK_REASONS
)
FAULTS: Final = MappingProxyType({each.name: each for each in (*_ERRORS, *_LINE, *_ANSWERS, *_FINISHED, *_BLOCKED)})

# How a batch can end otherwise than well; used up when one is made.
BATCH_FAULTS: Final = MappingProxyType({"batch-failed": "FAILED", "batch-expired": "EXPIRED"})

# What a healthy account meets in a bad hour, for `--mix`. The waits are short: it is about the ways, not the minutes.
MIX: Final[tuple[dict[str, Any], ...]] = (
    {"fault": "limited-429"},
    {"fault": "limited-429-retry-info", "seconds": 1},
    {"fault": "internal-500"},
    {"fault": "bad-gateway-502"},
    {"fault": "overloaded-503"},
    {"fault": "deadline-504"},
    {"fault": "slow-first-byte"},
    {"fault": "stall"},
    {"fault": "reset"},
    {"fault": "cut"},
    {"fault": "malformed-json"},
    {"fault": "no-picture"},
    {"fault": "not-a-picture"},
    {"fault": "truncated-picture"},
    {"fault": "wrong-size"},
    {"fault": "wrong-type"},
    {"fault": "two-pictures"},
    {"fault": "thought-pictures"},
    {"fault": "finish-NO_IMAGE"},
    {"fault": "finish-IMAGE_OTHER"},
    {"fault": "finish-IMAGE_SAFETY"},
    {"fault": "blocked-PROHIBITED_CONTENT"},
)
