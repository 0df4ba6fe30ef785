"""A spooled reply -> decoded pictures in files and plain facts. Runs in an imaging process: this is the heavy part."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editor import imaging
from editor.providers import clauses, codec
from editor.providers.errors import ProviderError
from editor.providers.messages import PicturePart, Reply


@dataclass(frozen=True, slots=True)
class Failure:
    """A reply without a usable picture, as plain values: exceptions with facts do not travel between processes."""

    kind: str
    sentence: str
    advice: str
    words: str
    reason: str
    billed: str
    retryable: bool


@dataclass(frozen=True, slots=True)
class Received:
    """What a reply held. `parts` are as stored on `Reply.parts`; `pictures` are files that wait for the store."""

    parts: list[dict[str, Any]]
    pictures: list[imaging.Facts]
    result: imaging.Facts | None
    failure: Failure | None
    text: str
    clauses: list[dict[str, str]]
    finish_reason: str
    usage: dict[str, Any] = field(default_factory=dict)
    model_version: str = ""


def decode(spool: str) -> Received:
    """Parse the reply in `spool`, write its pictures beside it, decode each in full. Never raises for a bad reply."""
    try:
        reply = codec.load(Path(spool))
    except ProviderError as problem:
        return Received([], [], None, _failure(problem), "", [], "")
    said = [{"text": c.text, "state": c.state, "note": c.note} for c in clauses.parse(reply.text)]
    failure = _outcome(reply)
    parts, pictures = [], []
    result: imaging.Facts | None = None
    for index, part in enumerate(part for part in reply.parts if not part.thought):
        facts = None
        if isinstance(part, PicturePart) and failure is None:
            try:
                facts = _write(part, Path(f"{spool}.{index}"))
            except imaging.BadPicture as problem:
                failure = _broken(problem) if part is reply.picture else None
                continue
            pictures.append(facts)
            result = facts if part is reply.picture else result
        parts.append(_stored(part, facts))
    usage = dict(reply.usage.detail)
    return Received(parts, pictures, result, failure, reply.text, said, _reason(reply), usage, reply.model_version)


def _write(part: PicturePart, path: Path) -> imaging.Facts:
    with path.open("wb") as file:
        file.write(part.data)
        file.flush()
        os.fsync(file.fileno())
    return imaging.inspect(str(path))


def _stored(part: Any, facts: imaging.Facts | None) -> dict[str, Any]:
    if isinstance(part, PicturePart):
        return {
            "kind": "picture",
            "text": "",
            "sha256": facts.sha256 if facts else "",
            "media_type": facts.media_type if facts else part.media_type,
            "signature": part.signature or "",
            "thought": part.thought,
        }
    return {
        "kind": "text",
        "text": part.text,
        "sha256": "",
        "media_type": "",
        "signature": part.signature or "",
        "thought": part.thought,
    }


def _outcome(reply: Reply) -> Failure | None:
    try:
        codec.outcome(reply)
    except ProviderError as problem:
        return _failure(problem)
    return None


def _failure(problem: ProviderError) -> Failure:
    return Failure(
        kind=type(problem).__name__,
        sentence=problem.sentence,
        advice=problem.advice,
        words=problem.words,
        reason=problem.reason,
        billed=problem.billed,
        retryable=problem.retryable,
    )


def _broken(problem: imaging.BadPicture) -> Failure:
    return Failure(
        kind="BadReply",
        sentence="The picture arrived damaged and was not shown.",
        advice="Try again.",
        words=problem.sentence,
        reason="BAD_PICTURE",
        billed="maybe",
        retryable=True,
    )


def _reason(reply: Reply) -> str:
    return reply.block_reason or reply.finish_reason
