"""The store port over HTTP: a store in any engine that speaks SPARQL 1.1.

What `kg.publishing` put there is asked with its dataset in every request: the default graph is the de-duplicated union
written out in the graph `{base}/graph/default`, and the named graphs are those that were published. So it does not
matter what an engine's own default graph is (nothing of the named graphs in Oxigraph and Stardog, all of them in
Virtuoso, GraphDB, Neptune and QLever). A query with FROM keeps its own dataset. In an engine that holds something
else, the engine's own dataset is asked.

Results are read while they come and given as pyoxigraph's, so that all that is written from a store is written the
same way for this one.
"""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

from kg.errors import QueryError, ResultTooLargeError, StoreError
from kg.publication import read_publication
from kg.remote_http import RESULTS, RemoteClient, RemoteEngine, Reply
from kg.remote_lookup import Lookups, Pattern, as_quad, pattern_text
from kg.remote_terms import Genid
from kg.remote_text import prepare
from kg.store import DEFAULT_GRAPH, Manifest, Results, Subject, Term, TripleStream

FRESH = 5.0  # seconds for which the name of the snapshot is taken to hold
COUNTED = 60.0  # seconds for which the counts hold of an engine that we did not publish to
_VIRTUOSO_ASK = "__ASK_RETVAL"
_GRAPHS = {"application/n-triples": RdfFormat.N_TRIPLES, "text/plain": RdfFormat.N_TRIPLES}
_RESULTS = (RESULTS, "application/json")


