"""Sentences that say what a theme comprises: "Hieronder vallen a en b", "x, waaronder a en b", "x zoals a en b"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.context import Reading
from loaders.extractors.wording import enumeration, label
from loaders.reading.text import MappedText
from loaders.structure import Block
from loaders.structure.sentences import sentences
from loaders.thesaurus import Theme

_FALLS_UNDER = re.compile(r"^(?:Hieronder|Daaronder) (?:vallen|valt)(?: onder (?:meer|andere))?:? (?P<m>[^:]+?)\.?$")
_ALSO_UNDER = re.compile(r"\bonderwerp dat onder dit thema (?:zal )?val(?:t|len) is '?(?P<m>[^'.]+)'?\.?$")
_IS_ABOUT = re.compile(
    r"\bHet gaat (?:hier|hierbij|daarbij) onder (?:meer|andere) (?:over|om) (?:de |het )?(?:inzet van )?(?P<m>[^.:]+)\.?$"
)
_INCLUDING = re.compile(
    r"(?P<x>[A-ZÀ-Ýa-zà-ÿ][\w' -]{2,60}?),? (?:\()?(?:waaronder|zoals|als|te weten|namelijk|inclusief) (?P<m>(?:de |het )?[a-zà-ÿA-Z][^.;:]*?)"
    r"(?=\)(?! \w)|[.;:]|$|, maar\b| (?:die|dat|zijn|is|worden|wordt|om|voor|onder|gaan|staan|door|in|aan|op|met)\b)"
)
_EXAMPLES = re.compile(r"^Voorbeelden (?:hiervan|daarvan) zijn (?P<m>[^:]+?)\.?$")
_KINDS = re.compile(r"\b(?:vormen|soorten|verschijningsvormen|varianten|fenomenen)(?: van [\w' -]+| \w+)?$", re.I)
_THINK_OF = re.compile(r"^(?:Te denken valt|Denk|Gedacht kan worden)(?: hierbij| daarbij)? aan (?P<m>[^:.;]+)")
_SAID_KINDS = re.compile(r"\b(?:vormen|soorten|verschijningsvormen|varianten) van\b", re.I)
_BETWEEN = re.compile(r"\((?!waaronder|zoals|denk|bijvoorbeeld)(?P<m>[^()]{3,60}, [^()]*\b(?:en|of) [^()]+)\)")
_LIST = re.compile(r"(?:[^,.;:()]{2,60}, )+[^,.;:()]{2,50}? en [^,.;:()]{2,80}")
# Parts of the thesaurus on how parties work rather than on what threatens safety: no theme unless presented as one.
_ORGANISATION = ("samen-werken-aan-veiligheid", "politieorganisatie", "strafrechtsketen")
_ABBREVIATION = re.compile(r"^[A-Z]{2,5}(?:'?s)?$")
_OF = re.compile(r"(?:^|.*\b)(?:vormen|soorten|verschijningsvormen|varianten|fenomenen) van ", re.I)
_NO_MEMBER = re.compile(r"^(?:de|het|een|die|dat|met|in|van|voor|door|ook|maar|zoals)\b|\d|(?:en|t)$")
_SEVERAL = re.compile(r",| en ")
_LAST_WORDS = 5
_FEW_WORDS = 3
_SHORT_LIST = 3
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
        elif _SAID_KINDS.search(last) and (match := _THINK_OF.search(text)):
            yield from _members(reading, sentence, match, chapter, everything=True)
        else:
            for match in _INCLUDING.finditer(text):
                kinds = bool(_KINDS.search(match.group("x")))
                if "inclusief" in match.group() and not kinds:
                    continue
                several = kinds and bool(_SEVERAL.search(match.group("m")))
                if broader := _head(reading, match.group("x"), chapter) or (chapter if several else ""):
                    yield from _members(reading, sentence, match, broader, everything=kinds)
        yield from _beside_known(reading, sentence, chapter)
        last = text


def is_organisation(reading: Reading, theme: Theme) -> bool:
    """Whether a theme is about how the parties work."""
    tops = (top for iri, top in reading.thesaurus.themes.items() if iri.endswith(_ORGANISATION))
    return any(theme.iri == top.iri or reading.thesaurus.falls_under(theme, top) for top in tops)


def _beside_known(reading: Reading, sentence: MappedText, chapter: str) -> Iterator[tuple[str, str, MappedText]]:
    """What is listed among themes is one too: "huiselijk geweld, opvoedingsproblematiek en radicalisering"."""
    for match in _BETWEEN.finditer(sentence.text):
        words = [part.strip() for part in enumeration(sentence[match.start("m") : match.end("m")])]
        if _mostly_known(reading, [part.text for part in words]):
            head = _head(reading, sentence.text[: match.start()], chapter) or _chapter_of(reading, words, chapter)
            yield from ((label(part.text), head, sentence) for part in words if len(part.text.split()) <= _FEW_WORDS)
    for match in _LIST.finditer(sentence.text):
        words = list(enumeration(sentence[match.start() : match.end()]))
        between = [part for part in words[1:-1] if len(part.text.split()) <= _FEW_WORDS]
        if len(words) > _SHORT_LIST and _mostly_known(reading, [part.text for part in words[1:]]):
            for part in between:
                if reading.gazetteer.kind(part.text) == "overig" and not _NO_MEMBER.search(part.text):
                    yield label(part.text), _chapter_of(reading, [part], chapter), sentence


def _chapter_of(reading: Reading, words: list[MappedText], chapter: str) -> str:
    """The chapter's theme where one of the words names a theme that falls under it; else empty."""
    of_chapter = reading.thesaurus.match(chapter) if chapter else None
    themes = (reading.thesaurus.match(part.text) for part in words)
    known = of_chapter is not None and any(
        theme is not None and reading.thesaurus.falls_under(theme, of_chapter) for theme in themes
    )
    return chapter if known else ""


def _mostly_known(reading: Reading, names: list[str]) -> bool:
    """Whether at least two names, and half of them, are themes of the thesaurus."""
    themes = [theme for name in names if (theme := reading.thesaurus.match(name)) is not None]
    known = [theme for theme in themes if theme.broader and not is_organisation(reading, theme)]
    return len(known) > 1 and len(known) * 2 >= len(names)


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
        for member in _apart(reading, part):
            words = member.strip(" ,;'\"").text
            head, die, _ = words.partition(" die ")
            words = head if die and " " in head and reading.thesaurus.match(head) is not None else words
            if not words or len(words.split()) > _LONGEST_MEMBER + 4 * everything:
                continue
            if _ABBREVIATION.match(words) and (full := full_name(reading, words)):
                yield full, broader, sentence
            elif everything or reading.thesaurus.match(words) is not None:
                yield label(words, parentheses=True), broader, sentence


def _apart(reading: Reading, member: MappedText) -> list[MappedText]:
    """The members of "a of b", and of "a/b" where both are themes of their own ("hennep/synthetische drugs")."""
    parts = [piece for one in member.split(r" of ") for piece in one.split(r" ?/ ?(?!-)")]
    themes = [reading.thesaurus.match(part.text) for part in parts]
    apart = None not in themes and len({theme.iri for theme in themes if theme is not None}) == len(parts)
    return parts if apart else list(member.split(r" of "))
