"""Reading the manifests of the W3C's test suites: what each test is about, and its files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
KINDS = ("QueryEvaluationTest", "CSVResultFormatTest", "UpdateEvaluationTest")  # and those of syntax


@dataclass(frozen=True, slots=True)
class Contents:
    """A dataset as files: those of the default graph, and those of each named graph by its IRI."""

    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True, slots=True)
class Test:
    """One test. suite: the version and folder, `sparql11/bind`. kind: its class without the namespace.

    services: the data of the endpoints a query asks. result: the file with the rows or triples that are right;
    after: the dataset that an update leaves. lax: of rows that are the same, fewer will do (REDUCED).
    """

    suite: str
    name: str
    kind: str
    query: Path
    data: Contents = Contents()
    services: dict[str, Contents] = field(default_factory=dict)
    result: Path | None = None
    after: Contents | None = None
    lax: bool = False

    @property
    def label(self) -> str:
        return f"{self.suite}/{self.name}"


def tests(folder: Path) -> Iterator[Test]:
    """The tests of all manifests in `folder` and below it that name files; sorted by folder."""
    for path in sorted(folder.rglob("manifest*.ttl")):
        yield from _Manifest(path, folder).tests()


class _Manifest:
    def __init__(self, path: Path, root: Path) -> None:
        self._store = ox.Store()
        self._store.load(path.read_bytes(), ox.RdfFormat.TURTLE, base_iri=path.as_uri())
        where = path.parent.relative_to(root).parts
        version = next((p for p in path.parts[::-1] if p.startswith("sparql1")), "sparql10")
        self._suite = "/".join([version, *(p for p in where if not p.startswith(("sparql1", "dawg-data")))])

    def tests(self) -> Iterator[Test]:
        for head in self._store.quads_for_pattern(None, _term(MF, "entries"), None):
            for entry in self._list(head.object):
                test = self._test(entry)
                if test is not None:
                    yield test

    def _test(self, entry: ox.NamedNode) -> Test | None:
        kind = _local(self._one(entry, RDF, "type"))
        action = self._one(entry, MF, "action")
        if action is None or not (kind in KINDS or re.fullmatch(r"(Positive|Negative)(Update)?SyntaxTest\d*", kind)):
            return None
        name = entry.value.rpartition("#")[2]
        result = self._one(entry, MF, "result")
        if isinstance(action, ox.NamedNode):
            return Test(self._suite, name, kind, _path(action), result=_path(result) if result else None)
        query = self._one(action, QT, "query") or self._one(action, UT, "request") or self._one(action, UT, "query")
        if query is None:
            return None
        return Test(
            self._suite,
            name,
            kind,
            _path(query),
            self._contents(action),
            {
                self._one(s, QT, "endpoint").value: self._contents(s)
                for s in self._all(action, QT, "serviceData")
            },
            _path(result) if isinstance(result, ox.NamedNode) else None,
            self._contents(result) if isinstance(result, ox.BlankNode) else None,
            _local(self._one(entry, MF, "resultCardinality")) == "LaxCardinality",
        )

    def _contents(self, node: ox.BlankNode) -> Contents:
        """Both vocabularies: `qt:data`, `qt:graphData` of queries, `ut:data`, `ut:graphData` of updates."""
        default = [_path(f) for namespace in (QT, UT) for f in self._all(node, namespace, "data")]
        named = []
        for namespace in (QT, UT):
            for graph in self._all(node, namespace, "graphData"):
                if isinstance(graph, ox.NamedNode):
                    named.append((graph.value, _path(graph)))
                    continue
                file = self._one(graph, UT, "graph") or self._one(graph, QT, "graph") or self._one(graph, UT, "data")
                label = self._one(graph, RDFS, "label")
                assert file is not None
                named.append((label.value if label is not None else file.value, _path(file)))
        return Contents(tuple(default), tuple(named))

    def _all(self, subject: ox.NamedNode | ox.BlankNode, namespace: str, name: str) -> list:  # type: ignore[type-arg]
        return [q.object for q in self._store.quads_for_pattern(subject, _term(namespace, name), None)]

    def _one(self, subject: ox.NamedNode | ox.BlankNode, namespace: str, name: str):  # type: ignore[no-untyped-def]
        found = self._all(subject, namespace, name)
        return found[0] if found else None

    def _list(self, head: object) -> Iterator[ox.NamedNode]:
        while isinstance(head, ox.BlankNode):
            first = self._one(head, RDF, "first")
            if isinstance(first, ox.NamedNode):
                yield first
            head = self._one(head, RDF, "rest")


def _term(namespace: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(namespace + name)


def _local(term: object) -> str:
    return term.value.rpartition("#")[2] if isinstance(term, ox.NamedNode) else ""


def _path(iri: ox.NamedNode) -> Path:
    return Path(unquote(urlsplit(iri.value).path))
