"""A pattern of a sentence with the words by which it is found quickly."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ESCAPED = re.compile(r"\\.|\[\^?[^\]]*\]")  # one character of some kind
_GROUP = re.compile(r"\([^()]*\)")


def literal(pattern: str) -> str:
    """The longest words that any match of a pattern holds, as they stand; empty when none can be told.

    Words in groups may be left out or stand for others, so they do not count.
    """
    plain = _ESCAPED.sub(".", pattern)
    while (inner := _GROUP.sub(".", plain)) != plain:
        plain = inner
    if "|" in plain:
        return ""
    return max(re.split(r"\w?(?:[?*]|\{[^}]*\})|[^\w ]", plain), key=len).strip()


@dataclass(frozen=True, slots=True)
class Pattern:
    """beside: it is read beside what another pattern reads of the same subject. needs: words every match holds."""

    relation: str
    beside: bool
    regex: re.Pattern[str]
    needs: str
