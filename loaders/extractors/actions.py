"""Actions in running text: which sentences say what is or will be done, the words of each action, and who acts.

A rule over the sentence's verbs, not a list of topics: "we" or an organisation with a verb of doing, a future
("gaat", "zullen … worden") or a passive ("wordt … ingericht"). What is seen, meant, hoped or past is no action.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.context import Reading
from loaders.extractors.action_actors import actor_of, has_subject
from loaders.extractors.action_clauses import PASSIVE, WE, late_verb, main_clause, verb_of_we
from loaders.extractors.action_verbs import DOING, DONE, VERBS
from loaders.extractors.wording import capitalised, clause, enumeration, label, plain_infinitives, trim
from loaders.reading.text import MappedText

_FUTURE = re.compile(r"\b(?:gaat|gaan|zal|zullen)\b (?P<rest>[^;]*)")
# What has been set up for the approach stands: "is een werkgroep ingericht", "hebben een agenda opgesteld".
_PERFECT = re.compile(
    r"\b(?:is|zijn|hebben)\b[^;]*\b(?:ingericht|opgericht|opgesteld|ingesteld|aangesteld|geïntroduceerd|gestart|gevraagd|geformeerd)\b"
)
_NO_DOING = re.compile(
    r"\b(?:vallen|blijven|zijn|leiden|vergen|ontstaan|komen|toenemen|afnemen|stijgen|dalen|wijzigen|lijken|zien|uitzien|gelden|"
    r"vinden|hebben|groeien|behoren|kampen|betekenen|krijgen)\b[^\w]*$"
)
_STATE_VERB = re.compile(
    r"^(?:zien|zijn|hebben|weten|merken|geloven|verwachten|vinden|constateren|hopen|moeten|kunnen|mogen|hoeven|leven|menen|bedoelen|doen|"
    r"schrijven|ervaren|krijgen|spreken|wonen|bedanken|willen|denken|staan|hadden|waren|konden|begrijpen|blikken|streven|kiezen|"
    r"vertrouwen|stellen|voelen|verstaan|beginnen|en|maar|of|voorkomen|ambiëren|rekenen|noemen|scharen|"
    r"zagen|namen|kwamen|gingen|vonden|wisten|bleven|deden|kregen|hielden|gaven|brachten|\w+(?:eerden|elden|erkten|aakten))$"
)
_DOES_ALL_THE_SAME = re.compile(r"\b(?:hebben (?:we |wij )?(?:speciale|extra|bijzondere) aandacht|zijn alert)\b")
_AGREES = re.compile(r"\bspreken (?:we|wij) [^.;]*\baf\b|\b(?:we|wij) spreken [^.;]*\baf\b", re.I)
_NO_ACTION = re.compile(
    r"\b(?:was|waren|werd|werden|hadden|had|blijkt|bleek|vermoed|lijkt|schijnt|immers|meestal|momenteel|maakten|vaak|al snel|"
    r"mogelijkheid bestaat|op dit moment|zoals bekend|genoemd|vaak)\b|\bgaat het (?:hier|daar|om|vaak|over|naast)|\b(?:gaat|gaan) (?:\w+ ){0,3}(?:om|over|gepaard|samen)\b|"
    r"\?$|\b(?:volgende|eerder genoemde) (?:\w+ ){0,2}(?:pijlers|afspraken|resultaatsafspraken|criteria|keuzes|prioriteiten|uitgangspunten|doelstelling)\b|"
    r"\bfocus ligt\b|\bnoodzakelijk\b|\bverwachting\b|\bspelregel\b|\bprincipe\b|\buitgangspunt|\b(?:aangegeven|weergegeven|opgemerkt)\b|"
    r"\bin dezelfde richting\b|\bmilja?oe?n\w*|\bmiljard|^(?:Dit|Dat|Zij|Ze|Zo|Hij|Ook is|En als|Daarin|Waar)\b|^[“\"]|\bdoelstelling(?:en)? geduid\b|"
    r"\binvulling gegeven aan (?:deze|de) doelstelling\b|\bbeleidsdoelstellingen uitgewerkt\b|\b(?:wordt|worden) (?:\w+ ){0,3}(?:gezien|bekeken|beschreven)\b|^beschreven wordt|^Deels\b|\bzal (?:\w+ )?(?:stijgen|dalen)\b|\bgestreefd\b|\bambieert\b|\brichten (?:we|wij) ons\b|\bopgesomd\b|\bzal plaatsvinden\b|\b(?:neemt|nemen) [^.;]*\bdeel\b|\bwordt dus\b|\bvoorrang\b|\bhierin vast\b|\bin (?:dit|deze) (?:stuk|plan|strategie|kader|nota|document|visie)\b[^.;]*\bvast\b|\bonderstaande\b|\b(?:gaat|gaan) voor(?=[.;,]|$)|\bhouden (?:we |wij )?ons aan \w+ \w+\.?$",
    re.I,
)
_NEVER = re.compile(r"\b[Gg]aat het (?:\w+ ){0,3}om\b|^Het gaat\b|\bopgesomd\b|\?$")
_NEGATED = re.compile(r"\b(?:geen|niet|niets|kan|kunnen|zou|zouden)\b")
_LEAD_IN = re.compile(
    r"^(?:(?:daarnaast|daarbij|daartoe|hiertoe|hierbij|hiermee|ook|tevens|verder|vervolgens|uiteraard|vanzelfsprekend|bovendien|voorts|tot slot|"
    r"ten slotte|om te beginnen|daarom|derhalve|zo|en|in dat kader|ten (?:eerste|tweede|derde))\s+(?!dat\b))+",
    re.I,
)
# What a sentence goes on to say about an action it names: "het uitbreiden van de kring draagt daaraan bij".
_COMMENT = re.compile(
    r"(?<=\w),? (?:draagt (?:daar|hier)aan|biedt extra|valt hier|leidt tot|maakt een|helpt het|noopt|"
    r"is (?:een|de)(?: \w+)? (?:element|onderdeel|kern|stap|kans|opgave)\b|is te beschouwen als)\b[^.]*\.?$"
)
# On what ground, before the verb: "Op basis van de bespreking, worden …".
_OPENING = re.compile(
    r"^(?:Op basis van|Aan de hand van|Op grond van|Conform|Gelet op)\b[^,]{5,120}, (?=(?:wordt|worden|zal|zullen)\b)"
)
_VERB_FIRST = re.compile(
    r"^(?:wordt|worden|zal|zullen|is|zijn|kan|kunnen|gaat|gaan|heeft|hebben|hoort|horen|\w+ (?:we|wij|de|het|er|elk|iedere?))\b"
)
_FINITE_FIRST = re.compile(
    rf"^(?:{VERBS}) (?:partners|gemeenten|projectleiders|burgemeesters|politie|partijen|districten)\b"
)
_AND_FIRST = re.compile(r"^(?:En|Maar) (?=\w)")
_WE_LEAD = re.compile(r"^(?:we|wij) (?:gaan|zullen|willen)\s+", re.I)
_NEXT_ACTION = re.compile(
    r",? en (?=\w+(?:en|t)(?: (?:er|daarbij|ook))? (?:we|wij) )|,? en (?=(?:gaat|zal|wordt) (?:de|het|er) )|"
    rf",? en (?:ook )?(?=(?:de|het) [A-Z]\w+ (?:{VERBS})\b)| en (?=een [\w -]{{5,60}} (?:{DOING}))|"
    r";(?: en)? (?:[a-e]\) )?(?=\w)"
)
_ENDS_IN_VERB = re.compile(r"\w(?:en|aan|ien)$")
_TO_FIRST = re.compile(r"^(?!Om )(?:[A-ZÀ-Ýa-zà-ÿ]\w+ ){0,5}te (?:\w+(?:en|aan|ien)|zijn)\b")
_AIMED_AT = re.compile(
    r"\b(?:zal|zullen|gaat|gaan) (?:zich|ons) (?:[\w ]{0,25})richten op (?P<e>(?:de|het) [^.:]+,[^.:]+)"
)
_LETTERED = re.compile(r"(?<= )a\) ")  # "wordt ingezet a) om …; b) om …"
_LONG = 170  # code points from which on a label is no more than its clause
_MOST = 262  # code points; a longer label would be cut before its verb
_SHORTEST = 7  # code points of an action
_FEW_WORDS = 3


# "bijvoorbeeld door het tegengaan van a, het vergroten van b en het bieden van c": ways that are actions themselves.
_WAYS = re.compile(
    r",? \(?\b(?:zoals|door|bijvoorbeeld|namelijk|onder (?:meer|andere))(?: door| om)? (?P<w>(?:\w+, )?(?:het (?:\([^)]*\) |verder )?\w{3,}(?:en|aan|ien) (?:van|op|naar|aan|met|tussen)|\w{3,}(?:en|aan|ien) van)\b[^.;:]*)"
)
_WAY = re.compile(
    r"^(?:(?:het|de|een) )?(?:[\w-]+ |\([^)]*\) ){0,3}\w{3,}(?:en|aan|ien) (?:van|op|naar|aan|met|tussen|in|voor|tegen)\b"
)


_NO_WAY = re.compile(r"^(?:waar\w*|zodat|die|dat|om) ")
_NO_WAYS = re.compile(r"\b(?:mogelijkheid|mogelijkheden|bevoegdhe\w+|voorbereidingen)\b")


@dataclass(frozen=True, slots=True)
class Action:
    """One action: its label in words, who acts (empty when the sentence does not say), the words."""

    text: str
    actor: str
    where: MappedText


def actions_in(reading: Reading, sentence: MappedText, *, listed: bool = False, ways: bool = False) -> Iterator[Action]:
    """The actions a sentence states, in order.

    listed: the sentence opens an item of a list of actions, and is one whatever its verb. ways: the ways it goes on to
    name are actions themselves (`ways_in`), and no part of its own label.
    """
    text = sentence.text
    if ways and (match := _WAYS.search(text)) and len(text[: match.start()].split()) > _FEW_WORDS:
        sentence = sentence[: match.start()]
        listed = listed or is_action(text, actor_of(reading, text))
        text = sentence.text
    actor = actor_of(reading, text)
    if not listed and not is_action(text, actor):
        return
    if members := list(_aimed_at(sentence)):
        for member in members:
            yield Action(member, actor, sentence)
        return
    last, stem = 0, ""
    cuts = [match for match in _NEXT_ACTION.finditer(text) if match.start() > 15 and _goes_on(text, match)]
    for match in [*cuts, None]:
        part = sentence[last : match.start() if match else len(sentence)].strip()
        last = match.end() if match else last
        if stem_match := _LETTERED.search(part.text):
            stem = part.text[: stem_match.start()]
            words = f"{stem}{part.text[stem_match.end() :]}"
        else:
            words = f"{stem}{part.text}"
        if len(part.text) > _SHORTEST:
            yield Action(label_of(words), actor_of(reading, part.text) if cuts else actor, sentence)


def ways_in(sentence: MappedText) -> Iterator[Action]:
    """The actions a sentence names as ways to do what it says, where it names two or more."""
    match = _WAYS.search(sentence.text)
    if match is None or _NO_WAYS.search(sentence.text[: match.start()]):
        return
    words = sentence[match.start("w") : match.end("w")]
    ways = [way for way in enumeration(words) if _WAY.match(way.text) and not _NO_WAY.match(way.text)]
    if len(ways) > 1:
        for way in ways:
            yield Action(label_of(way.text), "", sentence)


_TOGETHER = re.compile(r"(?:Samen|In samenwerking|Met hulp van|Naast|Onder leiding van)\b")


def _goes_on(text: str, cut: re.Match[str]) -> bool:
    """Whether what follows a semicolon is an action of its own."""
    if not cut.group().startswith(";") or cut.group().endswith(") "):
        opened = _TOGETHER.match(text) and not re.search(rf"\b(?:{VERBS})\b", text[: cut.start()])
        return not opened  # "Samen met A, B en C start …": the verb is still to come
    after = text[cut.end() :].partition(";")[0]
    return bool(WE.search(after) or re.search(rf"\b(?:wordt|worden|{VERBS})\b", after))


def _aimed_at(sentence: MappedText) -> Iterator[str]:
    """The labels of what a plan is to aim at: "zal zich richten op de aanpak van a, de bestrijding van b en c"."""
    match = _AIMED_AT.search(sentence.text)
    if match is None:
        return
    head = ""
    for member in enumeration(sentence[match.start("e") : match.end("e")]):
        words = member.text
        if head and len(words.split()) < _FEW_WORDS and not re.match(r"(?:de|het|een) ", words):
            words = f"{head} {words}"  # "de bestrijding van b en c": also of c
        elif head_match := re.match(r"(?:de|het) [\w -]*?(?:ing|aanpak|en) (?:van|tegen|naar)\b", words):
            head = head_match.group()
        yield label(words)


def is_action(text: str, actor: str) -> bool:
    """Whether a sentence says what is or will be done."""
    main = main_clause(text)
    if _NEVER.search(text) or _NO_ACTION.search(main) or _NEGATED.search(main) or len(text.split()) < _FEW_WORDS + 1:
        return False
    if WE.search(main):
        return bool(_AGREES.search(main)) or not _STATE_VERB.search(verb_of_we(main)) or bool(_DOES_ALL_THE_SAME.search(main))
    future = _FUTURE.search(main)
    if future and not _NO_DOING.search(main if len(main) < len(text) else future.group("rest").rstrip(".")):
        return True
    if (
        _PERFECT.search(main)
        or PASSIVE.search(main)
        or (PASSIVE.search(text) and re.search(r"\b(?:wordt|worden)\b", main))
    ):
        return True
    return bool(actor) and has_subject(text, main)


def without_comment(text: str) -> str:
    """`text` without what it goes on to say about the action it names."""
    return _COMMENT.sub("", text)


_AFTER = re.compile(r"(?<=\.) \([^()]*\)$|,? (?:te weten|namelijk):?$")


def label_of(text: str) -> str:
    """The label of an action: its words without lead-in ("Daarnaast", "we gaan"), no longer than a clause."""
    words = trim(_OPENING.sub("", without_comment(_AFTER.sub("", _AND_FIRST.sub("", text)))))
    late = late_verb(words) if len(words) > _LONG else words
    words = late if _in_order(late) != late or len(words) > _MOST else words
    bare = trim(_LEAD_IN.sub("", words))
    words = words if _VERB_FIRST.match(bare) or _FINITE_FIRST.match(bare) else bare
    goes = _WE_LEAD.match(words) and _ENDS_IN_VERB.search(main_clause(words).rstrip(" ."))
    words = plain_infinitives(_WE_LEAD.sub("", words)) if goes or _TO_FIRST.match(words) else words
    return capitalised(trim(clause(_in_order(words), _LONG)))


# "vergroten we de slagvaardigheid", "worden afspraken gemaakt over …": clauses that another one came before.
_WE_SECOND = re.compile(r"^(?P<v>\w+en) (?P<s>we|wij) (?P<r>.+)$", re.I)
_PASSIVE_FIRST = re.compile(rf"^(?P<v>wordt|worden) (?P<s>(?!er\b)(?:[\w'-]+ ){{1,4}}?)(?P<r>(?:{DONE})\b.*)$", re.I)
_THERE = re.compile(r"^(?P<s>er) (?P<r>(?:\w+ )?)(?P<v>wordt|worden) (?=\w)", re.I)


def _in_order(words: str) -> str:
    """A clause with its subject before its verb, as on its own it would be said."""
    if match := _WE_SECOND.match(words) or _PASSIVE_FIRST.match(words):
        subject, verb = match.group("s").strip(), match.group("v").lower()
        return f"{subject} {verb} {match.group('r')}"
    return _THERE.sub(r"\g<s> \g<v> \g<r>", words)
