"""Registers outside the graph: what their identifiers look like, and how people write them.

The one table of them: `loaders/reference.py` puts it into the graph, the shapes hold every link against the form it
gives, VoID counts links by it, and `/resolve` reads what a user sends by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from kg.errors import ParameterError

MAX_IDENTIFIER = 300  # characters of an identifier a user sends


@dataclass(frozen=True, slots=True)
class Register:
    """One register. names: Dutch, English. space: what its IRIs begin with, "" where it has codes only; one that begins
    with "/" is our own rendering and follows the base. form: regular expression an identifier fits from begin to end,
    as SPARQL's REGEX and Python both read it. example: of an identifier."""

    key: str
    names: tuple[str, str]
    homepage: str
    space: str
    form: str
    example: str

    def spaced(self, base: str) -> str:
        """`space` as it stands in a graph with this base."""
        return base + self.space if self.space.startswith("/") else self.space

    def full_form(self, base: str) -> str:
        """`form` with the base before it, for a rendering of our own."""
        return f"^{re.escape(base)}{self.form[1:]}" if self.space.startswith("/") else self.form


REGISTERS: Final[tuple[Register, ...]] = (
    Register(
        "tooi",
        ("TOOI: registers van overheidsorganisaties", "TOOI: registers of government organisations"),
        "https://standaarden.overheid.nl/tooi",
        "https://identifier.overheid.nl/tooi/id/",
        r"^https://identifier[.]overheid[.]nl/tooi/id/(gemeente/gm[0-9]{4}|provincie/pv[0-9]{2}|"
        r"ministerie/(mnre[0-9]{4}|hv_[0-9a-z]{8})|oorg/oorg[0-9]{5}|zbo/zb[0-9]{6}|so/so[0-9]{4})$",
        "https://identifier.overheid.nl/tooi/id/gemeente/gm0344",
    ),
    Register(
        "tooi-top",
        ("TOOI-TOP: thesaurus van onderwerpen", "TOOI-TOP: thesaurus of topics"),
        "https://standaarden.overheid.nl/tooi/waardelijsten/",
        "https://identifier.overheid.nl/tooi/def/thes/top/",
        r"^https://identifier[.]overheid[.]nl/tooi/def/thes/top/c_[0-9a-f]{8}$",
        "https://identifier.overheid.nl/tooi/def/thes/top/c_fcac43e4",
    ),
    Register(
        "cbs",
        ("CBS: regiocodes", "Statistics Netherlands: region codes"),
        "https://www.cbs.nl/nl-nl/onze-diensten/methoden/classificaties",
        "",
        r"^(GM[0-9]{4}|PV[0-9]{2}|VR[0-9]{2})$",
        "GM0344",
    ),
    Register(
        "cbs-odata",
        ("CBS StatLine: sleutels van soorten misdrijven", "CBS StatLine: keys of kinds of crime"),
        "https://opendata.cbs.nl",
        "",
        r"^CRI[0-9]{4}$",
        "CRI1000",
    ),
    Register(
        "wikidata",
        ("Wikidata", "Wikidata"),
        "https://www.wikidata.org",
        "http://www.wikidata.org/entity/",
        r"^http://www[.]wikidata[.]org/entity/Q[1-9][0-9]{0,9}$",
        "http://www.wikidata.org/entity/Q803",
    ),
    Register(
        "roo",
        ("Register van Overheidsorganisaties", "Register of Government Organisations"),
        "https://organisaties.overheid.nl",
        "https://organisaties.overheid.nl/",
        r"^https://organisaties[.]overheid[.]nl/[1-9][0-9]{3,8}/$",
        "https://organisaties.overheid.nl/13333/",
    ),
    Register(
        "wetten",
        ("Basiswettenbestand (Juriconnect)", "Dutch legislation (Juriconnect)"),
        "https://wetten.overheid.nl",
        "https://wetten.overheid.nl/",
        r"^https://wetten[.]overheid[.]nl/(BWBR[0-9]{7}|jci1[.]3:c:BWBR[0-9]{7}(&[a-z]+=[0-9A-Za-z:.-]+)+)$",
        "https://wetten.overheid.nl/BWBR0031788",
    ),
    Register(
        "eli",
        ("European Legislation Identifier", "European Legislation Identifier"),
        "https://eur-lex.europa.eu/eli-register/about.html",
        "http://data.europa.eu/eli/",
        r"^http://data[.]europa[.]eu/eli/[a-z_]+/[0-9]{4}/[0-9]+(/oj)?$",
        "http://data.europa.eu/eli/reg/2016/679/oj",
    ),
    Register(
        "kernbeleid",
        ("Kernbeleid Veiligheid (VNG)", "Municipal core safety policy (VNG)"),
        "https://vng.nl",
        "/id/core-policy-theme/",
        r"^/id/core-policy-theme/[0-9]+(-[0-9]+)*$",
        "2-2",
    ),
    Register(
        "scm",
        ("Standaardclassificatie Misdrijven (CBS)", "Standard Classification of Crimes (CBS)"),
        "https://www.cbs.nl/nl-nl/onze-diensten/methoden/classificaties/misdrijven",
        "/id/crime-class/",
        r"^/id/crime-class/[0-9]+$",
        "322",
    ),
)
BY_KEY: Final[Mapping[str, Register]] = {register.key: register for register in REGISTERS}

