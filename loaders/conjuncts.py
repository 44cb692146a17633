"""Clauses that a sentence holds besides the one it begins with, as sentences of their own:

    De afdeling bewaakt de samenhang en rapporteert aan het college.   ->  De afdeling rapporteert aan het college.
    De stuurgroep, onder leiding van de burgemeester, stuurt op …      ->  De stuurgroep stuurt op …

In both the subject that opens the sentence is that of a verb further on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.coded_sentences import CodedSentence
from loaders.governance_words import ACTOR, DET, LIST, PAREN

# Verbs in their finite form by which the patterns of governance tell a relation.
_VERB = (
    r"(?:adviseert|adviseren|beheert|beheren|bepaalt|bepalen|beslist|beslissen|besluit|besluiten|bewaakt|bewaken|brengt|brengen|coördineert|"
    r"coördineren|draagt|dragen|geeft|geven|heeft|hebben|helpt|helpen|houdt|houden|informeert|informeren|is|zijn|legt|leggen|leidt|leiden|"
    r"maakt|maken|neemt|nemen|ondersteunt|ondersteunen|rapporteert|rapporteren|regisseert|regisseren|schuift|schuiven|staat|staan|stelt|stellen|"
    r"stuurt|sturen|treedt|treden|trekt|trekken|verzorgt|verzorgen|voert|voeren|werkt|werken|wordt|worden|ziet|zien|zit|zitten|"
    r"accordeert|accorderen|bekrachtigt|bekrachtigen|keurt|keuren|valt|vallen)"
)
_SUBJECT = re.compile(rf"^(?:(?:De|Het|Een|Alle|Deze|Dit) )?{LIST}(?= [a-zà-ÿ]+\b)")
_AND = re.compile(rf" en (?={_VERB}\b)")
_BACK = re.compile(r"\b(?:die|dat|waar\w*|omdat|zodat|of|hoe|wie|wat)\b")  # opens a clause with a subject of its own
_APPOSED = re.compile(rf"^(?P<subject>(?:De |Het |Een )?{DET}{ACTOR}{PAREN}), (?!(?:en|die|dat|waar\w*|{ACTOR})\b)(?![^,]*\b{_VERB}\b)[^,.;:]{{3,110}},(?= {_VERB}\b)")


def further_clauses(sentence: CodedSentence) -> Iterator[CodedSentence]:
    """The sentence without an apposition to its subject, and each later verb with that subject in front."""
    if apposed := _APPOSED.match(sentence.coded):
        sentence = _joined(sentence, apposed.end("subject"), apposed.end())
        yield sentence
    subject = _SUBJECT.match(sentence.coded)
    if subject is None:
        return
    for cut in _AND.finditer(sentence.coded, subject.end()):
        if not _BACK.search(sentence.coded, subject.end(), cut.start()) and ";" not in sentence.coded[: cut.start()]:
            yield _joined(sentence, subject.end(), cut.end() - 1)


def _joined(sentence: CodedSentence, first: int, then: int) -> CodedSentence:
    """The sentence without its characters from `first` up to `then`."""
    coded, places = sentence.coded, sentence.places
    return replace(sentence, coded=coded[:first] + coded[then:], places=places[:first] + places[then:])
