"""When two names are those of one body: in other capitals, a plural, another ending of an adjective."""

from __future__ import annotations

import re
from functools import cache


@cache
def same_body(name: str) -> str:
    """A key that is the same for one body in its several spellings: capitals, plural, case endings of adjectives."""
    lower = re.sub(r"[^\w ]", " ", re.sub(r"\(.*?\)", "", name.lower()))
    words = [_stem(word) for word in lower.split() if word not in ("de", "het", "van", "voor", "der", "afdeling")]
    if "stad" in words or words[-1:] in (["partner"], ["partij"]):
        words = sorted(words)  # "regionale en landelijke partners", "District Stad-Utrecht"
    return "".join(words).replace("e", "")


def _stem(word: str) -> str:
    word = re.sub(r"(?:ggen|gen)$", "g", word)
    word = re.sub(r"huizen$", "huis", word)
    word = re.sub(r"raden$", "raad", word)
    word = re.sub(r"(?:ale|aal)$", "al", word)
    return re.sub(r"(?:en|s|e)$", "", word) if len(word) > 4 else word
