"""Drawing a recipe: the right scene or the photograph's edits, what is done over it, and the labelled PNG."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from editor.providers.clauses import Clause
from editor.providers.embedded import after, edits, finish, masks, steps
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.recipe import Recipe, dump
from editor.providers.embedded.rules import OWN, Rules
from editor.providers.embedded.scenes import scene

_WORDS = (".text", ".words", ".sub")  # the fields that hold words to be set
_LETTERED = ("label.on", ".words", ".sub")  # the fields that need the drawing library

cv2.setNumThreads(1)  # one core a picture, and the same bytes every time


class NoCanvas(Exception):
    """The drawing library does not load on this machine; the message says how to mend it."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished picture: what could not be done by field, and what else must be said."""

    recipe: Recipe
    png: bytes
    problems: dict[str, str]
    notes: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sources:
    """What a recipe is drawn from besides itself: the decoded photograph, and the masks by their SHA-256."""

    photo: Picture | None
    masks: Mapping[str, Picture]


@dataclass(frozen=True, slots=True)
class _Pixels:
    picture: Picture
    problems: dict[str, str]
    notes: tuple[Clause, ...] = ()


def draw(
    recipe: Recipe, size: str, photo: bytes, rules: Rules = OWN, marked: Mapping[str, bytes] | None = None
) -> Drawn:
    """Draw a recipe at `size` of `rules`.

    `photo` is the photograph of a photo recipe, as it was uploaded; `marked` holds the files of the masks of its layers
    by their SHA-256. Outside the masks every pixel is the one that the recipe without layers gives.
    """
    sources = _Sources(
        edits.decode(photo) if recipe.scene == "photo" else None,
        {name: masks.decode(data) for name, data in (marked or {}).items()},
    )
    if sources.photo is not None and not recipe.ratio:
        recipe = replace(recipe, ratio=rules.nearest(sources.photo.shape[1], sources.photo.shape[0]))
    if _needs_canvas(recipe):
        _check_canvas(recipe)
    recipe, problems = _lettered(recipe)
    width, height = rules.pixels(recipe.ratio, size)
    with steps.span("Drawing", 0.0, 0.88):
        found = _layered(recipe, sources, width, height)
    if recipe.fields.get("remove.on"):
        # Refused, since no mask says where; left standing, it would hide a marked removal from the layers.
        recipe = recipe.with_fields({"remove.on": False})
    with steps.span("Packing", 0.88, 1.0):
        png = finish.png(found.picture, dump(recipe), own_scene=recipe.scene != "photo")
    return Drawn(recipe, png, {**problems, **found.problems}, found.notes)


def _layered(recipe: Recipe, sources: _Sources, width: int, height: int) -> _Pixels:
    """The picture, and inside each mask what its layer makes of it."""
    if not recipe.layers:
        return _plain(recipe, sources, width, height, {})
    shapes = [masks.fitted(sources.masks[layer.mask], width, height) for layer in recipe.layers]
    members = masks.members(shapes)
    kinds = [int(member) for member in np.unique(members) if member]
    part_of = 1 / (len(kinds) + 1)  # every combination of masks is drawn once, after the picture without any
    with steps.span("Drawing", 0.0, part_of):
        base = _plain(replace(recipe, layers=()), sources, width, height, {})
    inner, problems, notes = base.picture.copy(), dict(base.problems), base.notes
    for turn, member in enumerate(kinds, start=1):
        chosen = [k for k in range(len(recipe.layers)) if member >> k & 1]
        fields = dict(recipe.fields)
        marked: dict[str, NDArray[np.bool_]] = {}
        for k in chosen:
            fields |= recipe.layers[k].fields
            marked |= dict.fromkeys(recipe.layers[k].fields, shapes[k])
        where = members == member
        with steps.span("Drawing", turn * part_of, (turn + 1) * part_of):
            part = _plain(replace(recipe, layers=(), fields=fields), sources, width, height, marked)
        inner[where] = part.picture[where]
        problems |= part.problems
        notes += tuple(note for note in part.notes if note not in notes)
    return _Pixels(masks.laid_in(base.picture, inner, members > 0), problems, notes)


def _plain(recipe: Recipe, sources: _Sources, width: int, height: int, marked: edits.Marked) -> _Pixels:
    """A recipe without layers; `marked` says for fields that a mask has set where that mask lies."""
    if sources.photo is not None:
        with steps.span("Drawing", 0.0, 0.8):
            edited = edits.render(recipe, sources.photo, width, height, marked)
        # The photograph's own edits include its style, which knows the subject there.
        unstyled = recipe.with_fields({"style.name": ""})
        with steps.span("Finishing", 0.8, 1.0):
            return _Pixels(after.apply(unstyled, edited.picture), edited.problems, edited.notes)
    with steps.span("Drawing", 0.0, 0.8):
        picture = scene(recipe.scene)(recipe, width, height)
    with steps.span("Finishing", 0.8, 1.0):
        return _Pixels(after.apply(recipe, picture), {})


def _needs_canvas(recipe: Recipe) -> bool:
    fields = recipe.fields.items()
    return recipe.scene in ("portrait", "layout") or any(value for name, value in fields if name.endswith(_LETTERED))


def _check_canvas(recipe: Recipe) -> None:
    """Raise NoCanvas where skia cannot be loaded: its wheel wants the system's OpenGL libraries."""
    try:
        import skia  # noqa: F401
    except ImportError as error:
        wanted = {"portrait": "A portrait", "layout": "A layout"}.get(recipe.scene, "Lettering")
        raise NoCanvas(
            f"{wanted} needs a system library that is missing here; install it with "
            "`sudo apt-get install libgl1 libegl1`, then send this again."
        ) from error


def _lettered(recipe: Recipe) -> tuple[Recipe, dict[str, str]]:
    """Leave out words that no font on this machine can set, rather than draw empty boxes."""
    words = {name: str(value) for name, value in recipe.fields.items() if name.endswith(_WORDS) and value}
    if not words:
        return recipe, {}
    from editor.providers.embedded import lettering

    unset = [name for name, value in words.items() if not lettering.can_set(value)]
    problems = {name: f"no font here holds the letters of “{words[name]}”" for name in unset}
    return recipe.with_fields(dict.fromkeys(unset, "")), problems
