"""A release as a folder: tables, the graph, strategies, and how to cite them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.description import citation
from kg.description.about import About
from kg.dumps import write_dump
from kg.engine.formats import GRAPH_FORMATS, require
from kg.errors import UsageError
from kg.queries import Catalogue
from kg.store import GraphStore
from kg.takeaway import columnar, csvw, frictionless, stratml
from kg.takeaway.tables import tables

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Written:
    """What lies in the folder. parquet: whether there is one."""

    tables: int
    rows: int
    strategies: int
    parquet: bool


def write_package(store: GraphStore, catalogue: Catalogue, about: About, folder: Path, progress: Progress) -> Written:
    """Writes the folder, which must be new or empty. Raises UsageError when it is not, or cannot be written.

        csv/{query}.csv, csv/{query}.csv-metadata.json     a table for each named query, and CSVW beside it
        datapackage.json                                   Frictionless
        stratml/{document}.xml                             StratML for each document
        graph.nq.gz, graph.trig.gz, quads.parquet          the graph
        CITATION.cff, CITATION.bib, CITATION.txt           how to cite the release
    """
    try:
        for name in ("csv", "stratml"):
            (folder / name).mkdir(parents=True)
    except FileExistsError:
        raise UsageError(f"{folder}: there is a package already; name another folder, or remove it first") from None
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror})") from error
    progress("tables", 0, 1)
    found = tables(store, catalogue.queries.values())
    contents = {table.name: table.csv() for table in found}
    for table in found:
        (folder / "csv" / f"{table.name}.csv").write_bytes(contents[table.name])
        metadata = csvw.table_metadata(table, about, f"{table.name}.csv")
        (folder / "csv" / f"{table.name}.csv-metadata.json").write_bytes(csvw.written(metadata))
    descriptor = json.dumps(frictionless.package(about, found, contents), ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(descriptor + "\n", encoding="utf-8")
    progress("tables", 1, 1)
    documents = _documents(store)
    for number, document in enumerate(documents):
        progress("strategies", number, len(documents))
        xml = stratml.strategy(store, document, f"{about.address}/documents/{document}")
        (folder / "stratml" / f"{document}.xml").write_bytes(xml)
    progress("graph", 0, 1)
    for name in ("nq", "trig"):
        with gzip.GzipFile(folder / f"graph.{name}.gz", "wb", mtime=0) as stream:
            write_dump(store, require(name, GRAPH_FORMATS), stream)
    parquet = _parquet(store, folder / "quads.parquet")
    (folder / "CITATION.cff").write_text(citation.cff(about), encoding="utf-8")
    (folder / "CITATION.bib").write_text(citation.bibtex(about), encoding="utf-8")
    said = [citation.sentence(about, language) for language in ("nl", "en")]
    (folder / "CITATION.txt").write_text("\n".join(said) + "\n", encoding="utf-8")
    progress("graph", 1, 1)
    return Written(len(found), sum(len(table.rows) for table in found), len(documents), parquet)


def _parquet(store: GraphStore, file: Path) -> bool:
    try:
        columnar.write_quads(store, file)
    except UsageError:
        return False
    return True


def _documents(store: GraphStore) -> list[str]:
    text = """PREFIX vg: <https://w3id.org/veiligheidsgraaf/def/> PREFIX dct: <http://purl.org/dc/terms/>
        SELECT DISTINCT ?id { ?document a vg:PolicyDocument ; dct:identifier ?id } ORDER BY ?id"""
    solutions = store.query(text)
    assert isinstance(solutions, ox.QuerySolutions)
    return [solution["id"].value for solution in solutions]
