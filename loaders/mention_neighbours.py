"""Organisations in no register that a text names beside those it does know, or as who helps: told by their place.

    GGZ Veldrijk, Lentis en GGZ Oeverland bemensen samen een beoordelingsteam.
    Scholen geven lessen mediawijsheid, met hulp van de Hanze.
    De jongerenwerkers van Dock geven voorlichting.
    Cyberveilig Veldrijk (CV) helpt ondernemers.

A name of a place is none, nor is a common word that has its capital from the beginning of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from loaders.extractors.action_verbs import VERBS

_KNOWN = "\ue000"  # stands for each character of an organisation that is known
_UPPER = r"[A-ZÀ-Ý][\w'’&.-]*(?<![.])"
_NAME = rf"{_UPPER}(?: (?:(?:de|du|des|la|le|voor|van) )?{_UPPER}){{0,4}}"
_ONE = rf"(?:(?:[Dd]e|[Hh]et) )?(?:(?:(?:ruim|circa|zo'n|ongeveer) )?(?:\d+ )?{_KNOWN}+|(?!De |Het ){_NAME})"
_LIST = re.compile(rf"(?<![\w-]){_ONE}(?:, {_ONE})*,? en {_ONE}(?![\w-])")
_PART = re.compile(rf"(?:(?:[Dd]e|[Hh]et) )?(?P<name>(?!De |Het ){_NAME})(?=,? en |, |$)")
_OPENS = re.compile(r"(?:^|[.!?:;] )$")
_AMONG = re.compile(r"\b(?:met|door|tussen|bij|aan|zoals|waaronder|namens|van|uit|zijn|onder (?:andere|meer)) $")
_VERB_NEXT = re.compile(r" [a-zà-ÿ]+(?:en|n)\b")
_HELPED_BY = re.compile(
    r"\b(?:[Mm]et (?:de )?(?:hulp|steun|ondersteuning|medewerking) van|[Ii]n opdracht van|[Ii]n samenwerking met) "
    rf"(?:de |het )?(?P<names>(?:{_NAME})(?:(?:,| en) (?:de |het )?(?:{_NAME}))*)"
)
_STAFF_OF = re.compile(
    r"(?:werkers|coaches|medewerkers|vrijwilligers|adviseurs|professionals|specialisten|trainers|ambassadeurs|directeur|directeuren|bestuurder|bestuurders) van "
    rf"(?:de |het )?(?P<names>{_NAME})"
)
_EACH = re.compile(rf"(?:^|, | en )(?:de |het )?(?P<name>{_NAME})(?=,| en |$)")
# One name before its verb: letters in capitals, or two words and more with theirs; "(CV)" may stand between.
_DOES = re.compile(
    rf"^(?:De |Het )?(?P<name>(?:[A-Z]{{3,8}}|[A-Z][a-z]*-?[A-Z][a-z]+(?:-?[A-Z]\w*)*|(?!De |Het ){_UPPER}(?: (?:(?:voor|van) )?{_UPPER}){{1,4}}))(?: \([A-Z][\w&]{{1,7}}\))? (?={VERBS}\b)"
)
_NO_NAME = re.compile(
    r"^(?:Wij|We|Dit|Deze|Wet|Artikel|Europa|Nederland|Noord|Oost|Zuid|West|Midden|Rijk)$|"
    r"(?:strategie|agenda|plan|monitor|beleid|kader|visie|programma|wet)$|^Wet\b|\d"
)

Span = tuple[int, int, str]


def neighbours(text: str, known: Sequence[tuple[int, int]], is_common: Callable[[str], bool]) -> Iterator[Span]:
    """(start, end, name) of each organisation in `text` that is told by its place.

    known: where organisations that are known stand. is_common: whether words with a capital name a place, a theme or
    anything else that is no organisation.
    """
    if not re.search(r"[A-ZÀ-Ý]", text[1:]):
        return
    coded = _coded(text, known)
    for match in _LIST.finditer(coded):
        before, after = coded[: match.start()], coded[match.end() :]
        opens = bool(_OPENS.search(before)) and bool(_VERB_NEXT.match(after))
        if _KNOWN not in match.group() or not (opens or _AMONG.search(before)):
            continue
        for part in _PART.finditer(match.group()):
            first = part.start("name") == 0 and bool(_OPENS.search(before))
            yield from _checked(match.start(), part, is_common, alone=first)
    for pattern in (_HELPED_BY, _STAFF_OF):
        for match in pattern.finditer(coded):
            for part in _EACH.finditer(match.group("names")):
                yield from _checked(match.start("names"), part, is_common)
    if does := _DOES.match(coded):
        yield from _checked(0, does, is_common)


def _coded(text: str, known: Sequence[tuple[int, int]]) -> str:
    """The text with each character of a known organisation replaced; offsets stay."""
    for start, end in known:
        text = text[:start] + _KNOWN * (end - start) + text[end:]
    return text


def _checked(
    offset: int, match: re.Match[str], is_common: Callable[[str], bool], *, alone: bool = False
) -> Iterator[Span]:
    """The name of a match, when it may be one. alone: it opens the sentence, where a single word is any word."""
    name = match.group("name")
    single = " " not in name and not name.isupper()
    if _NO_NAME.search(name) or is_common(name) or (alone and single):
        return
    yield offset + match.start("name"), offset + match.end("name"), name
