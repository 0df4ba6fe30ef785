"""What one model accepts and how its answers count: of the engine itself, or of one that it stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from editor.providers.embedded import pixels

OWN_MODEL = "overpaint-embedded-1"


@dataclass(frozen=True, slots=True)
class Rules:
    """One model. Sizes are wire words (`512`, `1K`, `2K`, `4K`), pixels width x height, tokens those of one picture.

    `thinking`: whether a thinking level is refused, taken and ignored, or one of `levels` (token counts by level).
    `file_bytes` is the most that one picture of a request may have. `is_own` is the engine itself, which explains in
    words what it did whatever was asked for.
    """

    model: str
    pixel_table: dict[str, dict[str, tuple[int, int]]]
    tokens: dict[str, int]
    levels: dict[str, int] = field(default_factory=dict)
    level: str = ""
    thinking: Literal["refused", "ignored", "levels"] = "ignored"
    picture_tokens: int = 1120  # what the family counts for a picture sent in (facts: wire format section 4)
    file_bytes: int | None = None
    signatures: bool = True
    is_vertex: bool = False
    is_own: bool = False

    @property
    def ratios(self) -> tuple[str, ...]:
        """The ratios that the model makes."""
        return tuple(self.pixel_table)

    @property
    def sizes(self) -> tuple[str, ...]:
        """The sizes that the model makes, smallest first."""
        return tuple(self.tokens)

    @property
    def size(self) -> str:
        """The size of a picture where the request names none."""
        return "1K" if "1K" in self.tokens else self.sizes[0]

    @property
    def seal(self) -> str:
        """What the signatures of this model are tied to; another model's do not open."""
        return "" if self.is_own else self.model

    def pixels(self, ratio: str, size: str) -> tuple[int, int]:
        """Width and height in pixels of a ratio at a size."""
        return self.pixel_table[ratio][size]

    def nearest(self, width: int, height: int) -> str:
        """The ratio that comes nearest to a picture of these pixels."""
        shape = width / height

        def off(ratio: str) -> float:
            w, h = self.pixel_table[ratio][self.size]
            return abs(w / h / shape - 1)

        return min(self.pixel_table, key=off)


OWN = Rules(
    OWN_MODEL,
    {ratio: {size: pixels.pixels(ratio, size) for size in pixels.SIZES} for ratio in pixels.RATIOS},
    pixels.TOKENS,
    is_own=True,
)
