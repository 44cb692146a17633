"""Priorities stated in running text: sentences that enumerate them, and examples that follow such a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Confidence
from loaders.context import Reading
from loaders.extractors import setters
from loaders.extractors.priority_statements import Named, Statement, theme_label
from loaders.extractors.wording import enumeration
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind
from loaders.structure.sentences import sentences

_PRIORITIES = r"(?:prioriteiten|speerpunten|geprioriteerde thema's)"
_CHOSEN = rf"(?:{_PRIORITIES}|(?:kern|hoofd)?opgaven|pijlers|accenten|focuspunten|aandachtsgebieden|(?:kern|hoofd)?thema's)"
_NEGATED = re.compile(r"\b(?:niet|geen|géén|nooit)\b", re.I)
_QUOTED = re.compile(r"'(?P<q>[^']{3,90})'")
_QUOTED_LIST = re.compile(rf"\b{_PRIORITIES} '")

# Each has a group `enum`; `s` where the sentence names who sets them.
_ENUMERATIONS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_PRIORITIES}: (?P<enum>[^.:]+)\.?$",
        rf"\b{_PRIORITIES} (?:van (?:de |het )?(?P<s>[^,.:]+?) )?(?:voor [^,.:]+ )?zijn:? (?P<enum>[^.:]+,[^.:]+| ?[^.:]+ en [^.:]+)\.?$",
        r"^(?P<enum>[^.:]+?) (?:staan|staat) (?:[\w ]{0,25})op de prioriteitenlijst van (?:de |het )?(?P<s>[^.,:]+)\.?$",
        r"\b(?:[Oo]nze|[Rr]egionaal ligt de|[Ll]okaal ligt de) (?:focus )?(?:ligt )?op:? (?P<enum>[^.:]+)\.?$",
        r"\bgeprioriteerd (?:zal worden |wordt |worden )?op (?P<enum>[^.:]+)\.?$",
        r"\b[Vv]oor (?P<s>(?:de )?[\w-]+) zijn (?P<enum>[^.:]+?) (?:de )?(?:belangrijkste |hoogste )?prioriteiten\.?$",
        r"^(?P<s>(?:De |Het |Onze )?[\w' -]+?) (?:noemt|noemen|noemden|kiest|kiezen|kozen|benoemt|benoemen|benoemden) (?P<enum>[^.:]+?)"
        r"(?: (?:het vaakst|vooral|unaniem|met name))? als (?:[\w]+ ){0,3}(?:prioriteit|prioriteiten|speerpunt|speerpunten)\b",
        # What the plans of others have most: "In de lokale plannen komen x (31 keer) en y (29 keer) het meest voor".
        rf"^(?P<s>(?:De |Het |Onze )?[\w' -]+?) (?:heeft|hebben)\b[^:]*\bals (?:[\w-]+ ){{0,2}}{_CHOSEN} "
        r"(?:aangewezen|aangemerkt|benoemd|gekozen|vastgesteld|bestempeld|gesteld): (?P<enum>[^.:]+)\.?$",
        r"\b[Ii]n de (?P<s>(?:[\w-]+ )?(?:lokale|gemeentelijke) (?:[\w-]+ )?[\w-]*plannen(?: van [^,.:]+?)?) (?:komen|worden|staan) (?P<enum>[^.:]+?) "
        r"(?:het (?:meeste?|vaakste?)|meestal|vaak|veelvuldig) (?:terug|voor|genoemd|benoemd|bovenaan)\b",
        r"^(?P<s>(?:De |Het |Onze )?[\w' -]+?) (?:geeft|geven|gaven|hebben|heeft) (?:[\w]+ ){0,2}(?:prioriteit|voorrang) (?:gegeven )?aan"
        r" (?P<enum>[^.:]+)\.?$",
    )
)
# "Het district A geeft voorrang aan x, het district B aan y": the verb is not said again.
_NEXT_SETTER = re.compile(r",? (?:en )?(?P<s>(?:het|de) [\w' -]{3,60}?) aan (?=\w)")
_FOCUS = re.compile(r",? (?:in het bijzonder|vooral|met name) (?:met aandacht voor |voor |op )?")
_CHOSEN_BY = re.compile(
    r"\b(?P<s>gemeenten|districten|basisteams|eenheden) die (?:het thema |de thema's |het onderwerp )?(?P<enum>[^.,:]+?) (?:hebben )?(?:geprioriteerd|als prioriteit)\b"
)
_EXAMPLES = re.compile(
    r"^(?:Denk (?:hierbij |daarbij |bijvoorbeeld )?aan|Het gaat (?:hierbij |daarbij )?om|Voorbeelden (?:hiervan )?zijn) (?P<enum>[^:]+?)\.?$"
)
_ABOUT_PRIORITIES = re.compile(r"\b(?:lokale|districtelijke|regionale|landelijke) (?:en \w+ )?prioriteiten\b")
_AT_TURN = re.compile(r"\bzijn (?:hier|hierbij|daarbij|hiervoor) (?:primair )?(?:de )?(?P<s>[^,.]+?) aan zet\b")
_SUBJECTS = re.compile(r"^(?:Dit|Het) zijn: (?P<enum>[^:]+?)\.?$")
_ATTENTION = re.compile(r"\bonderwerpen\b.*\baandacht\b|\baandacht\b.*\bonderwerpen\b")
_NO_SETTER = re.compile(r"^(?:dit|dat|deze|die|we|wij|ze|zij|hierbij|daarbij|er|onze|het|de)$", re.I)


def statements(reading: Reading, own: str) -> Iterator[Statement]:
    """Statements of priorities in the sentences of the document; `own` is who chose the document's own."""
    for block in reading.doc.body:
        if block.kind not in (Kind.PARAGRAPH, Kind.ITEM):
            continue
        known = list(sentences(block.text))
        for at, sentence in enumerate(known):
            yield from _enumerated(reading, block, sentence, own)
            yield from _chosen_by(reading, block, sentence)
            if at:
                yield from _examples(reading, block, known, at)
                yield from _subjects(reading, block, known[at - 1], sentence)


