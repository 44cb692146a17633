"""Findings about the sources: totals against their parts, counts against what is listed, figures that differ.

The rules are SPARQL CONSTRUCT files in `queries/rules/`; this module only runs them. They read the facts of the
documents (never the texts), so that a finding always follows from rows of the graph, and they build every IRI from
the IRI of the fact they are about: the same facts give the same findings, byte for byte, without blank nodes.
What counts as a clash, and what is let pass as rounding, is written down in `docs/checks.md`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QuerySolutions, QueryTriples, Store, Triple

from kg.config import DEF, ROOT
from kg.errors import QueryError
from kg.iris import Iris

RULES = ROOT / "queries" / "rules"
INFERRED = "inferred-"  # files with this prefix are entailment, run by `kg.reasoning`, not findings

# What no rule reads, and what makes up most of a graph: the texts themselves and the selectors' words.
_BULK = frozenset(
    [DEF + "sourceText", DEF + "sha256"] + ["http://www.w3.org/ns/oa#" + name for name in ("exact", "prefix", "suffix")]
)


def rule_files(folder: Path = RULES, *, inferred: bool = False) -> list[Path]:
    """The rule files of `folder` by name: those of findings, or those of entailment (`inferred-*.rq`)."""
    return sorted(path for path in folder.glob("*.rq") if path.name.startswith(INFERRED) == inferred)


def run_rules(quads: Iterable[Quad], base: str, rules: Path = RULES) -> list[Quad]:
    """What the finding rules make of `quads`.

    quads: facts, code lists and reference of any graphs; their graph names do not matter to the rules.
    base: the IRI all our identifiers start with, as in `Settings.base`.
    rules: folder of the rule files; those that start with `inferred-` are left to `kg.reasoning.closure`.

    Returns new quads in `{base}/graph/findings`, sorted, without doubles.
    Raises QueryError, naming the file, for a rule that does not parse, is no CONSTRUCT or makes a blank node.
    """
    return construct(working_store(quads), rule_files(rules), Iris(base).graph("findings"))


def working_store(quads: Iterable[Quad]) -> Store:
    """A store in memory with `quads` as its one default graph, without the bulk no rule reads."""
    store = Store()
    union = DefaultGraph()
    store.extend(Quad(q.subject, q.predicate, q.object, union) for q in quads if q.predicate.value not in _BULK)
    return store


def construct(store: Store, files: Iterable[Path], graph: NamedNode) -> list[Quad]:
    """The triples the CONSTRUCT files make from `store`, as quads of `graph`, sorted, without doubles.

    Each file sees the store as it was handed in, never the results of another: the order of the files means nothing.
    Raises QueryError as `run_rules` does.
    """
    made: set[Triple] = set()
    for file in files:
        made.update(_run(store, file))
    return [Quad(t.subject, t.predicate, t.object, graph) for t in sorted(made, key=str)]


def _run(store: Store, file: Path) -> set[Triple]:
    try:
        results = store.query(file.read_text(encoding="utf-8"))
    except (SyntaxError, OSError) as error:
        raise QueryError(f"{file}: {error}") from error
    if not isinstance(results, QueryTriples):
        kind = "SELECT" if isinstance(results, QuerySolutions) else "ASK"
        raise QueryError(f"{file}: a rule is a CONSTRUCT query, this is {kind}")
    triples = set(results)
    for triple in triples:
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
            raise QueryError(f"{file}: makes a blank node ({triple}); build an IRI with IRI(CONCAT(...)) instead")
    return triples
