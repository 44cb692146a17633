"""Targets that are a deadline for everyone: "de sluitende aanpak in iedere gemeente per 1 oktober 2018".

What is due is due everywhere (each municipality, district, team); a deadline for one thing is a measure, not a target.
"""

from __future__ import annotations

import re

from loaders.clauses import tidy
from loaders.dates import DATE
from loaders.extractors.target_levels import Level
from loaders.figures import Years

_FOR_ALL = re.compile(
    r"\b(?:de |het |een )?(?P<what>(?:[a-zà-ÿ-]+e? ){0,2}[a-zà-ÿ-]+) in (?:iedere|elke|alle) (?P<whom>gemeente|gemeenten|wijk|wijken|basisteam|basisteams|district|districten)"
    r" (?:per|uiterlijk(?: op| per)?|vóór|voor|op|in) ",
    re.I,
)
_EVERYWHERE = re.compile(
    r"^\W*(?:in|uiterlijk(?: in| op| per)?|vanaf|per) (?:eind |begin |medio )?(?P<year>(?:19|20)\d{2}) (?:is|zijn|heeft|hebben|beschikt|beschikken) "
    r"(?P<where>(?:in )?(?:alle|iedere|elke) [a-zà-ÿ-]+) (?:over )?(?:een |de |het )?(?P<what>[a-zà-ÿ][a-zà-ÿ -]*?)(?: (?:actief|beschikbaar|gereed|ingericht|operationeel|aanwezig))?[.]?$",
    re.I,
)
# "Eind 2027 beschikt iedere gemeente over een actueel beeld", "In 2026 hebben alle scholen een protocol"
_EVERYONE = re.compile(
    r"^\W*(?:in|uiterlijk(?: in| op| per)?|vanaf|per|eind|begin|medio)(?: eind| begin| medio)? (?P<year>(?:19|20)\d{2}) "
    r"(?:heeft|hebben|beschikt|beschikken|kent|kennen|werkt|werken)(?P<in_it>) "
    r"(?P<where>(?:alle|iedere|elke?) [a-zà-ÿ-]+) (?:over |met )?(?:een |de |het )?(?P<what>[a-zà-ÿ][a-zà-ÿ -]*?)[.]?$",
    re.I,
)
_READY = re.compile(
    r"^\W*(?:in|uiterlijk in|per|vanaf) (?P<year>(?:19|20)\d{2}) (?:zijn|is|hebben|heeft) (?P<what>(?:de |het )?[a-zà-ÿ][\w -]*? (?:per|in (?:iedere|elke|alle)) [\w-]+) "
    r"(?P<done>beschikbaar|gereed|gerealiseerd|operationeel|ingericht|vastgesteld)",
    re.I,
)


def deadline(sentence: str) -> Level | None:
    """Something due everywhere by a date: "de sluitende aanpak in iedere gemeente per 1 oktober 2018"; None when nothing is."""
    found = _FOR_ALL.search(sentence)
    date = DATE.match(sentence[found.end() :]) if found else None
    if found and date:
        year = int(date.group("year") or date.group("y"))
        what = re.sub(r"^(?:[\w-]+ )*?(?:van|de|het|een) ", "", found.group("what"))
        scope = "gemeenten" if found.group("whom").lower().startswith("gemeente") else ""
        label = sentence[found.start("what") + len(found.group("what")) - len(what) : found.end("whom")]
        return Level(
            found.start("what") + len(found.group("what")) - len(what),
            found.end() + date.end(),
            label,
            None,
            "",
            Years(year),
            scope,
        )
    everywhere = _EVERYWHERE.match(sentence)
    everywhere = everywhere or _EVERYONE.match(sentence)
    if everywhere:
        scope = "gemeenten" if re.search(r"gemeenten?$", everywhere.group("where")) else ""
        where = re.sub(r"^(?!in )", "in ", everywhere.group("where"))
        label = f"{tidy(everywhere.group('what'))} {where}"
        return Level(0, len(sentence), label, None, "", Years(int(everywhere.group("year"))), scope)
    ready = _READY.match(sentence)
    if ready:
        label = f"{tidy(ready.group('what'))} {ready.group('done')}"
        return Level(0, ready.end(), label, None, "", Years(int(ready.group("year"))))
    return None
