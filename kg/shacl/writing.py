"""A report in every format: as RDF, and as JSON, CSV and text for people and programs that do not read RDF.

As RDF it is the report the validator gave, triple by triple; what we add stands on the same nodes, in the namespace of
our shapes (`vgsh:`). The forms of JSON and CSV are described in docs/validate.md.
"""

from __future__ import annotations

import csv
import io
import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyoxigraph as ox
import rdflib
from pyoxigraph import QueryResultsFormat
from rdflib.namespace import SH, XSD

from kg.engine.formats import GRAPH_FORMATS, Format, Kind
from kg.labels import short_name
from kg.shacl.report import SHAPE_NS, Result, Severity, count
from kg.shacl.stored import MESSAGE, extras
from kg.shacl.terms import ox_term
from kg.shacl.told import Finding, Place

JSON = Format("json", Kind.RESULTS, "application/json", "json", QueryResultsFormat.JSON)
CSV = Format("csv", Kind.RESULTS, "text/csv", "csv", QueryResultsFormat.CSV)
TEXT = Format("text", Kind.RESULTS, "text/plain", "txt", QueryResultsFormat.TSV)
RDF_FORMATS = tuple(replace(f, also=()) for f in GRAPH_FORMATS if f.name in ("ttl", "jsonld", "nt", "rdfxml"))
REPORT_FORMATS = (RDF_FORMATS[0], JSON, *RDF_FORMATS[1:], CSV, TEXT)  # ?format=json is JSON, and no JSON-LD
_PREFIXES = {"sh": str(SH), "vgsh": SHAPE_NS, "xsd": str(XSD)}
_WRITTEN_OUT = (XSD.string, XSD.integer, XSD.decimal, XSD.double)
_INTEGER = re.compile(r'"(?:0|-?[1-9][0-9]*)"\^\^<http://www\.w3\.org/2001/XMLSchema#integer>')  # read as it is written
COLUMNS = (
    "change", "severity", "shape", "focus_node", "focus_label", "path", "value", "value_label", "component",
    "message_nl", "message_en", "hint_nl", "hint_en", "document", "line", "quote", "passage",
)  # fmt: skip


@dataclass(frozen=True)
class Written:
    """What is to be written. graph: the report as the validator gave it. findings: its results, told. plain: as RDF
    nothing is added to what the validator gave. more: further members of the JSON."""

    graph: rdflib.Graph
    findings: Sequence[Finding]
    plain: bool = False
    more: Mapping[str, object] = field(default_factory=dict)

    def write(self, wanted: Format, language: str = "nl") -> bytes:
        """The report in a format; `language` for text."""
        if wanted.name == JSON.name:
            return json.dumps(report_json(self.findings, **self.more), ensure_ascii=False, indent=1).encode() + b"\n"
        if wanted.name == CSV.name:
            return report_csv(self.findings)
        if wanted.name == TEXT.name:
            return report_text(self.findings, language).encode()
        return write_rdf(self._triples(), wanted)

    def _triples(self) -> Iterator[tuple[object, object, object]]:
        yield from self.graph
        if self.plain:
            return
        for finding in self.findings:
            node = finding.result.node
            for predicate, value in (*_spoken(finding.result), *extras(finding)):
                yield node, predicate, value


def _spoken(result: Result) -> Iterator[tuple[ox.NamedNode, ox.Literal]]:
    """The messages in their languages, which the validator loses where it fills in a variable."""
    for language, text in result.messages:
        yield MESSAGE, ox.Literal(text, language=language or None)


def write_rdf(triples: Iterable[tuple[object, object, object]], wanted: Format) -> bytes:
    """Triples of rdflib's terms (or the engine's) in a format, every literal as it is.

    The engine writes "a" for "a"^^xsd:string, and 1E0 for "1E0"^^xsd:double; for rdflib, and so for the validator, the
    first are two, and what it reads in the place of the second is 1.0. Such literals go by other datatypes through the
    engine, and get their own in what came out.
    """
    stand_ins = {str(kind): f"urn:uuid:{uuid.uuid4()}" for kind in _WRITTEN_OUT}
    ready = []
    for s, p, o in triples:
        subject, predicate, value = _out(s), _out(p), _out(o)
        if isinstance(o, rdflib.Literal) and str(o.datatype) in stand_ins and not _INTEGER.fullmatch(o.n3()):
            value = ox.Literal(str(o), datatype=ox.NamedNode(stand_ins[str(o.datatype)]))
        if value is None or not isinstance(predicate, ox.NamedNode):
            continue
        if isinstance(subject, ox.NamedNode | ox.BlankNode):
            ready.append(ox.Triple(subject, predicate, value))
    assert isinstance(wanted.engine, ox.RdfFormat)
    written = ox.serialize(_by_subject(ready), format=wanted.engine, prefixes=_PREFIXES) or b""
    for datatype, stand_in in stand_ins.items():
        written = written.replace(stand_in.encode(), datatype.encode())
    return written


def _by_subject(triples: list[ox.Triple]) -> list[ox.Triple]:
    """What belongs to one subject together: the engine writes them as they come."""
    order: dict[object, list[ox.Triple]] = {}
    for triple in triples:
        order.setdefault(triple.subject, []).append(triple)
    return [triple for group in order.values() for triple in sorted(group, key=lambda t: str(t.predicate))]


