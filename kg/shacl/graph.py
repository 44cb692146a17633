"""A copy of the data in memory that is quick to look things up in, for a validator that asks node by node.

rdflib's own store keeps the context of each triple and makes a generator of generators for every look-up; the validator
makes half a million of them on five documents. Here a look-up is two dictionaries deep. The triples are rdflib's own,
in the order they came; nothing else differs.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.store import Store

from kg.shacl.terms import Node, ox_term

Triple = tuple[Node, Node, Node]


class IndexedStore(Store):
    """Triples of one graph by subject and by object. What it is told of contexts it does not keep."""

    context_aware = True  # it holds one graph; the validator's wrapper asks no more than this word
    graph_aware = True

    def __init__(self) -> None:
        super().__init__()
        self.forward: dict[Node, dict[Node, dict[Node, None]]] = {}
        self.backward: dict[Node, dict[Node, dict[Node, None]]] = {}
        self.predicates: dict[Node, dict[tuple[Node, Node], None]] = {}
        self._prefixes: dict[str, rdflib.URIRef] = {}

    def __len__(self, context: object = None) -> int:
        return sum(map(len, self.predicates.values()))

    def add(self, triple: Any, context: Any = None, quoted: bool = False) -> None:  # noqa: ARG002 - rdflib's
        s, p, o = triple
        self.forward.setdefault(s, {}).setdefault(p, {})[o] = None
        self.backward.setdefault(o, {}).setdefault(p, {})[s] = None
        self.predicates.setdefault(p, {})[(s, o)] = None

    def add_graph(self, graph: rdflib.Graph) -> None:
        """Nothing: there is one."""

    def remove(self, triple: Any, context: Any = None) -> None:  # noqa: ARG002 - rdflib's
        for (s, p, o), _ in list(self.triples(triple)):
            del self.forward[s][p][o], self.backward[o][p][s], self.predicates[p][(s, o)]

    def triples(
        self, triple_pattern: Any, context: Any = None  # noqa: ARG002 - rdflib's
    ) -> Iterator[tuple[Triple, Iterator[None]]]:
        for triple in list(self._found(*triple_pattern)):
            yield triple, iter(())

    def _found(self, s: Node | None, p: Node | None, o: Node | None) -> Iterator[Triple]:
        if s is not None:
            by_predicate = self.forward.get(s, {})
            for found in (p,) if p is not None else by_predicate:
                values = by_predicate.get(found, {})
                if o is not None:
                    if o in values:
                        yield s, found, o
                else:
                    for value in values:
                        yield s, found, value
        elif o is not None:
            by_predicate = self.backward.get(o, {})
            for found in (p,) if p is not None else by_predicate:
                for subject in by_predicate.get(found, {}):
                    yield subject, found, o
        else:
            for found in (p,) if p is not None else self.predicates:
                for subject, value in self.predicates.get(found, {}):
                    yield subject, found, value

    # --- prefixes, which rdflib keeps in the store

    def bind(self, prefix: str, namespace: rdflib.URIRef, override: bool = True) -> None:
        """As rdflib's own store: with `override` what stands in the way on either side gives way."""
        if not override and (prefix in self._prefixes or self.prefix(namespace) is not None):
            return
        before = self.prefix(namespace)
        if before is not None:
            del self._prefixes[before]
        self._prefixes[prefix] = namespace

    def namespace(self, prefix: str) -> rdflib.URIRef | None:
        return self._prefixes.get(prefix)

    def prefix(self, namespace: rdflib.URIRef) -> str | None:
        return next((prefix for prefix, iri in self._prefixes.items() if iri == namespace), None)

    def namespaces(self) -> Iterator[tuple[str, rdflib.URIRef]]:
        yield from self._prefixes.items()


class QuickGraph(rdflib.Graph):
    """The data to validate.

    engine: the same triples in the engine. A SPARQL constraint is asked there first, a hundred times as fast: where it
    gives no row there is nothing to report. A row is found again by rdflib, so that what is reported is its own.
    Both must agree on whether there is a row: so for our own constraints, and tested, and not for those of others.
    """

    def __init__(self, engine: ox.Store | None = None, bind_namespaces: str = "none") -> None:
        self.index = IndexedStore()
        self.engine = engine
        super().__init__(store=self.index, bind_namespaces=bind_namespaces)  # type: ignore[arg-type]

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Generator[Any, None, None]:
        if subject is None or not isinstance(predicate, rdflib.URIRef):
            yield from super().objects(subject, predicate, unique)
        else:
            yield from list(self.index.forward.get(subject, {}).get(predicate, ()))

    def subjects(self, predicate: Any = None, object: Any = None, unique: bool = False) -> Generator[Any, None, None]:
        if object is None or not isinstance(predicate, rdflib.URIRef):
            yield from super().subjects(predicate, object, unique)
        else:
            yield from list(self.index.backward.get(object, {}).get(predicate, ()))

    def __contains__(self, triple: Any) -> bool:
        s, p, o = triple
        if s is None or o is None or not isinstance(p, rdflib.URIRef):
            return super().__contains__(triple)
        return o in self.index.forward.get(s, {}).get(p, ())

    def query(
        self,
        query_object: str | Query,
        processor: str | rdflib.query.Processor = "sparql",
        result: str | type[rdflib.query.Result] = "sparql",
        initNs: Mapping[str, Any] | None = None,  # rdflib's name
        initBindings: Mapping[str, Any] | None = None,  # rdflib's name
        use_store_provided: bool = True,
        **kwargs: Any,
    ) -> rdflib.query.Result:
        """As rdflib; each text is parsed once, which takes rdflib longer than answering it."""
        if isinstance(query_object, str) and not initNs:
            if self.engine is not None and self._is_empty(query_object, initBindings or {}):
                nothing = rdflib.query.Result("SELECT")
                nothing.vars, nothing.bindings = [], []
                return nothing
            query_object = prepared(query_object)
        return super().query(query_object, processor, result, initNs, initBindings, use_store_provided, **kwargs)

    def _is_empty(self, text: str, bindings: Mapping[str, Any]) -> bool:
        """Whether the engine finds no row. False where it cannot say: then rdflib does."""
        given = {name: ox_term(term) for name, term in bindings.items()}
        if any(term is None for term in given.values()):
            return False
        assert self.engine is not None
        values: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): term for name, term in given.items() if term is not None
        }
        try:
            rows = self.engine.query(text, substitutions=values)
        except (SyntaxError, ValueError, OSError):
            return False
        return isinstance(rows, ox.QuerySolutions) and next(rows, None) is None


@lru_cache(maxsize=512)
def prepared(text: str) -> Query:
    """A query, parsed and translated. Raises pyparsing's errors."""
    return translateQuery(parseQuery(text))
