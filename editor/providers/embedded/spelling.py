"""proto3 JSON as the service reads it: either spelling of a name, no unknown names, errors in Google's own shape."""

from __future__ import annotations

from typing import Any

_BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"

TOP = frozenset(
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
CONFIG = frozenset(
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
IMAGE = frozenset({"aspectRatio", "imageSize"})
# Vertex AI alone knows these (facts: wire format section 2).
VERTEX_IMAGE = IMAGE | {"personGeneration", "prominentPeople", "imageOutputOptions"}
THINKING = frozenset({"thinkingLevel", "includeThoughts", "thinkingBudget"})
PART = frozenset({"text", "inlineData", "fileData", "thoughtSignature", "thought"})
INLINE = frozenset({"mimeType", "data", "displayName"})
SAFETY = frozenset({"category", "threshold", "method"})
TOOL = frozenset({"googleSearch", "functionDeclarations", "codeExecution", "urlContext", "googleSearchRetrieval"})


class WireError(Exception):
    """An answer in Google's error shape."""

    def __init__(self, code: int, status: str, message: str, details: tuple[dict[str, Any], ...] = ()) -> None:
        super().__init__(message)
        self.code, self.status, self.message, self.details = code, status, message, details

    @property
    def content(self) -> dict[str, Any]:
        """The JSON of the answer."""
        error: dict[str, Any] = {"code": self.code, "message": self.message, "status": self.status}
        return {"error": error | ({"details": list(self.details)} if self.details else {})}


def bad(message: str, *violations: tuple[str, str]) -> WireError:
    """400 INVALID_ARGUMENT. Violations are pairs of a field and what is wrong with it."""
    found = [{"field": where, "description": what} if where else {"description": what} for where, what in violations]
    details = ({"@type": _BAD_REQUEST, "fieldViolations": found},) if found else ()
    return WireError(400, "INVALID_ARGUMENT", message, details)


def fields(value: Any, known: frozenset[str], where: str) -> dict[str, Any]:
    """The members of an object by their camel-case names; every unknown one is named in the refusal."""
    if not isinstance(value, dict):
        raise bad(f"Invalid value at '{where or 'request'}': not an object")
    unknown = [name for name in value if _camel(name) not in known]
    if unknown:
        at = f" at '{where}'" if where else ""
        said = [f'Invalid JSON payload received. Unknown name "{name}"{at}: Cannot find field.' for name in unknown]
        raise bad("\n".join(said), *((where, each) for each in said))
    return {_camel(name): item for name, item in value.items()}


def items(value: Any, where: str) -> list[Any]:
    """A repeated field; a single object stands for a list of one."""
    if isinstance(value, dict):
        return [value]
    if value is not None and not isinstance(value, list):
        raise bad(f"Invalid value at '{where}': not a list")
    return value or []


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word[:1].upper() + word[1:] for word in rest)
