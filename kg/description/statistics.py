"""The counts of a store, by SPARQL: what VoID, DCAT and the pages say is computed here and nowhere typed in."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from kg.config import DEF
from kg.identifiers import REGISTERS
from kg.store import GraphStore

DISTINCT_LIMIT = 3_000_000  # triples; above this the distinct values of each property are not counted
EXAMPLES = 8
_DCT = "http://purl.org/dc/terms/"
_LINKING = (
    *(f"http://www.w3.org/2004/02/skos/core#{name}Match" for name in ("exact", "close", "broad", "narrow", "related")),
    "http://www.w3.org/2002/07/owl#sameAs",
    "http://www.w3.org/2000/01/rdf-schema#seeAlso",
)
# Predicates of Dublin Core that say something of a thing rather than lead to the same thing elsewhere.
_NOT_LINKING = frozenset(f"{_DCT}{name}" for name in ("license", "rights", "conformsTo", "format", "type"))
_DOCUMENTS = f"?d a <{DEF}PolicyDocument> ."


@dataclass(frozen=True, slots=True)
class Partition:
    """A class with its members, or a property with its triples. subjects, objects: distinct; -1 where not counted."""

    iri: str
    number: int
    subjects: int = -1
    objects: int = -1


@dataclass(frozen=True, slots=True)
class GraphCount:
    """One named graph."""

    name: str
    triples: int
    subjects: int
    objects: int
    properties: int


@dataclass(frozen=True, slots=True)
class Links:
    """Links by one predicate to things at one host outside. target: what their IRIs begin with."""

    target: str
    predicate: str
    triples: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The counts of the default graph, and of each named graph.

    entities: distinct subjects whose IRI begins with `uri_space`. languages: literals by language tag. periods: first
    and last year the documents are about. places: IRI and label. said: what the ontology says of itself, by key and
    language. dutch: whether it links to Dutch registers of government.
    """

    triples: int
    subjects: int
    objects: int
    entities: int
    uri_space: str
    classes: tuple[Partition, ...] = ()
    properties: tuple[Partition, ...] = ()
    graphs: tuple[GraphCount, ...] = ()
    links: tuple[Links, ...] = ()
    vocabularies: tuple[str, ...] = ()
    languages: dict[str, int] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    first_year: str = ""
    last_year: str = ""
    documents: int = 0
    places: tuple[tuple[str, str], ...] = ()
    dutch: bool = False
    licence: str = ""
    said: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Statistics:
        """Raises ValueError, TypeError or KeyError for a text that another version wrote."""
        data: dict[str, Any] = json.loads(text)
        data["classes"] = tuple(Partition(**p) for p in data["classes"])
        data["properties"] = tuple(Partition(**p) for p in data["properties"])
        data["graphs"] = tuple(GraphCount(**g) for g in data["graphs"])
        data["links"] = tuple(Links(**link) for link in data["links"])
        data["places"] = tuple((iri, label) for iri, label in data["places"])
        data["vocabularies"], data["examples"] = tuple(data["vocabularies"]), tuple(data["examples"])
        return cls(**data)


