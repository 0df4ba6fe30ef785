"""What goes around a candidate: the token counts that are the bill, the model's name, the answer's own id."""

import base64
from typing import Any

from editor.providers.embedded.request import Request


def envelope(request: Request, digest: bytes, candidate: dict[str, Any], text: str, tokens: int) -> dict[str, Any]:
    """The whole answer: the candidate and the bill. `text` are its words, `tokens` the picture's."""
    words = sum(len(part.text) for turn in request.turns for part in turn.parts) // 4 + len(request.style) // 4 + 1
    pictures = request.pictures * request.rules.picture_tokens
    out = tokens + (len(text) + 3) // 4
    prompt_details = [{"modality": "TEXT", "tokenCount": words}]
    if pictures:
        prompt_details.append({"modality": "IMAGE", "tokenCount": pictures})
    usage: dict[str, Any] = {
        "promptTokenCount": words + pictures,
        "candidatesTokenCount": out,
        "totalTokenCount": words + pictures + out + request.thoughts,
        "promptTokensDetails": prompt_details,
    }
    if request.thoughts:
        usage["thoughtsTokenCount"] = request.thoughts
    if tokens:
        usage["candidatesTokensDetails"] = [{"modality": "IMAGE", "tokenCount": tokens}]
    return {
        "candidates": [candidate],
        "usageMetadata": usage,
        "modelVersion": request.rules.model,
        "responseId": base64.urlsafe_b64encode(digest[:16]).decode("ascii").rstrip("="),
    }
