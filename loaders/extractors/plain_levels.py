"""Levels for a year to come that no word as "minstens" sets: a share, a percentage, a mark.

Eind 2026 doet 60% van de slachtoffers aangifte (2021: 40%).
Het percentage ondernemers met een basisniveau aan digitale beveiliging ligt in 2025 op 75%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.clauses import tidy
from loaders.extractors.single_figures import grades
from loaders.extractors.target_levels import Level, compared, stood_at
from loaders.figures import AMOUNT, YEAR, Quantity, Years, quantities, years
from loaders.numbers import FIGURE

# A level that the future tense of a year alone makes a target: "Eind 2026 doet 60% van de slachtoffers aangifte"
_LIES_AT = re.compile(
    rf"\b(?P<what>(?:percentage|aandeel|aantal|rapportcijfer|cijfer) [^.;,()]+?) (?:ligt|is|bedraagt|staat|komt|moet) "
    rf"(?:in |eind |begin |uiterlijk )*(?P<year>{YEAR}) (?:op |uit op |uitkomen op )?(?P<value>{AMOUNT})(?![\d.,]*\d|\s?(?:lager|hoger|minder|meer))",
    re.I,
)
# "Eind 2026 is het aantal incidenten niet hoger dan 60"
_IS_AT_MOST = re.compile(
    rf"^\W*(?:in|eind|begin|uiterlijk(?: in)?|vanaf) (?P<year>{YEAR}) (?:is|ligt|bedraagt|blijft) (?:het )?(?P<what>(?:percentage|aandeel|aantal) [^.;,()]+?) "
    rf"(?:op |onder de |minder dan |lager dan )?(?P<value>{AMOUNT})(?![\d.,]*\d|\s?(?:lager|hoger|minder|meer))",
    re.I,
)
_DOES_SHARE = re.compile(
    rf"^\W*(?:in|eind|begin|uiterlijk(?: in)?|vanaf) (?P<year>{YEAR}) (?P<verb>[a-zà-ÿ]+) (?P<share>(?:{FIGURE})\s?(?:%|procent)) "
    r"van (?:de |het |alle |onze )?(?P<rest>[^.;()]+)",
    re.I,
)
_WHO = re.compile(r"(?P<who>[\wà-ÿ-]+(?: van [a-zà-ÿ]+)?) (?P<what>.+)")
_NOW = re.compile(rf"\b(?:nu|op dit moment|in (?P<year>{YEAR})) (?:is|was) dat (?:nog )?(?:een )?(?P<value>{AMOUNT})", re.I)


def plain_levels(sentence: str) -> Iterator[Level]:
    """Levels for a year to come without a word as "minstens": a share, a percentage, a mark."""
    about = years(sentence).about
    if about is None:
        return
    if match := _DOES_SHARE.match(sentence):
        who = _WHO.match(match.group("rest").strip())
        label = f"aandeel {who.group('who')} dat {who.group('what').strip()} {match.group('verb')}" if who else ""
        found = next(quantities(match.group("share")))
        base, base_year = stood_at(sentence, Quantity(0, match.end("share"), found.value, "%", "", "", match.end("share")))
        if label:
            yield Level(0, len(sentence), label, found.value, "%", Years(int(match.group("year")), base_year), "",
                        compared(base, found.value), base)  # fmt: skip
    elif match := _IS_AT_MOST.match(sentence) or _LIES_AT.search(sentence):
        found = next(quantities(match.group("value")))
        unit = found.unit or ("cijfer" if "cijfer" in match.group("what") else "aantal")
        yield Level(match.start(), match.end(), tidy(match.group("what")), found.value, unit, Years(int(match.group("year"))))
    for grade in grades(sentence):
        now = _NOW.search(sentence[grade.end :])
        base = next(quantities(now.group("value"))).value if now else None
        base_year = int(now.group("year")) if now and now.group("year") else None
        yield Level(0, len(sentence), grade.label, grade.value, "cijfer", Years(about, base_year), "",
                    compared(base, grade.value), base)  # fmt: skip
