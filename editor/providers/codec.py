"""The JSON of a `generateContent` answer, read as services really send it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from editor.providers import inline
from editor.providers.errors import BadReply
from editor.providers.faults import error_from as error_from
from editor.providers.inline import Span, SpooledSource
from editor.providers.messages import Part, PicturePart, Reply, Source, TextPart, Usage
from editor.providers.outcomes import billed, media_type_of
from editor.providers.outcomes import outcome as outcome

_Json: TypeAlias = dict[str, Any]
_Held: TypeAlias = bytes | Source
_Hold: TypeAlias = Callable[[Span], _Held]


def load(spool: Path) -> Reply:
    """Read a spooled answer in pieces. Its pictures stay where they are: each part's `source` decodes them from there.

    A picture is only decoded to its end by whoever reads it: its stream raises ValueError where base64 is malformed.
    """
    with spool.open("rb") as file:
        return _read(file, lambda span: SpooledSource(spool, span))


def parse(body: bytes) -> Reply:
    """Read a 200 answer that is held whole, and decode its pictures.

    Raises `BadReply` if it is malformed, or the error that the answer carries in spite of its 200.
    """
    file = io.BytesIO(body)
    return _read(file, lambda span: b"".join(inline.pieces(file, span)))


def _read(body: BinaryIO, hold: _Hold) -> Reply:
    try:
        skeleton, spans = inline.cut(body)
        data = json.loads(skeleton)
    except inline.TooManyWords:
        raise _bad("what is beside its pictures") from None
    except (ValueError, RecursionError):
        raise BadReply("The answer cannot be read: it is not complete JSON.", reason="NOT_JSON") from None
    if not isinstance(data, dict):
        raise _bad("the answer")
    if data.get("error"):
        raise _carried_error(data["error"], skeleton)
    usage = _usage(_object(_get(data, "usageMetadata"), "usageMetadata"))
    try:
        return _reply(data, usage, _Pictures(body, spans, hold))
    except BadReply as problem:
        problem.billed = billed(Reply(usage=usage))
        raise


def _reply(data: _Json, usage: Usage, pictures: _Pictures) -> Reply:
    candidates = _list(data.get("candidates"), "candidates")
    candidate = _object(candidates[0], "candidate") if candidates else {}
    content = _object(candidate.get("content"), "content")
    feedback = _object(_get(data, "promptFeedback"), "promptFeedback")
    return Reply(
        parts=tuple(_parts(_list(content.get("parts"), "parts"), pictures)),
        finish_reason=_text(_get(candidate, "finishReason")),
        finish_message=_text(_get(candidate, "finishMessage")) or _text(_get(feedback, "blockReasonMessage")),
        block_reason=_text(_get(feedback, "blockReason")),
        usage=usage,
        model_version=_text(_get(data, "modelVersion")),
        response_id=_text(_get(data, "responseId")),
    )


def _parts(rows: list[Any], pictures: _Pictures) -> list[Part]:
    """Texts and pictures in order; other kinds of part hold nothing for us."""
    found: list[Part] = []
    for row in rows:
        part = _object(row, "part")
        signature = _get(part, "thoughtSignature")
        signed = signature if isinstance(signature, str) else None
        thought = part.get("thought") is True
        held = _object(_get(part, "inlineData"), "inlineData")
        if held:
            found.append(pictures.part(held, signed, thought))
        elif "text" in part or signed is not None:
            # A signature may come alone, after the last text.
            found.append(TextPart(_text(part.get("text")), signed, thought))
    return found


class _Pictures:
    """The pictures of one answer, each by its place or as a short string."""

    def __init__(self, body: BinaryIO, spans: list[Span], hold: _Hold) -> None:
        self._body = body
        self._spans = spans
        self._hold = hold

    def part(self, row: _Json, signature: str | None, thought: bool) -> PicturePart:
        """The part of an `inlineData`; its type by its first bytes, else as declared."""
        head, held = self._picture(row.get("data"))
        media_type = media_type_of(head) or _text(_get(row, "mimeType"))
        if isinstance(held, bytes):
            return PicturePart(media_type, held, signature, thought)
        return PicturePart(media_type, signature=signature, thought=thought, source=held)

    def _picture(self, data: object) -> tuple[bytes, _Held]:
        """The first bytes of a picture, and all of it or where it lies."""
        try:
            match data:
                case int() if 0 <= data < len(self._spans):
                    span = self._spans[data]
                    return next(inline.pieces(self._body, span), b""), self._hold(span)
                case str() if data:
                    short = io.BytesIO(data.encode("ascii"))
                    whole = b"".join(inline.pieces(short, Span(0, len(data))))
                    return whole, whole
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
