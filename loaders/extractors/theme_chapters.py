"""Chapters on a theme each, told by their form: whatever words the titles have, known or not.

Chapters beside one another are on a theme each when their titles are numbered parts of the same name ("Opgave A – …",
"Pijler 2: …"), or when each has the same kinds of parts under it: what is wanted, and what is done for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from loaders.structure import DocumentText, Role, Section
from loaders.structure.lines import PARTED
from loaders.structure.roles import part_name

# What a part of a plan is called that is on a theme; "hoofdstuk" and "deel" may be on anything.
_ON_A_THEME = re.compile(
    r"thema|prioriteit|speerpunt|pijler|(?:programma|actie|hoofd)lijn|ambitie|opgave|uitdaging|spoor|aandachtsgebied|focuspunt|accent|route|koers",
    re.I,
)
CHOSEN = re.compile(r"prioriteit|speerpunt|pijler|opgave|programmalijn|aandachtsgebied|focuspunt|accent", re.I)
_PARTS = ({Role.AMBITIONS, Role.APPROACH}, {Role.ANALYSIS, Role.APPROACH}, {Role.ANALYSIS, Role.AMBITIONS})
_NUMBERS = tuple("123456789"), tuple("ABCDEFGH"), ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_FEWEST = 2
_SILENT = (Role.PREFACE, Role.CONTENTS, Role.COLOPHON, Role.APPENDIX, Role.EXAMPLE, Role.FORMATION, Role.ALLOCATION)


def numbered_parts(doc: DocumentText, words: re.Pattern[str] = _ON_A_THEME) -> Iterator[list[Section]]:
    """Each series of chapters whose titles are parts of one name, numbered or lettered from the first on.

    words: what such a part may be called.
    """
    named = [
        (match.group("word").lower(), match.group("number").upper(), section)
        for section in doc.sections
        if section.heading is not None and (match := PARTED.match(part_name(section.heading.text.text)))
    ]
    for word, group in groupby(named, key=lambda one: one[0]):
        series = list(group)
        numbers = [number for _, number, _ in series]
        if words.fullmatch(word) and len(series) >= _FEWEST and _in_order(numbers):
            yield [section for _, _, section in series]


def _in_order(numbers: Sequence[str]) -> bool:
    return any(tuple(numbers) == counted[: len(numbers)] for counted in _NUMBERS)


def theme_chapters(doc: DocumentText) -> dict[int, str]:
    """The title of each chapter that is on a theme by its form, by the index of its heading."""
    found = [section for series in numbered_parts(doc) for section in series]
    for parent in doc.sections:
        alike = [child for child in parent.children if _has_parts(child)]
        if len(alike) >= _FEWEST:
            found += alike
    return {section.heading.index: section.title for section in found if section.heading is not None}


def _has_parts(section: Section) -> bool:
    if section.heading is None or section.role in _SILENT or not section.children:
        return False
    roles = {child.role for child in section.children}
    return any(wanted <= roles for wanted in _PARTS)
