"""Words in which a document speaks of the strength of the police."""

from __future__ import annotations

import re

# Notation of formation-category by what a header or sentence says; the first that fits decides, so that
# "Aspiranten (operationele sterkte)" is aspirant and "Niet-operationele sterkte" is not operationeel.
_CATEGORIES: tuple[tuple[str, str], ...] = (
    (r"niet[- ]*operatione(?:le|el)", "niet-operationeel"),
    (r"aspirant(?:en)?", "aspirant"),
    (r"wijk-?\s?agent(?:en)?", "wijkagent"),
    (r"operatione(?:le|el)", "operationeel"),
    (r"overige?", "overig"),
    (r"(?:eind|sub)?-?tota(?:al|le)", "totaal"),
)
_COMPILED = tuple((re.compile(rf"\b{pattern}\b", re.I), name) for pattern, name in _CATEGORIES)
CATEGORY = re.compile(rf"\b(?:{'|'.join(pattern for pattern, _ in _CATEGORIES)})\b", re.I)
STRENGTH = re.compile(r"\bformatie|sterkte\b|sterkteverdeling|sterkte\(|\bfte(?:'s)?\b|\bpolitiesterkte", re.I)


def category_of(text: str) -> str:
    """The category of strength that words name, or the empty string."""
    return next((name for pattern, name in _COMPILED if pattern.search(text)), "")
