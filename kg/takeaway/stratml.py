"""A strategy as StratML Part 1 (ISO 17469-1, namespace `urn:ISO:std:iso:17469:tech:xsd:stratml_core`).

    StrategicPlan
      Name, Description, OtherInformation
      StrategicPlanCore
        Organization+       those who publish it, and the parties it binds as stakeholders
        Vision, Mission     required by the structure; a document that states none leaves them empty
        Value*              its principles
        Goal+               each theme about which it says something
          Stakeholder*      who sets it as a priority
          Objective*        ambitions, targets, agreements and measures under the theme
      AdministrativeInformation
        StartDate, EndDate, PublicationDate, Source

Every name and description is the document's own text; `OtherInformation` says in which line it stands. What the
structure has no place for (figures of a target) is written out in the description from the fact's own values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from kg.errors import NotFoundError
from kg.iris import slug
from kg.store import GraphStore

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PREFIXES = """PREFIX vg: <https://w3id.org/veiligheidsgraaf/def/>
PREFIX dct: <http://purl.org/dc/terms/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_DOCUMENT = """SELECT ?id ?title ?publisher ?start ?end ?issued ?document {
    ?document dct:identifier ?id ; dct:title ?title ; a vg:PolicyDocument
    OPTIONAL { ?document vg:publisherName ?publisher } OPTIONAL { ?document vg:startYear ?start }
    OPTIONAL { ?document vg:endYear ?end } OPTIONAL { ?document dct:issued ?issued } }"""
_PARTIES = """SELECT DISTINCT ?document ?name ?kind { ?f a vg:Party ; vg:statedIn ?document ; vg:actorName ?name
    OPTIONAL { ?f vg:organisationKind/skos:notation ?kind } } ORDER BY ?name"""
_PRINCIPLES = """SELECT ?document ?fact ?text ?line { ?fact a vg:Principle ; vg:statedIn ?document ; vg:text ?text
    OPTIONAL { ?fact vg:evidence/vg:line ?line } } ORDER BY ?line ?text"""
_PRIORITIES = """SELECT DISTINCT ?document ?theme ?by ?rank {
    ?f a vg:Priority ; vg:statedIn ?document ; vg:themeName ?theme
    OPTIONAL { ?f vg:setByName ?by } OPTIONAL { ?f vg:rank ?rank } } ORDER BY ?rank ?theme ?by"""
_STATEMENTS = """SELECT ?document ?fact ?kind ?theme ?text ?indicator ?scope ?baseline ?from ?target ?by ?change
       ?unit ?line {
    VALUES (?class ?kind) {
        (vg:Ambition "ambitie") (vg:Target "doelstelling") (vg:Agreement "afspraak") (vg:Measure "maatregel") }
    ?fact a ?class ; vg:statedIn ?document
    OPTIONAL { ?fact vg:themeName ?theme } OPTIONAL { ?fact vg:text ?text }
    OPTIONAL { ?fact vg:indicatorName ?indicator } OPTIONAL { ?fact vg:scopeName ?scope }
    OPTIONAL { ?fact vg:baselineValue ?baseline } OPTIONAL { ?fact vg:baselineYear ?from }
    OPTIONAL { ?fact vg:targetValue ?target } OPTIONAL { ?fact vg:targetYear ?by }
    OPTIONAL { ?fact vg:changePercentage ?change } OPTIONAL { ?fact vg:unitName ?unit }
    OPTIONAL { ?fact vg:evidence/vg:line ?line } } ORDER BY ?line ?kind ?text"""
Row = Mapping[str, str]


@dataclass(slots=True)
class _Goal:
    name: str
    stakeholders: list[str] = field(default_factory=list)
    statements: list[Row] = field(default_factory=list)


def strategy(store: GraphStore, document_id: str, source: str) -> bytes:
    """The document as XML. source: address where its facts can be read. Raises NotFoundError for an unknown one."""
    about = _rows(store, _DOCUMENT, {"id": Literal(document_id)})
    if not about:
        raise NotFoundError(f"no document {document_id[:80]!r} in this graph; /documents lists them")
    bound = {"document": NamedNode(about[0]["document"])}
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_tag("StrategicPlan"))
    _add(root, "Name", about[0]["title"])
    _add(root, "Description", "")
    _add(root, "OtherInformation", f"{about[0]['document']}; {source}")
    core = ET.SubElement(root, _tag("StrategicPlanCore"))
    _organisation(core, about[0], _rows(store, _PARTIES, bound))
    for name in ("Vision", "Mission"):
        statement = ET.SubElement(core, _tag(name))
        _add(statement, "Description", "")
        _add(statement, "Identifier", _identifier(document_id, name))
    for row in _rows(store, _PRINCIPLES, bound):
        value = ET.SubElement(core, _tag("Value"))
        _add(value, "Name", row["text"])
        _add(value, "Description", _place(row))
    goals = _goals(_rows(store, _PRIORITIES, bound), _rows(store, _STATEMENTS, bound))
    for number, goal in enumerate(goals, start=1):
        _goal(core, document_id, number, goal)
    _administration(root, about[0], source)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _organisation(core: ET.Element, about: Row, parties: Sequence[Row]) -> None:
    organisation = ET.SubElement(core, _tag("Organization"))
    _add(organisation, "Name", about.get("publisher", ""))
    _add(organisation, "Acronym", "")
    _add(organisation, "Identifier", _identifier(about["document"], "organization"))
    _add(organisation, "Description", "")
    for party in parties:
        _stakeholder(organisation, party["name"], party.get("kind", ""))


def _goals(priorities: Iterable[Row], statements: Iterable[Row]) -> list[_Goal]:
    """Themes that are a priority in their order, then those only stated about, then what has no theme."""
    goals: dict[str, _Goal] = {}
    for row in priorities:
        goal = goals.setdefault(row["theme"], _Goal(row["theme"]))
        if row.get("by") and row["by"] not in goal.stakeholders:
            goal.stakeholders.append(row["by"])
    rest = _Goal("")
    for row in statements:
        goal = goals.setdefault(row["theme"], _Goal(row["theme"])) if row.get("theme") else rest
        goal.statements.append(row)
    return [*goals.values(), *([rest] if rest.statements or not goals else [])]


def _goal(core: ET.Element, document_id: str, number: int, goal: _Goal) -> None:
    element = ET.SubElement(core, _tag("Goal"))
    _add(element, "Name", goal.name)
    _add(element, "Description", "")
    _add(element, "Identifier", _identifier(document_id, f"goal {goal.name or 'none'}"))
    _add(element, "SequenceIndicator", str(number))
    for name in goal.stakeholders:
        _stakeholder(element, name, "")
    _add(element, "OtherInformation", "")
    for at, row in enumerate(goal.statements, start=1):
        objective = ET.SubElement(element, _tag("Objective"))
        _add(objective, "Name", row.get("text") or row.get("indicator", ""))
        _add(objective, "Description", _figures(row))
        _add(objective, "Identifier", _identifier(row["fact"], ""))
        _add(objective, "SequenceIndicator", f"{number}.{at}")
        _add(objective, "OtherInformation", "; ".join(part for part in (row["kind"], _place(row), row["fact"]) if part))


def _stakeholder(parent: ET.Element, name: str, description: str) -> None:
    element = ET.SubElement(parent, _tag("Stakeholder"))
    _add(element, "Name", name)
    _add(element, "Description", description)


def _administration(root: ET.Element, about: Row, source: str) -> None:
    element = ET.SubElement(root, _tag("AdministrativeInformation"))
    if about.get("start"):
        _add(element, "StartDate", f"{about['start']}-01-01")
    if about.get("end"):
        _add(element, "EndDate", f"{about['end']}-12-31")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", about.get("issued", "")):
        _add(element, "PublicationDate", about["issued"])
    _add(element, "Source", source)


def _figures(row: Row) -> str:
    """The figures of a target in words, from its own values."""
    parts = [row["scope"]] if row.get("scope") else []
    if row.get("baseline"):
        parts.append(f"van {row['baseline']}" + (f" ({row['from']})" if row.get("from") else ""))
    if row.get("target"):
        parts.append(f"naar {row['target']}" + (f" ({row['by']})" if row.get("by") else ""))
    if row.get("change"):
        parts.append(f"verandering {row['change']}%")
    if row.get("unit") and len(parts) > 1:
        parts.append(row["unit"])
    return ", ".join(parts)


def _place(row: Row) -> str:
    return f"regel {row['line']}" if row.get("line") else ""


def _rows(store: GraphStore, query: str, bound: Mapping[str, NamedNode | Literal]) -> list[Row]:
    solutions = store.query(_PREFIXES + query, bindings=bound)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    found: list[Row] = []
    for solution in solutions:
        cells = {name: solution[name] for name in names}
        found.append({n: c.value for n, c in cells.items() if isinstance(c, NamedNode | Literal)})
    return found


def _identifier(what: str, part: str) -> str:
    """An xs:ID: the same for the same thing."""
    return "_" + slug(f"{what.rsplit('/id/', 1)[-1]} {part}")


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, _tag(name)).text = _NO_XML.sub("\ufffd", text) or None
