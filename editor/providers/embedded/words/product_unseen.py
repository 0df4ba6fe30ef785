"""What a product picture cannot show, and the sentence that says so."""

from collections.abc import Mapping

from editor.providers.embedded import colours
from editor.providers.embedded.recipe import Value

_SIDES = "neon tubes stand to the left and to the right: from there this light does not come"
_NO_TUBES = "no neon light is on in this picture"
_NOTHING_SHARP = "plain paper has nothing to blur: stand it on a table, or before a wall of brick or plaster"
_NO_SUCH_LIGHT = "no light of that colour is on in this picture"
_ALONE = "there is one object in this picture, and so nothing to space out"
_ONE_SHAPE = "a flacon comes in one shape here"
_NO_GLAZE = "specks are drawn in ceramic, clay and paint: glass and metal have none"


def hides(fields: Mapping[str, Value], name: str) -> str:
    """Why a field does not show in a picture with these fields, "" where it does."""
    prefix, _, plain = name.rpartition("object.") if "object." in name else name.rpartition("body.")
    if plain == "slim" and fields[f"{prefix}object.shape"] == "flacon":
        return _ONE_SHAPE
    if plain == "speckle" and fields[f"{prefix}body.material"] in ("glass", "frosted", "metal"):
        return _NO_GLAZE
    if name == "set.spacing" and not (fields["second.object.kind"] or fields["third.object.kind"]):
        return _ALONE
    if name == "camera.blur" and fields["ground.kind"] == "paper" and not fields["ground.wall"]:
        return "" if fields["light.window"] else _NOTHING_SHARP
    return _unlit(fields, name)


def _unlit(fields: Mapping[str, Value], name: str) -> str:
    """Why a field of the lamps does not show."""
    neon = fields["light.kind"] == "neon"
    if name == "light.side" and neon and fields["light.side"] not in ("left", "right"):
        return _SIDES
    if name in ("light.tint", "light.tint2") and not neon:
        return "" if fields["light.gel"] == fields[name] else _NO_TUBES  # the gel shows what was said of any lamp
    if name == "light.without":
        return "" if neon and without(fields) else _NO_SUCH_LIGHT
    return ""


def without(fields: Mapping[str, Value]) -> tuple[str, ...]:
    """The neon tubes ("light.tint", "light.tint2") that are of the colour that was taken away."""
    off = str(fields["light.without"])
    tubes = ("light.tint", "light.tint2")
    return tuple(name for name in tubes if off and colours.apart(off, str(fields[name])) < colours.FAR)
