"""Counts in a sentence: a number with what is counted ("54 criminele samenwerkingsverbanden", "vijf DVO's").

In words only bodies are counted. Numbers of a plan's own parts (themes, agreements), of time, strength and money are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Span
from loaders.clauses import participle, phrase
from loaders.context import Reading
from loaders.figures import AMOUNT, Quantity, Years, amount, quantities, word_quantities, years
from loaders.passages import Passage, default_scope, plan_years
from loaders.scopes import scope_of

_NOT_WORLD = re.compile(
    r"^(?:[a-zà-ÿ-]+e )*(?:jaar|jaren|maand\w*|dag|dagen|week|weken|uur|uren|minuten|keer|maal|fte|euro|prioriteit\w*|thema'?s?|[\w-]*thema'?s|doelstelling\w*|"
    r"\w*doelen|pijlers?|uitgangspunt\w*|taken|punten|hoofdstuk\w*|pagina\w*|type\w*|afspra\w*|onderwerp\w*|stap\w*|fasen?|ambities?|criteria|keuzes?|plan|plannen|"
    r"maatregel\w*|spelregels?|vragen|vraag|functies|tabel\w*|bijlage\w*|kolom\w*|dossiers|procent|sporen|lijnen|invalshoek\w*|formatieplaats\w*|zaak|domeinen|ketens|categori\w*|wereld\w*|"
    r"formatie|sterkte|extra|aspiranten|netto|voorvermelde|procentpunt|jarige|beleidsdoel\w*|organisatieontwikkel\w*)\b",
    re.I,
)
_AIMS_OF_A_PLAN = re.compile(r"^(?:[a-zà-ÿ-]+e )*(?:ambities|doelstellingen|doelen|prioriteiten)$", re.I)
_PERIOD = re.compile(r"\b(?:19|20)\d{2}\s?[-–]\s?(?P<last>(?:19|20)\d{2})\b")
# What is counted in lots: "23 partijen cocaïne"
_MEASURE = re.compile(r"(?:partijen|zendingen|ladingen|vaten|pillen|stuks|soorten|gevallen|vormen)", re.I)
_MEASURED = re.compile(r" (?P<what>(?:van )?(?!(?:in|op|van|te|en|die|dat|aan|tussen|uit|bij|zijn|waren|werden|worden|is)\b)[a-zà-ÿ-]{4,})(?=[ .,;])")
_PLURAL = re.compile(r"(?:en|s|'s|a)$")
# Words that make a figure one to be reached
AIM = re.compile(
    r"\b(?:minstens|minimaal|ten minste|tenminste|maximaal|hooguit|hoogstens|ten hoogste|niet meer dan|doorlopend|norm|streefcijfer|werkvoorraad|percentage van|ambitie van)\b",
    re.I,
)
_MONEY_OR_STRENGTH = re.compile(r"^\s*(?:fte\b|euro\b|FTE\b)", re.I)
_YEAR_BEFORE = re.compile(
    r"(?:^|[:;,]|\b(?:kreeg|kregen|telde|telden|waren|registreerde|registreerden|ontving|ontvingen)\b)\W*"
    r"(?:in|eind|begin|medio|per) (?:de (?:eerste|tweede) (?:helft|maanden) van |het (?:eerste|tweede|derde|vierde) (?:half ?jaar|kwartaal) van |heel |(?:\d+ )?[a-z]+ )?(?P<year>(?:19|20)\d{2})(?: (?:[a-zà-ÿ]+(?: |$)){1,5}| ?$)$",
    re.I,
)
# "In 2022 werden 14 laboratoria ontmanteld en 38 dumpingen ontdekt": of the same year.
_GOES_ON = re.compile(r"(?: [a-zà-ÿ-]+){0,3} en ")
# Nouns of the form of a participle.
_NOUN_LIKE = re.compile(
    r"(?:geweld|gebied|gebieden|geluid|geld|gelden|beleid|besluit|verbod|verband|bericht|bestand|beeld|bezit|verzet|gezicht|"
    r"gerecht|gevallen|gezinnen|gebouwen|gemeenten)$"
)
_AGAINST = re.compile(
    rf"[^.;,\d]{{0,60}}, (?:tegen(?:over)?|waar dat er) (?P<value>{AMOUNT}) in (?:heel )?(?P<year>(?:19|20)\d{{2}})\b(?! ?%)"
)
_DONE_BY = re.compile(
    r"\bvan (?P<what>[a-zà-ÿ]+(?: [a-zà-ÿ]+)?),? (?:dat|die) (?:wordt|worden|werd|werden) gepleegd door(?: (?:de|een))?\s*$"
)
_VERB_TAIL = re.compile(
    r"^\s*(?:in [A-ZÀ-Ý][\w-]+(?:[- ][A-ZÀ-Ý]\w+)?\s+)?(?:houden|zijn|worden|werden|waren|houdt) (?:zich )?(?P<tail>(?:(?!we\b|wij\b)[\wà-ÿ-]+ ?){1,6})"
)


@dataclass(frozen=True, slots=True)
class Count:
    """So many of a thing: a label made of the words, the noun as unit, the year it is given for, where it stands."""

    label: str
    value: Decimal
    unit: str
    years: Years
    scope: str
    where: Span


def counts(reading: Reading, passage: Passage, taken: Sequence[Decimal]) -> Iterator[Count]:
    """Numbers of things and people; a count that belongs to a movement, a share or an aim is not read again."""
    sentence = passage.text.text
    if AIM.search(sentence):
        return
    last: tuple[int, Years] = (-1, Years())  # where the count before ended, and its year
    written = [(each, False) for each in quantities(sentence)] + [(each, True) for each in word_quantities(sentence)]
    for quantity, in_words in written:
        noun = quantity.noun
        if re.search(r"\b(?:op|van) de\s*$", sentence[: quantity.start]) and re.search(
            r"\b(?:1|één|een) (?:op|van) de\s*$", sentence[: quantity.start]
        ):
            continue
        if quantity.unit or not noun or quantity.value in taken or quantity.value <= 1:
            continue
        if _NOT_WORLD.match(noun) and not (_AIMS_OF_A_PLAN.match(noun) and _recalls(reading, sentence)):
            continue
        if not _PLURAL.search(noun) or _MONEY_OR_STRENGTH.match(sentence[quantity.end :]):
            continue
        if in_words and not _is_body(reading, noun):
            continue
        scope = scope_of(sentence, reading.region) or default_scope(reading)
        label = f"aantal {noun}{_tail(sentence, quantity)}"
        spoken = _dated(sentence, quantity)
        if spoken == Years() and last[0] >= 0 and _GOES_ON.fullmatch(sentence[last[0] : quantity.start]):
            spoken = last[1]
        last = quantity.noun_end, spoken
        yield Count(label, quantity.value, noun, spoken, scope, _widened(passage, quantity))
        if against := _AGAINST.match(sentence[quantity.noun_end :]):
            before = amount(against.group("value")).value
            where = passage.text[quantity.start : quantity.noun_end + against.end()].span()
            yield Count(label, before, noun, Years(int(against.group("year"))), scope, where)


def _dated(sentence: str, quantity: Quantity) -> Years:
    """The year of a count: right after it ("312 inbraken in 2021"), or before it in its clause with no other figure between
    ("in 2021 registreerde de politie 54.300 misdrijven")."""
    after = years(sentence[quantity.noun_end : quantity.noun_end + 12]).about
    before = _YEAR_BEFORE.search(sentence[: quantity.start])
    return Years(after if after is not None else int(before.group("year")) if before else None)


def _recalls(reading: Reading, sentence: str) -> bool:
    """Whether a sentence speaks of a plan for a period before this document's own."""
    start, _ = plan_years(reading)
    return start is not None and any(int(found.group("last")) < start for found in _PERIOD.finditer(sentence))


