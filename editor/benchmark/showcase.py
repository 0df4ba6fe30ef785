"""What the embedded engine is asked to show: conversations that cover every family, in showcase.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

LIST: Final = Path(__file__).with_name("showcase.toml")
PHOTOGRAPHS: Final = Path(__file__).with_name("photographs")  # both CC0: docs/third-party.md

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction. `mask` are the edges (left, top, right, bottom, 0..1) of the oval that it may change."""

    words: str
    mask: Box | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """One conversation: each step goes on from the picture before it, the first from `photograph` if there is one."""

    family: str
    name: str
    steps: tuple[Step, ...]
    ratio: str = "1:1"
    photograph: str = ""

    @property
    def photograph_bytes(self) -> bytes:
        """The photograph's file, or b""."""
        return (PHOTOGRAPHS / f"{self.photograph}.png").read_bytes() if self.photograph else b""


def chains(only: str = "", ratio: str = "") -> tuple[Chain, ...]:
    """Those whose family or name is `only` (all of them without), at `ratio` where that is given."""
    every = [_chain(**found) for found in tomllib.loads(LIST.read_text(encoding="utf-8"))["chain"]]
    chosen = [chain for chain in every if not only or only in (chain.family, chain.name)]
    return tuple(replace(chain, ratio=ratio or chain.ratio) for chain in chosen)


def _chain(family: str, name: str, say: list[Any], ratio: str = "1:1", photograph: str = "") -> Chain:
    return Chain(family, name, tuple(_step(each) for each in say), ratio, photograph)


def _step(found: str | dict[str, Any]) -> Step:
    if isinstance(found, str):
        return Step(found)
    left, top, right, bottom = found["mask"]
    return Step(found["words"], (left, top, right, bottom))
