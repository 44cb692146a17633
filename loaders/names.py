"""Names of organisations as a document's rows show them."""

from __future__ import annotations

import re
from collections import Counter

from loaders.context import Reading

_NATIONAL = frozenset({"", "Nederland", "landelijk"})
_ARTICLE = re.compile(r"^(?:de|het|een|onze|ons)\s+", re.I)
_POLICE = re.compile(r"politie(?: (?:in|van))?(?: (?:de )?(?:regionale )?eenheid)?(?: (?P<region>[A-Z].*))?", re.I)


def home_region(reading: Reading) -> str:
    """The police region the document is about, or the empty string for a national document.

    Where the document's metadata does not say: the region its title and first lines name, when they name one only.
    """
    if reading.metadata is not None:
        own = reading.region in _NATIONAL or home_municipality(reading)
        return "" if own else reading.region
    text = "\n".join(block.text.text for block in reading.doc.body[:40])
    regions = [region for region in reading.gazetteer.police_regions if "-" in region]
    found = Counter({region: len(re.findall(re.escape(region), text)) for region in regions})
    (region, count), *others = found.most_common(2)
    return region if count >= 2 and not any(other for _, other in others) else ""


def home_municipality(reading: Reading) -> str:
    """The municipality whose own plan the document is, or the empty string."""
    return (
        (reading.gazetteer.municipality(reading.region) or "")
        if not reading.gazetteer.police_region(reading.region)
        else ""
    )


def prosecution_office(reading: Reading, region: str) -> str:
    """The office of the OM of a region, as the document calls it."""
    if region and reading.gazetteer.police_region(region) is None:  # a smaller region: the office that the document names
        offices = set(re.findall(r"[Aa]rrondissementsparket [A-Z][\w-]+(?: [A-Z][\w-]+)?", reading.text))
        return offices.pop() if len(offices) == 1 else "Openbaar Ministerie"
    named = (f"{word} {region}" for word in ("Arrondissementsparket", "parket"))
    return next((name for name in named if region and reading.spells_out(name)), f"Openbaar Ministerie {region}".strip())


def organisation_name(reading: Reading, words: str) -> str:
    """`words` as the name of an organisation in full: "de politie" of a region is "Politie <region>"."""
    bare = _ARTICLE.sub("", " ".join(words.split())).strip(" .,;:")
    home = home_region(reading)
    if match := _POLICE.fullmatch(bare):
        region = reading.gazetteer.police_region(match.group("region") or home)
        return f"Politie {region}" if region else "Politie"
    if re.fullmatch(r"(?:regionale |politie-?)?eenheid", bare, re.I) and home:
        return f"Politie {home}"
    if not home and re.fullmatch(r"nationale politie|NP", bare, re.I):
        return "Politie"
    ministry = reading.gazetteer.by_name.get(bare.lower())
    if ministry is not None and ministry.kind == "ministerie":
        return ministry.name if reading.spells_out(ministry.name.split(" van ", 1)[1]) else f"Ministerie van {bare}"
    return _expand_inside(reading, reading.expand(bare))


def _expand_inside(reading: Reading, name: str) -> str:
    """An abbreviation inside a name written in full ("Bureau RVS", "Leiding DROS")."""
    head, _, last = name.rpartition(" ")
    full = reading.abbreviations.get(last, "")
    return f"{head} {full}" if head and full[:1].isupper() and not last.islower() else name
