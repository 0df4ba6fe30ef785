"""The faces that text is set in: the ones carried here first, what Debian's Noto fonts add second."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

import skia

REGULAR, BOLD = 400, 700

_FOLDER = Path(__file__).parents[1] / "faces"
# Regular and bold of each face that can be asked for. A poster face has no regular: its small print is the sans.
_LATIN: dict[str, tuple[str, str]] = {
    "sans": ("Inter-Regular.ttf", "Inter-Bold.ttf"),
    "serif": ("OverpaintSerif-Regular.ttf", "OverpaintSerif-Bold.ttf"),
    "display": ("Inter-Regular.ttf", "SofiaSansExtraCondensed-ExtraBold.ttf"),
}
# Letters that the face at hand lacks are looked for here, in this order, cluster by cluster.
_OTHERS = ("NotoSansHebrew", "NotoSansArabic", "NotoSansDevanagari", "NotoSansThai")
NAMES = tuple(_LATIN)


def chain(text: str, face: str, weight: int) -> tuple[str, ...]:
    """The names of the typefaces that `text` is set from, in the order in which they are asked for a letter."""
    own = _own(face, weight)
    added = (_installed(each, weight) for each in clusters(text) if not _holds_any(own, each))
    return (*own, *dict.fromkeys(name for name in added if name))


def can_set(text: str) -> bool:
    """Whether every letter of `text`, with the marks on it, is in one of the typefaces here."""
    own = _own("sans", REGULAR)
    return all(_holds_any(own, each) or bool(_installed(each, REGULAR)) for each in clusters(text))


@lru_cache(maxsize=1)
def collection() -> skia.textlayout_FontCollection:
    """All typefaces by name, for paragraphs."""
    found = skia.textlayout.FontCollection()
    found.setDefaultFontManager(_provider())
    return found


def clusters(text: str) -> tuple[str, ...]:
    """The letters of `text` with the marks that stand on them; nothing that leaves no ink."""
    out: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(letter)
        if kind[0] in "ZC" and kind not in ("Co", "Cn"):
            continue
        if kind[0] == "M" and out:
            out[-1] += letter
        else:
            out.append(letter)
    return tuple(dict.fromkeys(out))


@lru_cache(maxsize=8)
def _own(face: str, weight: int) -> tuple[str, ...]:
    heavy = weight > (REGULAR + BOLD) // 2
    wanted = _LATIN.get(face, _LATIN["sans"])[heavy]
    style = "Bold" if heavy else "Regular"
    others = [f"{name}-{style}.ttf" for name in _OTHERS]
    return tuple(dict.fromkeys([wanted, _LATIN["sans"][heavy], *others, f"NotoSansCJK-{style}.otf"]))


def _holds_any(names: tuple[str, ...], cluster: str) -> bool:
    return any(_holds(_vendored(name), cluster) for name in names)


def _holds(typeface: skia.Typeface, cluster: str) -> bool:
    return all(typeface.unicharsToGlyphs([ord(letter) for letter in cluster]))


@lru_cache(maxsize=32)
def _vendored(name: str) -> skia.Typeface:
    typeface = skia.Typeface.MakeFromFile(str(_FOLDER / name))
    if typeface is None:
        raise RuntimeError(f"the typeface {name} that comes with the program cannot be read")
    return typeface


@lru_cache(maxsize=1)
def _provider() -> skia.textlayout_TypefaceFontProvider:
    provider = skia.textlayout.TypefaceFontProvider()
    names = {name for face in NAMES for weight in (REGULAR, BOLD) for name in _own(face, weight)}
    for name in sorted(names):
        provider.registerTypeface(_vendored(name), skia.String(name))
    return provider


@lru_cache(maxsize=512)
def _installed(cluster: str, weight: int) -> str:
    """The registered name of an installed typeface that holds the cluster, or "". Emoji in colour have no outlines."""
    style = skia.FontStyle.Bold() if weight >= BOLD else skia.FontStyle.Normal()
    found = skia.FontMgr.RefDefault().matchFamilyStyleCharacter("", style, [], ord(cluster[0]))
    if found is None or "Emoji" in found.getFamilyName() or not _holds(found, cluster):
        return ""
    name = f"installed {found.getFamilyName()} {weight}"
    _register(name, found)
    return name


_registered: dict[str, skia.Typeface] = {}


def _register(name: str, typeface: skia.Typeface) -> None:
    if name not in _registered:
        _registered[name] = typeface
        _provider().registerTypeface(typeface, skia.String(name))
