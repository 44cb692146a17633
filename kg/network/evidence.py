"""The statements behind one edge, and the words they were read from; looked up when an edge is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from pyoxigraph import NamedNode, QuerySolution, QuerySolutions

from kg.evidence import EVIDENCE, passage
from kg.network.budget import Budget
from kg.network.compose import documents_that_count, relations_that_count
from kg.network.graph import Graph
from kg.network.model import Passage, Predicate, Relation
from kg.network.relations import KINDS, PROLOGUE, EdgeKind
from kg.vocab import DCT

if TYPE_CHECKING:
    from kg.network.index import NetworkIndex
    from kg.network.request import Asked

AT_ONCE = 50_000  # statements of a kind that are looked up together; of a kind with more, edge by edge
_PAIRS = 500  # ends of edges in one query
_KEPT = 100_000  # passages that are remembered
_SHARED = 50  # nodes that an edge of a folded network names
_READ = 200  # statements of one edge whose passages are looked up
_GIVEN = 50  # of which the IRIs are given


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: the fact, the number of its relation and of its document."""

    statement: str
    relation: int
    document: int


@dataclass(frozen=True, slots=True)
class Behind:
    """What is behind an edge. found: passages there are (of the first statements, where there are very many)."""

    relations: tuple[Relation, ...]
    documents: tuple[int, ...]
    passages: tuple[Passage, ...] = ()
    found: int = 0
    via: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


class Statements:
    """Looks up statements in the store of an index, and remembers them."""

    def __init__(self, index: NetworkIndex) -> None:
        self._index = index
        self._together: dict[str, dict[tuple[str, str], list[Said]]] = {}
        self._single: dict[tuple[str, str, str], list[Said]] = {}
        self._passages: dict[str, tuple[Passage, ...]] = {}
        self._places: dict[str, Passage] = {}

    def between(self, name: str, source: str, target: str, budget: Budget) -> list[Said]:
        """The statements of one kind of edge from `source` to `target`, by IRI."""
        kind = KINDS[name]
        if not kind.stated:
            return []
        if len(self._index.table(name, budget).source) <= AT_ONCE:
            if name not in self._together:
                self._together[name] = self._all(kind)
            return self._together[name].get((source, target), [])
        if (name, source, target) not in self._single:
            self.fetch(name, [(source, target)], budget)
        return self._single[name, source, target]

    def fetch(self, name: str, pairs: list[tuple[str, str]], budget: Budget) -> None:
        """Looks up many pairs at once, for `between` to find. Does nothing for a kind that is held as a whole."""
        kind = KINDS[name]
        if not kind.stated or len(self._index.table(name, budget).source) <= AT_ONCE:
            return
        if len(self._single) > _KEPT:
            self._single.clear()
        wanted = [pair for pair in pairs if (name, *pair) not in self._single]
        for at in range(0, len(wanted), _PAIRS):
            budget.check()
            some = wanted[at : at + _PAIRS]
            found: dict[tuple[str, str], list[Said]] = {pair: [] for pair in some}
            for values, meant in self._values(name, some, budget):
                for row in self._ask(kind, f"VALUES {values} {kind.pattern}"):
                    pair = row[0].value, row[1].value
                    if pair in meant:
                        found[pair].append(self._said(kind, row))
            for pair, statements in found.items():
                self._single[(name, *pair)] = sorted(statements, key=lambda said: said.statement)

    def passages(self, statement: str) -> tuple[Passage, ...]:
        if statement not in self._passages:
            if len(self._passages) >= _KEPT:
                self._passages.clear()
            self._passages[statement] = tuple(self._read(statement))
        return self._passages[statement]

    def _read(self, statement: str) -> Iterator[Passage]:
        """As `kg.evidence.passages`; what many facts were read from is looked up once."""
        fact, store = NamedNode(statement), self._index.store
        for predicate in EVIDENCE:
            for quad in sorted(store.quads(fact, predicate), key=str):
                if not isinstance(quad.object, NamedNode):
                    continue
                iri = quad.object.value
                if iri not in self._places:
                    if len(self._places) >= _KEPT:
                        self._places.clear()
                    self._places[iri] = passage(store, quad.object)
                yield self._places[iri]

    def _values(
        self, name: str, pairs: list[tuple[str, str]], budget: Budget
    ) -> Iterator[tuple[str, set[tuple[str, str]]]]:
        """What the ends are bound to in each query, and the pairs it is to find: each pair by one of them. An end with
        few other statements is bound alone: the engine then looks through its own, and not through those of all whom
        it is joined to."""
        rest = set(pairs)
        for side, variable in enumerate(("?source", "?target")):
            wanted = Counter(pair[side] for pair in rest)
            few = {iri for iri, count in wanted.items() if self._index.number_of(name, side, iri, budget) <= 4 * count}
            if few:
                ends = " ".join(str(NamedNode(iri)) for iri in sorted(few))
                yield f"{variable} {{ {ends} }}", {pair for pair in rest if pair[side] in few}
            rest = {pair for pair in rest if pair[side] not in few}
        if rest:
            ends = " ".join(f"({NamedNode(one)} {NamedNode(other)})" for one, other in sorted(rest))
            yield f"(?source ?target) {{ {ends} }}", rest

    def _all(self, kind: EdgeKind) -> dict[tuple[str, str], list[Said]]:
        found: dict[tuple[str, str], list[Said]] = {}
        for row in self._ask(kind, kind.pattern):
            found.setdefault((row[0].value, row[1].value), []).append(self._said(kind, row))
        for statements in found.values():
            statements.sort(key=lambda said: said.statement)
        return found

    def _ask(self, kind: EdgeKind, pattern: str) -> QuerySolutions:
        columns = f"?source ?target ?statement {'' if kind.relation else '?relation '}?document"
        found = self._index.store.query(f"{PROLOGUE}SELECT {columns} {{ {pattern} }}")
        assert isinstance(found, QuerySolutions)
        return found

    def _said(self, kind: EdgeKind, row: QuerySolution) -> Said:
        values = [row[2 + n] for n in range(2 if kind.relation else 3)]
        relation = kind.relation or kind.named(values[1].value)
        return Said(values[0].value, self._index.relation_number(relation), self._index.document_number(values[-1]))


