"""Reading a generateContent request as the real service does: either spelling, either base64, no unknown names."""

from __future__ import annotations

import binascii
import json
import re
from dataclasses import dataclass, replace
from typing import Any

from editor.providers.embedded import spelling
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.rules import OWN, OWN_MODEL, Rules
from editor.providers.embedded.signature import CorruptedSignature, read, unbase64
from editor.providers.embedded.spelling import WireError, bad
from editor.providers.outcomes import media_type_of

MODEL = OWN_MODEL

_PATH = re.compile(r"^/v1\w*/models/(?P<model>[^/:]+):(?P<verb>\w+)(?:\?.*)?$")
# What is drawn on can be one of these; the service itself also takes HEIC and HEIF.
_TYPES = ("image/png", "image/jpeg", "image/webp")
# The text part that stands before a picture and makes it a mask: white may change, everything else stays.
_MASK_LABEL = re.compile(r"^\s*mask\b[^\n]{0,100}$", re.IGNORECASE)
_HEAD_CHARACTERS = 32  # of base64: enough to tell a picture's type
_INT32 = range(-(2**31), 2**31)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a turn: text or a picture (base64, decoded only when needed), with the recipe of its signature.

    `mask` is a picture that says where the instruction may change anything; its label is no part of the prompt.
    """

    text: str = ""
    data: str = ""
    recipe: Recipe | None = None
    thought: bool = False
    mask: bool = False

    def picture(self) -> bytes:
        """The picture's bytes."""
        return _bytes(self.data)


@dataclass(frozen=True, slots=True)
class Turn:
    """One entry of `contents`."""

    role: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A request, checked against the rules of its model. `ratio` is "" and `seed` None when it leaves them open."""

    turns: tuple[Turn, ...]
    ratio: str
    size: str
    seed: int | None
    style: str
    rules: Rules = OWN
    wants_text: bool = True
    thoughts: int = 0
    shows_thoughts: bool = False

    @property
    def pictures(self) -> int:
        """How many pictures it holds."""
        return sum(bool(part.data) for turn in self.turns for part in turn.parts)


def not_found(model: str, version: str = "v1beta") -> WireError:
    """404 for a model that is not, or no longer, served."""
    message = (
        f"models/{model} is not found for API version {version}, or is not supported for generateContent. "
        "Call ModelService.ListModels to see the list of available models and their supported methods."
    )
    return WireError(404, "NOT_FOUND", message)


def check_path(path: str) -> None:
    """Raise WireError unless the path asks this model for generateContent."""
    match = _PATH.match(path)
    if not match or match["model"] != MODEL or match["verb"] != "generateContent":
        raise not_found(match["model"] if match else path)


def parse(body: bytes, rules: Rules = OWN) -> Request:
    """The request in a JSON body; raises WireError as the service would answer."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise bad(f"Invalid JSON payload received. {error}") from error
    return understood(content, rules)


def understood(content: Any, rules: Rules = OWN) -> Request:
    """The request in an object that was read from JSON; raises WireError as the service would answer."""
    top = spelling.fields(content, spelling.TOP, "")
    _check_asides(top)
    turns = spelling.items(top.get("contents"), "contents")
    if not turns:
        raise bad("* GenerateContentRequest.contents: contents is not specified")
    config = spelling.fields(top.get("generationConfig") or {}, spelling.CONFIG, "generation_config")
    known = spelling.VERTEX_IMAGE if rules.is_vertex else spelling.IMAGE
    image = spelling.fields(config.get("imageConfig") or {}, known, "generation_config.image_config")
    if config.get("candidateCount") not in (None, 0, 1):
        raise bad("Only one candidate can be specified in the current model")
    tokens, shows = _thinking(config.get("thinkingConfig"), rules)
    style = top.get("systemInstruction")
    return Request(
        turns=tuple(_turn(turn, number, rules) for number, turn in enumerate(turns, start=1)),
        ratio=_choice(image.get("aspectRatio"), rules.ratios, "aspect_ratio", ""),
        size=_choice(image.get("imageSize"), rules.sizes, "image_size", rules.size),
        seed=_seed(config.get("seed")),
        style=_text_of(_turn(style, 0, rules)) if style else "",
        rules=rules,
        wants_text=rules.is_own or _wants_text(config.get("responseModalities")),
        thoughts=tokens,
        shows_thoughts=shows,
    )


def _check_asides(top: dict[str, Any]) -> None:
    """Fields that are read and change nothing here; their members must exist all the same."""
    for setting in spelling.items(top.get("safetySettings"), "safety_settings"):
        spelling.fields(setting, spelling.SAFETY, "safety_settings[]")
    for tool in spelling.items(top.get("tools"), "tools"):
        spelling.fields(tool, spelling.TOOL, "tools[]")


def _text_of(turn: Turn) -> str:
    return "\n".join(part.text for part in turn.parts if part.text)


def _wants_text(value: Any) -> bool:
    """Whether words may come beside the picture: so it is unless pictures alone are asked for. Case does not matter."""
    asked = [str(each).upper() for each in value] if isinstance(value, list) else []
    strange = [each for each in asked if each not in ("TEXT", "IMAGE", "AUDIO", "MODALITY_UNSPECIFIED")]
    if strange:
        raise bad(f"Invalid value at 'generation_config.response_modalities[0]' (Modality), \"{strange[0]}\"")
    return not asked or "TEXT" in asked


