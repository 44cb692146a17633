"""Sentences in which each actor is one character, so that patterns can read how a sentence is built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model import ActorFact
from loaders.context import Reading
from loaders.extractors.actors import key_of
from loaders.governance_words import AUTHOR, OFFICES, WE
from loaders.kinds import kind_of_words
from loaders.mentions import Mention, MentionFinder
from loaders.names import home_municipality, home_region
from loaders.persons import PERSON
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind
from loaders.structure.sentences import sentences

FIRST = 0xE000  # the private character of a sentence's first actor
_PROSE = 60  # code points of a table cell that reads as running text
_TELLING = re.compile(r"\b(?:ik|mijn)\b", re.I)  # somebody tells their own story: "we" is not the partnership
_QUOTED = re.compile(rf"{PERSON} [-–] [A-Za-z]")  # somebody's words with their name under them
_SIGNED = re.compile(rf"^{PERSON}\s+[-–]\s+[A-Za-z]")  # a name with an office or town under somebody's words
# "De stuurgroep" after "de stuurgroep Ondermijning": the body last named so.
_HEAD = re.compile(
    r"stuurgroep|werkgroep|projectgroep|regiegroep|begeleidingsgroep|commissie|(?:programma)?bureau|college|overleg", re.I
)
_BARE_HEAD = re.compile(rf"\b(?:[Dd]e|[Hh]et|[Dd]eze|[Dd]it) (?P<head>{_HEAD.pattern})(?![\w-])(?! [A-ZÀ-Ý])")
# … who speaks for a body that is named behind the office.
_LEADER = re.compile(rf"{PERSON}\s+[-–]\s+(?:directeur|voorzitter|bestuurder|manager)\b")
_SHORT_HEADS = frozenset({"stuurgroep", "regiegroep", "kerngroep", "kernteam", "klankbordgroep", "driehoek"})
_CONTINUES = re.compile(r"^(?:de|het|een) [^.]*\.?$")


@dataclass(frozen=True, slots=True)
class CodedSentence:
    """A sentence with its actors: `coded` has one private character for each, `places` its index in the text.

    before: the sentences before it in its block, the nearest first. lead: the sentence ending in a colon that opens the list
    it stands in. label: what the row of the table is called in which it stands.
    """

    text: MappedText
    coded: str
    places: tuple[int, ...]
    actors: tuple[Mention, ...]
    block: Block
    before: tuple[CodedSentence, ...] = ()
    lead: CodedSentence | None = None
    label: MappedText | None = None

    def mention(self, token: str) -> Mention:
        return self.actors[ord(token) - FIRST]

    def plain(self, start: int, end: int) -> str:
        """The words of a stretch of `coded`."""
        return self.text.text[self.places[start] : self.places[end]]


def speaking_body(reading: Reading) -> str:
    """Who says "we": the municipality whose plan it is, or the partnership that bears the name of the document's region."""
    home = home_region(reading)
    if own := home_municipality(reading):
        return own
    for fact in reading.facts:
        if isinstance(fact, ActorFact) and fact.type == "samenwerkingsverband" and home and home in fact.actor:
            return fact.actor
    coalitions = [
        fact.actor
        for fact in reading.facts
        if isinstance(fact, ActorFact) and re.fullmatch(r"[Vv]eiligheids(?:coalitie|netwerk)", fact.actor)
    ]
    return coalitions[0] if coalitions and home else ""


def coded_sentences(reading: Reading, finder: MentionFinder, speaker: str) -> Iterator[CodedSentence]:
    """The sentences of a document in reading order; titles are sentences too."""
    names = {key_of(reading, fact.actor): fact.actor for fact in reading.facts if isinstance(fact, ActorFact)}
    ministers = [name for name in names.values() if name.startswith("minister van ")]
    author = ministers[0] if len(ministers) == 1 and not finder.home else ""
    lead: CodedSentence | None = None
    recent = _only_ones(names.values())
    signed = {id(block) for block, after in pairwise(reading.doc.body) if _SIGNED.match(after.text.text)}
    for block, whole, label in _texts(reading):
        if block.kind is not Kind.ITEM:
            lead = None
        we = "" if id(block) in signed else _who_says_we(whole.text, finder, speaker)
        before: tuple[CodedSentence, ...] = ()
        for text in sentences(whole):
            actors = []
            for one in _with_heads(text.text, _mentions(text.text, finder, we, author), recent):
                name = names.get(key_of(reading, one.name), one.name)
                if one.group and name == one.name and (only := [n for n in names.values() if n.lower().endswith(f" {name}")]):
                    name = only[0] if len(only) == 1 and name in _SHORT_HEADS else name
                if one.group and name.lower().endswith("veiligheidshuis"):
                    named = [n for n in names.values() if n.lower().startswith(f"{name.lower()} ")]
                    name = named[0] if len(named) == 1 else name
                if name == "parket":
                    named = [n for n in names.values() if re.search(r"parket [A-ZÀ-Ý]", n)]
                    name = named[0] if len(named) == 1 else name
                actors.append(replace(one, name=ministers[0] if name == "minister" and len(ministers) == 1 else name))
            coded, places = _coded(text, actors)
            sentence = CodedSentence(text, coded, places, tuple(actors), block, before, lead, label)
            yield sentence
            before = (sentence, *before)
        if before and lead is None and before[0].coded.endswith(":"):
            lead = before[0]


