"""The headings of a structured brief: what stands under each, line by line."""

import re
from dataclasses import dataclass
from typing import Literal

Heading = Literal["ask", "keep", "style", "avoid"]


@dataclass(frozen=True, slots=True)
class Section:
    """One line of a brief, how it is meant, and the noun that its heading speaks of ("" for none)."""

    text: str
    heading: Heading
    topic: str = ""


def _named(text: str, heading: Heading, topic: str = "") -> dict[str, tuple[Heading, str]]:
    return dict.fromkeys(text.split(", "), (heading, topic))


OUTPUT, PALETTE = "output", "palette"
_HEADINGS: dict[str, tuple[Heading, str]] = {
    **_named("keep, keep exactly, do not change, don't change, preserve, lock, locked, must keep, unchanged", "keep"),
    **_named(
        "change, changes, subject, prompt, instruction, instructions, edit, edits, adjust, critique, notes", "ask"
    ),
    **_named(
        "constraints, constraint, requirements, must have, details, scene, setting, props, elements, product", "ask"
    ),
    **_named("composition, framing, layout, camera, camera angle, lens, angle, shot", "ask", "composition"),
    **_named("light, lighting", "ask", "light"),
    **_named("background, backdrop, surface, ground", "ask", "background"),
    **_named("text, copy, headline, title, lettering", "ask", "headline"),
    **_named("subtitle, tagline, subheadline", "ask", "subtitle"),
    **_named("label", "ask", "label"),
    **_named("palette, colours, colors, colour palette, color palette", "ask", PALETTE),
    **_named("output, format, size, aspect ratio, ratio, deliverable, deliverables, export", "ask", OUTPUT),
    **_named("style, mood, look, look and feel, tone, feel", "style"),
    **_named("avoid, without, negative, negative prompt, exclude, do not include, no, never", "avoid"),
}

_NAME = r"([A-Za-z][A-Za-z’' ]{1,20}?)"
_HEADING = re.compile(rf"^\s*[#*\-•\s]*{_NAME}\s*\**:\s*\**")
_BARE = re.compile(rf"^\s*(?:#+\s*|\*\*){_NAME}\s*\**\s*$")
_ALONE = re.compile(rf"^{_NAME}\s*$")
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d+[.)])\s+")
_INLINE = re.compile(
    r"(?<=[.;!?])[ \t]+(?=(?:" + "|".join(sorted(map(re.escape, _HEADINGS), key=len, reverse=True)) + r"):)",
    re.IGNORECASE,
)


def sections(prompt: str) -> list[Section]:
    """The lines of a prompt, each under its heading; a line under no heading is a plain wish."""
    out: list[Section] = []
    under = Section("", "ask")
    opened = False  # a heading on a line of its own is open for every line until a blank one
    lines = _INLINE.sub("\n", prompt).splitlines()
    for raw, after in zip(lines, [*lines[1:], ""], strict=False):
        line = _BULLET.sub("", raw)
        match = _HEADING.match(line) or _BARE.match(line) or (_ALONE.match(raw) if _BULLET.match(after) else None)
        known = _HEADINGS.get(match[1].lower().replace("’", "'")) if match else None
        if match and known:
            under, line = Section("", *known), line[match.end() :]
            opened = not line.strip()
        elif not line.strip():
            if out and not (opened and out[-1].text == ""):
                under, opened = Section("", "ask"), False
            continue
        elif raw == line and not opened:  # a bullet stays under the heading before it
            under = Section("", "ask")
        out.append(Section(line, under.heading, under.topic))
    return out
