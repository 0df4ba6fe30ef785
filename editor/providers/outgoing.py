"""The JSON of a `generateContent` request, as the official SDK sends it, written out in pieces."""

from __future__ import annotations

import binascii
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, TypeAlias

from editor.providers.catalogue import ImageModel
from editor.providers.errors import PictureUnreadable
from editor.providers.messages import Content, ImageRequest, Part, PicturePart, Size, TextPart

_Json: TypeAlias = dict[str, Any]
_Piece: TypeAlias = bytes | PicturePart
_WIRE_SIZE: Final[dict[Size, str]] = {"0.5K": "512", "1K": "1K", "2K": "2K", "4K": "4K"}

READ_BYTES: Final = 48 * 1024  # of a picture at a time; a multiple of 3, so that each piece is base64 without padding


class Body:
    """A request body that is read while it is sent: pictures stay where they lie until their bytes are due.

    Iterating gives the bytes in pieces, as often as wanted; `bytes(body)` holds them all. Raises `PictureUnreadable`.
    """

    def __init__(self, pieces: Iterable[_Piece]) -> None:
        self._pieces = tuple(_Placed(piece, _byte_count(piece)) for piece in pieces)
        self.byte_count = sum(placed.wire_bytes for placed in self._pieces)
        self.largest_file_bytes = max((placed.file_bytes for placed in self._pieces), default=0)

    def __iter__(self) -> Iterator[bytes]:
        for placed in self._pieces:
            if isinstance(placed.piece, bytes):
                yield placed.piece
            else:
                yield from _base64(placed.piece, placed.file_bytes)

    def __bytes__(self) -> bytes:
        return b"".join(self)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A piece of the body, and for a picture the bytes of its file."""

    piece: _Piece
    file_bytes: int

    @property
    def wire_bytes(self) -> int:
        return len(self.piece) if isinstance(self.piece, bytes) else (self.file_bytes + 2) // 3 * 4


def encode(request: ImageRequest, model: ImageModel) -> Body:
    """The request body. A model that takes no size, or not this way of thinking, is not sent it."""
    pieces = [b'{"contents":[', *_listed(_content(content) for content in request.contents), b"]"]
    if request.system_instruction:
        instruction = {"parts": [{"text": request.system_instruction}], "role": "user"}
        pieces.append(b',"systemInstruction":' + _dumps(instruction))
    pieces.append(b',"generationConfig":' + _dumps(_config(request, model)) + b"}")
    return Body(_joined(pieces))


def _config(request: ImageRequest, model: ImageModel) -> _Json:
    config: _Json = {"responseModalities": ["IMAGE"]}
    if request.thinking in model.thinking:
        config["thinkingConfig"] = {"thinkingLevel": str(request.thinking).upper(), "includeThoughts": False}
    image: _Json = {}
    if request.aspect_ratio:
        image["aspectRatio"] = request.aspect_ratio
    if request.image_size and model.supports_size:
        image["imageSize"] = _WIRE_SIZE[request.image_size]
    if image:
        config["imageConfig"] = image
    if request.seed is not None:
        config["seed"] = request.seed
    return config


def _content(content: Content) -> Iterator[_Piece]:
    yield b'{"parts":['
    yield from _listed(_part(part) for part in content.parts)
    yield b'],"role":' + _dumps(content.role) + b"}"


def _part(part: Part) -> Iterator[_Piece]:
    marks: _Json = {"thought": True} if part.thought else {}
    if part.signature is not None:
        marks["thoughtSignature"] = part.signature
    if isinstance(part, TextPart):
        yield _dumps({"text": part.text} | marks)
        return
    yield b'{"inlineData":{"mimeType":' + _dumps(part.media_type) + b',"data":"'
    yield part
    yield b'"}' + (b"," + _dumps(marks)[1:] if marks else b"}")


def _listed(rows: Iterable[Iterable[_Piece]]) -> Iterator[_Piece]:
    for number, row in enumerate(rows):
        if number:
            yield b","
        yield from row


def _joined(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """The same, with neighbouring bytes made one."""
    held = b""
    for piece in pieces:
        if isinstance(piece, bytes):
            held += piece
        else:
            yield from (held, piece)
            held = b""
    yield held


def _dumps(value: Mapping[str, Any] | str) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _byte_count(piece: _Piece) -> int:
    if isinstance(piece, bytes):
        return 0
    try:
        return piece.byte_count
    except OSError:
        raise _unreadable("cannot be read from the disk") from None


def _base64(picture: PicturePart, file_bytes: int) -> Iterator[bytes]:
    """The picture in base64; never more or fewer bytes than were announced."""
    sent = 0
    try:
        with picture.open() as file:
            for chunk in _triples(file):
                sent += len(chunk)
                if sent > file_bytes:
                    break
                yield binascii.b2a_base64(chunk, newline=False)
    except OSError:
        raise _unreadable("cannot be read from the disk") from None
    if sent != file_bytes:
        raise _unreadable("changed while it was sent")


def _triples(file: BinaryIO) -> Iterator[bytes]:
    """The file in chunks of a multiple of 3 bytes, the last one aside. A read may give less than asked for."""
    rest = b""
    while chunk := file.read(READ_BYTES):
        chunk = rest + chunk
        whole = len(chunk) - len(chunk) % 3
        rest = chunk[whole:]
        if whole:
            yield chunk[:whole]
    if rest:
        yield rest


def _unreadable(why: str) -> PictureUnreadable:
    return PictureUnreadable(f"A picture of the request {why}. The request was not completed.")
