"""How names of persons are printed in Dutch documents: initials or a first name, particles, double surnames."""

from __future__ import annotations

import re

PARTICLES = r"(?:(?:van|von|de|den|der|het|'t|’t|ter|ten|te|el|la|le|op|in|aan)\s+)*"
_WORD = r"[A-ZÀ-Ý][\w'’À-ÿ]*"
SURNAME = rf"{PARTICLES}{_WORD}(?:-{PARTICLES}[\w'’À-ÿ]+)*"
TITLES = r"(?:(?:[Pp]rof|[Dd]rs|[Mm]r|[Dd]r|[Ii]r|[Ii]ng|[Jj]hr)\.?\s+)*"
INITIALS = r"(?:[A-ZÀ-Ý][a-z]{0,2}\.[ -]?)+"
_CALLED = r"(?:\([A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?\)\s+)?"  # "J.W. (Janneke) de Vries"
WITH_INITIALS = rf"{TITLES}{INITIALS}\s?{_CALLED}{SURNAME}"
WITH_FIRST_NAME = rf"{TITLES}[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?\s+{SURNAME}"
PERSON = rf"(?:{WITH_INITIALS}|{WITH_FIRST_NAME})"
SALUTATION = r"(?:[Dd]e heer|[Mm]evrouw|[Dd]hr\.?|[Mm]w\.?|[Mm]evr\.?)\s+"

_COMPLETE = re.compile(rf"(?:{SALUTATION})?(?P<name>{WITH_INITIALS}(?:\s{PARTICLES}{_WORD})?)\s*,?")
_WITH_FIRST_NAME = re.compile(WITH_FIRST_NAME)
_BROKEN = re.compile(rf"(?:{SALUTATION})?{TITLES}{INITIALS}\s?(?:{PARTICLES}{_WORD}-|(?:{PARTICLES.rstrip('*')})+)?\s*")


def complete_name(text: str) -> str | None:
    """The name when `text` is a person's name with initials and nothing else ("A. van Dijk"), or None."""
    match = _COMPLETE.fullmatch(text.strip())
    return match.group("name") if match else None


def is_full_name(text: str) -> bool:
    """Whether `text` could be a first name and surname and nothing else ("Ard van der Steur")."""
    return bool(_WITH_FIRST_NAME.fullmatch(text.strip()))


def begins_name(text: str) -> bool:
    """Whether `text` is the first part of a name broken over lines ("P. van Hartkamp-", "R. van")."""
    return bool(_BROKEN.fullmatch(f"{text.strip()} ")) or bool(_BROKEN.fullmatch(text.strip()))


def joined_name(first: str, second: str) -> str:
    """The two halves of a name broken over lines; a hyphen at the end of the first stays."""
    first, second = first.strip(), second.strip()
    return f"{first}{second}" if first.endswith("-") else f"{first} {second}"
