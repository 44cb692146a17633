"""Questions about a network of a million edges, over HTTP, beside plain networkx.

    python -m benchmarks network [--edges 1000000] [--store DIR] [--out FILE.json]

The server is the product's own, on the loopback; every question is one that nobody asked before, after the network was
asked for once (that reads its statements from the store). Aims on two idle cores: neighbours 10 ms, a shortest path 100
ms, PageRank 2 s, betweenness of an ego network of 2,000 nodes 1 s. networkx has its graph in memory as Python objects
and gives no passages; read the ratios with that in mind.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx

from benchmarks.common import say
from benchmarks.network import networkx_side
from benchmarks.network.data import SEED, build, links, node
from tests.http.client import server

NETWORK = {"edges": "priority,governance", "direction": "undirected"}
AIMS = {"neighbours": 0.010, "path": 0.100, "pagerank": 2.0, "ego betweenness": 1.0}
EGO = 2_000  # nodes
TIMES = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table; exit code 0."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or Path(folder) / "store"
        if not (store / "CURRENT").exists():
            began = time.perf_counter()
            build(store, options.edges)
            say(f"the store: made in {time.perf_counter() - began:.0f} s\n")
        found = _measure(store, options.edges)
    if options.out:
        options.out.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return 0


def _measure(store: Path, edges: int) -> dict[str, object]:
    began = time.perf_counter()
    graph = networkx_side.build(links(edges))
    theirs_ready = time.perf_counter() - began
    rng, actors = random.Random(SEED), networkx_side.connected(graph, node("organisation", 0)[:-6])
    near = rng.choices(actors, k=TIMES)
    pairs = [(one, rng.choice(actors)) for one in near]
    ego = networkx_side.nearest_in_degree(graph, EGO - 1)
    with server(store, QUERY_TIMEOUT="600", COLUMNS="off") as (address, process):
        ours, ready = _ours(address, near, pairs, ego)
        memory = _memory(process.pid)
    theirs = networkx_side.questions(graph, near, pairs, ego)
    _table(ours, theirs, ready, theirs_ready, memory)
    return {"ours": ours, "networkx": theirs, "ready": [ready, theirs_ready], "memory": memory}


def _ours(
    address: str, near: list[str], pairs: list[tuple[str, str]], ego: str
) -> tuple[dict[str, list[float]], float]:
    with httpx.Client(base_url=f"{address}/network/", timeout=600) as client:

        def ask(question: str, **more: object) -> float:
            began = time.perf_counter()
            answer = client.get(question, params={**NETWORK, **{k: str(v) for k, v in more.items()}})
            seconds = time.perf_counter() - began
            answer.raise_for_status()
            # a page of neighbours is what was asked for; any other end but the whole is a fault of the measurement
            if answer.headers["Network-Complete"] != "true" and not question.startswith("neighbours"):
                raise SystemExit(f"{question}: the answer is not complete: {answer.headers['Network-Stopped']}")
            return seconds

        ready = ask("neighbours.csv", resource=ego)
        ask("measures", measures="pagerank", limit=1, max_seconds=30)  # warm: igraph has the graph
        ask("path.csv", **{"from": near[0], "to": near[1]})
        found = {
            "neighbours": [ask("neighbours.csv", resource=iri) for iri in near],
            "path": [ask("path.csv", **{"from": one, "to": other}) for one, other in pairs],
            "pagerank": [ask("measures.nodes.csv", measures="pagerank", max_seconds=30) for _ in range(3)],
            "ego betweenness": [
                ask("measures.nodes.csv", measures="betweenness", resource=ego, max_seconds=30, max_nodes=EGO + 50)
                for _ in range(3)
            ],
        }
        found["neighbours again"] = [ask("neighbours.csv", resource=iri) for iri in near]
        return found, ready


def _memory(pid: int) -> int:
    """Bytes that the process that counts had at most."""
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
        if b"kg.network.worker" in Path(f"/proc/{child}/cmdline").read_bytes():
            lines = Path(f"/proc/{child}/status").read_text(encoding="ascii").splitlines()
            return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    return 0


def _table(
    ours: dict[str, list[float]], theirs: dict[str, list[float]], ready: float, theirs_ready: float, memory: int
) -> None:
    load: Callable[[], float] = lambda: os.getloadavg()[0]  # noqa: E731
    say(f"{'question':18}{'aim':>10}{'ours':>12}{'slowest':>12}{'networkx':>12}{'ratio':>9}\n")
    for name, times in ours.items():
        other = statistics.median(theirs[name]) if name in theirs else None
        own = statistics.median(times)
        aim = f"{AIMS[name] * 1000:.0f} ms" if name in AIMS else ""
        beside = f"{other * 1000:>9.1f} ms{own / other:>9.2f}" if other else ""
        say(f"{name:18}{aim:>10}{own * 1000:>9.1f} ms{max(times) * 1000:>9.1f} ms{beside}\n")
    say(f"ready: ours {ready:.1f} s out of the store, networkx {theirs_ready:.1f} s out of a list in memory\n")
    say(f"memory of the process that counts, at most: {memory / 1e6:.0f} MB; load of the machine now {load():.1f}\n")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks network", description=__doc__)
    parser.add_argument("--edges", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="a folder in which the store is made, or is left from before")
    parser.add_argument("--out", type=Path, help="where the single times are written, as JSON")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
