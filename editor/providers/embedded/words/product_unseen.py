"""What a product picture cannot show, and the sentence that says so."""

from collections.abc import Mapping

from editor.providers.embedded.recipe import Value

_SIDES = "neon tubes stand to the left and to the right: from there this light does not come"
_NO_TUBES = "no neon light is on in this picture"
_NOTHING_SHARP = "plain paper has nothing to blur: stand it on a table, or before a wall of brick or plaster"


def hides(fields: Mapping[str, Value], name: str) -> str:
    """Why a field does not show in a picture with these fields, "" where it does."""
    neon = fields["light.kind"] == "neon"
    if name == "light.side" and neon and fields["light.side"] not in ("left", "right"):
        return _SIDES
    if name in ("light.tint", "light.tint2") and not neon:
        return _NO_TUBES
    if name == "camera.blur" and fields["ground.kind"] == "paper" and not fields["ground.wall"]:
        return "" if fields["light.window"] else _NOTHING_SHARP
    return ""
