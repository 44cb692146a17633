"""A full build of the five documents, beside what another engine takes for a part of it.

    python -m benchmarks.build [--runs N]

Measures the whole of `loaders.pipeline.build` (reading, RDF, findings, validation, entailment, store) and, in the same
run on the same machine, rdflib parsing the N-Quads that come out: a yardstick that slows down with the machine. The
figure to keep is the ratio; the aim of the project is a build of at most 20 s on two cores.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

import rdflib

from kg.config import Settings
from kg.snapshots import open_current
from loaders.pipeline import build


def measure(folder: Path) -> tuple[float, float, list[tuple[str, float]], int]:
    """Seconds of a build, seconds of the yardstick, seconds by stage, and quads."""
    start = time.perf_counter()
    report = build(Settings(), out=folder)
    took = time.perf_counter() - start
    with open_store(folder) as data:
        start = time.perf_counter()
        rdflib.Dataset(default_union=False).parse(data=data, format="nquads")
        yardstick = time.perf_counter() - start
    return took, yardstick, report.stages, report.quads


class open_store:
    """The canonical N-Quads of a store, closed again at the end."""

    def __init__(self, folder: Path) -> None:
        self.store = open_current(folder)

    def __enter__(self) -> bytes:
        return b"\n".join(line.rstrip(b"\n") for line in self.store.canonical_nquads()) + b"\n"

    def __exit__(self, *error: object) -> None:
        self.store.close()


def main() -> int:
    """Print medians and the ratio; exit code 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    builds, yardsticks = [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            took, yardstick, stages, quads = measure(Path(folder) / "store")
        builds.append(took)
        yardsticks.append(yardstick)
    out = sys.stdout.write
    build_time, yard = statistics.median(builds), statistics.median(yardsticks)
    out(f"build              {build_time:6.2f} s   ({quads} quads, median of {runs})\n")
    for name, seconds in stages:
        out(f"  {name:16} {seconds:6.2f} s\n")
    out(f"rdflib parses it   {yard:6.2f} s\n")
    out(f"ratio              {build_time / yard:6.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
