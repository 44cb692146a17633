"""The report of a build in the store, read back, and two reports compared.

A report stands in the graph `{base}/graph/report` of its snapshot, with what a person needs to read it: the graph holds
the label and the place of every focus node, since a document that was refused is not in the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, SH

from kg.errors import NotFoundError
from kg.shacl.report import SHAPE_NS, Result, Severity, count
from kg.shacl.shapes import Texts, shape_list
from kg.shacl.terms import ox_term
from kg.shacl.told import Finding, Place
from kg.snapshots import open_snapshot, read_manifest, snapshot_names
from kg.store import GraphStore, Manifest

_NAMES = ("http://", "https://", "urn:")
_KIND = {str(SH[severity.label]): severity for severity in Severity}
# what a result has beside the standard's properties; also in what /validate answers (`kg.shacl.writing`)
FOCUS_LABEL, VALUE_LABEL, PATH, MESSAGE, HINT, CHANGE = (
    ox.NamedNode(SHAPE_NS + name) for name in ("focusLabel", "valueLabel", "path", "message", "hint", "change")
)
PASSAGE, DOCUMENT, TITLE, LINE, QUOTE, MENTION = (
    ox.NamedNode(SHAPE_NS + name) for name in ("passage", "document", "documentTitle", "line", "quote", "mention")
)


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different between two reports. before, after: names of the snapshots they stand in.

    new: in the later one only; gone: in the earlier one only; still: in both. Two results are the same when shape,
    focus node, path, value and component are, however they are worded.
    """

    before: str
    after: str
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    still: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, each with its `change`."""
        return (*self.new, *self.gone, *self.still)


def report_quads(findings: Iterable[Finding], graph: ox.NamedNode) -> list[ox.Quad]:
    """The report for the store: one IRI per result, made from what it says; sorted, no blank nodes.

    graph: `{base}/graph/report`; the IRIs of the results are made with its base.
    """
    return sorted(_report_quads(list(findings), graph), key=str)


def findings(store: GraphStore) -> list[Finding]:
    """The report that stands in a store, worst first. Empty when it holds none."""
    graph = ox.NamedNode(f"{store.base}/graph/report")
    about: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    for quad in store.quads(graph=graph):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            about.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    results = {o.value for said in about.values() for o in said.get(str(SH.result), [])}
    found = [_finding(about[name]) for name in results if name in about]
    return sorted(found, key=lambda finding: finding.result.sort_key)


def counts(store: GraphStore) -> dict[str, int]:
    """Number of results by severity, worst first, noughts included."""
    return count(finding.result for finding in findings(store))


def compare(before: Sequence[Finding], after: Sequence[Finding], names: tuple[str, str] = ("", "")) -> Changes:
    """Two reports beside one another. names: of the snapshots."""
    old, new = ({finding.result.key: finding for finding in report} for report in (before, after))
    return Changes(
        *names,
        new=tuple(replace(f, change="new") for f in after if f.result.key not in old),
        gone=tuple(replace(f, change="gone") for f in before if f.result.key not in new),
        still=tuple(replace(f, change="still") for f in after if f.result.key in old),
    )


def changes(directory: Path, current: GraphStore, against: str | None = None) -> Changes:
    """The report of `current`, a snapshot of the store in `directory`, beside an earlier one.

    against: name of the snapshot; None for the last one before it that was kept and holds the report of another build.
    Raises NotFoundError when there is no such snapshot.
    """
    manifest = current.manifest()
    name = against or _one_before(directory, manifest)
    if name is None:
        raise NotFoundError("no earlier report is kept: nothing was built before, or its snapshot is gone")
    if name not in snapshot_names(directory):
        kept = ", ".join(snapshot_names(directory)[-10:])
        raise NotFoundError(f"there is no snapshot {name[:60]!r}; kept are {kept}")
    earlier = open_snapshot(directory, name)
    try:
        return compare(findings(earlier), findings(current), (name, manifest.name))
    finally:
        earlier.close()


def _one_before(directory: Path, manifest: Manifest) -> str | None:
    """A write leaves the report as it was: the snapshot before the one in which the report last changed."""
    graph = f"{manifest.base}/graph/report"
    own = manifest.version_of(graph)
    for name in reversed(snapshot_names(directory)):
        if name < own and read_manifest(directory, name).version_of(graph) != own:
            return name
    return None


def _report_quads(findings: list[Finding], graph: ox.NamedNode) -> Iterator[ox.Quad]:
    base = graph.value.rpartition("/graph/")[0]
    whole = ox.NamedNode(f"{base}/id/validation-report/build")
    severe = any(finding.severity is Severity.VIOLATION for finding in findings)
    yield ox.Quad(whole, _named(RDF.type), _named(SH.ValidationReport), graph)
    yield ox.Quad(whole, _named(SH.conforms), ox.Literal(not severe), graph)
    for finding in findings:
        result = finding.result
        digest = hashlib.sha256(repr((result.sort_key, result.messages)).encode()).hexdigest()[:16]
        node = ox.NamedNode(f"{base}/id/validation-result/{digest}")
        yield ox.Quad(whole, _named(SH.result), node, graph)
        for predicate, value in (*_standard(result), *extras(finding)):
            yield ox.Quad(node, predicate, value, graph)


def _standard(result: Result) -> Iterator[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]:
    yield _named(RDF.type), _named(SH.ValidationResult)
    yield _named(SH.resultSeverity), _named(SH[result.severity.label])
    for language, text in result.messages:
        yield _named(SH.resultMessage), ox.Literal(text, language=language or None)
    for predicate, value in (
        (SH.focusNode, result.focus_node),
        (SH.sourceShape, result.shape),
        (SH.sourceConstraintComponent, result.component),
        (SH.resultPath, result.path),
    ):
        if value.startswith(_NAMES):
            yield _named(predicate), ox.NamedNode(value)
    value_term = ox_term(result.term)
    if isinstance(value_term, ox.NamedNode | ox.Literal):
        yield _named(SH.value), value_term
    elif result.value:
        yield _named(SH.value), ox.Literal(result.value)


def extras(finding: Finding) -> Iterator[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]:
    """What a result has beside the standard's properties."""
    yield FOCUS_LABEL, ox.Literal(finding.focus_label)
    if finding.value_label:
        yield VALUE_LABEL, ox.Literal(finding.value_label)
    if finding.result.path and not finding.result.path.startswith(_NAMES):
        yield PATH, ox.Literal(finding.result.path)
    for language, text in finding.hints:
        yield HINT, ox.Literal(text, language=language or None)
    if finding.change:
        yield CHANGE, ox.Literal(finding.change)
    place = finding.place
    if place is None:
        return
    if place.passage.startswith(_NAMES):
        yield PASSAGE, ox.NamedNode(place.passage)
    for predicate, text in ((DOCUMENT, place.document), (TITLE, place.title), (QUOTE, place.quote)):
        if text:
            yield predicate, ox.Literal(text)
    if place.line:
        yield LINE, ox.Literal(place.line)
    if place.mention:
        yield MENTION, ox.Literal(True)


