"""Talking to the engine in tests as a client would: requests built here, replies taken apart here."""

import base64
import json
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from editor.benchmark.likeness import similarity
from editor.benchmark.showcase import PHOTOGRAPHS
from editor.providers.clauses import Clause, parse
from editor.providers.embedded.engine import answer

__all__ = ["Chat", "Reply", "ask", "coffee", "inline", "photograph", "post", "send", "similarity"]

PATH = "/v1beta/models/overpaint-embedded-1:generateContent"


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of the engine."""

    status: int
    content: dict[str, Any]

    @property
    def candidate(self) -> dict[str, Any]:
        """The only candidate."""
        found: dict[str, Any] = self.content["candidates"][0]
        return found

    @property
    def turn(self) -> dict[str, Any]:
        """The model's turn, to be echoed."""
        found: dict[str, Any] = self.candidate["content"]
        return found

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clause report."""
        return parse("\n".join(part.get("text", "") for part in self.turn["parts"]))

    @property
    def png(self) -> bytes:
        """The picture, or b"" where there is none."""
        data = [part["inlineData"]["data"] for part in self.turn["parts"] if "inlineData" in part]
        return base64.b64decode(data[-1]) if data else b""

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """The picture as RGB."""
        with Image.open(BytesIO(self.png)) as image:
            return np.asarray(image.convert("RGB"))


@dataclass(slots=True)
class Chat:
    """A conversation that sends its whole history, as the SDK does; refused turns are left out of it."""

    ratio: str = "1:1"
    size: str = "512"
    contents: list[dict[str, Any]] = field(default_factory=list)

    def say(self, text: str, *pictures: bytes) -> Reply:
        """Send an instruction, with pictures before it."""
        parts: list[dict[str, Any]] = [inline(picture) for picture in pictures]
        turn = {"role": "user", "parts": [*parts, {"text": text}]}
        reply = send([*self.contents, turn], self.ratio, self.size)
        if reply.status == 200 and reply.png:
            self.contents += [turn, reply.turn]
        return reply


def inline(picture: bytes) -> dict[str, Any]:
    """A picture part."""
    return {"inlineData": {"mimeType": "image/png", "data": base64.b64encode(picture).decode()}}


def send(contents: list[dict[str, Any]], ratio: str = "1:1", size: str = "512", **config: Any) -> Reply:
    """One request."""
    image = {name: value for name, value in (("aspectRatio", ratio), ("imageSize", size)) if value}
    return post({"contents": contents, "generationConfig": {"imageConfig": image, **config}})


def post(body: dict[str, Any], path: str = PATH) -> Reply:
    """A body as it stands."""
    status, content = answer(path, json.dumps(body).encode())
    return Reply(status, json.loads(content))


def ask(text: str, ratio: str = "1:1", size: str = "512", **config: Any) -> Reply:
    """One instruction without history."""
    return send([{"role": "user", "parts": [{"text": text}]}], ratio, size, **config)


def photograph(size: tuple[int, int] = (360, 240)) -> bytes:
    """A red disc with a yellow heart on a blue-grey ground: a subject that any mask can find."""
    image = Image.new("RGB", size, (96, 112, 132))
    draw = ImageDraw.Draw(image)
    x, y, r = size[0] // 2, size[1] // 2, size[1] // 3
    draw.ellipse((x - r, y - r, x + r, y + r), (176, 36, 40))
    draw.ellipse((x - r // 3, y - r // 3, x + r // 3, y + r // 3), (232, 204, 60))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def coffee() -> bytes:
    """A real photograph: "coffee" by Rachel Michetti (CC0), made small."""
    out = BytesIO()
    with Image.open(PHOTOGRAPHS / "coffee.png") as image:
        image.resize((300, 200), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()
