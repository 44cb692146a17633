"""A catalogue into a store: all of it or nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.bulk import Loading, load
from kg.embedded import OxigraphStore
from kg.iris import Iris
from kg.snapshots import open_current
from kg.store import DEFAULT_GRAPH
from kg.vocab import DCT, PROV, RDF, RDFS, SKOS, VG, XSD
from loaders.catalogues.pages import MOST_PAGES, pages
from loaders.catalogues.selecting import CATALOG, Known, Selected, select
from loaders.web import Progress

_TOOI = "https://identifier.overheid.nl/tooi/id/"


@dataclass(frozen=True, slots=True)
class Imported:
    """counts: of the data sets. graph: where they stand. triples: in the store then."""

    counts: Selected
    graph: str
    triples: int


def import_catalogue(
    url: str, directory: Path, progress: Progress, *, most: int = MOST_PAGES, keep: int = 2, wait: float = 0.0
) -> Imported:
    """Reads the catalogue at `url` into the graph `catalogue-{host}` of the store, in the place of what stood there.

    most: pages. Raises ServiceError and StoreError; then nothing has changed.
    """
    store = open_current(directory)
    try:
        iris, base = Iris(store.base), store.base
        known = Known(_themes(store, iris), _municipalities(store))
    finally:
        store.close()
    name = f"catalogue-{urlsplit(url).hostname or 'unknown'}"
    catalogue, counts = iris.resource("catalogue", name), Selected()
    triples = dict.fromkeys(_about(catalogue, url, iris))
    for page in pages(url, progress, most):
        triples |= dict.fromkeys(select(page, known, catalogue, iris, counts))
    with tempfile.TemporaryDirectory(prefix="veiligheidsgraaf-") as folder:
        file = Path(folder) / f"{name}.nt"
        file.write_bytes(serialize(sorted(triples, key=str), format=RdfFormat.N_TRIPLES) or b"")
        graph = iris.graph(name).value
        manifest = load(directory, base, Loading([file], graph=graph, clear=True), progress, keep=keep, wait=wait)
    return Imported(counts, graph, manifest.triples)


def _about(catalogue: NamedNode, url: str, iris: Iris) -> Iterator[Triple]:
    read = iris.resource("activity", f"import-{catalogue.value.rsplit('/', 1)[-1]}")
    now = datetime.now(UTC).replace(microsecond=0).isoformat()
    yield Triple(catalogue, RDF.type, CATALOG)
    yield Triple(catalogue, DCT.title, Literal(f"Gegevenssets over veiligheid uit {urlsplit(url).hostname}", language="nl"))
    yield Triple(catalogue, PROV.wasDerivedFrom, NamedNode(url))
    yield Triple(catalogue, PROV.wasGeneratedBy, read)
    yield Triple(read, RDF.type, PROV.Activity)
    yield Triple(read, RDFS.label, Literal("Inlezen van een catalogus", language="nl"))
    yield Triple(read, PROV.used, NamedNode(url))
    yield Triple(read, PROV.endedAtTime, Literal(now, datatype=XSD.dateTime))


def _themes(store: OxigraphStore, iris: Iris) -> dict[str, NamedNode]:
    """Themes by each of their labels; none for a label of two themes."""
    found: dict[str, set[NamedNode]] = {}
    for concept in store.quads(None, SKOS.inScheme, iris.resource("scheme", "themes"), DEFAULT_GRAPH):
        if isinstance(concept.subject, NamedNode):
            for predicate in (SKOS.prefLabel, SKOS.altLabel):
                for label in store.quads(concept.subject, predicate):
                    if isinstance(label.object, Literal):
                        found.setdefault(label.object.value.casefold(), set()).add(concept.subject)
    return {label: iris_.pop() for label, iris_ in found.items() if len(iris_) == 1}


def _municipalities(store: OxigraphStore) -> dict[str, NamedNode]:
    """Municipalities by TOOI IRI and by name; none for a name of two."""
    found: dict[str, set[NamedNode]] = {}
    for quad in store.quads(None, VG.cbsCode, None, DEFAULT_GRAPH):
        if not isinstance(quad.subject, NamedNode):
            continue
        for link in store.quads(quad.subject, SKOS.exactMatch):
            if isinstance(link.object, NamedNode) and link.object.value.startswith(_TOOI):
                found.setdefault(link.object.value, set()).add(quad.subject)
        for label in store.quads(quad.subject, SKOS.prefLabel):
            if isinstance(label.object, Literal):
                found.setdefault(label.object.value.casefold(), set()).add(quad.subject)
    return {key: iris.pop() for key, iris in found.items() if len(iris) == 1}
