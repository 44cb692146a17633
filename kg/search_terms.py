"""Words as people type them: case, diacritics, Dutch plurals and compounds; and where they stand in a label.

"inbraak" and "inbraken" are one word to who searches, and so are "huis" and "huizen". The forms made here are no
grammar: a form too many only finds what begins like the word, a form too few leaves a hit out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

COMPOUND = 4  # letters a word must have to be looked for within longer words
SNIPPET = 220  # characters of a long text around the first hit
_WORD = re.compile(r"[^\W_]+")
_VOWELS = "aeiou"
_VOICED = {"v": "f", "z": "s"}
_VOICELESS = {voiceless: voiced for voiced, voiceless in _VOICED.items()}
# Words that stand in nearly every Dutch or English sentence: no passage is looked up by these alone.
_FUNCTION_WORDS = frozenset(
    "aan af al als bij dan dat de den der des deze die dit door een en er het hij ik in is je kan maar me meer met "  # noqa: SIM905
    "mijn na naar nu of om onder ons onze ook op over te tegen ten ter tot u uit uw van veel voor was wat we wel werd "
    "wie wij wordt worden zal ze zich zij zijn zo zou a an and are as at be by for from has he her his if it its not "
    "on or our she so that the their they this to we were which will with you".split()
)


def normalise(text: str) -> str:
    """Lower case without diacritics: "Coördinatie" and "COORDINATIE" give the same.

    >>> normalise("Coördinatie")
    'coordinatie'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()  # in this order: a compatibility letter may be a capital
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> tuple[str, ...]:
    """The words of `text`, normalised; signs separate."""
    return tuple(_WORD.findall(normalise(text)))


def is_function_word(word: str) -> bool:
    """Whether a normalised word says nothing about what a text is about."""
    return word in _FUNCTION_WORDS


def abbreviations(text: str) -> tuple[str, ...]:
    """The words of `text` that are typed as abbreviations, as they are: "OM in Utrecht" gives "OM"."""
    return tuple(w for w in _WORD.findall(text) if 2 <= len(w) <= 6 and w.isupper() and w.isalpha())


def forms(word: str) -> tuple[str, ...]:
    """Beginnings to look for beside a normalised `word`: its singular, or the stem its plural is made from.

    >>> forms("inbraken"), forms("inbraak"), forms("huizen"), forms("overvallen")
    (('inbraak', 'inbrak'), ('inbrak',), ('huis', 'huiz'), ('overval',))
    """
    if len(word) < 4 or not word.isalpha():
        return ()
    if word.endswith("en") and len(word) > 4:
        return tuple(_singulars(word[:-2]))
    if word.endswith("s") and word[-2] not in "s" + _VOWELS.replace("e", ""):
        return (word[:-1],)
    return tuple(_plural_stems(word))


def _singulars(stem: str) -> Iterator[str]:
    last = stem[-1]
    if last == stem[-2:-1] and last not in _VOWELS:
        yield stem[:-1]  # overvall-en, overval
        return
    if last in _VOICED:
        voiceless = stem[:-1] + _VOICED[last]
        yield _lengthened(voiceless) if _ends_short(voiceless) else voiceless
    elif _ends_short(stem):
        yield _lengthened(stem)  # inbrak-en, inbraak
    yield stem


def _plural_stems(word: str) -> Iterator[str]:
    last, stem = word[-1], word
    if last in _VOWELS:
        return
    if len(word) > 3 and word[-2] == word[-3] and word[-2] in "aeou":
        stem = word[:-2] + last  # inbraak, inbrak-en
    if last in _VOICELESS:
        yield stem[:-1] + _VOICELESS[last]
    if stem != word:
        yield stem


def _ends_short(stem: str) -> bool:
    """Consonant, one vowel, consonant: what an open syllable leaves of a long one."""
    return len(stem) > 2 and stem[-1] not in _VOWELS and stem[-2] in "aeou" and stem[-3] not in _VOWELS


def _lengthened(stem: str) -> str:
    return f"{stem[:-1]}{stem[-2]}{stem[-1]}"


def highlighted(text: str, wanted: Iterable[str]) -> list[tuple[bool, str]]:
    """`text` in pieces, each with whether it is what was searched for. wanted: normalised words.

    >>> highlighted("De aanpak van Woninginbraken", ["inbraken"])
    [(False, 'De aanpak van '), (True, 'Woninginbraken')]
    """
    begins = tuple(form for word in wanted for form in (word, *forms(word)))
    within = tuple(form for form in begins if len(form) >= COMPOUND)
    pieces: list[tuple[bool, str]] = []
    at = 0
    for match in _WORD.finditer(text):
        plain = normalise(match[0])
        if plain.startswith(begins) or any(form in plain for form in within):
            if match.start() > at:
                pieces.append((False, text[at : match.start()]))
            pieces.append((True, match[0]))
            at = match.end()
    if at < len(text):
        pieces.append((False, text[at:]))
    return pieces


def snippet(text: str, wanted: Iterable[str]) -> str:
    """What stands around the first hit of a long text, cut at spaces."""
    if len(text) <= SNIPPET:
        return text
    pieces = highlighted(text, wanted)
    first = len(pieces[0][1]) if pieces and not pieces[0][0] and len(pieces) > 1 else 0
    start = max(0, min(first - SNIPPET // 3, len(text) - SNIPPET))
    start = text.find(" ", start) + 1 if start else 0
    end = min(len(text), start + SNIPPET)
    end = end if end == len(text) else max(text.rfind(" ", start, end), start + SNIPPET // 2)
    return f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"
