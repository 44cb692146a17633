"""The whole line, from a folder of texts to a store: the only file that knows the order of the stages.

    read -> compare -> RDF -> findings -> validation -> entailment -> store

Each stage is a function that can be run on its own. A document that cannot be read, or whose facts break a shape of
severity Violation, is left out and named; the others still load. The store in use is replaced only at the very end.
"""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from kg.config import Settings
from kg.errors import ConformanceError, InputError
from kg.iris import Iris
from kg.ontology import ontology_quads, thesaurus_quads
from loaders.context import Reading
from loaders.extraction import compare, open_file, read
from loaders.families import FAMILIES
from loaders.gazetteer import Gazetteer
from loaders.reference import reference_quads
from loaders.thesaurus import Thesaurus
from loaders.to_rdf import document_quads
from loaders.workers import beside, map_on_cores

if TYPE_CHECKING:
    from kg.validation import ValidationReport

Progress = Callable[[str, int, int], None]  # stage, steps done, steps in all
SUFFIXES = (".txt",)


@dataclass
class DocumentReport:
    """What was read of one document: number of facts by family."""

    id: str
    file: str
    counts: dict[str, int]


@dataclass
class BuildReport:
    """What a build did.

    stages: seconds by stage. unreadable: files left out because they or their profile cannot be read. refused: documents
    left out because their facts break a shape of severity Violation. warnings: what was read around, such as a table
    that fits in no way. files: how many there were to read. quads: in the store.
    """

    documents: list[DocumentReport] = field(default_factory=list)
    stages: list[tuple[str, float]] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    files: int = 0
    validation: dict[str, int] = field(default_factory=dict)
    out: Path = Path()
    quads: int = 0

    @property
    def errors(self) -> list[str]:
        """Everything left out, and why."""
        return [*self.unreadable, *self.refused]

    @contextmanager
    def stage(self, name: str, progress: Progress | None) -> Iterator[None]:
        """Time a stage and say that it has begun."""
        if progress:
            progress(name, 0, 1)
        start = time.perf_counter()
        yield
        self.stages.append((name, time.perf_counter() - start))
        if progress:
            progress(name, 1, 1)


def source_files(folder: Path) -> list[Path]:
    """The texts of a folder, by name. Raises InputError for a folder that is not there or holds none."""
    if not folder.is_dir():
        raise InputError("no such folder", file=folder, hint="Name a folder of .txt files with --documents")
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    if not files:
        raise InputError("no .txt files in it", file=folder, hint="Name a folder of .txt files with --documents")
    return files


def read_folder(folder: Path, report: BuildReport, progress: Progress | None = None) -> list[Reading]:
    """Read every document of a folder; what cannot be read goes into `report.unreadable`."""
    gazetteer, thesaurus = Gazetteer(), Thesaurus()
    files = source_files(folder)
    readings: dict[str, Reading] = {}
    report.files = len(files)
    for done, outcome in enumerate(map_on_cores(_read_file, files), 1):
        if progress:
            progress("read", done, len(files))
        if isinstance(outcome, str):
            report.unreadable.append(outcome)
            continue
        double = next((reading for reading in outcome if reading.doc.id in readings), None)
        if double is not None:
            other, own = readings[double.doc.id].doc.source.name, double.doc.source.name
            report.unreadable.append(f"{own}: document id {double.doc.id!r} is already that of {other}; give it its own")
            continue
        for reading in outcome:
            reading.gazetteer, reading.thesaurus = gazetteer, thesaurus
            readings[reading.doc.id] = reading
    return list(readings.values())


def _read_file(path: Path) -> list[Reading] | str:
    """The documents of one file, read; or in words why they cannot be."""
    try:
        opened = open_file(path, Gazetteer(), Thesaurus())
        for reading in opened:
            read(reading)
    except InputError as error:
        return str(error)
    for reading in opened:  # without the registers' tables, which need not travel between processes
        reading.gazetteer, reading.thesaurus = Gazetteer(), Thesaurus()
    return opened


def static_graphs(iris: Iris) -> list[Quad]:
    """Ontology, thesaurus and reference: the same for every build of one version."""
    return [*ontology_quads(iris), *thesaurus_quads(iris), *reference_quads(iris)]


