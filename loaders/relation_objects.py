"""The words of an object ("de lokale aanpak van …") as a row shows them: where they end, without articles around them."""

from __future__ import annotations

import re

from loaders.governance_words import OBJECT_END

_LONGEST = 130  # code points of an object in words
_LOOSE_END = re.compile(r"(?: (?:en|of|voor|van|de|het|een|te|in|op|met|bij|aan|om|ook|daar|u|wel))+$")
_LEAD = re.compile(
    r"^(?:(?:de|het|een|deze|dit|die|onze|ons|hun|haar|zijn|alle|ook|bijgaande|volgende|samen|over|op|in|bij|met) )+", re.I
)
_GOES_ON = re.compile(r"\b(?:wijze|manier|mate|zaken|onderwerpen)$")  # "de wijze waarop …", "zaken die nodig zijn …"


def end_of_phrase(words: str) -> int:
    """Where the words of an object end; "de wijze waarop …" goes on."""
    for cut in OBJECT_END.finditer(words, 3):
        if not _GOES_ON.search(words[: cut.start()]):
            return cut.start()
    return len(words)


def phrase_of(words: str, more: str = "") -> str:
    """An object in words without articles around it; empty when what is left says nothing or runs on too long.

    more: words from behind the verb that belong to it; they count when the object is one bare noun.
    """
    phrase = _LOOSE_END.sub("", _LEAD.sub("", words.strip(' ,"'))).strip(' ,"')
    if phrase.count("'") % 2 or (phrase[:1] == phrase[-1:] == "'" and phrase.count("'") == 2):
        phrase = phrase.strip("'")
    if " " not in phrase:
        phrase += more.rstrip()
    if len(phrase) > _LONGEST:
        phrase = phrase[: max(0, phrase.rfind(" en ", 20, _LONGEST))]
    told = re.match(r"\(?(?:\d|[A-Za-zÀ-ÿ'][\w'-]{2})", phrase) and not phrase.endswith(")")
    return phrase if told else ""