_QID = re.compile(r"[Qq]([1-9][0-9]{0,9})")
_WIKIDATA = re.compile(
    r"https?://(?:www|m)\.wikidata\.org/(?:wiki|entity)/(?:Special:EntityData/)?([Qq][1-9][0-9]{0,9})"
)
_CBS = re.compile(r"(GM|PV|VR)[ _-]?([0-9]{1,4})", re.IGNORECASE)
_DIGITS = {"GM": 4, "PV": 2, "VR": 2}
_TOOI_CODE = re.compile(r"(gm|pv|mnre|hv_|oorg|zb|so)[0-9a-z]{2,8}", re.IGNORECASE)
_TOOI_KINDS = {
    "gm": "gemeente", "pv": "provincie", "mnre": "ministerie", "hv_": "ministerie",
    "oorg": "oorg", "zb": "zbo", "so": "so",
}  # fmt: skip
_ROO = re.compile(r"(?:https?://organisaties\.overheid\.nl/)?([1-9][0-9]{3,8})/?(?:[A-Za-z_%0-9.-]*/?)?")
_BWB = re.compile(r"(?:https?://wetten\.overheid\.nl/)?(BWBR[0-9]{7})(?:/.*)?", re.IGNORECASE | re.DOTALL)
_JCI = re.compile(r"(?:https?://wetten\.overheid\.nl/)?(jci1\.3:c:BWBR[0-9]{7}(?:&[^\s]*)?)")


def _cbs(text: str) -> str | None:
    found = _CBS.fullmatch(text)
    if found is not None:
        kind = found[1].upper()
        digits = found[2].lstrip("0").rjust(_DIGITS[kind], "0")
        return kind + digits if len(digits) == _DIGITS[kind] else None
    if text.isascii() and text.isdigit() and len(text) <= _DIGITS["GM"]:  # as spreadsheets leave it of "GM0344"
        return "GM" + text.rjust(_DIGITS["GM"], "0")
    return None


def _tooi(text: str) -> str | None:
    space = BY_KEY["tooi"].space
    code = _TOOI_CODE.fullmatch(text)
    if code is not None:
        return f"{space}{_TOOI_KINDS[code[1].lower()]}/{text.lower()}"
    return re.sub(r"^http:", "https:", text) if "identifier.overheid.nl/tooi/" in text else None


def _wikidata(text: str) -> str | None:
    found = _QID.fullmatch(text)
    if found is None and (address := _WIKIDATA.fullmatch(text)) is not None:
        found = _QID.fullmatch(address[1])
    return f"{BY_KEY['wikidata'].space}Q{found[1]}" if found is not None else None


def _roo(text: str) -> str | None:
    found = _ROO.fullmatch(text)
    return f"{BY_KEY['roo'].space}{found[1]}/" if found is not None else None


def _law(text: str) -> str | None:
    if (article := _JCI.fullmatch(text)) is not None:
        parts = [part for part in article[1].split("&") if not re.match(r"(?:z|g|s)=", part)]  # dates of a version
        return BY_KEY["wetten"].space + "&".join(parts)
    found = _BWB.fullmatch(text)
    return BY_KEY["wetten"].space + found[1].upper() if found is not None else None


_WRITTEN: Final[Mapping[str, Callable[[str], str | None]]] = {
    "cbs": _cbs, "tooi": _tooi, "wikidata": _wikidata, "roo": _roo, "wetten": _law,
}  # fmt: skip
ASKED: Final = tuple(_WRITTEN)  # the registers `/resolve` takes an identifier of


def normalised(register: str, text: str) -> str:
    """An identifier as the graph holds it, from the forms in which people write it.

    >>> normalised("wikidata", "https://www.wikidata.org/wiki/Q803")
    'http://www.wikidata.org/entity/Q803'
    >>> normalised("cbs", "gm344")
    'GM0344'

    register: one of `ASKED`. Raises ParameterError, which says what would fit.
    """
    told, bare = BY_KEY[register], text.strip()
    found = _WRITTEN[register](bare) if len(bare) <= MAX_IDENTIFIER else None
    if found is None or not re.fullmatch(told.form.removeprefix("^").removesuffix("$"), found):
        raise ParameterError(register, f"{text[:80]!r} has not the form of an identifier such as {told.example!r}")
    return found


def register_of(iri: str, base: str) -> Register | None:
    """The register an IRI outside belongs to; the one with the longest beginning in common."""
    fitting = [r for r in REGISTERS if r.space and iri.startswith(r.spaced(base))]
    return max(fitting, key=lambda r: len(r.spaced(base)), default=None)
