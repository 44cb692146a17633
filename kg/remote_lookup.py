"""What our pages look up one thing at a time, from an engine that takes a request for each: in batches, and kept.

A page asks for the statements of a thing, then for the labels of all it names. So whatever comes back is followed by
one request for the description of the things in it, and the next questions find their answer here. A predicate read as
a whole (all labels, all types) answers every later question about it. All of it holds for one snapshot.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.store import DEFAULT_GRAPH, Subject, Term

Pattern = tuple[Subject | None, NamedNode | None, Term | None]  # terms that a request can name, blank nodes as IRIs
Ask = Callable[[str, Sequence[str]], Iterator[Sequence[Term | None]]]  # a SELECT and its variables to rows

TOGETHER = 200  # things described by one request
ROWS = 20_000  # of such a request: things with more are asked one by one
KEEP = 400_000  # quads kept, about 200 bytes each
OTHERS = 10_000  # patterns of named graphs that are kept
FEW = 1_000  # quads of such a pattern
WHOLE = 200_000  # triples of a predicate that is kept as a whole


class Lookups:
    """The default graph by pattern. Safe for threads; `ask` runs the queries."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._known: OrderedDict[Pattern, tuple[Quad, ...]] = OrderedDict()
        self._other: OrderedDict[object, tuple[Quad, ...]] = OrderedDict()
        self._whole: dict[NamedNode, dict[Subject, tuple[Quad, ...]]] = {}
        self._held = 0

    def quads(self, pattern: Pattern) -> Iterator[Quad]:
        """The quads of the default graph that fit."""
        subject, predicate, object_ = pattern
        if isinstance(subject, NamedNode):
            return (q for q in self._about(subject, predicate) if _fits(q, predicate, object_))
        if subject is None and object_ is None:
            return self._of_predicate(predicate) if predicate is not None else self._rows(pattern)
        found = self._get(pattern)
        if found is None:
            found = tuple(self._rows(pattern))
            self._keep(pattern, found)
            self._describe(q.subject for q in found)
        return iter(found)

    def kept(self, key: object, read: Callable[[], Iterator[Quad]]) -> Iterator[Quad]:
        """What `read` gives, read once for each key; for patterns that fit few quads of other graphs."""
        with self._lock:
            found = self._other.get(key)
        if found is None:
            found = tuple(read())
            with self._lock:
                if len(found) <= FEW:
                    self._other[key] = found
                if len(self._other) > OTHERS:
                    self._other.popitem(last=False)
        return iter(found)

    def _about(self, subject: NamedNode, predicate: NamedNode | None) -> Iterable[Quad]:
        with self._lock:
            whole = self._whole.get(predicate) if predicate is not None else None
        if whole is not None:
            return whole.get(subject, ())
        found = self._get((subject, None, None))
        if found is None:
            found = tuple(self._rows((subject, None, None)))
            self._keep((subject, None, None), found)
            self._describe(q.object for q in found)
        return found

    def _of_predicate(self, predicate: NamedNode) -> Iterator[Quad]:
        with self._lock:
            whole = self._whole.get(predicate)
        if whole is not None:
            yield from (quad for quads in whole.values() for quad in quads)
            return
        gathered: dict[Subject, list[Quad]] | None = {}
        for number, quad in enumerate(self._rows((None, predicate, None)), start=1):
            if number > WHOLE:
                gathered = None
            if gathered is not None:
                gathered.setdefault(quad.subject, []).append(quad)
            yield quad
        if gathered is not None:
            with self._lock:
                self._whole[predicate] = {subject: tuple(quads) for subject, quads in gathered.items()}

    def _describe(self, terms: Iterable[Term]) -> None:
        """Reads ahead what is said about the IRIs among `terms`. When it is too much, nothing is lost but time."""
        wanted = dict.fromkeys(term for term in terms if isinstance(term, NamedNode))
        unknown = [term for term in wanted if self._get((term, None, None)) is None][:TOGETHER]
        if len(unknown) < 2:
            return
        values = " ".join(str(term) for term in unknown)
        text = f"SELECT ?s ?p ?o {{ VALUES ?s {{ {values} }} ?s ?p ?o }} LIMIT {ROWS + 1}"
        found: dict[Term, list[Quad]] = {term: [] for term in unknown}
        number = 0
        for row in self._ask(text, ("s", "p", "o")):
            number += 1
            quad = as_quad(row[0], row[1], row[2], DEFAULT_GRAPH)
            found.setdefault(quad.subject, []).append(quad)
        if number <= ROWS:
            for term in unknown:
                self._keep((term, None, None), tuple(found[term]))

    def _rows(self, pattern: Pattern) -> Iterator[Quad]:
        for row in self._ask(f"SELECT * {{ {pattern_text(pattern)} }}", ("s", "p", "o")):
            terms = [given or read for given, read in zip(pattern, row, strict=True)]
            yield as_quad(terms[0], terms[1], terms[2], DEFAULT_GRAPH)

    def _get(self, pattern: Pattern) -> tuple[Quad, ...] | None:
        with self._lock:
            found = self._known.get(pattern)
            if found is not None:
                self._known.move_to_end(pattern)
            return found

    def _keep(self, pattern: Pattern, quads: tuple[Quad, ...]) -> None:
        with self._lock:
            if pattern in self._known or len(quads) > KEEP // 4:
                return
            self._known[pattern] = quads
            self._held += len(quads) + 1
            while self._held > KEEP:
                _, oldest = self._known.popitem(last=False)
                self._held -= len(oldest) + 1


def pattern_text(pattern: Pattern) -> str:
    """A pattern as SPARQL; what is open is `?s`, `?p`, `?o`."""
    named = zip(pattern, ("?s", "?p", "?o"), strict=True)
    return " ".join(str(term) if term is not None else name for term, name in named)


def as_quad(
    subject: Term | None, predicate: Term | None, object_: Term | None, graph: NamedNode | DefaultGraph
) -> Quad:
    """A quad of terms that were read as a row."""
    assert subject is not None
    assert object_ is not None
    assert isinstance(predicate, NamedNode)
    return Quad(subject, predicate, object_, graph)  # type: ignore[arg-type]


def _fits(quad: Quad, predicate: NamedNode | None, object_: Term | None) -> bool:
    return (predicate is None or quad.predicate == predicate) and (object_ is None or quad.object == object_)
