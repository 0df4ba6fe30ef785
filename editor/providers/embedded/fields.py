"""The fields of each family, and what they are before anybody asks for anything."""

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words import FAMILY, product

SCENES = tuple(FAMILY)
FAMILIES = tuple(words.draws for words in FAMILY.values() if words.draws)
DEFAULTS: dict[str, dict[str, Value]] = {name: words.fields for name, words in FAMILY.items()}
KINDS = product.KINDS
