"""The endpoint beside its peers, on the same data in one run.

    python -m benchmarks endpoint --size 1M [--servers ours,oxigraph] [--cache DIR] [--fresh] [--out FILE.json]

Servers: ours (its answers not cached), ours cached, oxigraph (the engine's own server), rdflib (rdflib-endpoint) and
virtuoso (7, where installed). All listen on the loopback; every load is bounded in time and number. Read the ratios:
single times say as much about the machine.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from benchmarks.common import say
from benchmarks.endpoint import measure, report
from benchmarks.endpoint.data import SIZES, Shape
from benchmarks.endpoint.processes import Server
from benchmarks.endpoint.questions import AGGREGATES
from benchmarks.endpoint.servers import NAMES, Bench, available, forget, load_ours, load_oxigraph, started
from kg.config import ROOT

PARTS = ("latency", "aggregates", "rate", "beside", "runaway")
DEADLINE = 2.0  # seconds, where a runaway is measured, and many queries: oxigraph keeps a thread of each until then


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the tables; exit code 0."""
    options = _options(arguments)
    bench = Bench(Shape(SIZES[options.size], options.seed), options.cache, tree=options.tree)
    bench.files()
    if options.fresh:
        forget(bench)
    wanted = [name for name in options.servers.split(",") if name]
    unknown = set(wanted) - set(NAMES)
    if unknown:
        raise SystemExit(f"no server {sorted(unknown)[0]!r}; there are {', '.join(NAMES)}")
    names = [name for name in wanted if available(name, bench.shape)]
    for name in set(wanted) - set(names):
        say(f"{name}: not on this machine, or not for this size\n")
    found = _measure(bench, names, options.parts.split(","))
    if options.out:
        options.out.write_text(json.dumps(found, indent=1, default=asdict), encoding="utf-8")
    return 0


def _measure(bench: Bench, names: list[str], parts: Sequence[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    times = _loads(bench, names)
    if set(parts) & {"latency", "aggregates", "beside"}:
        with contextlib.ExitStack() as stack:
            servers = [stack.enter_context(started(name, bench)) for name in names]
            for server in servers:
                if server.name in ("rdflib", "virtuoso"):
                    times[server.name] = server.paid
            say(report.load_table(times, bench.shape.quads) + "\n")
            found |= {"load": times} | _running(bench, servers, names, parts)
    if "rate" in parts:
        found["rate"] = _rates(bench, names)
    if "runaway" in parts:
        found["runaway"] = _runaways(bench, names)
    return found


def _loads(bench: Bench, names: Sequence[str]) -> dict[str, float | None]:
    times: dict[str, float | None] = {}
    if "ours" in names or "ours cached" in names:
        times["ours"] = load_ours(bench)[1]
    if "oxigraph" in names:
        times["oxigraph (dataset)"] = load_oxigraph(bench)[1]
        times["oxigraph (named graphs)"] = load_oxigraph(bench, whole=False)[1]
    return times


def _running(bench: Bench, servers: Sequence[Server], names: Sequence[str], parts: Sequence[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    if "latency" in parts:
        samples = measure.latency(servers, bench.shape)
        say(report.latency_table(samples, names) + "\n")
        say(report.first_byte_table(samples, names, ("lookup", "export 60,000", "CONSTRUCT")) + "\n")
        found["latency"] = samples
    if "aggregates" in parts:
        samples = measure.latency(servers, bench.shape, AGGREGATES)
        say(report.aggregate_table(samples, names) + "\n")
        found["aggregates"] = samples
    if "beside" in parts:
        beside = measure.beside_heavy([s for s in servers if s.name not in ("rdflib", "ours cached")], bench.shape)
        say(report.beside_table(beside, [name for name in names if name in beside]) + "\n")
        found["beside"] = beside
    found["memory"] = {server.name: server.memory() for server in servers}
    shown = [[server.name, f"{server.memory() / 2**20:.0f} MB"] for server in servers]
    say(report.grid(["resident memory at the end", "all processes"], shown) + "\n")
    return found


def _rates(bench: Bench, names: Sequence[str]) -> dict[str, measure.Rate]:
    """The light mix, at servers of their own: see DEADLINE. rdflib-endpoint takes minutes over it, and is left out."""
    names = [name for name in names if name != "rdflib"]
    with contextlib.ExitStack() as stack:
        servers = [stack.enter_context(started(name, replace(bench, deadline=DEADLINE))) for name in names]
        rates = measure.throughput(servers, bench.shape)
    say(report.rate_table(rates, names) + "\n")
    return rates


def _runaways(bench: Bench, names: Sequence[str]) -> dict[str, measure.Runaway]:
    """Each server by itself, with a short deadline. rdflib-endpoint has no deadline, and is left out."""
    found = {}
    for name in names:
        if name not in ("rdflib", "ours cached"):
            with started(name, replace(bench, deadline=DEADLINE)) as server:
                found[name] = measure.runaway(server)
    say(report.runaway_table(found, DEADLINE, names) + "\n")
    return found


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks endpoint", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", choices=SIZES, default="10k", help="quads in the named graphs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--servers", default=",".join(NAMES), help="which, and in what order (default: all there are)")
    parser.add_argument("--parts", default=",".join(PARTS), help=f"which measurements (default: {','.join(PARTS)})")
    default = Path(tempfile.gettempdir()) / "veiligheidsgraaf-bench"
    parser.add_argument("--cache", type=Path, default=default, help=f"folder for data and stores (default: {default})")
    parser.add_argument("--tree", type=Path, default=ROOT, help="checkout whose server is measured (default: this one)")
    parser.add_argument("--fresh", action="store_true", help="load all stores anew, to measure the loads")
    parser.add_argument("--out", type=Path, help="also write the figures to this file, as JSON")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
