"""Sentences in which each actor is one character, so that patterns can read how a sentence is built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import ActorFact
from loaders.context import Reading
from loaders.extractors.actors import key_of
from loaders.governance_words import AUTHOR, OFFICES, WE
from loaders.mentions import Mention, MentionFinder
from loaders.names import home_municipality, home_region
from loaders.persons import PERSON
from loaders.reading.text import MappedText
from loaders.structure import Kind
from loaders.structure.sentences import sentences

FIRST = 0xE000  # the private character of a sentence's first actor
_TELLING = re.compile(r"\b(?:ik|mijn)\b", re.I)  # somebody tells their own story: "we" is not the partnership
_QUOTED = re.compile(rf"{PERSON} [-–] [A-Za-z]")  # somebody's words with their name under them


@dataclass(frozen=True, slots=True)
class CodedSentence:
    """A sentence with its actors: `coded` has one private character for each, `places` its index in the text."""

    text: MappedText
    coded: str
    places: tuple[int, ...]
    actors: tuple[Mention, ...]

    def mention(self, token: str) -> Mention:
        return self.actors[ord(token) - FIRST]

    def plain(self, start: int, end: int) -> str:
        """The words of a stretch of `coded`."""
        return self.text.text[self.places[start] : self.places[end]]


def speaking_body(reading: Reading) -> str:
    """The partnership that says "we": the one that bears the name of the document's own region."""
    home = home_region(reading)
    for fact in reading.facts:
        if isinstance(fact, ActorFact) and fact.type == "samenwerkingsverband" and home and home in fact.actor:
            return fact.actor
    coalitions = [
        fact.actor
        for fact in reading.facts
        if isinstance(fact, ActorFact) and re.fullmatch(r"[Vv]eiligheids(?:coalitie|netwerk)", fact.actor)
    ]
    return f"{coalitions[0]} {home}" if coalitions and home else ""


def coded_sentences(reading: Reading, finder: MentionFinder, speaker: str) -> Iterator[CodedSentence]:
    names = {key_of(reading, fact.actor): fact.actor for fact in reading.facts if isinstance(fact, ActorFact)}
    ministers = [name for name in names.values() if name.startswith("minister van ")]
    for block in reading.doc.body:
        if block.kind in (Kind.HEADING, Kind.ROW):
            continue
        author = ministers[0] if len(ministers) == 1 and not finder.home else ""
        told = bool(_TELLING.search(block.text.text)) or bool(_QUOTED.search(block.text.text))
        for text in sentences(block.text):
            found = _mentions(text.text, finder, "" if told else speaker, author)
            actors = []
            for one in found:
                name = names.get(key_of(reading, one.name), one.name)
                if name == "minister" and len(ministers) == 1:
                    name = ministers[0]
                actors.append(replace(one, name=name))
            yield _coded(text, actors)


def _mentions(text: str, finder: MentionFinder, speaker: str, author: str = "") -> list[Mention]:
    """Actors, offices and the "we" of a sentence, in order; an office keeps the body in its title."""
    offices = [
        Mention(match.start(), match.end(), _office(finder, match.group("name"), speaker), "overig", group=True)
        for match in OFFICES.finditer(text)
    ]
    found: list[Mention] = []
    for one in finder.find(text):
        inside = any(_holds(office, one) for office in offices)
        if not inside:
            found.append(one)
    if speaker:
        offices += [Mention(match.start(), match.end(), speaker, "samenwerkingsverband") for match in WE.finditer(text)]
    if author:  # the minister whose agenda or letter it is
        offices += [Mention(match.start(), match.end(), author, "ministerie") for match in AUTHOR.finditer(text)]
    found += [one for one in offices if all(one.end <= other.start or other.end <= one.start for other in found)]
    return sorted(found, key=lambda mention: mention.start)


def _holds(outer: Mention, inner: Mention) -> bool:
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end


def _coded(text: MappedText, actors: Sequence[Mention]) -> CodedSentence:
    coded: list[str] = []
    places: list[int] = []
    last = 0
    for number, mention in enumerate(actors):
        coded.append(text.text[last : mention.start])
        places += range(last, mention.start)
        coded.append(chr(FIRST + number))
        places.append(mention.start)
        last = mention.end
    coded.append(text.text[last:])
    places += [*range(last, len(text.text)), len(text.text)]
    return CodedSentence(text, "".join(coded), tuple(places), tuple(actors))


def _office(finder: MentionFinder, name: str, speaker: str) -> str:
    if name == "veiligheidsnetwerk" and speaker:
        return speaker
    if name.lower() == "gemeente":
        own = home_municipality(finder.reading)
        return own or ("gemeenten" if not finder.home else f"gemeenten {finder.home}")
    return name[:1].lower() + name[1:]
