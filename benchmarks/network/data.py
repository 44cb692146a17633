"""A synthetic network with a seed: actors by themes by municipalities, as facts like those of the documents.

Themes and municipalities are chosen by a long-tailed law, so that there are nodes with many edges and many with few.
Every edge is a fact of its own with a document and a passage.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat

from kg.config import DEF
from kg.snapshots import new_snapshot
from kg.store import Manifest
from kg.vocab import concept

BASE = "https://example.org/bench"
SEED = 20_191_122
ACTORS, THEMES, MUNICIPALITIES, DOCUMENTS = 100_000, 5_000, 342, 40
_RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
_BATCH = 50_000  # edges that are loaded at once


@dataclass(frozen=True, slots=True)
class Link:
    """One edge: from an actor to a theme ("priority"), a municipality ("member") or another actor ("works")."""

    kind: str
    source: str
    target: str


def links(number: int, seed: int = SEED) -> Iterator[Link]:
    """`number` edges, no two the same: six in ten to themes, two to municipalities, two to other actors."""
    rng = random.Random(seed)
    seen: set[tuple[int, int, int]] = set()
    while len(seen) < number:
        draw = rng.random()
        kind = 0 if draw < 0.6 else 1 if draw < 0.8 else 2
        actor = rng.randrange(ACTORS)
        other = _tailed(rng, (THEMES, MUNICIPALITIES, ACTORS)[kind])
        if (kind, actor, other) in seen or (kind == 2 and (actor == other or (2, other, actor) in seen)):
            continue
        seen.add((kind, actor, other))
        yield Link(("priority", "member", "works")[kind], node("organisation", actor), _target(kind, other))


def node(kind: str, number: int) -> str:
    """IRI of the actor, theme or municipality with this number."""
    return f"{BASE}/id/{kind}/{number:06}"


def _target(kind: int, number: int) -> str:
    return node(("theme", "municipality", "organisation")[kind], number)


def _tailed(rng: random.Random, size: int) -> int:
    """Low numbers more often: the square of a uniform draw."""
    return int(size * rng.random() ** 2)


def build(folder: Path, number: int) -> None:
    """A store in `folder` with so many edges."""
    with new_snapshot(folder, BASE) as draft:
        batch: list[str] = []
        engine = draft.store.engine
        for count, link in enumerate(links(number)):
            batch += _quads(link, count)
            if len(batch) > 7 * _BATCH:
                engine.bulk_load("".join(batch).encode(), format=RdfFormat.N_QUADS)
                batch.clear()
        batch += _things()
        engine.bulk_load("".join(batch).encode(), format=RdfFormat.N_QUADS)
        draft.manifest = Manifest(BASE, draft.store.count_default(), {}, "", default_graph="own")
        draft.optimise = False


def _quads(link: Link, number: int) -> list[str]:
    fact, document = f"<{BASE}/id/fact/{number}>", f"<{BASE}/id/document/doc-{number % DOCUMENTS}>"
    source, target = f"<{link.source}>", f"<{link.target}>"
    said = [f"{fact} <{DEF}statedIn> {document} .\n"]
    if link.kind == "priority":
        said += [
            f"{fact} {_RDF_TYPE} <{DEF}Priority> .\n",
            f"{fact} <{DEF}setBy> {source} .\n",
            f"{fact} <{DEF}theme> {target} .\n",
        ]
    else:
        relation = concept("relation-kind", "lid-van" if link.kind == "member" else "werkt-samen-met")
        said += [
            f"{fact} {_RDF_TYPE} <{DEF}GovernanceRelation> .\n",
            f"{fact} <{DEF}subject> {source} .\n",
            f"{fact} <{DEF}object> {target} .\n",
            f"{fact} <{DEF}relationKind> {relation} .\n",
        ]
    return [*said, *_words(fact, document, number)]


def _words(fact: str, document: str, number: int) -> list[str]:
    """The passage of a fact: each document has a thousand of them."""
    passage = f"<{document[1:-1].replace('/document/', '/passage/')}/{number % 1000}>"
    said = [f"{fact} <{DEF}evidence> {passage} .\n"]
    if number < 1000 * DOCUMENTS:
        said += [
            f"{passage} <{DEF}inDocument> {document} .\n",
            f'{passage} <{DEF}line> "{number % 1000 + 1}"^^<http://www.w3.org/2001/XMLSchema#integer> .\n',
            f'{passage} <{DEF}quote> "words {number % 1000} of this document" .\n',
        ]
    return said


def _things() -> Iterator[str]:
    for kind, cls, size in (
        ("organisation", "Organisation", ACTORS),
        ("theme", "Theme", THEMES),
        ("municipality", "Municipality", MUNICIPALITIES),
    ):
        for number in range(size):
            iri = f"<{node(kind, number)}>"
            yield f"{iri} {_RDF_TYPE} <{DEF}{cls}> .\n"
            yield f'{iri} {_LABEL} "{kind} {number}"@nl .\n'
    for number in range(DOCUMENTS):
        iri = f"<{BASE}/id/document/doc-{number}>"
        first = 2011 + 4 * (number % 4)
        yield f"{iri} {_RDF_TYPE} <{DEF}PolicyDocument> .\n"
        yield f'{iri} <http://purl.org/dc/terms/identifier> "doc-{number}" .\n'
        yield f'{iri} <{DEF}startYear> "{first}"^^<http://www.w3.org/2001/XMLSchema#gYear> .\n'
        yield f'{iri} <{DEF}endYear> "{first + 3}"^^<http://www.w3.org/2001/XMLSchema#gYear> .\n'
