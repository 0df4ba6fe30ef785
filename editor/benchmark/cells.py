"""One conversation with the embedded engine, drawn and measured in this process, its pictures left in a folder."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from editor.benchmark.likeness import similarity
from editor.benchmark.showcase import Box, Chain, Step
from editor.providers.clauses import parse
from editor.providers.embedded import conversation, finish
from editor.providers.embedded.rules import OWN_MODEL

SMALL: Final = "1K"
LARGE: Final = "4K"
PATH: Final = f"/v1beta/models/{OWN_MODEL}:generateContent"
THUMB_PX: Final = 360
DETAIL_PX: Final = 900
_MASK_PX: Final = 512


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture: CPU seconds from the request to the answer, pixels width x height, length of its file in bytes."""

    cpu_s: float
    width_px: int
    height_px: int
    byte_count: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What came of one instruction: its picture or why there is none, and what became of each of its clauses.

    `clauses` are (text, state, note). `alike` is the structural similarity (at most 1) of `large`, made small, and
    `small`. Its files in the folder are named after it.
    """

    family: str
    chain: str
    number: int
    name: str
    words: str
    small: Drawn | None = None
    large: Drawn | None = None
    alike: float | None = None
    refusal: str = ""
    clauses: tuple[tuple[str, str, str], ...] = ()


@dataclass(slots=True)
class _Talk:
    """A conversation that sends its whole history; a refused instruction is left out of it, as in a session."""

    chain: Chain
    contents: list[dict[str, Any]] = field(default_factory=list)

    def ask(self, step: Step, size: str) -> tuple[dict[str, Any], float]:
        """The engine's answer and its CPU seconds; `contents` stay as they are."""
        image = {"imageSize": size} | ({} if self.contents else {"aspectRatio": self.chain.ratio})
        body = {
            "contents": [*self.contents, self.turn(step)],
            "generationConfig": {"imageConfig": image},
        }
        sent = json.dumps(body).encode()
        started = time.process_time()
        status, answer = conversation.answer(PATH, sent)
        seconds = time.process_time() - started
        if status != 200:
            raise RuntimeError(f"{self.chain.name}: HTTP {status} {answer[:300]!r}")
        return json.loads(answer)["candidates"][0], seconds

    def turn(self, step: Step) -> dict[str, Any]:
        """The person's turn: the photograph with the first one, a mask where the step has one, the words."""
        parts: list[dict[str, Any]] = []
        if not self.contents and self.chain.photograph:
            parts.append(_inline(self.chain.photograph_bytes))
        if step.mask:
            parts += [{"text": "Mask: white may change"}, _inline(_oval(step.mask))]
        return {"role": "user", "parts": [*parts, {"text": step.words}]}

    def keep(self, step: Step, candidate: dict[str, Any]) -> None:
        """The next step goes on from this answer."""
        self.contents += [self.turn(step), candidate["content"]]


def draw(chain: Chain, folder: Path, *, is_full: bool, most: int | None = None) -> list[Cell]:
    """Every step of a conversation, at most the first `most`: drawn at 1K, and with `is_full` again at 4K."""
    talk = _Talk(chain)
    return [_cell(talk, number, folder, is_full) for number in range(len(chain.steps[:most]))]


def _cell(talk: _Talk, number: int, folder: Path, is_full: bool) -> Cell:
    chain, step = talk.chain, talk.chain.steps[number]
    candidate, cpu_s = talk.ask(step, SMALL)
    name = f"{chain.name}-{number + 1}" if len(chain.steps) > 1 else chain.name
    told = parse("\n".join(part.get("text", "") for part in candidate["content"]["parts"]))
    clauses = tuple((clause.text, str(clause.state), clause.note) for clause in told)
    cell = Cell(chain.family, chain.name, number, name, step.words, clauses=clauses)
    png = _png(candidate)
    if not png:
        sentence = candidate.get("finishMessage", "It made no picture.")
        return replace(cell, refusal=sentence)
    small = _drawn(png, cpu_s)
    _write(folder, name, png)
    large, alike = _enlarged(talk, step, folder / f"{name}-4k.webp", png) if is_full else (None, None)
    talk.keep(step, candidate)
    return replace(cell, small=small, large=large, alike=alike)


def _enlarged(talk: _Talk, step: Step, detail: Path, png: bytes) -> tuple[Drawn, float]:
    """The same at 4K, and how alike both are; its middle is kept pixel by pixel."""
    candidate, cpu_s = talk.ask(step, LARGE)
    large = _png(candidate)
    with Image.open(BytesIO(large)) as image:
        x, y = (image.width - DETAIL_PX) // 2, (image.height - DETAIL_PX) // 2
        image.crop((x, y, x + DETAIL_PX, y + DETAIL_PX)).save(detail, quality=90)
    return _drawn(large, cpu_s), round(similarity(_rgb(png), _rgb(large)), 4)


def _write(folder: Path, name: str, png: bytes) -> None:
    (folder / f"{name}.png").write_bytes(png)
    (folder / f"{name}.json").write_bytes(finish.recipe_in(png) or b"{}")
    with Image.open(BytesIO(png)) as image:
        image.thumbnail((THUMB_PX, THUMB_PX))
        image.save(folder / f"{name}.webp", quality=86)


def _png(candidate: dict[str, Any]) -> bytes:
    data = [part["inlineData"]["data"] for part in candidate["content"]["parts"] if "inlineData" in part]
    return base64.b64decode(data[-1]) if data else b""


def _drawn(png: bytes, cpu_s: float) -> Drawn:
    with Image.open(BytesIO(png)) as image:
        return Drawn(round(cpu_s, 3), image.width, image.height, len(png))


def _inline(png: bytes) -> dict[str, Any]:
    return {"inlineData": {"mimeType": "image/png", "data": base64.b64encode(png).decode()}}


def _oval(box: Box) -> bytes:
    image = Image.new("L", (_MASK_PX, _MASK_PX), 0)
    ImageDraw.Draw(image).ellipse([round(edge * _MASK_PX) for edge in box], 255)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _rgb(png: bytes) -> NDArray[np.uint8]:
    with Image.open(BytesIO(png)) as image:
        return np.asarray(image.convert("RGB"))
