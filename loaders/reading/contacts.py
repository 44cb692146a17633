"""Contact details are not loaded: e-mail addresses, telephone numbers and post-office boxes go out of the text that is read.

What stands in the source stays there; the words around an address still lead to their place. An address with nothing
around it is left to the rules of layout: it makes no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.privacy import ADDRESS
from loaders.reading.text import MappedText

_SIGN = re.compile(r"@|\d{4}|[Pp]ostbus")  # nothing to look for without
# What only leads to an address, or from one to the next: "tel. 030-…", "via info@… of 030-…".
_WORD = r"(?:via|op|naar|per|contact|telefoon(?:nummer)?|tel|mobiel|mob|[Ee]-?mail(?:adres)?|mail|Telefoon|Tel|Mail)[.:]{0,2}"
_LEAD = re.compile(rf"(?:[,;:] ?| )?(?:(?<!\w){_WORD} ?){{0,4}}\Z")
_LINK = re.compile(rf" ?(?:[,;/|]|of|en) ?(?:{_WORD} ?){{0,4}}|(?: ?{_WORD} ?){{1,4}}| ")
_WINDOW = 60  # characters before an address in which what leads to it is looked for


def without_contacts(text: MappedText) -> MappedText:
    """`text`, of which the white space is folded, without the contact details in it; as it is when nothing else would
    be left."""
    if not _SIGN.search(text.text):
        return text
    parts, last = [], 0
    for start, end in _places(text.text):
        parts.append(text[last:start])
        last = end
    left = MappedText.joined([*parts, text[last:]], glue="")
    return left if any(char.isalnum() for char in left.text) else text


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Where contact details stand, with what leads to them and the brackets around them."""
    start = end = -1
    for match in ADDRESS.finditer(text):
        if start >= 0 and _LINK.fullmatch(text, end, match.start()):
            end = match.end()
            continue
        if start >= 0:
            yield _widened(text, start, end)
        start, end = match.span()
    if start >= 0:
        yield _widened(text, start, end)


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    lead = _LEAD.search(text, max(0, start - _WINDOW), start)
    begin = lead.start() if lead else start
    if text[:begin].endswith("(") and text.startswith(")", end):
        begin, end = begin - 1, end + 1
        if text[:begin].endswith(" "):
            begin -= 1
    return begin, end
