"""What is said to an image model and what it answers, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

Role: TypeAlias = Literal["user", "model"]
Size: TypeAlias = Literal["0.5K", "1K", "2K", "4K"]
SIZES: Final[tuple[Size, ...]] = ("0.5K", "1K", "2K", "4K")


@dataclass(frozen=True, slots=True)
class TextPart:
    """Words. `signature` is base64 text exactly as received; `thought` marks the model thinking aloud."""

    text: str
    signature: str | None = None
    thought: bool = False


@dataclass(frozen=True, slots=True)
class PicturePart:
    """A picture as encoded file bytes. A signature belongs to this very part and must be echoed on it."""

    media_type: str
    data: bytes = field(repr=False)
    signature: str | None = None
    thought: bool = False


Part: TypeAlias = TextPart | PicturePart


@dataclass(frozen=True, slots=True)
class Content:
    """One turn of the conversation. Model turns are echoed exactly as they came."""

    role: Role
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """One request for one picture. No ratio: the model follows the input picture; no size: the model's own."""

    model: str
    contents: tuple[Content, ...]
    aspect_ratio: str | None = None
    image_size: Size | None = None
    seed: int | None = None
    system_instruction: str | None = None


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
