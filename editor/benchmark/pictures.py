"""Answers of the stub provider: PNGs of exact pixels, built once, made unique for every call at no cost."""

from __future__ import annotations

import base64
import io
import itertools
import json
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from PIL import Image

PIECE_BYTES: Final = 256 * 1024
# Grain of this strength costs about 1.5 bytes a pixel in PNG: 1.6 MB at 1K, 25 MB at 4K, as real answers are.
GRAIN: Final = 1.5
# Signature and header chunk of a PNG: 33 bytes, so that what follows starts on a boundary of base64.
HEAD_BYTES: Final = 33
_SERIAL: Final = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Built:
    """A PNG in two parts; between them goes a comment that makes each answer's bytes, and so its hash, its own."""

    head: bytes
    tail: bytes
    tail_base64: bytes

    def base64(self, serial: int) -> tuple[bytes, bytes]:
        """The picture in base64, in two pieces; only the short first one is made now."""
        return base64.b64encode(self.head + _comment(serial)), self.tail_base64

    def png(self, serial: int) -> bytes:
        """The picture's bytes."""
        return self.head + _comment(serial) + self.tail


def _comment(serial: int) -> bytes:
    """A tEXt chunk of 36 bytes, a multiple of three."""
    chunk = b"tEXtComment\x00" + f"{serial:016x}".encode()
    return (24).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")


def _paint(width_px: int, height_px: int) -> Image.Image:
    """Slow waves of colour under fine grain: as hard to pack as a photograph."""
    grain = np.random.default_rng(7)
    across = np.linspace(0, 7, width_px, dtype=np.float32)[None, :]
    down = np.linspace(0, 5, height_px, dtype=np.float32)[:, None]
    pixels = np.empty((height_px, width_px, 3), np.uint8)
    for channel in range(3):
        light = 128 + 70 * np.sin(across + channel) * np.cos(down - channel)
        light += GRAIN * grain.standard_normal(light.shape, dtype=np.float32)
        pixels[:, :, channel] = light.clip(0, 255)
    return Image.fromarray(pixels)


_built: dict[tuple[int, int], Built] = {}
_lock = threading.Lock()


def build(width_px: int, height_px: int) -> Built:
    """The picture of these pixels, made at the first call."""
    with _lock:
        found = _built.get((width_px, height_px))
        if found is None:
            out = io.BytesIO()
            _paint(width_px, height_px).save(out, "PNG", compress_level=1)
            png = out.getvalue()
            tail = png[HEAD_BYTES:]
            found = _built[width_px, height_px] = Built(png[:HEAD_BYTES], tail, base64.b64encode(tail))
    return found


def reply(built: Built, model: str, prompt_tokens: int) -> list[bytes]:
    """The whole answer as pieces to send one after another."""
    serial = next(_SERIAL)
    signature = base64.b64encode(f"signature-{serial}".encode()).decode()
    parts: list[dict[str, Any]] = [
        {"text": "Here is the picture.", "thoughtSignature": signature},
        {"inlineData": {"mimeType": "image/png", "data": "@"}, "thoughtSignature": signature},
    ]
    skeleton = json.dumps(envelope(model, parts, prompt_tokens, serial), separators=(",", ":")).encode()
    before, after = skeleton.split(b'"@"')
    first, rest = built.base64(serial)
    return [before + b'"' + first, *_cut(rest), b'"' + after]


def envelope(model: str, parts: list[dict[str, Any]], prompt_tokens: int, serial: int) -> dict[str, Any]:
    """An answer with these parts, shaped as the service shapes it."""
    return {
        "candidates": [{"content": {"role": "model", "parts": parts}, "finishReason": "STOP", "index": 0}],
        "usageMetadata": {
            "promptTokenCount": prompt_tokens,
            "candidatesTokenCount": 1290,
            "totalTokenCount": prompt_tokens + 1290,
            "candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": 1120}],
        },
        "modelVersion": model,
        "responseId": f"stub-{serial}",
    }


def _cut(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), PIECE_BYTES):
        yield data[start : start + PIECE_BYTES]
