"""From raw lines to readable text: joined hyphenation, mark-up dropped, OCR slips repaired.

Everything here works on MappedText, so what was dropped or repaired still leads to its raw place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.reading.contacts import without_contacts
from loaders.reading.repairs import repair
from loaders.reading.text import MappedText

_SPACE = re.compile(r"[ \t\u00a0\r\n]+")
_MARKUP = re.compile(r"\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|<su[bp]>.*?</su[bp]>|</?[a-z]+>|^#{1,6}\s+")
_FOOTNOTE_SIGN = re.compile(r"(?<=[A-Za-zà-ÿ0-9.,;:)'’\"”])[¹²³⁰-⁹]+")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "´": "'", "“": '"', "”": '"', "ﬁ": "fi", "ﬂ": "fl", "\u00ad": ""})
_STRAY = re.compile(r"\s+(?=[,;.)](?:\s|$))")
# A hyphen at the end of a line is kept where it belongs to the word: before a capital (Midden-/Nederland), after a
# capital or digit (OM-/verdachten), before "en/of" (woon- en), or in a name of the kind Hartkamp-/de Jong.
_KEEPS_HYPHEN = re.compile(r"^(?:[A-Z0-9(]|(?:en|of|,)\b)")


def hyphenated_words(text: str) -> frozenset[str]:
    """The words a text writes with a hyphen inside a line, in lower case: a broken one among them keeps it."""
    return frozenset(word.lower() for word in re.findall(r"\w+(?:-\w+)+", text))


def join_lines(lines: Iterable[MappedText], hyphenated: frozenset[str] = frozenset()) -> MappedText:
    """One running text of the lines of a block.

    A word broken over two lines is joined (`inter-` + `ventie`), a compound that keeps its hyphen keeps it
    (`Midden-` + `Nederland`, or one of `hyphenated`), other lines are joined by a space.
    """
    joined = MappedText("", (), ())
    for line in lines:
        piece = line.strip()
        if not piece:
            continue
        if not joined:
            joined = piece
        elif joined.text.endswith("-") and len(joined.text) > 1 and joined.text[-2].isalnum():
            joined = _join_hyphen(joined, piece, hyphenated)
        elif joined.text.endswith("/"):
            joined = MappedText.joined([joined, piece], glue="")
        else:
            joined = MappedText.joined([joined, piece])
    return joined


def _join_hyphen(left: MappedText, right: MappedText, hyphenated: frozenset[str]) -> MappedText:
    last_word = left.text.split()[-1].lstrip("(\"'")
    first_word = re.split(r"[^\w-]", right.text, maxsplit=1)[0]
    if re.match(r"(?:en|of)\b", right.text):
        return MappedText.joined([left, right])
    acronym = last_word[:1].isupper() and last_word[1:2].isupper()
    figure = last_word[-2:-1].isdigit()
    written_so = f"{last_word}{first_word}".lower() in hyphenated
    compound = "-" in last_word[:-1]  # lik-op-stuk-aanpak
    if _KEEPS_HYPHEN.match(right.text) or compound or acronym or figure or written_so or _vowels_clash(last_word, first_word):
        return MappedText.joined([left, right], glue="")
    return MappedText.joined([left[:-1], right], glue="")


def _vowels_clash(left: str, right: str) -> bool:
    """Whether the two would read as one sound without the hyphen (burgerparticipatie-initiatieven)."""
    return left.rstrip("-")[-1:] in "aeiou" and right[:1] in "aeiou"


def clean(text: MappedText) -> MappedText:
    """`text` without mark-up, footnote signs and double spaces, quotation marks made plain, OCR slips repaired; nor
    contact details."""
    signs = MappedText(text.text.translate(_SIGNS), text.starts, text.ends) if _same_length(text.text) else text.sub(
        re.compile("[ﬁﬂ\u00ad]"), lambda match: {"ﬁ": "fi", "ﬂ": "fl"}.get(match.group(), "")
    )
    if signs is not text and not _same_length(text.text):
        signs = MappedText(signs.text.translate(_SIGNS), signs.starts, signs.ends)
    for pattern in (_MARKUP, _FOOTNOTE_SIGN):
        signs = signs.sub(pattern, lambda _: "")
    signs = signs.sub(_SPACE, lambda _: " ").sub(_STRAY, lambda _: "")
    return without_contacts(repair(signs)).strip()


def _same_length(text: str) -> bool:
    return not any(char in text for char in "ﬁﬂ\u00ad")
