"""Why a test of the suites does not pass, for those that are understood. All others are listed as unexplained."""

from __future__ import annotations

REASONS: dict[str, tuple[str, ...]] = {
    "RDF 1.1: a plain literal is an xsd:string, and one with a language has the type rdf:langString": (
        "sparql10/distinct/distinct-2", "sparql10/distinct/distinct-9", "sparql10/expr-builtin/dawg-datatype-2",
        "sparql11/functions/strdt03", "sparql11/functions/strlang03", "sparql10/open-world/open-eq-08",
        "sparql10/open-world/open-eq-10", "sparql10/open-world/open-eq-11", "sparql10/open-world/open-eq-12",
        "sparql10/reduced/reduced-2",
    ),
    "SPARQL 1.1: `456.` is no number, the dot ends the triple": (
        "sparql10/basic/term-6", "sparql10/basic/term-7", "sparql10/syntax-sparql1/syntax-lit-08",
    ),
    "SPARQL 1.2: codepoint escapes stand in IRIs and strings only": (
        "sparql10/syntax-sparql2/syntax-esc-04", "sparql10/syntax-sparql2/syntax-esc-05",
    ),
    "SPARQL 1.1, errata: without a solution there is no group": ("sparql11/aggregates/agg-empty-group",),
    "XSD 1.1: dates with and without a time zone can be compared": ("sparql10/open-world/date-2",),
    "not approved: its twin, which asks the opposite, passes": (
        "sparql10/optional-filter/dawg-optional-filter-005-simplified",
    ),
    "engine: numbers keep their value, not their spelling or derived type": (
        "sparql10/distinct/distinct-1", "sparql10/expr-builtin/dawg-str-1", "sparql10/expr-builtin/dawg-str-2",
        "sparql10/expr-builtin/sameTerm-simple", "sparql10/expr-builtin/sameTerm-eq",
        "sparql10/expr-builtin/sameTerm-not-eq", "sparql10/expr-equals/eq-graph-1", "sparql10/expr-equals/eq-graph-2",
        "sparql10/open-world/open-eq-01", "sparql11/csv-tsv-res/tsv03",
    ),
    "FROM chooses graphs of the store: a blank node of a graph that is asked twice is one node": (
        "sparql10/dataset/dawg-dataset-09", "sparql10/dataset/dawg-dataset-10", "sparql10/dataset/dawg-dataset-12",
    ),
    "engine: reads `?x<?a&&?b>?y` as comparisons, where the longest token is an IRI": (
        "sparql10/syntax-sparql3/syn-bad-26",
    ),
    "engine: BNODE(label) gives the same blank node in every solution": ("sparql11/functions/bnode01",),
    "ours: SERVICE within SERVICE, or with a variable, is refused": (
        "sparql11/service/service3", "sparql11/service/service5", "sparql11/service/service6",
    ),
    "ours: LOAD from an address that is not allowed is refused, SILENT or not": (
        "sparql11/update-silent/load-silent", "sparql11/update-silent/load-into-silent",
    ),
    "engine: ?g is bound within the group of GRAPH ?g, not after it": (
        "sparql10/graph/graph-variable-scope", "sparql10/graph/graph-optional", "sparql11/negation/graph-minus",
    ),
    "engine: xsd:string of a large double is written without an exponent": ("sparql11/cast/cast-string",),
}  # fmt: skip
SUPERSEDED = ("RDF 1.1", "SPARQL 1.1", "SPARQL 1.2", "XSD 1.1", "not approved")  # a later standard says otherwise


def reason(label: str) -> str:
    """Why the test fails; "" when nobody knows."""
    return next((why for why, labels in REASONS.items() if label in labels), "")
