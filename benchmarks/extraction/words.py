"""When two names, and when two sentences, are taken to say the same.

Names are the same when nothing but capitals, diacritics, quotation marks, dashes, white space and an article in front
tells them apart. Sentences are the same when at least `ENOUGH` of the word stems of the shorter stand in the longer;
one repeats another when at least `REPEATED` of the stems of the longer stand in the shorter.
The stems are those of a deliberately plain Dutch stemmer that shares nothing with the loaders.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

ENOUGH = 0.6
REPEATED = 0.8

_QUOTES = str.maketrans(dict.fromkeys("'\"‘’‚‛“”„`´", ""))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—", "-"))
_ARTICLE = re.compile(r"^(?:de|het|een)\s+")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
# Words that hold sentences together but say nothing of their own, and "aantal", which indicators have or lack at will.
_EMPTY_WORDS = """
    aan aantal af al alle als andere bij binnen bv c d dan dat de deze die dit door dus een en er etc gaan gaat had
    heeft hebben hen het hierbij hiervan hij hun ieder iedere in is kan kunnen m maar met moet moeten na naar nog o of
    om onder ondermeer ons onze ook op over q s t te ten ter tot tussen u uit van vanuit veel voor waar waarbij wat we
    wel welke werd wij worden wordt zal ze zich zij zijn zo zoals zodat zorgen zullen
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
# The longest first.
_SUFFIXES = (
    *("eringen", "ingen", "ering", "ende", "ing", "end", "den", "ten"),
    *("de", "te", "en", "er", "e", "d", "t", "s"),
)
_LAST_SOUND = {"v": "f", "z": "s", "d": "t"}


def plain(text: str) -> str:
    """`text` in lower case without diacritics and quotation marks, dashes as hyphens, white space folded."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.translate(_QUOTES).translate(_DASHES).split())


def name_key(text: str) -> str:
    """What two spellings of one name have in common."""
    return _ARTICLE.sub("", plain(text)).strip(" .,;:")


@cache
def stems(text: str) -> frozenset[str]:
    """The stems of the words of `text` that carry meaning; of a text of other words only, those."""
    words = _WORD.findall(plain(text))
    telling = [word for word in words if word not in _EMPTY] or words
    return frozenset(stem(word) for word in telling)


def stem(word: str) -> str:
    """A word without its ending: "versterking", "versterkt" and "versterken" give one stem. Numbers stay whole."""
    if word[0].isdigit():
        return word.replace(".", "").rstrip(",")
    if word.startswith("ge") and len(word) > 6:
        word = word[2:]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    word = re.sub(r"([a-z])\1", r"\1", word)  # "stop" and "stopp", "del" and "deel"
    return word[:-1] + _LAST_SOUND.get(word[-1], word[-1])


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, spelling apart."""
    return name_key(one) == name_key(other)


def likeness(one: str, other: str, whole: bool = False) -> float:
    """The share of the stems of the shorter text (of the longer, when `whole`) that both have, from 0 to 1.

    A text of a single stem is like another only when that has no other stem either: one word proves nothing.
    """
    if same_name(one, other):
        return 1.0
    a, b = stems(one), stems(other)
    if not a or not b:
        return 0.0
    if min(len(a), len(b)) == 1:
        return float(a == b)
    return len(a & b) / (max if whole else min)(len(a), len(b))
