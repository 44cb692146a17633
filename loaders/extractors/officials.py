"""Facts of the family officials: holders of a public office who sign a document or are named in it.

Read are signature blocks, the head of a memo ("Opsteller: …"), the addressee and the signature of a letter, a name with
a public office beside it ("… - Minister V&J"), and an office with a name in prose ("burgemeester J. de Vries",
"de Commissie onder leiding van de heer …"). Residents and professionals who tell their story are private persons
here: only the offices of `_OFFICE` make a name an official.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.model import Confidence, OfficialFact, Span
from loaders.context import Reading
from loaders.extractors.office_lines import office_lines
from loaders.names import organisation_name, prosecution_office
from loaders.persons import INITIALS, PERSON, SALUTATION, SURNAME, TITLES, complete_name, is_full_name
from loaders.signatures import signatures
from loaders.structure import Block, Kind

_NAME = "officials"
_OFFICE = (
    r"(?:(?:[Dd]e |[Hh]et )?(?P<office>[Mm]inister-president|[Mm]inister|[Ss]taatssecretaris|[Rr]egioburgemeester|"
    r"[Ww]aarnemend burgemeester|[Bb]urgemeester|[Ww]ethouder|[Gg]edeputeerde|[Cc]ommissaris van de Koning(?:in)?|"
    r"[Hh]oofdofficier van [Jj]ustitie|[Pp]olitiechef|[Kk]orpschef|[Dd]ijkgraaf|[Pp]rocureur-generaal))"
)
_SIGNING_ROLES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("gemeente", re.compile(r"\bburgemeesters\b", re.I), "burgemeester"),
    ("openbaar-ministerie", re.compile(r"\bhoofdofficier(?:en)? van justitie\b", re.I), "hoofdofficier van justitie"),
    ("politie-eenheid", re.compile(r"\bpolitiechef\b", re.I), "politiechef"),
)
_MEMO = re.compile(
    rf"^(?P<task>Opsteller|Steller|Auteur|Portefeuillehouder|Bestuurlijk opdrachtgever|Opdrachtgever)s?\s*:\s*"
    rf"(?P<name>{PERSON})\s*(?:,\s*|\(\s*)(?P<role>[^,()]+?)\)?\s*$"
)
_ROLE_OF = re.compile(r"^(?P<role>[a-zà-ÿ][a-zà-ÿ' -]*?)\s+(?:(?:van|bij|voor)\s+(?:de|het)?\s*)?(?P<body>[A-Z].*)$")
_ADDRESSEE = re.compile(rf"^{SALUTATION}(?P<name>{TITLES}{INITIALS}\s?{SURNAME})\s*,?$")
_ORGANISATION_LINE = re.compile(
    r"^(?:Gemeente|Ministerie|Provincie|Politie|Openbaar Ministerie|Veiligheidsregio)\b.*[^.:]$"
)
_OVER_NAME = re.compile(rf"^(?:Namens\s+)?{_OFFICE}(?:\s+(?P<field>[^,]+))?,?$")
_NAME_THEN_OFFICE = re.compile(
    rf"(?P<name>{PERSON})(?:\s+[-–]\s+|,\s+){_OFFICE}(?!s)(?:\s+(?:van\s+|voor\s+)?(?P<field>[A-Z][\w&'-]*(?:(?:\s+en)?\s+[A-Z][\w&-]*)*))?"
)
# In prose without a first name the particle has a capital: "minister Van der Steur".
_SURNAME_FIRST = r"(?:Van(?:\s+(?:der|den|de|het|'t))?|De|Den|Ter|Ten)?\s?[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)*"
_OFFICE_THEN_NAME = re.compile(
    rf"\b{_OFFICE}(?:,?\s+(?={TITLES}{INITIALS})|\s+)(?P<name>{TITLES}(?:{INITIALS}\s?{SURNAME}|(?!Van\s+[A-Z])[A-Z][a-zà-ÿ]+\s+{SURNAME}|{_SURNAME_FIRST}))"
    r"\b(?!\s*(?:&|en\s+[A-Z]|-))"
    r"(?:\s+van\s+(?:de\s+gemeente\s+)?(?P<field>[A-Z][\w&'-]*(?:(?:\s+en)?\s+[A-Z][\w&-]*)*))?"
)
# "de burgemeester van Veldrijk, A. de Boer"
_OFFICE_AT = re.compile(
    rf"\b{_OFFICE}\s+(?:van\s+)?(?:de\s+gemeente\s+)?(?P<field>[A-ZÀ-Ý'][\w'-]*(?:\s(?:en|aan|den|de|op|bij|[A-ZÀ-Ý])[\w'-]*)*),\s+"
    rf"(?P<name>{TITLES}{INITIALS}\s?{SURNAME})"
)
_LED_BY = re.compile(
    rf"\b(?:de|het)\s+(?P<body>[Cc]ommissie|[Ww]erkgroep|[Ss]tuurgroep|[Tt]askforce|[Aa]dviescommissie)"
    rf"(?P<about>(?:\s+[A-Z][\w-]+)*)\s+onder\s+(?:onafhankelijk\s+)?(?:leiding|voorzitterschap)\s+van\s+"
    rf"(?:{SALUTATION})?(?P<name>{TITLES}(?:{INITIALS}\s?)?(?:[A-Z][a-z]+\s+)?{SURNAME})"
)
_EVALUATION = re.compile(r"\bde (?P<what>evaluatie van (?:de |het )?(?:(?!evaluatie)[^,.])*) door (?:de|het) $")


_BESIDE = (
    (_NAME_THEN_OFFICE, Confidence.HIGH),
    (_OFFICE_AT, Confidence.HIGH),
    (_OFFICE_THEN_NAME, Confidence.MEDIUM),
)


def extract(reading: Reading) -> Iterator[OfficialFact]:
    """Yield each holder of an office once."""
    seen: set[str] = set()
    for facts in (_signing, _memo, _addressee, _signing_letter, _beside_office, _led):
        for fact in facts(reading):
            if fact.person.lower() not in seen:
                seen.add(fact.person.lower())
                yield fact
    for fact in _under_name(reading):  # one person may hold several offices there
        if fact.person.lower() not in seen:
            yield fact


def _under_name(reading: Reading) -> Iterator[OfficialFact]:
    """Those whose offices stand on the lines under their names."""
    for line in office_lines(reading):
        yield _official(reading, line.person, line.role, line.organisation, line.span)


def _official(
    reading: Reading,
    person: str,
    role: str,
    organisation: str,
    span: Span,
    confidence: Confidence = Confidence.HIGH,
) -> OfficialFact:
    evidence = reading.evidence(span, _NAME, confidence)
    return OfficialFact(person=person, role=role, organisation=organisation, evidence=evidence)


def _signing(reading: Reading) -> Iterator[OfficialFact]:
    """Those who sign; what all are is said once for all ("De 39 burgemeesters, hoofdofficier … en politiechef")."""
    pairs = signatures(reading)
    if not pairs:
        return
    roles = _roles_of_all(reading)
    for pair in pairs:
        name = organisation_name(reading, pair.place)
        kind = reading.gazetteer.kind(name)
        if kind in ("gemeente", "overig"):
            municipality = reading.gazetteer.municipality(pair.place) or pair.place
            name, kind = f"Gemeente {municipality}", "gemeente"
        yield _official(reading, pair.name, roles.get(kind, ""), name, pair.span)


def _roles_of_all(reading: Reading) -> dict[str, str]:
    """Role by kind of organisation, from the line in which the signatories call themselves by their offices."""
    best: dict[str, str] = {}
    for block in reading.doc.body:
        text = block.text.text
        if len(text) > 160 or not _SIGNING_ROLES[0][1].search(text):
            continue
        found = {kind: role for kind, pattern, role in _SIGNING_ROLES if pattern.search(text)}
        if len(found) > len(best):
            best = found
    return best


def _memo(reading: Reading) -> Iterator[OfficialFact]:
    for block in reading.doc.body[:30]:
        match = _MEMO.match(block.text.text)
        if not match:
            continue
        parts = _ROLE_OF.match(match.group("role").strip())
        role, body = (parts.group("role"), parts.group("body")) if parts else (match.group("role").strip(), "")
        task = f"{match.group('task').lower()} van {_what_it_is(reading)}"
        organisation = organisation_name(reading, body) if body else ""
        yield _official(reading, match.group("name"), f"{role}; {task}", organisation, block.text.match_span(match))


def _what_it_is(reading: Reading) -> str:
    """What the document calls itself in one word, with its article."""
    kind = reading.profile.kind
    words = {"voorstel": "het voorstel", "brief": "de brief", "plan": "het plan", "agenda": "de agenda"}
    words |= {"strategie": "de strategie"}
    return next((named for word, named in words.items() if word in kind), "het document")


def _addressee(reading: Reading) -> Iterator[OfficialFact]:
    """The person a letter is addressed to, under the organisation's name."""
    body = reading.doc.body
    for before, block in pairwise(body[:41]):
        match = _ADDRESSEE.match(block.text.text)
        if not match or not _ORGANISATION_LINE.match(before.text.text):
            continue
        span = before.span.cover(block.span)
        organisation = organisation_name(reading, before.text.text)
        yield _official(reading, match.group("name"), "geadresseerde", organisation, span)


