"""Ways to entail, compared: which rules of OWL 2 RL each applies, and how long it takes.

    python -m benchmarks.reasoning            times on the five documents: everything, and one document loaded anew
    python -m benchmarks.reasoning --oracle   also owlrl, which takes minutes
    python -m benchmarks.reasoning --table    the table of rules, written into docs/checks.md

Times are of this process's CPU, in seconds, the least of three.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import owlrl
import pyoxigraph as ox
import rdflib
import reasonable

from benchmarks.common import quickest
from benchmarks.rl_rules import CLASH, PREFIXES, RULES, Rule
from benchmarks.validation import PREFIXES as SPARQL_PREFIXES
from benchmarks.validation import SPARQL_RULES, our_quads, owlrl_closure, sparql_closure
from kg.config import ROOT, Settings
from kg.consistency_input import reasoner_input
from kg.explanations.hermit import Hermit
from kg.findings import run_rules, working_store
from kg.reasoning import closure, reasoned_with
from kg.reasoning_update import Change, update

BASE = "https://example.org"
PAGE = ROOT / "docs" / "checks.md"
BEGIN, END = "<!-- rules: made by python -m benchmarks.reasoning --table -->", "<!-- /rules -->"
YES, NO = "yes", "-"


def _quads(rule: Rule) -> list[ox.Quad]:
    graph = ox.NamedNode(f"{BASE}/graph/one")
    parsed = ox.parse((PREFIXES + rule.given).encode(), format=ox.RdfFormat.TURTLE)
    return [ox.Quad(q.subject, q.predicate, q.object, graph) for q in parsed]


def _wanted(rule: Rule) -> list[ox.Triple]:
    """The conclusion; for one about two things that are the same, either way round will do."""
    given = {q.triple for q in ox.parse(PREFIXES.encode(), format=ox.RdfFormat.TURTLE)}
    found = [q.triple for q in ox.parse((PREFIXES + rule.follows).encode(), format=ox.RdfFormat.TURTLE)]
    given |= {quad.triple for quad in _quads(rule)}
    new = [t for t in found if t not in given]
    turned = [ox.Triple(t.object, t.predicate, t.subject) for t in new if t.predicate.value.endswith("#sameAs")]  # type: ignore[arg-type]
    return [t for t in (*new, *turned) if t not in given]


def by_reasonable(rule: Rule) -> bool:
    """Whether `reasonable` by itself draws the conclusion."""
    with tempfile.TemporaryDirectory(prefix="veiligheidsgraaf-") as folder:
        file = Path(folder) / "given.ttl"
        file.write_text(PREFIXES + rule.given, encoding="utf-8")
        reasoner = reasonable.PyReasoner()
        reasoner.load_file(str(file))
        found = {tuple(str(term) for term in triple) for triple in reasoner.reason()}
    return any(tuple(getattr(x, "value", "") for x in t) in found for t in _wanted(rule))


def by_closure(rule: Rule) -> bool:
    """Whether the build stores the conclusion."""
    found = {quad.triple for quad in closure(_quads(rule), BASE)}
    return any(triple in found for triple in _wanted(rule))


def by_sparql(rule: Rule) -> bool:
    """Whether the eleven rules written out in SPARQL, run to a fixed point, draw the conclusion."""
    store, union = working_store(_quads(rule)), ox.DefaultGraph()
    while True:
        size = len(store)
        for text in SPARQL_RULES.values():
            made = store.query(SPARQL_PREFIXES + text)
            assert isinstance(made, ox.QueryTriples)
            store.extend([ox.Quad(t.subject, t.predicate, t.object, union) for t in made])
        if len(store) == size:
            return any(ox.Quad(*_parts(triple), union) in store for triple in _wanted(rule))


def by_owlrl(rule: Rule) -> bool:
    """Whether owlrl draws the conclusion, or names the contradiction."""
    graph = rdflib.Graph().parse(data=PREFIXES + rule.given, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    if rule.follows == CLASH:
        return any("ErrorMessage" in str(t[2]) or "error" in str(t[1]).lower() for t in graph)
    return any(tuple(rdflib.URIRef(getattr(x, "value", "")) for x in t) in graph for t in _wanted(rule))


def by_hermit(rule: Rule, hermit: Hermit) -> bool:
    """Whether HermiT, given what `kg.consistency` gives it, finds the contradiction."""
    triples = reasoner_input(_quads(rule)).triples()
    axioms = hermit.load(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
    return not hermit.consistent(range(len(axioms)))


def _parts(triple: ox.Triple) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]:
    return triple.subject, triple.predicate, triple.object  # type: ignore[return-value]


def table() -> str:
    """Which way applies which rule, as Markdown; worked out, nothing of it is typed."""
    ways = ("rule", "`reasonable`", "SPARQL rules", "owlrl", "the graph `inferred`", "HermiT")
    lines = [f"| {' | '.join(ways)} |", "|---" * len(ways) + "|"]
    with Hermit() as hermit:
        for rule in RULES:
            if not rule.follows:
                cells = ["", "", "", NO, ""]
            elif rule.follows == CLASH:
                cells = ["", "", _cell(by_owlrl(rule)), "", "inconsistent" if by_hermit(rule, hermit) else NO]
            else:
                runs = (by_reasonable, by_sparql, by_owlrl, by_closure)
                cells = [*(_cell(run(rule)) for run in runs), ""]
            if rule.why_not:
                cells[3] = cells[3].replace(NO, f"no: {rule.why_not}")
            lines.append(f"| {rule.name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(holds: bool) -> str:
    return YES if holds else NO


def write_table(page: Path = PAGE) -> None:
    """Puts the table in its place on the page."""
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}", encoding="utf-8")


least = partial(quickest, clock=time.process_time)  # seconds of the CPU


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--oracle", action="store_true", help="also owlrl (minutes)")
    parser.add_argument("--table", action="store_true", help="write the table of rules into docs/checks.md, and stop")
    options = parser.parse_args(arguments)
    if options.table:
        write_table()
        return
    settings = Settings.from_environment()
    quads = our_quads(settings)
    quads = [*quads, *run_rules(quads, settings.base)]
    lines: list[tuple[str, float, str]] = []
    seconds, found = least(lambda: closure(quads, settings.base))
    lines.append(("everything: reasonable and rules", seconds, f"{len(found)} triples"))
    seconds, number = least(lambda: sparql_closure(quads, settings.base), 1)
    lines.append(("everything: SPARQL rules", seconds, f"{number} triples, unfiltered"))
    if options.oracle:
        seconds, number = least(lambda: owlrl_closure(quads, settings.base), 1)
        lines.append(("everything: owlrl", seconds, f"{number} triples, unfiltered"))
    lines += _one_document(quads, {quad.triple for quad in found}, settings.base)
    for name, seconds, what in lines:
        sys.stdout.write(f"{name:44} {seconds:7.2f} s  {what}\n")


def _one_document(quads: list[ox.Quad], inferred: set[ox.Triple], base: str) -> list[tuple[str, float, str]]:
    """Each document taken away, by the difference; whether that gives the same is a test."""
    now = reasoned_with(quads, base)
    lines = []
    for name in sorted({q.graph_name.value for q in quads if isinstance(q.graph_name, ox.NamedNode)}):
        if name.endswith(("/ontology", "/thesaurus", "/reference", "/findings")):
            continue
        rest = reasoned_with((q for q in quads if q.graph_name.value != name), base)  # type: ignore[union-attr]
        change = Change(rest, set(), now - rest, inferred)
        seconds, found = least(lambda change=change: update(change, base), 1)  # type: ignore[misc]
        what = f"{len(now - rest)} triples gone, {len(found.went)} inferred" if found else "everything is touched"
        lines.append((f"without {name.rpartition('/')[2]}", seconds, what))
    return lines


if __name__ == "__main__":
    main()
