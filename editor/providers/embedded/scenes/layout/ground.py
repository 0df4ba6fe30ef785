"""What an infographic or a storyboard stands on: plain paper, or a gradient or a pattern with cards over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.lettering import Box
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.scenes.layout import gradient, header, palettes, pattern
from editor.providers.embedded.scenes.layout.palettes import Palette
from editor.providers.embedded.scenes.layout.sheet import Sheet, new, over, rounded

_QUIET = 0.5  # how far a pattern whose colours were not named steps back behind cards
_AIR = 30.0  # between words and the rim of their plate, units
_SCRATCH = 0.3  # pixels a unit at which a header is measured, the same at every size


@dataclass(frozen=True, slots=True)
class Ground:
    """The sheet with what lies on it so far; `look` are the colours of what stands right on it."""

    sheet: Sheet
    kind: str  # "" for plain paper
    look: Palette
    cards: Palette

    def title(self, box: Box, fields: Mapping[str, Value], align: str = "") -> None:
        """The header: right on paper or on a gradient that is even enough, else on a plate."""
        if not self.kind:
            header.draw(self.sheet, box, fields, self.look, align)
            return
        ink = None if self.kind == "pattern" else self._ink(box)
        if ink is None:
            look = replace(self.cards, ground=self.cards.card)
            plate = _inked(self.sheet.frame, box, fields, align).inset(-_AIR, -_AIR)
            self.sheet.fill(rounded(plate, _AIR * 0.7), look.ground)
            header.draw(self.sheet, box, fields, look, align)
        else:
            header.draw(self.sheet, box, fields, replace(self.look, ink=ink, accents=(ink,)), align)

    def _ink(self, box: Box) -> str | None:
        """The ink that reads on all that lies below a box; None where none does."""
        lightest, darkest = _ends(self.sheet, box)
        for ink in ("#ffffff", "#0b0d12"):
            if min(palettes.contrast(ink, each) for each in (lightest, darkest)) >= palettes.SMALL:
                return ink
        return None


def laid(recipe: Recipe, width: int, height: int) -> Ground:
    """The ground of a recipe, width x height pixels."""
    fields, look = recipe.fields, palettes.palette(recipe.fields, recipe.seed)
    kind = str(fields["background.kind"])
    if kind == "gradient":
        picture = gradient.blended(recipe, width, height, look.ground)
        mean = colours.to_hex(tuple(picture[:: height // 16, :: width // 16].reshape(-1, 3).mean(0) / 255))
        return Ground(over(picture), kind, Palette(mean, palettes.ink(mean), look.accents), _papered(look))
    if kind == "pattern":
        cloth = _quieter(pattern.coloured(fields, recipe.seed), fields)
        sheet = new(width, height, cloth.ground)
        pattern.printed(sheet, fields, cloth, recipe.seed)
        return Ground(sheet, kind, cloth, _papered(look))
    return Ground(new(width, height, look.ground), "", look, look)


def _papered(look: Palette) -> Palette:
    """Cards on a ground of colours are of plain paper."""
    return replace(look, ground=colours.mixed(look.ground, "#ffffff", 0.6)) if look.is_light else look


def _quieter(cloth: Palette, fields: Mapping[str, Value]) -> Palette:
    if any(fields[f"pattern.{each}"] for each in range(1, 5)):
        return cloth
    return replace(cloth, accents=tuple(colours.mixed(each, cloth.ground, _QUIET) for each in cloth.accents))


def _inked(frame: Box, box: Box, fields: Mapping[str, Value], align: str) -> Box:
    """The bounds of all that a header in a box draws."""
    scratch = new(round(frame.width * _SCRATCH), round(frame.height * _SCRATCH), "#ffffff")
    header.draw(scratch, box, {**fields, "text.colour": ""}, Palette("#ffffff", "#000000", ("#000000",)), align)
    rows, columns = np.nonzero((scratch.picture() < 255).any(axis=2))
    left, right, top, bottom = (float(end(side)) / _SCRATCH for side in (columns, rows) for end in (np.min, np.max))
    return Box(left, top, right - left, bottom - top)


def _ends(sheet: Sheet, box: Box) -> tuple[str, str]:
    """The lightest and the darkest colour that lie under a box."""
    picture: Picture = sheet.picture()
    unit = picture.shape[1] / sheet.frame.width
    rows = np.linspace(box.y * unit, box.bottom * unit - 1, 9).clip(0, picture.shape[0] - 1).astype(int)
    columns = np.linspace(box.x * unit, box.right * unit - 1, 17).clip(0, picture.shape[1] - 1).astype(int)
    found = picture[rows][:, columns].reshape(-1, 3) / 255
    shown = sorted((colours.to_hex(tuple(each)) for each in found.tolist()), key=colours.luminance)
    return shown[-1], shown[0]
