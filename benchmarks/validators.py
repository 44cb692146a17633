"""pySHACL beside pyrudof: is the report the same, and how long does it take.

    python -m benchmarks.validators [--store DIR]

First over the cases of tests/shapes/components.toml: a validator may take pySHACL's place only for what it reports
alike, down to the triples. Then on the graph of the five documents (or of a store) against our shapes. Each run of
pyrudof is a process of its own with a time limit: it is native code.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import SH

from kg.config import Settings
from kg.shacl.run import run
from kg.shacl.shapes import context, load_shapes, shape_files
from kg.validation import working_graph
from tests.shapes.component_cases import cases, direct, parsed

LIMIT = 300.0  # seconds for one run of pyrudof
_PARTS = (SH.focusNode, SH.resultPath, SH.value, SH.sourceConstraintComponent, SH.resultSeverity)


def rudof(data: str, shapes: str) -> str:
    """The report of pyrudof as N-Triples. Raises what pyrudof raises, TimeoutError."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        try:
            return pool.apply_async(_rudof, (data, shapes)).get(LIMIT)
        except multiprocessing.TimeoutError:
            raise TimeoutError(f"no report within {LIMIT:g} s") from None


def _rudof(data: str, shapes: str) -> str:
    import pyrudof

    session = pyrudof.Rudof(pyrudof.RudofConfig())
    session.read_data(data, format=pyrudof.RDFFormat.Turtle)
    session.read_shacl(shapes, format=pyrudof.ShaclFormat.Turtle)
    session.validate_shacl()
    return str(session.serialize_shacl_validation_results(pyrudof.ResultShaclValidationFormat.NTriples))


def results(report: rdflib.Graph) -> Counter[tuple[str, ...]]:
    """What is found, whatever the words: focus node, path, value, component and severity of each result."""

    def shown(term: Any) -> str:
        return "_:" if isinstance(term, rdflib.BNode) else term.n3() if term is not None else ""

    nodes = report.objects(None, SH.result)
    return Counter(tuple(shown(report.value(node, part)) for part in _PARTS) for node in nodes)


def compare_cases() -> list[tuple[str, str]]:
    """For each case the outcome: "same report", "same results", "other results", or what pyrudof raised."""
    outcomes = []
    for case in cases():
        if case.advanced:
            continue
        for which in ("valid", "failing"):
            expected = direct(getattr(case, which), case.shapes)
            try:
                found = parsed(rudof(getattr(case, which), case.shapes), "nt")
            except Exception as error:  # noqa: BLE001 - whatever the other validator raises is its outcome
                outcomes.append((f"{case.name} ({which})", f"fails: {str(error).splitlines()[0][:90]}"))
                continue
            same = results(found) == results(expected)
            outcome = "same report" if isomorphic(found, expected) else "same results" if same else "other results"
            outcomes.append((f"{case.name} ({which})", outcome))
    return outcomes


def compare_times(quads: Sequence[ox.Quad]) -> list[tuple[str, float, str]]:
    """Seconds and number of results of each on our own graph against our own shapes."""
    shapes = load_shapes()
    lines = []
    for name, quick in (("pySHACL, rdflib answers SPARQL", False), ("pySHACL, the engine is asked first", True)):
        start = time.perf_counter()
        report = run(working_graph(quads, quick=quick), shapes)
        lines.append((name, time.perf_counter() - start, f"{len(report.results)} results"))
    graph = working_graph(quads, quick=False)
    for triple in context():
        graph.add(triple)
    data = graph.serialize(format="turtle")
    text = "\n".join(file.read_text(encoding="utf-8") for file in shape_files())
    start = time.perf_counter()
    try:
        found = parsed(rudof(data, text), "nt")
        lines.append(("pyrudof", time.perf_counter() - start, f"{sum(results(found).values())} results"))
    except Exception as error:  # noqa: BLE001 - as above
        lines.append(("pyrudof", time.perf_counter() - start, f"fails: {str(error).splitlines()[0][:120]}"))
    return lines


def stored_quads(folder: Path) -> list[ox.Quad]:
    """What a store says, without what follows from it."""
    from cli.checks import opened, said

    return list(said(opened(folder)))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, default=Settings.from_environment().store, help="folder of a store")
    options = parser.parse_args(arguments)
    outcomes = compare_cases()
    for name, outcome in outcomes:
        if outcome != "same report":
            sys.stdout.write(f"{name:44} {outcome}\n")
    for outcome, number in Counter(outcome.partition(":")[0] for _, outcome in outcomes).most_common():
        sys.stdout.write(f"{number:4} of {len(outcomes)} cases: {outcome}\n")
    for name, seconds, what in compare_times(stored_quads(options.store)):
        sys.stdout.write(f"{name:40} {seconds:8.2f} s  {what}\n")


if __name__ == "__main__":
    main()