def _signing_letter(reading: Reading) -> Iterator[OfficialFact]:
    """A name on the line under an office: "De Minister van …," / "Name"."""
    body = [block for block in reading.doc.body if block.kind in (Kind.PARAGRAPH, Kind.HEADING)]
    for at, (block, after) in enumerate(pairwise(body)):
        match = _OVER_NAME.match(block.text.text)
        name = after.text.text.strip()
        if at and complete_name(body[at - 1].text.text.strip().rstrip(",")):
            continue  # the office of the name above it
        if match and (complete_name(name) or is_full_name(name)):
            role, organisation = _office(reading, match)
            yield _official(reading, name, role, organisation, block.span.cover(after.span))


def _beside_office(reading: Reading) -> Iterator[OfficialFact]:
    """A name with a public office before or after it."""
    for block in reading.doc.body:
        if block.kind is Kind.ROW:
            continue
        for pattern, confidence in _BESIDE:
            for match in pattern.finditer(block.text.text):
                if not _is_person(reading, match):
                    continue
                role, organisation = _office(reading, match)
                span = block.text.match_span(match)
                yield _official(reading, match.group("name"), role, organisation, span, confidence)


def _is_person(reading: Reading, match: re.Match[str]) -> bool:
    """Not a place ("burgemeester Utrecht") and not a field of policy ("minister Defensie")."""
    name = match.group("name")
    field = reading.gazetteer
    return not (
        field.municipality(name)
        or field.police_region(name)
        or field.ministry(f"minister van {name}") in {one.name for one in field.known}
        or name.lower() in field.by_name
        or field.kind(name) != "overig"
    )


