"""Facts of the family governance: who directs, adopts, supports, answers to … whom or what, as a sentence says it.

Every actor in a sentence becomes one character; the patterns of `loaders.governance_words` then read the sentence's
structure (active, inverted and passive clauses, coordinated subjects and objects). "We" is the partnership that
speaks; without a named one a sentence with "we" yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from kg.model import ActorFact, Confidence, GovernanceFact
from loaders.context import Reading
from loaders.extractors.actors import key_of
from loaders.governance_words import ACTOR, AUTHOR, CUES, OBJECT_END, OFFICES, PATTERNS, WE
from loaders.mentions import Mention, MentionFinder
from loaders.names import home_municipality, home_region
from loaders.persons import PERSON
from loaders.reading.text import MappedText
from loaders.structure import Kind
from loaders.structure.sentences import sentences

_NAME = "governance"
_FIRST = 0xE000
_LONGEST = 110  # code points of an object in words
_TOKEN = re.compile(ACTOR)
_TOO_WIDE = frozenset({"zij", "partners", "partijen", "organisaties"})
_LOOSE_END = re.compile(r"(?: (?:en|of|voor|van|de|het|een|te|in|op|met|bij|aan|om|ook|daar|u))+$")
_TELLING = re.compile(r"\b(?:ik|mijn)\b", re.I)  # somebody tells their own story: "we" is not the partnership
_MUTUAL = "werkt-samen-met"
_QUOTED = re.compile(rf"{PERSON} [-–] [A-Za-z]")  # somebody's words with their name under them
_LEAD = re.compile(
    r"^(?:(?:de|het|een|deze|dit|die|onze|ons|hun|haar|zijn|alle|ook|bijgaande|over|op|in|bij|met) )+", re.I
)


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
            key: tuple[str, ...] = (fact.subject.lower(), fact.relation, fact.object.lower())
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


def _coded(text: MappedText, actors: Sequence[Mention]) -> _Sentence:
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
    if name.lower() == "gemeente":
        own = home_municipality(finder.reading)
        return own or ("gemeenten" if not finder.home else f"gemeenten {finder.home}")
    return name[:1].lower() + name[1:]


def _relations(reading: Reading, sentence: _Sentence) -> Iterator[GovernanceFact]:
    """The relations of one sentence; of two readings of the same words the first pattern's stands."""
    if not sentence.actors:
        return
    used: list[tuple[str, int]] = []
    cued = {relation for relation, cue in CUES.items() if cue.search(sentence.coded)}
    for relation, pattern in PATTERNS:
        if relation not in cued:
            continue
        for match in pattern.finditer(sentence.coded):
            subjects = _actors(sentence, match.group("s"))
            if not subjects or (relation, match.start("s")) in used:
                continue
            facts = list(_facts(reading, sentence, relation, subjects, match))
            if facts:
                used.append((relation, match.start("s")))
                yield from facts


def _addressee(reading: Reading) -> str:
    """The body a memo is addressed to ("Aan: Leden van de …"), who is "u" in it; empty when none is named."""
    for block in reading.doc.body[:20]:
        if re.match(r"Aan\s*:", block.text.text):
            known = {key_of(reading, fact.actor): fact.actor for fact in reading.facts if isinstance(fact, ActorFact)}
            for mention in MentionFinder(reading).find(block.text.text):
                return known.get(key_of(reading, mention.name), mention.name)
    return ""


def _actors(sentence: _Sentence, words: str) -> list[str]:
    """The names in a list of actors; what stands in parentheses counts only where it says who "partijen" are."""
    bare = re.sub(r"\([^)]*\)", "", words)
    names = [sentence.mention(token).name for token in _TOKEN.findall(bare)]
    if any(name in _TOO_WIDE for name in names):
        named = [sentence.mention(token).name for token in _TOKEN.findall(words)]
        names = [name for name in named if name not in _TOO_WIDE] or names
    return list(dict.fromkeys(names))


def _facts(
    reading: Reading, sentence: _Sentence, relation: str, subjects: Sequence[str], match: re.Match[str]
) -> Iterator[GovernanceFact]:
    objects, actors, stop = _objects(sentence, match)
    article = re.match(r"(?:de|het|een|alle) ", sentence.coded[match.start() :])
    start = sentence.places[match.start() + (article.end() if article else 0)]
    if "you" in match.re.groupindex and match.group("you") and (addressee := _addressee(reading)):
        objects, actors = [addressee], True
    end = sentence.places[max(stop, match.end("s")) if stop else match.end()]
    evidence = reading.evidence(_span(sentence, start, end), _NAME, Confidence.MEDIUM)
    pairs = list(product(subjects, objects))
    if relation == _MUTUAL and not objects:
        pairs = list(combinations(subjects, 2))
    for subject, other in pairs:
        wide = (subject in _TOO_WIDE, other in _TOO_WIDE)
        if subject == other or all(wide) or (any(wide) and relation == _MUTUAL) or subject == "zij":
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
    listed = re.match(
        rf"(?:(?!{ACTOR})[\w]+ ){{0,5}}?{ACTOR}(?:(?:, en |, | en | of |/)(?:[\w]+ ){{0,2}}?{ACTOR})*", words
    )
    if listed and _only_actors(words, listed.end()) and not _is_phrase(listed.group()):
        return _actors(sentence, listed.group()), True, start + listed.end()
    cut = next(
        (
            one
            for one in OBJECT_END.finditer(words, 3)
            if not re.search(r"\b(?:wijze|manier|mate)$", words[: one.start()])
        ),
        None,
    )
    end = cut.start() if cut else len(words)
    phrase = _LEAD.sub("", sentence.plain(start, start + end).strip(' ,"'))
    phrase = _LOOSE_END.sub("", phrase).strip(' ,"')
    phrase = phrase.strip("'") if phrase.count("'") % 2 else phrase
    if (
        not phrase
        or len(phrase) > _LONGEST
        or not re.match(r"\(?[A-Za-zÀ-ÿ'\d][\w'-]{2}", phrase)
        or phrase.endswith(")")
    ):
        return [], False, 0
    return [phrase], False, start + end


def _is_phrase(words: str) -> bool:
    """Whether a noun stands before the first actor ("aanpak van …"), so that the whole is a phrase."""
    before = _TOKEN.split(words)[0].strip()
    return bool(before) and not re.fullmatch(
        r"(?:(?:de|het|een|alle|onze|hun|haar|zijn|\d+|enkele|andere|leden|van|onder|meer|iedere?|elke?|aan|betrokken|beide|specifiek|lokale|"
        r"regionale|landelijke|nieuwe) ?)+",
        before,
    )


def _only_actors(words: str, end: int) -> bool:
    """Whether nothing follows the list that would make it part of a longer phrase."""
    return not re.match(r"(?:-| van | voor het| en (?:de|het) \w)", words[end:])
