"""Dutch names of government bodies as people write them, brought to forms that can be compared.

`parse` takes a name apart: what kind of body its words say it is ("Gem. Utrecht", "Utrecht (gemeente)"), which province
stands in brackets ("Bergen (NH.)"), and the name itself in three keys, each coarser than the one before: `key` (case,
diacritics, signs, ij/y), `bare` (without a leading article, wherever it stood: "Ronde Venen, De") and `shape` (signs
that scanners mix up fall together: rn/m, l/1/I, 0/O).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

MAX_NAME = 200  # characters; no name of a body is longer, and comparing costs with the length

# Words that say what kind of body is meant, as folded tokens; the longest fit first. Values are types (see `entities`).
_KINDS: Final[Mapping[tuple[str, ...], str]] = {
    tuple(words.split()): kind
    for kind, many in {
        "municipality": "gemeente|gem|gemeenten|gemeentebestuur|gemeentebestuur van|gemeente van|stad|municipality|"
        "municipality of|mun",
        "province": "provincie|prov|province|province of|provinciale staten van",
        "ministry": "ministerie van|ministerie|min van|min|minister van|ministry of|departement van",
        "safety-region": "veiligheidsregio|vr|veiligheids regio|veiligheidsreg|safety region",
        "police-unit": "politie eenheid|regionale eenheid|regionale eenheid politie|politie regionale eenheid|eenheid|"
        "politie regio|politieregio|politie|nationale politie eenheid|police unit",
        "police-district": "politiedistrict|politie district|district|police district",
        "police-team": "basisteam|politieteam|politie basisteam|politiebasisteam|bt",
        "prosecution-office": "arrondissementsparket|parket|om|openbaar ministerie|ap|om parket",
        "riec": "riec|regionaal informatie en expertise centrum|regionaal informatie en expertisecentrum",
        "safety-house": "zorg en veiligheidshuis|veiligheidshuis|zvh|zorg en veiligheidshuis regio|vhh",
    }.items()
    for words in many.split("|")
}
_LONGEST = max(map(len, _KINDS))
_PROVINCES: Final[Mapping[str, str]] = {
    "gr": "Groningen", "gn": "Groningen", "fr": "Fryslân", "fryslan": "Fryslân", "friesland": "Fryslân",
    "dr": "Drenthe", "o": "Overijssel", "ov": "Overijssel", "fl": "Flevoland",
    "gld": "Gelderland", "g": "Gelderland", "ge": "Gelderland",
    "u": "Utrecht", "ut": "Utrecht", "utr": "Utrecht", "nh": "Noord-Holland", "n h": "Noord-Holland",
    "zh": "Zuid-Holland", "z h": "Zuid-Holland", "z": "Zeeland", "zl": "Zeeland", "ze": "Zeeland",
    "nb": "Noord-Brabant", "n b": "Noord-Brabant", "l": "Limburg", "lb": "Limburg", "li": "Limburg",
    "drenthe": "Drenthe", "overijssel": "Overijssel", "flevoland": "Flevoland", "gelderland": "Gelderland",
    "utrecht": "Utrecht", "groningen": "Groningen", "noord holland": "Noord-Holland", "zuid holland": "Zuid-Holland",
    "zeeland": "Zeeland", "noord brabant": "Noord-Brabant", "limburg": "Limburg",
}  # fmt: skip
_ARTICLES = frozenset({"de", "het", "t"})
_WRITTEN_OUT: Final[Mapping[str, str]] = {"st": "sint", "rb": "rechtbank", "b": "by", "ad": "aan den"}  # folded
_LAST_PROVINCE = re.compile(r"(?<=[\w.)])[ ,]+(NH|ZH|NB|GLD|OV|UT|FR|DR|FL|LB|ZL|GR)\.?$")  # in capitals only
_ANNEXES = re.compile(r"(?<=\w)[ ,]+c\.\s?a\.?(?=$| *[(\[])")  # "Nuenen c.a.": with what belongs to it
_TOKEN = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{0,80})[)\]]")
_MOJIBAKE = re.compile("[ÃÂ][\x80-\xbf\u0152-\u2122]")
_MIXED_UP = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"), ("lj", "y"))
_SIGNS = str.maketrans(
    {"1": "l", "|": "l", "!": "l", "i": "l", "0": "o", "5": "s", "8": "b", "6": "b", "c": "e", "ſ": "s"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. kind: what its words say it is, or ""; province: as the register writes it, or ""; full: key
    of the name with the words for its kind; tokens: of the name itself."""

    text: str
    full: str
    key: str
    bare: str
    shape: str
    tokens: tuple[str, ...]
    kind: str = ""
    province: str = ""

    @property
    def initials(self) -> str:
        """ "mn" for Midden-Nederland; "" for a name of one word."""
        return "".join(token[0] for token in self.tokens) if len(self.tokens) > 1 else ""


