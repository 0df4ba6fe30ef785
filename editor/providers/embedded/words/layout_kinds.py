"""Which kind of layout is shown, and why a field does not show in it."""

from collections.abc import Mapping

from editor.providers.embedded.recipe import Value

GROUNDS = ("gradient", "pattern")  # kinds that may also lie behind an infographic or a storyboard

_OF_KIND: dict[str, tuple[str, ...]] = {
    "infographic": ("layout.flow", "slots.", "icon.", "icons.", "label.", "labels."),
    "storyboard": (
        "panels.", "captions.", "caption.", "pose.", "place.", "figure.", "mood.", "prop.", "weather.",
    ),
    "gradient": ("gradient.",), "pattern": ("pattern.",),
}  # fmt: skip


def shown(fields: Mapping[str, Value]) -> str:
    """What the picture is: a picture that is all ground is of the kind that was asked for last."""
    kind, ground = str(fields["layout.kind"]), str(fields.get("background.kind", ""))
    return ground if kind in GROUNDS and ground in GROUNDS else kind


# Fields of whatever stands in boxes, and the motifs whose number or choice of shapes can be told.
_OF_PARTS = ("cards.", "columns.", "numbers.")
_STREWN, _MIXED = ("geometric", "memphis", "dots", "leaves"), ("geometric", "memphis")


def kinds(fields: Mapping[str, Value]) -> tuple[str, ...]:
    """What the picture is, and what lies behind it."""
    return tuple(dict.fromkeys((shown(fields), str(fields["background.kind"]))))


def hides(fields: Mapping[str, Value], name: str) -> str:
    """Why a field does not show in a layout of this kind, "" where it does."""
    kind, ground = shown(fields), str(fields["background.kind"])
    owner = next((each for each, names in _OF_KIND.items() if name.startswith(names)), kind)
    if owner not in (kind, ground):
        return f"that belongs to {_an(owner)}, and this picture is {_an(kind)}"
    if name.startswith(_OF_PARTS) and kind in GROUNDS:
        return f"that belongs to cards and panels, and this picture is {_an(kind)}"
    if name.startswith("plate.") and kind not in GROUNDS:
        return "only the words on a gradient or a pattern stand on a plate of their own"
    if name.startswith("plate.") and fields[name] and not (fields["text.words"] or fields["text.sub"]):
        return "there are no words that could stand on it; say them in quotes"
    if name.startswith("pattern."):
        return _in_pattern(fields, name)
    if name.startswith("gradient."):
        return _in_gradient(fields, name)
    if name in ("background.colour", "accent.colour", "accent.2", "palette.name", "palette.turn", "background.kind"):
        return _as_ground(fields, name, kind, ground)
    return _in_infographic(fields, name) if kind == "infographic" else ""


def _in_pattern(fields: Mapping[str, Value], name: str) -> str:
    motif = fields["pattern.kind"]
    if name == "pattern.amount" and motif not in _STREWN:
        return f"the motif of {motif} covers the whole ground; ask for it bigger or smaller"
    if name == "pattern.only" and fields[name] and motif not in _MIXED and (motif, fields[name]) != ("dots", "circles"):
        return "only a geometric or a memphis pattern mixes shapes"
    return ""


def _in_gradient(fields: Mapping[str, Value], name: str) -> str:
    shape = fields["gradient.shape"]
    if name == "gradient.angle" and shape != "linear":
        return f"a {shape} gradient runs in no direction; ask for a linear one"
    if name == "gradient.colours" and _named(fields, "gradient") > 1:
        return "its colours were named one by one; add one or name them anew"
    return ""


def _as_ground(fields: Mapping[str, Value], name: str, kind: str, ground: str) -> str:
    """What a ground hides, or a picture that is nothing else."""
    if name == "background.kind":
        return f"this picture is nothing but its {kind}" if kind in GROUNDS and not ground else ""
    if name == "background.colour" and (kind == "gradient" or (ground and kind not in GROUNDS)):
        return f"a {ground or kind} lies there; name its colours, or ask for a plain background"
    if name.startswith("accent.") and kind == "gradient":
        return "a gradient has no accents; name its colours"
    if name.startswith("accent.") and kind == "pattern" and _named(fields, "pattern"):
        return "its colours were named one by one; name them anew"
    return ""


def _in_infographic(fields: Mapping[str, Value], name: str) -> str:
    flow = fields["layout.flow"]
    if name == "icons.side" and flow != "columns":
        return "icons stand beside the labels of cards only; ask for cards first"
    if name == "cards.gap" and flow == "circle":
        return "stations round a circle stand as far apart as the circle lets them"
    if name == "numbers.on" and flow != "steps":
        return "only steps are numbered; ask for steps first"
    if name == "columns.count" and flow != "columns":
        return "only cards stand in columns; ask for cards first"
    if name == "text.place" and flow == "circle":
        return "the title stands in the middle of the circle"
    return ""


def _named(fields: Mapping[str, Value], row: str) -> int:
    return sum(bool(fields[f"{row}.{each}"]) for each in range(1, 5))


def _an(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
