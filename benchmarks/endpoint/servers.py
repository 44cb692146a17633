"""The servers that are measured, each on the same dataset: how it is loaded and how it is started.

Loaded stores are kept in the cache folder under the size and seed of their data, and used again.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO, cast

from benchmarks.common import free_port
from benchmarks.endpoint import virtuoso
from benchmarks.endpoint.data import BASE, Shape, write
from benchmarks.endpoint.processes import Server, running
from kg.config import ROOT, Settings

PROGRAM = (sys.executable, "-c", "from cli.main import main; main()")
NAMES = ("ours", "ours cached", "oxigraph", "rdflib", "virtuoso")
RDFLIB_MOST = 1_000_000  # quads; more does not fit in memory in reasonable time


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the data of one run is. deadline: seconds a query may take; folder: the cache; tree: the checkout whose
    server is measured."""

    shape: Shape
    folder: Path
    deadline: float = 60.0
    tree: Path = ROOT

    @property
    def key(self) -> str:
        return f"{self.shape.quads}-{self.shape.seed}"

    def files(self) -> tuple[Path, Path]:
        """The named graphs; and those with the default graph, as our stores hold it."""
        return write(self.shape, self.folder)


def available(name: str, shape: Shape) -> bool:
    """Whether the server can be had on this machine for data of this size."""
    if name == "virtuoso":
        return virtuoso.installed()
    if name == "rdflib":
        return shape.quads <= RDFLIB_MOST and _script("rdflib-endpoint") is not None
    return name != "oxigraph" or _script("oxigraph") is not None


def started(name: str, bench: Bench) -> AbstractContextManager[Server]:
    """The server of that name, loaded and answering."""
    match name:
        case "ours":
            return ours(bench, cached=False)
        case "ours cached":
            return ours(bench, cached=True)
        case "oxigraph":
            return oxigraph(bench)
        case "rdflib":
            return rdflib_endpoint(bench)
        case "virtuoso":
            return virtuoso.server(bench.files()[0], bench.folder / f"virtuoso-{bench.key}", bench.deadline)
    raise ValueError(f"no server {name!r}; there are {', '.join(NAMES)}")


# --- loading


def load_ours(bench: Bench) -> tuple[Path, float | None]:
    """The folder of our store, and the seconds its load took (None when it was there)."""
    named, _ = bench.files()
    folder = bench.folder / f"store-{bench.key}"
    if (folder / "CURRENT").exists():
        _make_columns(folder, bench.tree)
        return folder, None
    start = time.perf_counter()
    if _has_command("load", bench.tree):
        command = [*PROGRAM, "load", str(named), "--store", str(folder)]
        subprocess.run(command, cwd=bench.tree, check=True, capture_output=True)
    else:
        _load_by_library(named, folder)
    taken = time.perf_counter() - start
    _make_columns(folder, bench.tree)
    return folder, taken


def _make_columns(folder: Path, tree: Path) -> None:
    """What a server makes in the background (docs/aggregates.md), made before it is measured."""
    if (tree / "kg" / "columns").exists():
        subprocess.run([sys.executable, "-m", "kg.columns", str(folder)], cwd=tree, check=True)


def load_oxigraph(bench: Bench, *, whole: bool = True) -> tuple[Path, float | None]:
    """As `load_ours`, by the peer's own bulk load. whole: the default graph too."""
    file = bench.files()[1 if whole else 0]
    folder = bench.folder / f"oxigraph-{'whole' if whole else 'named'}-{bench.key}"
    if (folder / "CURRENT").exists():
        return folder, None
    start = time.perf_counter()
    command = [str(_script("oxigraph")), "load", "--location", str(folder), "--file", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return folder, time.perf_counter() - start


def forget(bench: Bench) -> None:
    """Removes the loaded stores of this size, so that the loads are measured again; the data stays."""
    for path in bench.folder.glob(f"*-{bench.key}"):
        shutil.rmtree(path, ignore_errors=True)


def _load_by_library(named: Path, folder: Path) -> None:
    import gzip

    import pyoxigraph as ox

    from kg.snapshots import new_snapshot

    with new_snapshot(folder, BASE) as draft, gzip.open(named, "rb") as stream:
        draft.store.load(ox.parse(cast(IO[bytes], stream), ox.RdfFormat.N_QUADS))


def _has_command(name: str, tree: Path) -> bool:
    done = subprocess.run([*PROGRAM, name, "--help"], cwd=tree, check=False, capture_output=True)
    return done.returncode == 0


def _script(name: str) -> Path | None:
    found = Path(sys.executable).parent / name
    if found.exists():
        return found
    elsewhere = shutil.which(name)
    return Path(elsewhere) if elsewhere else None


# --- starting


@contextlib.contextmanager
def ours(bench: Bench, *, cached: bool) -> Iterator[Server]:
    """`veiligheidsgraaf serve` with its own defaults, but for the deadline, the cache and the limits per client."""
    folder, paid = load_ours(bench)
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VEILIGHEIDSGRAAF_")}
    environment |= {"VEILIGHEIDSGRAAF_QUERY_TIMEOUT": f"{bench.deadline:g}"}
    known = {field.name for field in fields(Settings)}
    for setting in ("cache_bytes", "cache_size", "cache"):
        if not cached and setting in known:
            environment[f"VEILIGHEIDSGRAAF_{setting.upper()}"] = "0"
    command = [*PROGRAM, "serve", "--store", str(folder), "--port", str(port)]
    name = "ours cached" if cached else "ours"
    log = bench.folder / f"{name.replace(' ', '-')}.log"
    url = f"http://127.0.0.1:{port}/sparql"
    with running(name, command, url, patience=60, log=log, environment=environment, cwd=bench.tree) as server:
        server.paid = paid
        yield server


@contextlib.contextmanager
def oxigraph(bench: Bench) -> Iterator[Server]:
    """The engine's own server on the same dataset, default graph included."""
    folder, paid = load_oxigraph(bench)
    port = free_port()
    command = [str(_script("oxigraph")), "serve-read-only", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    command += ["--timeout-s", f"{max(1, round(bench.deadline))}"]
    url = f"http://127.0.0.1:{port}/query"
    with running("oxigraph", command, url, patience=60, log=bench.folder / "oxigraph.log") as server:
        server.paid = paid
        yield server


@contextlib.contextmanager
def rdflib_endpoint(bench: Bench) -> Iterator[Server]:
    """rdflib in memory; its default graph is the union of the named graphs. It has no deadline."""
    named, _ = bench.files()
    plain = bench.folder / f"rdflib-{bench.key}.nq"
    if not plain.exists():
        import gzip

        with gzip.open(named, "rb") as source, plain.open("wb") as target:
            shutil.copyfileobj(source, target)
    port = free_port()
    command = [str(_script("rdflib-endpoint")), "serve", "--host", "127.0.0.1", "--port", str(port), str(plain)]
    start = time.perf_counter()
    log = bench.folder / "rdflib.log"
    with running("rdflib", command, f"http://127.0.0.1:{port}/", patience=600, log=log) as server:
        server.paid = time.perf_counter() - start
        yield server
