"""Facts of the family governance: who directs, adopts, supports, answers to … whom or what, as a sentence says it.

Every actor in a sentence becomes one character; the patterns of `loaders.governance_words` then read the sentence's
structure (active, inverted and passive clauses, coordinated subjects and objects). "We" is the partnership that
speaks; without a named one a sentence with "we" yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from kg.model import ActorFact, Confidence, GovernanceFact
from loaders.coded_sentences import CodedSentence, coded_sentences, speaking_body
from loaders.context import Reading
from loaders.extractors.actors import key_of
from loaders.governance_words import ACTOR, CUES, OBJECT_END, PATTERNS
from loaders.mentions import Mention, MentionFinder
from loaders.reading.text import MappedText

_NAME = "governance"
_LONGEST = 110  # code points of an object in words
_TOKEN = re.compile(ACTOR)
_TOO_WIDE = frozenset({"zij", "partners", "partijen", "organisaties"})
_LOOSE_END = re.compile(r"(?: (?:en|of|voor|van|de|het|een|te|in|op|met|bij|aan|om|ook|daar|u))+$")
_MUTUAL = "werkt-samen-met"
_LEAD = re.compile(
    r"^(?:(?:de|het|een|deze|dit|die|onze|ons|hun|haar|zijn|alle|ook|bijgaande|over|op|in|bij|met) )+", re.I
)


def extract(reading: Reading) -> Iterator[GovernanceFact]:
    """Yield each relation once, in reading order."""
    seen: set[tuple[str, ...]] = set()
    speaker = speaking_body(reading)
    finder = MentionFinder(reading)
    before: tuple[Mention, ...] = ()
    for sentence in coded_sentences(reading, finder, speaker):
        for fact in _relations(reading, sentence, speaker, before):
            key: tuple[str, ...] = (fact.subject.lower(), fact.relation, fact.object.lower())
            if fact.relation == _MUTUAL:
                key = (*sorted((key[0], key[2])), fact.relation)
            if key not in seen:
                seen.add(key)
                yield fact
        before = sentence.actors or before


def _relations(
    reading: Reading, sentence: CodedSentence, speaker: str, before: Sequence[Mention]
) -> Iterator[GovernanceFact]:
    """The relations of one sentence; of two readings of the same words the first pattern's stands.

    Without a subject of its own a sentence is about what the partnership does (`speaker`). before: the actors of the
    sentence before, for one that only says who is represented.
    """
    if not sentence.actors:
        return
    used: list[tuple[str, int]] = []
    cued = {relation for relation, cue in CUES.items() if cue.search(sentence.coded)}
    for relation, pattern in PATTERNS:
        if relation not in cued:
            continue
        for match in pattern.finditer(sentence.coded):
            own = "s" in match.re.groupindex
            subjects = _actors(sentence, match.group("s")) if own else [speaker] if speaker else []
            at = match.start("s" if own else "o")
            if not subjects or (relation, at) in used:
                continue
            facts = list(_facts(reading, sentence, relation, subjects, match, before))
            if facts:
                used.append((relation, at))
                yield from facts


def _addressee(reading: Reading) -> str:
    """The body a memo is addressed to ("Aan: Leden van de …"), who is "u" in it; empty when none is named."""
    for block in reading.doc.body[:20]:
        if re.match(r"Aan\s*:", block.text.text):
            known = {key_of(reading, fact.actor): fact.actor for fact in reading.facts if isinstance(fact, ActorFact)}
            for mention in MentionFinder(reading).find(block.text.text):
                return known.get(key_of(reading, mention.name), mention.name)
    return ""


def _actors(sentence: CodedSentence, words: str) -> list[str]:
    """The names in a list of actors; what stands in parentheses counts only where it says who "partijen" are."""
    bare = re.sub(r"\([^)]*\)", "", words)
    names = [sentence.mention(token).name for token in _TOKEN.findall(bare)]
    if any(name in _TOO_WIDE for name in names):
        named = [sentence.mention(token).name for token in _TOKEN.findall(words)]
        names = [name for name in named if name not in _TOO_WIDE] or names
    return list(dict.fromkeys(names))


def _facts(
    reading: Reading,
    sentence: CodedSentence,
    relation: str,
    subjects: Sequence[str],
    match: re.Match[str],
    before: Sequence[Mention],
) -> Iterator[GovernanceFact]:
    objects, actors, stop = _objects(sentence, match)
    article = re.match(r"(?:de|het|een|alle) ", sentence.coded[match.start() :])
    start = sentence.places[match.start() + (article.end() if article else 0)]
    if "you" in match.re.groupindex and match.group("you") and (addressee := _addressee(reading)):
        objects, actors = [addressee], True
    last = match.end("s") if "s" in match.re.groupindex else 0
    end = sentence.places[max(stop, last) if stop else match.end()]
    if relation == "vertegenwoordigd-in" and not objects:
        bodies = [one.name for one in before if one.kind in ("taskforce", "overleg", "samenwerkingsverband")]
        objects, actors = bodies[-1:], True
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


def _span(sentence: CodedSentence, start: int, end: int) -> MappedText:
    piece = sentence.text[start:end].strip()
    return piece if piece else sentence.text


def _objects(sentence: CodedSentence, match: re.Match[str]) -> tuple[list[str], bool, int]:
    """The objects of a match, whether they are actors, and where in `coded` they end (0: with the match)."""
    if "o" not in match.re.groupindex or match.group("o") is None:
        return [], False, 0
    start, words = match.start("o"), match.group("o")
    listed = re.match(
        rf"(?:(?!{ACTOR})[\w]+ ){{0,5}}?{ACTOR}(?:(?:, en |, | en | of |/)(?:[\w]+ ){{0,2}}?{ACTOR})*", words
    )
    if listed and _only_actors(words, listed.end()) and not _is_phrase(listed.group()):
        return _actors(sentence, listed.group()), True, start + listed.end()
    end = _end_of_phrase(words)
    phrase = _phrase(sentence.plain(start, start + end))
    return ([phrase], False, start + end) if phrase else ([], False, 0)


def _end_of_phrase(words: str) -> int:
    """Where the words of an object end; "de wijze waarop …" goes on."""
    for cut in OBJECT_END.finditer(words, 3):
        if not re.search(r"\b(?:wijze|manier|mate)$", words[: cut.start()]):
            return cut.start()
    return len(words)


def _phrase(words: str) -> str:
    """An object in words without articles around it; empty when what is left says nothing or runs on too long."""
    phrase = _LOOSE_END.sub("", _LEAD.sub("", words.strip(' ,"'))).strip(' ,"')
    phrase = phrase.strip("'") if phrase.count("'") % 2 else phrase
    if len(phrase) > _LONGEST:
        phrase = phrase[: max(0, phrase.rfind(" en ", 20, _LONGEST))]
    told = re.match(r"\(?[A-Za-zÀ-ÿ'\d][\w'-]{2}", phrase) and not phrase.endswith(")")
    return phrase if told else ""


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
