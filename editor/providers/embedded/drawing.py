"""Drawing a recipe: the right scene or the photograph's edits, and the labelled PNG."""

from dataclasses import dataclass, replace

import cv2

from editor.providers.clauses import Clause
from editor.providers.embedded import edits, finish
from editor.providers.embedded.recipe import Recipe, dump
from editor.providers.embedded.rules import OWN, Rules
from editor.providers.embedded.scenes import scene

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


def draw(recipe: Recipe, size: str, photo: bytes, rules: Rules = OWN) -> Drawn:
    """Draw a recipe at `size` of `rules`; `photo` is the photograph of a photo recipe, as it was uploaded."""
    if recipe.scene == "photo":
        return _edited(recipe, size, photo, rules)
    if _needs_canvas(recipe):
        _check_canvas(recipe)
    recipe, problems = _lettered(recipe)
    width, height = rules.pixels(recipe.ratio, size)
    picture = scene(recipe.scene)(recipe, width, height)
    return Drawn(recipe, finish.png(picture, dump(recipe), own_scene=True), problems)


def _needs_canvas(recipe: Recipe) -> bool:
    return recipe.scene == "popart" or bool(recipe.fields.get("label.on"))


def _check_canvas(recipe: Recipe) -> None:
    """Raise NoCanvas where skia cannot be loaded: its wheel wants the system's OpenGL libraries."""
    try:
        import skia  # noqa: F401
    except ImportError as error:
        wanted = "A pop-art picture" if recipe.scene == "popart" else "A label"
        raise NoCanvas(
            f"{wanted} needs a system library that is missing here; install it with "
            "`sudo apt-get install libgl1 libegl1`, then send this again."
        ) from error


def _lettered(recipe: Recipe) -> tuple[Recipe, dict[str, str]]:
    """Leave out words that no font on this machine can set, rather than draw empty boxes."""
    if not _needs_canvas(recipe):
        return recipe, {}
    from editor.providers.embedded.scenes import lettering

    for field in ("label.text", "word.text"):
        text = str(recipe.fields.get(field, ""))
        if text and not lettering.can_set(text):
            return recipe.with_fields({field: ""}), {field: f"no font here holds the letters of “{text}”"}
    return recipe, {}


def _edited(recipe: Recipe, size: str, photo: bytes, rules: Rules) -> Drawn:
    source = edits.decode(photo)
    recipe = replace(recipe, ratio=recipe.ratio or rules.nearest(source.shape[1], source.shape[0]))
    width, height = rules.pixels(recipe.ratio, size)
    edited = edits.render(recipe, source, width, height)
    png = finish.png(edited.picture, dump(recipe), own_scene=False)
    return Drawn(recipe, png, edited.problems, edited.notes)