class RemoteStore:
    """A `GraphStore` over HTTP. Safe for threads; each query is a request of its own."""

    def __init__(self, base: str, engine: RemoteEngine) -> None:
        self.base = base.rstrip("/")
        self.folder: Path | None = None
        self.client = RemoteClient(engine)
        self.genid = Genid(self.base)
        self._lock = threading.Lock()
        self._read_at = 0.0
        self._manifest: Manifest | None = None
        self._counted: Manifest | None = None
        self._counted_at = 0.0
        self._lookups = Lookups(self._select)

    # --- names of graphs

    @property
    def default_graph(self) -> str:
        """The graph that holds the default graph in an engine we published to."""
        return f"{self.base}/graph/default"

    @property
    def publication_graph(self) -> str:
        """The graph that says what was published; no part of the dataset."""
        return f"{self.base}/graph/publication"

    # --- GraphStore

    @property
    def name(self) -> str:
        return self._published().name

    def query(
        self,
        text: str,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        bindings: Mapping[str, Term] | None = None,
    ) -> Results:
        ready = prepare(text, bindings)
        if default_graphs is None and named_graphs is None and not ready.dataset:
            default_graphs, named_graphs = self._dataset()
        graph = ready.form in ("CONSTRUCT", "DESCRIBE")
        reply = self.client.query(ready.text, default_graphs or (), named_graphs or (), graph=graph)
        return TripleStream(_triples(reply)) if graph else _rows(reply, ready.form)

    def quads(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: NamedNode | DefaultGraph | None = DEFAULT_GRAPH,
    ) -> Iterator[Quad]:
        """As of any store, where the blank nodes are ours (`kg.remote_terms`); others fit nothing."""
        pattern: Pattern = (self._named_term(subject), predicate, self._named_term(object))  # type: ignore[assignment]
        self._published()  # a new snapshot makes what is known here void
        parts: list[Iterator[Quad]] = []
        if graph is None or isinstance(graph, DefaultGraph):
            parts.append(self._lookups.quads(pattern))
        if not isinstance(graph, DefaultGraph):
            bound = pattern[0] is not None or pattern[2] is not None
            named = graph if isinstance(graph, NamedNode) else None
            key = (pattern, named)
            read = partial(self._named, pattern, named)
            parts.append(self._lookups.kept(key, read) if bound else read())
        return (self._blank(quad) for part in parts for quad in part)

    def graph_names(self) -> list[str]:
        return sorted(self.manifest().graphs)

    def manifest(self) -> Manifest:
        """What was published; counted by the engine where nothing was."""
        manifest = self._published()
        if manifest.graphs:
            return manifest
        with self._lock:
            counted = self._counted if time.monotonic() - self._counted_at < COUNTED else None
        if counted is None:
            counted = self._count()
            with self._lock:
                self._counted, self._counted_at = counted, time.monotonic()
        return counted

    def close(self) -> None:
        self.client.close()

    # --- writing

    def update(self, text: str, *, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> None:
        """Runs an update as it is; graphs of ours are best named in it. Raises as `RemoteClient.update`.

        Afterwards `kg.publishing.refresh` brings the default graph and the counts up to date.
        """
        self.client.update(text, using, using_named)
        self.forget()

    def put_graph(self, name: NamedNode, triples: Iterable[Triple]) -> None:
        """Puts triples in the place of a named graph."""
        self.client.put(name.value, as_lines(self.genid.triple(triple) for triple in triples))
        self.forget()

    def post_graph(self, name: NamedNode, triples: Iterable[Triple]) -> None:
        """Adds triples to a named graph."""
        self.client.post(name.value, as_lines(self.genid.triple(triple) for triple in triples))
        self.forget()

    def delete_graph(self, name: NamedNode) -> bool:
        """Takes a named graph away; whether it was there."""
        self.forget()
        return self.client.delete(name.value)

    def forget(self) -> None:
        """Reads anew what was published, and with it all that is known of the data."""
        with self._lock:
            self._manifest = self._counted = None
            self._read_at = 0.0

    # --- what was published

    def _named_term(self, term: Term | None) -> Term | None:
        return self.genid.named(term) if term is not None else None

    def _blank(self, quad: Quad) -> Quad:
        subject, object_ = self.genid.blank(quad.subject), self.genid.blank(quad.object)
        return as_quad(subject, quad.predicate, object_, quad.graph_name)  # type: ignore[arg-type]

    def _published(self) -> Manifest:
        with self._lock:
            if self._manifest is not None and time.monotonic() - self._read_at < FRESH:
                return self._manifest
        found = read_publication(self)
        with self._lock:
            if self._manifest is None or found.name != self._manifest.name:
                self._lookups = Lookups(self._select)
            self._manifest, self._read_at = found, time.monotonic()
            return found

    def _dataset(self) -> tuple[Sequence[str] | None, Sequence[str] | None]:
        graphs = self._published().graphs
        return ([self.default_graph], sorted(graphs)) if graphs else (None, None)

    def _count(self) -> Manifest:
        """One request for the names and one for each graph: counting by GROUP BY ?g goes over all the data at once."""
        names = [row[0] for row in self._select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", ("g",))]
        graphs = {}
        for name in names:
            if isinstance(name, NamedNode):
                graphs[name.value] = self._number(f"GRAPH {name} {{ ?s ?p ?o }}")
        return Manifest(self.base, self._number("?s ?p ?o"), graphs, "")

    def _number(self, pattern: str) -> int:
        row = next(self._select(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", ("n",)))
        return int(row[0].value) if isinstance(row[0], Literal) else 0

    def _named(self, pattern: Pattern, graph: NamedNode | None) -> Iterator[Quad]:
        place = str(graph) if graph is not None else "?g"
        hidden = (NamedNode(self.default_graph), NamedNode(self.publication_graph))
        for row in self._select(f"SELECT * {{ GRAPH {place} {{ {pattern_text(pattern)} }} }}", ("s", "p", "o", "g")):
            terms = [given or read for given, read in zip(pattern, row[:3], strict=True)]
            name = graph or row[3]
            if isinstance(name, NamedNode) and name not in hidden:
                yield as_quad(terms[0], terms[1], terms[2], name)

    def _select(self, text: str, variables: Sequence[str]) -> Iterator[Sequence[Term | None]]:
        """The rows of a query of our own, in the dataset that was published."""
        default, named = self._dataset()
        yield from self.select(text, variables, default or (), named or ())

    def select(
        self, text: str, variables: Sequence[str], default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> Iterator[Sequence[Term | None]]:
        """The rows of a query of our own, as it is, in the dataset given; the engine's own when none is."""
        results = _rows(self.client.query(text, default_graphs, named_graphs, graph=False), "SELECT")
        if not isinstance(results, ox.QuerySolutions):
            raise StoreError("the engine gave no rows for a SELECT")
        there = {variable.value for variable in results.variables}
        try:
            for solution in results:
                yield [solution[name] if name in there else None for name in variables]
        except SyntaxError as error:
            raise StoreError(f"the engine's results broke off or do not parse ({error})") from error


def as_lines(triples: Iterable[Triple]) -> Iterator[bytes]:
    """Triples as lines of N-Triples."""
    return (f"{triple} .\n".encode() for triple in triples)


def _triples(reply: Reply) -> Iterator[Triple]:
    kind = _GRAPHS.get(reply.media_type) or RdfFormat.from_media_type(reply.media_type)
    if kind is None:
        reply.body.close()
        raise StoreError(f"the engine gave {reply.media_type or 'no content type'} for a graph")
    return _read_triples(reply, kind)


def _read_triples(reply: Reply, kind: RdfFormat) -> Iterator[Triple]:
    number = 0
    try:
        for quad in ox.parse(io.BufferedReader(reply.body, 1 << 16), kind):
            number += 1
            yield quad.triple
    except SyntaxError as error:
        raise StoreError(f"the engine gave a graph that does not parse ({error})") from error
    finally:
        reply.body.close()
    _refuse_cut(reply, number)


def _rows(reply: Reply, form: str) -> ox.QuerySolutions | ox.QueryBoolean:
    if reply.media_type not in _RESULTS:
        reply.body.close()
        raise StoreError(f"the engine gave {reply.media_type or 'no content type'} for rows")
    if reply.rows is not None:  # some rows were left out: nothing of it is an answer
        reply.body.close()
        _refuse_cut(reply, reply.rows)
    try:
        results = ox.parse_query_results(io.BufferedReader(reply.body, 1 << 16), ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"the engine gave results that do not parse ({error})") from error
    if form == "ASK" and isinstance(results, ox.QuerySolutions):
        return _virtuoso_boolean(results)
    if isinstance(results, ox.QueryBoolean) != (form == "ASK"):
        raise QueryError("the engine gave another kind of result than was asked for")
    return results


def _virtuoso_boolean(results: ox.QuerySolutions) -> ox.QueryBoolean:
    """Virtuoso 7 answers ASK as a row in JSON."""
    solution = next(iter(results), None)
    value = solution[_VIRTUOSO_ASK] if solution is not None and results.variables else None
    truth = "true" if isinstance(value, Literal) and value.value in ("1", "true") else "false"
    parsed = ox.parse_query_results(f'{{"head":{{}},"boolean":{truth}}}'.encode(), ox.QueryResultsFormat.JSON)
    assert isinstance(parsed, ox.QueryBoolean)
    return parsed


def _refuse_cut(reply: Reply, number: int) -> None:
    if reply.rows is not None and number >= reply.rows:
        raise ResultTooLargeError(
            f"the engine gives at most {reply.rows} rows and there are more. Ask in parts with LIMIT and OFFSET"
        )