class Evidence:
    """The evidence of the edges of one network. shown: passages of each edge that are given; 0 looks none up."""

    def __init__(self, index: NetworkIndex, asked: Asked, graph: Graph, budget: Budget, shown: int) -> None:
        self._index, self._asked, self._graph, self._budget, self._shown = index, asked, graph, budget, shown
        self._documents, self._relations = documents_that_count(index, asked), relations_that_count(index, asked)
        self._whole = index.graph(asked.unfolded(), budget) if asked.declared.fold else graph

    def of(self, edge: int) -> Behind:
        """What is behind an edge, by its number. Raises OutOfTime."""
        self._budget.check()
        if self._graph.shared is not None:
            return self._of_folded(edge)
        return self._of_stated(edge)

    def plain(self, edge: int) -> Behind:
        """The same without passages: nothing is looked up."""
        if self._graph.shared is not None:
            return Behind((self._folded_relation(int(self._graph.shared[edge])),), ())
        rows = self._graph.rows
        assert rows is not None
        stretch = slice(int(rows.starts[edge]), int(rows.starts[edge + 1]))
        ways = Counter(
            zip(
                rows.kind[stretch].tolist(),
                rows.relation[stretch].tolist(),
                rows.turned[stretch].tolist(),
                strict=True,
            )
        )
        relations = [self._relation(*way, count) for way, count in ways.items()]
        relations.sort(key=lambda relation: (-relation.count, relation.iri, str(relation.predicates)))
        documents = sorted({number for number in rows.document[stretch].tolist() if number >= 0})
        return Behind(tuple(relations), tuple(documents), found=ways.total())

    def prepare(self, edges: Iterable[int]) -> None:
        """Looks up together what `of` will need for these edges. Raises OutOfTime."""
        pairs: dict[str, list[tuple[str, str]]] = {}
        if self._graph.shared is not None:
            return
        for edge in edges:
            ends = self._ends(edge)
            for number, turned in self._ways(edge):
                name = self._asked.declared.edges[number]
                pairs.setdefault(name, []).append((ends[1], ends[0]) if turned else ends)
        for name, some in pairs.items():
            self._index.statements.fetch(name, some, self._budget)

    def _ends(self, edge: int) -> tuple[str, str]:
        iris = self._graph.iris
        return iris[self._graph.source[edge]], iris[self._graph.target[edge]]

    def _of_stated(self, edge: int) -> Behind:
        ends = self._ends(edge)
        said: list[Said] = []
        sources: set[str] = set()
        for number, turned in self._ways(edge):
            name = self._asked.declared.edges[number]
            first, second = reversed(ends) if turned else ends
            if not KINDS[name].stated:
                sources |= self._sources(first)
            said += self._counting(name, first, second)
        without = self.plain(edge)
        passages, found, via = self._words(said)
        return Behind(without.relations, without.documents, passages, found, via, tuple(sorted(sources)))

    def _ways(self, edge: int) -> list[tuple[int, bool]]:
        """The kinds of edge behind an edge, and whether each is turned."""
        rows = self._graph.rows
        assert rows is not None
        stretch = slice(int(rows.starts[edge]), int(rows.starts[edge + 1]))
        pairs = zip(rows.kind[stretch].tolist(), rows.turned[stretch].tolist(), strict=True)
        return sorted(set(pairs))

    def _of_folded(self, edge: int) -> Behind:
        one, other = (self._graph.iris[int(end[edge])] for end in (self._graph.source, self._graph.target))
        whole = self._whole
        around = whole.around
        both = np.intersect1d(around.of(whole.at(one)), around.of(whole.at(other)))
        said: list[Said] = []
        keep_first = KINDS[self._asked.declared.edges[0]].sides[0] == self._asked.declared.fold
        for middle in (whole.iris[n] for n in both[:_SHARED]):
            for end, name in ((end, name) for end in (one, other) for name in self._asked.declared.edges):
                said += self._counting(name, *((end, middle) if keep_first else (middle, end)))
        passages, found, via = self._words(said)
        documents = tuple(sorted({s.document for s in said}))
        assert self._graph.shared is not None
        relation = self._folded_relation(int(self._graph.shared[edge]))
        through = tuple(whole.iris[n] for n in both[:_SHARED])
        return Behind((relation,), documents, passages, found, via, through=through)

    def _counting(self, name: str, source: str, target: str) -> list[Said]:
        found = self._index.statements.between(name, source, target, self._budget)
        return [s for s in found if self._documents[s.document] and self._relations[s.relation]]

    def _words(self, said: list[Said]) -> tuple[tuple[Passage, ...], int, tuple[str, ...]]:
        via = tuple(dict.fromkeys(s.statement for s in said))
        read = chain.from_iterable(self._index.statements.passages(fact) for fact in via[:_READ])
        passages = sorted(set(read), key=lambda p: (p.document, p.line, p.iri))
        return tuple(passages[: self._shown]), len(passages), via[:_GIVEN]

    def _sources(self, iri: str) -> set[str]:
        quads = self._index.store.quads(NamedNode(iri), DCT.source)
        return {q.object.value for q in quads if isinstance(q.object, NamedNode)}

    def _relation(self, kind: int, relation: int, turned: bool, count: int) -> Relation:
        iri = self._index.relations[relation]
        steps = KINDS[self._asked.declared.edges[kind]].steps(iri)
        return Relation(iri, _turned(steps) if turned else steps, count)

    def _folded_relation(self, shared: int) -> Relation:
        """There and back: from the one to what they share, and from there to the other."""
        kind = KINDS[self._asked.declared.edges[0]]
        steps = kind.steps(kind.relation) if kind.sides[0] == self._asked.declared.fold else _turned(kind.steps(""))
        return Relation(kind.relation or steps[-1].iri, (*steps, *_turned(steps)), shared)


def _turned(steps: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
    return tuple(Predicate(step.iri, not step.inverse) for step in reversed(steps))


def identifiers(index: NetworkIndex, numbers: tuple[int, ...]) -> Iterator[str]:
    """What the documents with these numbers are called."""
    return (index.documents[n].identifier for n in numbers)
