"""Facts of the family governance: who directs, adopts, supports, answers to … whom or what, as a sentence says it.

Every actor in a sentence becomes one character; the patterns of `loaders.governance_patterns` then read the sentence's
structure (active, inverted and passive clauses, coordinated subjects and objects). Words that point back are read from
the sentences before (`loaders.antecedents`); an item without a subject of its own is about whom its list is about. "We" is
the partnership that speaks; without a named one a sentence with "we" yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from kg.model import ActorFact, Confidence, GovernanceFact, Span
from loaders.antecedents import body_before, first_named, named_topic, plans, title, topic
from loaders.coded_sentences import CodedSentence, coded_sentences, speaking_body
from loaders.conjuncts import further_clauses
from loaders.context import Reading
from loaders.extractors.actors import key_of
from loaders.governance_frames import CUES
from loaders.governance_lists import of_item, of_tables, of_title
from loaders.governance_patterns import PATTERNS
from loaders.governance_words import ACTOR, DET, LIST, NUMBER, TOO_WIDE
from loaders.kinds import kind_of_words
from loaders.mentions import Mention, MentionFinder
from loaders.passages import theme_of
from loaders.relation_objects import end_of_phrase, phrase_of
from loaders.structure import Kind, Role

_NAME = "governance"
_TOKEN = re.compile(ACTOR)
_LISTED = re.compile(rf"(?:(?!{ACTOR})[\w]+ ){{0,5}}?{LIST}")
_SAME_OPENING = 5  # words: two long objects that begin alike are one
_DOES = re.compile(r"\bvoer(?:t|en)\b.* uit$")
_MUTUAL = "werkt-samen-met"
_OF_ONE = frozenset({"regisseert", "stelt-vast", "verantwoordelijk-voor"})
_TURNED = re.compile(rf"{DET}{ACTOR} (?:de|het|een) ")
_PART_OF = re.compile(rf"(?P<part>{ACTOR})(?: \([^)]*\))? van (?:de |het )?$")  # what is of the body that follows
_AGREED = re.compile(r"afgesproken|afspraken|overeengekomen")
_IN_BODY = re.compile(r"\b[Ii]n (?:de |het )?$")
_UNIT = re.compile(r"(?:meldpunt|team|afdeling|dienst|bureau|loket|steunpunt)\b", re.I)  # what is of a larger body
_THIS_PLAN = re.compile(r"(?:de|het|dit|deze) (?:plan|document|nota|strategie)(?=$|[ ,;])(?! (?:van|voor|om)\b)", re.I)
_SAYS_NOTHING = frozenset(
    {"aanpak", "onderwerp", "onderwerpen", "thema", "thema's", "zaken"}
)  # without what it is about
_LABEL_END = re.compile(r"[\s\d¹²³⁰-⁹]+$")


def extract(reading: Reading) -> Iterator[GovernanceFact]:
    """Yield each relation once, in reading order."""
    seen: set[tuple[str, ...]] = set()
    told: dict[tuple[str, str], list[str]] = {}
    speaker = speaking_body(reading)
    finder = MentionFinder(reading)
    before: tuple[Mention, ...] = ()
    for row, subject, relation, other in of_tables(reading, finder):
        seen.add((subject.lower(), relation, other.lower()))
        yield _fact(reading, subject, relation, other, row)
    for sentence in coded_sentences(reading, finder, speaker):
        for fact in _relations(reading, sentence, speaker, before):
            key: tuple[str, ...] = (fact.subject.lower(), fact.relation, fact.object.lower())
            if fact.relation == _MUTUAL:
                key = (*sorted((key[0], key[2])), fact.relation)
            others = told.setdefault((fact.subject, fact.relation), [])
            if key not in seen and not _said_in_full(fact.object.lower(), others):
                seen.add(key)
                others.append(fact.object.lower())
                yield fact
        before = sentence.actors or before


def _said_in_full(words: str, others: Sequence[str]) -> bool:
    """Whether an object was named before in more words ("veiligheidsagenda" after "landelijke veiligheidsagenda")."""
    opening = words.split()[:_SAME_OPENING]
    return any(
        other.endswith(f" {words}")
        or (" " not in words and other.startswith(f"{words} "))
        or (len(opening) == _SAME_OPENING and other.split()[:_SAME_OPENING] == opening)
        for other in others
    )


def _relations(
    reading: Reading, sentence: CodedSentence, speaker: str, before: Sequence[Mention]
) -> Iterator[GovernanceFact]:
    """The relations of one sentence; of two readings of the same words the first pattern's stands.

    before: the actors of the sentence before, for one that only says who is represented.
    """
    if sentence.block.kind is Kind.HEADING:
        for subject, relation, other in of_title(reading, sentence):
            yield _fact(reading, subject, relation, other, sentence.text.span())
        return
    for subject, relation, other, actor in of_item(sentence):
        yield _fact(reading, subject, relation, other, sentence.text.span(), actor)
    if not sentence.actors:
        return
    for clause in (sentence, *further_clauses(sentence)):
        yield from _in_clause(reading, clause, speaker, before)


def _in_clause(
    reading: Reading, sentence: CodedSentence, speaker: str, before: Sequence[Mention]
) -> Iterator[GovernanceFact]:
    used: set[tuple[str, int]] = set()
    cued = {relation for relation, cue in CUES.items() if cue.search(sentence.coded)}
    for pattern in PATTERNS:
        relation = pattern.relation
        if relation not in cued or pattern.needs not in sentence.coded:
            continue
        for match in pattern.regex.finditer(sentence.coded):
            if relation == "verantwoordelijk-voor" and _DOES.search(match.group()) and _is_action(reading, sentence):
                continue
            if relation == "stelt-vast" and "afspraken" in match.group() and _IN_BODY.search(sentence.coded[: match.start("s")]):
                continue  # "In het overleg maken … afspraken": it is where they do
            subjects = _subjects(sentence, match, speaker)
            at = match.start("s" if "s" in match.re.groupindex else "o" if "o" in match.re.groupindex else 0)
            if not subjects or (not pattern.beside and (relation, at) in used):
                continue
            facts = list(_facts(reading, sentence, relation, subjects, match, before))
            if facts:
                used.add((relation, at))
                yield from facts


def _is_action(reading: Reading, sentence: CodedSentence) -> bool:
    """Whether a sentence stands where a document lists what is done, wanted or agreed: what somebody carries out there is a
    measure, and no charge of theirs."""
    agreed = sentence.lead is not None and bool(_AGREED.search(sentence.lead.text.text))
    return agreed or bool(reading.doc.roles_of(sentence.block) & {Role.APPROACH, Role.AMBITIONS, Role.AGREEMENTS})


def _subjects(sentence: CodedSentence, match: re.Match[str], speaker: str) -> list[str]:
    groups = match.re.groupindex
    if "s" in groups:
        opens = match.start("s") == match.start() and "unit" not in groups
        part = _PART_OF.search(sentence.coded[: match.start()]) if opens else None
        return _actors(sentence, part.group("part") if part else match.group("s"))
    if "that" in groups:
        return body_before(sentence)
    if "whose" in groups:
        return first_named(sentence.before[0])[:1] if sentence.before else []
    if speaker:
        return [speaker]
    return first_named(sentence.lead)[:1] if sentence.lead else []


def _fact(reading: Reading, subject: str, relation: str, other: str, span: Span, actor: bool = False) -> GovernanceFact:
    evidence = reading.evidence(span, _NAME, Confidence.MEDIUM)
    return GovernanceFact(subject=subject, relation=relation, object=other, object_is_actor=actor, evidence=evidence)


def _addressee(reading: Reading) -> str:
    """The body a memo is addressed to ("Aan: Leden van de …"), who is "u" in it; empty when none is named."""
    for block in reading.doc.body[:20]:
        if re.match(r"Aan\s*:", block.text.text):
            known = {key_of(reading, fact.actor): fact.actor for fact in reading.facts if isinstance(fact, ActorFact)}
            for mention in MentionFinder(reading).find(block.text.text):
                return known.get(key_of(reading, mention.name), mention.name)
    return ""


def _actors(sentence: CodedSentence, words: str) -> list[str]:
    """The names in a list of actors; what stands in parentheses counts only where it says who "partijen" are.

    "Zij" at the beginning of a sentence are those the sentence before is about.
    """
    bare = re.sub(r"\([^)]*\)", "", words)
    names = [sentence.mention(token).name for token in _TOKEN.findall(bare)]
    if names == ["zij"] and sentence.before and sentence.mention(_TOKEN.findall(bare)[0]).start == 0:
        names = first_named(sentence.before[0])
    if any(name in TOO_WIDE for name in names):
        named = [sentence.mention(token).name for token in _TOKEN.findall(words)]
        names = [name for name in named if name not in TOO_WIDE] or names
    return list(dict.fromkeys(names))


def _facts(
    reading: Reading,
    sentence: CodedSentence,
    relation: str,
    subjects: Sequence[str],
    match: re.Match[str],
    before: Sequence[Mention],
) -> Iterator[GovernanceFact]:
    if relation in _OF_ONE and _TURNED.match(match.groupdict().get("o") or ""):
        return  # "… coördineert de burgemeester de afstemming": who comes behind the verb is the subject
    if "unit" in match.re.groupindex and not _UNIT.match(sentence.mention(match.group("s")).name):
        return
    objects, actors, stop = _objects(reading, sentence, match)
    if relation == "vertegenwoordigd-in" and not objects:
        bodies = [one.name for one in before if one.kind in ("taskforce", "overleg", "samenwerkingsverband")]
        objects, actors = bodies[-1:], True
    if not actors and len(objects) == 1:
        objects = [part.strip() for part in re.split(r" en (?:over|ten aanzien van) (?:de |het )?", objects[0])]
    span = _span(sentence, match, stop)
    pairs = list(product(subjects, objects))
    if relation == _MUTUAL and objects and not actors:
        return
    if relation == _MUTUAL and not objects:
        pairs = list(combinations(subjects, 2))
    for subject, other in pairs:
        wide = (subject in TOO_WIDE, other in TOO_WIDE)
        if subject.lower() == other.lower() or all(wide) or (any(wide) and relation == _MUTUAL) or subject == "zij":
            continue
        if relation == "rapporteert-aan" and kind_of_words(other) in ("inwoners", "bedrijfsleven"):
            continue  # who is kept informed is not answered to
        yield _fact(reading, subject, relation, other, span, actors or relation == _MUTUAL)


def _span(sentence: CodedSentence, match: re.Match[str], stop: int) -> Span:
    """The words of a relation: from the match without a leading article to the end of its subject and object."""
    article = re.match(r"(?:de|het|een|alle) ", sentence.coded[match.start() :])
    start = sentence.places[match.start() + (article.end() if article else 0)]
    last = match.end("s") if "s" in match.re.groupindex else 0
    piece = sentence.text[start : sentence.places[max(stop, last) if stop else match.end()]].strip()
    span = piece.span() if piece else sentence.text.span()
    return sentence.label.span().cover(span) if sentence.label and "label" in match.re.groupindex else span


def _objects(reading: Reading, sentence: CodedSentence, match: re.Match[str]) -> tuple[list[str], bool, int]:
    """The objects of a match, whether they are actors, and where in `coded` they end (0: with the match)."""
    found = {name for name, words in match.groupdict().items() if words}
    if "you" in found and (addressee := _addressee(reading)):
        return [addressee], True, 0
    if "topic" in found:
        return [phrase for words in topic(sentence) if (phrase := phrase_of(words))], False, 0
    if found & {"plan", "plans"}:
        return [phrase_of(words) for words in plans(sentence)][: 1 if "plan" in found else None], False, 0
    if "title" in found:
        return title(reading, sentence), False, 0
    if "body" in found:
        return body_before(sentence), True, 0
    if "label" in found:
        label = _LABEL_END.sub("", sentence.label.text) if sentence.label else ""
        return [label[:1].lower() + label[1:]] if label else [], False, 0
    if "every" in found:
        return _actors(sentence, match.group("every")), True, match.end("every")
    if not found & {"o", "o2"}:
        return [], False, 0
    group = "o2" if "o2" in found else "o"
    start, words = match.start(group), match.group(group)
    if _THIS_PLAN.match(words):
        return title(reading, sentence), False, 0
    listed = _LISTED.match(words)
    if listed and _only_actors(words, listed.end()) and not _is_phrase(listed.group()):
        names = _actors(sentence, listed.group())
        if not (set(names) <= TOO_WIDE and words[listed.end() :].strip()):
            return names, True, start + listed.end()
    end = end_of_phrase(words)
    phrase = phrase_of(sentence.plain(start, start + end), match.groupdict().get("rel") or "")
    if phrase in _SAYS_NOTHING:
        this = bool(re.match(r"d(?:it|eze)\b", words))
        chapter = (reading.chapter_theme(sentence.block) or theme_of(reading, sentence.block)) if this else ""
        return [chapter] if chapter else named_topic(sentence), False, start + end
    if sentence.places[start] == 0 and not phrase[1:2].isupper():
        phrase = phrase[:1].lower() + phrase[1:]
    return ([phrase], False, start + end) if phrase else ([], False, 0)


def _is_phrase(words: str) -> bool:
    """Whether a noun stands before the first actor ("aanpak van …"), so that the whole is a phrase."""
    before = _TOKEN.split(words)[0].strip()
    return bool(before) and not re.fullmatch(
        rf"(?:(?:de|het|een|alle|onze|hun|haar|zijn|\d+|{NUMBER}|enkele|andere|leden|van|onder|meer|iedere?|elke?|aan|betrokken|beide|specifiek|lokale|"
        r"regionale|landelijke|nieuwe|vertegenwoordigers?|samenwerkingsverband) ?)+",
        before,
    )


def _only_actors(words: str, end: int) -> bool:
    """Whether nothing follows the list that would make it part of a longer phrase."""
    return not re.match(r"(?:-| van | voor het| en (?:de|het) \w)", words[end:])
