"""Reading a generateContent request as the real service does: either spelling, either base64, no unknown names."""

import binascii
import json
import re
from dataclasses import dataclass
from typing import Any

from editor.providers.embedded import pixels
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.signature import CorruptedSignature, read, unbase64

MODEL = "overpaint-embedded-1"

_PATH = re.compile(r"^/v1\w*/models/(?P<model>[^/:]+):(?P<verb>\w+)(?:\?.*)?$")
_TOP = frozenset(
    [
        "contents",
        "systemInstruction",
        "generationConfig",
        "safetySettings",
        "tools",
        "toolConfig",
        "serviceTier",
        "labels",
        "store",
        "continuationToken",
        "cachedContent",
        "model",
    ]
)
_CONFIG = frozenset(
    [
        "responseModalities",
        "imageConfig",
        "thinkingConfig",
        "seed",
        "candidateCount",
        "temperature",
        "topP",
        "topK",
        "maxOutputTokens",
        "stopSequences",
        "presencePenalty",
        "frequencyPenalty",
        "mediaResolution",
        "responseMimeType",
    ]
)
_IMAGE = frozenset({"aspectRatio", "imageSize"})
_PART = frozenset({"text", "inlineData", "thoughtSignature", "thought"})


class WireError(Exception):
    """An answer in Google's error shape."""

    def __init__(self, code: int, status: str, message: str) -> None:
        super().__init__(message)
        self.code, self.status, self.message = code, status, message


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a turn: text or a picture (base64, decoded only when needed), with the recipe of its signature."""

    text: str = ""
    data: str = ""
    recipe: Recipe | None = None
    thought: bool = False

    def picture(self) -> bytes:
        """The picture's bytes."""
        try:
            return unbase64(self.data)
        except binascii.Error as error:
            raise bad(f"Invalid value at 'contents[].parts[].inline_data.data' (TYPE_BYTES): {error}") from error


@dataclass(frozen=True, slots=True)
class Turn:
    """One entry of `contents`."""

    role: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A request, checked. `ratio` is "" and `seed` None when the request leaves them open."""

    turns: tuple[Turn, ...]
    ratio: str
    size: str
    seed: int | None
    style: str


def bad(message: str) -> WireError:
    """400 INVALID_ARGUMENT."""
    return WireError(400, "INVALID_ARGUMENT", message)


def check_path(path: str) -> None:
    """Raise WireError unless the path asks this model for generateContent."""
    match = _PATH.match(path)
    if match and match["model"] == MODEL and match["verb"] == "generateContent":
        return
    name = match["model"] if match else path
    raise WireError(
        404,
        "NOT_FOUND",
        f"models/{name} is not found for API version v1beta, or is not supported for generateContent. "
        "Call ModelService.ListModels to see the list of available models and their supported methods.",
    )


def parse(body: bytes) -> Request:
    """The request in a JSON body; raises WireError as the service would answer."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise bad(f"Invalid JSON payload received. {error}") from error
    top = _object(content, _TOP, "")
    config = _object(top.get("generationConfig") or {}, _CONFIG, "generation_config")
    image = _object(config.get("imageConfig") or {}, _IMAGE, "generation_config.image_config")
    turns = _list(top.get("contents"), "contents")
    if not turns:
        raise bad("* GenerateContentRequest.contents: contents is not specified")
    style = top.get("systemInstruction")
    return Request(
        turns=tuple(_turn(turn, number) for number, turn in enumerate(turns, start=1)),
        ratio=_choice(image.get("aspectRatio"), pixels.RATIOS, "aspect_ratio", ""),
        size=_choice(image.get("imageSize"), pixels.SIZES, "image_size", "1K"),
        seed=_seed(config.get("seed")),
        style=_text_of(_turn(style, 0)) if style else "",
    )


def _text_of(turn: Turn) -> str:
    return "\n".join(part.text for part in turn.parts if part.text)


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word[:1].upper() + word[1:] for word in rest)


def _object(value: Any, known: frozenset[str], where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise bad(f"Invalid value at '{where or 'request'}': not an object")
    out: dict[str, Any] = {}
    for name, item in value.items():
        if _camel(name) not in known:
            at = f" at '{where}'" if where else ""
            raise bad(f'Invalid JSON payload received. Unknown name "{name}"{at}: Cannot find field.')
        out[_camel(name)] = item
    return out


def _list(value: Any, where: str) -> list[Any]:
    if isinstance(value, dict):
        return [value]
    if value is not None and not isinstance(value, list):
        raise bad(f"Invalid value at '{where}': not a list")
    return value or []


def _choice(value: Any, known: tuple[str, ...], name: str, otherwise: str) -> str:
    if value in (None, ""):
        return otherwise
    if value not in known:
        raise bad(f"Invalid value at 'generation_config.image_config.{name}': {value!r}, allowed: {', '.join(known)}")
    return str(value)


def _seed(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not -(2**31) <= value < 2**31:
        raise bad(f"Invalid value at 'generation_config.seed' (TYPE_INT32): {value!r}")
    return value


def _turn(value: Any, number: int) -> Turn:
    turn = _object(value, frozenset({"role", "parts"}), "contents[]")
    role = str(turn.get("role") or "user").lower()
    if role not in ("user", "model", "system"):
        raise bad("Please use a valid role: user, model.")
    parts = _list(turn.get("parts"), "contents[].parts")
    return Turn(role, tuple(_part(part, role, number, at) for at, part in enumerate(parts, start=1)))


def _part(value: Any, role: str, number: int, at: int) -> Part:
    part = _object(value, _PART, "contents[].parts[]")
    text, inline = part.get("text") or "", part.get("inlineData")
    if not isinstance(text, str):
        raise bad("Invalid value at 'contents[].parts[].text' (TYPE_STRING)")
    text = text.encode("utf-8", "replace").decode()  # JSON can smuggle in half a surrogate pair
    data = ""
    if inline is not None:
        data = (
            _object(inline, frozenset({"mimeType", "data", "displayName"}), "contents[].parts[].inline_data").get(
                "data"
            )
            or ""
        )
        if not isinstance(data, str) or not data:
            raise bad("Invalid value at 'contents[].parts[].inline_data.data' (TYPE_BYTES)")
    thought = bool(part.get("thought"))
    recipe = _recipe(part.get("thoughtSignature"), number, at, needed=role == "model" and bool(data) and not thought)
    return Part(text, data, recipe if role == "model" else None, thought)


def _recipe(signature: Any, number: int, at: int, needed: bool) -> Recipe | None:
    if not signature:
        if needed:
            raise bad(f"Image part is missing a thought_signature in content position {number}, part position {at}.")
        return None
    try:
        return read(str(signature))
    except CorruptedSignature as error:
        raise bad("Corrupted thought signature.") from error
