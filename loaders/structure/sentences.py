"""Sentences of a piece of text, by rule: Dutch abbreviations, ordinals, initials and quotations do not end one.

Compared with the splitters in spaCy, NLTK's punkt and `ucto`: those need a downloaded model or a Debian package,
and gain nothing on this kind of text, where the ends that matter are few and the exceptions are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.reading.text import MappedText

_END = re.compile(r"[.!?]+['\")\]]*(?=\s+[\"'(\[]*[A-ZÀ-Ý0-9•])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:o\.a|bijv|d\.d|dd|nr|nrs|mr|mrs|drs|dr|ir|ing|prof|c\.q|t\.o\.v|m\.b\.t|t\.b\.v|d\.m\.v|i\.v\.m|i\.h\.k\.v|"
    r"e\.d|etc|enz|incl|excl|ca|resp|jl|a\.s|art|artt|lid|blz|p|pag|vgl|zgn|m\.n|m\.i\.v|t/m|t\.a\.v|max|min|afd|niv|"
    r"[A-Z]|(?:[A-Z]\.)+[A-Z])\.$",
    re.I,
)


def sentences(text: MappedText) -> Iterator[MappedText]:
    """The sentences of `text`, in order, each with its own map to the source; nothing is lost but white space."""
    start = 0
    for match in _END.finditer(text.text):
        end = match.end()
        if _ABBREVIATION.search(text.text[max(0, start) : match.start() + 1]) and match.group() == ".":
            continue
        sentence = text[start:end].strip()
        if sentence:
            yield sentence
        start = end
    rest = text[start:].strip()
    if rest:
        yield rest