def _finding(said: dict[str, list[ox.NamedNode | ox.Literal]]) -> Finding:
    def one(predicate: rdflib.URIRef | ox.NamedNode) -> str:
        return min((term.value for term in said.get(_iri(predicate), [])), default="")

    def texts(predicate: rdflib.URIRef | ox.NamedNode) -> tuple[tuple[str, str], ...]:
        found = said.get(_iri(predicate), [])
        return tuple(sorted((t.language or "", t.value) for t in found if isinstance(t, ox.Literal)))

    result = Result(
        severity=_KIND.get(one(SH.resultSeverity), Severity.VIOLATION),
        shape=one(SH.sourceShape),
        focus_node=one(SH.focusNode),
        path=one(SH.resultPath) or one(PATH),
        value=one(SH.value),
        component=one(SH.sourceConstraintComponent),
        messages=texts(SH.resultMessage),
        term=_rdflib(next(iter(said.get(str(SH.value), [])), None)),
    )
    place = None
    if any(one(predicate) for predicate in (PASSAGE, DOCUMENT, QUOTE)):
        line = one(LINE)
        place = Place(
            one(DOCUMENT), one(TITLE), int(line) if line.isdecimal() else 0, one(QUOTE), one(PASSAGE),
            mention=one(MENTION) == "true",
        )  # fmt: skip
    hints = texts(HINT) or _hints(result.shape)
    return Finding(result, one(FOCUS_LABEL) or result.focus_node, one(VALUE_LABEL), place, hints)


def _hints(shape: str) -> Texts:
    """Of a shape that is still ours; for a report that was kept before shapes had hints."""
    known = shape_list().get(shape)
    return known.hints if known is not None else ()


def _rdflib(term: ox.NamedNode | ox.Literal | None) -> rdflib.term.Node | None:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.Literal) and term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if isinstance(term, ox.Literal):
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    return None


def _named(iri: rdflib.URIRef) -> ox.NamedNode:
    return ox.NamedNode(str(iri))


def _iri(predicate: rdflib.URIRef | ox.NamedNode) -> str:
    return predicate.value if isinstance(predicate, ox.NamedNode) else str(predicate)
