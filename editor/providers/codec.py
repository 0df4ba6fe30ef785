"""The JSON of a `generateContent` answer, read as services really send it."""

from __future__ import annotations

import binascii
import json
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, TypeAlias

from editor.providers import inline
from editor.providers.errors import BadReply
from editor.providers.faults import error_from as error_from
from editor.providers.messages import Part, PicturePart, Reply, TextPart, Usage
from editor.providers.outcomes import media_type_of as media_type_of
from editor.providers.outcomes import outcome as outcome

_Json: TypeAlias = dict[str, Any]


def load(spool: Path) -> Reply:
    """Read a spooled answer. The file is mapped, not read: memory holds the decoded picture and little else."""
    with spool.open("rb") as file:
        if spool.stat().st_size == 0:
            return parse(b"")
        with mmap(file.fileno(), 0, access=ACCESS_READ) as body:
            return parse(body)


def parse(body: inline.Buffer) -> Reply:
    """Read a 200 answer. Raises `BadReply` if malformed, or the error that the answer carries in spite of its 200."""
    skeleton, spans = inline.cut(body)
    try:
        data = json.loads(skeleton)
    except (ValueError, RecursionError):
        raise BadReply("The answer cannot be read: it is not complete JSON.", reason="NOT_JSON") from None
    if not isinstance(data, dict):
        raise _bad("the answer")
    if data.get("error"):
        raise _carried_error(data["error"], skeleton)
    candidates = _list(data.get("candidates"), "candidates")
    candidate = _object(candidates[0], "candidate") if candidates else {}
    content = _object(candidate.get("content"), "content")
    feedback = _object(_get(data, "promptFeedback"), "promptFeedback")
    return Reply(
        parts=tuple(_parts(_list(content.get("parts"), "parts"), body, spans)),
        finish_reason=_text(_get(candidate, "finishReason")),
        finish_message=_text(_get(candidate, "finishMessage")) or _text(_get(feedback, "blockReasonMessage")),
        block_reason=_text(_get(feedback, "blockReason")),
        usage=_usage(_object(_get(data, "usageMetadata"), "usageMetadata")),
        model_version=_text(_get(data, "modelVersion")),
        response_id=_text(_get(data, "responseId")),
    )


def _parts(rows: list[Any], body: inline.Buffer, spans: list[inline.Span]) -> list[Part]:
    """Texts and pictures in order; other kinds of part hold nothing for us."""
    found: list[Part] = []
    for row in rows:
        part = _object(row, "part")
        signature = _get(part, "thoughtSignature")
        signed = signature if isinstance(signature, str) else None
        thought = part.get("thought") is True
        held = _object(_get(part, "inlineData"), "inlineData")
        if held:
            picture = _decode(held.get("data"), body, spans)
            media_type = media_type_of(picture) or _text(_get(held, "mimeType"))
            found.append(PicturePart(media_type, picture, signed, thought))
        elif "text" in part or signed is not None:
            # A signature may come alone, after the last text.
            found.append(TextPart(_text(part.get("text")), signed, thought))
    return found


def _decode(data: object, body: inline.Buffer, spans: list[inline.Span]) -> bytes:
    """The bytes of a picture, whose place in the answer is known, or which is short and still a string."""
    try:
        match data:
            case int() if 0 <= data < len(spans):
                return inline.decode(body, spans[data])
            case str() if data:
                short = data.encode("ascii")
                return inline.decode(short, (0, len(short)))
    except ValueError:
        raise _bad("a picture") from None
    raise _bad("a picture")


def _usage(row: _Json) -> Usage:
    return Usage(
        prompt_tokens=_count(_get(row, "promptTokenCount")),
        output_tokens=_count(_get(row, "candidatesTokenCount")),
        thought_tokens=_count(_get(row, "thoughtsTokenCount")),
        total_tokens=_count(_get(row, "totalTokenCount")),
        detail=row,
    )


def _carried_error(error: object, body: bytes) -> Exception:
    code = error.get("code") if isinstance(error, dict) else None
    if isinstance(code, int) and 400 <= code < 600:
        return error_from(code, body, {})
    words = error_from(400, body, {}).words
    return BadReply("The provider answered with an error instead of a picture.", words, reason="ERROR_IN_REPLY")


def _get(row: _Json, camel: str) -> object:
    """A field under its camel-case name, or its snake-case one, which some services send."""
    if camel in row:
        return row[camel]
    return row.get("".join(f"_{char.lower()}" if char.isupper() else char for char in camel))


def _object(value: object, what: str) -> _Json:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _bad(what)
    return value


def _list(value: object, what: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise _bad(what)
    return value


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int:
    """A token count; 64-bit numbers come as strings."""
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return value if isinstance(value, int) and value > 0 else 0


def _bad(what: str) -> BadReply:
    return BadReply(f"The answer cannot be read: {what} is malformed.", reason="MALFORMED")
