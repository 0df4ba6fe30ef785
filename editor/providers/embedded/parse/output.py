"""Sizes and file formats spoken of in a brief: both are set beside the prompt, and only looked at here."""

import re

_SIZE = re.compile(r"\b(?:(?:at|in) )?(?:(0\.5|1|2|4) ?k|(512)(?: ?px)?)(?: (?:resolution|size|px))?(?![\w:-])")
_HIGH = re.compile(r"\b(?:(?:at|in) )?(?:high(?:est)?|full|print)[ -]res(?:olution)?\b")
_PNG = re.compile(r"\b(?:as )?(?:an? )?(?:\.?png|rgb|srgb)(?: (?:file|format|image))?\b")
_OTHERS = re.compile(
    r"\b(?:as )?(?:an? )?(?:\.?(?:jpe?g|webp|tiff?|svg|pdf|psd|eps|ai)|cmyk|vector)(?: (?:file|format|image))?\b|"
    r"\b(?:with )?(?:an? )?(?:transparent background|alpha channel|transparency)\b"
)


def take(text: str, notes: list[str], is_output: bool) -> tuple[str, str]:
    """The clause without its size and format, and the size on the wire ("" for none, "any" for one that is met)."""
    size = ""
    match = _SIZE.search(text)
    if match:
        size = "512" if match[2] or match[1] == "0.5" else f"{match[1]}K"
        text = _SIZE.sub(" ", text)
    if _HIGH.search(text) or (is_output and _PNG.search(text)):
        size, text = size or "any", _PNG.sub(" ", _HIGH.sub(" ", text))
    other = _OTHERS.search(text) if is_output or "transparen" in text or "alpha channel" in text else None
    if other:
        notes.append("pictures come as PNG without transparency; the download can convert them")
        text = _OTHERS.sub(" ", text)
    return text, size
