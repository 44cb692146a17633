"""Facts of the family measures: what is done or will be done, in lists and in prose, and by whom.

Lists count when their heading or the sentence before them promises an approach, tasks or actions; prose counts sentence
by sentence (`actions`, `action_phrases`) where the parts of a document may state actions (`measure_places`). Examples,
quoted persons, tables of strength and footnotes state no measure; analysis only what it calls needed or done now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import AgreementFact, AmbitionFact, Confidence, Fact, MeasureFact, PrincipleFact, Span
from loaders.context import Reading
from loaders.extractors.action_actors import actor_of, named_actor
from loaders.extractors.action_clauses import main_clause
from loaders.extractors.action_phrases import Place, fragment_in, phrases_in
from loaders.extractors.actions import Action, actions_in, ways_in, without_comment
from loaders.extractors.ambitions import within_ambitions
from loaders.extractors.chapters import Chapters, chapters_of, is_rest_of_item, whole_item
from loaders.extractors.measure_places import is_list_of_actions, last_sentence, place_of, runs
from loaders.extractors.wording import plain_infinitives, tokens
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind
from loaders.structure.sentences import sentences

_NAME = "measures"
_AGREEMENT = re.compile(r"^afspraak:", re.I)
_LEGAL = re.compile(r"^Art(?:ikel|\.)?\s*\d", re.I)
_REMARK = re.compile(
    r"^(?:dit|dat|deze|het is|het gaat|er is|denk|bijvoorbeeld|hieronder verstaan|immers|wat|situaties die|voor de rest|"
    r"een (?:voorbeeld|aanpak)|in het bijzonder|dichtbij|resulterend|uiteraard resulterend|insteek|daarbij kunt|partners beschikken|"
    r"de (?:precieze|exacte) aanpak is|de \w+ ambieert)\b",
    re.I,
)
_NEEDED = re.compile(r"^Het is (?:daarom |dan ook |ook )?(?:noodzakelijk|nodig|zaak|wenselijk) om ")
_GUIDE = re.compile(r"^In (?:dit |het volgende )?(?:hoofdstuk|deel|paragraaf|bijlage|onderdeel)\b", re.I)  # what the reader finds where
_PAID = re.compile(r"\b(?:gefinancierd|bekostigd|betaald)\b|\bdra(?:agt|gen)\b[^.;]*€[^.;]*\bbij\b|\bdra(?:agt|gen)\b[^.;]*\bbij aan\b[^.;]*€")
_THEY = re.compile(r"^(?:Zij|Ze) (?=\w+en\b)")
_FINITE = re.compile(
    r"\b(?:is|zijn|was|waren|heeft|hebben|kan|kunnen|moet|moeten|wordt|(?<!te )worden|dient|vergt|vraagt|leidt|helpt|biedt|maakt|noopt|"
    r"draagt|gaat|zal|zullen|blijft|staat|verdient|ontstaat|betekent)\b"
)
_NOUN_OF_ACTION = re.compile(r"(?:Het )?\w{3,}(?:en|aan) (?:van|bij|met) (?:de|het|een|meer|nieuwe)\b|Het \w{3,}en\b")
_FEW_WORDS = 25
_LONGEST = 300  # code points of a quotation
_SHORTEST = 8  # code points of a label
_LONG_LEAD = 10  # words from which on a sentence before a colon says something itself

_Said = tuple[set[Span], set[frozenset[str]], dict[Span, frozenset[str]]]
_Found = tuple[str, Action, Confidence]


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield the measures the document states, in the order of the text; one stated twice in the same words is one."""
    chapters = chapters_of(reading)
    spans, said, there = _other_families(reading)
    found = sorted(_all(reading, chapters), key=lambda f: f[1].where.span().start)
    seen: dict[str, list[frozenset[str]]] = {}
    for theme, action, confidence in found:
        words = tokens(action.text)
        if _GUIDE.match(action.text) or _PAID.search(action.text.rstrip(".")):
            continue
        known = seen.setdefault(theme, [])
        if len(action.text) < _SHORTEST or not words or words in known or action.where.span() in spans:
            continue
        if (confidence is not Confidence.HIGH and words in said) or there.get(
            action.where.span(), frozenset()
        ) == words:
            continue
        known.append(words)
        yield MeasureFact(
            theme=theme,
            measure=action.text,
            actor=action.actor,
            evidence=reading.evidence(action.where, _NAME, confidence),
        )


