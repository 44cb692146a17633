"""Who acts: the subject of a sentence on an action, where it is an organisation or several."""

from __future__ import annotations

import re

from kg.model import ActorFact
from loaders.context import Reading
from loaders.extractors.action_clauses import PASSIVE, main_clause
from loaders.extractors.action_verbs import VERBS
from loaders.extractors.wording import capitalised

_INVERTED = re.compile(
    rf"\b(?<!te )(?P<v>{VERBS}) (?:de |het |elke? |iedere? )?(?P<s>(?:[A-ZÀ-Ý][\w-]+(?: (?:van |voor |en )?[A-ZÀ-Ý][\w-]+)*)|politie|gemeenten?|partners|"
    r"regio|district|districten|eenheid|taskforces?|taskforce|burgemeesters?|projectleiders?|bestuurders|bewoners|inwoners|ondernemers|\w*werkgroep|\w*teams?|\w*colleges?|"
    r"\w*coalitie|bureau|minister|driehoek(?:en)?|\w*huizen|recherche)"
    r"(?P<m>(?:, (?:[A-ZÀ-Ý][\w-]*|politie|gemeenten))*(?: en (?:de |het )?(?:[A-ZÀ-Ý][\w-]*|politie|gemeenten|partners))?)(?![\w-])"
)
_OPENS_OTHERWISE = re.compile(
    r"^(?:Bijvoorbeeld|In|Op|Met|Vanuit|Via|Bij|Voor|Door|Naast|Samen met|Onder|Binnen|Tijdens|Om|Tot|Na|Sinds|Naar|Over|Tussen|Per|Eens|Ten|Aan|"
    r"Op basis)\b"
)
# "De ligging maakt de regio aantrekkelijk": what stands before the verb is the subject, unless it says when.
_SUBJECT_FIRST = re.compile(
    rf"^(?:De|Het|Een|Deze|Dit|Die|Onze) (?!(?:komende|eerst|volgende|afgelopen|laatste|helft)\b)[^,;:]*?(?<!te )\b(?:{VERBS}) "
    r"(?!(?:we|wij)\b)"
)
_BY = re.compile(
    r"\bdoor (?:de |het |een )?(?P<s>[A-ZÀ-Ý][\w-]*(?: [A-ZÀ-Ý][\w-]*)*|politie|gemeenten?|taskforces?|openbaar ministerie)\b"
)
_PRONOUN = re.compile(r"^(?:ze|zij|hij|dit|dat|deze|die|er|we|wij|hun|het|men|hierbij|daarbij|hiermee|daarmee)\b", re.I)
_LIST_OF_NAMES = re.compile(r",? en (?:de |het )?|, (?:de |het )?")
_PARTNERS = re.compile(
    r"\b(?:partners|projectleiders?|burgemeesters?|bestuurders|professionals|wijkagenten?|taskforces?|auditteam|werkgroep\b.*|regio|district|"
    r"wijkteams?|gezagen|aanjaagteam|\w*coalities?|\w*colleges?|driehoek(?:en)?|(?:hoofd)?officier(?:en)?(?: van justitie)?|politiechef|"
    r"minister(?:ies)?(?: van \w+(?: en \w+)?)?|\w*huizen|\w*recherche|basisteams?|brandweer|(?:inlichtingen- en )?veiligheidsdiensten|"
    r"inlichtingen-|RIECs?|LIEC|netwerk|rijk|"
    r"\w*(?:coaches|werkers|boa's|agenten|handhavers|toezichthouders|rechercheurs|regisseurs|adviseurs))$",
    re.I,
)
_NO_NAME = re.compile(
    r"\b(?:aanpak|beleid|inzet|rol|werk|samenwerking|aantal|interventies|afstemming|casuïstiek|analyse|plan|plannen|afspraken|beeld|"
    r"signalering|thema|onderwerp|partijen|informatie|bijdrage|programma)\b",
    re.I,
)
_SUBJECT = re.compile(
    rf"^(?P<s>(?:(?:De|Het|Een|Alle|Onze|Iedere|Elke?|Deze|Die) )?[A-ZÀ-Ýa-zà-ÿ][^.:;()]*?(?: \([^)]*\))?)(?<! te) (?P<v>{VERBS})\b"
)
_LONGEST_SUBJECT = 14  # words
# "Publieke en private partners": one subject of two kinds.
_OF_TWO_KINDS = re.compile(r"^\w+e en \w+e (?:partners|partijen|organisaties|diensten)$", re.I)
_OF_DOING = re.compile(r"^[Hh]et \w+(?:en|aan) (?:van|en)\b")
_FROM = re.compile(r"^Vanuit (?:de |het )?(?P<s>[^.,:;]+?) (?:wordt|worden|zal|zullen)\b")


def actor_of(reading: Reading, text: str) -> str:
    """Who acts: the subject of the sentence where it is an organisation or several; else empty."""
    main = main_clause(text)
    subject = None if _OPENS_OTHERWISE.match(text) else _SUBJECT.match(main)
    inverted = None if _SUBJECT_FIRST.match(main) else _INVERTED.search(main)
    for match in (subject, inverted):
        if match is None or len(match.group("s").split()) > _LONGEST_SUBJECT:
            continue
        more = match.groupdict().get("m") or ""
        if actor := _actors(reading, match.group("s") + more) or _actors(reading, match.group("s")):
            return actor
    if (source := _FROM.match(main)) and (actor := _actors(reading, source.group("s"))):
        return actor
    by = (_BY.search(main) or _BY.search(text)) if PASSIVE.search(text) else None
    return _actors(reading, by.group("s")) if by else ""


def named_actor(reading: Reading, name: str) -> str:
    """The name in full where it is an organisation; else empty."""
    return _actors(reading, name) if name else ""


def has_subject(text: str, main: str) -> bool:
    """Whether a verb of doing stands beside a subject that could be an organisation."""
    return bool(_SUBJECT.match(text) or _SUBJECT.match(main) or _INVERTED.search(main))


def _actors(reading: Reading, names: str) -> str:
    """The names in full, when every one of them is an organisation; else empty."""
    bare = re.sub(r"\s*\([^)]*\)", "", names)
    if _OF_DOING.match(bare):
        return ""
    bare = re.sub(r"^(?:De|Het|Een|Onze|Iedere|Elke?|Deze|Die) ", "", bare)
    if _OF_TWO_KINDS.match(bare):
        return capitalised(bare)
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
    if name[:1].isupper() and any(isinstance(fact, ActorFact) and fact.actor == name for fact in reading.facts):
        return True
    return (
        name.lower() == "politie" or name == reading.region or reading.gazetteer.kind(_full(reading, name)) != "overig"
    )
