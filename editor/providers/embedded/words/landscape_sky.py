"""What is said of the sky in a landscape: the sun and the moon and where they stand, stars, clouds, its colours."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

from editor.providers.embedded.words.common import A_BIT
from editor.providers.embedded.words.places import Rows
from editor.providers.embedded.words.vocabulary import Change, Setter, Step, setters

_MOON: dict[str, Change] = {"moon.on": True, "moon.day": True}
_RISEN: dict[str, Change] = {"moon.day": True}  # where it stands is said of a moon that is there
_MORE = r"(?:(?:much|even|a (?:bit|little|touch)|slightly|further|far|way) )*"
_MOVE = r"(?:(?:move|put|place|shift|push|slide|bring|set|have) )?(?:it )?"
_TO = r"(?:(?:to|on|at|in|into|towards?) )?(?:the )?"
_HAND = r"(?:[- ]hand)?(?: (?:side|edge|part|third|half|corner))?(?: of (?:the )?(?:sky|frame|picture|image))?"
_UP, _DOWN = r"(?:higher(?: up)?|up(?:wards?)?)", r"(?:lower(?: down)?|down(?:wards?)?|closer to the horizon)"
_HIGH = r"(?:top|upper)"
_LOW = r"(?:low (?:on|over|above|near) the horizon|near the horizon|just (?:above|over) the horizon|low)"
_MID = r"(?:in the (?:middle|centre|center)|(?:centre|center)d?|middle)"
_FAR = r"(?:further|farther|more|a (?:bit|little)(?: (?:more|further))?|slightly|even further)"


def _stands(noun: str, change: dict[str, Change], moon: bool) -> Rows:
    """Where the sun or the moon is put: `noun` goes before the place, or is "" for what "it" is said of."""
    name = "moon" if moon else "sun"
    go = rf"{_MOVE}{noun}{' ' if noun else ''}(?:should (?:be|stand) |is |stands? )?"

    def at(where: str, side: float, up: float) -> dict[str, Change]:
        if moon:
            return {**change, "moon.place": where, "moon.x": 0.0, "moon.y": 0.0}
        return {**change, "sun.x": side, "sun.y": up}

    return (
        (rf"{go}{_TO}{_HIGH}[- ]left{_HAND}", at("top left", -0.45, 0.10)),
        (rf"{go}{_TO}{_HIGH}[- ]right{_HAND}", at("top right", 0.5, 0.10)),
        (rf"{go}{_TO}(?:(?:very )?top|upper part){_HAND}", {**change, f"{name}.y": Step(0.10, -0.2, 0.3)}),
        (rf"{go}{_LOW}", {**change, "moon.place": "low", "moon.y": 0.0} if moon else {**change, "sun.y": -0.03}),
        (rf"{go}{_TO}left{_HAND}", at("left", -0.45, 0.0) if moon else {**change, "sun.x": -0.45}),
        (rf"{go}{_TO}right{_HAND}", at("right", 0.5, 0.0) if moon else {**change, "sun.x": 0.5}),
        (rf"{go}{_MID}", at("middle", 0.0, 0.0) if moon else {**change, "sun.x": 0.0}),
        (rf"{go}{_FAR} {_TO}left", {**change, f"{name}.x": Step(-0.3, -0.85, 0.85)}),
        (rf"{go}{_FAR} {_TO}right", {**change, f"{name}.x": Step(0.3, -0.85, 0.85)}),
        (rf"{go}{_MORE}{_UP}", {**change, f"{name}.y": Step(0.08, -0.2, 0.3)}),
        (rf"{go}{_MORE}{_DOWN}", {**change, f"{name}.y": Step(-0.08, -0.2, 0.3)}),
    )


_KINDS = r"(?:(?:big|huge|giant|large|full|crescent|half|bright|pale|low) )?"
_A_MOON, _A_SUN = rf"(?:the |a )?{_KINDS}moon", r"(?:the |a )?(?:(?:low|setting|rising|bright|orange|red|golden) )?sun"

# A low sun belongs to an early or late hour; that it is low is drawn there anyway.
_PHASES: Rows = tuple(
    (rf"(?:the |a |an? )?(?:{said}) moon{rf'(?:,| is)? {_TO}{where}{_HAND}' if where else ''}", {**_MOON, "moon.phase": phase, **({"moon.place": place, "moon.x": 0.0, "moon.y": 0.0} if place else {})})
    for phase, said in (("crescent", "crescent|sickle|thin|new|slim|waning|waxing"), ("half", "half|quarter"), ("gibbous", "gibbous"), ("full", "full"))
    for where, place in (
        ("", ""), (rf"{_HIGH}[- ]left", "top left"), (rf"{_HIGH}[- ]right", "top right"), ("left", "left"),
        ("right", "right"), (r"(?:middle|centre|center)", "middle"), (_LOW, "low"),
    )
)  # fmt: skip
_NIGHT = {"full": {"time.of_day": "night"}}  # a full moon is thought of by night

_MOON_ROWS: Rows = (
    *((said, {**changes, **_NIGHT.get(str(changes["moon.phase"]), {})}) for said, changes in _PHASES),
    (rf"{A_BIT}(?:bigger|larger|big|large) moon|moon (?:much |a bit )?(?:bigger|larger)", {**_MOON, "moon.size": Step(0.8, 0.4, 4)}),
    (r"(?:an? |the )?(?:huge|giant|enormous|gigantic|massive|oversized|supersized|giant full) moon|moon (?:that )?(?:dominat|fill)(?:es|ing) the sky", {**_MOON, "moon.size": 3.2}),
    (r"(?:an? |the )?(?:huge|giant|enormous|gigantic|massive|oversized)(?= (?:[a-z]+ )?moon)", {**_MOON, "moon.size": 3.2}),
    (rf"{A_BIT}(?:smaller|tiny|small) moon|moon (?:much |a bit )?smaller", {"moon.size": Step(-0.8, 0.4, 4)}),
    (r"(?:the |a )?(?:blood|harvest|red) moon", {**_MOON, "moon.tint": "#c8552f"}),
    (r"(?:the |a )?(?:bright|brighter|glowing|silver(?:y)?|white|pale) moon", {**_MOON, "moon.tint": ""}),
    *_stands(_A_MOON, _RISEN, moon=True),
)  # fmt: skip

_SUN_ROWS: Rows = (
    (r"(?:low |setting |rising )?(?:orange|red|golden|amber) sun", {"sun.on": True, "light.warmth": Step(0.35, -1, 1)}),
    *_stands(_A_SUN, {"sun.on": True}, moon=False),
)  # fmt: skip

_THROUGH = (
    r"(?:(?:let|allow|have|with|add) )?(?:a (?:bit|little|ray|shaft|beam|touch) of |some |more |rays of |shafts of )?"
    r"(?:the )?(?:sun(?:light|shine|beams?)?|light|rays?)(?: of light)? (?:to )?(?:break(?:s|ing)?|com(?:e|es|ing)|shin(?:e|es|ing)|peek(?:s|ing)?|pok(?:e|es|ing))?"
    r" ?(?:through|in)(?: the clouds)?"
)
_BREAK = (
    rf"(?:{_THROUGH}|(?:a |an? )?(?:small |bright |brighter )?(?:break|gap|hole|opening|clearing)s? in the (?:clouds?|sky|storm)|"
    r"(?:a )?(?:bright|brighter|light|lighter) (?:patch|spot|area)(?: in the (?:sky|clouds))?|god ?rays|crepuscular rays|"
    r"(?:sun)?beams (?:through|from|between) the clouds|(?:open|part) (?:up )?the clouds)"
)
_GAPS: Rows = (
    (_BREAK, {"clouds.gap": "middle"}), (rf"{_BREAK} {_TO}left{_HAND}", {"clouds.gap": "left"}),
    (rf"{_BREAK} {_TO}right{_HAND}", {"clouds.gap": "right"}), (r"close the clouds|closed clouds|no (?:break|gap) in the clouds", {"clouds.gap": ""}),
)  # fmt: skip

# Colours of a mood, which name no thing: warm ones gather low in the sky, cool ones stand high.
_TONES = r"(?:(?:warm|soft|rich|deep|glowing|muted|dusky|fiery|gentle|subtle|hazy) )*"
_MOODS: Rows = tuple(
    (rf"{_TONES}(?:{said})(?: (?:tones|hues|shades))?", {field: colour})
    for said, field, colour in (
        ("oranges", "sky.low", "#f08a35"), ("reds", "sky.low", "#c8402f"), ("ambers|golds|yellows", "sky.low", "#eeb14a"),
        ("corals|peaches|apricots", "sky.low", "#f39a76"), ("pinks|roses", "sky.tint", "#e08aa6"),
        ("purples|violets|lilacs|lavenders|mauves", "sky.tint", "#7a5aa8"), ("blues", "sky.tint", "#3f6fae"),
        ("teals|turquoises", "sky.tint", "#2f8a90"),
    )
)  # fmt: skip

ROWS: Rows = (
    (rf"{A_BIT}(?:darker|deeper|moodier) sk(?:y|ies)|sk(?:y|ies) (?:is )?(?:far |much |a bit )?(?:darker|too (?:bright|light|pale))", {"sky.level": Step(-0.4, -1.2, 1)}),
    (rf"{A_BIT}(?:brighter|lighter) sk(?:y|ies)|sk(?:y|ies) (?:is )?(?:far |much |a bit )?(?:brighter|lighter|too (?:dark|dim))", {"sky.level": Step(0.4, -1.2, 1)}),
    (r"(?:normal|natural|plain) sky(?: colou?r)?|(?:un)?tinted sky|sky (?:back )?to normal", {"sky.tint": "", "sky.low": "", "sky.level": 0.0}),
    (r"(?:much )?(?:more|heavier|thicker) clouds|cloudier", {"clouds.amount": Step(0.7, 0, 2)}),
    (r"(?:fewer|thinner) clouds|less cloud(?:s|y)?", {"clouds.amount": Step(-0.6, 0, 2)}),
    (r"(?:thin|wispy|light|scattered|sparse) (?:high )?clouds", {"clouds.amount": 0.7}),
    (r"(?:heavy|thick|dense|big|towering) clouds", {"clouds.amount": Step(0.7, 0, 2)}),
    (r"(?:much )?more stars|starrier|brighter stars|milky way", {"stars.amount": Step(0.8, 0, 2)}),
    (r"(?:fewer|less) stars", {"stars.amount": Step(-0.5, 0, 2)}),
    *_MOON_ROWS, *_SUN_ROWS, *_GAPS, *_MOODS,
)  # fmt: skip

# "Move it to the left", while the moon or the sun is spoken of.
PHRASES: dict[str, tuple[Setter, ...]] = {
    "moon": setters(*_stands("", _RISEN, moon=True)), "sun": setters(*_stands("", {"sun.on": True}, moon=False)),
}  # fmt: skip
