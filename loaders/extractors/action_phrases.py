"""Actions named in the course of a sentence that itself says something else: what is needed, planned or aimed at.

"… gericht op het faciliteren van x", "er is behoefte om y intact te houden", "dat kan enerzijds door z te doen",
"een evaluatie staat gepland". Such a sentence is often an ambition as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extractors.wording import capitalised, clause, label, plain_infinitives, trim
from loaders.reading.text import MappedText

_DOING = (
    "doen|faciliteren|onderzoeken|verkennen|organiseren|ontwikkelen|opzetten|inrichten|versterken|verbeteren|verbinden|inzetten|aanpakken|"
    "investeren|uitbreiden|uitvoeren|ondersteunen|stimuleren|houden|aanbieden|opstellen|invoeren|vergroten|verminderen|bestrijden"
)
_NOUN = (
    r"(?:[\w-]*deling|[\w-]*uitwisseling|inzet|ontwikkeling|versterking|verbetering|uitbreiding|oprichting|inrichting|harmonisatie|invoering|"
    r"bestrijding|verkenning|evaluatie)"
)
# Each has a group `a`: the words of the action.
_PHRASES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bgericht op (?P<a>het (?:{_DOING}) van [^.:,;]+)",
        rf"\bbehoefte om (?P<a>[^.;:]*?\b(?:te )?(?:{_DOING})\b[^.;:]*)",
        rf"\bbehoefte (?:is )?aan (?P<a>(?:een |de |het )?[^.;:]*?{_NOUN}\b[^.;:,]*)",
        rf"\b(?:willen (?:we|wij)|(?:We|Wij) willen|wil (?:de \w+)) (?P<a>[^.;:?]*?\b(?:{_DOING})\b[^.;:?]*)",
        r"\b[Ee]nerzijds door (?P<a>[^.;]+)",
        r"\b[Aa]nderzijds door (?P<a>[^.;]+)",
        r"\b[Aa]nderzijds kan (?:de |het )?[\w-]+ (?P<a>[^.;]+)",
        rf"\b(?:onderwerp|punt|thema) is (?P<a>(?:de|het|een) {_NOUN}\b[^.;:,]*)",
        rf"\bgaat (?:hier|hierbij|daarbij) onder (?:meer|andere) (?:over|om) (?P<a>(?:de|het|een) {_NOUN}\b[^.;:]*)",
        rf"^(?:Ook )?(?P<a>[Dd]e [\w-]*{_NOUN} (?:van|bij|op|tussen) [^.;:]*?) wordt (?:\w+ )?genoemd\b",
        r"\bstaat (?P<a>een [^.;:]+?) gepland(?P<b> [^.;:]+)?",
    )
)
_NEVER = re.compile(r"\b(?:niet|geen|was|waren|had|hadden)\b|\?$")
_SHORTEST = 12  # code points


def phrases_in(sentence: MappedText) -> Iterator[str]:
    """The labels of the actions a sentence names in passing."""
    text = sentence.text
    if _NEVER.search(text):
        return
    for pattern in _PHRASES:
        for match in pattern.finditer(text):
            words = label(plain_infinitives(trim(match.group("a") + (match.groupdict().get("b") or ""))))
            if len(words) >= _SHORTEST:
                yield capitalised(trim(clause(words, 170)))
