"""How exactly the standards are kept, measured by the W3C's own tests.

    python -m benchmarks w3c [--suite DIR …] [--http] [--peer] [--all]

--suite DIR   a folder with manifests: `sparql/sparql10`, `sparql/sparql11`, `sparql/sparql12` of the repository
              w3c/rdf-tests, or `test/data/suites/w3c` of the source distribution of rdflib (1.0 and 1.1, as of 2013).
              They go through our engine: query evaluation, syntax, update, SERVICE, results as CSV, TSV, JSON and XML.
              Entailment is left out: the endpoint answers by simple entailment.
--http        the cases of Protocol, Graph Store Protocol and Service Description, against our server
--peer        the same against `oxigraph serve`, for comparison
--all         list each failure, also those that are understood

Prints passed of total for each group, and ends with 1 when something fails that nobody can explain.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.w3c import over_http
from benchmarks.w3c.engine import outcome
from benchmarks.w3c.known import SUPERSEDED, reason
from benchmarks.w3c.manifest import tests

NOT_RUN = "entailment"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suite", type=Path, action="append", default=[])
    parser.add_argument("--http", action="store_true")
    parser.add_argument("--peer", action="store_true")
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args(arguments)
    if not (options.suite or options.http or options.peer):
        sys.stdout.write("nothing to run: give --suite DIR, --http or --peer\n")
        return 0
    unexplained = sum(_suites(folder.resolve(), options.all) for folder in options.suite)
    for wanted, make in ((options.http, over_http.ours), (options.peer, over_http.peer)):
        if wanted:
            with make() as server:
                failed = _over_http(server)
                unexplained += failed if make is over_http.ours else 0
    return 1 if unexplained else 0


def _suites(folder: Path, everything: bool) -> int:
    """Runs the tests below `folder`; the number of failures that nobody can explain."""
    total: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    why: dict[str, list[str]] = {}
    unexplained = by_value = 0
    for test in tests(folder):
        if f"/{NOT_RUN}" in test.label:
            continue
        total[test.suite] += 1
        result = outcome(test)
        by_value += result.by_value
        if result.passed:
            passed[test.suite] += 1
            continue
        known = reason(test.label)
        why.setdefault(known or "unexplained", []).append(test.label)
        unexplained += not known
        if everything or not known:
            sys.stdout.write(f"FAILS {test.label} ({test.kind}): {result.why}\n")
    for suite in total:
        sys.stdout.write(f"{suite:44} {passed[suite]:4} of {total[suite]:4}\n")
    superseded = sum(len(labels) for text, labels in why.items() if text.startswith(SUPERSEDED))
    sys.stdout.write(
        f"{'all':44} {passed.total():4} of {total.total():4}; "
        f"{superseded} of the others ask what a later standard has changed; "
        f"{by_value} passed with numbers or dates written in another way\n"
    )
    for text, labels in why.items():
        sys.stdout.write(f"{len(labels):4}  {text}: {', '.join(labels)}\n")
    return unexplained


def _over_http(server: over_http.Server) -> int:
    cases = over_http.all_cases()
    failed = dict(over_http.failures(server, cases))
    groups = Counter(_group(case.name) for case in cases)
    wrong = Counter(_group(case.name) for case in failed)
    for group, number in groups.items():
        sys.stdout.write(f"{server.name:16} {group:27} {number - wrong[group]:4} of {number:4}\n")
    sys.stdout.write(f"{server.name:16} {'all':27} {len(cases) - len(failed):4} of {len(cases):4}\n")
    for case, what in failed.items():
        sys.stdout.write(f"FAILS {case.name}: {what}\n")
    return len(failed)


def _group(name: str) -> str:
    """`query w3c`, `graphs HTTP`, or by the recommendation: `query 2.1`."""
    operation, section, *_ = name.split()
    if section[0].isdigit():
        section = ".".join(section.split(".")[:2])
    return f"{operation} {section if section in ('w3c', 'HTTP', 'SD') or section[0].isdigit() else 'other'}"


if __name__ == "__main__":
    sys.exit(main())
