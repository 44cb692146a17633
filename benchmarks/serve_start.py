"""How soon `veiligheidsgraaf serve` answers:  python -m benchmarks.serve_start [--store DIR] [--runs N]

Starts the real command on a free port of this machine, asks /health and a lookup until they answer, and stops it
again. Prints the times from the start of the process; the aim is 2 seconds.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.common import free_port, serve_command
from kg.config import Settings

AIM = 2.0  # seconds
GIVE_UP = 30.0


def answer_time(url: str, start: float) -> float:
    """Seconds from `start` until `url` answers 200. Raises TimeoutError."""
    while time.perf_counter() - start < GIVE_UP:
        try:
            with urllib.request.urlopen(url, timeout=GIVE_UP) as answer:
                answer.read()
            return time.perf_counter() - start
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.01)
    raise TimeoutError(f"{url} did not answer within {GIVE_UP:g} s")


def measure(store: Path) -> tuple[float, float]:
    """Seconds until /health answers, and until a SPARQL query does."""
    port = free_port()
    start = time.perf_counter()
    server = subprocess.Popen(serve_command(store, port), stderr=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}"
        health = answer_time(f"{base}/health", start)
        query = answer_time(f"{base}/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%201", start)
    finally:
        server.terminate()
        server.wait(timeout=GIVE_UP)
    return health, query


def main() -> None:
    """Prints every run and the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, default=Settings().store)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    runs = []
    for number in range(options.runs):
        health, query = measure(options.store)
        runs.append((health, query))
        sys.stdout.write(f"run {number + 1}: /health {health:.2f} s, first query {query:.2f} s\n")
    medians = [statistics.median(column) for column in zip(*runs, strict=True)]
    verdict = "within" if medians[1] <= AIM else "over"
    sys.stdout.write(
        f"median: /health {medians[0]:.2f} s, first query {medians[1]:.2f} s ({verdict} the aim of {AIM:g} s)\n"
    )


if __name__ == "__main__":
    main()