@contextmanager
def _without_collector() -> Iterator[None]:
    """A build makes millions of objects and hardly a cycle; looking for cycles would take a third of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_without_collector()
def build(
    settings: Settings, documents: Path | None = None, out: Path | None = None, progress: Progress | None = None
) -> BuildReport:
    """Build a store from a folder of texts and switch it in.

    documents: folder of source texts, by default that of the settings; out: folder of the store, likewise.

    Returns what was done. Raises InputError for a folder without texts, and ConformanceError (leaving the old store
    as it was) when no document could be loaded.
    """
    from kg import findings, reasoning, snapshots, validation

    report = BuildReport(out=out or settings.store)
    iris = Iris(settings.base)
    with report.stage("read", progress):
        readings = read_folder(documents or settings.documents, report, progress)
    if not readings:
        raise InputError("no document could be read:\n" + "\n".join(report.unreadable), file=documents)
    with report.stage("compare", progress):
        compare(readings)
    with report.stage("rdf", progress):
        static = static_graphs(iris)
        graphs = document_quads(readings, iris)
    with report.stage("findings", progress):
        found = findings.run_rules(_all(graphs, static), settings.base)
    everything = [*_all(graphs, static), *found]
    with report.stage("validation and entailment", progress), beside(
        lambda: reasoning.closure(everything, settings.base)
    ) as entailed:
        checked, results = validation.validate_told(everything)
        refused = _refused(checked, graphs, report)
        inferred = [] if refused else entailed()
    if not graphs:
        raise ConformanceError("no document could be loaded:\n" + "\n".join(report.errors))
    if refused:
        with report.stage("again without refused documents", progress):
            found = findings.run_rules(_all(graphs, static), settings.base)
            inferred = reasoning.closure([*_all(graphs, static), *found], settings.base)
    _count(report, readings, graphs)
    with report.stage("store", progress):
        told = [*validation.report_quads(results, iris.graph("report"))]
        told += _record(report, documents or settings.documents, iris.graph("report"))
        quads = [*_all(graphs, static), *found, *inferred, *told]
        with snapshots.new_snapshot(report.out, settings.base) as draft:
            draft.store.load(quads)
            draft.built_from.update({r.doc.source.name: r.doc.source.sha256 for r in readings})
    report.quads = len(quads)
    report.validation = dict(checked.counts)
    return report


def _all(graphs: dict[str, list[Quad]], static: list[Quad]) -> list[Quad]:
    return [*static, *(quad for quads in graphs.values() for quad in quads)]


def _refused(checked: ValidationReport, graphs: dict[str, list[Quad]], report: BuildReport) -> list[str]:
    """Take out the documents that break a shape of severity Violation, and say which and why."""
    if checked.conforms:
        return []
    bad: list[str] = []
    for document_id, quads in list(graphs.items()):
        subjects = {quad.subject.value for quad in quads if hasattr(quad.subject, "value")}
        broken = [result for result in checked.violations if result.focus_node in subjects]
        if broken:
            bad.append(document_id)
            del graphs[document_id]
            report.refused.append(f"{document_id}: not loaded, {len(broken)} violations; first: {broken[0].message}")
    return bad


def _count(report: BuildReport, readings: list[Reading], graphs: dict[str, list[Quad]]) -> None:
    for reading in readings:
        if reading.doc.id not in graphs:
            continue
        counts = Counter(type(fact) for fact in reading.facts)
        families = {FAMILIES[kind].segment: number for kind, number in counts.items() if kind in FAMILIES}
        report.documents.append(DocumentReport(reading.doc.id, reading.doc.source.name, families))
        report.warnings += [str(problem) for problem in reading.problems]


def _record(report: BuildReport, folder: Path, graph: NamedNode) -> list[Quad]:
    """What was left out, for the report graph; without the folder, which is of this machine and nobody else's."""
    from kg.left_out import Kind, LeftOut, record_quads

    told = {Kind.UNREADABLE: report.unreadable, Kind.REFUSED: report.refused, Kind.PARTLY: report.warnings}
    left_out = [LeftOut(kind, text.replace(f"{folder}/", "")) for kind, texts in told.items() for text in texts]
    return record_quads(report.files, left_out, graph)
