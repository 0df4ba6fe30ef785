"""The starters of an empty studio, and instructions that the engine carries out completely."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Starter:
    """An example to begin with: `title`, a `line` about it, `prompt`, ratio, and five edits that follow well.

    `slug` names it in addresses and its picture in `static/img/starters` (drawn by `manage.py starter_pictures`).
    """

    slug: str
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
    """What the engine is good at, in the order it is offered: rows of three that fill the same width."""
    return _STARTERS


_STARTERS = (
    Starter(
        "product",
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
        "landscape",
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
        "portrait",
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
    Starter(
        "set",
        "Three on marble",
        "A family of packs, staged as one",
        "A bottle, a jar and a tube in sage green with gold caps on white marble, soft studio light",
        "16:9",
        (
            "Make the jar ivory, keep the rest",
            "Swap the marble for dark wood",
            "Make all three matte black",
            "Blue and magenta neon light",
            "Move the bottle left",
        ),
    ),
    Starter(
        "infographic",
        "Infographic",
        "A page for your own words and icons",
        'Infographic with five steps, title "How bread rises"',
        "4:5",
        (
            'Change the title to "A good loaf"',
            "Six steps",
            "Forest palette",
            "Solid icons",
            "Without numbers",
        ),
    ),
    Starter(
        "storyboard",
        "Storyboard",
        "One character, panel by panel",
        "Storyboard of four panels with captions",
        "16:9",
        (
            "Six panels",
            "Panel two: she sits in a park",
            "Panel six at night",
            "Coastal palette",
            'Title "A day off"',
        ),
    ),
)
