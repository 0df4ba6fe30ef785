"""Real people: nobody in particular is ever drawn, so a name that is to be portrayed is noticed first."""

import re

from editor.providers.embedded.parse import lexicon, wording
from editor.providers.embedded.words import FAMILY
from editor.providers.embedded.words.vocabulary import words

# Surnames that stand for one person, and whole names: few, since any capitalised name is noticed too.
_SURNAMES = words(
    """
    einstein obama trump biden putin merkel macron zelensky churchill lincoln napoleon gandhi mandela beyonce
    beyoncé rihanna elvis bowie warhol picasso kahlo marilyn monroe hepburn bardot dicaprio kardashian zendaya oprah
    musk bezos zuckerberg messi ronaldo beckham federer shakira adele eminem bieber lennon mccartney jagger
    cleopatra thatcher kennedy hitler stalin mao lenin jesus
    """
)
_WHOLE_NAMES = (
    "taylor swift|barack obama|michelle obama|donald trump|joe biden|elon musk|kim kardashian|brad pitt|angelina jolie|"
    "tom cruise|frida kahlo|marilyn monroe|audrey hepburn|greta thunberg|billie eilish|lady gaga|mona lisa|david bowie|"
    "freddie mercury|michael jackson|king charles|queen elizabeth|princess diana|steve jobs|bill gates|serena williams|"
    "lionel messi|cristiano ronaldo|harry styles|emma watson|scarlett johansson|leonardo dicaprio|nelson mandela"
)
_NAME = re.compile(
    r"\b(?:of|like|as|portray(?:ing)?|depict(?:ing)?|resembl\w+)\s+((?:[A-Z][a-zà-ÿ’'-]+\s+){1,3}[A-Z][a-zà-ÿ’'-]+)"
)
_LISTED = re.compile(rf"\b(?:{_WHOLE_NAMES})\b", re.IGNORECASE)
_LIKENESS = re.compile(
    r"\b(?:in the likeness of|(?:look|looks|looking) (?:just |exactly )?like|a likeness of|portrait of|face of|"
    r"resembl\w+)\s+"
    r"([a-zà-ÿ’'-]+(?:\s+[a-zà-ÿ’'-]+)?)",
    re.IGNORECASE,
)
_STYLE_OF = re.compile(r"\b(?:in the )?(?:style|manner|spirit) of\s+(?:[A-Z][\w’'-]+\s*){1,3}")


def named_person(prompt: str) -> str:
    """The name of a real person that the prompt asks to portray, or ""; quoted words are lettering."""
    plain = _STYLE_OF.sub(" ", wording.without_quotes(prompt))
    match = _NAME.search(plain)
    if match and not any(_is_known(word.lower(), scene) for word in match[1].split() for scene in FAMILY):
        return str(match[1])
    listed = _LISTED.search(plain)
    if listed:
        return str(listed[0])
    for word in re.findall(r"\b[A-ZÀ-Þ][a-zà-ÿ]+\b", plain):
        if word.lower() in _SURNAMES:
            return str(word)
    likeness = _LIKENESS.search(plain)
    found = [word for word in (likeness[1].split() if likeness else ()) if word.lower() in _SURNAMES]
    return str(likeness[1]) if likeness and found else ""


def _is_known(word: str, scene: str) -> bool:
    return word in lexicon.known_words(scene) or word == "woman"
