"""The register of laws in `data/reference/laws.csv`: full names and how else laws are called.

A means of reading: a law that stands in no register is still read by its words ("Wet …", "…wet").
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

_YEAR = r"(?:19|20)\d{2}"
_DATED = re.compile(rf" {_YEAR}$")
_ARTICLE_ONLY = 2  # letters: "Sr", "Ow" stand for a law only beside an article


@dataclass(frozen=True)
class LawRegister:
    """Laws by the names they go by; `names` maps a name in lower case to the full name."""

    names: Mapping[str, str]
    codes: Mapping[str, str]  # "Sr", "Awb": as printed

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any known name of a law in running text, the longest first. Two-letter codes are left out."""
        long = [name for name in self.names if not name.startswith("wet ")]
        wets = [name.removeprefix("wet ") for name in self.names if name.startswith("wet ")]
        codes = [code for code in self.codes if len(code) > _ARTICLE_ONLY]
        words = "|".join(re.escape(name) for name in sorted(long, key=len, reverse=True)) or "(?!)"
        titles = "|".join(re.escape(name) for name in sorted(wets, key=len, reverse=True)) or "(?!)"
        short = "|".join(re.escape(code) for code in sorted(codes, key=len, reverse=True)) or "(?!)"
        # a law whose name ends in a year may be printed with another: then it is another law
        dated = "|".join(re.escape(name) for name, full in self.names.items() if _DATED.search(full)) or "(?!)"
        return re.compile(rf"(?<![\w-])(?:(?i:(?:{dated}) {_YEAR}|wet (?:{titles})|{words})|{short})(?![\w-])")

    def full_name(self, printed: str) -> str | None:
        """The full name of a law by any of its names, or None."""
        name = " ".join(printed.split())
        known = self.names.get(name.lower()) or self.codes.get(printed)
        year = _DATED.search(name)
        if known is not None or year is None:
            return known
        dated = self.names.get(name[: year.start()].lower(), "")
        return _DATED.sub(year[0], dated) if _DATED.search(dated) else None


@cache
def law_register(folder: Path) -> LawRegister:
    """The register in a folder; an empty one when there is no such file.

    A former name that is a law's name in itself ("Drank- en Horecawet") stays the name of the law it was.
    """
    path = folder / "laws.csv"
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                names[row["name"].lower()] = row["name"]
                for alias in filter(None, row["aliases"].split(";")):
                    # Short codes count with their capitals only: "Sr", "Wpg", "Wvggz".
                    if re.fullmatch(r"[A-Z]\w{1,3}(?: \d{4})?|[A-Z]+|[A-Z][^aeiou ]+", alias):
                        codes[alias] = row["name"]
                    else:
                        names[alias.lower()] = alias if _is_former_name(alias, row["name"]) else row["name"]
    return LawRegister(names, codes)


def _is_former_name(alias: str, name: str) -> bool:
    return alias.endswith("wet") and not name.startswith(alias)
