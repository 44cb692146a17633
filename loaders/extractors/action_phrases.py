"""Actions named in the course of a sentence that itself says something else: what is needed, planned or aimed at.

"… gericht op het faciliteren van x", "er is behoefte om y intact te houden", "het is van belang dat z wordt opgezet",
"een evaluatie staat gepland". Such a sentence is often an ambition as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from loaders.extractors.action_verbs import DOING, DONE, VERBS
from loaders.extractors.wording import capitalised, clause, label, plain_infinitives, trim
from loaders.reading.text import MappedText


class Place(Enum):
    """What a sentence may state where it stands: any action, what the parties do now, or only what is needed."""

    ANY = "any"
    CURRENT = "current"
    NEEDED = "needed"


_NOUN = (
    r"(?:[\w-]*deling|[\w-]*uitwisseling|inzet|ontwikkeling|versterking|verbetering|uitbreiding|oprichting|inrichting|harmonisatie|invoering|"
    r"bestrijding|verkenning|evaluatie)"
)
_PROPOSAL = r"(?:[\w-]+ en )?\w*(?:voorstel|bijstelling|advies|actieplan|herverdeling)"
_TO_DO = r"het (?:[\w-]+ ){0,3}?\w{3,}(?:en|aan|ien) (?:van|met|aan|op|bij|in|daarvan|tussen)\b"
# What stands as a sentence: no verb of its own before "te doen".
_NO_VERB = r"(?:(?!\b(?:is|zijn|wordt|worden|heeft|hebben|kan|kunnen)\b)[^,.;])*?"
_NEED = r"(?:noodzakelijk|nodig|van belang|belangrijk|essentieel|zaak|wenselijk)"
# Each has a group `a`, the words of the action, and may have `s`, who acts.
_NEEDED: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b[Hh]et (?:is|was) (?:\w+ ){{0,2}}?{_NEED},?(?: om| dat)? (?P<a>(?:[^.;:]|(?<=etc)\.)+)",
        rf"\b[Ii]s het (?:\w+ ){{0,2}}?{_NEED},?(?: om| dat)? (?P<a>(?:[^.;:]|(?<=etc)\.)+)",
        rf"\bhet (?:\w+ ){{0,2}}?{_NEED} is,?(?: om| dat)? (?P<a>(?:[^.;:]|(?<=etc)\.)+)",
        r"^Randvoorwaardelijk is dat (?P<a>(?:[^.;:]|(?<=etc)\.)+)",
    )
)
_MEANS: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"^(?:Dit|Dat) (?:doen (?:we|wij)|wordt|gebeurt)\b(?:(?! enerzijds)[^.;]){{0,40}}? door (?P<a>{_TO_DO}[^.;]*|[^.;]*? te (?:\w+en|slaan)\b[^.;]*)"
    ),
)
_CURRENT: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:focus|zwaartepunt|accent) [^.;]*?\bligt\b[^.;]*? (?:in|op) (?P<a>(?:{_TO_DO}|de (?:\w+ )?{_NOUN})[^.;:]*)",
        r"\b(?:draaien|lopen)(?P<b> in [a-zà-ÿ ]+?) (?P<a>[\w-]+ (?:projecten|pilots|proeven|trajecten)|\w+(?:projecten|pilots|proeven|trajecten))\b",
        rf"\b(?:leidt|leiden) tot (?P<a>een (?:\w+ )?{_PROPOSAL} (?:dat (?:de |het )?(?P<s>[A-Z][\w-]+))?[^.;]*)",
        rf"\btot (?P<a>een {_PROPOSAL} [^.;]*?) leiden",
    )
)
_PHRASES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bgericht op (?P<a>het (?:{DOING}) van [^.:,;]+)",
        rf"\bbehoefte om (?P<a>[^.;:]*?\b(?:te )?(?:{DOING})\b[^.;:]*)",
        rf"\bbehoefte (?:is )?aan (?P<a>(?:een |de |het )?[^.;:]*?{_NOUN}\b[^.;:,]*)",
        rf"\b(?:willen (?:we|wij)|(?:We|Wij) willen|wil (?:de \w+)) (?P<a>[^.;:?]*?\b(?:{DOING})\b[^.;:?]*(?:: hoe [^.]*)?)",
        r"\b[Ee]nerzijds door (?P<a>[^.;]+)",
        r"^[Aa]nderzijds door (?P<a>[^.;]+)",
        r"\b[Aa]nderzijds kan (?:de |het )?(?P<s>[\w-]+) (?P<a>[^.;]+)",
        rf"\b(?:onderwerp|punt|thema) is (?P<a>(?:de|het|een) {_NOUN}\b[^.;:,]*)",
        rf"\bgaat (?:hier|hierbij|daarbij) onder (?:meer|andere) (?:over|om) (?P<a>(?:de|het|een) {_NOUN}\b[^.;:]*)",
        rf"^(?:Ook )?(?P<a>[Dd]e [\w-]*{_NOUN} (?:van|bij|op|tussen) [^.;:]*?) wordt (?:\w+ )?genoemd\b",
        r"\bstaat (?P<a>een [^.;:]+?) gepland(?P<b> [^.;:]+)?",
        rf"\b(?:[Ii]nsteek is|[Dd]enk|gedacht worden|denken)(?: onder andere| ook| hierbij| daarbij| bijvoorbeeld| o\.a\.)*(?: aan)? (?P<a>{_TO_DO}[^.;]*)",
        rf"\b(?:bestaat (?:vooral |onder meer |mede )?uit|voorzien in|begint\b[^.;]*? met|is in ieder geval|verstaan (?:we|wij)(?: ten eerste)?) (?P<a>{_TO_DO}[^.;]*)",
        rf"\bis (?P<a>{_TO_DO}[^.;]*?) een (?:belangrijke?|essenti[eë]le?) (?:kans|element|onderdeel|stap|voorwaarde)\b",
        rf"^(?P<a>(?!Het \w+vermogen\b)H{_TO_DO[1:]}[^.;]*?) (?:is|zijn|vormt)\b[^.;]{{0,40}}? (?:van belang|belangrijke?|essenti[eë]le?|kern|element|onderdeel)\b",
        r"\bzijn (?:\w+ ){0,4}?(?:de )?(?P<s>[\w-]+) aan zet om (?P<a>[^.;,]+)",
        r"\bvolgt (?P<a>een (?:\w+ )?voorstel [^.;]+)",
        r"\bis er (?P<a>(?:speciale|extra|bijzondere) aandacht voor [^.;]+)",
        rf"^(?:Hiertoe|Daartoe|Daarvoor|Ook|Daarom) (?:moet|moeten) (?:de )?(?P<s>[\w-]+) (?P<a>[^.;]*?\b(?:{DOING})\b[^.;]*)",
        rf"\b(?:We|Wij|we|wij) moeten (?P<a>(?:steeds )?(?:op zoek naar|[^.;,]*?\b(?:{DOING})\b)[^.;]*)",
        rf"\bbetekent (?:dit|dat) dat (?:we|wij) (?P<a>\w+ moeten (?:{DOING})\b[^.;]*)",
        rf"\bbetekent dat (?P<s>[\w-]+) (?P<a>[^.;]*?\b(?:{DOING})\b[^.;]*)",
        r"^(?P<a>[^.;:]+, [^.;:]+) zijn (?:\w+ )?opgaven\b",
        r"\bnoopt er(?: \w+)? toe (?P<a>[^.;:]* te \w+en\b[^.;:]*)",
        rf"^Dit (?:omvat|vergt|vraagt)(?: ook)?(?: om)? (?P<a>een (?:\w+e )?(?:{_NOUN}|intensivering|samenwerking)\b[^.;]*)",
        rf"^(?:De |Het )(?P<s>[\w-]+) heeft [^.;]*? en (?P<a>(?:{VERBS}) [^.;]+)",
        r"\bhoudt in dat (?:de |het )?(?P<s>[\w-]+) (?P<a>[^.;]+)",
        r"^(?:Ook|Daarnaast|Tevens) kunnen (?P<a>[^.;,]+? worden \w+[dt])\b",
        r"^Er (?:komt|komen)(?: ook| daarnaast| in 20\d\d)* (?P<a>(?:een|meer|extra|nieuwe) (?!bij\b|einde\b|moment\b|punt\b|tijd\b)[^.;:]+)",
        r"\b(?:start|starten|begint|beginnen) (?:er )?(?:(?:in|per|vanaf) [^.;,]{4,20} )?(?P<a>een (?:\w+e? )?(?:pilot|proef|project|campagne|programma|opleiding|training)\b[^.;]*)",
        r"\b(?P<s>[A-Za-z]\w+) (?:heeft|hebben) [^.;]*?\b(?:rol|taak|verantwoordelijkheid) bij (?P<a>het \w{3,}(?:en|aan|ien) van [^.;]+)",
        rf"^(?P<a>(?:De|Het) (?!kan\b)[^.;,]*? (?:moet|moeten) [^.;,]*?\b(?:(?:{DONE}) worden|worden (?:{DONE}))\b[^.;]*)",
        rf"\bkunnen (?:we|wij) (?P<a>[^.;,]*?\b(?:{DOING})\b[^.;]*)",
        rf"^(?P<a>(?![^.;]*\b(?:opgemerkt|vermeld)\b)[^.;]*\b(?:dient|dienen)\b[^.;]*\bte worden [^.;]*(?:{DONE})[^.;]*)",
    )
)
# A sentence that is no more than a way to do what the one before it says.
_FRAGMENT = re.compile(
    rf"^(?:Bijvoorbeeld |Mede |Ook )?[Dd]oor (?P<a>(?!de\b){_NO_VERB} te (?:\w+en|slaan)\b[^.;]*|{_TO_DO}[^.;]*)|"
    rf"^Onder andere door middel van (?P<b>{_TO_DO}[^.;]*)|"
    r"^(?P<c>(?:Speciale |Extra |Meer )?(?:[Ii]nzet|[Aa]andacht) (?:ook )?(?:voor|vanuit|van|op) [^.;]+)\.?$"
)
_NEVER = re.compile(r"\b(?:niet|geen|was|waren|had|hadden)\b|\?$")
_DOES = re.compile(
    rf"\b(?:te|heen te|in gang te) (?!zijn|worden|hebben|komen|weten)\w+(?:en|aan|ien)\b|\b(?:wordt|worden)\b.*\b(?:{DONE})\b|\b(?:{DONE}) (?:wordt|worden)\b|"
    rf"\b(?:{DOING}|optrekken|brengen)\b"
)
_MUST = re.compile(r"^(\w+ )?moeten |^(?:we|wij) (?=elkaar\b)")
_ENDS = re.compile(r"(?:,? te weten| door(?: onder (?:andere|meer))?|,? namelijk)$")
_AND_THAT = re.compile(r"(?:,| en| én) dat ")
_TWO = re.compile(rf" en (?={_TO_DO})|, (?:\w+ \w+ )?en (?={_TO_DO})")
_SHORTEST = 12  # code points


def phrases_in(sentence: MappedText, place: Place = Place.ANY) -> Iterator[tuple[str, str]]:
    """The labels of the actions a sentence names in passing, each with who acts as the sentence calls it, or empty."""
    text = sentence.text
    if _NEVER.search(text):
        return
    patterns = (
        _NEEDED + _MEANS
        if place is Place.NEEDED
        else _NEEDED + _MEANS + _CURRENT + (_PHRASES if place is Place.ANY else ())
    )
    for pattern in patterns:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            if pattern in _NEEDED and not _DOES.search(match.group("a")):
                continue
            words = match.group("a") + (groups.get("b") or "")
            for part in _parts(words):
                yield part, groups.get("s") or ""


def fragment_in(sentence: MappedText) -> Iterator[str]:
    """The label of a way to act that stands as a sentence of its own: "Bijvoorbeeld door jongeren te bezoeken."."""
    match = _FRAGMENT.match(sentence.text)
    if match is not None and not _NEVER.search(sentence.text):
        yield from _parts(match.group("a") or match.group("b") or match.group("c"))


def _parts(words: str) -> Iterator[str]:
    for part in (piece for one in _AND_THAT.split(words) for piece in _TWO.split(one)):
        bare = label(plain_infinitives(trim(_ENDS.sub("", _MUST.sub(r"\1", part).rstrip(" :")))))
        if len(bare) >= _SHORTEST:
            yield capitalised(trim(clause(bare, 170)))
