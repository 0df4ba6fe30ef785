"""A spooled reply -> decoded pictures in files and plain facts. Runs in an imaging process: this is the heavy part."""

from __future__ import annotations

import ctypes
import hashlib
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from editor import imaging
from editor.providers import clauses, codec
from editor.providers.errors import BadReply, ProviderError
from editor.providers.messages import PicturePart, Reply
from editor.providers.outcomes import billed

PIECE_BYTES: Final = 192 * 1024
LARGE_BYTES: Final = 6_000_000


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
    response_id: str = ""


def decode(spool: str) -> Received:
    """Parse the reply in `spool`, write its pictures beside it, decode each in full. Never raises for a bad reply."""
    try:
        reply = codec.load(Path(spool))
    except ProviderError as problem:
        return Received([], [], None, _failure(problem), "", [], "")
    unpacked = _unpack(reply, spool)
    if any(each.byte_count > LARGE_BYTES for each in unpacked.pictures):
        _give_back()
    said = [{"text": c.text, "state": c.state, "note": c.note} for c in clauses.parse(reply.text)]
    return Received(
        unpacked.parts,
        unpacked.pictures,
        unpacked.result,
        unpacked.failure,
        reply.text,
        said,
        reply.block_reason or reply.finish_reason,
        dict(reply.usage.detail),
        reply.model_version,
        reply.response_id,
    )


@dataclass(slots=True)
class _Unpacked:
    failure: Failure | None
    parts: list[dict[str, Any]] = field(default_factory=list)
    pictures: list[imaging.Facts] = field(default_factory=list)
    result: imaging.Facts | None = None


def _unpack(reply: Reply, spool: str) -> _Unpacked:
    """The parts to keep, thoughts left out. A damaged draft is left out too; a damaged result is a failure."""
    found = _Unpacked(_outcome(reply))
    for index, part in enumerate(part for part in reply.parts if not part.thought):
        facts = None
        if isinstance(part, PicturePart) and found.failure is None:
            try:
                facts = _write(part, Path(f"{spool}.{index}"))
            except (imaging.BadPicture, BadReply) as problem:
                found.failure = _broken(reply, problem.sentence) if part is reply.picture else None
                continue
            found.pictures.append(facts)
            found.result = facts if part is reply.picture else found.result
        found.parts.append(_stored(part, facts))
    return found


def _give_back() -> None:
    """Return the memory that a large picture took: glibc keeps what was freed, for as long as the process lives."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


def _write(part: PicturePart, path: Path) -> imaging.Facts:
    """Decode a picture into its file piece by piece, hashing on the way, then look at it. Raises BadPicture, BadReply.

    The disk syncs in a thread of its own while the pixels are decoded: neither needs the interpreter.
    """
    digest = hashlib.sha256()
    with path.open("wb") as file, ThreadPoolExecutor(1) as aside:
        for piece in _pieces(part):
            digest.update(piece)
            file.write(piece)
        file.flush()
        synced = aside.submit(os.fsync, file.fileno())
        facts = imaging.inspect(str(path), sha256=digest.hexdigest())
        synced.result()
    return facts


def _pieces(part: PicturePart) -> Iterator[bytes]:
    with part.open() as stream:
        try:
            while piece := stream.read(PIECE_BYTES):
                yield piece
        except ValueError:
            raise BadReply("The picture's base64 is broken.", reason="MALFORMED") from None


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


def _broken(reply: Reply, why: str) -> Failure:
    """The picture came and cannot be shown: the token counts tell whether it costs money all the same."""
    return Failure(
        kind="BadReply",
        sentence="The picture arrived damaged and was not shown.",
        advice="Try again.",
        words=why,
        reason="BAD_PICTURE",
        billed=billed(reply),
        retryable=True,
    )
