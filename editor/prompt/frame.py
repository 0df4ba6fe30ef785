"""The frame that a prompt asks for in its own words."""

import re

_RATIO = re.compile(r"(?<![\d:.])(\d{1,2}):(\d{1,2})(?![\d:])")


def ratio_said(prompt: str, on_offer: tuple[str, ...]) -> str:
    """The first ratio on offer that the prompt names in figures ("make it 16:9"), or "".

    `static/js/pickers.js` reads the same while somebody types, so that the picker shows it before anything is sent.
    """
    named = (f"{across}:{down}" for across, down in _RATIO.findall(prompt))
    return next((ratio for ratio in named if ratio in on_offer), "")
