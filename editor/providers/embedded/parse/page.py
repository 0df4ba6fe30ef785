"""The vocabulary as it stands in `docs/engine.md`; `python -m editor.providers.embedded.parse.page` renews the page."""

import re
from pathlib import Path

from editor.providers.embedded import colours
from editor.providers.embedded.parse import lexicon
from editor.providers.embedded.words import FAMILY, shared
from editor.providers.embedded.words.vocabulary import Vocabulary

PAGE = Path(__file__).parents[4] / "docs" / "engine.md"
_BETWEEN = re.compile(r"(?<=<!-- vocabulary -->\n).*(?=<!-- /vocabulary -->)", re.DOTALL)


def renewed(page: str) -> str:
    """The page with the vocabulary of today between its marks."""
    return _BETWEEN.sub(lambda _: vocabulary(), page)


def vocabulary() -> str:
    """All words by subject, and the fields of each family with what they are at first, as Markdown."""
    common = [
        "### Every picture",
        _words("Colours", tuple(colours.NAMED)) + " Any hex colour (`#1f4f37`) as well.",
        _words("Shades of a colour", tuple(colours.SHADES)),
        _words("Materials", tuple(lexicon.MATERIALS)),
        *_parts(shared.TARGETS),
    ]
    return "\n\n".join([*common, *(part for words in FAMILY.values() for part in _family(words))]) + "\n"


def _family(words: Vocabulary) -> list[str]:
    slots = lexicon.of(words.name).slots
    things = [
        _words(f"Objects of kind `{kind}`", tuple(noun for noun, each in slots.nouns.items() if each == kind))
        for kind in (slots.kinds if slots else ())
        if slots
    ]
    others = tuple(prefix for prefix in slots.prefixes if prefix) if slots else ()
    fields = [f"`{name}` {value!r}" for name, value in words.fields.items() if not name.startswith(others or "\0")]
    after = ["The fields of further objects are the same behind " + " and ".join(f"`{p}`" for p in others) + "."]
    return [
        f"### {words.name.capitalize()}", *things, *_parts(words.targets),
        "Fields, and what they are at first: " + ", ".join(fields) + ".", *(after if others else []),
    ]  # fmt: skip


def _parts(targets: dict[str, str]) -> list[str]:
    nouns: dict[str, list[str]] = {}
    for noun, part in targets.items():
        nouns.setdefault(part, []).append(noun)
    return [_words(f"Nouns for the {part}", tuple(said)) for part, said in nouns.items() if part]


def _words(title: str, words: tuple[str, ...]) -> str:
    return f"**{title}:** {', '.join(words)}."


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), "utf-8")
