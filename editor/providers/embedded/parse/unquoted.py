"""Words to be set that stand without quotes: another script, capitals after "write", a list after "labels:"."""

import re

_ENGLISH = re.compile(r"[A-Za-z]{2,}")
_FOREIGN = r"[^\W\d_\u0000-\u024f]"  # a letter of another script than Latin
_FOREIGN_RUN = re.compile(rf"{_FOREIGN}[^\s,;/]*(?:[ ·–&-]+{_FOREIGN}[^\s,;/]*)*")
_SETS = (
    r"titles?|headlines?|headings?|captions?|texts?|writes?|written|writing|says?|saying|reads?|reading|lettering|"
    r"words?|slogans?|labels?|taglines?|subtitles?|boxes|underneath|below|beneath|called|named|numbers?"
)
_IS_SET = re.compile(rf"\b(?:{_SETS})\b", re.IGNORECASE)
_WRITES = (
    r"names?|titles?|headlines?|headings?|captions?|text|writes?|says?|saying|reads?|reading|lettering|slogan|tagline"
)
_CAPITAL = r"(?:[A-ZÀ-Þ][A-ZÀ-Þ0-9’'.!?-]+|[&0-9]+|[AIÀ-Þ])"
_CAPITALS = re.compile(
    rf"\b(?P<lead>(?:{_WRITES}|written)(?: (?:that|which|is|of|to|should|must|as|at the (?:top|bottom)))*:? )"
    rf"(?P<words>[A-ZÀ-Þ][A-ZÀ-Þ0-9’'.!?-]{{2,}}(?:,? {_CAPITAL})*)(?![\w])"
)
_LIST = re.compile(
    r"\b(?P<lead>(?:label (?:them|these|the \w+)|labels|captions?|box(?:es)?(?: texts?)?|texts|steps)(?: in [A-Z]\w+)?"
    r"(?: under (?:each|every one|them))?(?:(?: (?:are|say|read))?: *| (?:should|must|shall|to) (?:read|say|be):? +))"
    r"(?P<items>[^\n\"“”„«»:;.]+)",
    re.IGNORECASE,
)
_BOXES = re.compile(r"label (?:them|these|the \w+)|box(?:es)?(?: texts?)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|/|\||·)\s*(?:and )?|\s+and\s+")
_QUOTES = re.compile(r"[\"“”„«»「」]")
MOST = 80  # letters of one text
_MOSTLY_ENGLISH = 4  # words from which another script can only be something to be set
_FEWEST = 2  # entries of a list


def quoted(prompt: str) -> str:
    """The prompt with words that can only be meant to be set put in quotes; Latin ones only where none are quoted."""
    if not _QUOTES.search(prompt):
        prompt = _LIST.sub(_as_list, prompt)
        prompt = _CAPITALS.sub(lambda match: f"{match['lead']}{_quote(match['words'])}", prompt)
    words = len(_ENGLISH.findall(prompt))
    if words >= _MOSTLY_ENGLISH or (words >= 2 and _IS_SET.search(prompt)):
        prompt = _FOREIGN_RUN.sub(lambda match: match[0] if _is_held(match) else _quote(match[0]), prompt)
    return prompt


def _as_list(match: re.Match[str]) -> str:
    """Each entry in quotes, where they are names and no wishes: "label them: Plan, Build"."""
    items = [re.sub(r"^\d[.)]? ", "", item.strip()) for item in _BETWEEN.split(match["items"]) if item.strip()]
    if len(items) < _FEWEST or not all(item[0].isupper() or ord(item[0]) > 0x24F for item in items):
        return match[0]
    lead = _BOXES.sub("labels", match["lead"])
    return lead + ", ".join(_quote(item) for item in items)


def _quote(words: str) -> str:
    plain = words[:MOST].strip().removesuffix(".").removesuffix("。")
    return f'"{plain}"' + words[:MOST].strip()[len(plain) :]


def _is_held(match: re.Match[str]) -> bool:
    """Whether the run stands between quotes already."""
    return len(_QUOTES.findall(match.string[: match.start()])) % 2 == 1
