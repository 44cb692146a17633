"""A table of CBS into a store: all of it or nothing."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.bulk import Loading, load
from kg.embedded import OxigraphStore
from kg.iris import Iris
from kg.snapshots import open_current
from kg.store import DEFAULT_GRAPH
from kg.vocab import SKOS, VG
from loaders.cbs.cube import Cube, Known, Retrieval
from loaders.cbs.outcomes import plain, read_outcomes
from loaders.cbs.service import TableService
from loaders.cbs.table import Tally, cells, read_table
from loaders.web import Progress

_BLOCK = 20_000  # triples written at once


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import. read, kept, empty: observations, with a number, without. areas: municipalities of the
    graph that the table has. outcomes: groups of indicators whose outcome it tells. triples: in the store then."""

    title: str
    licence: str
    graph: str
    read: int
    kept: int
    empty: int
    areas: int
    outcomes: int
    triples: int


def import_table(
    service: TableService, directory: Path, reference: Path, progress: Progress, *, keep: int = 2, wait: float = 0.0
) -> Imported:
    """Reads the table and puts it into the graph `cbs-{table}` of the store, in the place of what stood there.

    directory: a store that is there; its municipalities are those of the table. reference: folder of the reference data.
    keep, wait: as in `kg.snapshots.new_snapshot`. Raises ServiceError, SourceError, StoreError: nothing has changed then,
    and the pages that were fetched are kept for the next try.
    """
    table = read_table(service)
    store = open_current(directory)
    try:
        iris = Iris(store.base)
        known = Known(_areas(store), _crimes(store), read_outcomes(reference))
        base = store.base
    finally:
        store.close()
    cube, tally = Cube(table, iris, known), Tally()
    retrieval = Retrieval(service.root, service.where, datetime.now(UTC).replace(microsecond=0))
    outcomes = sum(triple.object == VG.OutcomeMeasure for triple in cube.described(retrieval))

    def triples() -> Iterator[Triple]:
        yield from cube.described(retrieval)
        for cell in cells(service, table, progress, tally):
            yield from cube.observation(cell)

    with tempfile.TemporaryDirectory(prefix="veiligheidsgraaf-") as folder:
        file = Path(folder) / f"{cube.name}.nt.gz"
        _write(file, triples())
        loading = Loading([file], graph=cube.graph.value, clear=True)
        manifest = load(directory, base, loading, progress, keep=keep, wait=wait)
    areas = sum(len(dimension.codes.keys() & known.areas.keys()) for dimension in table.dimensions)
    return Imported(
        table.title, table.licence, cube.graph.value, tally.read, tally.kept, tally.empty, areas, outcomes,
        manifest.triples,
    )  # fmt: skip


def _write(file: Path, triples: Iterator[Triple]) -> None:
    with gzip.open(file, "wb", compresslevel=1) as stream:
        block: list[Triple] = []
        for triple in triples:
            block.append(triple)
            if len(block) == _BLOCK:
                stream.write(serialize(block, format=RdfFormat.N_TRIPLES) or b"")
                block.clear()
        stream.write(serialize(block, format=RdfFormat.N_TRIPLES) or b"")


def _areas(store: OxigraphStore) -> dict[str, NamedNode]:
    """Municipalities by their CBS code."""
    found = store.quads(None, VG.cbsCode, None, DEFAULT_GRAPH)
    return {q.object.value: q.subject for q in found if isinstance(q.object, Literal) and isinstance(q.subject, NamedNode)}


def _crimes(store: OxigraphStore) -> dict[str, tuple[NamedNode, str]]:
    """Classes of the crime classification and their numbers, by plain label; none for a label of two classes."""
    found: dict[str, tuple[NamedNode, str]] = {}
    twice: set[str] = set()
    scheme = Iris(store.base).resource("scheme", "standaardclassificatie-misdrijven")
    for quad in store.quads(None, SKOS.inScheme, scheme, DEFAULT_GRAPH):
        subject = quad.subject
        if not isinstance(subject, NamedNode):
            continue
        number = next((q.object.value for q in store.quads(subject, SKOS.notation) if isinstance(q.object, Literal)), "")
        for label in store.quads(subject, SKOS.prefLabel):
            if isinstance(label.object, Literal):
                key = plain(label.object.value)
                twice |= {key} & found.keys()
                found[key] = (subject, number)
    return {label: crime for label, crime in found.items() if label not in twice}
