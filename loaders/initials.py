"""Whether words spell out an abbreviation: its letters against the beginnings of words and of parts of compounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

# Words that an abbreviation usually leaves out.
FUNCTION_WORDS = frozenset({
    "en", "of", "van", "de", "het", "een", "der", "den", "voor", "in", "op", "te", "tot", "met", "aan", "bij",
    "tegen", "naar", "om", "uit", "door", "over", "als", "&", "the", "and", "for",
})  # fmt: skip
# What the second part of a compound in this field often is: a letter may stand for it.
_HEADS = (
    "aanpak|agenda|akkoord|afdeling|ambtena|beeld|beleid|beraad|bestrijding|bevel|bevoegdhe|bureau|centrum|college|"
    "coalitie|code|commissie|dienst|fonds|gegevens|groep|handhaving|huis|hulp|huwelijk|informatie|kader|kamer|keten|"
    "loket|maatregel|meldpunt|merk|monitor|netwerk|officier|onderzoek|organisatie|overleg|partner|plan|platform|"
    "politie|programma|project|punt|raad|recht|regio|richtlijn|strategie|systeem|tafel|team|verband|verordening|voering|"
    "voorziening|wet|zaken|zorg|gericht|gebonden|signalering|bestuurlijk|haven"
)
_HEAD = re.compile(_HEADS)
_WORD = re.compile(r"[^\W_]+|&")


def letters_of(abbreviation: str) -> str:
    """The letters that stand for words, in lower case.

    Capitals only where there are two or more (JenV, DDoS, QRTeam); "I2O" is iio; "&" and "en" are left out.
    """
    doubled = re.sub(r"([A-Za-z])(\d)", lambda match: match.group(1) * int(match.group(2)), abbreviation)
    capitals = re.findall(r"[A-Z]", doubled)
    letters = capitals if len(capitals) > 1 else re.findall(r"[A-Za-z]", doubled)
    return "".join(letters).lower()


def words_of(text: str) -> list[str]:
    """The words of `text` in lower case; a hyphen or slash parts words."""
    return [match.group().lower() for match in _WORD.finditer(text)]


def spells(letters: str, words: Sequence[str], *, strict: bool = False, skip: bool = False) -> int | None:
    """How many letters stand inside a word when `words` spell out `letters`; None when they do not.

    Every word but function words must begin with the next letter (with `skip`, only the first must); every letter
    must be used. Inside a word any place serves, or with `strict` only where a known part of a compound begins.
    """
    if not letters or not words or words[0][:1] != letters[0]:
        return None
    inside = _head_at if strict else _anywhere
    return _spell(letters, list(words), inside, function_letters=not strict, skip=skip, first=True)


def _spell(
    letters: str,
    words: list[str],
    inside: Callable[[str, int], bool],
    *,
    function_letters: bool,
    skip: bool,
    first: bool = False,
) -> int | None:
    if not words:
        return None if letters else 0
    word, rest = words[0], words[1:]
    function = word in FUNCTION_WORDS and not first
    found: list[int] = []
    if letters and word[:1] == letters[0] and (function_letters or not function):
        for used, cost in _inside(letters, word, inside):
            below = _spell(letters[used:], rest, inside, function_letters=function_letters, skip=skip)
            if below is not None:
                found.append(cost + below)
    if function or (skip and not first):
        below = _spell(letters, rest, inside, function_letters=function_letters, skip=skip)
        if below is not None:
            found.append(below)
    return min(found) if found else None


def _inside(letters: str, word: str, inside: Callable[[str, int], bool]) -> list[tuple[int, int]]:
    """How many letters the word may stand for, with how many of them inside it."""
    options = [(1, 0)]
    at = 0
    for used in range(1, len(letters)):
        at = next((n for n in range(at + 3, len(word) - 2) if word[n] == letters[used] and inside(word, n)), 0)
        if not at:
            break
        options.append((used + 1, used))
    return options


def _anywhere(word: str, at: int) -> bool:
    del word, at
    return True


def _head_at(word: str, at: int) -> bool:
    return bool(_HEAD.match(word, at))