def _thinking(value: Any, rules: Rules) -> tuple[int, bool]:
    """The tokens spent on thinking, and whether the thoughts are told (facts: wire format section 2, thinking)."""
    config = spelling.fields(value or {}, spelling.THINKING, "generation_config.thinking_config")
    if rules.thinking == "refused" and config:
        raise bad(f"Thinking is not enabled for models/{rules.model}")
    level = str(config.get("thinkingLevel") or rules.level).lower()
    if rules.thinking == "levels" and level not in rules.levels:
        raise bad(f"Thinking level {level.upper()} is not supported for this model.")
    found = rules.levels.get(level if rules.thinking == "levels" else rules.level, 0)
    return found, bool(config.get("includeThoughts")) and found > 0


def _choice(value: Any, known: tuple[str, ...], name: str, otherwise: str) -> str:
    if value in (None, ""):
        return otherwise
    if value not in known:
        raise bad(f"Invalid value at 'generation_config.image_config.{name}': {value!r}, allowed: {', '.join(known)}")
    return str(value)


def _seed(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value not in _INT32:
        raise bad(f"Invalid value at 'generation_config.seed' (TYPE_INT32): {value!r}")
    return value


def _turn(value: Any, number: int, rules: Rules) -> Turn:
    turn = spelling.fields(value, frozenset({"role", "parts"}), "contents[]")
    role = str(turn.get("role") or "user").lower()
    if role not in ("user", "model", "system"):
        raise bad("Please use a valid role: user, model.")
    parts = [
        spelling.fields(part, spelling.PART, "contents[].parts[]")
        for part in spelling.items(turn.get("parts"), "contents[].parts")
    ]
    if role == "model" and rules.signatures:
        _check_signed(parts, number, rules)
    read = [_part(part, role, rules) for part in parts]
    return Turn(role, tuple(_with_mask(read) if role == "user" and rules.is_own else read))


def _with_mask(parts: list[Part]) -> list[Part]:
    """The parts with masks told from other pictures by the label before them."""
    out = list(parts)
    for at in range(1, len(parts)):
        if parts[at].data and _MASK_LABEL.match(parts[at - 1].text):
            out[at] = replace(parts[at], mask=True)
            out[at - 1] = replace(parts[at - 1], text="")
    return out


def _check_signed(parts: list[dict[str, Any]], number: int, rules: Rules) -> None:
    """Every picture of a model turn is signed, and so is its first part, thoughts left out.

    Of its own words the engine asks no signature: it draws from the picture's.
    """
    spoken = [at for at, part in enumerate(parts, start=1) if not part.get("thought")]
    for at in spoken:
        is_picture = bool(parts[at - 1].get("inlineData"))
        must = is_picture or (at == spoken[0] and not rules.is_own)
        if must and not parts[at - 1].get("thoughtSignature"):
            kind = "Image" if is_picture else "Text"
            raise bad(f"{kind} part is missing a thought_signature in content position {number}, part position {at}.")


def _part(part: dict[str, Any], role: str, rules: Rules) -> Part:
    text = part.get("text") or ""
    if not isinstance(text, str):
        raise bad("Invalid value at 'contents[].parts[].text' (TYPE_STRING)")
    text = text.encode("utf-8", "replace").decode()  # JSON can smuggle in half a surrogate pair
    if part.get("fileData") is not None:
        raise bad("Cannot fetch content from the provided URL.")
    data = "" if part.get("inlineData") is None else _inline(part["inlineData"], rules)
    recipe = _recipe(part.get("thoughtSignature"), rules) if rules.signatures else None
    return Part(text, data, recipe if role == "model" else None, bool(part.get("thought")))


def _inline(value: Any, rules: Rules) -> str:
    """The base64 of a picture whose declared type is the one that its bytes show."""
    inline = spelling.fields(value, spelling.INLINE, "contents[].parts[].inline_data")
    data, declared = inline.get("data") or "", str(inline.get("mimeType") or "")
    if not isinstance(data, str) or not data:
        raise bad("Invalid value at 'contents[].parts[].inline_data.data' (TYPE_BYTES)")
    if rules.file_bytes and len(data) * 3 // 4 > rules.file_bytes:
        raise bad(f"The input image is larger than {rules.file_bytes // 1_000_000} MB.")
    if declared not in _TYPES:
        raise bad(f"Unsupported MIME type: {declared}")
    found = media_type_of(_bytes(data[:_HEAD_CHARACTERS]))
    if found is None:
        raise bad("Unable to process input image.")
    if found != declared:
        raise bad(f"Unhandled generated data mime type: {found}")
    return data


def _bytes(data: str) -> bytes:
    try:
        return unbase64(data)
    except binascii.Error as error:
        raise bad(f"Invalid value at 'contents[].parts[].inline_data.data' (TYPE_BYTES): {error}") from error


def _recipe(signature: Any, rules: Rules) -> Recipe | None:
    if not signature:
        return None
    try:
        return read(str(signature), rules.seal)
    except CorruptedSignature as error:
        vertex = "Unable to submit request because Thought signature is not valid"
        raise bad(vertex if rules.is_vertex else "Corrupted thought signature.") from error
