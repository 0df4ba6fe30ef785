"""The closed vocabulary of the engine, one file a family. `FAMILY` holds them by name."""

from editor.providers.embedded.words import landscape, layout, photo, portrait, product
from editor.providers.embedded.words.vocabulary import Vocabulary

FAMILY: dict[str, Vocabulary] = {
    each.name: each for each in (product.WORDS, landscape.WORDS, portrait.WORDS, layout.WORDS, photo.WORDS)
}
