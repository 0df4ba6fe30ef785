"""The faces of a storyboard's character: eyes, cheeks and mouth in each mood, and glasses."""

# ruff: noqa: E501  (path data reads better unbroken)

from __future__ import annotations

from editor.providers.embedded.colours import mixed
from editor.providers.embedded.lettering import pathdata
from editor.providers.embedded.scenes.layout.character import Character
from editor.providers.embedded.scenes.layout.sheet import Sheet, disc

_LINES = {
    "smile": "M1.4 7.2 C3 9.4 7.4 9.4 9 7.2", "flat": "M2.6 8 L7.8 7.6", "sad": "M1.8 9.4 C3.2 7.2 7.2 7.2 8.6 9.4",
    "worried": "M1.8 8.6 C3 7.4 4 9.4 5.2 8.4 C6.4 7.4 7.4 9.2 8.6 8.2", "calm": "M2.2 7.4 C3.6 8.9 6.8 8.9 8.2 7.4",
}  # fmt: skip
_OPEN = {
    "open": "M1.4 6.6 C3.2 7.4 7.2 7.4 9 6.6 C8.8 10.6 6.8 11.6 5.2 11.6 C3.4 11.6 1.8 10.4 1.4 6.6 Z",
    "laugh": "M0.4 6 C3 6.8 7.6 6.8 10 6 C10 11.2 7.6 12.8 5.2 12.8 C2.6 12.8 0.6 11 0.4 6 Z",
    "oh": "M5.2 6.6 C6.9 6.6 7.8 8 7.8 9.6 C7.8 11.2 6.8 12.4 5.2 12.4 C3.6 12.4 2.6 11.2 2.6 9.6 C2.6 8 3.5 6.6 5.2 6.6 Z",
}  # fmt: skip
# Eyes that are shut: happily, or at rest.
_SHUT = {"laugh": "M-2.4 1.8 C-1.6 -0.6 0.8 -0.6 1.6 1.8", "calm": "M-2.2 0.6 C-1.4 2.4 0.6 2.4 1.4 0.6"}
_BROWS = {"sad": (-2.2, -4.4), "worried": (-2.4, -4.6), "oh": (-5.4, -5.4)}
_EYES = (-0.4, 9.6)


def draw(sheet: Sheet, mouth: str, look: float, who: Character) -> None:
    """Draw a face in a head of 15 units round the origin that looks to the right by `look`."""
    for side, x in enumerate(_EYES):
        if mouth in _SHUT:
            shut = pathdata.path(_SHUT[mouth])
            shut.offset(x + 0.8, 0)
            sheet.line(shut, 1.3, who.ink)
        else:
            sheet.fill(disc(x + look * 0.9, 1.0, 1.9 if mouth == "oh" else 1.55), who.ink)
        if mouth in _BROWS:
            outer, inner = _BROWS[mouth]
            left, right = (outer, inner) if side == 0 else (inner, outer)
            sheet.line(pathdata.path(f"M{x - 2} {left} L{x + 2.6} {right}"), 1.1, mixed(who.hair, who.ink, 0.4))
    for x in (-3.4, 11.6):
        sheet.fill(disc(x, 5.8, 2.6), "#e8604c", 0.34 if not who.beard else 0.2)
    if mouth in _OPEN:
        sheet.fill(pathdata.path(_OPEN[mouth]), mixed(who.ink, "#8a1f2d", 0.5))
    else:
        sheet.line(pathdata.path(_LINES.get(mouth, _LINES["smile"])), 1.4, who.ink)
    if mouth == "worried":  # a drop of sweat
        sheet.fill(
            pathdata.path(
                "M-8.6 -5.6 C-7 -3.2 -6.6 -2 -6.6 -1.2 C-6.6 0.4 -10.6 0.4 -10.6 -1.2 C-10.6 -2 -10.2 -3.2 -8.6 -5.6 Z"
            ),
            "#8cc3e6",
        )


def glasses(sheet: Sheet, who: Character) -> None:
    """Round glasses."""
    for x in _EYES:
        sheet.line(disc(x + 0.5, 1.2, 4.1), 1.1, who.ink)
    sheet.line(pathdata.path("M4.3 0.6 C4.7 0.1 5.3 0.1 5.7 0.6 M-3.7 0.6 L-12 -0.6"), 1.1, who.ink)
