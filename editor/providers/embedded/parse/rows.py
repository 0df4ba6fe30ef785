"""Names in a row that fill fields in order: "icons for coffee, time and money"."""

import re

from editor.providers.embedded.parse.situation import Reading, Situation

_BETWEEN = re.compile(r"\s*(?:,|\band\b|&|/|;)+\s*(?:an? |the )?")


def take(text: str, situation: Situation, out: Reading) -> str:
    """The clause (lower case) without its row, whose names are noted as changes; unknown names stay behind."""
    for noun, (names, fields) in situation.words.rows.items():
        match = re.search(rf"\b{noun}s?:?(?: (?:for|of|showing|like|with|to))? (?P<row>[^.]+)$", text)
        said = [each.strip() for each in _BETWEEN.split(match["row"])] if match else []
        said = [each.removesuffix(f" {noun}s").removesuffix(f" {noun}") for each in said if each]
        if not match or not any(each in names for each in said):
            continue
        out.changes |= {field: names[each] for field, each in zip(fields, said, strict=False) if each in names}
        out.named += [field for field in fields if field in out.changes]
        if len(said) > len(fields):
            out.notes.append(f"{len(fields)} {noun}s go here: the first ones were taken")
        return f"{text[: match.start()]} {noun}s {' '.join(each for each in said if each not in names)}"
    return text