def _other_families(reading: Reading) -> _Said:
    """Where an agreement or a principle was read, and what was read as a principle or, under a heading on ambitions, as
    an ambition: no measure besides, unless it stands in a list of actions."""
    spans: set[Span] = set()
    said: set[frozenset[str]] = set()
    there: dict[Span, frozenset[str]] = {}
    within = within_ambitions(reading)
    wanted = [block.span for block in reading.doc.body if block.index in within]
    for fact in reading.facts:
        span = fact.evidence.span
        certain = fact.evidence.confidence is not Confidence.MEDIUM
        if isinstance(fact, AgreementFact):
            spans.add(span)
        elif isinstance(fact, PrincipleFact):
            there[span] = tokens(fact.principle)
            if certain:
                said.add(there[span])
        elif isinstance(fact, AmbitionFact) and certain and any(w.start <= span.start < w.end for w in wanted):
            spans.add(span)
            said.add(tokens(fact.ambition))
    return spans, said, there


def _all(reading: Reading, chapters: Chapters) -> Iterator[_Found]:
    done: set[int] = set()
    leads: set[int] = set()
    first_only: set[int] = set()
    position = {block.index: at for at, block in enumerate(reading.doc.body)}
    for lead, items in reading.doc.lists():
        for at, run in enumerate(runs(items)):
            if not is_list_of_actions(reading, lead if at == 0 else None, run):
                first_only.update(item.index for item in run)
                if lead is not None:
                    leads.add(lead.index)
                continue
            actor = ""
            if lead is not None:
                leads.add(lead.index)
                actor = actor_of(reading, last_sentence(lead)) if lead.kind is Kind.PARAGRAPH else ""
            for item in run:
                done.add(item.index)
                if chapters.states(item) and not _LEGAL.match(item.text.text) and not _AGREEMENT.match(item.text.text):
                    for action in _of_item(reading, whole_item(reading.doc.body, position[item.index])):
                        known = action if action.actor else replace(action, actor=actor)
                        yield chapters.theme(item), known, Confidence.HIGH
    for block in reading.doc.body:
        if block.kind in (Kind.HEADING, Kind.ROW) or block.index in done or not chapters.states(block):
            continue
        rest = block.kind is Kind.PARAGRAPH and is_rest_of_item(reading.doc.body, position[block.index])
        place = None if rest else place_of(reading, block, chapters)
        if place is not None:
            start = 1 if block.index in first_only else 0
            for action in _of_prose(reading, list(sentences(block.text))[start:], place, block.index in leads):
                yield chapters.theme(block), action, Confidence.MEDIUM


def _of_prose(reading: Reading, parts: list[MappedText], place: Place, leads: bool) -> Iterator[Action]:
    """The actions in the sentences of a paragraph. `leads`: whether its last sentence introduces a list of actions."""
    for sentence in parts:
        opens = sentence.text.endswith(":") and (leads or len(sentence.text.split()) < _LONG_LEAD)
        known = place is Place.ANY and not opens
        ways = list(ways_in(sentence))
        found = list(actions_in(reading, sentence, ways=bool(ways))) if known else []
        if place is Place.CURRENT:
            found = [action for action in actions_in(reading, sentence) if action.actor]
        yield from found
        if not opens or place is Place.NEEDED:
            yield from _in_passing(reading, sentence, place)
        if not found and known:
            for words in fragment_in(sentence):
                yield Action(words, "", sentence)
        yield from ways


def _in_passing(reading: Reading, sentence: MappedText, place: Place = Place.ANY) -> Iterator[Action]:
    for words, name in phrases_in(sentence, place):
        yield Action(words, named_actor(reading, name), sentence)


def _of_item(reading: Reading, item: Block) -> Iterator[Action]:
    """An item's first sentence is an action; of the rest those that say what is done, or name ways to do it."""
    actor = ""
    for at, sentence in enumerate(sentences(item.text)):
        text = sentence.text
        ways = list(ways_in(sentence))
        if at == 0:
            where = item.text if len(item.text) < _LONGEST else sentence
            for action in actions_in(reading, sentence, listed=True, ways=bool(ways)):
                actor = action.actor or actor
                yield Action(action.text, action.actor, where)
            if without_comment(text) != text:
                yield from _in_passing(reading, sentence)
        elif match := _NEEDED.match(text):
            for action in actions_in(reading, sentence[match.end() :], listed=True):
                yield Action(plain_infinitives(action.text), action.actor, sentence)
        elif match := _THEY.match(text):
            rest = sentence[match.end() :]
            for action in actions_in(reading, rest, listed=True):
                yield Action(action.text, actor, sentence)
        else:
            found = []
            if not _REMARK.match(text) and not text.endswith(":"):
                found = list(actions_in(reading, sentence, listed=_is_nominal(text), ways=bool(ways)))
            yield from found or (Action(words, "", sentence) for words in fragment_in(sentence))
            if not found:
                yield from _in_passing(reading, sentence)
        yield from ways


def _is_nominal(text: str) -> bool:
    """Whether a sentence without a verb of its own names an action ("Speciale aandacht voor senioren.")."""
    bare = without_comment(text)
    if _NOUN_OF_ACTION.match(bare):
        return not re.search(r"\b(?:is|zijn)\b", bare)
    main = main_clause(bare)
    return len(main.split()) <= _FEW_WORDS and not _FINITE.search(main)
