"""What is in a graph, in numbers, each with the query that counts it: whoever doubts one can ask for it."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, QuerySolutions

from kg.config import DEF
from kg.store import GraphStore

_PREFIXES = f"""PREFIX vg: <{DEF}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

"""
_COUNTED = (
    ("documents", "?thing a vg:PolicyDocument ."),
    ("regions", "?document a vg:PolicyDocument ; vg:region ?thing ."),
    ("themes", "?fact vg:theme ?thing ; vg:statedIn ?document ."),
    ("actors", "?mention a vg:ActorMention ; vg:actor ?thing ."),
    ("facts", "?thing vg:statedIn ?document ; vg:evidence ?passage ."),
    ("passages", "?thing a vg:Passage ."),
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of the graph. name: of what, as the texts of the pages know it; query: SPARQL that gives the number."""

    name: str
    number: int
    query: str


def counts(store: GraphStore) -> list[Count]:
    """The numbers of a store: each is the answer to its own query. Raises QueryError as `GraphStore.query`."""
    return [Count(name, _ask(store, query), query) for name, query in ((n, _count(p)) for n, p in _COUNTED)]


def class_count_query(iri: str, base: str) -> str:
    """The query that counts the things whose most particular class of our own is `iri`."""
    return f"""{_PREFIXES}SELECT (COUNT(DISTINCT ?thing) AS ?number)
WHERE {{
  ?thing a <{iri}> .
  FILTER(STRSTARTS(STR(?thing), "{base}/id/"))
  FILTER NOT EXISTS {{ ?thing a ?narrower . ?narrower rdfs:subClassOf <{iri}> . FILTER(?narrower != <{iri}>) }}
}}
"""


def _count(pattern: str) -> str:
    return f"{_PREFIXES}SELECT (COUNT(DISTINCT ?thing) AS ?number)\nWHERE {{\n  {pattern}\n}}\n"


def _ask(store: GraphStore, query: str) -> int:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    value = next(iter(solutions))["number"]
    assert isinstance(value, Literal)
    return int(value.value)
