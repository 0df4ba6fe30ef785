"""What a product picture cannot show, and the sentence that says so."""

from collections.abc import Mapping

from editor.providers.embedded import colours
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words.product_shapes import GLAZED, SHAPED

_SIDES = "neon tubes stand to the left and to the right: from there this light does not come"
_NO_TUBES = "no neon light is on in this picture"
_NOTHING_SHARP = "plain paper has nothing to blur: stand it on a table, or before a wall of brick or plaster"
_NO_SUCH_LIGHT = "no light of that colour is on in this picture"
_ALONE = "there is one object in this picture, and so nothing to space out"
_PALE = 0.5  # luminance from which a backdrop takes the colour of the light that falls on it
_TINTED = "coloured light falls on it: ask for white light to see it in its own colour"
_NO_GLAZE = "specks are drawn in ceramic, clay and paint: glass and metal have none"


def hides(fields: Mapping[str, Value], name: str) -> str:
    """Why a field does not show in a picture with these fields, "" where it does."""
    if name.endswith(("object.slim", "body.speckle")):
        return _not_of_kind(fields, name)
    if name == "set.spacing" and not (fields["second.object.kind"] or fields["third.object.kind"]):
        return _ALONE
    if name == "camera.blur" and fields["ground.kind"] == "paper" and not fields["ground.wall"]:
        return "" if fields["light.window"] else _NOTHING_SHARP
    return _unlit(fields, name)


def qualifies(fields: Mapping[str, Value], name: str) -> str:
    """How a field shows where that is less than was asked for, "" where it shows as it was."""
    coloured = fields["light.kind"] == "neon" or fields["light.gel"]
    pale = name == "backdrop.colour" and colours.luminance(str(fields[name])) > _PALE
    return _TINTED if coloured and pale else ""


def _not_of_kind(fields: Mapping[str, Value], name: str) -> str:
    """Why a proportion, or the specks of a glaze, do not show on the thing that they are said of."""
    prefix, last = name.removesuffix("object.slim").removesuffix("body.speckle"), name.rpartition(".")[2]
    kind, material = str(fields[f"{prefix}object.kind"]), fields[f"{prefix}body.material"]
    if last == "slim":
        kind = "flacon" if (kind, fields[f"{prefix}object.shape"]) == ("bottle", "flacon") else kind
        return "" if kind in SHAPED else f"a {kind} comes in one shape here"
    return "" if kind in GLAZED and material not in ("glass", "frosted", "metal") else _NO_GLAZE


def _unlit(fields: Mapping[str, Value], name: str) -> str:
    """Why a field of the lamps does not show."""
    neon = fields["light.kind"] == "neon"
    if name == "light.side" and neon and fields["light.side"] not in ("left", "right"):
        return _SIDES
    if name in ("light.tint", "light.tint2") and not neon:
        return "" if fields["light.gel"] == fields[name] else _NO_TUBES  # the gel shows what was said of any lamp
    if name == "light.without":
        return "" if (without(fields) if neon else is_off(fields, "light.gel")) else _NO_SUCH_LIGHT
    return ""


def without(fields: Mapping[str, Value]) -> tuple[str, ...]:
    """The neon tubes ("light.tint", "light.tint2") that are of the colour that was taken away."""
    return tuple(name for name in ("light.tint", "light.tint2") if is_off(fields, name))


def is_off(fields: Mapping[str, Value], name: str) -> bool:
    """Whether the colour that a field gives to a lamp is the one that was taken away."""
    off, lit = str(fields["light.without"]), str(fields[name])
    return bool(off and lit) and colours.apart(off, lit) < colours.FAR
