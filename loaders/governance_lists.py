"""Relations that a list or a title states without a sentence: tasks given in items, who adopted a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.model import Span
from loaders.antecedents import first_named, title
from loaders.coded_sentences import CodedSentence
from loaders.context import Reading
from loaders.dates import DATE
from loaders.governance_words import ACTOR, LIST, O_LIST, TOO_WIDE, S
from loaders.mentions import MentionFinder
from loaders.partner_tables import partner_rows
from loaders.relation_objects import end_of_phrase, phrase_of
from loaders.structure import Kind

_TASKS = re.compile(r"\b(?P<what>taken|opdrachten|verantwoordelijkheden|functies|rollen)\b[^.;:]*:$")
_OWN_TASKS = frozenset({"taken", "opdrachten", "verantwoordelijkheden"})
# What a task says of somebody else: "Lokale partijen ondersteunen in hun aanpak", "Een facilitator van partners".
_OF_TASK: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ondersteunt", re.compile(rf"^{O_LIST} (?:ondersteunen|helpen|bijstaan)\b(?! (?:de|het|een) )")),
    ("werkt-samen-met", re.compile(rf"^Met {O_LIST} (?:afspraken maken|samenwerken|afstemmen|overleggen)\b")),
    ("faciliteert", re.compile(r"^Een facilitator van (?P<o>[^.;:]+)")),
    ("adviseert", re.compile(rf"^{O_LIST} adviseren\b")),
)
_ADOPTED = re.compile(
    rf"^(?:(?:Bestuurlijk|Definitief|Formeel) )?(?:[Vv]astgesteld|[Bb]ekrachtigd|[Gg]oedgekeurd) (?:(?:op|d\.d\.) (?:{DATE.pattern}) )?(?:in|door) {S}"
)
_SUPPORTED = re.compile(rf"^Ondersteuning vanuit (?P<s>{LIST})\.?$")
_DIRECTS = re.compile(r"(?:voert |de )?regie (?:op|over|van|bij) |coördinatie van ", re.I)
_TOKEN = re.compile(ACTOR)


def of_item(sentence: CodedSentence) -> Iterator[tuple[str, str, str, bool]]:
    """(subject, relation, object, whether it is an actor) of an item in a list of somebody's tasks."""
    lead = sentence.lead
    given = _TASKS.search(lead.coded) if lead and sentence.block.kind is Kind.ITEM and not sentence.before else None
    if lead is None or given is None:
        return
    subjects = [name for name in first_named(lead) if name not in TOO_WIDE]
    found = False
    for relation, pattern in _OF_TASK:
        match = pattern.search(sentence.coded)
        if match is None:
            continue
        found = True
        words = match.group("o")
        names = [sentence.mention(token).name for token in _TOKEN.findall(words)]
        actors = bool(names) and len(_TOKEN.sub("", words)) <= len("de leden van ") and not set(names) <= TOO_WIDE
        start = match.start("o")
        objects = names if actors else [phrase_of(sentence.plain(start, start + end_of_phrase(words)))]
        yield from ((subject, relation, other, actors) for subject in subjects for other in objects if other)
    if not found and given.group("what") in _OWN_TASKS:
        task = phrase_of(re.split(r":| en op basis daarvan\b", sentence.text.text.rstrip(".; "), maxsplit=1)[0])
        task = task[:1].lower() + task[1:]
        yield from ((subject, "verantwoordelijk-voor", task, False) for subject in subjects if task)


def of_title(reading: Reading, sentence: CodedSentence) -> Iterator[tuple[str, str, str]]:
    """(subject, relation, object) of a title: "Vastgesteld in het …", and "Ondersteuning vanuit …" under another title."""
    if match := _ADOPTED.match(sentence.coded):
        for token in _TOKEN.findall(match.group("s")):
            yield from ((sentence.mention(token).name, "stelt-vast", name) for name in title(reading, sentence))
    elif match := _SUPPORTED.match(sentence.coded):
        above = next((one for one, block in pairwise(reading.doc.body) if block is sentence.block), None)
        if above is not None and above.kind in (Kind.HEADING, Kind.PARAGRAPH):
            task = phrase_of(above.text.text)
            for token in _TOKEN.findall(match.group("s")):
                yield sentence.mention(token).name, "ondersteunt", task[:1].lower() + task[1:]


def of_tables(reading: Reading, finder: MentionFinder) -> Iterator[tuple[Span, str, str, str]]:
    """(place, subject, relation, object) of rows that give a partner's task: "regie op …" directs, else it answers for it."""
    for row, partner, task in partner_rows(reading):
        subject = next((one.name for one in finder.find(partner.text)), "")
        directs = _DIRECTS.match(task.text)
        words = phrase_of(task.text[directs.end() :] if directs else task.text)
        if subject and words:
            yield row.span, subject, "regisseert" if directs else "verantwoordelijk-voor", words
