"""The JSON of a `generateContent` request, as the official SDK sends it."""

from __future__ import annotations

import binascii
import json
from typing import Any, Final, TypeAlias

from editor.providers.catalogue import ImageModel
from editor.providers.messages import Content, ImageRequest, Part, Size, TextPart

_Json: TypeAlias = dict[str, Any]
_WIRE_SIZE: Final[dict[Size, str]] = {"0.5K": "512", "1K": "1K", "2K": "2K", "4K": "4K"}


def encode(request: ImageRequest, model: ImageModel) -> bytes:
    """The request body. A model that takes no size is sent none."""
    body: _Json = {"contents": [_content(content) for content in request.contents]}
    if request.system_instruction:
        body["systemInstruction"] = {"parts": [{"text": request.system_instruction}], "role": "user"}
    config: _Json = {"responseModalities": ["IMAGE"]}
    image: _Json = {}
    if request.aspect_ratio:
        image["aspectRatio"] = request.aspect_ratio
    if request.image_size and model.supports_size:
        image["imageSize"] = _WIRE_SIZE[request.image_size]
    if image:
        config["imageConfig"] = image
    if request.seed is not None:
        config["seed"] = request.seed
    body["generationConfig"] = config
    return json.dumps(body, separators=(",", ":")).encode("ascii")


def _content(content: Content) -> _Json:
    return {"parts": [_part(part) for part in content.parts], "role": content.role}


def _part(part: Part) -> _Json:
    written: _Json
    if isinstance(part, TextPart):
        written = {"text": part.text}
    else:
        data = binascii.b2a_base64(part.data, newline=False).decode("ascii")
        written = {"inlineData": {"mimeType": part.media_type, "data": data}}
    if part.thought:
        written["thought"] = True
    if part.signature is not None:
        written["thoughtSignature"] = part.signature
    return written
