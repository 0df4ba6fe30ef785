"""Brief: what a person asked for, in parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Brief:
    """An instruction, what must stay and what must change, and the session's style."""

    instruction: str
    keep: tuple[str, ...] = ()
    change: tuple[str, ...] = ()
    style: str = ""

    def as_json(self) -> dict[str, Any]:
        """The brief as stored on a turn."""
        return {
            "instruction": self.instruction,
            "keep": list(self.keep),
            "change": list(self.change),
            "style": self.style,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Brief:
        """The brief stored on a turn."""
        keep, change = tuple(data.get("keep", ())), tuple(data.get("change", ()))
        return cls(data.get("instruction", ""), keep, change, data.get("style", ""))


@dataclass(frozen=True, slots=True)
class Pin:
    """A remark at a place: x and y from the top left, each 0 to 1 of the picture's width and height."""

    x: float
    y: float
    text: str

    def where(self) -> str:
        """The place in words that any model understands."""
        column = "left" if self.x < 0.36 else "right" if self.x > 0.64 else "centre"
        row = "upper" if self.y < 0.36 else "lower" if self.y > 0.64 else "middle"
        return "centre" if (row, column) == ("middle", "centre") else f"{row} {column}"


def critique_instruction(text: str, pins: Sequence[Pin]) -> str:
    """A critique as the instruction of the next adjust: the free text, then one line per pin."""
    lines = [text.strip()] if text.strip() else []
    lines += [f"{pin.text.strip().rstrip('.')} (at the {pin.where()})." for pin in pins if pin.text.strip()]
    return "\n".join(lines)
