"""The three starters of an empty studio, and instructions that the engine carries out completely."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Starter:
    """An example to begin with: `title`, a `line` about it, `prompt`, ratio, and five edits that follow well."""

    title: str
    line: str
    prompt: str
    aspect_ratio: str
    five_edits: tuple[str, str, str, str, str]


PHOTO_COFFEE_EDITS: tuple[str, str, str, str, str] = (
    "Neutral light",
    "Make the cup teal",
    "Blur the background",
    "Replace the background with plain sand",
    "Turn it into a halftone print",
)


def starters() -> tuple[Starter, ...]:
    """Product, landscape and portrait, in the order they are offered."""
    return _STARTERS


_STARTERS = (
    Starter(
        "Bottle on seamless",
        "A product shot to restage: colour, label, light",
        "Matte black bottle on a grey seamless, soft studio light from the left, product photo",
        "1:1",
        (
            "Warm sand backdrop",
            "Make the bottle deep green glass with a gold cap",
            'Add a cream label that reads "NOCTURNE"',
            "Terracotta backdrop, late sun through a window",
            "More floor below and a softer shadow, keep the label and the cap",
        ),
    ),
    Starter(
        "Misty valley",
        "A wide header with air for a headline",
        "Misty valley at first light, layered pine ridges, low sun on the right, quiet and natural",
        "21:9",
        (
            "More air above for a headline",
            "Thicker fog and fewer trees",
            "Make it dusk",
            "Snow on the peaks, sun on the left",
            "Night, clear sky",
        ),
    ),
    Starter(
        "Pop-art portrait",
        "A poster face in flat ink and dots",
        'Pop-art portrait of a woman with red hair, teal background with yellow rays, a burst that says "POW!"',
        "1:1",
        (
            "Make her hair blue",
            "Pink background, white rays",
            "Add sunglasses",
            'Change the text to "WOW!"',
            "Smiling, with a purple top",
        ),
    ),
)