def _texts(reading: Reading) -> Iterator[tuple[Block, MappedText, MappedText | None]]:
    """Blocks with their text; one that ends in a colon with the names that follow it; a prose cell with its row's label."""
    body = reading.doc.body
    joined = False
    for at, block in enumerate(body):
        if block.kind is Kind.ROW:
            for cell in block.cells[1:]:
                if len(cell) >= _PROSE:
                    yield block, cell, block.cells[0]
            continue
        after = body[at + 1] if at + 1 < len(body) else None
        if joined:
            joined = False
        elif (
            after is not None
            and block.kind is after.kind is Kind.PARAGRAPH
            and block.text.text.endswith(":")
            and _CONTINUES.match(after.text.text)
        ):
            joined = True
            yield block, MappedText.joined([block.text, after.text]), None
        else:
            yield block, block.text, None


def _who_says_we(text: str, finder: MentionFinder, speaker: str) -> str:
    """The partnership; in somebody's own words the body they lead, or nobody."""
    if not (_TELLING.search(text) or _QUOTED.search(text)):
        return speaker
    leader = _LEADER.search(text)
    if leader is None:
        return ""
    return next((one.name for one in finder.find(text) if one.start >= leader.end() and not one.group), "")


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
    if (own := home_municipality(finder.reading)) and (opens := re.match(rf"{re.escape(own)}(?= [a-z]+t\b)", text)):
        offices.append(Mention(0, opens.end(), own, "gemeente"))
    if speaker:
        offices += [Mention(match.start(), match.end(), speaker, "samenwerkingsverband") for match in WE.finditer(text)]
    if author:  # the minister whose agenda or letter it is
        offices += [Mention(match.start(), match.end(), author, "ministerie") for match in AUTHOR.finditer(text)]
    found += [one for one in offices if all(one.end <= other.start or other.end <= one.start for other in found)]
    return sorted(found, key=lambda mention: mention.start)


def _only_ones(names: Iterable[str]) -> dict[str, Mention]:
    """By head noun: the one body of the document that is named with it; later the one last named in the text."""
    found: dict[str, list[str]] = {}
    for name in names:
        for head in {head.lower() for head in _HEAD.findall(name)}:
            found.setdefault(head, []).append(name)
    return {head: Mention(0, 0, ones[0], kind_of_words(ones[0])) for head, ones in found.items() if len(ones) == 1}


def _with_heads(text: str, found: list[Mention], recent: dict[str, Mention]) -> list[Mention]:
    """The mentions of a sentence and its bare heads of bodies named before; `recent` is kept up to date."""
    heads = [
        replace(recent[head.lower()], start=match.start("head"), end=match.end("head"))
        for match in _BARE_HEAD.finditer(text)
        if (head := match.group("head")).lower() in recent
    ]
    for one in found:
        for head in _HEAD.findall(one.name):
            recent[head.lower()] = one
    free = [head for head in heads if all(head.end <= one.start or one.end <= head.start for one in found)]
    return sorted([*found, *free], key=lambda mention: mention.start)


def _holds(outer: Mention, inner: Mention) -> bool:
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end


def _coded(text: MappedText, actors: Sequence[Mention]) -> tuple[str, tuple[int, ...]]:
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
    return "".join(coded), tuple(places)


def _office(finder: MentionFinder, name: str, speaker: str) -> str:
    if name == "veiligheidsnetwerk" and speaker:
        return speaker
    if name == "raad":
        return "gemeenteraad"
    if name.lower() == "gemeente":
        own = home_municipality(finder.reading)
        return own or ("gemeenten" if not finder.home else f"gemeenten {finder.home}")
    if name.startswith("burgemeesters van "):
        return "burgemeesters"
    full = f"{name} van justitie"
    return full if name == "hoofdofficier" and finder.reading.spells_out(full) else name[:1].lower() + name[1:]
