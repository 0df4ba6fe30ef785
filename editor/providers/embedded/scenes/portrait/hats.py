"""Hats: berets, caps, beanies and brimmed hats."""

# ruff: noqa: E501  (path data reads better unbroken)

from __future__ import annotations

from collections.abc import Callable

import skia

from editor.providers.embedded.colours import mixed
from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.portrait.hand import Hand
from editor.providers.embedded.scenes.portrait.head import Head
from editor.providers.embedded.scenes.portrait.look import Look
from editor.providers.embedded.scenes.portrait.tones import shadowed


def hat(hand: Hand, look: Look, head: Head) -> None:
    """What sits on the hair."""
    if look.hat in _HATS:
        _HATS[look.hat](hand, look, head)


def _wide(look: Look, usual: float) -> float:
    """How much wider than the skull a hat is over this hair."""
    return {"afro": 1.24, "curly": 1.2, "buzz": 0.97, "bald": 0.97}.get(look.hair, usual)


def _beret(hand: Hand, look: Look, head: Head) -> None:
    colour = look.colour("hat")
    wide = 1.22 if look.hair in ("afro", "curly") else 1.06 if look.hair not in ("buzz", "bald") else 0.98
    data = "M -214 246 C -330 230 -318 120 -210 66 C -90 6 110 -10 226 64 C 320 128 296 214 214 236 C 110 190 -96 196 -214 246 Z"
    shape = pen.path(data, lambda x, y: head.tilted(x * wide, y))
    with hand.body(shape, colour, 15):
        hand.shade(shape, pen.without(shape, pen.moved(shape, -52, -30)), colour)
        hand.gleam(
            shape,
            pen.path(
                "M -250 150 C -220 100 -150 66 -80 50 C -140 84 -190 116 -222 164 C -236 172 -250 166 -250 150 Z",
                lambda x, y: head.tilted(x * wide, y),
            ),
            colour,
        )
    band = pen.path(
        "M -216 250 C -96 196 110 190 216 240 L 214 266 C 110 216 -96 222 -212 276 Z",
        lambda x, y: head.tilted(x * wide, y),
    )
    hand.mass(band, shadowed(colour, 0.8), 10)
    hand.mass(head.carried(pen.inked(pen.path("M -10 22 C -6 8 0 0 10 -12"), 18)), colour, 9)


def _cap(hand: Hand, look: Look, head: Head) -> None:
    colour = look.colour("hat")
    wide = 1.3 if look.hair in ("afro", "curly") else 1.08 if look.hair not in ("buzz", "bald") else 1.0

    crown = pen.path(
        "M -232 262 C -240 130 -140 56 0 52 C 140 56 240 130 232 262 C 150 216 -150 216 -232 262 Z",
        lambda x, y: head.tilted(x * wide, y),
    )
    with hand.body(crown, colour, 15):
        hand.shade(crown, head.skull("M 96 20 C 160 120 150 200 170 300 L 330 300 L 330 20 Z"), colour)
        for x in (-96, 0, 96):
            hand.detail(head.face(f"M {x * 0.25} 52 C {x} 110 {x * 1.25} 160 {x * 1.3} 232"), 8, colour)
    brim = pen.path(
        "M -206 252 C -150 204 150 204 206 252 C 214 296 176 310 120 296 C 50 280 -50 280 -120 296 C -176 310 -214 296 -206 252 Z",
        lambda x, y: head.onto(x, y, 1.25),
    )
    with hand.body(brim, mixed(colour, "#000000", 0.12), 13):
        hand.shade(brim, pen.without(brim, pen.moved(brim, -30, -18)), colour)
    hand.mass(pen.ellipse(*head.tilted(-0.2 * head.turn, 50), 15, 9), colour, 9)


def _beanie(hand: Hand, look: Look, head: Head) -> None:
    """A knitted hat with a turned-up rim, ribbed all over."""
    colour, wide = look.colour("hat"), _wide(look, 1.06)

    def worn(data: str) -> skia.Path:
        return pen.path(data, lambda x, y: head.tilted(x * wide - 0.1 * head.turn, y))

    crown = worn("M -228 250 C -236 120 -150 28 0 26 C 150 28 236 120 228 250 C 120 222 -120 222 -228 250 Z")
    with hand.body(crown, colour, 15):
        hand.shade(crown, pen.without(crown, pen.moved(crown, -60, -14)), colour)
        with hand.inside(crown):
            for x in range(-200, 201, 50):
                hand.detail(worn(f"M {x * 0.2} 40 C {x * 0.7} 90 {x * 1.0} 160 {x * 1.06} 240"), 8, colour)
        hand.gleam(
            crown,
            worn("M -190 200 C -184 140 -150 96 -104 70 C -136 110 -156 156 -160 204 C -168 214 -184 212 -190 200 Z"),
            colour,
        )
    rim = worn(
        "M -238 226 C -120 190 120 190 238 226 C 250 262 248 292 238 318 C 120 280 -120 280 -238 318 C -248 292 -250 262 -238 226 Z"
    )
    with hand.body(rim, mixed(colour, "#000000", 0.08), 14):
        hand.shade(rim, pen.without(rim, pen.moved(rim, -40, -22)), colour)
        with hand.inside(rim):
            for x in range(-220, 221, 40):
                hand.detail(worn(f"M {x} 214 C {x * 1.02:.0f} 246 {x * 1.02:.0f} 274 {x} 306"), 7, colour)


def _brim(hand: Hand, look: Look, head: Head) -> None:
    """A felt hat: a pinched crown with a ribbon, and a brim that dips over the brow."""
    colour, wide = look.colour("hat"), _wide(look, 1.04)
    dark = shadowed(colour, 0.9)

    def worn(data: str) -> skia.Path:
        return pen.path(data, lambda x, y: head.tilted(x * wide - 0.16 * head.turn, y + 14))

    crown = worn(
        "M -206 232 C -212 130 -196 34 -150 4 C -110 -18 -62 8 0 6 C 62 8 110 -22 152 2 C 198 34 212 130 206 232 C 110 204 -110 204 -206 232 Z"
    )
    with hand.body(crown, colour, 15):
        hand.shade(crown, pen.without(crown, pen.moved(crown, -64, -10)), colour)
        hand.detail(worn("M -96 20 C -60 60 -30 84 4 92 C 40 84 66 58 96 18"), 10, colour)
        hand.gleam(
            crown,
            worn("M -178 170 C -180 110 -168 62 -140 34 C -150 80 -152 126 -150 172 C -156 184 -174 184 -178 170 Z"),
            colour,
        )
    ribbon = worn("M -212 178 C -110 146 110 146 212 178 L 210 246 C 110 214 -110 214 -210 246 Z")
    hand.mass(ribbon, mixed(dark, "#101018", 0.45), 10)
    rim = worn(
        "M -352 224 C -330 196 -262 214 -206 222 C -110 192 110 192 206 222 C 262 214 330 196 352 224 C 366 252 300 282 206 290 "
        "C 110 262 -110 262 -206 290 C -300 282 -366 252 -352 224 Z"
    )
    with hand.body(rim, colour, 15):
        hand.shade(rim, pen.without(rim, pen.moved(rim, -18, -26)), colour)


_HATS: dict[str, Callable[[Hand, Look, Head], None]] = {
    "beret": _beret, "cap": _cap, "beanie": _beanie, "brim": _brim,
}  # fmt: skip