def measure(store: GraphStore) -> Statistics:
    """Counts everything. Seconds: 0.6 at 120,000 triples, growing with them; not for the event loop."""
    ask = _Asking(store)
    triples = ask.number("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    classes = ask.partitions("SELECT ?iri (COUNT(DISTINCT ?s) AS ?n) { ?s a ?iri FILTER(ISIRI(?iri)) } GROUP BY ?iri")
    properties = _properties(ask, distinct=triples <= DISTINCT_LIMIT)
    space = _uri_space(ask, store.base)
    entities = ask.number(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ?p ?o FILTER({_starts('?s', space)}) }}")
    links = tuple(_links(ask, store.base, space, [p.iri for p in properties]))
    years = ask.rows(
        f"SELECT (MIN(STR(?a)) AS ?first) (MAX(STR(?b)) AS ?last) (COUNT(DISTINCT ?d) AS ?n) {{ {_DOCUMENTS} "
        f"OPTIONAL {{ ?d <{DEF}startYear> ?a }} OPTIONAL {{ ?d <{DEF}endYear> ?b }} }}"
    )
    first, last, documents = next(years)
    used = {namespace_of(p.iri) for p in (*classes, *properties)}
    return Statistics(
        triples=triples,
        subjects=ask.number("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        objects=ask.number("SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"),
        entities=entities,
        uri_space=space,
        classes=classes,
        properties=properties,
        graphs=tuple(_graphs(ask)),
        links=links,
        vocabularies=tuple(sorted(iri for iri in used if iri)),
        languages=_languages(ask),
        examples=tuple(_examples(ask, [p.iri for p in classes], space)),
        first_year=first,
        last_year=last,
        documents=int(documents or 0),
        places=tuple(_places(ask)),
        dutch=any("overheid.nl" in link.target for link in links),
        **_ontology(ask),
    )


def namespace_of(iri: str) -> str:
    """What the IRI of a term shares with its vocabulary: up to the last `#`, else the last `/`."""
    at = iri.rfind("#") if "#" in iri else iri.rfind("/")
    return iri[: at + 1] if at > len("https://") else ""


class _Asking:
    """Asks a store and gives texts back."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    def rows(self, query: str) -> Iterator[tuple[str, ...]]:
        results = self._store.query(query)
        assert isinstance(results, ox.QuerySolutions)
        for solution in results:
            yield tuple(t.value if isinstance(t, NamedNode | Literal) else "" for t in solution)

    def number(self, query: str) -> int:
        return int(next(self.rows(query))[0])

    def partitions(self, query: str) -> tuple[Partition, ...]:
        found = (Partition(iri, *(int(n) for n in numbers)) for iri, *numbers in self.rows(query))
        return tuple(sorted(found, key=lambda p: (-p.number, p.iri)))


def _starts(variable: str, space: str) -> str:
    return f"STRSTARTS(STR({variable}), {_quoted(space)})"


def _quoted(text: str) -> str:
    return str(Literal(text))


def _properties(ask: _Asking, *, distinct: bool) -> tuple[Partition, ...]:
    more = "(COUNT(DISTINCT ?s) AS ?a) (COUNT(DISTINCT ?o) AS ?b)" if distinct else ""
    return ask.partitions(f"SELECT ?iri (COUNT(*) AS ?n) {more} {{ ?s ?iri ?o }} GROUP BY ?iri")


def _graphs(ask: _Asking) -> Iterator[GraphCount]:
    counted = ask.rows(
        "SELECT ?g (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?a) (COUNT(DISTINCT ?o) AS ?b) (COUNT(DISTINCT ?p) AS ?c) "
        "{ GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    )
    for name, *numbers in counted:
        yield GraphCount(name, *(int(n) for n in numbers))


def _uri_space(ask: _Asking, base: str) -> str:
    """`{base}/id/` when things have such IRIs; else what most subjects begin with."""
    own = f"{base}/id/"
    if next(ask.rows(f"SELECT ?s {{ ?s ?p ?o FILTER({_starts('?s', own)}) }} LIMIT 1"), None):
        return own
    counts = Counter(
        {
            space: int(number)
            for space, number in ask.rows(
                'SELECT ?space (COUNT(*) AS ?n) { SELECT DISTINCT ?s (REPLACE(STR(?s), "[^/#]*$", "") AS ?space) '
                "{ ?s ?p ?o FILTER(ISIRI(?s)) } } GROUP BY ?space"
            )
        }
    )
    return max(sorted(counts), key=lambda space: counts[space], default=own)


def _links(ask: _Asking, base: str, space: str, properties: list[str]) -> Iterator[Links]:
    """Links from things of the dataset to registers (`kg.identifiers`) and other hosts, by target and predicate; also
    to our own renderings of outside classifications."""
    wanted = [p for p in properties if p in _LINKING or (p.startswith(_DCT) and p not in _NOT_LINKING)]
    if not wanted:
        return
    registers = {register.spaced(base) for register in REGISTERS if register.space}
    spaces = sorted(registers, key=lambda one: (-len(one), one))
    rendered = " || ".join(_starts("?o", one) for one in spaces if one.startswith(f"{base}/"))
    inside = " || ".join(_starts("?o", start) for start in (f"{base}/", DEF, space))
    target = 'REPLACE(STR(?o), "^([a-z]+://[^/?#]*/?).*$", "$1")'
    for one in reversed(spaces):
        target = f"IF({_starts('?o', one)}, {_quoted(one)}, {target})"
    counted = ask.rows(
        f"SELECT ?target ?p (COUNT(*) AS ?n) {{ VALUES ?p {{ {' '.join(f'<{p}>' for p in wanted)} }} ?s ?p ?o "
        f'FILTER(ISIRI(?o) && {_starts("?s", space)} && (!({inside}) || (STRENDS(STR(?p), "Match") && ({rendered})))) '
        f"BIND({target} AS ?target) }} GROUP BY ?target ?p ORDER BY ?target ?p"
    )
    for found, predicate, number in counted:
        yield Links(found, predicate, int(number))


def _languages(ask: _Asking) -> dict[str, int]:
    counted = ask.rows(
        'SELECT ?l (COUNT(*) AS ?n) { ?s ?p ?o BIND(LANG(?o) AS ?l) FILTER(BOUND(?l) && ?l != "") } GROUP BY ?l'
    )
    return dict(sorted(((tag, int(number)) for tag, number in counted), key=lambda pair: (-pair[1], pair[0])))


def _examples(ask: _Asking, classes: Iterable[str], space: str) -> Iterator[str]:
    """One thing of each of the largest classes of our own, of any classes where there are none: the first by IRI."""
    ordered = sorted(classes, key=lambda iri: not iri.startswith(DEF))
    given: set[str] = set()
    for kind in ordered[: 3 * EXAMPLES]:
        query = f"SELECT (MIN(STR(?s)) AS ?x) {{ ?s a <{kind}> FILTER({_starts('?s', space)}) }}"
        iri = next(ask.rows(query), ("",))[0]
        if iri and iri not in given:
            given.add(iri)
            yield iri
        if len(given) == EXAMPLES:
            return


def _places(ask: _Asking) -> Iterator[tuple[str, str]]:
    found = ask.rows(
        f"SELECT DISTINCT ?place (SAMPLE(?l) AS ?label) {{ {_DOCUMENTS} ?d <{_DCT}spatial> ?place . "
        "?place <http://www.w3.org/2004/02/skos/core#prefLabel>|<http://www.w3.org/2000/01/rdf-schema#label> ?l "
        "FILTER(ISIRI(?place)) } GROUP BY ?place ORDER BY ?place"
    )
    yield from ((iri, label) for iri, label in found)


def _ontology(ask: _Asking) -> dict[str, Any]:
    """Licence and description, where the graph holds its ontology."""
    ontology = "?o a <http://www.w3.org/2002/07/owl#Ontology> ."
    licences = [iri for (iri,) in ask.rows(f"SELECT ?l {{ {ontology} ?o <{_DCT}license> ?l }} ORDER BY ?l LIMIT 1")]
    said = {
        language: text
        for text, language in ask.rows(f"SELECT ?t (LANG(?t) AS ?l) {{ {ontology} ?o <{_DCT}description> ?t }}")
    }
    return {"licence": licences[0] if licences else "", "said": said}
