"""The places a landscape can be: the words that lead there, and what each place has nothing of."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

from collections.abc import Mapping

from editor.providers.embedded.colours import NAMED
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words.vocabulary import Change

# "the mountains", "more forest", "with hills": said of a part of the picture at hand, not of another place.
_ELSE = "".join(
    f"(?<!{before} )" for before in ("the", "these", "those", "more", "fewer", "less", "add", "add a", "with", "with a", "with snowy", "and", "between", "by", "behind", "of", "its", "denser", "many", "pine", "layered")
)  # fmt: skip

# "Blue mountains" in a valley are its ridges: a colour is said of what is there.
_UNCOLOURED = "".join(f"(?<!{name} {noun})" for noun in ("mountains", "peaks") for name in sorted(NAMED))

_SEA: dict[str, Change] = {"place.kind": "sea"}
_BEACH: dict[str, Change] = {"place.kind": "sea", "shore.on": True}
# Big mountains are thought of with snow on them; "in summer" or "no snow" takes it off again.
_PEAKS: dict[str, Change] = {"place.kind": "mountains", "snow.on": True}

Rows = tuple[tuple[str, dict[str, Change]], ...]

ROWS: Rows = (
    (r"(?:(?:river|green|deep|mountain|alpine) )?valley|(?:tall|wide|narrow|deep)(?= (?:misty |foggy )?valley)", {"place.kind": "valley"}),
    (r"(?:mountain|alpine) (?:landscape|range|ranges|scene|scenery|panorama|view|peaks|world)|mountainscape|in the (?:mountains|alps|himalayas)|the alps|alps|massif|summits?", _PEAKS),
    (rf"{_ELSE}(?:(?:rocky|rugged|majestic|jagged) )?(?:mountains|peaks){_UNCOLOURED}|a mountain", _PEAKS),
    (r"seascapes?|(?:open )?ocean (?:view|horizon|scene)|sea (?:view|horizon)|(?:at|by|on|over) (?:the )?(?:open )?(?:sea|ocean)|at sea|high seas", _SEA),
    (rf"{_ELSE}(?:open )?(?:sea|ocean)", _SEA),
    (r"(?:at|on|by) (?:the|a) (?:beach|shore|seaside|seashore|coast)|beach (?:scene|view|at)|sandy (?:beach|shore)|seaside|seashore|coastal landscape", _BEACH),
    (rf"{_ELSE}(?:beach|coast(?:line)?|shoreline)", _BEACH),
    (r"(?:in the )?(?:sahara|desert)(?: (?:landscape|scene|view))?|sand dunes|dune (?:landscape|field|sea)", {"place.kind": "dunes"}),
    (rf"{_ELSE}dunes", {"place.kind": "dunes"}),
    (r"(?:edge|border|rim) of (?:a|the) (?:forest|wood|woods)|(?:forest|woodland) (?:edge|clearing|glade|scene|landscape|floor)|in (?:the|a) (?:forest|woods)|woodlands?|forest landscape", {"place.kind": "forest"}),
    (rf"{_ELSE}(?:(?:deep|dark|old|enchanted|beech|birch|fir) )?(?:forest|woods)", {"place.kind": "forest"}),
    (r"(?:city|urban) (?:skyline|view|scape|landscape|panorama|at)|cityscapes?|metropolis|downtown", {"place.kind": "city"}),
    (rf"{_ELSE}(?:city|skyline|skyscrapers)", {"place.kind": "city"}),
)  # fmt: skip

_NO_WATER = "there is no water in this place"
_NO_CITY = "there is no city in this place"
_NO_DUNES = "there is no sand in this place"
_NO_SHORE_YET = "there is no beach in this picture; ask for one"
_NO_SHORE = "a beach goes with the sea only"

_NO_TREES, _NO_SHADOWS = "no trees stand in this place", "no shadow falls here that would be seen to grow longer"
_ABSENT = {
    "water.calm": _NO_WATER, "water.tint": _NO_WATER, "shore.on": _NO_SHORE, "city.height": _NO_CITY,
    "city.lights": _NO_CITY, "city.tint": _NO_CITY, "city.neon": _NO_CITY, "dunes.ripples": _NO_DUNES,
    "sand.tint": _NO_DUNES, "grass.tint": "no grass grows in this place", "trees.tint": _NO_TREES,
    "snow.trees": _NO_TREES, "shadows.long": _NO_SHADOWS,
}  # fmt: skip
_HAS: dict[str, tuple[str, ...]] = {
    "valley": ("trees.tint", "snow.trees"), "mountains": ("trees.tint", "grass.tint", "snow.trees", "shadows.long"),
    "sea": ("water.calm", "water.tint", "shore.on", "sand.tint"), "dunes": ("dunes.ripples", "sand.tint", "shadows.long"),
    "forest": ("trees.tint", "grass.tint", "snow.trees", "shadows.long"),
    "city": ("water.calm", "water.tint", "city.height", "city.lights", "city.tint", "city.neon"),
}  # fmt: skip
_LACKS: dict[str, dict[str, str]] = {
    "valley": {"frame.zoom": "the camera keeps its place in the valley"}, "mountains": {}, "sea": {"trees.amount": "no trees stand in the sea", "season.name": "the sea looks the same in every season"},
    "dunes": {"trees.amount": "no trees grow on the dunes", "season.name": "the dunes look the same in every season"},
    "forest": dict.fromkeys(["mountains.height", "mountains.tint"], "the forest hides what rises behind it"),
    "city": {"trees.amount": "no trees are drawn in the city", "mountains.tint": "the hills behind the city have the colour of the haze", "season.name": "the city shows no season but for snow on its roofs"},
}  # fmt: skip

# Fields that a place does not show, by `place.kind`: what to say to somebody who asks for them there.
NOT_IN: dict[str, dict[str, str]] = {
    place: {**{name: why for name, why in _ABSENT.items() if name not in has}, **_LACKS[place]} for place, has in _HAS.items()
}  # fmt: skip

_HIDDEN = "the clouds of this weather hide it"
_DAY = "no stars show by daylight; ask for night"
_FALLS = "rain and snow fall out of clouds; ask for clear weather"
_NO_MOON = "no moon stands in the sky by day; ask for the moon"
_NO_SUN = "at night there is a moon and no sun"
_UNLIT = "no window is lit by daylight; ask for dusk or night"
# The sun and the moon still light such a sky from behind, so that they can be taken out of it.
_MOON = ("moon.size", "moon.phase", "moon.tint", "moon.place", "moon.x", "moon.y")
_OVERCAST = dict.fromkeys(["moon.day", *_MOON[:3], "stars.amount"], _HIDDEN)
_DARK_WINDOWS = dict.fromkeys(["city.lights", "city.tint", "city.neon"], _UNLIT)
_TAKEN = "the moon was taken out of this sky; ask for it"
_TOO_HIGH = "the sun stands too high for long shadows; ask for golden hour"
_OPEN = "the sky is open as it is; ask for clouds, rain or a storm"

# Fields that an hour or a weather does not show, by the field that rules and its value.
NOT_WHEN: dict[str, dict[str, dict[str, str]]] = {
    "time.of_day": {
        "sunrise": {"stars.amount": _DAY}, "golden": {"stars.amount": _DAY, **_DARK_WINDOWS},
        "noon": {"stars.amount": _DAY, **_DARK_WINDOWS, "shadows.long": _TOO_HIGH},
        "night": {"sun.on": _NO_SUN, "sun.y": _NO_SUN},
    },
    "weather.name": {
        "rain": _OVERCAST, "storm": _OVERCAST,
        "snow": {**_OVERCAST, "snow.on": "snow lies while it is snowing; ask for clear weather"},
        "clear": {"clouds.gap": _OPEN},
    },
}  # fmt: skip


def hides(fields: Mapping[str, Value], name: str) -> str:
    """Why a field does not show in a landscape with these fields, "" where it does."""
    here = NOT_IN.get(str(fields["place.kind"]), {}).get(name, "") or _of_the_sky(fields, name)
    if name in _DARK_WINDOWS and fields["weather.name"] != "clear":
        return here  # a dark sky lights the windows at any hour
    if name == "season.name" and fields["place.kind"] == "city" and fields[name] == "winter" and is_white(fields):
        return ""  # snow lies deeper on the roofs
    if name == "snow.on" and fields[name] and fields["weather.name"] == "snow":
        return ""  # it lies, as was asked for
    if name == "sand.tint" and fields["place.kind"] == "sea" and not fields["shore.on"]:
        return here or _NO_SHORE_YET
    ruled = (by_value.get(str(fields[ruling]), {}).get(name, "") for ruling, by_value in NOT_WHEN.items())
    return here or next(filter(None, ruled), "")


def is_white(fields: Mapping[str, Value]) -> bool:
    """Whether snow lies on the ground."""
    return bool(fields["snow.on"]) or fields["weather.name"] == "snow"


def _of_the_sky(fields: Mapping[str, Value], name: str) -> str:
    """The same of the moon and the clouds, which more than one field has a say in."""
    is_wet = fields["weather.name"] in ("rain", "snow", "storm")
    if name == "clouds.amount" and is_wet and float(fields[name]) <= 0:
        return _FALLS
    if is_wet and name in _MOON:
        return _HIDDEN
    if fields["time.of_day"] == "night":
        return _TAKEN if name in ("moon.day", *_MOON) and not fields["moon.on"] else ""
    if name in _MOON and not (fields["moon.on"] and fields["moon.day"]):
        return _NO_MOON
    return _HIDDEN if name == "moon.on" and is_wet else ""
