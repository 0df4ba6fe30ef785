"""What the photo family understands: its fields, and every word and phrase that moves them."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words.common import AFTER, LIGHT_ROWS
from editor.providers.embedded.words.vocabulary import Change, Step, Vocabulary, setters, words

DEFAULTS: dict[str, Value] = {
        **AFTER,
        "subject.colour": "", "background.colour": "", "background.blur": 0.0,
        "light.warmth": 0.0, "light.neutral": False, "light.level": 0.0, "style.name": "",
        "frame.zoom": 1.0, "frame.extend": False, "frame.room": "", "frame.margin": 0.0, "remove.on": False,
        "background.scene": "", "background.to": "", "background.dye": "", "background.match": 1.0,
        "tone.contrast": 0.0, "tone.saturation": 0.0, "tone.shadows": 0.0, "tone.highlights": 0.0,
        "region.name": "", "region.colour": "", "region.warmth": 0.0, "region.level": 0.0, "region.contrast": 0.0,
        "region.saturation": 0.0,
    }  # fmt: skip

_OPENS = None

_TARGETS: dict[str, str] = {
        **dict.fromkeys(
            ["subject", "object", "product", "it", "cup", "mug", "bottle", "cat", "dog", "saucer", "person", "car", "plate"],
            "subject",
        ),
        **dict.fromkeys(["background", "backdrop", "table", "wall", "surroundings", "surface"], "background"),
        **dict.fromkeys(["light", "lighting", "picture", "photo", "image", "tones"], "light"),
        **dict.fromkeys(["style", "look"], "style"), **dict.fromkeys(["framing", "composition", "crop"], "frame"),
    }  # fmt: skip

_COLOURS: dict[str, str] = {"subject": "subject.colour", "background": "background.colour"}  # fmt: skip

_MATERIALS: dict[str, str] = {}

_SWITCHES: dict[str, tuple[dict[str, Change], dict[str, Change]]] = {}  # fmt: skip

_SETTERS = setters(
        (r"neutral (?:light(?:ing)?|white balance|colou?rs?|tones?)|(?:fix|correct|neutralise|neutralize) (?:the )?white balance|"
         r"white balance|remove the colou?r cast", {"light.neutral": True, "light.warmth": 0.0}),
        (r"(?:blur|soften|defocus)(?: out)?(?: the)? (?:background|backdrop)|(?:background|backdrop) blur(?:red)?|blurred (?:background|backdrop)|"
         r"(?:background|backdrop) out of focus|shallow depth of field|bokeh|(?:more )?depth of field|portrait mode",
         {"background.blur": 0.6}),
        (r"(?:more|stronger) blur", {"background.blur": Step(0.3, 0, 1)}), (r"less blur", {"background.blur": Step(-0.3, 0, 1)}),
        (r"(?:no blur|sharp background|everything in focus)", {"background.blur": 0.0}),
        (r"(?:(?:in|into|as|like) )?(?:a |an )?(?:comic(?: book)?|pop[- ]?art)(?: (?:style|poster|print|picture))?", {"style.name": "popart"}),
        (r"(?:(?:in|into|as|like) )?(?:a |an )?half-?tone(?: (?:style|print|dots|picture))?|newsprint", {"style.name": "halftone"}),
        (r"(?:(?:in|into|as|like) )?(?:a |an )?(?:screen ?print(?:ed)?|flat|risograph|cut[- ]?paper)? ?poster(?: style| print)?|"
         r"screen ?print|posteri[sz]e", {"style.name": "poster"}),
        (r"(?:(?:in|into|as|like) )?(?:black and white|black-and-white|monochrome|b&w|greyscale|grayscale)", {"style.name": "mono"}),
        (r"(?:no style|back to (?:a |the )?photo(?:graph)?|photographic)", {"style.name": ""}),
        *LIGHT_ROWS,
        (r"warm|warmer colou?rs", {"light.warmth": 0.5}), (r"cool|cooler colou?rs", {"light.warmth": -0.5}),
        (r"darker", {"light.level": Step(-0.5, -2, 2)}),
        (r"closer|tighter(?: crop)?|crop in|zoom in|larger", {"frame.zoom": Step(0.25, 1, 2.5)}),
        (r"wider(?: crop)?|zoom out", {"frame.zoom": Step(-0.25, 1, 2.5)}),
        (r"(?:original|old) background|keep the background", {"background.colour": "", "background.blur": 0.0}),
        (r"(?:a |on )?(?:plain |clean )?(?:studio|seamless)(?: (?:background|backdrop|sweep|paper))", {"background.colour": "#d8d9da"}),
    )  # fmt: skip

# "too much ...", "too many ...": what less of it means; more of it is the same step the other way.
_THINGS: dict[str, dict[str, Change]] = {
        "blur": {"background.blur": Step(-0.3, 0, 1)}, "light": {"light.level": Step(-0.4, -2, 2)}, "brightness": {"light.level": Step(-0.4, -2, 2)},
        "exposure": {"light.level": Step(-0.4, -2, 2)}, "warmth": {"light.warmth": Step(-0.45, -1, 1)}, "space": {"frame.zoom": Step(0.25, 1, 2.5)}, "room": {"frame.zoom": Step(0.25, 1, 2.5)},
        "background": {"frame.zoom": Step(0.25, 1, 2.5)},
    }  # fmt: skip

_HARMLESS = words(
    """
        around behind between camera convert edges everything flat into light lighting lit paint photo photograph
        photographic photography picture plain print product recolor recolour replace replaced restyle seamless shot
        smooth studio swap tint wide
            """
)

WORDS = Vocabulary(
    name="photo",
    draws="",
    opens=_OPENS,
    targets=_TARGETS,
    default_target="subject",
    ground="background",
    colours=_COLOURS,
    materials=_MATERIALS,
    switches=_SWITCHES,
    setters=_SETTERS,
    things=_THINGS,
    harmless=_HARMLESS,
    fields=DEFAULTS,
)
