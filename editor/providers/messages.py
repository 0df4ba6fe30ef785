"""What is said to an image model and what it answers, as plain values."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Final, Literal, Protocol, TypeAlias

Role: TypeAlias = Literal["user", "model"]
Size: TypeAlias = Literal["0.5K", "1K", "2K", "4K"]
SIZES: Final[tuple[Size, ...]] = ("0.5K", "1K", "2K", "4K")


@dataclass(frozen=True, slots=True)
class TextPart:
    """Words. `signature` is base64 text exactly as received; `thought` marks the model thinking aloud."""

    text: str
    signature: str | None = None
    thought: bool = False


class Source(Protocol):
    """Encoded picture bytes that lie elsewhere and are read in pieces, so that no 4K picture is held whole."""

    @property
    def byte_count(self) -> int:
        """Length in bytes."""

    def open(self) -> BinaryIO:
        """A stream of the bytes from the start; the caller closes it."""


@dataclass(frozen=True, slots=True)
class PicturePart:
    """A picture as encoded file bytes, held in `data` or read from `source`.

    A signature belongs to this very part and must be echoed on it.
    """

    media_type: str
    data: bytes = field(default=b"", repr=False)
    signature: str | None = None
    thought: bool = False
    source: Source | None = None

    @property
    def byte_count(self) -> int:
        """Length of the picture's file in bytes."""
        return self.source.byte_count if self.source else len(self.data)

    def open(self) -> BinaryIO:
        """A stream of the picture's bytes from the start; the caller closes it."""
        return self.source.open() if self.source else io.BytesIO(self.data)


Part: TypeAlias = TextPart | PicturePart


@dataclass(frozen=True, slots=True)
class Content:
    """One turn of the conversation. Model turns are echoed exactly as they came."""

    role: Role
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """One request for one picture. No ratio: the model follows the input picture; no size: the model's own.

    `thinking` is one of the model's levels, such as "high"; none leaves it to the model.
    """

    model: str
    contents: tuple[Content, ...]
    aspect_ratio: str | None = None
    image_size: Size | None = None
    seed: int | None = None
    system_instruction: str | None = None
    thinking: str | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """Token counts as the provider reports them: this is the bill. `detail` is its usage record, untouched."""

    prompt_tokens: int = 0
    output_tokens: int = 0
    thought_tokens: int = 0
    total_tokens: int = 0
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """Everything one answer held, in order, whether or not there is a picture in it."""

    parts: tuple[Part, ...] = ()
    finish_reason: str = ""
    finish_message: str = ""
    block_reason: str = ""
    usage: Usage = field(default_factory=Usage)
    model_version: str = ""
    response_id: str = ""

    @property
    def picture(self) -> PicturePart | None:
        """The result: the last picture that is not a thought. Earlier ones are drafts."""
        pictures = [part for part in self.parts if isinstance(part, PicturePart) and not part.thought]
        return pictures[-1] if pictures else None

    @property
    def text(self) -> str:
        """What the model said beside the picture, thoughts left out."""
        return "".join(part.text for part in self.parts if isinstance(part, TextPart) and not part.thought)

    @property
    def content(self) -> Content:
        """This answer as a model turn to echo in the next request."""
        return Content("model", self.parts)