def _office(reading: Reading, match: re.Match[str]) -> tuple[str, str]:
    """Role and organisation of an office, in full: "Minister V&J" is minister van Veiligheid en Justitie."""
    office = match.group("office")
    office = office[:1].lower() + office[1:]
    field = re.sub(r"^(?:van|voor)\s+(?:de gemeente\s+)?", "", (match.group("field") or "").strip().rstrip(","))
    if not field:
        return office, ""
    if office in ("minister", "staatssecretaris"):
        ministry = reading.gazetteer.ministry(f"minister van {reading.expand(field)}")
        name = ministry or f"Ministerie van {reading.expand(field)}"
        return f"{office} van {name.removeprefix('Ministerie van ')}", name
    if office.endswith(("burgemeester", "wethouder")):
        place = reading.gazetteer.municipality(field) or field
        return office, f"Gemeente {place.removeprefix('Gemeente ')}"
    if office == "politiechef":
        return office, organisation_name(reading, f"politie {field}")
    if office.startswith("hoofdofficier") and reading.gazetteer.police_region(field):
        return office, prosecution_office(reading, field)
    return office, reading.expand(field)


def _led(reading: Reading) -> Iterator[OfficialFact]:
    """Who leads a commission that is named in prose."""
    for block in _running(reading):
        for match in _LED_BY.finditer(block.text.text):
            body = match.group("body")[:1].upper() + match.group("body")[1:] + match.group("about")
            about = _EVALUATION.search(block.text.text[: match.start("body")])
            if about and not match.group("about"):
                body = f"{body} {re.sub(r' van (?:de |het )?', ' ', about.group('what'), count=1)}"
            span = block.text.span(match.start("body"), match.end())
            yield _official(reading, match.group("name"), "voorzitter", body, span, Confidence.MEDIUM)


def _running(reading: Reading) -> Iterator[Block]:
    for block in reading.doc.body:
        if block.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.FOOTNOTE):
            yield block
