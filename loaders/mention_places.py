"""Places in and as names of bodies: where the name of a place ends, and municipalities that are listed by their bare names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

_UPPER = r"[A-ZÀ-Ý][\w'&À-ÿ-]*"
COMPASS = frozenset(("Noord", "Oost", "Zuid", "West", "Midden"))
_COMPASS = r"(?:Noord|Oost|Zuid|West|Midden)"
_NEXT = re.compile(rf" (?P<place>{_UPPER}(?:(?: en | ){_UPPER}){{0,4}})")
_COMPASS_PLACE = re.compile(rf"(?:{_COMPASS}-? en )?{_COMPASS}(?:[- ]{_COMPASS})*-?[ ]?(?!{_COMPASS})[A-ZÀ-Ý]\w+")
# "Met Veldrijk, Oudezijl en Nijehaske trekken we op", "de burgemeesters van Veldrijk en Oudezijl"
_TOWNS = re.compile(
    rf"\b(?:[Mm]et|[Dd]oor|[Tt]ussen|(?:portefeuillehouders|burgemeesters|wethouders|gemeenteraden|gemeentesecretarissen|colleges) van) "
    rf"(?P<places>{_UPPER}(?: (?:aan den |op |van )?{_UPPER})*(?:, {_UPPER}(?: (?:aan den |op |van )?{_UPPER})*)* en {_UPPER}(?: {_UPPER})*)"
)


def end_of_place(text: str, end: int, is_place: Callable[[str], bool]) -> int:
    """Where the name of a place ends that follows `end`, the longest that is one; `end` when none does."""
    match = _NEXT.match(text, end)
    cuts = [cut.end() for cut in re.finditer(r"[\w'&-]+", text[end : match.end()])] if match else []
    for cut in reversed(cuts):
        name = text[end + 1 : end + cut]
        if is_place(name.replace("- en ", " en ")) or _COMPASS_PLACE.fullmatch(name):
            return end + cut
    return end


def listed_towns(text: str, municipalities: Mapping[str, object]) -> Iterator[tuple[int, int, str]]:
    """(start, end, name) of municipalities in a list of bare names, where every one of them is one.

    municipalities: what is known of each by its name in lower case.
    """
    for match in _TOWNS.finditer(text):
        parts = list(re.finditer(r"(?:^|(?<=, )|(?<= en ))[^,]+?(?=,| en |$)", match.group("places")))
        if all(part.group().lower() in municipalities for part in parts):
            for part in parts:
                start = match.start("places") + part.start()
                yield start, start + len(part.group()), part.group()
