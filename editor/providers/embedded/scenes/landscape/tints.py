"""Colours that somebody named, laid on what a landscape is made of without painting it over."""

import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes.hours import linear

_LUMINANCE = np.array(colours.LUMINANCE, np.float32)
_OWN = 0.60  # how much of its own brightness a thing keeps: dark firs that turn golden are lighter than they were

_MOST = 1.20


def tinted(own: Plane, tint: str, share: float = 0.85) -> Plane:
    """Linear colours (... x 3) turned to a hue by hex, "" leaving them; `share` 0..1 is how much of the own is lost."""
    if not tint:
        return own
    wanted = linear(tint)
    bright = np.maximum(own @ _LUMINANCE, np.float32(1e-4))
    aim = max(float(wanted @ _LUMINANCE), 1e-3)
    level = bright ** np.float32(_OWN) * np.float32(aim ** (1 - _OWN))
    # No part of it shines more than the thing did, or strong colours would glow.
    level = np.minimum(level, own.max(-1) * np.float32(_MOST * aim / max(float(wanted.max()), 1e-3)))
    shown = wanted * (level / np.float32(aim))[..., None]
    return np.asarray(own + (shown - own) * np.float32(share), np.float32)


def filtering(tint: str, share: float) -> Plane:
    """The factor on light (of 3) that comes off a face of this colour; its brightest part passes whole."""
    if not tint:
        return np.ones(3, np.float32)
    wanted = linear(tint)
    return np.asarray(1 + (wanted / max(float(wanted.max()), 1e-3) - 1) * np.float32(share), np.float32)
