"""Actions in running text: which sentences say what is or will be done, the words of each action, and who acts.

A rule over the sentence's verbs, not a list of topics: "we" or an organisation with a verb of doing, a future
("gaat", "zullen … worden") or a passive ("wordt … ingericht"). What is seen, meant, hoped or past is no action.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.context import Reading
from loaders.extractors.wording import capitalised, clause, enumeration, label, plain_infinitives, trim
from loaders.reading.text import MappedText

# What is done to something, as policy says it. A participle outside this list makes no action of a passive.
_DONE = (
    r"(?:in|op|uit|aan|door|af|bij|voor|samen|terug|over|toe|vast|mee|vrij|weg|klaar|her|open)?(?:ge)?(?:gericht|richt|steld|werkt|"
    r"breid|zet|maakt|boden|bracht|legd|voerd|start|bouwd|nomen|pakt|deeld|zocht|vraagd|schreven|leverd|kozen|stemd|vuld|bundeld|"
    r"voegd|organiseerd|investeerd|intensiveerd|continueerd|faciliteerd|adresseerd|monitord|evalueerd|ëvalueerd|ïnvesteerd|"
    r"ïntensiveerd|ïdentificeerd|ïnformeerd|ïmplementeerd|scherpt|jaagd|geven|houden|trokken|splitst|haald|regeld|schoold|formeerd|heveld)|"
    r"ontwikkeld|doorontwikkeld|versterkt|verbeterd|vergroot|verhoogd|vernieuwd|verbonden|verkend|versneld|verduurzaamd|verdeeld|"
    r"verstoord|verstrekt|vertaald|verwerkt|voorbereid|betrokken|besproken|bezien|benut|bevorderd|begeleid|bestreden|"
    r"behandeld|beschermd|bewaakt|ondersteund|onderzocht|overgeheveld|opgeleid|afgesproken|uitgebracht|gestimuleerd|geprioriteerd"
)
_PASSIVE = re.compile(rf"\b(?:wordt|worden)\b[^;]*?\b(?:{_DONE})\b|\b(?:{_DONE}) (?:wordt|worden)\b")
_FUTURE = re.compile(r"\b(?:gaat|gaan|zal|zullen)\b (?P<rest>[^;]*)")
_NO_DOING = re.compile(
    r"\b(?:vallen|blijven|zijn|leiden|vergen|ontstaan|komen|toenemen|afnemen|stijgen|dalen|wijzigen|lijken|zien|uitzien|gelden|"
    r"vinden|hebben|groeien|behoren|kampen|betekenen|krijgen)\b[^\w]*$"
)
_WE = re.compile(r"\b(?:[Ww]e|[Ww]ij)\b")
# A clause in a clause: what is said there is not what the sentence does.
_SUBORDINATE = re.compile(
    r",? (?:die|dat|wat|hoe|welke|waar\w*|zodat|omdat|indien|wanneer|terwijl|hoewel|zoals|om)\b|, als\b| als (?:we|wij|er|u)\b|^(?:Als|Wanneer|Indien|Hoewel|Terwijl|Willen|Nu|Om|Omdat) "
)
_STATE_VERB = re.compile(
    r"^(?:zien|zijn|hebben|weten|merken|geloven|verwachten|vinden|constateren|hopen|moeten|kunnen|mogen|hoeven|leven|menen|bedoelen|doen|"
    r"schrijven|ervaren|krijgen|spreken|wonen|bedanken|willen|denken|staan|hadden|waren|konden|begrijpen|blikken|streven|kiezen|"
    r"vertrouwen|stellen|voelen|verstaan|beginnen|en|maar|of|voorkomen|ambiëren)$"
)
_DOES_ALL_THE_SAME = re.compile(r"\b(?:hebben (?:we |wij )?(?:speciale|extra|bijzondere) aandacht|zijn alert)\b")
_NO_ACTION = re.compile(
    r"\b(?:was|waren|werd|werden|hadden|had|blijkt|bleek|vermoed|lijkt|schijnt|immers|meestal|momenteel|maakten|vaak|al snel|"
    r"mogelijkheid bestaat|op dit moment|zoals bekend|genoemd|vaak)\b|\bgaat het (?:hier|daar|om|vaak|over|naast)|\b(?:gaat|gaan) (?:\w+ ){0,3}(?:om|over|gepaard|samen)\b|"
    r"\?$|\b(?:volgende|eerder genoemde) (?:\w+ ){0,2}(?:pijlers|afspraken|resultaatsafspraken|criteria|keuzes|prioriteiten|uitgangspunten|doelstelling)\b|"
    r"\bfocus ligt\b|\bnoodzakelijk\b|\bverwachting\b|\bspelregel\b|\bprincipe\b|\buitgangspunt|\b(?:aangegeven|weergegeven|opgemerkt)\b|"
    r"\bin dezelfde richting\b|\bmilja?oe?n\w*|\bmiljard|^(?:Dit|Dat|Zij|Ze|Zo|Hij|Ook is|En als|Daarin|Waar)\b|^[“\"]|\bdoelstelling(?:en)? geduid\b|"
    r"\binvulling gegeven aan (?:deze|de) doelstelling\b|\bbeleidsdoelstellingen uitgewerkt\b|\b(?:wordt|worden) (?:\w+ ){0,3}(?:gezien|bekeken|beschreven)\b|^beschreven wordt|^Deels\b|\bzal (?:\w+ )?(?:stijgen|dalen)\b|\bgestreefd\b|\bambieert\b|\brichten (?:we|wij) ons\b|\bopgesomd\b|\bzal plaatsvinden\b",
    re.I,
)
_NEVER = re.compile(r"\b[Gg]aat het (?:\w+ ){0,3}om\b|^Het gaat\b|\bopgesomd\b|\?$")
_NEGATED = re.compile(r"\b(?:geen|niet|niets|kan|kunnen|zou|zouden)\b")
_LEAD_IN = re.compile(
    r"^(?:(?:daarnaast|daarbij|daartoe|hiertoe|hierbij|hiermee|ook|tevens|verder|vervolgens|uiteraard|vanzelfsprekend|bovendien|voorts|tot slot|"
    r"ten slotte|om te beginnen|daarom|derhalve|zo|en|in dat kader)\s+(?!dat\b))+",
    re.I,
)
# What a sentence goes on to say about an action it names: "het uitbreiden van de kring draagt daaraan bij".
_COMMENT = re.compile(
    r"(?<=\w),? (?:draagt (?:daar|hier)aan|biedt extra|valt hier|leidt tot|maakt een|helpt het|noopt)\b[^.]*\.?$"
)
# On what ground, before the verb: "Op basis van de bespreking, worden …".
_OPENING = re.compile(
    r"^(?:Op basis van|Aan de hand van|Op grond van|Conform|Gelet op)\b[^,]{5,120}, (?=(?:wordt|worden|zal|zullen)\b)"
)
_VERB_FIRST = re.compile(
    r"^(?:wordt|worden|zal|zullen|is|zijn|kan|kunnen|gaat|gaan|heeft|hebben|hoort|horen|\w+ (?:we|wij|de|het|er|elk|iedere?))\b"
)
_WE_LEAD = re.compile(r"^(?:we|wij) (?:gaan|zullen|willen)\s+", re.I)
_NEXT_ACTION = re.compile(
    r",? en (?=\w+(?:en|t)(?: (?:er|daarbij|ook))? (?:we|wij) )|,? en (?=(?:gaat|zal|wordt) (?:de|het|er) )|;(?: en)? (?:[a-e]\) )?(?=\w)"
)
_TO_FIRST = re.compile(r"^(?!Om )(?:[A-ZÀ-Ýa-zà-ÿ]\w+ ){0,5}te \w+(?:en|aan|ien)\b")
_VERBS = (
    r"voert|voeren|regisseert|regisseren|stimuleert|stimuleren|realiseert|realiseren|vergroot|vergroten|verhoogt|verhogen|ontwikkelt|"
    r"ontwikkelen|ondersteunt|ondersteunen|biedt|bieden|promoot|promoten|focust|focussen|pakt|pakken|meet|meten|zoekt|zoeken|"
    r"zet|zetten|maakt|maken|organiseert|organiseren|investeert|investeren|versterkt|versterken|verbetert|verbeteren|draagt|dragen|"
    r"verricht|verrichten|rapporteert|rapporteren|levert|leveren|richt|richten|treft|treffen|werkt|werken|zorgt|zorgen|geeft|geven|"
    r"bespreekt|bespreken|ontmoet|ontmoeten|helpt|helpen|beschrijft|beschrijven|rondt|ronden|zal|zullen|gaat|gaan|faciliteert|"
    r"faciliteren|signaleert|signaleren|bepaalt|bepalen|continueert|continueren|brengt|brengen|houdt|houden|deelt|delen|neemt|nemen|"
    r"start|starten|bouwt|bouwen|breidt|breiden|legt|leggen|communiceert|communiceren|evalueert|evalueren|inventariseert|"
    r"bezoekt|controleert|controleren|handhaaft|handhaven|coördineert|coördineren|monitort|monitoren|plaatst|plaatsen|trekt|trekken|sluit|sluiten|blijft aangesloten|"
    r"vraagt op|beschermt|beschermen|bestrijdt|bestrijden|voorkomt|verstoort|verstoren|informeert|informeren|bewaakt|bewaken"
)
# "Om niet te verzanden in de breedte maakt …": the verb after the clause opens the rest.
_TO_CLAUSE = re.compile(rf"^Om .*?\bte \w+.*? (?=(?:{_VERBS}|wordt|worden)\b)")
_AIMED_AT = re.compile(
    r"\b(?:zal|zullen|gaat|gaan) (?:zich|ons) (?:[\w ]{0,25})richten op (?P<e>(?:de|het) [^.:]+,[^.:]+)"
)
_LETTERED = re.compile(r"(?<= )a\) ")  # "wordt ingezet a) om …; b) om …"
_SHORTEST = 7  # code points of an action
_FEW_WORDS = 3
_LONGEST_SUBJECT = 14  # words
_SUBJECT = re.compile(
    rf"^(?P<s>(?:(?:De|Het|Een|Alle|Onze|Iedere|Elke?) )?[A-ZÀ-Ýa-zà-ÿ][^.:;()]*?(?: \([^)]*\))?) (?P<v>{_VERBS})\b"
)
_INVERTED = re.compile(
    rf"\b(?P<v>{_VERBS}) (?:de |het |elke? |iedere? )?(?P<s>(?:[A-ZÀ-Ý][\w-]+(?: (?:van |voor |en )?[A-ZÀ-Ý][\w-]+)*)|politie|gemeenten?|partners|"
    r"regio|district|districten|eenheid|taskforces?|taskforce|burgemeesters?|projectleiders?|bestuurders|bewoners|inwoners|ondernemers)\b"
)
_OPENS_OTHERWISE = re.compile(
    r"^(?:In|Op|Met|Vanuit|Via|Bij|Voor|Door|Naast|Samen met|Onder|Binnen|Tijdens|Om|Tot|Na|Sinds|Naar|Over|Tussen|Per|Eens|Ten|Aan|"
    r"Op basis)\b"
)
_BY = re.compile(
    r"\bdoor (?:de |het |een )?(?P<s>[A-ZÀ-Ý][\w-]*(?: [A-ZÀ-Ý][\w-]*)*|politie|gemeenten?|taskforces?|openbaar ministerie)\b"
)
_PRONOUN = re.compile(r"^(?:ze|zij|hij|dit|dat|deze|die|er|we|wij|hun|het|men|hierbij|daarbij|hiermee|daarmee)\b", re.I)
_LIST_OF_NAMES = re.compile(r",? en (?:de |het )?|, (?:de |het )?")
_PARTNERS = re.compile(
    r"\b(?:partners|projectleiders?|burgemeesters?|bestuurders|professionals|wijkagenten?|taskforces?|auditteam|werkgroep\b.*|regio|district|"
    r"wijkteams?|gezagen|aanjaagteam)$",
    re.I,
)
_NO_NAME = re.compile(
    r"\b(?:aanpak|beleid|inzet|rol|werk|samenwerking|aantal|interventies|afstemming|casuïstiek|analyse|plan|plannen|afspraken|beeld|"
    r"signalering|thema|onderwerp|partijen|informatie|bijdrage|programma)\b",
    re.I,
)


# "bijvoorbeeld door het tegengaan van a, het vergroten van b en het bieden van c": ways that are actions themselves.
_WAYS = re.compile(
    r"\b(?:zoals|door|bijvoorbeeld|namelijk|onder (?:meer|andere))(?: door)? (?P<w>(?:het )?\w{4,}en (?:van|op|naar|aan|met|tussen)\b[^.;:]*)"
)
_WAY = re.compile(
    r"^(?:(?:het|de|een) )?(?:[\w-]+ |\([^)]*\) ){0,3}\w{3,}(?:en|aan|ien) (?:van|op|naar|aan|met|tussen|in|voor|tegen)\b"
)


@dataclass(frozen=True, slots=True)
class Action:
    """One action: its label in words, who acts (empty when the sentence does not say), the words."""

    text: str
    actor: str
    where: MappedText


def actions_in(reading: Reading, sentence: MappedText, *, listed: bool = False) -> Iterator[Action]:
    """The actions a sentence states, in order.

    listed: the sentence opens an item of a list of actions, and is one whatever its verb.
    """
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
    if match is None:
        return
    words = sentence[match.start("w") : match.end("w")]
    ways = [way for way in enumeration(words) if _WAY.match(way.text)]
    if len(ways) > 1:
        for way in ways:
            yield Action(label_of(way.text), "", sentence)


def _goes_on(text: str, cut: re.Match[str]) -> bool:
    """Whether what follows a semicolon is an action of its own."""
    if not cut.group().startswith(";") or cut.group().endswith(") "):
        return True
    after = text[cut.end() :].partition(";")[0]
    return bool(_WE.search(after) or re.search(rf"\b(?:wordt|worden|{_VERBS})\b", after))


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
    if _WE.search(main):
        return not _STATE_VERB.search(_verb_of_we(main)) or bool(_DOES_ALL_THE_SAME.search(main))
    future = _FUTURE.search(main)
    if future and not _NO_DOING.search(main if len(main) < len(text) else future.group("rest").rstrip(".")):
        return True
    if _PASSIVE.search(main) or (_PASSIVE.search(text) and re.search(r"\b(?:wordt|worden)\b", main)):
        return True
    match = _SUBJECT.match(text) or _INVERTED.search(main)
    return bool(actor) and match is not None


def main_clause(text: str) -> str:
    """The words before the first clause that depends on another; the whole where one opens the sentence."""
    match = _SUBORDINATE.search(text)
    if match is None:
        return text
    if match.start() == 0:
        rest = text.partition(", ")[2] or _TO_CLAUSE.sub("", text)
        return main_clause(rest) if rest != text else text
    return text[: match.start()]


def _verb_of_we(main: str) -> str:
    """The verb that goes with the first "we": after it at the start of a clause, before it elsewhere."""
    match = _WE.search(main)
    if match is None:
        return ""
    before, after = main[: match.start()].split(), main[match.end() :].split()
    starts = not before or before[-1].endswith((",", ":", ";")) or before[-1] in ("en", "maar", "want", "of")
    return (after[0] if after else "") if starts else before[-1]


def label_of(text: str) -> str:
    """The label of an action: its words without lead-in ("Daarnaast", "we gaan"), no longer than a clause."""
    words = trim(_OPENING.sub("", _COMMENT.sub("", text)))
    bare = trim(_LEAD_IN.sub("", words))
    words = words if _VERB_FIRST.match(bare) else bare
    words = plain_infinitives(_WE_LEAD.sub("", words)) if _WE_LEAD.match(words) or _TO_FIRST.match(words) else words
    return capitalised(trim(clause(words, 170)))


def actor_of(reading: Reading, text: str) -> str:
    """Who acts: the subject of the sentence where it is an organisation or several; else empty."""
    main = main_clause(text)
    subject = None if _OPENS_OTHERWISE.match(text) else _SUBJECT.match(main)
    for match in (subject, _INVERTED.search(main)):
        few = match is not None and len(match.group("s").split()) <= _LONGEST_SUBJECT
        if match is not None and few and (actor := _actors(reading, match.group("s"))):
            return actor
    by = (_BY.search(main) or _BY.search(text)) if _PASSIVE.search(text) else None
    return _actors(reading, by.group("s")) if by else ""


def _actors(reading: Reading, names: str) -> str:
    """The names in full, when every one of them is an organisation; else empty."""
    bare = re.sub(r"\s*\([^)]*\)", "", names)
    bare = re.sub(r"^(?:De|Het|Een|Onze|Iedere|Elke?) ", "", bare)
    parts = [part for part in _LIST_OF_NAMES.split(bare) if part]
    if not parts or any(_PRONOUN.match(part) or not _is_organisation(reading, part) for part in parts):
        return ""
    full = [_full(reading, part) for part in parts]
    joined = ", ".join(full[:-1]) + " en " + full[-1] if len(full) > 1 else full[0]
    return capitalised(joined)


def _full(reading: Reading, name: str) -> str:
    expanded = reading.expand(name)
    return name if expanded.lower() == name.lower() else expanded


def _is_organisation(reading: Reading, name: str) -> bool:
    if len(name.split()) > 6 or _NO_NAME.search(name) or _OPENS_OTHERWISE.match(capitalised(name)):
        return False
    if _PARTNERS.search(name):
        return True
    return name.lower() == "politie" or reading.gazetteer.kind(_full(reading, name)) != "overig"
