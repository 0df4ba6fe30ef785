"""What a script asks of the setter: its direction, its leading, the language of its Han letters, its joints."""

from __future__ import annotations

import re
import unicodedata

from editor.providers.embedded.lettering.typefaces import clusters

_ARABIC = r"\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff"
_KANA = r"\u3040-\u30ff"
_HANGUL = r"\uac00-\ud7a3"
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Distance from baseline to baseline, in parts of the size, that the script's marks and loops want.
_LEADING = (
    (re.compile(rf"[{_ARABIC}]"), 1.42),
    (re.compile(r"[\u0e00-\u0e7f]"), 1.4),
    (re.compile(r"[\u0900-\u0dff]"), 1.36),
    (re.compile(rf"[{_KANA}{_HANGUL}{_HAN}]"), 1.3),
)
# Letters of these scripts hang together: space between them would tear words apart.
_JOINED = re.compile(rf"[{_ARABIC}\u0900-\u0e7f]")
_KATAKANA = re.compile(r"(?<=[\u30a1-\u30ff])(?=[\u30a1-\u30ff])")
_SYLLABLES = re.compile(rf"(?<=[{_HANGUL}])(?=[{_HANGUL}])")
# Japanese lines begin with a word, not with the particle or ending that hangs on the word before.
_ENDINGS = re.compile(rf"(?<=[{_HAN}\u30a1-\u30ff])(?=[\u3041-\u3096])")
_HIRAGANA = re.compile(r"(?<![\u3041-\u3096])[\u3041-\u3096]{2,7}(?![\u3041-\u3096])")
# Control letters, and marks of direction that would turn the rest of a layout round.
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u202a-\u202e\u2066-\u2069\ufeff]")
_WORD_JOINER = "\u2060"
_ISOLATE, _END = "\u2067", "\u2069"


def leading(text: str) -> float:
    """The least distance between baselines that suits the scripts in `text`, in parts of the size."""
    return max((wants for pattern, wants in _LEADING if pattern.search(text)), default=1.0)


def is_joined(text: str) -> bool:
    """Whether letters of `text` must not be spaced out."""
    return bool(_JOINED.search(text))


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for letter in text:
        side = unicodedata.bidirectional(letter)
        if side in ("R", "AL"):
            return True
        if side == "L":
            return False
    return False


def language(text: str) -> str:
    """The language whose shapes the Han letters of `text` should have."""
    if re.search(rf"[{_KANA}]", text):
        return "ja"
    if re.search(rf"[{_HANGUL}]", text):
        return "ko"
    han = [letter for letter in clusters(text) if re.match(rf"[{_HAN}]", letter)]
    if han and not _in(han, "gb2312"):
        return "zh-Hant" if _in(han, "big5") else "ja"
    return "zh-Hans" if han else "en"


def prepared(text: str) -> str:
    """`text` as the paragraph wants it: composed, its direction marked, foreign words in kana and Hangul kept whole."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFC", text.replace("\t", " ")))
    plain = _SYLLABLES.sub(_WORD_JOINER, _KATAKANA.sub(_WORD_JOINER, plain))
    plain = _HIRAGANA.sub(lambda run: _WORD_JOINER.join(run[0]), _ENDINGS.sub(_WORD_JOINER, plain))
    if not runs_right_to_left(plain):
        return plain
    return "\n".join(f"{_ISOLATE}{line}{_END}" for line in plain.split("\n"))


def _in(letters: list[str], codec: str) -> bool:
    try:
        "".join(letters).encode(codec)
    except UnicodeEncodeError:
        return False
    return True
