"""Data and shapes that somebody sends, as rdflib reads them, every literal as it was sent.

The engine reads first: it fetches nothing, says where a fault is, and takes a second for what takes rdflib a minute.
Then rdflib reads the same bytes, so that what is validated is to the letter what the validator called by itself would
have been given: "a" and "a"^^xsd:string are two for it, "01"^^xsd:integer and "veel"^^xsd:decimal stay as they are.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from xml.sax import SAXException

import pyoxigraph as ox
import rdflib
from rdflib.exceptions import Error as RdflibError
from rdflib.exceptions import ParserError

from kg.engine.formats import Format
from kg.errors import RdfSyntaxError
from kg.rdf_input import read_quads
from kg.shacl.terms import Node, rdflib_triple

NAMES = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdfxml": "xml", "trig": "trig", "nq": "nquads"}
_DATASETS = ("jsonld", "trig", "nq")  # may hold named graphs, which are put together
_normalising = threading.Lock()  # rdflib has one switch for the whole process
# what rdflib raises over RDF it does not read though the engine does: it raises whatever its parsers stumble over
_RDFLIB_ERRORS = (
    SyntaxError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError,
    SAXException, ParserError, RdflibError,
)  # fmt: skip


@contextmanager
def literals_as_sent() -> Iterator[None]:
    """Within this block rdflib keeps the words of a literal; one thread at a time, and as it was afterwards."""
    with _normalising:
        before = rdflib.NORMALIZE_LITERALS
        rdflib.NORMALIZE_LITERALS = False
        try:
            yield
        finally:
            rdflib.NORMALIZE_LITERALS = before


def read_graph(parts: Sequence[tuple[Format, bytes]], base: str, what: str) -> rdflib.Graph:
    """The triples of all parts together, their blank nodes apart; named graphs are put together.

    base: what relative IRIs are resolved against. what: said in the place of a file's name; parts are numbered.
    Raises RdfSyntaxError with line and column; InputError for a triple term, which SHACL knows nothing of.
    """
    graph = rdflib.Graph()
    for number, (given, body) in enumerate(parts, 1):
        read_into(graph, given, body, base, what if len(parts) == 1 else f"{what} (part {number})")
    return graph


def read_into(graph: rdflib.Graph, given: Format, body: bytes, base: str, what: str) -> None:
    """Adds the triples of `body` to `graph`. Arguments and errors as those of `read_graph`."""
    known: dict[object, Node] = {}
    read = [rdflib_triple(quad, known) for quad in read_quads(body, given, base, what=what)]
    before = set(graph)
    try:
        _read_by_rdflib(graph, given, body, base)
    except _RDFLIB_ERRORS:  # RDF all the same: the engine knows forms of Turtle that rdflib does not
        for triple in set(graph) - before:  # what it read of it
            graph.remove(triple)
        for triple in read:
            graph.add(triple)


def _read_by_rdflib(graph: rdflib.Graph, given: Format, body: bytes, base: str) -> None:
    with literals_as_sent():
        if given.name not in _DATASETS:
            graph.parse(data=body, format=NAMES[given.name], publicID=base)
            return
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=body, format=NAMES[given.name], publicID=base)
    for prefix, namespace in dataset.namespaces():  # the validator's own messages shorten IRIs by prefixes
        graph.bind(prefix, namespace, override=True, replace=True)
    for s, p, o, _ in dataset.quads():
        graph.add((s, p, o))


def read_nquads(body: bytes) -> list[ox.Quad]:
    """Quads of ours, as the server sends them to a worker. Raises RdfSyntaxError."""
    try:
        return list(ox.parse(body, ox.RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise RdfSyntaxError(str(error.msg)) from error
