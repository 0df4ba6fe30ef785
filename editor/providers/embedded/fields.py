"""The fields of each scene family, and what they are before anybody asks for anything."""

from editor.providers.embedded.recipe import Value

SCENES = ("product", "landscape", "popart", "photo")

FAMILIES = (
    "a product on seamless paper (bottle, jar, mug, glass, vase, candle, can)",
    "a misty mountain valley",
    "a pop-art portrait of nobody in particular",
)

_LIGHT: dict[str, Value] = {
    "light.side": "left", "light.soft": 0.7, "light.warmth": 0.0, "light.level": 0.0, "light.window": False,
}  # fmt: skip
_FRAME: dict[str, Value] = {"frame.x": 0.0, "frame.y": 0.0, "frame.zoom": 1.0}

DEFAULTS: dict[str, dict[str, Value]] = {
    "product": {
        "object.kind": "bottle", "object.handle": True, "object.flame": True,
        "body.colour": "#2a2b2e", "body.material": "matte",
        "cap.colour": "", "cap.material": "", "fill.colour": "#38220f",
        "label.on": False, "label.text": "", "label.colour": "#efe3c8", "label.ink": "",
        "backdrop.colour": "#b4b6b8", "shadow.level": 1.0, **_LIGHT, **_FRAME,
    },
    "landscape": {
        "time.of_day": "sunrise", "fog.amount": 1.0, "season.name": "summer", "trees.amount": 1.0,
        "sun.x": 0.28, "sun.on": True, "mountains.height": 1.0, "clouds.amount": 1.0, "snow.on": False,
        "light.warmth": 0.0, "light.level": 0.0, "frame.y": 0.0,
    },
    "popart": {
        "hair.colour": "#ee4266", "hair.style": "bob", "background.colour": "#00a6a6", "rays.colour": "#ffd23f",
        "rays.on": True, "skin.colour": "#f7c9a9", "top.colour": "#e4572e", "lips.colour": "", "eyes.colour": "",
        "glasses.on": False, "earrings.on": True, "earrings.colour": "", "dots.amount": 1.0,
        "word.on": False, "word.text": "POW!", "word.colour": "", "mood.name": "calm", "light.level": 0.0,
        "ink.colour": "#1b1b3a",
    },
    "photo": {
        "subject.colour": "", "background.colour": "", "background.blur": 0.0,
        "light.warmth": 0.0, "light.neutral": False, "light.level": 0.0, "style.name": "",
        "frame.zoom": 1.0,
    },
}  # fmt: skip

# What one kind of object looks like when nothing is said about it.
KINDS: dict[str, dict[str, Value]] = {
    "bottle": {},
    "jar": {"body.colour": "#b8600f", "body.material": "glass", "cap.colour": "#1c1c1e", "cap.material": "matte"},
    "can": {"body.colour": "#c3c6ca", "body.material": "satin", "cap.colour": "#c3c6ca", "cap.material": "metal"},
    "mug": {"body.colour": "#ebe7de", "body.material": "ceramic", "backdrop.colour": "#c9b79a"},
    "glass": {"body.colour": "#dfe9e6", "body.material": "glass", "fill.colour": "#b5763a"},
    "candle": {
        "body.colour": "#e3dac9", "body.material": "satin", "fill.colour": "#f3ead6", "backdrop.colour": "#8f8074",
    },
    "vase": {"body.colour": "#c4694a", "body.material": "matte", "backdrop.colour": "#d9c9aa"},
}  # fmt: skip
