"""Where a request goes: the surface, the version, the model and what is asked of it, from the path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

WISDOM_GATE_PREFIX: Final = "/wisdom-gate"
PAID: Final = ("generateContent", "streamGenerateContent", "batchGenerateContent")

_PREFIX: Final = r"^(?P<prefix>(?:/[^/:]+)*?)/(?P<version>v1beta1|v1beta|v1)/"
_GOOGLE: Final = re.compile(
    _PREFIX + r"(?:models(?:/(?P<model>[^/:]+)(?::(?P<verb>\w+))?)?|batches(?:/(?P<batch>[^/:]+)(?::(?P<act>\w+))?)?)$"
)
_VERTEX: Final = re.compile(
    _PREFIX + r"(?:projects/(?P<project>[^/]+)/locations/(?P<location>[^/]+)/)?"
    r"publishers/google/models(?:/(?P<model>[^/:]+)(?::(?P<verb>\w+))?)?$"
)


@dataclass(frozen=True, slots=True)
class Place:
    """What a path names. `verb` is the method of a model, or `list` or `get`; `batch` is the id of a batch."""

    path: str
    surface: str
    version: str
    verb: str
    model: str = ""
    batch: str = ""

    @property
    def is_paid(self) -> bool:
        """Whether pictures are asked for."""
        return self.verb in PAID


def find(path: str) -> Place | None:
    """The place, or nothing where no service of this kind answers."""
    vertex = _VERTEX.match(path)
    if vertex:
        return Place(path, "vertex", vertex["version"], _verb(vertex["verb"], vertex["model"]), vertex["model"] or "")
    google = _GOOGLE.match(path)
    if not google or google["version"] == "v1beta1":
        return None
    surface = "wisdom-gate" if google["prefix"].endswith(WISDOM_GATE_PREFIX) else "gemini"
    if surface == "wisdom-gate" and google["version"] != "v1beta":
        return None  # /v1 there is an OpenAI-shaped service (facts: wire format section 11)
    if google["batch"] or "/batches" in path:
        verb = "batch-" + (google["act"] or ("get" if google["batch"] else "list"))
        return Place(path, surface, google["version"], verb, batch=google["batch"] or "")
    return Place(path, surface, google["version"], _verb(google["verb"], google["model"]), google["model"] or "")


def _verb(verb: str | None, model: str | None) -> str:
    return verb or ("get" if model else "list")