def _enumerated(reading: Reading, block: Block, sentence: MappedText, own: str) -> Iterator[Statement]:
    text = sentence.text
    if _NEGATED.search(text):
        return
    for pattern in _ENUMERATIONS:
        match = pattern.search(text)
        if match is None:
            continue
        named = setter = match.groupdict().get("s") or ""
        if _NO_SETTER.match(named):
            continue
        setter = setters.full_name(reading, named) if named else own
        quoted = _QUOTED_LIST.search(text)
        members = (
            list(_quoted(sentence)) if quoted else list(_members(sentence[match.start("enum") : match.end("enum")]))
        )
        if not quoted and not _credible(reading, text[: match.start("enum")], members):
            continue
        level = setters.level_of(reading, setter, text)
        following = (
            _NEXT_SETTER.search(text, match.start("enum")) if " aan " in text[: match.start("enum")] + " " else None
        )
        if following is not None:
            members = list(_members(sentence[match.start("enum") : following.start()]))
            yield from _following(reading, block, sentence, following)
        yield _statement(reading, block, sentence, members, setter, level)
        return
    if _QUOTED_LIST.search(text):
        yield _statement(reading, block, sentence, list(_quoted(sentence)), own, setters.level_of(reading, own, text))


def _following(
    reading: Reading, block: Block, sentence: MappedText, match: re.Match[str] | None
) -> Iterator[Statement]:
    """Priorities of others who are named in the same sentence without a verb of their own."""
    while match is not None:
        after = _NEXT_SETTER.search(sentence.text, match.end())
        end = after.start() if after else len(sentence.text.rstrip("."))
        setter = setters.full_name(reading, match.group("s"))
        members = list(_members(sentence[match.end() : end]))
        yield _statement(reading, block, sentence, members, setter, setters.level_of(reading, setter))
        match = after


def _credible(reading: Reading, before: str, members: list[MappedText]) -> bool:
    """Whether what follows "prioriteiten" enumerates themes: several after a colon, or mostly known ones after "zijn"."""
    if before.rstrip().endswith("prioriteiten:"):
        return len(members) > 1
    if before.rstrip().endswith("zijn"):
        return sum(reading.thesaurus.match(member.text) is not None for member in members) * 2 >= len(members)
    return True


def _members(words: MappedText) -> Iterator[MappedText]:
    """The members of an enumeration; "X, in het bijzonder met aandacht voor a, b en c" gives X, a, b and c."""
    match = _FOCUS.search(words.text)
    if match is None:
        yield from enumeration(words)
        return
    yield words[: match.start()]
    yield from enumeration(words[match.end() :])


def _quoted(sentence: MappedText) -> Iterator[MappedText]:
    for match in _QUOTED.finditer(sentence.text):
        yield sentence[match.start("q") : match.end("q")]


def _chosen_by(reading: Reading, block: Block, sentence: MappedText) -> Iterator[Statement]:
    """ "gemeenten die het thema X hebben geprioriteerd" """
    for match in _CHOSEN_BY.finditer(sentence.text):
        setter = match.group("s")
        members = list(enumeration(sentence[match.start("enum") : match.end("enum")]))
        yield _statement(reading, block, sentence, members, setter, setters.level_of(reading, setter))


def _examples(reading: Reading, block: Block, known: list[MappedText], at: int) -> Iterator[Statement]:
    """ "Denk aan a, b en c", right after a sentence on local or other priorities; who is to act follows or not."""
    match = _EXAMPLES.match(known[at].text)
    about = known[at - 1].text
    if match is None or not _ABOUT_PRIORITIES.search(about):
        return
    turn = next((m for s in known[at + 1 : at + 3] if (m := _AT_TURN.search(s.text))), None)
    setter = setters.full_name(reading, turn.group("s")) if turn else ""
    priorities = _ABOUT_PRIORITIES.search(about)
    level = setters.level_of(reading, "", priorities.group() if priorities else about)
    members = list(enumeration(known[at][match.start("enum") : match.end("enum")], examples=True))
    yield _statement(reading, block, known[at], members, setter, level)


def _subjects(reading: Reading, block: Block, before: MappedText, sentence: MappedText) -> Iterator[Statement]:
    """ "… een aantal onderwerpen waar aandacht voor gevraagd wordt. Dit zijn: a, b en c." """
    match = _SUBJECTS.match(sentence.text)
    if match is None or not _ATTENTION.search(before.text):
        return
    setter = setters.of_statement(reading, before.text) or setters.around(reading, block)
    members = list(enumeration(sentence[match.start("enum") : match.end("enum")]))
    yield _statement(reading, block, sentence, members, setter, setters.level_of(reading, setter, before.text))


def _statement(
    reading: Reading, block: Block, sentence: MappedText, members: list[MappedText], setter: str, level: str
) -> Statement:
    named = tuple(Named(None, theme_label(reading, member), sentence) for member in members if member)
    return Statement(setter, level, named, strength=1, at=block.index, confidence=Confidence.MEDIUM)
