"""Quantities and years in running Dutch text: "minstens 12.000 zaken", "ruim 40%", "in 2018 ten opzichte van 2011".

A small lexer. It tells a figure that counts or measures something from one that only labels (a year, an article, a
page, "24/7"), and what each year is for: the year a statement is about, or the year it compares with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders.numbers import FIGURE, WORD_NUMBER, parse_count, parse_figure

YEAR = r"(?:19|20)\d{2}"
AT_LEAST = r"minstens|minimaal|ten\s?minste|tenminste|op zijn minst"
AT_MOST = r"maximaal|hoogstens|hooguit|ten hoogste|niet (?:meer|hoger|verder) dan"
APPROXIMATE = (
    r"ruim|bijna|circa|ca\.|ongeveer|rond de|zo'n|maar liefst|meer dan|minder dan|slechts|gemiddeld|naar schatting"
)
BOUND = rf"{AT_LEAST}|{AT_MOST}|{APPROXIMATE}|doorlopend"
_SCALE = r"duizend|miljoen|miljard|mln\.?|mld\.?"
_WORD = r"[A-Za-zÀ-ÿ][\wÀ-ÿ'’/-]*"
# One amount as it stands inside larger patterns (no groups of its own).
AMOUNT = rf"(?<![\d.,])(?:(?:{BOUND})\s+)?(?:€\s?)?(?:[-−–]\s?)?(?<!\d)(?!{YEAR}\b(?!\s?%|\sprocent|\seuro|[.,]\d))(?:{FIGURE})(?:\s(?:{_SCALE}))?(?:\s?%|\sprocent(?:punt)?\b|\seuro\b)?"

# Parts of a whole in words, in percent.
_FRACTIONS = {
    "de helft": Decimal(50), "een kwart": Decimal(25), "driekwart": Decimal(75), "drie kwart": Decimal(75),
    "een derde": Decimal("33.3"), "twee derde": Decimal("66.7"), "een vijfde": Decimal(20), "een tiende": Decimal(10),
    "een zesde": Decimal("16.7"), "een achtste": Decimal("12.5"),
}  # fmt: skip
FRACTION = rf"(?:(?:{BOUND})\s+)?(?:{'|'.join(_FRACTIONS)})(?![\w-])"

_QUANTITY = re.compile(
    rf"(?:\b(?P<bound>{BOUND})\s+(?:een\s+)?)?(?P<euro>€\s?)?(?<![\w.,/:-])(?P<sign>[-−–]\s?)?(?P<number>{FIGURE})"
    rf"(?:\s(?P<scale>{_SCALE})(?!\w))?(?:\s?(?P<unit>%|procent(?:punt)?\b|euro\b))?(?![\d/:]|[.,]\d|[\w-])",
    re.I,
)
_WORD_QUANTITY = re.compile(rf"\b(?P<number>(?:{WORD_NUMBER})(?:(?:en|ën)(?:{WORD_NUMBER}))?)\s+(?={_WORD})", re.I)
# A figure after one of these words, or before one of these, labels something.
_LABEL_BEFORE = re.compile(
    r"(?:\b(?:artikel|artt?|lid|nrs?|nummer|pagina|p|blz|bijlage|hoofdstuk|paragraaf|tabel|figuur|niveau|niv|kenmerk|postbus|"
    r"voetnoot|noot|punt|fase|kamerstukken|categorie|versie|top|ad)\.?)\s*$",
    re.I,
)
_LABEL_AFTER = re.compile(
    r"^\s*(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|nr\b|jarige?\b|e\b)",
    re.I,
)
_YEARLIKE = re.compile(rf"^{YEAR}$")
_NOT_NOUN = re.compile(
    r"^(?:van|in|op|naar|tot|en|of|aan|met|bij|per|om|te|ten|t\.o\.v|dan|die|dat|is|zijn|was|waren|wordt|worden|door|voor|uit|over|"
    r"lager|hoger|minder|meer|gedaald|gestegen|toegenomen|afgenomen|keer|maal|tussen|binnen|sinds|vanaf|na|waarvan|waaronder|"
    r"als|respectievelijk|opgelegd|geworden|geweest|bedraagt|heeft|hebben|ooit|zich|wel|niet|euro|procent|fte)$",
    re.I,
)
_ADJECTIVE = re.compile(r"^(?!\w+(?:ee|ie|age|teit)$)[a-zà-ÿ-]{4,}e$|^(?:extra|landelijk|regionaal)$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One amount in a text.

    start, end: offsets of the amount with its bound and unit ("minstens 12.000"), noun left out.
    value: signed as written. unit: "%", "euro" or "" for a count. bound: "minstens", "ruim" … in lower case.
    noun: what is counted, adjectives included ("criminele samenwerkingsverbanden"); noun_end: where it ends.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    bound: str
    noun: str
    noun_end: int


@dataclass(frozen=True, slots=True)
class Years:
    """The years a statement speaks of: `about` (the last one named, the end of a range) and `base` it compares with."""

    about: int | None = None
    base: int | None = None

    def filled(self, other: Years) -> Years:
        """These years, what is missing taken from `other`."""
        return Years(
            self.about if self.about is not None else other.about, self.base if self.base is not None else other.base
        )


def quantities(text: str) -> Iterator[Quantity]:
    """The amounts in `text`, in order; years, dates, articles, pages and codes are left out."""
    for match in _QUANTITY.finditer(text):
        number, rest = match.group("number"), text[match.end() :]
        measured = bool(match.group("unit") or match.group("scale") or match.group("euro"))
        if _YEARLIKE.match(number) and not measured:
            continue
        if not measured and (_LABEL_BEFORE.search(text[: match.start("number")]) or _LABEL_AFTER.match(rest)):
            continue
        value = _value(match)
        noun, noun_end = counted_noun(text, match.end())
        unit = (match.group("unit") or "").lower()
        unit = "%" if unit == "%" or unit.startswith("procent") else "euro" if unit or match.group("euro") else ""
        yield Quantity(match.start(), match.end(), value, unit, (match.group("bound") or "").lower(), noun, noun_end)


def word_quantities(text: str) -> Iterator[Quantity]:
    """Counts written in words ("vijf overleggen"), in order; "een" counts nothing."""
    for match in _WORD_QUANTITY.finditer(text):
        value = parse_count(match.group("number"))
        noun, noun_end = counted_noun(text, match.end("number"))
        if value is not None and value > 1 and noun:
            yield Quantity(match.start(), match.end("number"), value, "", "", noun, noun_end)


def _value(match: re.Match[str]) -> Decimal:
    scale = (match.group("scale") or "").lower()
    words = {"mln": "miljoen", "mln.": "miljoen", "mld": "miljard", "mld.": "miljard"}
    value = parse_figure(f"{match.group('number')} {words.get(scale, scale)}".strip())
    if value is None:  # the pattern holds a figure
        raise ValueError(f"{match.group()!r}: no figure")
    return -value if match.group("sign") else value


def amount(text: str) -> Quantity:
    """The one amount in a match of AMOUNT or FRACTION; "een kwart" is 25%.

    Raises ValueError when there is none.
    """
    match = _QUANTITY.search(text)
    if match is None and (part := re.search("|".join(_FRACTIONS), text, re.I)):
        return Quantity(part.start(), part.end(), _FRACTIONS[part.group().lower()], "%", "", "", part.end())
    if match is None:
        raise ValueError(f"{text!r}: no amount")
    unit = (match.group("unit") or "").lower()
    unit = "%" if unit == "%" or unit.startswith("procent") else "euro" if unit or match.group("euro") else ""
    return Quantity(
        match.start(), match.end(), _value(match), unit, (match.group("bound") or "").lower(), "", match.end()
    )


def counted_noun(text: str, start: int) -> tuple[str, int]:
    """The noun with its adjectives that begins right after `start`, and where it ends; ("", start) when none does."""
    at, words = start, []
    while match := re.compile(rf"\s+({_WORD})").match(text, at):
        word = match.group(1)
        if _NOT_NOUN.match(word):
            break
        words.append(word)
        at = match.end()
        compound = re.compile(r"\s?[-–] en (\w+)").match(text, at)  # "Advies- en Meldpunten"
        if compound or word.endswith("-"):
            second = compound or re.compile(r" en (\w+)").match(text, at)
            if second:
                return f"{' '.join(words).rstrip('-')}- en {second.group(1)}", second.end()
        if not _ADJECTIVE.match(word):
            return " ".join(words), at
    return ("", start) if not words else (" ".join(words), at)


_SPAN_OF_YEARS = re.compile(rf"\b(?P<first>{YEAR})\s?(?:-|–|t/m|tot en met|tot)\s?(?P<last>{YEAR})\b")
_BETWEEN = re.compile(rf"\btussen (?P<first>{YEAR}) en (?P<last>{YEAR})\b", re.I)
_BASE = re.compile(
    rf"(?:ten opzichte van|t\.o\.v\.|vergeleken met|in vergelijking met|\bdan(?: in)?)\s+"
    rf"(?:(?:dezelfde|deze|de) periode in\s+|het (?:basis)?jaar\s+|heel\s+|begin\s+|eind\s+|in\s+)*(?P<year>{YEAR})\b"
    rf"|\b(?:sinds|vanaf|op het niveau van)\s+(?P<since>{YEAR})\b"
    rf"|\b(?P<reference>{YEAR})\s+(?:als|het|is het|als het)\s+(?:referentie|basis|uitgangs|peil)jaar",
    re.I,
)
_ABOUT = re.compile(
    rf"\b(?:in|eind|begin|medio|voor|over|van|per|uiterlijk|tot|heel|najaar|voorjaar|zomer|januari|februari|maart|april|mei|juni|juli|"
    rf"augustus|september|oktober|november|december|het jaar)\s+(?:(?:de\s+)?(?:jaar|eind|begin|heel)\s+)?(?P<year>{YEAR})\b(?!\s?[-–]\s?\d)",
    re.I,
)
YEAR_BEFORE = re.compile(r"\b(?:dan|ten opzichte van|vergeleken met) (?:een|het) jaar (?:eerder|ervoor|daarvoor)\b", re.I)
_ANY_YEAR = re.compile(YEAR)
_HEADED = re.compile(rf"^\W*(?P<about>{YEAR})\s+(?:ten opzichte van|t\.o\.v\.)\s+(?P<base>{YEAR})", re.I)


def years(text: str) -> Years:
    """The years a clause speaks of; a document's own period ("Veiligheidsstrategie 2015-2018") is none of them.

    >>> years("is in 2018 ten opzichte van 2011 met 20% gedaald")
    Years(about=2018, base=2011)
    """
    if not _ANY_YEAR.search(text):
        return Years()
    headed = _HEADED.match(text)
    if headed:
        return Years(int(headed.group("about")), int(headed.group("base")))
    base = None
    rest = text
    for match in _BASE.finditer(text):
        found = match.group("year") or match.group("since") or match.group("reference")
        base = base or int(found)
        rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    between = _BETWEEN.search(rest)
    if between:
        return Years(int(between.group("last")), int(between.group("first")))
    for match in _SPAN_OF_YEARS.finditer(rest):
        if re.search(r"(?:periode|tussen|jaren|ontwikkeling\b.*|over)\s*$", rest[: match.start()], re.I):
            return Years(int(match.group("last")), int(match.group("first")))
        rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    found_about = [int(match.group("year")) for match in _ABOUT.finditer(rest)]
    if base is None and found_about and YEAR_BEFORE.search(text):
        return Years(found_about[0], found_about[0] - 1)
    return Years(found_about[0] if found_about else None, base)