def fold(text: str) -> str:
    """Lower case, no diacritics, y for ij, signs as spaces.

    >>> fold("Súdwest-Fryslân"), fold("IJsselstein")
    ('sudwest fryslan', 'ysselstein')
    """
    plain = unicodedata.normalize("NFKD", text.replace("&", " en ")).casefold()
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return " ".join(_TOKEN.findall(plain.replace("a/d", "aan den").replace("a.d.", "aan den"))).replace("ij", "y")


def repaired(text: str) -> str:
    """UTF-8 that was read as Windows-1252, put right: "FryslÃ¢n"."""
    if not _MOJIBAKE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


@lru_cache(maxsize=20_000)
def parse(text: str) -> Name:
    """`text` taken apart; what is longer than MAX_NAME is cut there."""
    whole = _ANNEXES.sub("", repaired(" ".join(text[:MAX_NAME].split())))
    kind, province, rest, words = "", "", whole, ""
    if (last := _LAST_PROVINCE.search(whole)) is not None:
        province, rest = _PROVINCES[last[1].lower()], whole[: last.start()]
    for inner in _BRACKETS.findall(whole):
        said = tuple(fold(inner).split())
        if said in _KINDS:
            kind, rest, words = kind or _KINDS[said], _without(rest, inner), "".join(said)
        elif " ".join(said) in _PROVINCES:
            province, rest = province or _PROVINCES[" ".join(said)], _without(rest, inner)
    tokens = _turned(rest)
    found, core = _kind_of(tokens)
    kind = kind or found
    if not core:  # the words for the kind are all there is: "Politie"
        kind, core = ("" if found else kind), tokens
    bare = core[1:] if len(core) > 1 and core[0] in _ARTICLES else core
    return Name(
        whole, words + "".join(tokens), "".join(core), "".join(bare), shape("".join(bare)), bare, kind, province
    )


def shape(key: str) -> str:
    """A key in which signs that scanners mix up are one.

    >>> shape("arnhem") == shape("amhem")
    True
    """
    for pair, one in _MIXED_UP:
        key = key.replace(pair, one)
    return key.translate(_SIGNS)


def _without(text: str, inner: str) -> str:
    return text.replace(f"({inner})", " ").replace(f"[{inner}]", " ")


def _turned(text: str) -> tuple[str, ...]:
    """The tokens, with what stands behind a last comma in front when it is an article or the word for a kind."""
    head, comma, tail = text.rpartition(",")
    last = tuple(fold(tail).split())
    if comma and (last in _KINDS or (len(last) == 1 and last[0] in _ARTICLES | {"den", "s"})):
        return (*last, *_words(head))
    return _words(text)


def _words(text: str) -> tuple[str, ...]:
    tokens = fold(text).split()
    written = [_WRITTEN_OUT.get(token, token) for token in tokens[:-1]] + tokens[-1:]  # "Zei- st" is no saint
    return tuple(word for token in written for word in token.split())


def _kind_of(tokens: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The kind that the first or last words say, and the other words."""
    for size in range(min(_LONGEST, len(tokens)), 0, -1):
        if tokens[:size] in _KINDS:
            return _KINDS[tokens[:size]], tokens[size:]
        if tokens[-size:] in _KINDS and tokens[-size:] != ("stad",):  # "Utrecht-Stad" is a name
            return _KINDS[tokens[-size:]], tokens[:-size]
    return "", tokens
