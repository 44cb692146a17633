"""Facts of the family governance: who directs, adopts, supports, answers to … whom or what, as a sentence says it.

Every actor in a sentence becomes one character; the patterns of `loaders.governance_words` then read the sentence's
structure (active, inverted and passive clauses, coordinated subjects and objects). "We" is the partnership that
speaks; without a named one a sentence with "we" yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from kg.model import ActorFact, Confidence, GovernanceFact
from loaders.context import Reading
from loaders.governance_words import ACTOR, OBJECT_END, OFFICES, PATTERNS, WE
from loaders.mentions import Mention, MentionFinder
from loaders.names import home_region
from loaders.reading.text import MappedText
from loaders.structure import Kind
from loaders.structure.sentences import sentences

_NAME = "governance"
_FIRST = 0xE000
_LONGEST = 110  # code points of an object in words
_TOKEN = re.compile(ACTOR)
_TOO_WIDE = frozenset({"zij", "partners", "partijen", "organisaties", "projecten"})
_MUTUAL = "werkt-samen-met"
_LEAD = re.compile(r"^(?:(?:de|het|een|deze|dit|die|onze|ons|hun|haar|zijn|alle|ook|bijgaande|over|op|in|bij|met) )+", re.I)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its actors: `coded` has one private character for each, `places` its index in the text."""

    text: MappedText
    coded: str
    places: tuple[int, ...]
    actors: tuple[Mention, ...]

    def mention(self, token: str) -> Mention:
        return self.actors[ord(token) - _FIRST]

    def plain(self, start: int, end: int) -> str:
        """The words of a stretch of `coded`."""
        return self.text.text[self.places[start] : self.places[end]]


def extract(reading: Reading) -> Iterator[GovernanceFact]:
    """Yield each relation once, in reading order."""
    seen: set[tuple[str, ...]] = set()
    speaker = _speaker(reading)
    finder = MentionFinder(reading)
    for sentence in _sentences(reading, finder, speaker):
        for fact in _relations(reading, sentence):
            key = (fact.subject.lower(), fact.relation, fact.object.lower())
            if fact.relation == _MUTUAL:
                key = (*sorted((key[0], key[2])), fact.relation)
            if key not in seen:
                seen.add(key)
                yield fact


def _speaker(reading: Reading) -> str:
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


def _sentences(reading: Reading, finder: MentionFinder, speaker: str) -> Iterator[_Sentence]:
    for block in reading.doc.body:
        if block.kind in (Kind.HEADING, Kind.ROW):
            continue
        for text in sentences(block.text):
            yield _coded(text, finder, speaker)


def _coded(text: MappedText, finder: MentionFinder, speaker: str) -> _Sentence:
    actors = list(finder.find(text.text))
    taken = [(mention.start, mention.end) for mention in actors]
    extra = [
        Mention(match.start(), match.end(), _office(finder, match.group("name"), speaker), "overig", group=True)
        for match in OFFICES.finditer(text.text)
    ]
    if speaker:
        extra += [
            Mention(match.start(), match.end(), speaker, "samenwerkingsverband") for match in WE.finditer(text.text)
        ]
    actors += [one for one in extra if all(one.end <= start or end <= one.start for start, end in taken)]
    actors.sort(key=lambda mention: mention.start)
    coded: list[str] = []
    places: list[int] = []
    last = 0
    for number, mention in enumerate(actors):
        coded.append(text.text[last : mention.start])
        places += range(last, mention.start)
        coded.append(chr(_FIRST + number))
        places.append(mention.start)
        last = mention.end
    coded.append(text.text[last:])
    places += [*range(last, len(text.text)), len(text.text)]
    return _Sentence(text, "".join(coded), tuple(places), tuple(actors))


def _office(finder: MentionFinder, name: str, speaker: str) -> str:
    if name == "veiligheidsnetwerk" and speaker:
        return speaker
    if name == "gemeente":
        return "gemeenten" if not finder.home else f"gemeenten {finder.home}"
    return name[:1].lower() + name[1:]


def _relations(reading: Reading, sentence: _Sentence) -> Iterator[GovernanceFact]:
    """The relations of one sentence; of two readings of the same words the first pattern's stands."""
    used: list[tuple[str, int]] = []
    for relation, pattern in PATTERNS:
        for match in pattern.finditer(sentence.coded):
            subjects = _actors(sentence, match.group("s"))
            if not subjects or (relation, match.start("s")) in used:
                continue
            facts = list(_facts(reading, sentence, relation, subjects, match))
            if facts:
                used.append((relation, match.start("s")))
                yield from facts


def _actors(sentence: _Sentence, words: str) -> list[str]:
    return list(dict.fromkeys(sentence.mention(token).name for token in _TOKEN.findall(words)))


def _facts(
    reading: Reading, sentence: _Sentence, relation: str, subjects: Sequence[str], match: re.Match[str]
) -> Iterator[GovernanceFact]:
    start, end = sentence.places[match.start()], sentence.places[match.end()]
    objects, actors, stop = _objects(sentence, match)
    if stop:
        end = max(sentence.places[stop], start + 1)
    evidence = reading.evidence(_span(sentence, start, end), _NAME, Confidence.MEDIUM)
    pairs = list(product(subjects, objects))
    if relation == _MUTUAL and not objects:
        pairs = list(combinations(subjects, 2))
    for subject, other in pairs:
        if subject == other or subject in _TOO_WIDE and other in _TOO_WIDE or subject == "zij":
            continue
        is_actor = actors or relation == _MUTUAL
        yield GovernanceFact(
            subject=subject, relation=relation, object=other, object_is_actor=is_actor, evidence=evidence
        )


def _span(sentence: _Sentence, start: int, end: int) -> MappedText:
    piece = sentence.text[start:end].strip()
    return piece if piece else sentence.text


def _objects(sentence: _Sentence, match: re.Match[str]) -> tuple[list[str], bool, int]:
    """The objects of a match, whether they are actors, and where in `coded` they end (0: with the match)."""
    if "o" not in match.re.groupindex or match.group("o") is None:
        return [], False, 0
    start, words = match.start("o"), match.group("o")
    listed = re.match(rf"(?:(?!{ACTOR})[\w]+ ){{0,3}}?{ACTOR}(?:(?:, en |, | en | of |/)(?:[\w]+ ){{0,2}}?{ACTOR})*", words)
    if listed and _only_actors(words, listed.end()) and not _is_phrase(listed.group()):
        return _actors(sentence, listed.group()), True, start + listed.end()
    cut = OBJECT_END.search(words)
    end = cut.start() if cut and cut.start() > 2 else len(words)
    phrase = _LEAD.sub("", sentence.plain(start, start + end).strip(" ,'\"")).strip(" ,'\"")
    if not phrase or len(phrase) > _LONGEST or not re.search(r"[a-z]{3}", phrase):
        return [], False, 0
    return [phrase], False, start + end


def _is_phrase(words: str) -> bool:
    """Whether a noun stands before the first actor ("aanpak van …"), so that the whole is a phrase."""
    before = _TOKEN.split(words)[0].strip()
    return bool(before) and not re.fullmatch(
        r"(?:(?:de|het|een|alle|onze|hun|haar|zijn|\d+|enkele|andere|leden|van|iedere?|elke?|aan|betrokken|beide|specifiek|lokale|"
        r"regionale|landelijke|nieuwe) ?)+",
        before,
    )


def _only_actors(words: str, end: int) -> bool:
    """Whether nothing follows the list that would make it part of a longer phrase."""
    return not re.match(r"(?:-| van | voor het| en (?:de|het) \w)", words[end:])
