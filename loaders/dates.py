"""Dates in Dutch words or figures to ISO form, as precise as the text is."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    "januari": 1, "februari": 2, "maart": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7, "augustus": 8,
    "september": 9, "oktober": 10, "november": 11, "december": 12,
}  # fmt: skip
DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})\s+)?(?P<month>{'|'.join(MONTHS)})\s+(?P<year>(?:19|20)\d{{2}})\b"
    r"|\b(?P<d>\d{1,2})[-/](?P<m>\d{1,2})[-/](?P<y>(?:19|20)\d{2})\b",
    re.I,
)


def iso_date(match: re.Match[str]) -> str:
    """The date of a match of DATE: yyyy-mm-dd, or yyyy-mm where no day is given.

    Raises ValueError for a day or month that does not exist.
    """
    if match.group("month"):
        year, month = int(match.group("year")), MONTHS[match.group("month").lower()]
        day = int(match.group("day")) if match.group("day") else 0
    else:
        year, month, day = int(match.group("y")), int(match.group("m")), int(match.group("d"))
    try:
        date(year, month, day or 1)
    except ValueError as error:
        raise ValueError(f"{match.group()}: no such date") from error
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"


def find_date(text: str) -> str:
    """The first date in `text` in ISO form, or the empty string. One that does not exist ("45 april 2018") is none."""
    for match in DATE.finditer(text):
        try:
            return iso_date(match)
        except ValueError:
            continue  # not a date: whatever it is, nothing can be said of when
    return ""
