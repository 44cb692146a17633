"""Sentences that say what a theme comprises: "Hieronder vallen a en b", "x, waaronder a en b", "x zoals a en b"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.context import Reading
from loaders.extractors.wording import enumeration, label
from loaders.reading.text import MappedText
from loaders.structure import Block
from loaders.structure.sentences import sentences

_FALLS_UNDER = re.compile(r"^(?:Hieronder|Daaronder) (?:vallen|valt)(?: onder (?:meer|andere))?:? (?P<m>[^:]+?)\.?$")
_ALSO_UNDER = re.compile(r"\bonderwerp dat onder dit thema (?:zal )?val(?:t|len) is '?(?P<m>[^'.]+)'?\.?$")
_IS_ABOUT = re.compile(
    r"\bHet gaat (?:hier|hierbij|daarbij) onder (?:meer|andere) (?:over|om) (?:de |het )?(?:inzet van )?(?P<m>[^.:]+)\.?$"
)
_INCLUDING = re.compile(
    r"(?P<x>[A-ZÀ-Ýa-zà-ÿ][\w' -]{2,60}?),? (?:\()?(?:waaronder|zoals|als|te weten|namelijk) (?P<m>(?:de |het )?[a-zà-ÿA-Z][^.;:]*?)"
    r"(?=\)(?! \w)|[.;:]|$|, maar\b| (?:die|dat|zijn|is|worden|wordt|om|voor|onder|gaan|staan|door|in|aan|op|met)\b)"
)
_EXAMPLES = re.compile(r"^Voorbeelden (?:hiervan|daarvan) zijn (?P<m>[^:]+?)\.?$")
_KINDS = re.compile(r"\b(?:vormen|soorten|verschijningsvormen|varianten|fenomenen)(?: van [\w' -]+)?$", re.I)
_ABBREVIATION = re.compile(r"^[A-Z]{2,5}(?:'?s)?$")
_OF = re.compile(r"(?:^|.*\b)(?:vormen|soorten|verschijningsvormen|varianten|fenomenen) van ", re.I)
_LAST_WORDS = 5
_LONGEST_MEMBER = 7  # words


def comprised(reading: Reading, block: Block, above: str, chapter: str) -> Iterator[tuple[str, str, MappedText]]:
    """Each member a sentence of `block` names: its label, what it falls under, the words.

    above: the item or title right before the block, which "hieronder" points to. chapter: the chapter's theme.
    """
    last = ""
    for sentence in sentences(block.text):
        text = sentence.text
        pointed = label(above, parentheses=True) if above else chapter
        if (match := _FALLS_UNDER.search(text)) and pointed:
            yield from _members(reading, sentence, match, pointed, everything=True)
        elif match := _ALSO_UNDER.search(text):
            yield from _members(reading, sentence, match, chapter, everything=True)
        elif (match := _IS_ABOUT.search(text)) and pointed:
            yield from _members(reading, sentence, match, pointed, everything=True)
        elif match := _EXAMPLES.search(text):
            yield from _members(
                reading, sentence, match, _head(reading, last.rstrip("."), chapter) or chapter, everything=True
            )
        else:
            for match in _INCLUDING.finditer(text):
                if broader := _head(reading, match.group("x"), chapter):
                    kinds = bool(_KINDS.search(match.group("x")))
                    yield from _members(reading, sentence, match, broader, everything=kinds)
        last = text


def _head(reading: Reading, words: str, chapter: str) -> str:
    """The known theme that the last words before "zoals" name ("… verschillende vormen van mensenhandel"); the
    chapter's where they name no more than the whole field ("nieuwe vormen van criminaliteit")."""
    bare = words.split()
    for count in range(min(_LAST_WORDS, len(bare)), 0, -1):
        tail = " ".join(bare[-count:])
        theme = reading.thesaurus.match(tail)
        if theme is not None:
            return label(_OF.sub("", tail)) if theme.broader else chapter
    return ""


def full_name(reading: Reading, abbreviation: str) -> str:
    """A theme's name from its abbreviation, as the document or else the thesaurus has it; empty when neither has."""
    if full := reading.abbreviations.get(abbreviation) or reading.abbreviations.get(
        abbreviation.rstrip("s").rstrip("'")
    ):
        return full
    theme = reading.thesaurus.match(abbreviation)
    return f"{theme.label} ({abbreviation})" if theme else ""


def _members(
    reading: Reading, sentence: MappedText, match: re.Match[str], broader: str, *, everything: bool
) -> Iterator[tuple[str, str, MappedText]]:
    """The members enumerated; of examples only those that are themes themselves, unless the sentence lists all."""
    for part in enumeration(sentence[match.start("m") : match.end("m")]):
        for member in part.split(r" of "):
            words = member.strip(" ,;'\"").text
            head, die, _ = words.partition(" die ")
            words = head if die and " " in head and reading.thesaurus.match(head) is not None else words
            if not words or len(words.split()) > _LONGEST_MEMBER + 4 * everything:
                continue
            if _ABBREVIATION.match(words) and (full := full_name(reading, words)):
                yield full, broader, sentence
            elif everything or reading.thesaurus.match(words) is not None:
                yield label(words, parentheses=True), broader, sentence