def _out(term: object) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
    return term if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal) else ox_term(term)


# --- JSON


def report_json(findings: Sequence[Finding], **more: object) -> dict[str, object]:
    """The report as JSON. more: members beside the report's own, before its results."""
    there = [finding for finding in findings if finding.change != "gone"]
    return {
        "conforms": not there,
        "accepted": all(finding.severity is not Severity.VIOLATION for finding in there),
        "counts": count(finding.result for finding in there),
        **more,
        "results": [finding_json(finding) for finding in findings],
    }


def finding_json(finding: Finding) -> dict[str, object]:
    """One result as JSON; what is not known is left out."""
    result = finding.result
    members: dict[str, object] = {
        "change": finding.change,
        "severity": result.severity.label,
        "shape": result.shape,
        "component": result.component,
        "focusNode": {"value": result.focus_node, "label": finding.focus_label},
        "path": result.path,
        "value": _value_json(finding),
        "messages": {language or "und": finding.message_in(language) for language, _ in result.messages},
        "hints": {language or "und": text for language, text in finding.hints},
        "place": _place_json(finding.place),
    }
    return {name: value for name, value in members.items() if value}


def _value_json(finding: Finding) -> dict[str, str]:
    term = finding.result.term
    if term is None and not finding.result.value:
        return {}
    told = {"type": "literal", "value": finding.result.value, "label": finding.value_label}
    if isinstance(term, rdflib.URIRef):
        told["type"] = "uri"
    elif isinstance(term, rdflib.BNode):
        told["type"] = "bnode"
    elif isinstance(term, rdflib.Literal):
        told["xml:lang"], told["datatype"] = term.language or "", str(term.datatype or "")
    return {name: text for name, text in told.items() if text or name == "value"}


def _place_json(place: Place | None) -> dict[str, object]:
    if place is None:
        return {}
    told = {
        "document": place.document, "title": place.title, "line": place.line, "quote": place.quote,
        "passage": place.passage, "mention": place.mention,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


# --- CSV and text


def report_csv(findings: Iterable[Finding]) -> bytes:
    """A row for each result (RFC 4180), in the order of `COLUMNS`."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for finding in findings:
        result, place = finding.result, finding.place
        writer.writerow((
            finding.change, result.severity.label, result.shape, result.focus_node, finding.focus_label, result.path,
            result.value, finding.value_label, result.component, finding.message_in("nl"), finding.message_in("en"),
            finding.hint_in("nl"), finding.hint_in("en"),
            *((place.document, place.line or "", place.quote, place.passage) if place is not None else ("",) * 4),
        ))  # fmt: skip
    return out.getvalue().encode()


_WORDS = {
    "nl": {
        "fine": "Voldoet: geen resultaten.", "result": "resultaat", "results": "resultaten", "thing": "Wat",
        "value": "Waarde", "path": "Pad", "place": "Waar", "line": "regel", "hint": "Doen", "shape": "Vorm",
        "mention": "genoemd in", "node": "IRI", "new": "nieuw", "gone": "weg", "still": "nog steeds",
    },
    "en": {
        "fine": "Conforms: no results.", "result": "result", "results": "results", "thing": "What",
        "value": "Value", "path": "Path", "place": "Where", "line": "line", "hint": "Do", "shape": "Shape",
        "mention": "mentioned in", "node": "IRI", "new": "new", "gone": "gone", "still": "still",
    },
}  # fmt: skip


def report_text(findings: Sequence[Finding], language: str = "nl") -> str:
    """The report to read: a paragraph for each result, worst first."""
    words = _WORDS.get(language, _WORDS["en"])
    if not findings:
        return words["fine"] + "\n"
    counted = ", ".join(f"{number} {severity}" for severity, number in count(f.result for f in findings).items())
    head = f"{len(findings)} {words['result' if len(findings) == 1 else 'results']}: {counted}\n"
    return "\n".join([head, *(_paragraph(finding, language, words) for finding in findings)])


def _paragraph(finding: Finding, language: str, words: dict[str, str]) -> str:
    result, place = finding.result, finding.place
    change = f" ({words[finding.change]})" if finding.change else ""
    lines = [f"{result.severity.label}{change}: {finding.message_in(language) or result.component}"]
    rows = [
        ("thing", finding.focus_label),
        ("node", result.focus_node if result.focus_node != finding.focus_label else ""),
        ("path", short_name(result.path) if ":" in result.path and "<" not in result.path else result.path),
        ("value", finding.value_label or result.value),
        ("place", _where(place, words) if place is not None else ""),
        ("hint", finding.hint_in(language)),
        ("shape", short_name(result.shape)),
    ]
    lines += [f"  {words[name] + ':':9} {' '.join(text.split())}" for name, text in rows if text]
    return "\n".join(lines) + "\n"


def _where(place: Place, words: dict[str, str]) -> str:
    line = f", {words['line']} {place.line}" if place.line else ""
    quote = f": “{place.quote}”" if place.quote else ""
    return (f"{words['mention']} " if place.mention else "") + f"{place.document}{line}{quote}"
