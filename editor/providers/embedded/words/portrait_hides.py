"""What a portrait does not show, and what shows in another way than it was asked for."""

from collections.abc import Mapping

from editor.providers.embedded.recipe import Value

NATURAL_HAIR = "#4a2f22"  # where no style is loud and no colour was named
GREY_HAIR = "#cfccc8"  # that an old person has

FRINGED = ("bob", "long", "bun", "ponytail", "wavy")  # cuts that may wear a fringe
_UNDER_SCARF = ("earrings.on", "earrings.kind", "earrings.colour", "tie.kind", "tie.colour", "hair.style")
_PAINTS = (
    "hair.colour", "skin.colour", "top.colour", "rays.colour", "lips.colour", "eyes.colour", "glasses.colour",
    "hat.colour", "earrings.colour", "leaves.colour", "tie.colour", "word.colour",
)  # fmt: skip


def hides(fields: Mapping[str, Value], name: str) -> str:
    """Why a field does not show in a portrait with these fields, "" where it does."""
    if name in _UNDER_SCARF and fields["hat.kind"] == "headscarf":
        return "the headscarf covers it"
    return {
        "hair.colour": _hair, "eyes.colour": _eyes, "moustache.on": _moustache,
        "leaves.colour": _leaves, "rays.colour": _rays, "dots.amount": _dots, "style.ink": _inks, "style.paper": _inks,
        "wash.on": _wash, "poster.weight": _weight, "ink.weight": _lines, "hair.fringe": _fringe,
    }.get(name, lambda _: "")(fields)  # fmt: skip


def qualifies(fields: Mapping[str, Value], name: str) -> str:
    """How a field shows where it is less than was asked for, "" where it is all of it."""
    if fields["style.name"] != "duotone":
        return ""
    if name == "hair.colour" and fields[name] == GREY_HAIR:
        return ""
    covered = name == "background.colour" and fields["style.paper"]
    return "a duotone shows it as a tone of its two inks" if name in _PAINTS or covered else ""


def _hair(fields: Mapping[str, Value]) -> str:
    if fields["beard.on"] or fields["moustache.on"]:
        return ""
    if fields["hat.kind"] == "headscarf":
        return "the headscarf covers the hair"
    return "there is no hair on a bald head" if fields["hair.style"] == "bald" else ""


def _eyes(fields: Mapping[str, Value]) -> str:
    worn = fields["glasses.on"] or fields["glasses.colour"]
    return "the sunglasses hide the eyes" if worn and fields["glasses.kind"] == "sun" else ""


def _moustache(fields: Mapping[str, Value]) -> str:
    return "the beard has a moustache already" if fields["beard.on"] and fields["moustache.on"] else ""


def _leaves(fields: Mapping[str, Value]) -> str:
    return "" if fields["ground.kind"] == "leaves" else "there are no leaves behind the figure; ask for leaves"


def _rays(fields: Mapping[str, Value]) -> str:
    ground = fields["ground.kind"] if fields["rays.on"] or fields["ground.kind"] != "rays" else "plain"
    return "nothing of a second colour lies behind the figure" if ground in ("plain", "leaves") else ""


def _dots(fields: Mapping[str, Value]) -> str:
    return "" if fields["style.name"] in ("popart", "") else "only pop art is shaded with dots; ask for pop art"


def _wash(fields: Mapping[str, Value]) -> str:
    return "" if fields["style.name"] == "line" else "only a line drawing can be of one ink; ask for a line drawing"


def _inks(fields: Mapping[str, Value]) -> str:
    printed = fields["style.name"] in ("line", "duotone")
    return "" if printed else "only a line drawing and a duotone have inks of their own"


def _weight(fields: Mapping[str, Value]) -> str:
    if not fields["poster.on"]:
        return "only a poster's title is set in several weights; ask for a poster"
    return "" if fields["text.words"] else "there is no title; say its words in quotes"


def _fringe(fields: Mapping[str, Value]) -> str:
    if fields["hat.kind"] == "headscarf":
        return "the headscarf covers the hair"
    style = fields["hair.style"]
    return "" if style in FRINGED or (not style and fields["person.kind"] == "woman") else "this cut wears no fringe"


def _lines(fields: Mapping[str, Value]) -> str:
    drawn = fields["style.name"] in ("popart", "line", "")
    return "" if drawn else "only pop art and line drawings have outlines"