def _widened(passage: Passage, quantity: Quantity) -> Span:
    """The words of a count with what stands around them on the way to the next comma, so that a reader sees what it is."""
    text = passage.text.text
    left = max(text.rfind(sign, 0, quantity.start) for sign in (",", ";", ":", "("))
    right = min(
        (at for sign in (",", ";", ". ", ")") if (at := text.find(sign, quantity.noun_end)) >= 0), default=len(text)
    )
    return passage.text[left + 1 : right].strip().span()


def _is_body(reading: Reading, noun: str) -> bool:
    """Whether a noun names organisations: only those are counted in words ("vijf DVO's", "drie Veiligheidshuizen")."""
    bare = re.sub(r"'s$|(?<=[A-Z])s$", "", noun)
    full = reading.abbreviations.get(bare) or reading.abbreviations.get(noun) or noun
    lower = full.lower()
    if re.search(r"\b(?:politie|partijen|partners|invalshoeken)\b$", lower):
        return False
    return bool(
        re.search(
            r"(?:gemeenten|eenheden|districten|teams|basisteams|veiligheidshuizen|overleggen|veiligheidsoverleg|parketten|regio'?s|meldpunten|"
            r"organisaties|corporaties|taskforces|colleges|overleg|ministeries|scholen|advies-)(?:\b|$)",
            lower,
        )
    )


def _tail(sentence: str, quantity: Quantity) -> str:
    """What the things counted are said to be: " slachtoffer van huiselijk geweld", " bezig met cocaïnehandel"."""
    rest = sentence[quantity.noun_end :]
    if _MEASURE.fullmatch(quantity.noun) and (measured := _MEASURED.match(rest)):
        return f" {measured.group('what')}"
    done = _DONE_BY.search(sentence[: quantity.start])
    if done and re.fullmatch(r"(?:verdachten|daders|plegers)", quantity.noun):
        return f" van {done.group('what')}"
    victims = re.search(r"\b(?:slachtoffer|dader|verdachte) van [a-zà-ÿ]+(?: [a-zà-ÿ]+)?", rest)
    if victims and re.search(r"\b(?:wordt|worden|zijn|waren|werden)\b", sentence[: quantity.start]):
        return f" {victims.group()}"
    about = re.match(r" (?:over|tegen|van|met) (?=[a-zà-ÿ])(?!(?:de|het) politie\b)", rest)
    if about and not (about.group() == " met " and quantity.noun[:1].isupper()):
        words = phrase(rest[about.end() :])
        passive = re.search(r"\b(?:werd|werden|wordt|worden)\b", sentence[: quantity.start])
        if passive and " " in words and participle(words.split()[-1]) and not _NOUN_LIKE.search(words):
            words = words.rsplit(" ", 1)[0]  # "38 dumpingen van drugsafval ontdekt"
        return f"{about.group()}{words}" if words and len(words.split()) <= 6 else ""
    spoken = re.match(r" (?P<tail>waar(?:in|bij) (?:er )?sprake (?:is|was) van [a-zà-ÿ-]+(?: [a-zà-ÿ-]+)?)", rest)
    if spoken:
        return f" {spoken.group('tail')}"
    match = _VERB_TAIL.match(rest)
    if match and re.search(r"houden zich|houdt zich", match.group()):
        return f" {match.group('tail').strip()}"
    return ""
