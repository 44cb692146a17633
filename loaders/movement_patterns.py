"""Patterns of movements in a clause: from one figure to another, by so much, more or less of a thing, doubled."""

from __future__ import annotations

import re

from loaders.clauses import CHANGE_NOUN
from loaders.figures import AMOUNT, FRACTION, YEAR

RANGE = re.compile(
    rf"\bvan (?P<from>{AMOUNT})(?P<between>[^,;()]{{0,70}}?)(?: in (?P<from_year>{YEAR}))? (?:naar|tot) (?P<to>{AMOUNT})"
)
TO_YEAR = re.compile(rf"^(?P<noun>(?:\s[\w'-]+){{0,3}}?) in (?P<year>{YEAR})\b")
TO = re.compile(rf"\b(?:naar|tot|op) (?P<to>(?:{AMOUNT}))(?!\s?(?:jaar|maand|dagen|uur|fte))")
# What is itself a time may run up to so many days.
TO_TIME = re.compile(rf"\b(?:naar|tot|op) (?P<to>(?:{AMOUNT}))(?=\s?(?:jaar|maanden|weken|dagen|uur|minuten)\b)")
IS_TIME = re.compile(r"(?:tijd|tijden|duur|termijn|leeftijd)$|(?:tijd|tijden|duur|termijn|leeftijd) (?:van|voor|bij)\b", re.I)
BY = re.compile(rf"\bmet (?P<by>{AMOUNT}|{FRACTION})")
NOUN_OF = re.compile(
    rf"\b(?P<noun>{CHANGE_NOUN})(?: in (?P<year>{YEAR}))? van (?P<by>{AMOUNT})(?: respectievelijk (?P<by2>{AMOUNT}))?",
    re.I,
)
NOUN_WHAT = re.compile(rf"\b(?P<noun>{CHANGE_NOUN}) (?:van|in) (?!{AMOUNT})(?=(?:de |het |een )?[\wà-ÿ(])", re.I)
LESS = re.compile(rf"(?P<by>{AMOUNT}) (?P<way>minder|meer) (?!dan\b)(?=[(\wà-ÿ])", re.I)
LOWER = re.compile(rf"(?P<by>{AMOUNT}) (?P<way>lager|hoger|(?:minder|meer)(?= dan\b))", re.I)
COMPARED = re.compile(rf"\W*(?![^,;]*?(?:%|procent) (?:meer|minder)){AMOUNT} (?:meer|minder) dan\b")  # "telde 88 incidenten, 30 meer dan het jaar ervoor"
# What is told of more than doubling, or nearly, has no figure.
DOUBLED_IS = re.compile(
    r"(?<!bijna )(?<!ruim )\b(?:(?P<up>verdubbel(?:d|de|t|en))|(?P<thrice>verdrievoudig(?:d|de|t|en))|gehalveerd|halve(?:erde|ert|ren))\b(?! bijna)", re.I
)
OPENED = re.compile(r"(?:^\W*|\b(?P<verb>is|zijn|was|waren)\b[^:\d]*? )(?:minder|meer) (?!dan\b)(?P<what>[^:\d]+?)(?: dan [^:\d]+)?:\s*van\b", re.I)
DOUBLED = re.compile(r"(?<!bijna een )\b(?P<noun>verdubbeling|verdrievoudiging|halvering) van (?=(?:de |het )?[\wà-ÿ])", re.I)
HAS_FIGURE = re.compile(rf"\d|verdubbel|verdrievoudig|halve+r|\bmet {FRACTION}", re.I)
BACK = re.compile(
    r"\b(?:diezelfde|dezelfde) periode\b|\b(?:is|was|betekent) (?:dat|dit)\b|^(?:dit|dat) (?:is|betekent)\b|\b(?:hierbinnen|daarvan)\b",
    re.I,
)
FTE = re.compile(r"\s+fte\b", re.I)
TIME = re.compile(r"(?:jaar|jaren|maand|maanden|weken|dagen|uur|minuten)\b", re.I)
